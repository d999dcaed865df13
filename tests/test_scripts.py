"""Articles in other scripts: built in every edition, each character in its order and with a glyph."""

from pathlib import Path

import pytest

from pipeline.build import Built
from pipeline.diagnostics import EnvironmentFault
from pipeline.files import Store, load_templates
from pipeline.press import Press
from pipeline.press_fonts import installed
from pipeline.readers import read
from pipeline.resolve import resolve
from pipeline.theme import load
from pipeline.workshop import Workshop
from pipeline.writers import EDITIONS
from tests.sources import ROOT, examined_and_built, theme_of_the_project

CASES = ROOT / "tests" / "cases" / "scripts"
# What a project would name in `fallback-fonts`; the shipped fonts have Greek and Cyrillic.
FALLBACKS = {"ar": ("Noto Naskh Arabic",), "ja": ("Noto Serif CJK JP",)}
ARTICLES = sorted(CASES.glob("*.md"))


def fonts_of(lang: str) -> tuple[Path, ...]:
    """The files of a language's fallback fonts; skips where they are not there."""
    try:
        return tuple(installed(FALLBACKS.get(lang, ())))
    except EnvironmentFault as fault:
        pytest.skip(f"{fault.message} (Debian: fonts-noto-core, fonts-noto-cjk)")


def built(path: Path, fallbacks: tuple[str, ...], fonts: tuple[Path, ...], editions: tuple[str, ...]) -> Built:
    """What a build makes of an article with these fallback fonts."""
    templates = load_templates(ROOT)
    article, findings = read(Store(path.parent), path.stem, path.name)
    assert article is not None
    assert findings == ()
    with Press(templates.fonts, fallbacks=fallbacks) as press:
        shop = Workshop(load(templates.files, (*templates.fonts, *fonts)), press)
        return examined_and_built(article, [row for row in EDITIONS if row.name in editions], None, shop)


@pytest.fixture(scope="module", params=ARTICLES, ids=lambda path: path.stem)
def made(request: pytest.FixtureRequest) -> Built:
    """Each article in all its editions, built once."""
    path: Path = request.param
    fonts = fonts_of(path.stem)
    return built(path, FALLBACKS.get(path.stem, ()), fonts, ("html", "pdf", "pdf-letter", "epub"))


def test_every_edition_is_proved_without_a_finding(made: Built) -> None:
    """Letters come back in the order in which they are read, in whichever direction they run."""
    assert [f"{each.at} {each.message}" for each in made.diagnostics] == []
    assert [(one.edition.name, one.proved.proof.holds) for one in made.editions] == [
        (row.name, True) for row in EDITIONS if row.name in {"html", "pdf", "pdf-letter", "epub"}
    ]


def test_the_theme_speaks_the_language_of_the_article(made: Built) -> None:
    """Every word of the English messages has its own; only licences keep their English names."""
    words = theme_of_the_project()
    own, english = words.words(made.article.metadata.lang), words.words("en")
    same = {"doi", "isbn", "issn", "contributor", "separator", "comma", "range", "first-of-month", "year", "month"}
    same |= {"day", "decimal", "group", "minus", "abbreviation-first", "abbreviation-after-article"}
    same |= {"abbreviation-within-brackets"}
    for table in ("labels", "byline", "colophon", "dates", "numbers"):
        ours, theirs = getattr(own, table), getattr(english, table)
        lacking = sorted(key for key in theirs if ours[key] == theirs[key] and key not in same)
        assert lacking == [], f"add to templates/messages/{made.article.metadata.lang}.toml"


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("ja", 'no font has "市" (U+5E02) and 129 other characters of the script Han'),
        ("ar", "of the script Arabic"),
    ],
)
def test_a_character_without_a_glyph_is_told_with_its_place_and_script(lang: str, said: str) -> None:
    """One finding per script, at the first of its characters, with the package that has a font."""
    path = CASES / f"{lang}.md"
    found = [each for each in built(path, (), (), ("pdf",)).diagnostics if each.code == "missing-glyph"]
    assert said in found[0].message
    assert str(found[0].at) == f"{lang}.md:2:8"
    assert "fallback-fonts" in found[0].hint
    assert "fonts-noto" in found[0].hint


def test_a_month_without_a_day_has_its_own_form() -> None:
    """Ukrainian and Greek put the month into the genitive behind a day only."""
    from pipeline.dates import in_words

    words = theme_of_the_project().words("uk")
    assert (in_words("2026-03-09", words), in_words("2026-03", words)) == (
        "9\u00a0березня 2026\u00a0року",
        "березень 2026\u00a0року",
    )


def test_samples_have_150_words() -> None:
    """Of Japanese, which parts no words, as many signs as make them."""
    for path in ARTICLES:
        article, _ = read(Store(CASES), path.stem, path.name)
        assert article is not None
        text = path.read_text(encoding="utf-8").split("---", 2)[2]
        assert len(text.split()) >= 150 or (path.stem == "ja" and len(text) >= 450)
        assert resolve(article, theme_of_the_project().words(path.stem))[1] == ()
