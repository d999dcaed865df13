"""What becomes of findings: their weight in a project, and the waivers of an author."""

import datetime

from pipeline.diagnostics import Diagnostic, Location, Severity
from pipeline.judge import Standards, judge
from pipeline.model import Waiver
from pipeline.rules import rule

DAY = datetime.date(2027, 1, 31)


def finding(code: str, line: int = 5) -> Diagnostic:
    """A finding of a rule at a line."""
    known = rule(code)
    assert known is not None
    return Diagnostic(known, "a fact", Location("article.md", line))


def waiver(code: str, until: datetime.date | None = None, first: int = 4, last: int = 6) -> Waiver:
    """A waiver for some lines."""
    return Waiver(code, "a reason", Location("article.md", first), last, until)


LIGHT = "unused-abbreviation"
FIRM = "unread-text"


def test_a_waived_finding_does_not_count_and_is_kept_with_its_waiver() -> None:
    """Only where the waiver stands, and only of its rule."""
    elsewhere, other = finding(LIGHT, 9), finding("short-row")
    judged = judge([finding(LIGHT), elsewhere, other], [waiver(LIGHT)], Standards())
    assert judged.diagnostics == (elsewhere, other)
    assert judged.waived == ((finding(LIGHT), waiver(LIGHT)),)


def test_a_waiver_holds_through_its_last_day() -> None:
    """On the day after, its finding counts again, and so does the waiver."""
    until = Standards(today=DAY)
    after = Standards(today=DAY + datetime.timedelta(days=1))
    assert judge([finding(LIGHT)], [waiver(LIGHT, DAY)], until).diagnostics == ()
    told = judge([finding(LIGHT)], [waiver(LIGHT, DAY)], after).diagnostics
    assert [one.code for one in told] == [LIGHT, "expired-waiver"]


def test_a_waiver_without_effect_is_told() -> None:
    """It would let the next finding pass."""
    told = judge([], [waiver(LIGHT)], Standards()).diagnostics
    assert [(one.code, one.at) for one in told] == [("unused-waiver", waiver(LIGHT).at)]


def test_a_waiver_of_no_rule_or_of_a_firm_one_is_told() -> None:
    """The finding stays what it was."""
    told = judge([finding(FIRM)], [waiver(FIRM), waiver("unused-abbreviations")], Standards()).diagnostics
    assert [one.code for one in told] == [FIRM, "invalid-waiver", "invalid-waiver"]
    assert told[2].hint == "write unused-abbreviation"


def test_a_project_weighs_rules_its_own_way() -> None:
    """More, less or not at all; a firm rule keeps its weight."""
    heavy = judge([finding(LIGHT)], [], Standards({LIGHT: Severity.ERROR}))
    assert [one.severity for one in heavy.diagnostics] == [Severity.ERROR]
    assert judge([finding(LIGHT)], [], Standards({LIGHT: None})).diagnostics == ()
    assert judge([finding(FIRM)], [], Standards({FIRM: None})).diagnostics == (finding(FIRM),)


def test_a_rule_made_heavier_can_still_be_waived() -> None:
    """What an author may know better stays so."""
    assert judge([finding(LIGHT)], [waiver(LIGHT)], Standards({LIGHT: Severity.ERROR})).diagnostics == ()
