"""The documentation of a rule as text: what it finds, why that matters, a wrong source and a right one, what may be."""

from textwrap import fill, indent

from pipeline.diagnostics import Rule, Severity

WRONG, TOLD, RIGHT, WAIVED = "Wrong", "Told", "Right", "To let it stand"


def rule_text(rule: Rule, weight: Severity | None, width: int, *, where: str = "", told: str = "") -> str:
    """All that there is to say about a rule, its prose in lines of `width` cells at most, sources as they are.

    `weight` is what it weighs in the project, None for nothing; `where` is the place of a project's own check,
    `told` what is told of the wrong source.
    """
    parts = [_head(rule, weight), fill(sentence(rule.summary), width), *([fill(rule.why, width)] if rule.why else [])]
    parts += [fill(f"It is a check of this project, in {where}.", width)] if where else []
    for label, source in ((WRONG, rule.wrong), (TOLD, told), (RIGHT, rule.right)):
        parts += [label, indent(source.strip("\n"), "    ")] if source else []
    parts += [fill(FIRM, width)] if rule.firm else _waiver(rule, width)
    return "\n\n".join(parts)


FIRM = (
    "It can be neither waived nor made lighter: what has it would be lost or broken in an edition, "
    "or closed to somebody."
)
"""What is said of a rule that does not yield."""


def _head(rule: Rule, weight: Severity | None) -> str:
    now = weight or "off"
    return f"{rule.code}: {now}" + (f" in this project, {rule.severity} in others" if weight != rule.severity else "")


def _waiver(rule: Rule, width: int) -> list[str]:
    return [
        WAIVED,
        fill(
            "On a line of its own before the block; the day is the last on which it holds, and may be left out:", width
        ),
        indent(f"<!-- allow: {rule.code} because REASON (until 2027-01-31) -->", "    "),
        fill("In the front matter, before the key:", width),
        indent(f"# allow: {rule.code} because REASON (until 2027-01-31)", "    "),
        fill("In the whole project, by pipeline.toml, as error, warning, info or off:", width),
        indent(f'[rules]\n{rule.code} = "off"', "    "),
    ]


def sentence(fact: str) -> str:
    """What a rule finds, as a sentence."""
    return fact[:1].upper() + fact[1:].rstrip(".") + "."
