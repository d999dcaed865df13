"""No edition of a sound article is ever accused: whatever is written, what its files hold is what was promised.

`make properties` tries hundreds of articles (`PROPERTIES=1`), others with each SEED; `make test` the same few.
"""

import os
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import get_args

import pytest
from hypothesis import HealthCheck, Phase, given, seed, settings

from pipeline.arrangement import arranged
from pipeline.build import Made
from pipeline.charts import drawn_for
from pipeline.files import load_templates
from pipeline.furniture import furniture
from pipeline.judge import Standards
from pipeline.model import Article, Block, Edition, Entry, Inline, Part
from pipeline.model.walk import descend
from pipeline.press import Press
from pipeline.proof.pairs import equal
from pipeline.readers import read
from pipeline.selection import selected
from pipeline.trace import trace
from pipeline.workshop import Workshop
from tests.articles import Written, articles
from tests.sources import ROOT, Folder, edition, examined_and_built, theme_of_the_project

FULL = bool(os.environ.get("PROPERTIES"))
SEED = int(os.environ.get("SEED") or 1)
SHORT, LONG, LEAST = (500, 60, 50) if FULL else (12, 2, 1)
KINDS = {kind.kind for kind in (*get_args(Block), *get_args(Part), *get_args(Inline))}
STYLE = ("doubled-word", "mixed-quotes", "sentence-too-long", "hard-section", "bare-url", "list-of-one")
PAGES = ("widow", "orphan", "stranded-heading", "nearly-empty-last-page", "line-length")
BY_CHANCE = Standards(severities=dict.fromkeys((*STYLE, *PAGES)))
"""Words that are drawn may follow themselves, stand between any marks, and end no sentence; pages end anywhere."""
_tried: Counter[str] = Counter()
_seen: dict[str, Counter[str]] = {}
"""How many articles each edition was made of, and how often it had each kind of node."""


class Bench:
    """Where all is built; Hypothesis prints what a test is given, field by field, and a theme is long."""

    def __init__(self, shop: Workshop) -> None:
        """Hold the workshop."""
        self.shop = shop

    def __repr__(self) -> str:
        """Nothing of what it holds."""
        return "Bench"


@pytest.fixture(scope="module")
def bench() -> Iterator[Bench]:
    """One press and one theme for all builds."""
    with Press(load_templates(ROOT).fonts) as press:
        yield Bench(Workshop(theme_of_the_project(), press))


def tries(number: int) -> settings:
    """So many examples, the same ones each time but for SEED.

    None is made smaller when it fails: that takes minutes for articles, and the finding names the line.
    """
    return settings(
        max_examples=number,
        deadline=None,
        database=None,
        derandomize=not FULL,
        # A whole article takes many choices, and each is a text of its own: nothing is filtered away.
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.large_base_example],
        phases=[Phase.generate],
    )


@seed(SEED)
@tries(SHORT)
@given(written=articles(long=False))
def test_no_web_page_and_no_book_of_a_sound_article_is_accused(written: Written, bench: Bench) -> None:
    """Short articles: every construct in every other."""
    _check(written, ("html", "epub"), None, bench.shop)


@seed(SEED)
@tries(LONG)
@given(written=articles(long=True))
def test_no_print_edition_of_a_long_sound_article_is_accused(written: Written, bench: Bench) -> None:
    """Articles of many pages, A4 and Letter by turns, with the web page and the book that carry their page numbers."""
    paper = ("pdf", "pdf-letter")[(_tried["pdf"] + _tried["pdf-letter"]) % 2]
    _check(written, (paper, "html", "epub"), paper, bench.shop)


def _check(written: Written, names: Sequence[str], numbering: str | None, shop: Workshop) -> None:
    source = Folder({**written.files, "article.md": written.text.encode()})
    article, findings = read(source, "alpha", "article.md")
    assert article is not None
    assert [str(each) for each in findings] == []
    built = examined_and_built(
        article, [edition(name) for name in names], edition(numbering) if numbering else None, shop, BY_CHANCE
    )
    told = [f"{each.at} {each.code}: {each.message}" for each in built.diagnostics]
    assert told == [], f"{told}\n\n{written.text}"
    assert [made.edition.name for made in built.editions] == [*names]
    for made in built.editions:
        _same(made, built.article, shop)
        _count(article, built.article, made)


def _same(made: Made, article: Article, shop: Workshop) -> None:
    """What is read back is the trace that was promised, entry by entry."""
    theme, press = shop.theme, shop.press
    had, proof = drawn_for(made.edition, _had(article, made.edition), article, theme, press), made.proved.proof
    promised = trace(had, furniture(had, made.edition, theme.words(had.metadata.lang)), made.edition.medium)
    held = made.proved.held
    assert proof.holds
    assert proof.found == proof.written == len(held.blocks) + len(held.notes) + len(held.generated)
    for these, those in ((promised.blocks, held.blocks), (promised.notes, held.notes)):
        assert _unequal(these, those, on_paper=made.edition.medium == "paper") == []


def _unequal(promised: Sequence[Entry], held: Sequence[Entry], *, on_paper: bool) -> list[tuple[Entry, Entry]]:
    pairs = list(zip(promised, held, strict=True))
    return [pair for pair in pairs if not equal(*pair, on_paper=on_paper)]


def _had(article: Article, of: Edition) -> Article:
    return arranged(selected(article, of), of)


def _count(read_article: Article, article: Article, made: Made) -> None:
    seen = _seen.setdefault(made.edition.medium, Counter())
    had = _had(article, made.edition)
    seen.update(node.kind for node in _nodes(had))
    # A citation is text with links once it is resolved.
    seen["citation"] += sum(node.kind == "citation" for node in _nodes(selected(read_article, made.edition)))
    seen["note over several pages"] += sum(len(entry.pages) > 1 for entry in made.proved.held.notes)
    _tried[made.edition.name] += 1


def _nodes(article: Article) -> Iterator[Block | Part | Inline]:
    return descend([*article.blocks, *(block for note in article.notes for block in note.children)])


def test_every_kind_of_the_model_was_in_every_edition(tell: Callable[[str], None]) -> None:
    """A kind that the strategy does not write, or writes too seldom, was not tried."""
    tell(f"articles of which nothing was told (seed {SEED}): {', '.join(f'{n} {name}' for name, n in _tried.items())}")
    for name, seen in _seen.items():
        tell(f"  {name}: {', '.join(f'{kind} {seen[kind]}' for kind in sorted({*KINDS, *seen}))}")
    assert {name: sorted(kind for kind in KINDS if seen[kind] < LEAST) for name, seen in _seen.items()} == {
        "web": [],
        "ebook": [],
        "paper": [],
    }
    # Whether one falls on the end of a page, chance says.
    assert _seen["paper"]["note over several pages"] >= FULL
    assert min(_tried["html"], _tried["epub"]) >= SHORT
    assert _tried["pdf"] + _tried["pdf-letter"] >= LONG
