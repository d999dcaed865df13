"""Says where the addresses of links are defined; tells of those that nobody uses, and of those that stand twice."""

from collections.abc import Iterator, Mapping, Sequence
from typing import TypedDict, cast

from markdown_it.token import Token

from pipeline.diagnostics import Location, Rule, Severity
from pipeline.model import Address
from pipeline.readers.markdown.ledger import Ledger
from pipeline.readers.markdown.links import LINK_TITLE
from pipeline.readers.markdown.source import Source
from pipeline.readers.markdown.targets import IMAGE_TITLE, report_title

UNUSED_REFERENCE = Rule(
    "unused-reference",
    Severity.WARNING,
    "the address of a link is defined, and no link uses it",
    "A misspelt label leaves brackets in the text and the address nowhere.",
    wrong="See [the timetable][timetabel].\n\n[timetable]: https://example.org/timetable\n",
    right="See [the timetable][timetable].\n\n[timetable]: https://example.org/timetable\n",
    yields=True,
)
DUPLICATE_REFERENCE = Rule(
    "duplicate-reference",
    Severity.ERROR,
    "the address of a link is defined twice",
    (
        "Only the first definition counts; the other would be lost, and a link would lead elsewhere than its "
        "author thinks."
    ),
    wrong="See [the map][map].\n\n[map]: https://example.org/map\n[map]: https://example.org/map-2026\n",
    right=(
        "See [the map][map] and [the new one][map-2026].\n\n"
        "[map]: https://example.org/map\n"
        "[map-2026]: https://example.org/map-2026\n"
    ),
)
RULES = (UNUSED_REFERENCE, DUPLICATE_REFERENCE)


class _Definition(TypedDict):
    """What the parser keeps of a definition."""

    label: str
    title: str
    map: list[int]


def report_references(env: Mapping[str, object], tokens: Sequence[Token], ledger: Ledger) -> None:
    """Report the definitions that have no effect; `env` is what the parser kept."""
    known = cast("Mapping[str, _Definition]", env.get("references", {}))
    used = {each.meta.get("label"): each.type for each in _inlines(tokens) if each.type in {"link_open", "image"}}
    for label, definition in known.items():
        at = ledger.source.at_line(definition["map"][0])
        if label not in used:
            ledger.report(UNUSED_REFERENCE, "no link uses this address", at, "use its label, or delete it")
        elif definition["title"]:
            report_title(IMAGE_TITLE if used[label] == "image" else LINK_TITLE, definition["title"], at, ledger)
    for definition in cast("Sequence[_Definition]", env.get("duplicate_refs", ())):
        at = ledger.source.at_line(definition["map"][0])
        first = ledger.source.at_line(known[definition["label"]]["map"][0])
        message = f'the label "{definition["label"].lower()}" is defined twice, first at {first}'
        ledger.report(DUPLICATE_REFERENCE, message, at, "give one of them another label")


def addresses(env: Mapping[str, object], tokens: Sequence[Token], source: Source) -> Iterator[Address]:
    """Yield where each address is defined, and the lines on which what uses it begins."""
    used: dict[str, list[Location]] = {}
    line = 0
    for token in tokens:
        line = token.map[0] if token.map else line
        for each in _inlines(token.children or ()):
            if each.type in {"link_open", "image"} and each.meta.get("label"):
                used.setdefault(each.meta["label"], []).append(source.at_line(line))
    for label, definition in cast("Mapping[str, _Definition]", env.get("references", {})).items():
        first, end = definition["map"]
        start = source.starts[first] + max(source.line(first).find("["), 0)
        yield Address(source.at(start), source.at_line(end - 1).line, tuple(used.get(label, ())))


def _inlines(tokens: Sequence[Token]) -> Iterator[Token]:
    stack = list(tokens)
    while stack:
        token = stack.pop()
        yield token
        stack.extend(token.children or ())
