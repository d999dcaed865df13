"""What a finding is known by when lines have moved: its rule, and the words at its place."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from pipeline.diagnostics import Diagnostic
from pipeline.report import Lines, place

_WORDS = 3
"""Words of the line on either side; what is written farther off may change."""
_LONGEST = 120
"""Characters that are kept of one mark."""


@dataclass(frozen=True, slots=True, order=True)
class Mark:
    """The code of a rule, the words at the place with some around them, and which of several alike it is, from 1."""

    rule: str
    text: str
    number: int = 1


def marks(findings: Iterable[Diagnostic], lines: Lines) -> dict[Diagnostic, Mark]:
    """The marks of an article's findings, those that are alike counted from its beginning."""
    seen: Counter[tuple[str, str]] = Counter()
    found: dict[Diagnostic, Mark] = {}
    for finding in sorted(dict.fromkeys(findings), key=place):
        kind = finding.code, _text(finding, lines)
        seen[kind] += 1
        found[finding] = Mark(*kind, seen[kind])
    return found


def _text(finding: Diagnostic, lines: Lines) -> str:
    """What is marked and the words beside it in its line, white space folded; "" where there is no such line."""
    at = finding.at
    source = lines(at.file) if at else ()
    if at is None or not 1 <= at.line <= len(source):
        return ""
    line, start = source[at.line - 1], max(at.column - 1, 0)
    before, marked, after = line[:start], line[start : start + at.length], line[start + at.length :]
    return " ".join((_last(before) + marked + _first(after)).split())[:_LONGEST]


def _last(text: str) -> str:
    kept = text[-_LONGEST:].split()[-_WORDS:]
    return " ".join(kept) + (" " if text[-1:].isspace() else "")


def _first(text: str) -> str:
    kept = text[:_LONGEST].split()[:_WORDS]
    return (" " if text[:1].isspace() else "") + " ".join(kept)
