"""Sections as a reader meets them: whether something stands in each, below its heading, and whether headings differ."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from math import inf

from pipeline.diagnostics import Diagnostic, Location, Rule, Severity
from pipeline.model import Article, Edition, Section
from pipeline.model.walk import descend, title
from pipeline.wording import in_words

EMPTY_SECTION = Rule(
    "empty-section",
    Severity.ERROR,
    "a section holds nothing",
    "A reader who turns to it, from the table of contents or by its heading, finds nothing there.",
    wrong="## Opening hours\n\nFrom nine to six.\n\n## Guests\n",
    right="## Opening hours\n\nFrom nine to six.\n\n## Guests\n\nAll are welcome.\n",
)
HEADING_WITHOUT_BODY = Rule(
    "heading-without-body",
    Severity.WARNING,
    "a heading is followed by a subheading, with nothing between them",
    "A sentence there tells what the parts have in common; without it readers cannot see why they stand together.",
    wrong="## Opening hours\n\n### On weekdays\n\nFrom nine to six.\n",
    right=("## Opening hours\n\nThe reading room keeps two sets of hours.\n\n### On weekdays\n\nFrom nine to six.\n"),
    yields=True,
)
# Nothing is lost and each has an id of its own, and some texts repeat a heading on purpose: so no more than a warning.
DUPLICATE_HEADING = Rule(
    "duplicate-heading",
    Severity.WARNING,
    "two sections beside each other have the same heading",
    "In the table of contents, and for those who move by headings, the two cannot be told apart (WCAG 2.4.6).",
    wrong="## Opening hours\n\nFrom nine to six.\n\n## Opening hours\n\nOn holidays from ten to four.\n",
    right="## Opening hours\n\nFrom nine to six.\n\n## Opening hours on holidays\n\nFrom ten to four.\n",
    yields=True,
)
RULES = (EMPTY_SECTION, HEADING_WITHOUT_BODY, DUPLICATE_HEADING)

_NUMBER = re.compile(r"\d+(?:\.\d+)*[.)]\s+")
"""What an author writes before a heading to number it."""
_Found = dict[tuple[Rule, Location], tuple[str, str]]


def check_empty(article: Article, _: Sequence[tuple[Edition, Article]]) -> Iterator[Diagnostic]:
    """A finding for each section of the whole in which nothing stands; what one edition lacks is `nothing-left`."""
    for section in _sections(article):
        if not section.children:
            hint = "write the section, or delete its heading"
            yield Diagnostic(
                EMPTY_SECTION, f'nothing stands in the section "{title(section.heading)}"', section.at, hint
            )


def untold(findings: Iterable[Diagnostic], article: Article, told: Iterable[Diagnostic]) -> Iterator[Diagnostic]:
    """The findings without sections that are empty since what was to stand there was refused, which is told already."""
    headings = _lines(section.at for section in _sections(article))
    errors = _lines(each.at for each in told if each.at and each.severity is Severity.ERROR)
    for finding in findings:
        at = finding.at
        if finding.rule is EMPTY_SECTION and at and _next(errors, at) < _next(headings, at):
            continue
        yield finding


def _lines(places: Iterable[Location]) -> dict[str, list[int]]:
    """The lines of places by file, in order."""
    found: dict[str, list[int]] = {}
    for at in places:
        found.setdefault(at.file, []).append(at.line)
    return {file: sorted(lines) for file, lines in found.items()}


def _next(lines: Mapping[str, list[int]], at: Location) -> float:
    """The first of the lines below a place, or infinity."""
    own = lines.get(at.file, [])
    index = bisect_right(own, at.line)
    return own[index] if index < len(own) else inf


def check_headings(_: Article, had: Sequence[tuple[Edition, Article]]) -> Iterator[Diagnostic]:
    """A finding for each heading without a body, and for each that another beside it repeats, in any edition."""
    editions: dict[tuple[Rule, Location], list[str]] = {}
    told: _Found = {}
    for edition, own in had:
        for key, words in _headings(own).items():
            told.setdefault(key, words)
            editions.setdefault(key, []).append(edition.name)
    for (rule, at), (message, hint) in told.items():
        names = editions[rule, at]
        where = "" if len(names) == len(had) else f"in {in_words(names)} "
        yield Diagnostic(rule, f"{where}{message}", at, hint)


def _headings(article: Article) -> _Found:
    found: _Found = {}
    for section in _sections(article):
        if section.children and isinstance(section.children[0], Section):
            message = f'nothing stands between this heading and "{title(section.children[0].heading)}"'
            found[HEADING_WITHOUT_BODY, section.at] = message, "say in a sentence or two what the section is about"
    for beside in ([each for each in nodes if isinstance(each, Section)] for nodes in _levels(article)):
        for first, second in _alike(beside):
            message = f'the heading "{title(second.heading)}" is there already, at {first.at}'
            found[DUPLICATE_HEADING, second.at] = message, "write headings that say what differs"
    return found


def _levels(article: Article) -> Iterator[Sequence[object]]:
    """What stands beside each other: the blocks of the article, and those of each section."""
    yield article.blocks
    yield from (section.children for section in _sections(article))


def _alike(sections: Sequence[Section]) -> Iterator[tuple[Section, Section]]:
    """Each section that has the words of one before it, and the last such."""
    same: dict[str, list[Section]] = {}
    for section in sections:
        same.setdefault(_NUMBER.sub("", title(section.heading), count=1).casefold(), []).append(section)
    yield from (pair for several in same.values() for pair in pairwise(several))


def _sections(article: Article) -> Iterator[Section]:
    """The sections that the author wrote, at any depth; what `resolve` adds has the place of the title."""
    made = article.metadata.at.get("title")
    return (node for node in descend(article.blocks) if isinstance(node, Section) and node.at != made)
