"""The direction in which a language is written."""

import pytest

from pipeline.model.direction import direction


@pytest.mark.parametrize("lang", ["ar", "ar-EG", "he", "fa-IR", "ur", "az-Arab", "ks-Arab-IN"])
def test_scripts_from_right_to_left_are_known(lang: str) -> None:
    """By the language, or by the script that its tag names."""
    assert direction(lang) == "rtl"


@pytest.mark.parametrize("lang", ["en", "ja", "uk", "ar-Latn", "ku", "yi-Latn", "sr-Cyrl"])
def test_all_others_run_from_left_to_right(lang: str) -> None:
    """A script that is named beats what the language usually has."""
    assert direction(lang) == "ltr"
