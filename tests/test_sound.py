"""Sources that are odd and sound, each once accused of something: nothing is found wrong with any edition of them."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline.files import load_templates
from pipeline.press import Press
from pipeline.workshop import Workshop
from tests.constructs import article, built
from tests.sources import PLAIN, ROOT, theme_of_the_project

CASES = sorted((Path(__file__).parent / "cases" / "sound").glob("*.md"))


@pytest.fixture(scope="module")
def shop() -> Iterator[Workshop]:
    """One press for all builds."""
    with Press(load_templates(ROOT).fonts) as press:
        yield Workshop(theme_of_the_project(), press)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_an_odd_source_is_not_accused(case: Path, shop: Workshop) -> None:
    """Each edition of it holds what was promised, and shows it."""
    made = built(article(case.read_text(encoding="utf-8")), PLAIN, shop)
    assert [f"{each.at}: {each.code}: {each.message}" for each in made.diagnostics] == []
    assert [each.edition.name for each in made.editions] == [row.name for row in PLAIN]
