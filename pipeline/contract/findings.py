"""What of a contract is not kept: a finding for each fault, which names the editions when not all have it."""

from collections.abc import Iterator, Mapping

from pipeline.checks import Had, differing
from pipeline.contract.faults import Fault, faults_of
from pipeline.contract.matching import sections
from pipeline.contract.metadata import lacking
from pipeline.contract.reading import read_contract
from pipeline.contract.rules import UNKNOWN_CONTRACT
from pipeline.contract.sourcing import uncredited, unsourced
from pipeline.contract.values import Contract
from pipeline.diagnostics import Diagnostic, Rule
from pipeline.files import ContractFile
from pipeline.model import Article
from pipeline.readers.markdown.front_matter import MISSING_METADATA
from pipeline.wording import in_words, meant


def contract_of(article: Article, files: Mapping[str, ContractFile]) -> Contract | None:
    """The contract that the front matter names, None without one; raises ConfigError for a mistake in it."""
    file = files.get(article.metadata.contract)
    return read_contract(article.metadata.contract, file) if file else None


def check_contract(article: Article, had: Had, files: Mapping[str, ContractFile]) -> Iterator[Diagnostic]:
    """A finding for all that a resolved article does not keep of its contract, in the whole or in some editions.

    `files` are the contracts that there are, by name. Raises ConfigError when the contract has a mistake.
    """
    name = article.metadata.contract
    contract = contract_of(article, files)
    if contract:
        yield from _lacking(article, contract)
        yield from _told(article, differing(had), contract)
        yield from unsourced(article, contract)
        yield from uncredited(article, contract)
    elif name:
        hint = meant(name, files, f"write one of {', '.join(sorted(files))}")
        at = article.metadata.at.get("contract")
        yield Diagnostic(UNKNOWN_CONTRACT, f'there is no contract "{name}"', at, hint)


def _lacking(article: Article, contract: Contract) -> Iterator[Diagnostic]:
    at = article.metadata.at.get("contract")
    for key in lacking(contract.metadata, article.metadata):
        message = f'the key "{key}" is missing, which the contract "{contract.name}" asks for'
        yield Diagnostic(MISSING_METADATA, message, at, f"add `{key}` to the front matter")


def _told(article: Article, had: Had, contract: Contract) -> Iterator[Diagnostic]:
    """Each fault once, though several editions have it."""
    # Editions that lack the same have the same.
    looked = {(own.gaps, edition.select): own for edition, own in had}
    known = {what: tuple(faults_of(own, article, contract)) for what, own in looked.items()}
    faults: dict[tuple[Rule, str], Fault] = {}
    names: dict[tuple[Rule, str], list[str]] = {}
    for edition, own in had:
        for fault in known[own.gaps, edition.select]:
            faults.setdefault((fault.rule, fault.subject), fault)
            names.setdefault((fault.rule, fault.subject), []).append(edition.name)
    for key, fault in faults.items():
        where = f" in {in_words(names[key])}" if len(names[key]) < _having(fault, had) else ""
        yield Diagnostic(fault.rule, f"{fault.fact}{where}{fault.rest}", fault.at, fault.hint)


def _having(fault: Fault, had: Had) -> int:
    """How many editions have the section that a fault is in; all, where it is in none."""
    if not fault.section:
        return len(had)
    return sum(any(section.id == fault.section for section in sections(own.blocks)) for _, own in had)
