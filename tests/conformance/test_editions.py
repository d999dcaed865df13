"""The outside validators have nothing to say about the built editions."""

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


_SIGN = "Element content contains only non-text characters"


def _is_box(finding: Finding) -> bool:
    doubt = (finding.severity, finding.code) == ("incomplete", "color-contrast") and _SIGN in finding.message
    return doubt and '<span class="box" role="img"' in finding.message


def _unanswered(findings: Sequence[Finding]) -> Iterator[Finding]:
    """Leave out the contrast of boxes of tasks, and what axe cannot decide in the narrow view alone.

    There wide tables scroll; of a cell that is clipped axe cannot tell what it stands on. The colours are those of the
    wide view, where it can.
    """
    places = {(finding.code, finding.place) for finding in findings}
    for finding in findings:
        wide = (finding.code, finding.place.replace("(320px)", "(light)"))
        clipped = (finding.severity, finding.code) == ("incomplete", "color-contrast") and "(320px)" in finding.place
        if not _is_box(finding) and (not clipped or wide in places):
            yield finding
