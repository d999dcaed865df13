"""What the account says of each construct: how many characters are of what, and what nobody has read.

A case is the body of an article. `counts` are the characters of its text and of its marks by their names, but for the
front matter. With `read` an article that has this body instead is held against the source; `told` is what is then
unread, with line and column in the body.
"""

import tomllib
from pathlib import Path

import pytest

from pipeline.readers import read
from pipeline.readers.markdown.account import account
from pipeline.readers.markdown.source import Source
from tests.readers.memory import HEAD, Memory

CASES = tomllib.loads((Path(__file__).parents[1] / "cases" / "account" / "cases.toml").read_text("utf-8"))
FILES = {
    "dot.svg": b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"/>',
    "data.csv": b"year,number\n2000,1\n2001,2\n",
    "references.json": b'[{"id": "a", "type": "book", "title": "A"}, {"id": "b", "type": "book", "title": "B"}]',
}


@pytest.mark.parametrize("name", CASES)
def test_each_character_is_of_something_or_unread(name: str) -> None:
    """As the article has it, and not as it looks."""
    case = CASES[name]
    article, _ = read(Memory({**FILES, "article.md": (HEAD + case.get("read", case["body"])).encode()}), "slug")
    assert article
    found, unread = account(Source("article.md", HEAD + case["body"]), article, ())
    before = HEAD.count("\n")
    told = [f"{each.at.line - before}:{each.at.column}: {each.message}" for each in unread if each.at]
    assert told == case["told"]
    counts = {"text": found.text, **found.markup, "unread": found.unread}
    assert {kind: count for kind, count in counts.items() if count and kind != "front matter"} == case["counts"]
