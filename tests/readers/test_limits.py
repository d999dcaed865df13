"""Depth, length and number: nothing is lost without a word, and time grows with the text."""

from collections.abc import Callable

import pytest

from pipeline.model.walk import descend
from tests.readers.memory import codes, read_body
from tests.timing import ratio


def nested_quotes(depth: int) -> str:
    """Return one word below that many quotations."""
    return "> " * depth + "deepest\n"


def nested_lists(depth: int) -> str:
    """Return one word below that many lists, each on a line of its own."""
    return (
        "".join("  " * level + f"- level {level}\n" for level in range(depth - 1)) + "  " * (depth - 1) + "- deepest\n"
    )


def nested_directives(depth: int) -> str:
    """Return one term below that many directives, the outer ones with the longer fences."""
    opening = "".join(":" * (depth - level + 3) + "{key-facts}\n" for level in range(depth - 1))
    closing = "".join(":" * (level + 5) + "\n" for level in range(depth - 1))
    return f"{opening}deepest\n: x\n{closing}"


def nested_spans(depth: int) -> str:
    """Return one word below that many passages in brackets."""
    return "[" * depth + "deepest" + "]{lang=fr}" * depth


@pytest.mark.parametrize("make", [nested_quotes, nested_lists, nested_spans])
def test_forty_levels_arrive_and_the_next_is_told(make: Callable[[int], str]) -> None:
    """The deepest word is read at level 40; at level 41, and at 5,000, there is one finding with a line."""
    article, findings = read_body(make(40))
    assert not findings
    assert article is not None
    assert "deepest" in {getattr(node, "text", "") for node in descend(article.blocks)}
    assert codes(read_body(make(41))) == ["too-deep"]
    assert codes(read_body(make(400)))[0] == "too-deep"


def test_directives_too_deep_are_told() -> None:
    """Directives count as levels too."""
    assert "too-deep" not in codes(read_body(nested_directives(40)))
    assert "too-deep" in codes(read_body(nested_directives(42)))


def test_level_that_is_too_deep_has_its_line() -> None:
    """The line is the first one that is not read."""
    _, findings = read_body("Words.\n\n" + nested_lists(41))
    assert [finding.at.line for finding in findings if finding.at] == [9 + 2 + 41]


def test_paragraph_that_is_too_long_is_told() -> None:
    """A word of a million letters is refused with its line, not set."""
    _, findings = read_body("Words.\n\n" + "a" * 1_000_000)
    assert [(each.code, str(each.at)) for each in findings] == [("too-long", "article.md:12:1")]


GROWING: dict[str, Callable[[int], str]] = {
    "headings": lambda count: "## Same\n\n" * count,
    "notes": lambda count: "".join(f"Call[^{number}].\n\n[^{number}]: Note.\n\n" for number in range(count)),
    "notes alike": lambda count: "".join(
        f"Call[^{chr(0x4E00 + i)}].\n\n[^{chr(0x4E00 + i)}]: N.\n\n" for i in range(count)
    ),
    "notes in place": lambda count: "Call^[Note].\n\n" * count,
    "rows": lambda count: "| a | b |\n|---|---|\n" + "| c | d |\n" * count,
    "attributes": lambda count: "{lang=fr}\nWords.\n\n" * count,
    "open directives": lambda count: ":::{key-facts}\n" * count,
    "open calls": lambda count: "[^" * count,
    "open brackets": lambda count: "[" * count,
    "spans": lambda count: "[a]{lang=fr} " * count,
    "open comments": lambda count: "<!-- a\n" * count,
    "open comments in a line": lambda count: "a <!-- " * count,
    "comments": lambda count: "<!-- a -->\n" * count,
    "quotations of comments": lambda count: "> <!-- a\n\nWord\n\n" * count,
    "quotations": lambda count: ">" * count,
    "open tildes": lambda count: "~[" * count,
    "scripts": lambda count: "a~b~ ^c^ ~~d " * count,
    "carets": lambda count: "^a[`" * count,
    "emphasis": lambda count: "*a **a " * count,
}


@pytest.mark.parametrize("name", GROWING)
def test_time_grows_with_the_text(name: str) -> None:
    """Four times the text takes at most about four times as long, where a square would take sixteen."""
    short, long = (GROWING[name](count) for count in (600, 2400))
    assert ratio(lambda: read_body(short), lambda: read_body(long), 8, rounds=5) <= 8
