"""What the account misses of a small article of which a node is gone, word for word, as somebody read it last."""

from collections.abc import Iterator
from dataclasses import replace
from typing import cast

from pipeline.files import Store
from pipeline.model import Account, Article, Caption, Heading, Text
from pipeline.model.walk import descend
from pipeline.readers import read
from pipeline.readers.markdown.account import account
from pipeline.readers.markdown.source import Source
from tests.nodes import changed
from tests.recorded import FOLDER, as_recorded


def test_what_is_missed_is_what_was_read() -> None:
    """Each node taken out in turn, each text without its last character, or with another one."""
    article, findings = read(Store(FOLDER), FOLDER.name)
    assert article is not None
    assert findings == ()
    assert as_recorded("account", _told(article, (FOLDER / "article.md").read_text("utf-8")))


def _told(article: Article, text: str) -> Iterator[str]:
    sound, _ = account(Source("article.md", text), article, ())
    yield f"nothing: {sound.text} of text, {sorted(sound.markup.items())}"
    for node in descend([*article.blocks, *(block for note in article.notes for block in note.children)]):
        name = f"{node.kind} {node.at.line}:{node.at.column}"
        # A section is where its heading is, and captions come with what they belong to.
        if not isinstance(node, Heading | Caption):
            yield from _missed(f"{name} dropped", changed(article, node, lambda _: None), text, sound)
        if isinstance(node, Text) and node.text.strip():
            yield from _missed(f"{name} altered", changed(article, node, _altered), text, sound)


def _altered(node: object) -> object:
    text = cast("Text", node).text
    return replace(cast("Text", node), text=f"{text[: len(text) // 2]}¿{text[len(text) // 2 + 1 :]}")


def _missed(name: str, article: Article, text: str, sound: Account) -> Iterator[str]:
    """What is unread, and of which marks there are more or fewer."""
    found, unread = account(Source("article.md", text), article, ())
    kinds = sorted(sound.markup.keys() | found.markup.keys())
    less = ", ".join(
        f"{kind} {count:+}" for kind in kinds if (count := found.markup.get(kind, 0) - sound.markup.get(kind, 0))
    )
    yield f"{name}: text {found.text - sound.text:+}, unread {found.unread}{less and ', '}{less}"
    for each in unread:
        assert each.at
        yield f"  {each.at.line}:{each.at.column}+{each.at.length}: {each.message}"
