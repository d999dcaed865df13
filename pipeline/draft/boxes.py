"""The boxes of a draft: what was found at a place, by which rule, on which line, and what to do about it."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from pipeline.diagnostics import Diagnostic, Location
from pipeline.model import Admonition, Code, Inline, LineBreak, Paragraph, Strong, Text
from pipeline.model.language import primary
from pipeline.report import safe

_LANGUAGE = "en"
"""That of what the pipeline says."""
_MOST = 50
"""Findings of one box; a thousand of them would push the text out of sight."""


def box(found: Sequence[Diagnostic], name: str, lang: str, entry: str, instead: str = "") -> Admonition:
    """A box with the id `name`, of at least one finding, in an article in `lang` whose text begins in the file `entry`.

    `instead` is said in place of the message of the first.
    """
    at = found[0].at or Location(entry, 1)
    lines = [_line(finding, f"{name}.p{number}", entry) for number, finding in enumerate(found[:_MOST], 1)]
    if instead:
        lines[0] = _line(found[0], f"{name}.p1", entry, instead)
    if (more := len(found) - _MOST) > 0:
        lines.append(Paragraph((Text(f"And {more} more.", at),), at, f"{name}.more"))
    if primary(lang) != _LANGUAGE:
        lines = [replace(line, lang=_LANGUAGE) for line in lines]
    return Admonition("finding", None, tuple(lines), at, name)


def _line(finding: Diagnostic, name: str, entry: str, instead: str = "") -> Paragraph:
    """What was found, its rule with its line, and what to do."""
    at = finding.at or Location(entry, 1)
    message = Strong((Text(instead or _sentence(finding.message), at),), at)
    children: list[Inline] = [message, Text(" — ", at), Code(f"{finding.severity}[{finding.code}]", at)]
    if finding.at:
        file = "" if at.file == entry else f"{at.file.rpartition('/')[2]}, "
        children.append(Text(f", {file}line\u00a0{at.line}", at))
    if finding.hint:
        children += [LineBreak(at), *_with_code(_sentence(finding.hint), at)]
    return Paragraph(tuple(children), at, name)


def _sentence(words: str) -> str:
    """The words as a sentence begins, names as they are, without characters that no file of an edition can hold."""
    line = safe(words)
    return line[:1].upper() + line[1:] if line.partition(" ")[0].isalpha() else line


def _with_code(words: str, at: Location) -> Iterator[Inline]:
    """The words, what stands between backticks as code."""
    for number, part in enumerate(words.split("`")):
        if part:
            yield Code(part, at) if number % 2 else Text(part, at)
