"""What is found in a source that shows a rule: what it does not bring itself, it gets from a standard article.

A source without front matter has the standard one; front matter without a title gets the lines of the standard one
that it lacks, behind its own. Files that do not lie beside it lie in tests/cases/rules/files. A place in the text is
told by the line that it has in the source as written.
"""

import datetime
import re
from dataclasses import dataclass, replace
from pathlib import Path

from pipeline.diagnostics import Diagnostic, LimitError
from pipeline.examine import examine
from pipeline.files import ReadError, Store, load_contracts
from pipeline.judge import Standards
from pipeline.readers import read
from pipeline.writers import EDITIONS
from tests.sources import theme_of_the_project

CASES = Path(__file__).parent / "cases" / "rules"
FILES = CASES / "files"
STANDARDS = Standards(today=datetime.date(2026, 6, 1), contracts=load_contracts(CASES, FILES.name))
"""The day that waivers are measured against; the shipped contracts, and over them those of files/contracts."""
STANDARD = {
    "title": "A short piece",
    "lang": "en",
    "date": "2026-01-02",
    "version": '"1"',
    "license": "CC-BY-4.0",
    "permalink": "https://example.org/short",
    "summary": "What a short piece says, in short.",
}
_FENCE = b"---\n"
_ENTRY = "article.md"
_LINE = re.compile(r"(\barticle\.md:|\bat line )(\d+)")


@dataclass(frozen=True, slots=True)
class Whole:
    """A source with all its front matter; `added` lines stand in it that it did not bring, before line `since`."""

    content: bytes
    added: int
    since: int

    def as_written(self, finding: Diagnostic) -> Diagnostic:
        """The finding at the line of the source as written; lines that its message names are changed too."""
        message = _LINE.sub(lambda match: f"{match[1]}{self._line(int(match[2]))}", finding.message)
        at = finding.at
        if at is not None and at.file == _ENTRY:
            at = replace(at, line=self._line(at.line))
        return replace(finding, message=message, at=at)

    def _line(self, line: int) -> int:
        return line - self.added if line >= self.since else line


def whole(source: bytes) -> Whole:
    """The source with what it lacks of the standard front matter."""
    if not source.startswith(_FENCE):
        head = b"---\n%s---\n\n" % _lines(set())
        return Whole(head + source, head.count(b"\n"), 1)
    own, closed, body = source[len(_FENCE) :].partition(b"\n---\n")
    named = set(re.findall(r"^([a-z-]+):", own.decode("utf-8", "replace"), re.MULTILINE))
    if not closed or "title" in named:
        return Whole(source, 0, 1)
    lines = _lines(named)
    return Whole(b"---\n%s\n%s---\n%s" % (own, lines, body), lines.count(b"\n"), own.count(b"\n") + 3)


def _lines(named: set[str]) -> bytes:
    return "".join(f"{key}: {value}\n" for key, value in STANDARD.items() if key not in named).encode()


@dataclass(frozen=True, slots=True)
class _Beside:
    """The article itself, what lies beside it, and below that the standard files."""

    article: bytes
    own: Store

    def read(self, relative: str, limit: int, /) -> bytes:
        """Return a file's bytes; raises as a store does."""
        if relative == _ENTRY:
            if len(self.article) > limit:
                raise LimitError("the article is too large", "make it smaller")
            return self.article
        try:
            return self.own.read(relative, limit)
        except ReadError:
            return Store(FILES).read(relative, limit)


def found(source: bytes, folder: Path = FILES, standards: Standards = STANDARDS) -> tuple[Diagnostic, ...]:
    """All findings in a source whose files lie in a folder, in the order of their places."""
    made = whole(source)
    article, findings = read(_Beside(made.content, Store(folder)), "case", _ENTRY)
    if article is not None:
        findings = examine(article, findings, theme_of_the_project(), EDITIONS, standards).diagnostics
    return tuple(sorted(map(made.as_written, findings), key=_place))


def _place(finding: Diagnostic) -> tuple[str, int, int, str]:
    at = finding.at
    return (at.file, at.line, at.column, finding.code) if at else ("", 0, 0, finding.code)


def told(findings: tuple[Diagnostic, ...]) -> str:
    """Each finding as a case has it: place and length, weight, code, message, then the hint; other files are named."""
    return "".join(
        f"{_at(each)} {each.severity}[{each.code}] {each.message}\n  hint: {each.hint}\n" for each in findings
    )


def _at(finding: Diagnostic) -> str:
    at = finding.at
    if at is None:
        return "-"
    return f"{'' if at.file == _ENTRY else f'{at.file}:'}{at.line}:{at.column}+{at.length}"
