"""Each adapter to a validator reports what a known-bad file must make it report, and nothing about a sound one."""

from collections.abc import Callable
from functools import cache

import pytest

from pipeline.validators import VALIDATORS, Message
from pipeline.validators.browser import MODES
from tests.conformance.conftest import Cases, Validate

pytestmark = pytest.mark.conformance

# validator, case, severity, code: one row at least for every severity that must be zero
REPORTED = (
    ("epubcheck", "no-archive", "fatal", "PKG-008"),
    ("epubcheck", "fatal", "fatal", "RSC-016"),
    ("epubcheck", "error", "error", "RSC-007"),
    ("epubcheck", "warning", "warning", "OPF-085"),
    ("epubcheck", "info", "info", "CSS-007"),
    ("epubcheck", "usage", "usage", "OPF-097"),
    ("ace", "no-archive", "fatal", "no-report"),
    ("ace", "critical", "critical", "button-name"),
    ("ace", "serious", "serious", "metadata-accessmode"),
    ("ace", "moderate", "moderate", "metadata-accessibilitysummary"),
    ("ace", "minor", "minor", "empty-table-header"),
    ("nu", "fatal", "fatal", "error"),
    ("nu", "error", "error", "error"),
    ("nu", "warning", "warning", "info"),
    ("nu", "info", "info", "info"),
    ("axe", "critical", "critical", "image-alt"),
    ("axe", "serious", "serious", "color-contrast"),
    ("axe", "moderate", "moderate", "heading-order"),
    ("axe", "minor", "minor", "empty-table-header"),
    ("axe", "incomplete", "incomplete", "color-contrast"),
    ("axe", "request", "request", "request"),
    ("verapdf", "no-pdf", "fatal", "ua1:ModelParsingException"),
    ("verapdf", "no-pdf", "fatal", "3a:ModelParsingException"),
    ("verapdf", "untagged", "error", "ua1:7.1-3"),
    ("verapdf", "not-for-everybody", "error", "ua1:5-1"),
    ("verapdf", "not-for-archives", "error", "3a:6.2.4.3-2"),
)

# A fault that exists in one mode only is reported there and nowhere else (print is drawn in the light).
SEEN_ONLY_IN = {
    "only-light": {"light", "print"},
    "only-dark": {"dark"},
    "only-320px": {"320px"},
    "only-print": {"print"},
}


MessagesOf = Callable[[str, str], tuple[Message, ...]]


@pytest.fixture(scope="module")
def messages_of(validate: Validate, cases: Cases) -> MessagesOf:
    """What a validator says about one of its cases; it is asked once for all of them."""
    ask = cache(lambda tool: validate(tool, cases[tool]))

    def about(tool: str, case: str) -> tuple[Message, ...]:
        path = next(path for path in cases[tool] if path.stem == case)
        return tuple(message for message in ask(tool) if message.file == path)

    return about


@pytest.mark.parametrize(("tool", "case", "severity", "code"), REPORTED)
def test_known_bad_file_is_reported(messages_of: MessagesOf, tool: str, case: str, severity: str, code: str) -> None:
    """The adapter passes the validator's message on, with its severity."""
    assert (severity, code) in {(message.severity, message.code) for message in messages_of(tool, case)}


@pytest.mark.parametrize(("case", "modes"), SEEN_ONLY_IN.items())
def test_axe_sees_each_mode_as_it_is_drawn(messages_of: MessagesOf, case: str, modes: set[str]) -> None:
    """A fault of one mode is reported in that mode alone."""
    assert {message.view for message in messages_of("axe", case)} == modes
    assert modes <= MODES.keys()


@pytest.mark.parametrize("tool", [each.name for each in VALIDATORS])
def test_sound_file_passes_without_a_word(messages_of: MessagesOf, tool: str) -> None:
    """What the bad files report is their fault, not the adapter's noise."""
    assert messages_of(tool, "sound") == ()


def test_every_case_is_expected_to_be_reported(cases: Cases) -> None:
    """A bad file without an expectation, or a validator without a bad file, is an oversight."""
    expected = {(tool, case) for tool, case, *_ in REPORTED} | {("axe", case) for case in SEEN_ONLY_IN}
    assert {(tool, path.stem) for tool, paths in cases.items() for path in paths if path.stem != "sound"} == expected
    assert set(cases) == {each.name for each in VALIDATORS}
