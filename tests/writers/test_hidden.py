"""What the file's own style sheets and attributes hide from somebody is found, and what they show is not accused."""

import re
from pathlib import Path

import pytest

from pipeline.cli import main
from tests.cli.conftest import write_article
from tests.sources import ROOT
from tests.writers.hiding import FORMATS, Way, changed, edition_of, unseen, ways

WAYS, NEAR = ways("ways.toml"), ways("near.toml")


@pytest.mark.parametrize("form", FORMATS)
def test_our_own_editions_hide_nothing(form: str) -> None:
    """Neither the contents that print leaves out nor the way past them is an accusation."""
    assert unseen(form, edition_of(form)) == ()


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.name)
def test_a_hidden_text_is_found_with_what_hides_it(way: Way, form: str) -> None:
    """The first block is the one that was hidden, the reason is named, and nothing else is accused."""
    found = unseen(form, changed(form, way))
    assert [one.id for one in found if not re.fullmatch(way.hides, one.id)] == []
    assert found
    assert way.why in f"{found[0].why} ({found[0].by})"


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("way", NEAR, ids=lambda way: way.name)
def test_what_nearly_hides_is_no_accusation(way: Way, form: str) -> None:
    """Everybody can see all that they must see."""
    assert unseen(form, changed(form, way)) == ()


@pytest.mark.parametrize("form", FORMATS)
def test_a_style_that_hides_a_block_stops_the_build(
    form: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The project's own sheet is named with its rule, at the line of the source; nothing is published."""
    write_article(tmp_path / "source", "case")
    shipped = (ROOT / "templates" / form / "style.css").read_text(encoding="utf-8")
    sheet = tmp_path / "templates" / form / "style.css"
    sheet.parent.mkdir(parents=True)
    sheet.write_text(shipped.replace(".summary {", "main { visibility: hidden }\n.summary {", 1), encoding="utf-8")
    assert main(["-C", str(tmp_path), "build", "case", "--edition", form]) == 1
    told = "".join(capsys.readouterr())
    assert "error[unseen-text]" in told
    assert 'is hidden by the style ("visibility: hidden" of "main" (' in told
    assert [path.name for path in (tmp_path / "output" / "case").glob("*")] == []
