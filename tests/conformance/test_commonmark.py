"""The specification of CommonMark 0.31.2, and GFM's for tables, tasks and text struck through, read by our reader.

Each example goes through the reader, with all that our language adds, and through the macros of the editions; the
result must be what the specification says but for the rules in markup.py. Of the 652 examples those count in which
CommonMark's own reading finds no HTML, since our language has none. A deviation is a row of deviations.toml with its
reason; a row that deviates no more fails.
"""

import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest
from markdown_it import MarkdownIt
from markdown_it.token import Token

from pipeline.diagnostics import Diagnostic
from pipeline.files import load_templates
from pipeline.readers import read
from pipeline.resolve import resolve
from pipeline.theme import Theme, load
from pipeline.validators import NotRunError
from pipeline.validators.programs import node_module
from pipeline.writers.page import values
from tests.conformance.conftest import TOOLS
from tests.conformance.markup import Told, Tree, ours, specified
from tests.readers.memory import HEAD, Memory
from tests.sources import ROOT, edition

FOLDER = Path(__file__).parent
DEVIATIONS: Mapping[str, str] = tomllib.loads((FOLDER / "deviations.toml").read_text(encoding="utf-8"))
MOST_DEVIATIONS = 5
_EXAMPLE = re.compile(r"^`{32} example\n(.*?)^\.\n(.*?)^`{32}$", re.MULTILINE | re.DOTALL)
# Straight marks stay as the specification has them.
_HEAD = HEAD.replace("title: T\n", "title: T\ntypography: false\n")
# What the reader may say beside what markup.py takes as a reason to differ: of no effect on what it read.
_HARMLESS = {
    "duplicate-reference",
    "empty-link",
    "heading-level",
    "link-title",
    "missing-alt",
    "short-row",
    "surplus-cell",
    "table-without-separator",
    "unclosed-code",
    "unknown-option",
    # The definition of an address that a refused link had; words that are lost show in the tree.
    "unread-text",
    "unused-reference",
}


@dataclass(frozen=True)
class Example:
    """An example of a specification: its number, the source, and the HTML that it becomes."""

    name: str
    source: str
    html: str


def _commonmark() -> tuple[Example, ...]:
    text = node_module(TOOLS, "commonmark-spec", "spec.txt").read_text(encoding="utf-8")
    found = _EXAMPLE.findall(text.partition("<!-- END TESTS -->")[0].replace("→", "\t"))
    return tuple(Example(f"commonmark-{number}", *pair) for number, pair in enumerate(found, 1))


def _gfm() -> tuple[Example, ...]:
    text = (FOLDER / "gfm.txt").read_text(encoding="utf-8")
    found = re.findall(r"^## (\d+)\n\n(.*?)^\.\n(.*?)(?=^## |\Z)", text, re.MULTILINE | re.DOTALL)
    return tuple(Example(f"gfm-{number}", source, html) for number, source, html in found)


def _has_html(example: Example) -> bool:
    def holds(token: Token) -> bool:
        return token.type.startswith("html_") or any(map(holds, token.children or ()))

    return any(map(holds, MarkdownIt("commonmark").parse(example.source)))


try:
    ALL = _commonmark()
    MISSING = ""
except NotRunError as error:
    ALL, MISSING = (), str(error)
WITHOUT_HTML = tuple(each for each in ALL if not _has_html(each))
EXAMPLES = (*WITHOUT_HTML, *_gfm())


@cache
def _theme() -> Theme:
    """The theme as it ships, with one template more that prints the blocks and nothing else."""
    files = dict(load_templates(ROOT).files)
    files["blocks.xhtml"] = b'{% import "shared/blocks.xhtml" as body with context %}{{ body.all(article.blocks) }}'
    return load(files)


def _read(source: str) -> tuple[str, list[Diagnostic]]:
    article, findings = read(Memory({"article.md": (_HEAD + source).encode()}), "slug")
    assert article is not None
    resolved, _ = resolve(article, _theme().words("en"))
    page = values(resolved, edition("html"), _theme(), {})
    return _theme().render("blocks.xhtml", page), list(findings)


def _compared(example: Example) -> tuple[Tree, Tree, set[str]]:
    """What we make, what is specified, and the codes of findings that neither explains."""
    xhtml, findings = _read(example.source)
    told = Told(findings)
    return ours(xhtml), specified(example.html, told), {each.code for each in told.findings} - _HARMLESS


@pytest.mark.skipif(bool(MISSING), reason=MISSING)
def test_the_examples_are_those_of_the_specification(tell: Callable[[str], None]) -> None:
    """All are found, and those without HTML are counted; no more than a few deviate."""
    assert len(ALL) == 652
    kept = [each.name for each in WITHOUT_HTML if each.name in DEVIATIONS]
    gfm = len(EXAMPLES) - len(WITHOUT_HTML)
    tell(f"CommonMark 0.31.2: {len(ALL)} examples, {len(WITHOUT_HTML)} without HTML, {len(kept)} deviate with a reason")
    tell(f"GFM: {gfm} examples of tables, tasks and struck text, {len(DEVIATIONS) - len(kept)} deviate with a reason")
    assert (len(WITHOUT_HTML), len(DEVIATIONS) <= MOST_DEVIATIONS) == (580, True)
    assert set(DEVIATIONS) <= {each.name for each in EXAMPLES}


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.name)
def test_an_example_becomes_what_the_specification_says(example: Example) -> None:
    """Its tree is the same, and nothing is reported that had an effect; one that deviates does so."""
    made, wanted, unexplained = _compared(example)
    if example.name in DEVIATIONS:
        assert (made, unexplained) != (wanted, set())
    else:
        assert (made, unexplained) == (wanted, set())
