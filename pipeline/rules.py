"""All rules that there are, by the modules that report them: one row per family, imported on use."""

from functools import cache
from importlib import import_module

from pipeline.diagnostics import Rule

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
    ("editions", ("pipeline.writers.glyphs", "pipeline.writers.html", "pipeline.writers.pdf")),
    ("proof", ("pipeline.proof", "pipeline.ink")),
)
"""What a family is about, and the modules whose `RULES` are its rules."""


@cache
def rules() -> tuple[Rule, ...]:
    """Every rule once, family by family, in the order of their modules."""
    return tuple(dict.fromkeys(rule for _, modules in FAMILIES for rule in _in(modules)))


def rule(code: str) -> Rule | None:
    """The rule of that code, or None."""
    return next((one for one in rules() if one.code == code), None)


def _in(modules: tuple[str, ...]) -> tuple[Rule, ...]:
    found: list[Rule] = []
    for name in modules:
        own: tuple[Rule, ...] = import_module(name).RULES
        found.extend(own)
    return tuple(found)
