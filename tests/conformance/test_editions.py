"""The outside validators have nothing to say about the built editions."""

import re
from collections.abc import Iterator, Sequence

import pytest

from pipeline.writers import EDITIONS
from tests.conformance.conftest import ARTICLES, Editions, Validate
from tests.conformance.validators import VALIDATORS, Finding

pytestmark = pytest.mark.conformance


@pytest.mark.parametrize("tool", VALIDATORS)
def test_validator_finds_nothing_in_the_editions(tool: str, validate: Validate, editions: Editions) -> None:
    """No message of any severity, about any edition of any article."""
    suffix, _ = VALIDATORS[tool]
    files = [path for article in editions.values() for path in article.values() if path.suffix == suffix]
    assert len(files) == len(ARTICLES) * sum(row.file_name("slug").endswith(suffix) for row in EDITIONS)
    assert "\n".join(map(str, _unanswered(validate(tool, files)))) == ""


def test_only_contrast_of_the_narrow_view_is_waived() -> None:
    """Another rule, another severity, or a doubt that the wide view shares is told."""
    narrow = Finding("axe", "incomplete", "color-contrast", "", "a.html (320px) ('td',)")
    shared = narrow._replace(place="a.html (320px) ('p',)"), narrow._replace(place="a.html (light) ('p',)")
    told = (narrow._replace(code="label"), narrow._replace(severity="serious"), *shared)
    assert tuple(_unanswered((narrow, *told))) == told


def test_contrast_of_a_box_is_waived_and_of_no_other_sign() -> None:
    """No sign is measured by axe; that of a task has the colour of the text beside it, which is."""
    box = Finding("axe", "incomplete", "color-contrast", f'x: <span class="box" role="img">☐</span>: {_SIGN}', "a")
    told = (box._replace(message=f"x: <p>☐</p>: {_SIGN}"), box._replace(code="label"), box._replace(severity="serious"))
    assert tuple(_unanswered((box, *told))) == told


def test_contrast_of_a_label_is_waived_and_of_no_other_drawing() -> None:
    """A text of a drawing in a colour that is no token of ours is told."""
    label = Finding("axe", "incomplete", "color-contrast", 'x: <text fill="var(--muted, #595959)" x="1">a</text>', "a")
    line = label._replace(message='x: <tspan dy="14" x="0">a</tspan>')
    told = (
        label._replace(message='x: <text fill="#595959">a</text>'),
        label._replace(message='x: <tspan fill="#595959">a</tspan>'),
        label._replace(severity="serious"),
    )
    assert tuple(_unanswered((label, line, *told))) == told


_SIGN = "Element content contains only non-text characters"


def _is_box(finding: Finding) -> bool:
    doubt = (finding.severity, finding.code) == ("incomplete", "color-contrast") and _SIGN in finding.message
    return doubt and '<span class="box" role="img"' in finding.message


def _is_label(finding: Finding) -> bool:
    """Whether axe doubts a label of a chart: it measures `color`, which a drawing's text has no use for.

    The fills of labels are tokens, and test_tokens.py holds each to its ratio; the lines of a long one have that of the
    whole.
    """
    doubt = (finding.severity, finding.code) == ("incomplete", "color-contrast")
    label = r': <(text fill="var\(--[a-z0-9-]+, #[0-9a-f]{6}\)"|tspan( (dy|x)="[\d.]+")*>)'
    return doubt and re.search(label, finding.message) is not None


def _unanswered(findings: Sequence[Finding]) -> Iterator[Finding]:
    """Leave out the contrast of boxes of tasks, of labels of charts, and what axe cannot decide in the narrow view.

    There wide tables scroll; of a cell that is clipped axe cannot tell what it stands on. The colours are those of the
    wide view, where it can.
    """
    places = {(finding.code, finding.place) for finding in findings}
    for finding in findings:
        wide = (finding.code, finding.place.replace("(320px)", "(light)"))
        clipped = (finding.severity, finding.code) == ("incomplete", "color-contrast") and "(320px)" in finding.place
        if not _is_box(finding) and not _is_label(finding) and (not clipped or wide in places):
            yield finding
