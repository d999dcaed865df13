"""Waivers: which comments are some, what they are for, and what is wrong with others."""

import datetime

import pytest

from pipeline.diagnostics import Diagnostic
from pipeline.model import Waiver
from pipeline.readers import read
from tests.sources import FRONT_MATTER, Folder

FIRST = FRONT_MATTER.count("\n")


def waivers(body: str, front_matter: str = FRONT_MATTER) -> tuple[tuple[Waiver, ...], tuple[Diagnostic, ...]]:
    """The waivers of an article, and what its reader found."""
    article, findings = read(Folder({"article.md": (front_matter + body).encode()}), "short")
    assert article is not None
    return article.waivers, findings


def lines(body: str) -> list[tuple[str, int, int]]:
    """Code, first and last line of each waiver, counted from the end of the front matter."""
    found, findings = waivers(body)
    assert findings == ()
    return [(each.code, each.at.line - FIRST, each.last - FIRST) for each in found]


@pytest.mark.parametrize(
    ("comment", "reason", "until"),
    [
        ("allow: stub-section because it is new", "it is new", None),
        ("allow:stub-section because it is new (until 2027-01-31)", "it is new", datetime.date(2027, 1, 31)),
        ("  allow: stub-section\n because it\n is new until 2027-01-31\n", "it is new", datetime.date(2027, 1, 31)),
        ("allow: stub-section because we wait until the vote", "we wait until the vote", None),
    ],
)
def test_a_waiver_says_rule_reason_and_last_day(comment: str, reason: str, until: datetime.date | None) -> None:
    """On one line or several, with brackets around the day or without."""
    (waiver,), findings = waivers(f"<!-- {comment} -->\n\nText.\n")
    assert (waiver.code, waiver.reason, waiver.until, findings) == ("stub-section", reason, until, ())


def test_any_other_comment_is_no_waiver() -> None:
    """Also one that only speaks of allowing."""
    assert waivers("<!-- we allow: this -->\n\nText.\n") == ((), ())


def test_a_waiver_is_for_the_block_behind_it() -> None:
    """A heading, not its section; a list as a whole, with the empty line behind it; several waivers for one block."""
    assert lines("<!-- allow: a because b -->\n## H\n\nText.\n") == [("a", 1, 2)]
    assert lines("<!-- allow: a because b -->\n\n- one\n- two\n\nText.\n") == [("a", 1, 5)]
    assert lines("<!-- allow: a because b -->\n<!-- allow: c because d -->\nOne\ntwo.\n") == [("a", 1, 4), ("c", 2, 4)]
    assert lines("<!-- allow: a because b -->\n<!-- a comment -->\n{#id}\nText.\n\nMore.\n") == [("a", 1, 4)]


def test_a_waiver_in_a_container_stays_in_it() -> None:
    """In an item of a list it is for what follows there; where nothing follows, for nothing else."""
    assert lines("- One.\n\n  <!-- allow: a because b -->\n\n  Two.\n- Three.\n") == [("a", 3, 5)]
    assert lines("- One.\n\n  <!-- allow: a because b -->\n- Two.\n\nMore.\n") == [("a", 3, 3)]


def test_a_waiver_that_nothing_follows_is_for_the_rest_of_the_file() -> None:
    """It stands in the place of what is missing there."""
    assert lines("Text.\n\n<!-- allow: a because b -->\n\n") == [("a", 3, 5)]


def test_a_waiver_at_the_end_of_a_part_stays_in_it() -> None:
    """What follows in the next file is not what it is for."""
    parts = {"a.md": b"One.\n\n<!-- allow: a because b -->\n", "b.md": b"Two.\n"}
    text = FRONT_MATTER.replace("title:", "parts: [a.md, b.md]\ntitle:", 1)
    article, _ = read(Folder({**parts, "article.md": text.encode()}), "short")
    assert article is not None
    assert [(each.at.file, each.at.line, each.last) for each in article.waivers] == [("a.md", 3, 3)]


def test_front_matter_has_waivers_for_its_keys() -> None:
    """A comment before a key or behind its value, for that key with all that it holds."""
    keys = "# allow: a because b\nkeywords:\n  - one\n  - two\nsummary: S # allow: c because d\n"
    head = f"---\n{keys}title: T\nlang: en\ndate: 2026-01-02\nversion: '1'\nlicense: MIT\npermalink: https://example.org/\n---\n"
    found, findings = waivers("Text.\n", head)
    assert [(each.code, each.at.line, each.last) for each in found] == [("a", 2, 5), ("c", 6, 6)]
    assert findings == ()


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ("<!-- allow: stub-section -->\n\nText.\n", "the waiver names no rule, or no reason"),
        ("<!-- allow: because it is so -->\n\nText.\n", "the waiver names no rule, or no reason"),
        ("<!-- allow: a because b (until tomorrow) -->\n\nText.\n", '"tomorrow" is no day'),
        ("<!-- allow: a because b (until 2027-02-30) -->\n\nText.\n", '"2027-02-30" is no day'),
        ("Text <!-- allow: a because b --> goes on.\n", "the waiver stands inside a text"),
    ],
)
def test_what_is_meant_to_be_a_waiver_and_is_none_is_told(body: str, message: str) -> None:
    """Its author would believe that a finding is settled."""
    found, findings = waivers(body)
    assert found == ()
    assert [(one.code, one.message) for one in findings] == [("malformed-waiver", message)]
