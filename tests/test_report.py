"""Findings as text: the shape of the house, carets under the right cells, nothing that a terminal would obey."""

from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
from rich.cells import cell_len

from pipeline.diagnostics import Diagnostic, Location, Rule, Severity
from pipeline.report import error_text, summary, text
from pipeline.report.excerpt import excerpt, spoken

STUB = Rule("stub-section", Severity.ERROR, "a section is too short", "readers were promised it")
STALE = Rule("stale-date", Severity.WARNING, "a date is old", "it may be wrong")
FILE = "source/a/article.md"
CASES = Path(__file__).parent / "cases" / "report"


def at(line: int, column: int, length: int, file: str = FILE) -> Location:
    """A place."""
    return Location(file, line, column, length)


def shown(line: str, column: int, length: int, width: int = 110) -> tuple[str, str]:
    """What stands right of the bar in the excerpt of one line: the text, and its caret."""
    finding = Diagnostic(STUB, "m", at(1, column, length))
    drawn = text([finding], lambda _file: [line], draw=partial(excerpt, width=width)).splitlines()
    return drawn[1].removeprefix("  1 │ "), drawn[2].removeprefix("    │ ")


def test_finding_has_place_excerpt_caret_and_hint() -> None:
    """The shape that house style gives as its example."""
    finding = Diagnostic(STUB, 'section "Key personnel" has 9 words', at(3, 1, 17), "write the section")
    assert text([finding], lambda _file: ["", "", "### Key personnel"]) == (
        'source/a/article.md:3:1: error[stub-section] section "Key personnel" has 9 words\n'
        "  3 │ ### Key personnel\n"
        "    │ ^^^^^^^^^^^^^^^^^\n"
        "  hint: write the section"
    )


def test_finding_without_place_names_its_article() -> None:
    """What concerns a whole edition has no line, and says of which article it speaks."""
    assert text([Diagnostic(STUB, "m")], lambda _file: [], "a") == "a: error[stub-section] m"


def test_finding_beyond_the_file_has_no_excerpt() -> None:
    """A file that changed meanwhile, or cannot be read, costs the excerpt only."""
    assert text([Diagnostic(STUB, "m", at(9, 1, 1))], lambda _file: ["one"]).count("\n") == 0


def test_findings_stand_in_the_order_of_their_places() -> None:
    """File by file, each with its count, line by line, whoever found them first."""
    places = [at(2, 1, 1, "b.md"), at(10, 1, 1, "a.md"), at(9, 4, 1, "a.md"), at(9, 2, 1, "a.md")]
    heads = text([Diagnostic(STUB, "m", place) for place in places], lambda _file: []).split("\n\n")
    placed = ["a.md:9:2", "a.md:9:4", "a.md:10:1"]
    assert [head.split(": error[")[0] for head in heads] == ["a.md: 3 errors", *placed, "b.md: 1 error", "b.md:2:1"]


@pytest.mark.parametrize(
    ("line", "column", "length", "drawn", "caret"),
    [
        ("one two", 5, 3, "one two", "    ^^^"),
        ("\tone two", 6, 3, "    one two", "        ^^^"),
        ("ab\tc", 4, 1, "ab  c", "    ^"),
        ("漢字 two", 4, 3, "漢字 two", "     ^^^"),
        ("漢字 two", 1, 2, "漢字 two", "^^^^"),
        ("cafe\u0301 two", 7, 3, "cafe\u0301 two", "     ^^^"),
        ("one", 4, 1, "one", "   ^"),
        ("one", 9, 4, "one", "   ^"),
        ("one two", 5, 90, "one two", "    ^^^"),
        ("", 1, 1, "", "^"),
    ],
)
def test_caret_stands_under_its_text(line: str, column: int, length: int, drawn: str, caret: str) -> None:
    """Tabs are spread, wide characters take two cells, combining ones none; nothing reaches past the line."""
    found = shown(line, column, length)
    assert found == (drawn or "  1 │", caret)


def marked_lines() -> Iterator[tuple[str, Location]]:
    """The lines of the case, and the place that each has between its marks."""
    for number, line in enumerate((CASES / "lines.md").read_text(encoding="utf-8").split("\n")[:-1], 1):
        start, end = line.index("⟦"), line.index("⟧")
        yield line.translate({ord("⟦"): None, ord("⟧"): None}), at(number, start + 1, end - start - 1)


def test_caret_stands_under_its_text_in_any_script() -> None:
    """Tabs, wide and combining characters, emoji in sequences, text from right to left, what nobody sees, long lines.

    The file beside is looked at in a terminal; a change of it must be looked at again.
    """
    case, expected = list(marked_lines()), CASES / "lines.txt"
    lines = [line for line, _ in case]
    findings = [Diagnostic(STUB, "m", place) for _, place in case]
    told = text(findings, lambda _file: lines, draw=partial(excerpt, width=80)) + "\n"
    if not expected.exists():
        expected.write_text(told, encoding="utf-8")
        pytest.fail(f"{expected} is written; look at it in a terminal")
    assert told == expected.read_text(encoding="utf-8")


@pytest.mark.parametrize("width", [40, 80, 120])
def test_excerpt_is_no_wider_than_it_may_be(width: int) -> None:
    """In any script; its caret never reaches past its line."""
    for line, place in marked_lines():
        finding = Diagnostic(STUB, "m", replace(place, line=1))
        drawn, caret = excerpt(finding.at, [line], width)
        assert cell_len(caret) <= cell_len(drawn) <= width


def test_long_line_is_cut_around_the_caret() -> None:
    """A paragraph on one line shows the place, with a sign where something was left out."""
    line, caret = shown("a" * 300 + "WRONG" + "b" * 300, 301, 5, width=80)
    assert line.startswith("…")
    assert line.endswith("…")
    assert len("  1 │ " + line) == 80
    assert line[caret.index("^") :][: caret.count("^")] == "WRONG"


def test_long_passage_is_cut_with_its_caret() -> None:
    """A place longer than the terminal ends at its edge."""
    line, caret = shown("a" * 300, 1, 300, width=80)
    assert len(line) == 74
    assert caret == "^" * 73


def test_endless_line_is_drawn_at_once() -> None:
    """A line of a million tabs costs no more than what is shown of it."""
    line, caret = shown("\t" * 1_000_000 + "x", 1_000_001, 1, width=80)
    assert line[caret.index("^")] == "x"


def test_characters_that_a_terminal_obeys_are_replaced() -> None:
    """Escape sequences and turned-around text of a source reach nobody's terminal."""
    finding = Diagnostic(STUB, "see \x1b[2J", at(1, 1, 1), "drop \u202e")
    told = text([finding], lambda _file: ["\x1b]0;x\x07 \u202etext\x9b"])
    assert not set(told) & set("\x1b\x07\u202e\x9b")
    assert told.count("\N{REPLACEMENT CHARACTER}") == 6


def test_message_stays_on_its_line() -> None:
    """A name with the end of a line in it cannot forge a finding."""
    told = text([Diagnostic(STUB, "no b\nb.md:1:1: error[x] y", at(1, 1, 1), "a\nb")], lambda _file: [])
    assert told == "source/a/article.md:1:1: error[stub-section] no b b.md:1:1: error[x] y\n  hint: a b"


@pytest.mark.parametrize(
    ("findings", "told"),
    [
        ([], ""),
        ([Diagnostic(STUB, "m", at(1, 1, 1))], "1 error in 1 file"),
        ([Diagnostic(STUB, "m")], "1 error"),
        (
            [Diagnostic(STALE, "m", at(1, 1, 1)), *[Diagnostic(STUB, "m", at(1, 1, 1, "b.md"))] * 2],
            "2 errors, 1 warning in 2 files",
        ),
    ],
)
def test_summary_counts(findings: list[Diagnostic], told: str) -> None:
    """Severities in the order of their weight, each in its number; files last."""
    assert summary(findings) == told


@pytest.mark.parametrize(
    ("found", "waived", "articles", "unchecked", "told"),
    [
        (0, 0, 1, 0, "no findings in 1 article"),
        (0, 2, 3, 0, "no findings in 3 articles; 2 waived"),
        (0, 1, 0, 0, "no findings; 1 waived"),
        (1, 0, 1, 0, "1 error in 1 file"),
        (1, 1, 2, 1, "1 error in 1 file; 1 waived; 2 articles checked; 1 could not be checked"),
    ],
)
def test_summary_says_what_was_checked(found: int, waived: int, articles: int, unchecked: int, told: str) -> None:
    """An empty list alone would not say whether anything was looked at."""
    assert summary([Diagnostic(STUB, "m", at(1, 1, 1))] * found, waived, articles, unchecked) == told


def test_error_has_the_shape_of_a_finding() -> None:
    """What stops the program says what it stopped, the fact, and the hint."""
    assert error_text("no fonts", "install them", "a", lambda _file: []) == "a: error: no fonts\n  hint: install them"


def test_error_with_a_place_has_an_excerpt() -> None:
    """A template's mistake shows its line."""
    told = error_text("m", "", at(2, 3, 1, "t.xhtml"), lambda _file: ["", "{{ x }}"])
    assert told == "t.xhtml:2:3: error: m\n  2 │ {{ x }}\n    │   ^"


@pytest.mark.parametrize(
    ("line", "column", "length", "told"),
    [
        ("Ask TODO for it.", 5, 4, '  column 5 to 8: "TODO"'),
        ("Ask x.", 5, 1, '  column 5: "x"'),
        ("Short.", 6, 90, '  column 6: "."'),
        ("Short.", 7, 1, "  column 7"),
        ("a\tb\x1b", 1, 4, '  column 1 to 4: "a b\ufffd"'),
        ("漢" * 90, 1, 90, f'  column 1 to 90: "{"漢" * 9}…"'),
    ],
)
def test_place_is_told_in_words(line: str, column: int, length: int, told: str) -> None:
    """For who sees no caret: columns as a location counts them, and what stands there, as far as there is room."""
    assert spoken(at(1, column, length), [line], 40) == (told,)


def test_place_that_is_not_there_is_told_by_no_words() -> None:
    """As it has no excerpt."""
    assert spoken(None, ["x"]) == spoken(at(2, 1, 1), ["x"]) == ()
