"""Writes docs/rules.md, from the rules themselves and from what is told of their examples: `make docs`."""

from collections.abc import Iterator
from functools import partial
from textwrap import fill

from benchmarks.sabotage.faults import FAULTS
from pipeline.diagnostics import Rule, Severity
from pipeline.example import told
from pipeline.report.excerpt import excerpt
from pipeline.report.rule import FIRM, RIGHT, TOLD, WRONG, sentence
from pipeline.rules import families
from pipeline.wording import counted
from tests.conformance.planted import PLANTED
from tests.docs import fenced, table
from tests.sources import ROOT

TARGET = ROOT / "docs" / "rules.md"
CASES = ROOT / "tests" / "cases"
WIDTH = 100
INTRODUCTION = """\
# The rules

<!-- Made by `make docs` from the rules of the program. Change those, not this page. -->

All that the program can find wrong with an article, or with a file made of it. `pipeline rules CODE` says the same of
one, with what it weighs in a project. An error keeps an article from being published; a warning and an info do not.
What yields is waived by `<!-- allow: CODE because REASON -->` before the block, or weighed by `[rules]` in the
[settings](settings.md); [checks.md](checks.md) shows both. A project adds [checks of its own](own-checks.md)."""
ABOUT = {
    "source": "Reading an article and what it uses.",
    "resolve": "Making its numbers, references and citations.",
    "checks": "What the article says, and whether it keeps its contract.",
    "editions": "Writing its editions.",
    "layout": "How the pages of its editions on paper are laid out, told when they are built.",
    "proof": "Whether a finished file holds all that was written.",
    "validators": "What validators of others say of finished files, when `pipeline verify --validators` asks them.",
}
"""What each family is about."""


def page() -> str:
    """The whole of docs/rules.md."""
    listed = [f"- [{family.capitalize()}](#{family}): {ABOUT[family]}" for family, _ in families()]
    parts = [INTRODUCTION, _counted(), "\n".join(listed)]
    for family, rules in families():
        parts += [f"## {family.capitalize()}", ABOUT[family], _listed(rules)]
        parts += [part for rule in rules for part in _section(rule)]
    return "\n\n".join(parts) + "\n"


def _counted() -> str:
    """How many rules there are, and what holds them to what they say."""
    every = [rule for _, rules in families() for rule in rules]
    weights = ", ".join(counted(sum(rule.severity is each for rule in every), each) for each in Severity)
    errors, near = (len([*(CASES / "rules").glob(f"*/{kind}*.md")]) for kind in ("error", "near-miss"))
    bad = len([*(CASES / "bad").glob("*/expected.txt")])
    own = len([*(CASES / "own").glob("*/*.md")])
    return fill(
        f"There are {len(every)} rules: {weights}. Cases hold them to what they say: {errors} sources with a fault, "
        f"{near} that nearly have one, {bad} bad inputs, {own} articles with checks of a project. {len(FAULTS)} faults "
        f"planted in the program each stop a build, {len(PLANTED)} that validators find are each led to their line. "
        "`make test` prints how many of them were tried and found.",
        120,
    )


def _listed(rules: tuple[Rule, ...]) -> str:
    rows = ((f"[{rule.code}](#{rule.code})", rule.severity.value, rule.summary) for rule in rules)
    return table(("rule", "weight", "what it finds"), rows)


def _section(rule: Rule) -> Iterator[str]:
    yield f"### {rule.code}"
    yield f"**{rule.severity}** · {sentence(rule.summary)}"
    yield rule.why
    for label, source in ((WRONG, rule.wrong), (TOLD, told(rule, partial(excerpt, width=WIDTH))), (RIGHT, rule.right)):
        if source:
            yield f"*{label}*"
            yield fenced("text" if label == TOLD else "markdown", source)
    yield FIRM if rule.firm else "It can be waived, or weighed otherwise."


def main() -> None:
    """Write the page."""
    TARGET.write_text(page(), encoding="utf-8")


if __name__ == "__main__":
    main()
