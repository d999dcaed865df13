"""The templates as they ship: every kind of node has its macro, deep nesting fits, styles keep to the rules."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import get_args

import jinja2
import pytest

from pipeline.diagnostics import Location
from pipeline.model import Block, Emphasis, Inline, Item, List, Paragraph, Quote, Text
from pipeline.sandbox.allowance import Limits, allowed
from pipeline.theme import load
from pipeline.writers import EDITIONS

TEMPLATES = Path(__file__).parents[1] / "templates"
STYLES = sorted(TEMPLATES.glob("*/style.css"))
PAGES = sorted(TEMPLATES.glob("*/*.xhtml"))
AT = Location("article.md", 1)


@pytest.fixture(scope="module")
def macros() -> Iterator[jinja2.Environment]:
    """The environment in which templates are rendered."""
    files = {str(path.relative_to(TEMPLATES)): path.read_bytes() for path in PAGES}
    with allowed(Limits()):
        yield load({**files, "tokens.toml": b""}).environment


def _rendered(macros: jinja2.Environment, *nodes: Block) -> str:
    template = macros.from_string('{% import "shared/blocks.xhtml" as body with context %}{{ body.all(nodes) }}')
    nothing: Mapping[str, object] = {
        "article": None,
        "made": {},
        "words": None,
        "addresses": {},
        "deep": {},
        "room": {},
    }
    return template.render(nodes=nodes, edition=EDITIONS[0], **nothing)


def test_every_kind_of_node_has_a_macro(macros: jinja2.Environment) -> None:
    """A kind that the model knows and the templates do not would stop every build that uses it."""
    module = macros.get_template("shared/blocks.xhtml").make_module({"edition": EDITIONS[0]})
    names = vars(module)
    assert {node.kind for node in get_args(Block)} <= set(names["blocks"])
    # A citation is text with links before a template sees it.
    assert {node.kind for node in get_args(Inline)} - {"citation"} == set(names["inlines"])


@pytest.mark.parametrize("kind", ["quote", "list"])
def test_forty_levels_of_blocks_are_rendered(macros: jinja2.Environment, kind: str) -> None:
    """The deepest nesting that the reader lets through stays within the interpreter's stack."""
    block: Block = Paragraph((Text("the bottom", AT),), AT, "p")
    for _ in range(40):
        block = Quote((block,), AT, "q") if kind == "quote" else List(None, True, (Item((block,), AT, "i"),), AT, "l")
    assert "the bottom" in _rendered(macros, block)


def test_text_in_a_line_keeps_its_characters_and_gains_no_space(macros: jinja2.Environment) -> None:
    """Markup of inlines stands without white space around it, and what looks like markup is escaped."""
    line = (Text("a<b & ", AT), Emphasis((Text("c", AT),), AT), Text(".", AT))
    assert '<p id="p">a&lt;b &amp; <em>c</em>.</p>' in _rendered(macros, Paragraph(line, AT, "p"))


EXTENDED = """{% extends "shipped/library.xhtml" %}
{% macro word(text) %}<b>{{ shipped.word(text) }}</b>{% endmacro %}
"""
LIBRARY = """{% macro word(text) %}{{ text }}{% endmacro %}
{% macro words(texts) %}{% for text in texts %}{{ word(text) }}{% endfor %}{% endmacro %}
{% set kinds = {"words": words} %}
"""


def test_macro_takes_the_place_of_that_of_the_same_name() -> None:
    """In all that the extended template does with it; what it takes the place of is still there to be called."""
    page = '{% import "library.xhtml" as own %}{{ own.kinds["words"](["a", "b"]) }}'
    files = {"library.xhtml": EXTENDED.encode(), "page.xhtml": page.encode()}
    theme = load(files, below={"library.xhtml": LIBRARY.encode()})
    assert theme.render("page.xhtml", {}) == "<b>a</b><b>b</b>"


@pytest.mark.parametrize("path", [*PAGES, *STYLES, *TEMPLATES.glob("*/*.svg")], ids=lambda path: path.name)
def test_template_that_only_extends_the_shipped_one_is_taken(path: Path) -> None:
    """Whatever ships can be extended from a file of the same path."""
    name = path.relative_to(TEMPLATES).as_posix()
    shipped = {each.relative_to(TEMPLATES).as_posix(): each.read_bytes() for each in TEMPLATES.glob("*/*.*ml")}
    own = f'{{% extends "shipped/{name}" %}}'
    theme = load({**shipped, name: own.encode()}, below={**shipped, name: path.read_bytes()})
    plain = load({**shipped, name: path.read_bytes()})
    blocks = theme.environment.get_template(f"shipped/{name}").blocks.keys()
    assert blocks == plain.environment.get_template(name).blocks.keys()


@pytest.mark.parametrize("path", STYLES, ids=lambda path: path.parent.name)
def test_style_changes_no_text_and_wins_by_order_alone(path: Path) -> None:
    """`text-transform` would make the file say other characters than the article; `!important` hides a wrong order."""
    style = path.read_text("utf-8")
    assert not re.search(r"text-transform|!\s*important", style)
    assert style.isascii() or path.parent.name == "pdf"


def test_style_attribute_stands_only_where_the_press_needs_it() -> None:
    """The page's policy forbids the attribute; on paper alone it sets numbers of lists and pages, widths of columns."""
    with_style = {path.name for path in PAGES if re.search(r"\sstyle=", path.read_text("utf-8"))}
    assert with_style == {"blocks.xhtml", "document.xhtml"}
