"""What holds for every source: each character is counted once, and none is lost without a word."""

import re
from collections.abc import Callable

from hypothesis import example, given, settings
from hypothesis import strategies as st

from pipeline.diagnostics import Diagnostic
from pipeline.model import Article, Code, Emphasis, Link, Strike, Strong, Text
from pipeline.model.walk import Node, descend
from pipeline.readers import read
from pipeline.readers.markdown.account import account
from pipeline.readers.markdown.source import Source
from tests.readers.memory import HEAD, Memory

DOT = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"/>'
EXAMPLES = 250
NEW, BAR = "\n", "\\|"

WORDS = st.text(st.sampled_from("abc dé e\u0301\u00a0ß 漢字 .,;?"), min_size=1, max_size=12).filter(str.strip)
INLINES = st.recursive(
    st.one_of(
        WORDS,
        st.sampled_from(
            ("&amp;", "&#65;", "\\*", "\\|", "`code \\`", "``a ` b``", "<https://e.org/a>", "x<!-- c --> y", "\\\n")
        ),
        st.sampled_from(
            ("![alt *x*](d.svg)", "![](d.svg){.decorative}", "[^n]", "[by label][r]", "  \n", "\n", "[](#there)")
        ),
    ),
    lambda inner: st.one_of(
        st.lists(inner, min_size=1, max_size=3).map(" ".join),
        inner.map("*{}*".format),
        inner.map("**{}**".format),
        inner.map("~~{}~~".format),
        inner.map("[{}](https://e.org/x)".format),
        inner.map("[{}]{{lang=fr}}".format),
        inner.map("^[{}]".format),
        inner.map("H~{}~".format),
    ),
    max_leaves=6,
)
LINES = INLINES.filter(lambda text: not re.match(r"\s", text))
BLOCKS = st.recursive(
    st.one_of(
        LINES,
        LINES.map(lambda text: "## " + text.replace("\n", " ") + " {#id} ##"),
        LINES.map(lambda text: text.replace("\n", " ") + "\n---"),
        LINES.map(
            lambda text: (
                "| a | b |\n|:--|---|\n| " + text.replace("\n", " ").replace("|", "\\|") + " | x |\n\n: Caption {#t}"
            )
        ),
        WORDS.map("```python\n{}\n\n  more\n```".format),
        WORDS.map("    {}\n\tmore".format),
        st.just("* * *"),
        LINES.map(lambda text: "Term\n: " + text.replace("\n", "\n  ")),
        LINES.map(":::{{figure}} d.svg\n:alt: A *dot*.\n:credit: C\n\n{}\n:::".format),
        LINES.map(lambda text: ":::{timeline}\n1950-06\n: " + text.replace("\n", "\n  ") + "\n:::"),
        LINES.map("{{#here lang=de}}\n{}".format),
        st.just("<!-- a comment\nof two lines -->"),
    ),
    lambda inner: st.one_of(
        st.lists(inner, min_size=1, max_size=3).map("\n\n".join),
        inner.map(lambda text: "> " + text.replace("\n", "\n> ")),
        inner.map(lambda text: "- " + text.replace("\n", "\n  ")),
        inner.map(lambda text: "7. " + text.replace("\n", "\n   ")),
        inner.map(lambda text: "[^n]: " + text.replace("\n", "\n    ")),
        inner.map("::::{{note}} Title\n{}\n::::".format),
        inner.map("::::{{only}} web\n{}\n::::".format),
    ),
    max_leaves=5,
)
COMPOSED = st.tuples(BLOCKS, st.sampled_from(("\n", "\r\n"))).map(
    lambda made: (made[0] + "\n\nCall[^n] and [r].\n\n[^n]: Note.\n\n[r]: https://e.org/r\n").replace("\n", made[1])
)
MARKS = (
    *"*_`[](){}#!|\\ \n\t^~<>&:-+=.",
    *(
        "**",
        "``",
        "~~",
        "## ",
        "> ",
        "- ",
        "1. ",
        ": ",
        ":::",
        ":::{key-facts}",
        ":::{note} ",
        "\n:::\n",
        "[^a]",
        "[^a]: ",
    ),
    *("^[", "{#id}", "{lang=fr}", "|---|", "&amp;", "&#65;", "<!--", "-->", "```", "~~~", "---", "===", "\n\n", "    "),
    *("  \n", "\\\n", "[x](https://e.org)", "[r]", "\n\n[r]: https://e.org\n\n", "e\u0301", "\u00a0", "\r\n", "word "),
    *("![alt *x*](d.svg)", "| a | b |\n|---|---|\n| 1 | \\| |\n", "- [ ] ", "[@key]", "<https://e.org>"),
)
RANDOM = st.lists(st.sampled_from(MARKS), max_size=16).map("".join)
EDGES: dict[type, tuple[tuple[str, ...], tuple[str, ...]]] = {
    Emphasis: (("*", "_"), ("*", "_")),
    Strong: (("*", "_"), ("*", "_")),
    Strike: (("~",), ("~",)),
    Link: (("[", "<"), ("]", ">", ")", "}")),
    Code: (("`",), ("`",)),
}
"""What the source of a node that marks enclose begins and ends with."""
_tried = {"composed": 0, "random": 0, "sound": 0}


def _read(body: str) -> tuple[Source, Article, tuple[Diagnostic, ...]]:
    article, findings = read(Memory({"article.md": (HEAD + body).encode(), "d.svg": DOT}), "slug")
    assert article is not None
    return Source("article.md", (HEAD + body).replace("\r\n", "\n").replace("\r", "\n")), article, findings


def _check(body: str, kind: str) -> None:
    source, article, findings = _read(body)
    assert article.account.characters == len(source.text)
    # What is unread is told; and where nothing is told, nothing is unread.
    assert bool(article.account.unread) <= bool(findings)
    alone, unread = account(source, article, ())
    assert alone == article.account
    assert bool(unread) == bool(article.account.unread)
    _tried[kind] += 1


@given(COMPOSED)
@settings(deadline=None, max_examples=EXAMPLES)
def test_composed_source_is_accounted_for(body: str) -> None:
    """All constructs inside one another: every character is counted, and what is unread is told."""
    _check(body, "composed")


@given(COMPOSED)
@example("> *[\n> ]{lang=fr}*\n")
@settings(deadline=None, max_examples=EXAMPLES)
def test_composed_source_is_unread_only_where_an_error_says_why(body: str) -> None:
    """The account itself finds no fault with what is read well."""
    _, _, findings = _read(body)
    assert {each.code for each in findings} != {"unread-text"}, findings
    _tried["sound"] += not findings


@given(RANDOM)
@settings(deadline=None, max_examples=EXAMPLES)
def test_random_marks_are_accounted_for(body: str) -> None:
    """Markdown's special characters in any order: every character is counted, and what is unread is told."""
    _check(body, "random")


@given(COMPOSED)
@settings(deadline=None, max_examples=EXAMPLES)
def test_text_of_composed_source_is_at_its_place(body: str) -> None:
    """Where nothing has to be undone, the source has at each place exactly the node's text, as far as its line goes."""
    _check_texts(body)


@given(RANDOM)
@settings(deadline=None, max_examples=EXAMPLES)
def test_text_of_random_marks_is_at_its_place(body: str) -> None:
    """The same, however the marks stand."""
    _check_texts(body)


def _check_texts(body: str) -> None:
    source, article, _ = _read(body)
    roots = [*article.blocks, *(block for note in article.notes for block in note.children)]
    for node in descend(roots):
        if isinstance(node, Text) and "\n" not in node.text:
            _same(node, source)
        elif isinstance(node, tuple(EDGES)):
            _edged(node, source)


def _same(node: Text, source: Source) -> None:
    offset = source.offset(node.at)
    there = source.text[offset : offset + node.at.length]
    if not re.search(r"[\\&<`\[\]{}^]", there):
        assert there.strip() == node.text.strip(), node


def _edged(node: Node, source: Source) -> None:
    """What marks enclose begins with its mark, and ends with it unless it goes on below the line."""
    offset = source.offset(node.at)
    end = offset + node.at.length
    there = source.text[offset:end]
    first, last = EDGES[type(node)]
    assert there[:1] in first, node
    below = source.text[end:].partition(NEW)[0]
    # A place is within one line; white space at the end of that line is no part of it.
    assert there[-1] in last or not below.strip(), node


def test_number_of_examples_is_told(tell: Callable[[str], None]) -> None:
    """Properties that nobody tried prove nothing."""
    tell("accounts of sources: " + ", ".join(f"{number} {kind}" for kind, number in _tried.items()))
    assert min(_tried.values()) >= EXAMPLES // 8
