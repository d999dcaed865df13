"""All rules that there are, by the modules that report them: one row per family, imported on use."""

from functools import cache
from importlib import import_module

from pipeline.diagnostics import Rule

OWN = "own-"
"""What the codes of a project's own checks begin with, and none of these does."""
FAMILIES: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("source", ("pipeline.readers.markdown",)),
    (
        "resolve",
        (
            "pipeline.resolve.naming",
            "pipeline.resolve.abbreviations",
            "pipeline.resolve.citations",
            "pipeline.resolve.highlighting",
            "pipeline.resolve.references",
        ),
    ),
    ("checks", ("pipeline.checks", "pipeline.contract", "pipeline.judge")),
    (
        "editions",
        (
            "pipeline.writers.glyphs",
            "pipeline.writers.imposed",
            "pipeline.writers.needs",
            "pipeline.writers.pdf_findings",
            "pipeline.paging",
            "pipeline.brief",
        ),
    ),
    ("layout", ("pipeline.layout",)),
    (
        "proof",
        (
            "pipeline.kept",
            "pipeline.proof",
            "pipeline.proof.imposed",
            "pipeline.ink",
            "pipeline.leaks",
            "pipeline.proved",
            "pipeline.verify",
            "pipeline.prove",
        ),
    ),
    ("validators", ("pipeline.validators.rules",)),
)
"""What a family is about, and the modules whose `RULES` are its rules."""


@cache
def families() -> tuple[tuple[str, tuple[Rule, ...]], ...]:
    """What each family is about, and its rules in the order of their modules; every rule is in one."""
    found = {rule: family for family, modules in reversed(FAMILIES) for rule in _in(modules)}
    return tuple(
        (family, tuple(rule for rule in dict.fromkeys(_in(modules)) if found[rule] == family))
        for family, modules in FAMILIES
    )


@cache
def rules() -> tuple[Rule, ...]:
    """Every rule once, family by family."""
    return tuple(rule for _, found in families() for rule in found)


def rule(code: str) -> Rule | None:
    """The rule of that code, or None."""
    return next((one for one in rules() if one.code == code), None)


def of_validators(one: Rule) -> bool:
    """Whether it is found by validators alone, which neither a check nor a build runs."""
    return one in dict(families())["validators"]


def of_finished_files(one: Rule) -> bool:
    """Whether only finished files show it, so that a check, which makes none, cannot tell that it is not there."""
    return of_validators(one) or one in dict(families())["layout"]


def _in(modules: tuple[str, ...]) -> tuple[Rule, ...]:
    found: list[Rule] = []
    for name in modules:
        own: tuple[Rule, ...] = import_module(name).RULES
        found.extend(own)
    return tuple(found)
