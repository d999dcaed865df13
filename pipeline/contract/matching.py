"""Which section of an article keeps which clause of a contract, and where a missing one would stand."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from pipeline.contract.values import Clause, Contract
from pipeline.diagnostics import Location
from pipeline.model import Article, Block, References, Section
from pipeline.model.walk import descend, title

_LINE_END = re.compile("\r\n|\n|\r")

TOP = 2
"""The level of the first headings below the title."""


@dataclass(frozen=True, slots=True)
class Missing:
    """A required section that is not there.

    Its level, its title in the article's language, its public id and the words that it must have at least; the id of
    the section in which it belongs, "" for none; that of the section there before which it would stand, None when it
    would be the last; and the place in the source of what would follow it, or of the last line.
    """

    level: int
    title: str
    id: str
    least: int
    parent: str
    before: str | None
    at: Location


@dataclass(frozen=True, slots=True)
class Fit:
    """A clause and what keeps it: the section, None where there is none; and the clauses within, with what keeps them.

    `blocks` are those of the section, tables of charts behind the text left out; `sections` those of them that the
    source has, `extras` those of these that no clause names; `end` is the place of what follows.
    """

    clause: Clause
    section: Section | None
    level: int
    blocks: tuple[Block, ...]
    within: "tuple[Fit, ...]"
    sections: tuple[Section, ...]
    extras: tuple[Section, ...]
    end: Location


def fit(article: Article, contract: Contract) -> Fit:
    """The sections of an article by the clauses of its contract; the whole has no section, and level 1."""
    source = _Source(article)
    return source.fit(contract.whole, None, article.blocks, TOP - 1, source.last_line())


def missing(article: Article, contract: Contract) -> tuple[Missing, ...]:
    """The required sections that a resolved article does not have, in the order of the contract.

    What would be in a section that is missing itself is not told.
    """
    return tuple(_missing(fit(article, contract), article.metadata.lang))


def written(article: Article) -> tuple[Block, ...]:
    """The article's blocks without the sections that `resolve` has put behind them: tables of charts, references."""
    source = _Source(article)
    return tuple(block for block in article.blocks if not (isinstance(block, Section) and source.made(block)))


def sections(blocks: Iterable[Block]) -> Iterator[Section]:
    """All sections among blocks and in each other, in their order."""
    for block in blocks:
        if isinstance(block, Section):
            yield block
            yield from sections(block.children)


def lead(article: Article) -> tuple[Block, ...]:
    """What stands before the first section."""
    return tuple(block for block in article.blocks if not isinstance(block, Section))


def folded(text: str) -> str:
    """Letters and digits of a text whatever their case, so that quotation marks and dashes make no difference."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    return " ".join("".join(each if unicodedata.category(each)[0] in "LMN" else " " for each in plain).split())


def names(clause: Clause, lang: str) -> frozenset[str]:
    """The titles by which a section in that language is known, folded."""
    return frozenset(map(folded, (clause.title(lang), *clause.aliases)))


@dataclass(frozen=True, slots=True)
class _Source:
    """What must be known of the article as a whole while its sections are matched."""

    article: Article

    def made(self, section: Section) -> bool:
        """Whether `resolve` has made a section: then its heading stands in no text."""
        head = section.heading
        known = (self.article.metadata.at.get("title"), Location(head.at.file, 1))
        return head.unnumbered and head.at in known

    def last_line(self) -> Location:
        """The last line of the text with something on it."""
        places = [block.at for block in self.article.blocks if not (isinstance(block, Section) and self.made(block))]
        first, *_ = self.article.sources
        file = next((each for each in self.article.sources if places and each.file == places[-1].file), first)
        lines = _LINE_END.split(file.content.decode("utf-8-sig", "replace").rstrip())
        return Location(file.file, len(lines), 1, max(1, len(lines[-1])))

    def fit(self, clause: Clause, section: Section | None, blocks: tuple[Block, ...], level: int, end: Location) -> Fit:
        """The clauses below one, by what keeps it."""
        sections = [block for block in blocks if isinstance(block, Section)]
        kept = _kept(clause.sections, sections, self.article.metadata.lang)
        ends = self._ends(sections, end)
        inner = tuple(
            self.fit(each, own, own.children if own else (), level + 1, ends[own.id] if own else end)
            for each in clause.sections
            for own in (kept.get(each.id),)
        )
        taken = {own.id for own in kept.values()}
        own_sections = tuple(each for each in sections if not self.made(each))
        extras = tuple(each for each in own_sections if each.id not in taken)
        held = tuple(block for block in blocks if not (isinstance(block, Section) and self._repeats(block)))
        return Fit(clause, section, level, held, inner, own_sections, extras, end)

    def _repeats(self, section: Section) -> bool:
        """Whether a section only shows again what a chart shows."""
        return self.made(section) and not any(isinstance(block, References) for block in section.children)

    def _ends(self, sections: Sequence[Section], end: Location) -> dict[str, Location]:
        """Where what follows each section stands; what `resolve` has made stands nowhere."""
        ends: dict[str, Location] = {}
        for each in reversed(sections):
            ends[each.id] = end
            end = end if self.made(each) else each.at
        return ends


def _kept(clauses: Sequence[Clause], sections: Sequence[Section], lang: str) -> dict[str, Section]:
    """The section that keeps each clause, by the clause's id; an id goes before a title."""
    ids = {each.id: each for each in sections}
    kept = {clause.id: ids[clause.id] for clause in clauses if clause.id in ids}
    for clause in clauses:
        taken = {each.id for each in kept.values()}
        known = names(clause, lang)
        free = (each for each in sections if each.id not in taken and folded(title(each.heading)) in known)
        if clause.id not in kept and (found := next(free, None)):
            kept[clause.id] = found
    return kept


def _missing(whole: Fit, lang: str) -> Iterator[Missing]:
    for index, each in enumerate(whole.within):
        if each.section is not None:
            yield from _missing(each, lang)
        elif each.clause.required:
            before = _before(whole, index)
            yield Missing(
                level=each.level,
                title=each.clause.title(lang),
                id=each.clause.id,
                least=each.clause.words.least,
                parent=whole.section.id if whole.section else "",
                before=before.id if before else None,
                at=before.at if before else whole.end,
            )


def _before(whole: Fit, index: int) -> Section | None:
    """The section before which that of a clause would stand: one of a later clause, or a closing list of works."""
    later = {each.section.id for each in whole.within[index + 1 :] if each.section}
    extras = {each.id for each in whole.extras}
    found = next((each for each in whole.sections if each.id in later), None)
    for each in reversed(whole.sections) if found is None else ():
        if each.id not in extras or not any(isinstance(node, References) for node in descend((each,))):
            break
        found = each
    return found
