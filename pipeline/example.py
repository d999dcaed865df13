"""What is found in a source that shows a rule: what it does not bring itself, it gets from a standard article.

A source without front matter has the standard one; front matter without a title gets the lines of the standard one
that it lacks, behind its own. The files that it names ship beside, in `examples/`, and so does the contract that some
are held to. A place in the text is told by the line that it has in the source as written.
"""

import datetime
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from pipeline import report, theme
from pipeline.diagnostics import Diagnostic, LimitError, Rule
from pipeline.examine import examine
from pipeline.files import ReadError, Store, load_contracts, load_templates
from pipeline.judge import Standards
from pipeline.readers import read
from pipeline.report.excerpt import Draw, excerpt
from pipeline.writers import EDITIONS

FILES = Path(__file__).parent / "examples"
STANDARD: Mapping[str, str] = {
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
_LINE_END = re.compile("\r\n|\n|\r")
_LIMIT = 1_000_000


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
    """The article itself, what lies beside it, and below that the files that ship."""

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


@cache
def standards() -> Standards:
    """What examples are held to: a day to measure waivers against, the contracts that ship, and that of a notice."""
    contracts = load_contracts(FILES.parent, FILES.name)
    named = {name: replace(file, file=f"source/contracts/{name}.yaml") for name, file in contracts.items()}
    return Standards(today=datetime.date(2026, 6, 1), contracts=named)


@cache
def _theme() -> theme.Theme:
    """The theme that ships, whatever the project has."""
    templates = load_templates(FILES)
    return theme.load(templates.files, templates.fonts)


def found(source: bytes, folder: Path = FILES, held_to: Standards | None = None) -> tuple[Diagnostic, ...]:
    """All findings in a source whose files lie in a folder, in the order of their places."""
    made = whole(source)
    article, findings = read(_Beside(made.content, Store(folder)), "case", _ENTRY)
    if article is not None:
        findings = examine(article, findings, _theme(), EDITIONS, held_to or standards()).diagnostics
    return tuple(sorted(map(made.as_written, findings), key=_place))


def told(rule: Rule, draw: Draw = excerpt) -> str:
    """What `check` prints of the source that is wrong, its places shown by `draw`; "" for a rule without one."""
    if not rule.wrong:
        return ""
    findings = [replace(finding, rule=rule) for finding in found(rule.wrong.encode()) if finding.code == rule.code]
    return report.text(findings, lambda file: _source(rule, file), draw=draw)


def _source(rule: Rule, file: str) -> Sequence[str]:
    """The lines of the source as written, or of a file that ships."""
    if file == _ENTRY:
        return _LINE_END.split(rule.wrong)
    return _LINE_END.split(Store(FILES).read(file, _LIMIT).decode("utf-8-sig", "replace"))


def _place(finding: Diagnostic) -> tuple[str, int, int, str]:
    at = finding.at
    return (at.file, at.line, at.column, finding.code) if at else ("", 0, 0, finding.code)
