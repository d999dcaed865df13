"""What becomes of findings: how much each weighs in the project, and which of them the author's waivers let stand."""

import datetime
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from pipeline.diagnostics import Diagnostic, Rule, Severity
from pipeline.files import ContractFile
from pipeline.model import Waiver
from pipeline.own import House
from pipeline.rules import of_finished_files, rule, rules
from pipeline.wording import nearest

INVALID_WAIVER = Rule(
    "invalid-waiver",
    Severity.ERROR,
    "a waiver names a rule that does not exist, or one that cannot be waived",
    "Its author believes that a finding is settled, and it is not.",
    wrong="<!-- allow: placholder because it is a word of ours -->\n\nThe reading room is open.\n",
    right="<!-- allow: placeholder because it is a word of ours -->\n\nThe reading room keeps a TODO list.\n",
)
EXPIRED_WAIVER = Rule(
    "expired-waiver",
    Severity.WARNING,
    "the last day of a waiver has passed",
    "What was to be mended by that day has not been, and nobody has looked again.",
    wrong=(
        "<!-- allow: heading-without-body because the text is to come (until 2025-12-31) -->\n\n"
        "## Opening hours\n\n"
        "The reading room is open.\n"
    ),
    right="## Opening hours\n\nThe reading room is open.\n",
)
UNUSED_WAIVER = Rule(
    "unused-waiver",
    Severity.WARNING,
    "a waiver stands where nothing is found that it could let stand",
    "It would let the next such finding pass unseen, whoever causes it.",
    wrong="<!-- allow: placeholder because the list is called so -->\n\nThe reading room is open.\n",
    right="<!-- allow: placeholder because the list is called so -->\n\nThe reading room keeps a TODO list.\n",
)
RULES = (INVALID_WAIVER, EXPIRED_WAIVER, UNUSED_WAIVER)


@dataclass(frozen=True, slots=True)
class Standards:
    """What a project holds findings to: by code another severity than the rule's own, None for not told at all.

    `today` is the day that waivers and reviews are measured against; without it none ends. `contracts` are those that
    an article can be held to, by name; `house` are the project's own checks, which are rules beside those that ship.
    """

    severities: Mapping[str, Severity | None] = field(default_factory=dict)
    today: datetime.date | None = None
    contracts: Mapping[str, ContractFile] = field(default_factory=dict)
    house: House = field(default_factory=House)

    def rule(self, code: str) -> Rule | None:
        """The rule of that code, or None."""
        own = self.house.named(code)
        return own.rule if own else rule(code)

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes of all rules that there are."""
        return tuple(one.code for one in (*rules(), *self.house.rules))


Waived = tuple[Diagnostic, Waiver]
"""A finding, and the waiver that lets it stand."""


@dataclass(frozen=True, slots=True)
class Judged:
    """The findings that count, and those that a waiver lets stand, each with its waiver."""

    diagnostics: tuple[Diagnostic, ...]
    waived: tuple[Waived, ...] = ()


def judge(findings: Iterable[Diagnostic], waivers: Sequence[Waiver], standards: Standards) -> Judged:
    """Weigh findings as the project does, take out what waivers let stand, and add what is wrong with the waivers."""
    judged, holding = weigh(findings, waivers, standards), [waiver for waiver in waivers if _holds(waiver, standards)]
    used = [waiver for _, waiver in judged.waived]
    faults = (_weighed(fault, standards.severities) for fault in _faults(waivers, holding, used, standards))
    return replace(judged, diagnostics=(*judged.diagnostics, *(fault for fault in faults if fault)))


def weigh(findings: Iterable[Diagnostic], waivers: Sequence[Waiver], standards: Standards) -> Judged:
    """Weigh findings as the project does, and take out what waivers let stand.

    A firm rule keeps its weight, whatever is said of it.
    """
    holding = [waiver for waiver in waivers if _holds(waiver, standards)]
    counted: list[Diagnostic] = []
    waived: list[Waived] = []
    for finding in findings:
        weighed = _weighed(finding, standards.severities)
        if weighed and (waiver := _waiver_of(finding, holding)):
            waived.append((weighed, waiver))
        elif weighed:
            counted.append(weighed)
    return Judged(tuple(counted), tuple(waived))


def _weighed(finding: Diagnostic, severities: Mapping[str, Severity | None]) -> Diagnostic | None:
    if finding.rule.firm:
        return finding
    severity = severities.get(finding.code, finding.severity)
    return replace(finding, rule=replace(finding.rule, severity=severity)) if severity else None


def _holds(waiver: Waiver, standards: Standards) -> bool:
    known, today = standards.rule(waiver.code), standards.today
    return known is not None and not known.firm and (not today or not waiver.until or today <= waiver.until)


def _waiver_of(finding: Diagnostic, waivers: Iterable[Waiver]) -> Waiver | None:
    at = finding.at
    return next((each for each in waivers if at and each.code == finding.code and each.covers(at)), None)


def _faults(
    waivers: Sequence[Waiver], holding: Sequence[Waiver], used: Sequence[Waiver], standards: Standards
) -> Iterator[Diagnostic]:
    for waiver in waivers:
        known = standards.rule(waiver.code)
        if known is None:
            hint = nearest(waiver.code, standards.codes, "see `pipeline rules` for those that there are")
            yield Diagnostic(INVALID_WAIVER, f'there is no rule "{waiver.code}"', waiver.at, hint)
        elif known.firm:
            message = f"{waiver.code} cannot be waived: nothing that has it is published"
            yield Diagnostic(INVALID_WAIVER, message, waiver.at, "mend what it is reported of, and delete the waiver")
        elif waiver not in holding:
            message = f"the waiver of {waiver.code} ended on {waiver.until}"
            yield Diagnostic(EXPIRED_WAIVER, message, waiver.at, "mend what it was for, or give it a later day")
        elif waiver not in used and not of_finished_files(known):
            message = f"{waiver.code} is not found here, so that the waiver lets nothing stand"
            yield Diagnostic(UNUSED_WAIVER, message, waiver.at, "delete it, or put it before the block that it is for")
