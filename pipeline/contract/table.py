"""A contract against an article, section by section: what `pipeline contract` shows."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from pipeline.checks import Had, differing
from pipeline.contract.faults import components, measured
from pipeline.contract.matching import Fit, fit, lead
from pipeline.contract.metadata import lacking
from pipeline.contract.rules import SECTION_ORDER, UNEXPECTED_SECTION
from pipeline.contract.values import Bounds, Clause, Component, Contract
from pipeline.contract.words import words
from pipeline.diagnostics import Diagnostic, Location
from pipeline.model import Article, Section
from pipeline.model.walk import title
from pipeline.wording import in_words

FRONT_MATTER = "(front matter)"
LEAD = "(lead)"
WHOLE = "whole article"
NOTHING = "–"


@dataclass(frozen=True, slots=True)
class Cell:
    """What is shown, and whether it keeps the contract."""

    text: str
    kept: bool = True


@dataclass(frozen=True, slots=True)
class Row:
    """A section, the text before the first or the whole: how deep it stands, its name, and a cell for each column.

    `there` says whether it is there, `words` how many it has, `bounds` how many it may have, `components` how many
    there are and are asked for.
    """

    depth: int
    name: str
    there: Cell
    words: Cell
    bounds: str
    components: Cell

    @property
    def kept(self) -> bool:
        """Whether the article keeps all of it."""
        return self.there.kept and self.words.kept and self.components.kept


def rows(article: Article, had: Had, contract: Contract, findings: Iterable[Diagnostic]) -> tuple[Row, ...]:
    """The table of a contract, the whole last; `findings` are those about the article, `had` is what editions have."""
    codes = {(finding.code, finding.at) for finding in findings if finding.at}
    own = [(edition.name, _lines(each, contract)) for edition, each in differing(had)]
    made = (
        _row(line, [(name, lines.get(key)) for name, lines in own], codes)
        for key, line in _lines(article, contract).items()
        # Of two sections in passages for different editions, each keeps the same clause where it is.
        if line.named or any(key in lines for _, lines in own)
    )
    return (*_front_matter(article, contract), *made)


def _front_matter(article: Article, contract: Contract) -> Iterator[Row]:
    if contract.metadata:
        gone = lacking(contract.metadata, article.metadata)
        keys = ", ".join(f"{key} 0/1" if key in gone else key for key in contract.metadata)
        there = Cell("incomplete", kept=False) if gone else Cell("yes")
        yield Row(0, FRONT_MATTER, there, Cell(NOTHING), NOTHING, Cell(keys, not gone))


@dataclass(frozen=True, slots=True)
class _Line:
    """What a section, the lead or the whole has in one edition; a clause without a section has nothing."""

    depth: int
    name: str
    clause: Clause
    bounds: Bounds
    section: Section | None
    words: int
    components: tuple[tuple[Component, int], ...]
    there: bool = True
    named: bool = True


def _lines(article: Article, contract: Contract) -> Mapping[str, _Line]:
    whole, lang, opening = fit(article, contract), article.metadata.lang, lead(article)
    first = Fit(contract.lead, None, 1, opening, (), (), (), whole.end)
    asked = tuple(components(article, first))
    found = {"/lead": _Line(0, LEAD, contract.lead, contract.lead.words, None, words(opening), asked)}
    found |= dict(_within(article, whole, lang, 0))
    asked, number = tuple(components(article, whole)), measured(article, whole)
    return found | {"/whole": _Line(0, WHOLE, whole.clause, whole.clause.words, None, number, asked)}


def _within(article: Article, outer: Fit, lang: str, depth: int) -> Iterator[tuple[str, _Line]]:
    """Yield the lines of what is in the whole or in a section: clauses in their order, others where they stand."""
    for each in _in_order(outer):
        if isinstance(each, Section):
            bounds, number = outer.clause.others.words, words(each.children)
            clause = Clause(each.id, words=bounds)
            yield f"/{each.id}", _Line(depth, title(each.heading), clause, bounds, each, number, (), named=False)
            continue
        own = each.section
        name = title(own.heading) if own else each.clause.title(lang)
        asked = tuple(components(article, each)) if own else ()
        number = measured(article, each) if own else 0
        yield each.clause.id, _Line(depth, name, each.clause, each.clause.words, own, number, asked, own is not None)
        yield from _within(article, each, lang, depth + 1) if own else ()


def _in_order(outer: Fit) -> list[Fit | Section]:
    """The clauses in the order of the contract, each section that none names behind the one that it follows."""
    found: list[Fit | Section] = list(outer.within)
    for before, each in zip((None, *outer.sections), outer.sections, strict=False):
        if each in outer.extras:
            known = [one.section if isinstance(one, Fit) else one for one in found]
            found.insert(known.index(before) + 1 if before in known and before else 0, each)
    return found


_Codes = set[tuple[str, Location]]


def _row(line: _Line, own: Sequence[tuple[str, _Line | None]], codes: _Codes) -> Row:
    having = [(name, each) for name, each in own if each and each.there]
    amounts = [(name, each.words) for name, each in having]
    counted = _differing(amounts) if having else NOTHING
    kept = all(line.bounds.least <= number <= line.bounds.most for _, number in amounts)
    parts = [_component(line, having, place) for place in range(len(line.components))]
    told = Cell("; ".join(part.text for part in parts) or NOTHING, all(part.kept for part in parts))
    return Row(line.depth, line.name, _there(line, own, codes), Cell(counted, kept), str(line.bounds), told)


def _there(line: _Line, own: Sequence[tuple[str, _Line | None]], codes: _Codes) -> Cell:
    at = line.section.at if line.section else None
    without = [name for name, each in own if not (each and each.there)]
    if at and (UNEXPECTED_SECTION.code, at) in codes:
        return Cell("not allowed", kept=False)
    if at and (SECTION_ORDER.code, at) in codes:
        return Cell("out of order", kept=False)
    if len(without) == len(own):
        return Cell("missing", kept=False) if line.clause.required else Cell("not needed")
    if without:
        return Cell(f"not in {in_words(without)}", kept=not (line.named and line.clause.required))
    return Cell("yes" if line.named else "extra")


def _component(line: _Line, having: Sequence[tuple[str, _Line]], place: int) -> Cell:
    component, _ = line.components[place]
    amounts = [(name, each.components[place][1]) for name, each in having]
    what = " or ".join(component.kinds)
    return Cell(f"{what} {_differing(amounts)}/{component.count}", all(each >= component.count for _, each in amounts))


def _differing(amounts: Sequence[tuple[str, int]]) -> str:
    """A number; where it is not the same in all editions, each with those that have it."""
    names: dict[int, list[str]] = {}
    for name, number in amounts:
        names.setdefault(number, []).append(name)
    if len(names) == 1:
        return f"{amounts[0][1]:,}"
    return ", ".join(f"{number:,} in {in_words(having)}" for number, having in names.items())
