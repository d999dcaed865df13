"""Finds the files that a long work is written in: article.md, and the parts that its front matter lists."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from markdown_it import MarkdownIt
from mdit_py_plugins.front_matter import front_matter_plugin

from pipeline.diagnostics import Diagnostic, LimitError, Location, Rule, Severity
from pipeline.files.confine import ReadError, Refusal, resolve_reference
from pipeline.readers import Files
from pipeline.readers.markdown.source import Source, decode
from pipeline.yaml_values import Path, Place, Value, YamlError, read_yaml

PART_MISSING = Rule(
    "part-missing",
    Severity.ERROR,
    "a part of the work is not there",
    "A chapter would be missing from every edition.",
    wrong="---\nparts: [chapters/frist.md]\n---\n",
    right="---\nparts: [chapters/first.md]\n---\n",
)
PART_OUTSIDE = Rule(
    "part-outside",
    Severity.ERROR,
    "a part of the work lies outside the article's folder",
    "An article must build from its own folder alone, and must not be able to publish other files of the machine.",
    wrong="---\nparts: [../shared/glossary.md]\n---\n\nThe harbour was dug in 1871.\n",
    right="---\nparts: [chapters/first.md]\n---\n\nThe harbour was dug in 1871.\n",
)
PART_FORMAT = Rule(
    "part-format",
    Severity.ERROR,
    "a part of the work is no Markdown file",
    "The file would be read as a text that it is not.",
    wrong="---\nparts: [chapters/first.docx]\n---\n\nThe harbour was dug in 1871.\n",
    right="---\nparts: [chapters/first.md]\n---\n\nThe harbour was dug in 1871.\n",
)
PART_TWICE = Rule(
    "part-twice",
    Severity.ERROR,
    "a part of the work is listed twice",
    "Readers would read the chapter twice, and its ids and notes could not be told apart.",
    wrong="---\nparts: [chapters/first.md, chapters/first.md]\n---\n\nThe harbour was dug in 1871.\n",
    right="---\nparts: [chapters/first.md]\n---\n\nThe harbour was dug in 1871.\n",
)
PART_CYCLE = Rule(
    "part-cycle",
    Severity.ERROR,
    "a part names parts, or the article is a part of itself",
    (
        "The order of a book is one list; parts that list parts may lead in a circle, and nobody sees the order "
        "in one place."
    ),
    wrong="---\nparts: [chapters/first.md, article.md]\n---\n\nThe harbour was dug in 1871.\n",
    right="---\nparts: [chapters/first.md]\n---\n\nThe harbour was dug in 1871.\n",
)
PART_FRONT_MATTER = Rule(
    "part-front-matter",
    Severity.ERROR,
    "a part of the work has front matter of its own",
    (
        "The work has one title, one date and one licence, those of article.md; what a part says of itself "
        "would appear nowhere."
    ),
    wrong="---\nparts: [chapters/titled.md]\n---\n\nThe harbour was dug in 1871.\n",
    right="---\nparts: [chapters/first.md]\n---\n\nThe harbour was dug in 1871.\n",
)
RULES = (PART_MISSING, PART_OUTSIDE, PART_FORMAT, PART_TWICE, PART_CYCLE, PART_FRONT_MATTER)

_LISTS_PARTS = re.compile(r"^[\"']?parts[\"']?[ \t]*:", re.MULTILINE)
_SUFFIXES = (".md", ".markdown")
_REFUSALS = {Refusal.MISSING: PART_MISSING, Refusal.IRREGULAR: PART_MISSING}


@dataclass(frozen=True, slots=True)
class Written:
    """A file that holds text of the work: its name inside the article's folder, its bytes, its text."""

    name: str
    content: bytes
    source: Source


Finding = Iterator[Diagnostic]


def read_text(files: Files, name: str, prefix: str, limit: int) -> bytes:
    """Return the bytes of a file of the text; raises ReadError, and LimitError when it has more than `limit`."""
    try:
        return files.read(name, limit)
    except LimitError as error:
        hint = "write a long work in several files (`parts`), or raise `source` in the settings' [limits]"
        raise LimitError(f"{prefix}{name} has more than {limit:,} bytes", hint) from error


def read_parts(
    article: Written, files: Files, prefix: str, limit: int
) -> tuple[tuple[Written, ...], tuple[Diagnostic, ...]]:
    """Return the parts in the order of the list, and what is wrong with them; those that cannot be read are left out.

    Raises LimitError when a part has more than `limit` bytes.
    """
    listed = _listed(article.source.text, article.source.file)

    def content_of(name: str) -> bytes:
        return read_text(files, name, prefix, limit)

    findings: list[Diagnostic] = []
    found: dict[str, Written] = {}
    for reference, at in listed:
        name, refused = _name(reference, at, article.name, found)
        part, wrong = (None, (refused,)) if refused else _read(name, reference, at, content_of, prefix)
        findings.extend(wrong)
        if part is not None:
            found[name] = part
    return tuple(found.values()), tuple(findings)


def _listed(text: str, file: str) -> Sequence[tuple[str, Location]]:
    """Return the parts that front matter lists, and where; what is wrong with the list itself, its reader tells."""
    value, places, _ = _front_matter(text) if _LISTS_PARTS.search(text) else (None, {}, 0)
    listed = value.get("parts") if isinstance(value, dict) else None
    if not isinstance(listed, list):
        return ()
    return [(each, _at(places[("parts", index)], file)) for index, each in enumerate(listed) if isinstance(each, str)]


def _front_matter(text: str) -> tuple[Value, dict[Path, Place], int]:
    """Return what front matter says, where, and how many lines it takes: 0 when there is none that can be read."""
    tokens = MarkdownIt("zero").use(front_matter_plugin).parse(text)
    if not tokens or tokens[0].type != "front_matter" or not tokens[0].map:
        return None, {}, 0
    try:
        value, places, _ = read_yaml(tokens[0].content)
    except YamlError:
        return None, {}, 0
    return value, dict(places), tokens[0].map[1]


def _at(place: Place, file: str) -> Location:
    # The fence takes the first line.
    return Location(file, place[0] + 2, place[1] + 1, place[2])


def _name(reference: str, at: Location, entry: str, found: dict[str, Written]) -> tuple[str, Diagnostic | None]:
    """Return the name of the file that a reference means, or why it is no part."""
    try:
        name = resolve_reference(reference)
    except ReadError as error:
        return "", Diagnostic(_REFUSALS.get(error.reason, PART_OUTSIDE), error.message, at, error.hint)
    if name == entry:
        hint = "take the line out: what stands in the article itself comes first"
        return "", Diagnostic(PART_CYCLE, f"{entry} lists itself as a part", at, hint)
    if name in found:
        return "", Diagnostic(PART_TWICE, f'the part "{reference}" is listed twice', at, "keep one of the lines")
    if not name.lower().endswith(_SUFFIXES):
        hint = "list files of Markdown; data and pictures are named where they are used"
        return "", Diagnostic(PART_FORMAT, f'the part "{reference}" does not end in .md', at, hint)
    return name, None


def _read(
    name: str, reference: str, at: Location, content_of: Callable[[str], bytes], prefix: str
) -> tuple[Written | None, tuple[Diagnostic, ...]]:
    try:
        content = content_of(name)
    except ReadError as error:
        rule, fact = _REFUSALS.get(error.reason, PART_OUTSIDE), error.reason.fact
        return None, (Diagnostic(rule, f'the part "{reference}" {fact}', at, error.hint),)
    source, findings = decode(content, prefix + name)
    if source is None:
        return None, findings
    body, findings = _without_front_matter(source, name)
    return Written(name, content, body), findings


def _without_front_matter(source: Source, name: str) -> tuple[Source, tuple[Diagnostic, ...]]:
    """Return the text with empty lines where front matter stood, which is reported."""
    value, places, lines = _front_matter(source.text) if source.text.startswith("---") else (None, {}, 0)
    if lines == 0 or not (value is None or isinstance(value, dict)):
        # A line of hyphens is a break between passages too.
        return source, ()
    rest = source.text.split("\n", lines)
    body = Source(source.file, "\n" * lines + rest[lines] if len(rest) > lines else "\n" * lines)
    if isinstance(value, dict) and "parts" in value:
        hint = "list all parts in article.md, in the order of the book"
        return body, (
            Diagnostic(PART_CYCLE, f"{name} is a part and lists parts", _at(places[("parts",)], body.file), hint),
        )
    fact = "has front matter of its own" if value else "has an empty front matter"
    hint = "move its keys to article.md, and delete it" if value else "delete its two lines"
    return body, (Diagnostic(PART_FRONT_MATTER, f"the part {name} {fact}", Location(body.file, 1, 1, 3), hint),)
