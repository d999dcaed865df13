"""What the tag of a language says: the language alone, and the direction in which it is written."""

import pytest

from pipeline.model.language import direction, primary


@pytest.mark.parametrize("lang", ["ar", "ar-EG", "he", "fa-IR", "ur", "az-Arab", "ks-Arab-IN"])
def test_scripts_from_right_to_left_are_known(lang: str) -> None:
    """By the language, or by the script that its tag names."""
    assert direction(lang) == "rtl"


@pytest.mark.parametrize("lang", ["en", "ja", "uk", "ar-Latn", "ku", "yi-Latn", "sr-Cyrl"])
def test_all_others_run_from_left_to_right(lang: str) -> None:
    """A script that is named beats what the language usually has."""
    assert direction(lang) == "ltr"


def test_language_of_a_tag_is_its_first_part() -> None:
    """Whatever script, region and capitals follow."""
    assert [primary(lang) for lang in ("en", "pt-BR", "ZH-Hant-TW", "")] == ["en", "pt", "zh", ""]
