"""The rules of the reader: each is documented, and each is reported by a case."""

import re

from pipeline.readers import READERS
from pipeline.readers.markdown import RULES
from tests.readers.test_cases import CASES

# Reported by tests that make their source.
MADE = {"not-text", "too-deep", "too-long"}


def test_each_rule_is_reported_by_a_case() -> None:
    """A rule that no case reports may never have worked."""
    cases = [*CASES.glob("*.txt"), *CASES.parent.glob("bad/*/expected.txt")]
    told = {
        code for case in cases for code in re.findall(r"^\S.*? [a-z]+\[([a-z-]+)\]", case.read_text(), re.MULTILINE)
    }
    assert sorted({rule.code for rule in RULES} - told - MADE) == []


def test_rules_have_codes_of_their_own_and_say_why() -> None:
    """A code is a stable word; the sentences are for people."""
    assert len({rule.code for rule in RULES}) == len(RULES)
    for rule in RULES:
        assert re.fullmatch(r"[a-z]+(-[a-z]+)*", rule.code)
        assert rule.summary
        assert rule.why.endswith(".")


def test_markdown_has_a_reader() -> None:
    """The row names a function that can be imported."""
    assert READERS[".md"] == "pipeline.readers.markdown:read"
