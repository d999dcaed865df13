"""The design's numbers hold what they promise: contrast in both lights, and words for every language."""

import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

TEMPLATES = Path(__file__).parents[1] / "templates"
TOKENS = tomllib.loads((TEMPLATES / "tokens.toml").read_text("utf-8"))
ENGLISH = tomllib.loads((TEMPLATES / "messages" / "en.toml").read_text("utf-8"))
OPTIONAL = {("dates", "months-alone")}  # for languages whose months change their form behind a day
LANGUAGES = sorted((TEMPLATES / "messages").glob("*.toml"))


def _luminance(colour: str) -> float:
    """Relative luminance of `#rrggbb`, WCAG 2.2."""
    channels = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _contrast(one: str, other: str) -> float:
    """Contrast ratio, 1 to 21, WCAG 2.2."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _fields(messages: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    for table, entries in messages.items():
        if isinstance(entries, dict):
            yield from ((table, name) for name in entries)


@pytest.mark.parametrize("light", ["light", "dark"])
@pytest.mark.parametrize("pair", TOKENS["pairs"], ids=lambda pair: f"{pair['foreground']}-on-{pair['background']}")
def test_pair_has_the_contrast_it_must_have(pair: Mapping[str, str], light: str) -> None:
    """Every pair that styles use reaches its minimum in the light and in the dark."""
    colours = TOKENS["colours"]
    ratio = _contrast(colours[pair["foreground"]][light], colours[pair["background"]][light])
    assert ratio >= float(pair["minimum"])


def test_contrast_of_black_on_white_is_twenty_one() -> None:
    """The measure itself is right at its end, and tells the well-known grey that just fails."""
    assert _contrast("#000000", "#ffffff") == pytest.approx(21)
    assert _contrast("#777777", "#ffffff") < 4.5


@pytest.mark.parametrize("path", LANGUAGES, ids=lambda path: path.stem)
def test_language_has_every_word(path: Path) -> None:
    """A language lacks no entry that English has, and has no other; with a fallback, licences keep its names."""
    messages = tomllib.loads(path.read_text("utf-8"))
    theirs = {each for each in _fields(ENGLISH) if each[0] != "licenses" or "fallback" not in messages}
    ours = set(_fields(messages))
    assert ours - OPTIONAL == theirs
    assert {len(messages["dates"][name]) for name in ("months", "months-alone") if name in messages["dates"]} == {12}


@pytest.mark.parametrize("path", LANGUAGES, ids=lambda path: path.stem)
def test_patterns_take_the_same_fields_in_every_language(path: Path) -> None:
    """A translated pattern that lost a field would lose a date or an address."""
    messages = tomllib.loads(path.read_text("utf-8"))
    for table, name in _fields(ENGLISH):
        if isinstance(ENGLISH[table][name], str) and name in messages[table]:
            assert messages[table][name].count("{") == ENGLISH[table][name].count("{"), name
