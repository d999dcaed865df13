"""The outside validators have nothing to say about the built editions."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.validators import VALIDATORS, Message, Spot, Validator
from tests.conformance.conftest import BUILT, Editions, Validate
from tests.sources import edition

pytestmark = pytest.mark.conformance


@pytest.mark.parametrize("tool", VALIDATORS, ids=lambda row: row.name)
def test_validator_finds_nothing_in_the_editions(tool: Validator, validate: Validate, editions: Editions) -> None:
    """No message of any severity, about any edition of any article."""
    files = [path for article in editions.values() for path in article.values() if path.suffix == tool.suffix]
    rows = [edition(name) for names in BUILT.values() for name in names]
    # The usual edition of the tour beside them.
    assert len(files) == sum(row.file_name("slug").endswith(tool.suffix) for row in rows) + 1
    assert "\n".join(map(str, _unanswered(validate(tool.name, files)))) == ""


def test_only_contrast_of_the_narrow_view_is_waived() -> None:
    """Another rule, another severity, or a doubt that the wide view shares is told."""
    narrow = Message("axe", "incomplete", "color-contrast", "", PAGE, Spot(path="/4/2"), "320px")
    shared = replace(narrow, spot=Spot(path="/4/4")), replace(narrow, spot=Spot(path="/4/4"), view="light")
    told = (replace(narrow, code="label"), replace(narrow, severity="serious"), *shared)
    assert tuple(_unanswered((narrow, *told))) == told


def test_contrast_of_a_box_is_waived_and_of_no_other_sign() -> None:
    """No sign is measured by axe; that of a task has the colour of the text beside it, which is."""
    box = Message("axe", "incomplete", "color-contrast", f'x: <span class="box" role="img">☐</span>: {_SIGN}', PAGE)
    told = (replace(box, text=f"x: <p>☐</p>: {_SIGN}"), replace(box, code="label"), replace(box, severity="serious"))
    assert tuple(_unanswered((box, *told))) == told


def test_contrast_of_a_label_is_waived_and_of_no_other_drawing() -> None:
    """A text of a drawing in a colour that is no token of ours is told."""
    label = Message("axe", "incomplete", "color-contrast", 'x: <text fill="var(--muted, #595959)" x="1">a</text>', PAGE)
    line = replace(label, text='x: <tspan dy="14" x="0">a</tspan>')
    told = (
        replace(label, text='x: <text fill="#595959">a</text>'),
        replace(label, text='x: <tspan fill="#595959">a</tspan>'),
        replace(label, severity="serious"),
    )
    assert tuple(_unanswered((label, line, *told))) == told


PAGE = Path("a.html")
_SIGN = "Element content contains only non-text characters"


def _is_box(message: Message) -> bool:
    doubt = (message.severity, message.code) == ("incomplete", "color-contrast") and _SIGN in message.text
    return doubt and '<span class="box" role="img"' in message.text


def _is_label(message: Message) -> bool:
    """Whether axe doubts a label of a chart or a drawing: it measures `color`, which a drawing's text has no use for.

    The fills of labels are tokens, and test_tokens.py holds each to its ratio; the lines of a long one have that of the
    whole, and so has a text without a fill. A page takes in only drawings whose colours are all tokens.
    """
    doubt = (message.severity, message.code) == ("incomplete", "color-contrast")
    own = r'text( (x|y|font-size|font-weight|text-anchor)="[\w.]+")*>'
    label = rf': <(text fill="var\(--[a-z0-9-]+, #[0-9a-f]{{6}}\)"|{own}|tspan( (dy|x)="[\d.]+")*>)'
    return doubt and re.search(label, message.text) is not None


def _unanswered(messages: Sequence[Message]) -> Iterator[Message]:
    """Leave out the contrast of boxes of tasks, of labels of charts, and what axe cannot decide in the narrow view.

    There wide tables scroll; of a cell that is clipped axe cannot tell what it stands on. The colours are those of the
    wide view, where it can.
    """
    places = {(message.code, message.file, message.spot, message.view) for message in messages}
    for message in messages:
        wide = (message.code, message.file, message.spot, "light")
        clipped = (message.severity, message.code, message.view) == ("incomplete", "color-contrast", "320px")
        if not _is_box(message) and not _is_label(message) and (not clipped or wide in places):
            yield message
