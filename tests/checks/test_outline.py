"""An outline that promises more than the article has keeps it from being published."""

from pipeline.checks import check
from pipeline.writers import EDITIONS
from tests.sources import FRONT_MATTER, resolved

OUTLINE = "outline:\n  - First: [Inner]\n  - Second\n"


def _found(body: str, outline: str = OUTLINE) -> list[tuple[str, str, int]]:
    article, findings = resolved(body, {}, FRONT_MATTER.replace("summary:", f"{outline}summary:"))
    assert findings == ()
    return [(one.message, one.hint, one.at.line if one.at else 0) for one in check(article, EDITIONS)]


def test_an_outline_that_is_kept_says_nothing() -> None:
    """Further sections, and markup in a heading, are no fault."""
    assert _found("## First\n\nx\n\n### Inner\n\nx\n\n## *Second*\n\nx\n\n## Third\n\nx\n") == []


def test_a_section_that_is_not_there_is_named_with_the_nearest() -> None:
    """At the outline, which promises it."""
    assert _found("## First\n\nx\n\n### Inner\n\nx\n\n## Secund\n\nx\n") == [
        (
            'the outline promises "Second", and no heading of level 2 has these words',
            'did you mean "Secund"?',
            12,
        )
    ]


def test_a_heading_of_another_level_does_not_keep_the_promise() -> None:
    """A subsection is not the section that was promised."""
    messages = [message for message, _, _ in _found("## First\n\nx\n\n### Second\n\nx\n\n## Inner\n\nx\n")]
    assert [message.split('"')[1] for message in messages] == ["Inner", "Second"]
