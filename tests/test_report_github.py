"""Findings as annotations of GitHub Actions: its escapes, its limits, and nothing that it would drop."""

from pipeline.diagnostics import Diagnostic, Location, Rule, Severity, UsageError
from pipeline.model import Waiver
from pipeline.report import Told
from pipeline.report.github import MOST, commands

STUB = Rule("stub-section", Severity.ERROR, "a section is too short", "readers were promised it")
STALE = Rule("stale-date", Severity.WARNING, "a date is old", "it may be wrong")
NOTE = Rule("long-code", Severity.INFO, "code is long", "it may not be read")


def _at(line: int, file: str = "source/a/article.md") -> Location:
    return Location(file, line, 3, 4)


def test_a_finding_is_an_annotation_at_its_columns() -> None:
    """With its rule as the title, and its hint in a line of its own; the heaviest come first."""
    told = Told("a", (Diagnostic(NOTE, "long", _at(9)), Diagnostic(STUB, "is short", _at(2), "write it")))
    assert commands([told]).splitlines() == [
        "::error file=source/a/article.md,line=2,col=3,endColumn=7,title=stub-section::is short%0Ahint: write it",
        "::notice file=source/a/article.md,line=9,col=3,endColumn=7,title=long-code::long",
        "1 error, 1 note in 1 file",
    ]


def test_signs_of_the_form_are_escaped() -> None:
    """What a source says begins no other command, and ends no property."""
    told = Told("a", (Diagnostic(STALE, "5%\n::error::x", _at(1, "a:b,c.md")),))
    first, _ = commands([told]).splitlines()
    assert first == "::warning file=a%3Ab%2Cc.md,line=1,col=3,endColumn=7,title=stale-date::5%25%0A::error::x"


def test_signs_that_a_terminal_obeys_are_shown() -> None:
    """As everywhere."""
    assert "\x1b" not in commands([Told("a", (Diagnostic(STALE, "red \x1b[31m", None, "\x1b[0m"),))])


def test_what_has_no_place_names_its_article() -> None:
    """There is no line to show it at."""
    assert commands([Told("a", (Diagnostic(STUB, "m"),))]).startswith("::error file=a,title=stub-section::m\n")


def test_what_a_step_has_no_room_for_is_told_in_the_log() -> None:
    """The runner drops it without a word; each weight has room of its own."""
    errors = tuple(Diagnostic(STUB, f"m{number}", _at(number)) for number in range(1, MOST + 3))
    out = commands([Told("a", (*errors, Diagnostic(STALE, "old", _at(1))))]).splitlines()
    assert sum(line.startswith("::error") for line in out) == MOST
    assert out[MOST : MOST + 4] == [
        "2 more errors, for which a step has no room:",
        "  source/a/article.md:11:3: stub-section: m11",
        "  source/a/article.md:12:3: stub-section: m12",
        "::warning file=source/a/article.md,line=1,col=3,endColumn=7,title=stale-date::old",
    ]


def test_what_stopped_a_check_comes_first() -> None:
    """It counts among the errors, and has no rule."""
    fault = UsageError('there is no article "b"', "did you mean `a`?")
    out = commands([Told("a", (Diagnostic(STUB, "m", _at(1)),)), Told("b", fault=fault)]).splitlines()
    assert out[0] == '::error file=b::there is no article "b"%0Ahint: did you mean `a`?'
    assert out[-1] == "1 error in 1 file; 1 could not be checked"


def test_what_a_waiver_lets_stand_is_counted_only() -> None:
    """It needs nobody's attention."""
    waiver = Waiver("stub-section", "we know", _at(1), 3)
    out = commands([Told("a", waived=((Diagnostic(STUB, "m", _at(2)), waiver),))])
    assert out == "no findings in 1 article; 1 waived\n"
