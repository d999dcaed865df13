"""The measurement of what tests notice counts and explains what it was told."""

import pytest

from benchmarks.mutants import changed, explained, read_explanations, score, survivors, table

VERDICTS = {
    "pipeline.contract.words.x_words__mutmut_1": "killed",
    "pipeline.contract.words.x_words__mutmut_2": "survived",
    "pipeline.readers.markdown.account.text.x_rest__mutmut_1": "timeout",
    "pipeline.readers.markdown.account.text.x_rest__mutmut_2": "no tests",
    "pipeline.readers.markdown.account.text.x_rest__mutmut_3": "killed",
}
DIFF = "# name: survived\n--- a.py\n+++ a.py\n@@ -1 +1 @@\n def one():\n-    return 1\n+    return 2\n"


def test_packages_are_counted_one_by_one_and_together() -> None:
    """A loop without end is noticed, what no test reaches is not."""
    assert list(table(VERDICTS)) == [
        "package     mutants   killed survived    score",
        "account           3        2        1    66.7%",
        "contract          2        1        1    50.0%",
        "all               5        3        2    60.0%",
    ]
    assert score(VERDICTS.values()) == 0.6
    assert survivors(VERDICTS) == [name for name in VERDICTS if name.endswith("_2")]


def test_a_change_is_what_was_taken_out_and_put_in() -> None:
    """Neither the names of the files nor the lines around it."""
    assert changed(DIFF) == "-    return 1\n+    return 2"


@pytest.mark.parametrize(("name", "why"), [("a.x_one__mutmut_3", "the same"), ("a.x_two__mutmut_3", "not explained")])
def test_an_explanation_is_for_the_changes_that_its_pattern_fits(name: str, why: str) -> None:
    """A pattern may span name and lines."""
    told = read_explanations("[[survivor]]\npattern = '(?s)x_one__.*\\+    return 2'\nwhy = \"the same\"\n")
    assert explained(name, changed(DIFF), told) == why
