"""The documentation cases: each example is built and proved in every edition, and nothing is without an example."""

from collections.abc import Callable, Iterable, Iterator
from typing import get_args

import pytest
from markdown_it.token import Token

from pipeline.files import load_templates
from pipeline.model import Block, Inline, Part
from pipeline.model.walk import descend
from pipeline.press import Press
from pipeline.readers.markdown.attributes import ATTRIBUTES
from pipeline.readers.markdown.directives import DIRECTIVES
from pipeline.readers.markdown.grammar import make_parser
from pipeline.theme import load
from pipeline.workshop import Workshop
from pipeline.writers import EDITIONS
from tests.conftest import EXAMPLES
from tests.constructs import Case, article, built, cases
from tests.docs import TARGET, keys, page
from tests.sources import ROOT

FORMATS = tuple(row for row in EDITIONS if row.name in {"html", "pdf", "epub"})
ALL = cases()


@pytest.fixture(scope="module")
def shop() -> Iterator[Workshop]:
    """One press and one theme for all builds."""
    templates = load_templates(ROOT)
    with Press(templates.fonts) as press:
        yield Workshop(load(templates.files, templates.fonts), press)


@pytest.mark.parametrize("case", ALL, ids=lambda case: case.name)
def test_examples_are_built_and_proved_without_a_finding(
    case: Case, shop: Workshop, record_property: Callable[[str, object], None]
) -> None:
    """In web page, PDF and e-book; a case without an example documents nothing."""
    assert case.examples
    record_property(EXAMPLES, len(case.examples))
    for text in case.articles():
        made = built(text, FORMATS, shop)
        assert [f"{each.at}: {each.severity}[{each.code}] {each.message}" for each in made.diagnostics] == []
        assert [each.edition.name for each in made.editions] == [row.name for row in FORMATS]


def test_page_of_the_source_language_is_what_the_cases_give() -> None:
    """`make docs` writes it; it is never changed by hand."""
    assert TARGET.read_text(encoding="utf-8") == page(), "run `make docs`, and read what has changed"


def test_every_kind_of_the_model_is_in_an_example(shop: Workshop) -> None:
    """Blocks, their parts and inlines."""
    kinds = {kind.kind for kind in (*get_args(Block), *get_args(Part), *get_args(Inline))}
    # A citation is text with links once it is resolved.
    kinds -= {"citation"}
    made = [built(text, (), shop).article for case in ALL for text in case.articles()]
    roots = [
        block for each in made for part in (each.blocks, *(note.children for note in each.notes)) for block in part
    ]
    assert sorted(kinds - {node.kind for node in descend(roots)}) == []


def test_every_directive_with_each_option_is_in_an_example() -> None:
    """Named in its braces, and the option on a line of its own."""
    rows = {(name, option) for name, row in DIRECTIVES.items() for option in ("", *row[0])}
    assert sorted(rows - {pair for tokens in _parsed() for pair in _used(tokens)}) == []


def test_every_attribute_is_in_an_example() -> None:
    """Those that braces may hold."""
    tokens = [token for several in _parsed() for each in several for token in (each, *(each.children or ()))]
    given = {str(name) for token in tokens for name in (*token.attrs, *_braces(token))}
    assert sorted({"id", "lang", *(name for _, name in ATTRIBUTES)} - given) == []


def test_every_key_of_the_front_matter_is_in_an_example() -> None:
    """Those inside others too, written out in full somewhere."""
    written = {key for case in ALL for each in case.examples for key in _dotted(each.keys)}
    assert sorted({name for name, _, _ in keys()} - written) == []


def _parsed() -> list[list[Token]]:
    return [make_parser().parse(article(each.text)) for case in ALL for each in case.examples]


def _used(tokens: Iterable[Token]) -> Iterator[tuple[str, str]]:
    inside: list[str] = []
    for token in tokens:
        if token.type == "directive_open":
            inside.append(token.info)
            yield token.info, ""
        elif token.type == "directive_close":
            inside.pop()
        elif token.type == "option_open":
            yield inside[-1], token.info


def _braces(token: Token) -> tuple[str, ...]:
    """The names in the braces behind a heading or a caption, and behind a construct in a line."""
    given = (token.meta.get("attributes", {}), token.meta.get("braces", {}))
    return tuple(name for each in given for name in each)


def _dotted(value: object, prefix: str = "") -> Iterator[str]:
    if isinstance(value, dict):
        for name, inner in value.items():
            yield f"{prefix}{name}"
            yield from _dotted(inner, f"{prefix}{name}.")
    elif isinstance(value, list):
        for inner in value:
            yield from _dotted(inner, prefix)
