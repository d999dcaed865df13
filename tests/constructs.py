"""The documentation cases: each a chunk of docs/source.md whose examples are built in every edition.

A case is `tests/cases/constructs/NN-name.md`: `## Title`, prose, and examples in fences with the info string `source`.
An example stands for the whole source of an article; front matter that it begins with is laid over that of a common
article key by key. The files that examples use lie in `files/`. `source quiet` marks an example whose result is not
worth showing.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from shutil import copytree
from tempfile import TemporaryDirectory

import yaml
from markdown_it import MarkdownIt

from pipeline.build import Built
from pipeline.files import Store, load_contracts
from pipeline.judge import Standards
from pipeline.model import Edition
from pipeline.readers import read
from pipeline.workshop import Workshop
from tests.sources import examined_and_built

CASES = Path(__file__).parent / "cases" / "constructs"
STANDARDS = Standards(
    contracts=load_contracts(CASES, "files"), severities=dict.fromkeys(("widow", "orphan", "stranded-heading"))
)
"""Examples are set one after the other, so that their pages break anywhere."""
"""The contracts of files/contracts, which examples name."""
COMMON = """\
title: An example
lang: en
date: 2026-01-02
version: "1"
license: CC-BY-4.0
permalink: https://example.org/example
summary: What the example says.
"""


@dataclass(frozen=True, slots=True)
class Example:
    """A source as documentation shows it: its text, the line of its fence in the case (from 1), whether it is quiet."""

    text: str
    line: int
    quiet: bool

    @property
    def keys(self) -> dict[str, object]:
        """The front matter that the example itself gives."""
        front, _ = _parted(self.text)
        return dict(yaml.safe_load(front) or {})

    @property
    def body(self) -> str:
        """What follows the front matter."""
        return _parted(self.text)[1]


@dataclass(frozen=True, slots=True)
class Case:
    """One construct: its title, and its prose (Markdown) and examples in their order."""

    name: str
    title: str
    chunks: tuple[str | Example, ...]

    @property
    def examples(self) -> tuple[Example, ...]:
        """The examples alone."""
        return tuple(chunk for chunk in self.chunks if isinstance(chunk, Example))

    def articles(self) -> tuple[str, ...]:
        """As few articles as hold all examples: one of those without front matter, one of each that has some."""
        plain = [each.body for each in self.examples if not each.keys]
        joined = "\n\n".join(f"## Example {number}\n\nIt begins.\n\n{body}" for number, body in enumerate(plain, 1))
        several = (joined,) if len(plain) > 1 else tuple(plain)
        return *(article(text) for text in several), *(article(each.text) for each in self.examples if each.keys)


def cases() -> tuple[Case, ...]:
    """All cases in the order of their names."""
    return tuple(_case(path) for path in sorted(CASES.glob("*.md")))


def article(text: str) -> str:
    """The whole source of an example."""
    front, body = _parted(text)
    own = yaml.safe_load(front) or {}
    rest = "".join(f"{line}\n" for line in COMMON.splitlines() if line.partition(":")[0] not in own)
    return f"---\n{rest}{front}---\n\n{body}"


def built(text: str, editions: tuple[Edition, ...], shop: Workshop) -> Built:
    """What a build makes of a whole source and the files of all examples; findings of the reader are among the rest."""
    with TemporaryDirectory() as folder:
        copytree(CASES / "files", folder, dirs_exist_ok=True)
        Path(folder, "article.md").write_text(text, encoding="utf-8")
        read_article, findings = read(Store(Path(folder)), "example")
        assert read_article is not None, findings
        made = examined_and_built(read_article, editions, None, shop, STANDARDS)
    return Built(made.article, made.editions, (*findings, *made.diagnostics))


def _parted(text: str) -> tuple[str, str]:
    if not text.startswith("---\n"):
        return "", text
    front, _, body = text[4:].partition("\n---\n")
    return f"{front}\n", body.lstrip("\n")


def _case(path: Path) -> Case:
    text = path.read_text(encoding="utf-8")
    title = text.partition("\n")[0]
    assert title.startswith("## "), f"{path.name} must begin with `## Title`"
    return Case(path.stem, title[3:], tuple(_chunks(text)))


def _chunks(text: str) -> Iterator[str | Example]:
    """The prose behind the title and the examples, as they stand in the case."""
    lines = text.splitlines(keepends=True)
    start = 1
    for token in MarkdownIt("commonmark").enable("table").parse(text):
        if token.type == "fence" and token.level == 0 and token.info.split()[:1] == ["source"] and token.map:
            yield "".join(lines[start : token.map[0]]).strip()
            yield Example(token.content, token.map[0] + 1, "quiet" in token.info.split())
            start = token.map[1]
    yield "".join(lines[start:]).strip()
