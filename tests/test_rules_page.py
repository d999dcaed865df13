"""docs/rules.md is what the rules say now, and every link in it leads somewhere."""

import re

import pytest

from pipeline.diagnostics import Rule
from pipeline.rules import families, rules
from tests.rules_page import ABOUT, TARGET, page

_FENCED = re.compile(r"^(`{3,}).*?^\1$", re.DOTALL | re.MULTILINE)


def test_page_of_the_rules_is_as_the_rules_are() -> None:
    """Whoever changes a rule, or a message of one, makes the page anew."""
    assert TARGET.read_text(encoding="utf-8") == page(), "run `make docs`, and read what has changed"


def test_each_link_of_the_page_leads_to_a_heading() -> None:
    """A forge gives each heading its words as anchor: the codes, and the families, which must be no codes."""
    text = _FENCED.sub("", TARGET.read_text(encoding="utf-8"))
    headings = re.findall(r"^##+ (\S+)$", text, re.MULTILINE)
    anchors = [heading.lower() for heading in headings]
    assert sorted(anchors) == sorted([*(family for family, _ in families()), *(one.code for one in rules())])
    assert len(set(anchors)) == len(anchors)
    assert set(re.findall(r"\(#([a-z-]+)\)", text)) == set(anchors)
    assert set(ABOUT) == {family for family, _ in families()}


@pytest.mark.parametrize("one", [one for one in rules() if one.wrong], ids=lambda one: one.code)
def test_each_wrong_example_is_shown_with_its_caret(one: Rule) -> None:
    """As `check` would print it."""
    section = TARGET.read_text(encoding="utf-8").partition(f"\n### {one.code}\n")[2].partition("*Right*")[0]
    assert f"{one.severity}[{one.code}] " in section
    assert re.search(r"^ +│ .*\^", section, re.MULTILINE)
