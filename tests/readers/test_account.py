"""Every character of a source is in a node or is markup with a name: what is lost on the way shows, whoever lost it."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import get_args

import pytest

from pipeline.diagnostics import Diagnostic
from pipeline.files import Store
from pipeline.model import Article, Block, Heading, Inline, Part, Section, Table
from pipeline.model.walk import Node, descend
from pipeline.readers import read
from pipeline.readers.markdown import blocks
from pipeline.readers.markdown.account import account
from pipeline.readers.markdown.account.blocks import BLOCKS, HOLDERS
from pipeline.readers.markdown.account.inlines import INLINES, MADE
from pipeline.readers.markdown.source import Source
from tests.nodes import Change, changed, shortened
from tests.readers.memory import HEAD, Memory, read_body

ROOT = Path(__file__).parents[2]
WHOLE = [
    ROOT / "tests" / "conformance" / "kitchen-sink" / "article.md",
    *sorted((ROOT / "source").glob("*/article.md")),
]

TRIED = 60
DOT = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"/>'

# What the parser or the reader drops, and the words that must be missed then.
LOSSES = (
    ("Called[^a].\n\n[^a]: First.\n\n[^a]: Second.\n", "Second."),
    ("Text.\n\n[^b]: Nobody calls this.\n\n    Nor this.\n", "Nobody calls this."),
    ("| A | B |\n|---|---|\n| 1 | 2 | three |\n", "three"),
    ("> " * 41 + "far down\n", "far down"),
    ('[link](https://example.org "a title")\n', "a title"),
    ("![Dot](images/dot.png 'a title')\n", "a title"),
    ("Text.\n\n[used]: https://example.org/never\n", "https://example.org/never"),
    ("[a].\n\n[a]: https://example.org/1\n[A]: https://example.org/2\n", "https://example.org/2"),
    (":::{key-facts}\nA paragraph.\n\nTerm\n: Fact\n:::\n", "A paragraph."),
    (":::{key-facts}\nTerm\n: Fact\n\n::: and more\n", "and more"),
    (":::{timeline} Title\n1950\n: An event\n:::\n", "Title"),
    (":::{figur} images/dot.png\nA caption.\n:::\n", "figur"),
    ("```python linenos\ncode\n```\n", "linenos"),
    ("Some <b>bold</b> text.\n", "<b>"),
    ("<!-- note --> text behind it\n", "text behind it"),
    ("{#nothing}\n", "nothing"),
    ("## Heading {.wide}\n", "wide"),
    ("A [word]{.wide} of it.\n", "wide"),
    ("See [that](ftp://example.org).\n", "ftp://example.org"),
)


@pytest.mark.parametrize(("body", "lost"), LOSSES, ids=[lost for _, lost in LOSSES])
def test_what_a_rule_reports_the_account_misses_by_itself(body: str, lost: str) -> None:
    """Without any other finding the account says what is lost; with them nothing is said twice at the place."""
    article, findings = read_body(body)
    assert article is not None
    alone = _account(HEAD + body, article)
    assert any(lost in finding.message for finding in alone), alone
    assert findings
    assert "unread-text" not in [each.code for each in findings]


def test_address_in_the_words_for_a_picture_is_missed() -> None:
    """CommonMark keeps the link's words only; no other rule would say that its address is nowhere."""
    body = "![A [link](https://example.org/lost) inside](dot.svg)\n"
    files = {"article.md": (HEAD + body).encode(), "dot.svg": DOT}
    _, findings = read(Memory(files), "slug")
    assert [(each.code, each.at and each.at.column) for each in findings] == [("unread-text", 11)]


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("blockquote", "Before.\n\n> Quoted words.\n\nAfter.\n"),
        ("bullet_list", "Before.\n\n- One word\n\nAfter.\n"),
        ("paragraph", "## Heading\n\nOnly words.\n"),
        ("fence", "Before.\n\n```\ncode\n```\n"),
        ("hr", "Before.\n\n---\n\nAfter.\n"),
        ("directive", "Before.\n\n:::{key-facts}\nTerm\n: Fact\n:::\n"),
        ("table", "| A |\n|---|\n| 1 |\n"),
        ("attrs_block", "{#there}\nA paragraph.\n"),
    ],
)
def test_reader_that_drops_a_kind_of_block_is_told_on(kind: str, body: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A defect in a reader cannot pass: what it drops is unread."""
    assert read_body(body)[1] == ()
    if kind == "attrs_block":
        monkeypatch.setattr(blocks, "with_attributes", lambda block, *_: block)
    else:
        monkeypatch.setitem(blocks._READERS, kind, lambda *_: ())
    _, findings = read_body(body)
    assert [finding.code for finding in findings] == ["unread-text"]


@pytest.mark.parametrize("path", WHOLE, ids=lambda path: path.parent.name)
def test_whole_article_is_accounted_for(path: Path) -> None:
    """Every character, and nothing is unread."""
    article, findings = read(Store(path.parent), "whole", path.name)
    assert article is not None
    assert findings == ()
    assert article.account.unread == 0
    assert article.account.characters == len(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", WHOLE[:1], ids=lambda path: path.parent.name)
def test_byte_order_mark_and_carriage_returns_are_no_characters(path: Path) -> None:
    """The account is the same, whatever program saved the file."""
    files = {each.relative_to(path.parent).as_posix(): each for each in path.parent.rglob("*") if each.is_file()}
    content = {name: each.read_bytes() for name, each in files.items()}
    plain, _ = read(Memory(content), "whole", path.name)
    saved = b"\xef\xbb\xbf" + content[path.name].replace(b"\n", b"\r\n")
    article, findings = read(Memory({**content, path.name: saved}), "whole", path.name)
    assert plain is not None
    assert article is not None
    assert (findings, article.account) == ((), plain.account)


@pytest.mark.parametrize("path", WHOLE, ids=lambda path: path.parent.name)
def test_loss_of_any_node_is_seen(path: Path, tell: Callable[[str], None]) -> None:
    """Whatever single node goes from a whole article, or loses its last letter, the account misses it."""
    article, _ = read(Store(path.parent), "whole", path.name)
    assert article is not None
    text = path.read_text(encoding="utf-8")
    losses = list(_losses(article, text))
    tried = losses[:: len(losses) // TRIED + 1]
    unseen = [what for what, node, loss in tried if not _account(text, changed(article, node, loss))]
    tell(f"account of {path.parent.name}: {len(tried)} of {len(losses)} losses of a node or a letter tried")
    assert unseen == []


def test_every_kind_of_node_has_a_row_in_the_account() -> None:
    """Who adds a kind says how its marks look, or that it has none."""
    assert set(INLINES) | MADE == set(get_args(Inline))
    assert set(BLOCKS) | HOLDERS == {*get_args(Block), *get_args(Part)}


def _account(text: str, article: Article) -> tuple[Diagnostic, ...]:
    return account(Source(article.sources[0].name, text), article, ())[1]


def _is_data(node: Node, text: str) -> bool:
    return node.at.file != "article.md" or text.split("\n")[node.at.line - 1].startswith(
        (":::{csv-table}", ":::{chart}")
    )


def _losses(article: Article, text: str) -> Iterator[tuple[str, Node, Change]]:
    """Yield each block, to go, and each text, to lose its last letter; what becomes of it is found only when asked."""
    for victim in descend(article.blocks):
        what = f"{victim.kind} {victim.at}"
        if isinstance(victim, get_args(Block)) and not isinstance(victim, Section | Heading | Table):
            yield f"without {what}", victim, lambda _: None
        # What a table takes from a file of data is not in the source.
        if getattr(victim, "text", "").strip() and not _is_data(victim, text):
            yield f"shorter {what}", victim, shortened
