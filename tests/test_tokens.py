"""The design's numbers: which a project may change, what is told of a mistake, and that other designs can be built."""

import re
import shutil
import tomllib
from collections.abc import Iterator, Mapping
from itertools import takewhile
from pathlib import Path
from typing import cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.cli import main
from pipeline.contrast import channels, contrast, moved, nearest_passing
from pipeline.diagnostics import ConfigError
from pipeline.theme import load
from pipeline.tokens import Colours, Pairs, checked, faint_pairs, of_edition
from pipeline.toml_places import place
from tests.sources import WRITTEN

TEMPLATES = Path(__file__).parents[1] / "templates"
SHIPPED = (TEMPLATES / "tokens.toml").read_bytes()
TOKENS = tomllib.loads(SHIPPED.decode())
DOCUMENTATION = TEMPLATES.parent / "docs" / "tokens.md"
CASES = Path(__file__).parent / "cases" / "tokens"
SETS = sorted(CASES.glob("*.toml"))
ENGLISH = tomllib.loads((TEMPLATES / "messages" / "en.toml").read_text("utf-8"))
OPTIONAL = {("dates", "months-alone")}  # for languages whose months change their form behind a day
LANGUAGES = sorted((TEMPLATES / "messages").glob("*.toml"))
KNOWN_RATIOS = [
    ("#000000", "#ffffff", 21),
    ("#777777", "#ffffff", 4.478),
    ("#767676", "#ffffff", 4.542),
    ("#ff0000", "#ffffff", 3.998),
    ("#0000ff", "#ffffff", 8.592),
    ("#8a8578", "#8a8578", 1),
]


def _loaded(own: str) -> Mapping[str, object]:
    return load({"tokens.toml": own.encode()}, below={"tokens.toml": SHIPPED}).tokens


def _refusal(own: str) -> ConfigError | None:
    try:
        _loaded(own)
    except ConfigError as error:
        return error
    return None


def _fields(messages: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    for table, entries in messages.items():
        if isinstance(entries, dict):
            yield from ((table, name) for name in entries)


@pytest.mark.parametrize(("one", "other", "ratio"), KNOWN_RATIOS)
def test_contrast_is_that_of_wcag(one: str, other: str, ratio: float) -> None:
    """Ratios that are published for well-known colours, either way round."""
    assert contrast(channels(one), channels(other)) == pytest.approx(ratio, abs=0.001)
    assert contrast(channels(other), channels(one)) == pytest.approx(ratio, abs=0.001)


def test_tokens_that_ship_can_be_used() -> None:
    """Every pair has its contrast, and every colour is in one or says why not."""
    assert load({"tokens.toml": SHIPPED}).tokens == TOKENS


def test_high_contrast_has_no_muted_colour_and_labels_like_text() -> None:
    """Of large print; of all other editions colours are those of the theme."""
    plain, high = (
        {name: colour["light"] for name, colour in cast(Colours, of_edition(TOKENS, options)["colours"]).items()}
        for options in ({}, {"contrast": "high"})
    )
    assert high["muted"] == plain["ink"] != plain["muted"]
    series = [name for name in plain if name.startswith("series-")]
    assert min(contrast(channels(plain[name]), (1, 1, 1)) for name in series) < 7
    assert min(contrast(channels(high[name]), (1, 1, 1)) for name in series) >= 7


@pytest.mark.parametrize("name", sorted(TOKENS["colours"].keys() - TOKENS["unpaired"].keys()))
def test_each_colour_is_missed_in_the_pairs(name: str) -> None:
    """Without its pairs a colour that ships is told; so none is forgotten."""
    pairs = {
        one: {ground: least for ground, least in grounds.items() if ground != name}
        for one, grounds in TOKENS["pairs"].items()
        if one != name
    }
    with pytest.raises(ConfigError, match=rf"colours\.{name} is in no pair"):
        checked({}, {}, {**TOKENS, "pairs": pairs}, "")


@given(st.binary(min_size=3, max_size=3), st.sampled_from(sorted(TOKENS["pairs"])), st.sampled_from(("light", "dark")))
def test_the_colour_of_the_hint_is_the_nearest_that_passes(made: bytes, name: str, light: str) -> None:
    """Written instead it passes in every pair of that light; one step nearer to what was written does not."""
    colours: Colours = TOKENS["colours"]
    pairs: Pairs = TOKENS["pairs"]
    views = ("dark",) if light == "dark" else ("light", "print")
    written = f"#{made.hex()}"

    def passes(colour: str) -> bool:
        changed = {**colours, name: {**colours[name], light: colour}}
        return not list(faint_pairs(changed, pairs, views))

    near = nearest_passing(written, passes)
    assert near is None or passes(near)
    nearer = takewhile(lambda step: near not in moved(written, step), range(256))
    assert not any(passes(one) for step in nearer for one in moved(written, step))
    told = _refusal(f'[colours.{name}]\n{light} = "{written}"')
    assert (told is None) == passes(written)
    assert told is None or f'write {light} = "{near}" for {name}' in told.hint
    assert told is None or str(told.at) == "templates/tokens.toml:2:1"


def test_colours_are_small_letters_wherever_they_come_from() -> None:
    """Drawings are given the page's colours by them."""
    assert _loaded('[colours]\nink = { light = "#0A0B0C" }')["colours"] == {
        **TOKENS["colours"],
        "ink": {"light": "#0a0b0c", "dark": TOKENS["colours"]["ink"]["dark"]},
    }


PLACES = {
    "a value in a table of its line": ('\n[a]\nb = { c = "x", d = 1 }', ("a", "b", "d"), "3:16+5"),
    "a key": ("[a]\nb=1\n", ("a", "b"), "2:1+3"),
    "a table": ("\n[a.b]\n", ("a", "b"), "2:1+5"),
    "a key that another ends with": ("[a]\nx-b = 1\nb = 2\n", ("a", "b"), "3:1+5"),
    "a key of the same name elsewhere": ("[b]\nc = 1\n[a]\nc = 2\n", ("a", "c"), "4:1+5"),
    "the second of a list": ("[[a]]\nb = 1\n[[a]]\nb = 2\n", ("a", 1, "b"), "4:1+5"),
    "the head of the second of a list": ("[[a]]\nb = 1\n[[a]]\nb = 2\n", ("a", 1), "3:1+5"),
    "behind lines of Windows": ('[a]\r\n"b" = 1\r\n', ("a", "b"), "2:2+6"),
    "a word in a text before it": ('[a]\nx = """\nb = 1\n"""\nb = 2\n', ("a", "b"), "5:1+5"),
}


@pytest.mark.parametrize(("text", "path", "where"), PLACES.values(), ids=PLACES)
def test_what_toml_says_is_found_where_it_stands(text: str, path: tuple[str | int, ...], where: str) -> None:
    """Line, column and length of the last key with its value."""
    at = place(text, "a.toml", path)
    assert at is not None
    assert f"{at.line}:{at.column}+{at.length}" == where


def test_a_key_that_is_spelt_with_escapes_has_no_place() -> None:
    """Better none than a wrong one."""
    assert place('"\\u0061" = 1', "a.toml", ("a",)) is None


def test_the_documentation_names_every_table_and_colour() -> None:
    """With what it sets; and its example of a colour of one's own can be used."""
    page = DOCUMENTATION.read_text("utf-8")
    colours = {name for name in TOKENS["colours"] if not name.startswith("series-")}
    assert {name for name in {*colours, "series-1", "series-6"} if f"`{name}`" not in page} == set()
    tables = {key for key in TOKENS if not re.search(rf"^\| .*`\[+{key}[.\]]", page, re.MULTILINE)}
    assert tables == set()
    example = page.rpartition("```toml\n")[2].partition("```")[0]
    assert "house" in _loaded(example)["colours"]  # type: ignore[operator]  # a table, as the documentation says


@pytest.mark.parametrize("path", SETS, ids=lambda path: path.stem)
def test_another_design_builds_every_edition(path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Of an article with all that has a colour or a size of its own; nothing is found wrong with any."""
    (tmp_path / "templates").mkdir()
    shutil.copy(path, tmp_path / "templates" / "tokens.toml")
    shutil.copytree(CASES / "article", tmp_path / "source" / "article")
    code = main(["-C", str(tmp_path), "build", "-q", "--edition", ",".join(one.name for one in WRITTEN), "article"])
    said = capsys.readouterr()
    assert (code, said.out, said.err) == (0, "", "")
    page = (tmp_path / "output" / "article" / "index.html").read_text("utf-8")
    assert f"--accent: {tomllib.loads(path.read_text('utf-8'))['colours']['accent']['light'].lower()};" in page


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
