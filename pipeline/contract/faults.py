"""What one edition of an article does not keep of a contract."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from pipeline.contract.kinds import KINDS, count, named, nodes
from pipeline.contract.matching import Fit, Missing, fit, folded, lead, missing, names, sections, written
from pipeline.contract.rules import (
    LONG_ARTICLE,
    LONG_SECTION,
    MISSING_COMPONENT,
    MISSING_LEAD,
    MISSING_SECTION,
    SECTION_ORDER,
    SHORT_ARTICLE,
    STUB_SECTION,
    UNEXPECTED_SECTION,
)
from pipeline.contract.values import Bounds, Component, Contract
from pipeline.contract.words import words
from pipeline.diagnostics import Location, Rule
from pipeline.model import Article, Block, Heading, Section
from pipeline.model.walk import title
from pipeline.wording import counted

_OUT_OF_PASSAGE = "take it out of its passage, or write one for the other editions"


@dataclass(frozen=True, slots=True)
class Fault:
    """A fault in what an edition has.

    What it is about, its message in two parts, between which editions are named, and the id of the section that it is
    in, "" for none.
    """

    rule: Rule
    subject: str
    at: Location | None
    fact: str
    rest: str
    hint: str
    section: str = ""


def faults_of(own: Article, whole: Article, contract: Contract) -> Iterator[Fault]:
    """What `own`, that which an edition has of the whole article, does not keep."""
    look = _Look(own, whole, contract)
    yield from look.missing()
    yield from look.article()
    yield from look.inside(fit(own, contract))
    # Of the whole, since the fewest to move may be others without a section that an edition does not have.
    yield from look.order(fit(whole, contract))


def measured(article: Article, each: Fit) -> int:
    """How many words a section has, or the whole article without what is added to it."""
    return words(each.section.children if each.section else written(article))


def components(article: Article, each: Fit) -> Iterator[tuple[Component, int]]:
    """The components that are asked of a section or of the whole, and how many there are."""
    asked = each.clause.components
    among = nodes(each.blocks, {note.id: note for note in article.notes}) if asked else ()
    for component in asked:
        yield component, count(component, among)


@dataclass(frozen=True, slots=True)
class _Subject:
    """What words and components are asked of: a key that tells it from others, its name in a sentence, its place."""

    key: str
    name: str
    at: Location | None
    short: Rule = STUB_SECTION
    long: Rule = LONG_SECTION
    section: str = ""


@dataclass(frozen=True, slots=True)
class _Look:
    own: Article
    whole: Article
    contract: Contract

    @property
    def lang(self) -> str:
        return self.whole.metadata.lang

    @property
    def top(self) -> Location | None:
        """The place of what is wrong with the whole."""
        return self.whole.metadata.at.get("contract")

    def missing(self) -> Iterator[Fault]:
        there = {each.clause.id: each.section for each in _all(fit(self.whole, self.contract))}
        for each in missing(self.own, self.contract):
            section, at, hint = there.get(each.id), each.at, self._advice(each)
            if section:
                at, hint = section.at, _OUT_OF_PASSAGE
            elif near := self._misplaced(each):
                at, hint = near.at, f'write its heading as "{_heading(each)}"'
            rest = f', which the contract "{self.contract.name}" asks for'
            yield Fault(MISSING_SECTION, each.id, at, f'section "{each.title}" is missing', rest, hint)

    def _misplaced(self, each: Missing) -> Heading | None:
        """A heading of another level with its id or its title."""
        headings = (section.heading for section in sections(written(self.whole)))
        known = {each.id, folded(each.title)}
        same = (node for node in headings if node.id in known or folded(title(node)) in known)
        return next((node for node in same if node.level != each.level), None)

    def _advice(self, each: Missing) -> str:
        places = {section.at for section in sections(self.whole.blocks)}
        where = "before this line" if each.at in places else "at the end"
        least = f", with at least {counted(each.least, 'word')}" if each.least else ""
        return f'write "{_heading(each)}" {where}{least}'

    def article(self) -> Iterator[Fault]:
        whole = fit(self.own, self.contract)
        about = _Subject("", "the article", self.top, SHORT_ARTICLE, LONG_ARTICLE)
        yield from self._bounded(about, measured(self.own, whole), whole.clause.words)
        yield from self._components(about, whole)
        yield from self._lead(lead(self.own), whole)

    def _lead(self, first: tuple[Block, ...], whole: Fit) -> Iterator[Fault]:
        clause = self.contract.lead
        least = clause.words.least
        if least and not first:
            rest = f", and the contract asks for {counted(least, 'word')}"
            hint = f"say before the first heading what the article says, or {self._changed('lower `words.min`')}"
            yield Fault(MISSING_LEAD, "lead", self.top, "nothing stands before the first section", rest, hint)
            return
        about = _Subject("lead", "the text before the first section", first[0].at if first else self.top)
        yield from self._bounded(about, words(first), clause.words)
        yield from self._components(about, Fit(clause, None, 1, first, (), (), (), whole.end))

    def inside(self, outer: Fit) -> Iterator[Fault]:
        """What is wrong with the sections in the whole or in a section."""
        for each in outer.within:
            if each.section:
                yield from self._section(each.section, each.clause.words)
                # That nothing stands in it is an error by itself.
                yield from self._components(_subject(each.section), each) if each.section.children else ()
                yield from self.inside(each)
        for extra in outer.extras:
            if outer.clause.others.allowed:
                yield from self._section(extra, outer.clause.others.words)
            else:
                yield self._unexpected(extra, outer)

    def _section(self, section: Section, bounds: Bounds) -> Iterator[Fault]:
        if section.children:
            yield from self._bounded(_subject(section), words(section.children), bounds)

    def _bounded(self, about: _Subject, number: int, bounds: Bounds) -> Iterator[Fault]:
        has = f"{about.name} has {counted(number, 'word')}"
        if number < bounds.least:
            hint = f"write {counted(bounds.least - number, 'word')} more, or {self._changed('lower `words.min`')}"
            yield Fault(
                about.short, about.key, about.at, has, f", its contract asks for {bounds.least:,}", hint, about.section
            )
        if number > bounds.most:
            hint = f"cut {counted(number - bounds.most, 'word')}, or {self._changed('raise `words.max`')}"
            yield Fault(
                about.long, about.key, about.at, has, f", its contract allows {bounds.most:,}", hint, about.section
            )

    def _changed(self, change: str) -> str:
        file = self.contract.file
        return f"{change} in a copy of the contract, {file}" if self.contract.shipped else f"{change} in {file}"

    def _components(self, about: _Subject, each: Fit) -> Iterator[Fault]:
        for component, number in components(self.own, each):
            if number < component.count:
                several = component.count > 1
                amount = f"{number:,}" if number else "no"
                fact = f"{about.name} has {amount} {named(component, several=number != 1 and several)}"
                rest = f", its contract asks for {component.count:,}" if several else ", which its contract asks for"
                what = " or ".join(KINDS[kind].written for kind in component.kinds)
                yield Fault(
                    MISSING_COMPONENT, f"{about.key} {component}", about.at, fact, rest, f"add {what}", about.section
                )

    def _unexpected(self, extra: Section, outer: Fit) -> Fault:
        fact = f'the contract "{self.contract.name}" has no section "{title(extra.heading)}"'
        if outer.section:
            fact += f' in "{title(outer.section.heading)}"'
        free = {name: each for each in outer.within if not each.section for name in names(each.clause, self.lang)}
        near = get_close_matches(folded(title(extra.heading)), sorted(free), 1)
        hint = f"make it part of another section, or {self._changed('allow `other-sections`')}"
        if near:
            meant = free[near[0]].clause
            hint = f'if it is the section "{meant.title(self.lang)}", give it its id: {{#{meant.id}}}'
        return Fault(UNEXPECTED_SECTION, extra.id, extra.at, fact, "", hint, extra.id)

    def order(self, outer: Fit) -> Iterator[Fault]:
        """The fewest sections that would have to move, in the whole or in a section and in those below."""
        if outer.clause.ordered:
            yield from self._order(outer)
        for each in outer.within:
            yield from self.order(each)

    def _order(self, outer: Fit) -> Iterator[Fault]:
        places = {section.id: place for place, section in enumerate(outer.sections)}
        kept = [each for each in outer.within if each.section and each.section.id in places]
        turns = [places[each.section.id] for each in kept if each.section]
        staying = _rising(turns)
        there = [each.section for each in kept if each.section]
        for index, section in enumerate(there):
            if index not in staying:
                before = [there[one] for one in staying if one < index]
                late = bool(before) and places[before[-1].id] > places[section.id]
                other = before[-1] if late else next(there[one] for one in staying if one > index)
                yield self._moved(section, other, "behind" if late else "before")

    def _moved(self, section: Section, other: Section, where: str) -> Fault:
        now = "before" if where == "behind" else "behind"
        fact = f'section "{title(section.heading)}" stands {now} "{title(other.heading)}"'
        rest = f', the contract "{self.contract.name}" has it {where}'
        return Fault(SECTION_ORDER, section.id, section.at, fact, rest, f"move it {where} that section")


def _heading(each: Missing) -> str:
    return f"{'#' * each.level} {each.title} {{#{each.id}}}"


def _subject(section: Section) -> _Subject:
    return _Subject(section.id, f'section "{title(section.heading)}"', section.at, section=section.id)


def _all(outer: Fit) -> Iterator[Fit]:
    for each in outer.within:
        yield each
        yield from _all(each)


def _rising(turns: Sequence[int]) -> tuple[int, ...]:
    """The indexes of a longest rising run of numbers, none of which comes twice."""
    ends: list[int] = []
    chains: list[tuple[int, ...]] = []
    for index, turn in enumerate(turns):
        place = bisect_left(ends, turn)
        chain = (*(chains[place - 1] if place else ()), index)
        ends[place:] = [turn, *ends[place + 1 :]]
        chains[place:] = [chain, *chains[place + 1 :]]
    return chains[-1] if chains else ()
