"""Builds the short article with a fault planted, and says whether the fault was told."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from benchmarks.sabotage.faults.article import BODY, FILES, FRONT_MATTER
from benchmarks.sabotage.faults.fault import Fault
from pipeline.build import build
from pipeline.diagnostics import Diagnostic, Severity, has_errors
from pipeline.examine import examine
from pipeline.files import ReadError, Refusal, Templates
from pipeline.judge import Standards
from pipeline.press import Press
from pipeline.readers import read
from pipeline.theme import load
from pipeline.workshop import Workshop
from pipeline.writers import EDITIONS

SOURCES = {**FILES, "article.md": (FRONT_MATTER + BODY).encode()}
_MORE = "further-differences"


class _Memory:
    def read(self, relative: str, limit: int, /) -> bytes:
        if relative not in SOURCES:
            raise ReadError(Refusal.MISSING, f"{relative} is not there", "add it")
        return SOURCES[relative][:limit]


@dataclass(frozen=True, slots=True)
class Verdict:
    """What became of a fault in one edition: what was told of it there, and what is wrong with that; "" for nothing."""

    fault: Fault
    edition: str
    told: tuple[Diagnostic, ...]
    wrong: str


def verdicts(fault: Fault, templates: Templates, press: Press) -> Iterator[Verdict]:
    """Yield what became of a fault in each edition in which it shows."""
    with fault.plant(templates.files) as files:
        told = _told(fault, files, templates, press)
    for edition in fault.editions:
        yield Verdict(fault, edition, told[edition], _wrong(fault, told[edition]))


def _told(
    fault: Fault, files: Mapping[str, bytes], templates: Templates, press: Press
) -> Mapping[str, tuple[Diagnostic, ...]]:
    """The findings by editions; those of what comes before all editions are in each."""
    theme = load(files, templates.fonts)
    article, found = read(_Memory(), "short")
    if article is None or has_errors(found):
        return dict.fromkeys(fault.editions, found)
    examined = examine(article, found, theme, EDITIONS, Standards())
    if examined.article is None or has_errors(examined.diagnostics):
        return dict.fromkeys(fault.editions, examined.diagnostics)
    wanted = [row for row in EDITIONS if row.name in fault.editions]
    numbering = next(row for row in EDITIONS if row.medium == "paper") if fault.pages else None
    made = build(examined.article, wanted, numbering, Workshop(theme, press))
    return {each.edition.name: each.diagnostics for each in made.editions}


def _wrong(fault: Fault, told: Sequence[Diagnostic]) -> str:
    errors = [each for each in told if each.severity is Severity.ERROR]
    rule, *others = fault.rules
    named = [each for each in errors if each.code == rule]
    if not errors:
        return "not found"
    if not named:
        return f"told as {errors[0].code}, not as {rule}"
    if fault.words and not any(fault.words in line_of(each) for each in named):
        return f"told at {line_of(named[0])!r}, not at {fault.words!r}"
    if further := {each.code for each in errors} - {rule, *others, _MORE}:
        return f"told with {', '.join(sorted(further))} too"
    return ""


def line_of(finding: Diagnostic) -> str:
    """The line of the source at which a finding stands, "" for none."""
    name = next((name for name in SOURCES if finding.at and finding.at.file.endswith(name)), "")
    return SOURCES[name].decode().splitlines()[finding.at.line - 1] if name and finding.at else ""
