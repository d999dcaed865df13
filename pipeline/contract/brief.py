"""What the short version of an article has: what its contract names, or what is sound without one."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from pipeline.contract.findings import contract_of
from pipeline.contract.kinds import KINDS
from pipeline.contract.matching import Fit, fit, lead
from pipeline.contract.values import Contract
from pipeline.files import ContractFile
from pipeline.model import Article, Block, Part
from pipeline.model.walk import Node, children, descend

NAME = "brief"
"""The edition that is the short version; a passage for it alone is in it, wherever it stands."""
SOUND = ("lead", "key-facts", "chart")
"""What it has beside title and summary where no contract says."""


def with_brief(article: Article, files: Mapping[str, ContractFile]) -> Article:
    """A resolved article that knows which of its blocks a short version has; raises ConfigError as `contract_of`.

    A note is there whole where it is called.
    """
    wanted = {id(block) for block in _wanted(article, contract_of(article, files))}
    noted = (node.id for node in descend(article.notes) if isinstance(node, Block))
    return replace(article, brief=frozenset((*_ids(article.blocks, wanted), *noted)))


def _wanted(article: Article, contract: Contract | None) -> Iterator[Block]:
    sections = _sections(fit(article, contract)) if contract else {}
    for name in (contract.brief if contract else ()) or SOUND:
        if name == "lead":
            yield from lead(article)
        elif name in KINDS:
            blocks = (node for node in descend(article.blocks) if isinstance(node, Block))
            yield from [node for node in blocks if KINDS[name].holds(node)][:1]
        else:
            yield from sections.get(name, ())
    yield from _marked(article)


def _sections(whole: Fit) -> dict[str, tuple[Block, ...]]:
    """The section that keeps each clause, by the clause's id."""
    found = {each.clause.id: (each.section,) for each in whole.within if each.section}
    return found | {name: kept for each in whole.within for name, kept in _sections(each).items()}


def _marked(article: Article) -> Iterator[Block]:
    """The blocks in passages that are for the short version alone."""
    own = [each for each in article.passages if each.only and [one.name for one in each.names] == [NAME]]
    lines = {(each.at.file, line) for each in own for line in range(each.at.line, each.last + 1)}
    blocks = (node for node in descend(article.blocks) if isinstance(node, Block))
    return (node for node in blocks if (node.at.file, node.at.line) in lines)


def _ids(nodes: Iterable[Node], wanted: set[int]) -> Iterator[str]:
    """The ids of the blocks that are wanted, of all in them and of all around them."""
    for node in nodes:
        held = [node, *descend(children(node))] if id(node) in wanted else ()
        inside = [each.id for each in held if isinstance(each, Block | Part)] or list(_ids(children(node), wanted))
        if inside and isinstance(node, Block | Part):
            yield node.id
        yield from inside
