"""Files of checks are read strictly: each mistake is told with its place and what to write."""

import tomllib
from pathlib import Path

import pytest

from pipeline.diagnostics import ConfigError
from pipeline.own import read_house

FILE = Path(__file__).parents[1] / "cases" / "own" / "mistakes.toml"
MISTAKES = tomllib.loads(FILE.read_text("utf-8"))


def refused(check: str) -> str:
    """The place of the mistake in a check, the fact, and the hint."""
    given = ", ".join(part for part in ("code: own-a", "" if "message:" in check else "message: a fact", check) if part)
    with pytest.raises(ConfigError) as caught:
        read_house({"house.yaml": f"checks:\n- {{{given}}}\n".encode()}, (), 5)
    at = caught.value.at
    assert at
    return f"{at.line}:{at.column}+{at.length}: {caught.value}; {caught.value.hint}"


@pytest.mark.parametrize("name", MISTAKES)
def test_a_mistake_is_told_with_its_place(name: str) -> None:
    """Each stops the program, since articles would be held to something else, or to nothing."""
    assert refused(MISTAKES[name]["check"]) == MISTAKES[name]["told"]


@pytest.mark.parametrize("text", ["(" * 4_000 + "a" + ")" * 4_000, "(?:" * 4_000 + "a" + ")" * 4_000])
def test_a_pattern_nested_without_measure_is_refused(text: str) -> None:
    """Instead of taking the program with it."""
    assert "the pattern is nested too deeply" in refused(f'pattern: "{text}"')


def test_a_selector_nested_without_measure_is_refused() -> None:
    """As patterns are."""
    assert "the selector is nested too deeply" in refused(f'select: "{":not(" * 2_000}link{")" * 2_000}"')


def test_an_empty_folder_of_checks_holds_nobody_to_anything() -> None:
    """No file, no check."""
    assert read_house({}, (), 5).checks == ()
