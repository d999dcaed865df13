"""Settings are read once, and whatever is not a setting is refused with what there is."""

import json
from dataclasses import fields
from pathlib import Path

import pytest

from pipeline.config import Config, PressLimits, ReadLimits, ValidatorSettings, load
from pipeline.diagnostics import ConfigError, Severity


def test_a_project_without_settings_has_the_defaults(tmp_path: Path) -> None:
    """A pyproject.toml of somebody else's says nothing here."""
    assert load(tmp_path) == Config()
    (tmp_path / "pyproject.toml").write_text('[tool.other]\nkey = "value"\n')
    assert load(tmp_path) == Config()


@pytest.mark.parametrize(("name", "head"), [("pipeline.toml", ""), ("pyproject.toml", "[tool.pipeline]\n")])
def test_settings_are_read_from_either_file(name: str, head: str, tmp_path: Path) -> None:
    """Keys have dashes; what is not given keeps its default."""
    table = "[tool.pipeline.press]" if head else "[press]"
    (tmp_path / name).write_text(
        f'{head}editions = ["html"]\nfallback-fonts = ["Noto Serif"]\n{table}\nmemory = 2000\n'
    )
    assert load(tmp_path) == Config(editions=("html",), fallback_fonts=("Noto Serif",), press=PressLimits(memory=2000))


def test_a_project_says_what_rules_weigh(tmp_path: Path) -> None:
    """By their codes; `off` is nothing, and a firm rule may be said to be what it is."""
    (tmp_path / "pipeline.toml").write_text("[rules]\nshort-row = 'error'\nlong-code = 'off'\nunread-text = 'error'\n")
    assert load(tmp_path).rules == {"short-row": Severity.ERROR, "long-code": None, "unread-text": Severity.ERROR}


ALLOWED = "source, output, editions, fallback-fonts, attach-source, numbering, press, limits, rules, validators"
WRONG = {
    "editons = []": ("pipeline.toml: editons is no setting", "did you mean `editions`?"),
    "colour = 1": (
        "pipeline.toml: colour is no setting",
        f"use one of: {ALLOWED}",
    ),
    "editions = 'html'": ("pipeline.toml: editions is not a list of texts", "give it a list of texts"),
    "editions = [1]": ("pipeline.toml: editions is not a list of texts", "give it a list of texts"),
    "source = 1": ("pipeline.toml: source is not text", "give it text"),
    "press = 1": ("pipeline.toml: `press` is not a table", "write it as [press]"),
    "[press]\nmemory = 0": (
        "pipeline.toml: press.memory is not a whole number above 0",
        "give it a whole number above 0",
    ),
    "[validators]\nsecond = 9": ("pipeline.toml: validators.second is no setting", "did you mean `seconds`?"),
    "[press]\ncpu = true": ("pipeline.toml: press.cpu is not a whole number above 0", "give it a whole number above 0"),
    "[rules]\nshort-rows = 'off'": ("pipeline.toml: rules.short-rows is no rule", "did you mean `short-row`?"),
    "[rules]\nshort-row = 'low'": (
        "pipeline.toml: rules.short-row is no severity",
        "use one of: error, warning, info, off",
    ),
    "[rules]\nshort-row = true": (
        "pipeline.toml: rules.short-row is no severity",
        "use one of: error, warning, info, off",
    ),
    "[rules]\nunread-text = 'warning'": (
        "pipeline.toml: rules.unread-text must stay an error",
        "take the line out: what it finds would be lost or broken in an edition",
    ),
    "output = 'source/out'": (
        "pipeline.toml: one of source and output lies in the other",
        "give them folders side by side",
    ),
}


@pytest.mark.parametrize(("text", "message", "hint"), [(text, *told) for text, told in WRONG.items()], ids=list(WRONG))
def test_what_is_no_setting_is_refused(text: str, message: str, hint: str, tmp_path: Path) -> None:
    """One message that names file and key, and what to do."""
    (tmp_path / "pipeline.toml").write_text(text)
    with pytest.raises(ConfigError) as caught:
        load(tmp_path)
    assert (caught.value.message, caught.value.hint) == (message, hint)


def test_limit_of_a_source_file_can_be_set(tmp_path: Path) -> None:
    """In megabytes, beside the limits of the press and the seconds of a pattern."""
    assert load(tmp_path).limits == ReadLimits(source=10, pattern=5)
    (tmp_path / "pipeline.toml").write_text("[limits]\nsource = 25\npattern = 1\n")
    assert load(tmp_path).limits == ReadLimits(source=25, pattern=1)


def test_settings_behind_a_link_are_not_passed_over(tmp_path: Path) -> None:
    """The defaults would hold without a word."""
    (tmp_path / "project").mkdir()
    (tmp_path / "elsewhere.toml").write_text("")
    (tmp_path / "project" / "pipeline.toml").symlink_to(tmp_path / "elsewhere.toml")
    with pytest.raises(ConfigError, match="a symlink leads out"):
        load(tmp_path / "project")


def test_a_file_that_is_no_toml_is_refused(tmp_path: Path) -> None:
    """The parser's own words say where."""
    (tmp_path / "pipeline.toml").write_text("editions = [")
    with pytest.raises(ConfigError, match=r"pipeline.toml is not TOML: .*at end of document"):
        load(tmp_path)


def test_edition_that_numbers_the_others_is_one_with_pages(tmp_path: Path) -> None:
    """A4 unless the project prints on something else; a screen has no pages."""
    assert load(tmp_path).numbering == "pdf"
    (tmp_path / "pipeline.toml").write_text('numbering = "pdf-letter"\n')
    assert load(tmp_path).numbering == "pdf-letter"
    (tmp_path / "pipeline.toml").write_text('numbering = "html"\n')
    with pytest.raises(ConfigError, match='numbering is "html"') as error:
        load(tmp_path)
    assert error.value.hint == "use one of: pdf, pdf-letter, large-print, notes, pdf-a5, pdf-half-letter"


def test_form_of_the_attached_source_is_one_of_three(tmp_path: Path) -> None:
    """Another is refused with the nearest."""
    (tmp_path / "pipeline.toml").write_text('attach-source = "full"\n')
    assert load(tmp_path).attach_source == "full"
    (tmp_path / "pipeline.toml").write_text('attach-source = "publish"\n')
    with pytest.raises(ConfigError, match='attach-source is "publish"') as error:
        load(tmp_path)
    assert error.value.hint == "did you mean `published`?"


def test_every_setting_is_documented() -> None:
    """With its default, as one would write it."""
    told = (Path(__file__).parents[1] / "docs/settings.md").read_text(encoding="utf-8")
    rows = [
        f"| `{each.name.replace('_', '-')}` | `{json.dumps(each.default)}` |"
        for kind in (Config, PressLimits, ReadLimits, ValidatorSettings)
        for each in fields(kind)
        if each.name not in {"press", "limits", "rules", "validators"}
    ]
    assert [row for row in rows if row not in told] == []
    assert sum(row.split("`")[0] == "| " for row in told.splitlines()) == len(rows)
