"""What `pipeline verify` says of the validators of others: who has looked at what, and who has not, and why."""

from collections.abc import Iterable, Iterator, Sequence
from functools import partial

import click

from pipeline.cli.findings import here, show_waived
from pipeline.cli.options import Settings
from pipeline.cli.watching import watcher
from pipeline.diagnostics import EnvironmentFault, PipelineError, UsageError
from pipeline.report import Told, safe
from pipeline.validators import VALIDATORS, named
from pipeline.verify import Request, Verified
from pipeline.verify.validated import Judged, Validated, validated
from pipeline.wording import in_words, meant


def known_validators(names: Iterable[str]) -> None:
    """Raises UsageError for a name that no validator has."""
    known = [each.name for each in VALIDATORS]
    for name in names:
        if named(name) is None:
            raise UsageError(f'there is no validator "{name}"', meant(name, known, f"there are {in_words(known)}"))


def asked(requests: Sequence[Request], everything: Sequence[Verified], said: Settings) -> tuple[Validated, ...]:
    """What all validators say of the files that were verified."""
    progress = watcher(quiet=said.quiet)
    found = validated(list(zip(requests, everything, strict=True)), partial(progress.begin, "validators"))
    progress.rest()
    return found


def unlooked(outside: Iterable[Validated], required: Iterable[str]) -> tuple[PipelineError, ...]:
    """One fault for each validator that had to look and has not."""
    everything = [judged for each in outside for judged in each.judged]
    return tuple(fault for name in dict.fromkeys(required) for fault in _unlooked(name, everything))


def show_validators(outside: Iterable[Validated], said: Settings) -> None:
    """Print for each article who has looked; and nothing if quiet but who could not."""
    for each in outside:
        if said.verbose:
            show_waived(Told(each.verified.slug, waived=each.waived), result=True)
        for judged in each.judged:
            if judged.files and (judged.fault or not said.quiet):
                click.echo(_line(each.verified.slug, judged))
            if judged.files and judged.fault:
                click.echo(safe(f"  hint: {judged.fault.hint}"))
            if judged.spared and not said.quiet:
                click.echo(_spared(each.verified.slug, judged))


def entries(outside: Validated) -> Iterator[dict[str, object]]:
    """One object of JSON for each validator and article."""
    for judged in outside.judged:
        yield {
            "article": outside.verified.slug,
            "validator": judged.validator.name,
            "verified": judged.fault is None and bool(judged.files),
            "version": judged.release or None,
            "files": [here(each.path) for each in judged.files],
            "not-applicable": [here(each.path) for each in judged.spared],
            "messages": None if judged.fault else sum(count for count, _ in judged.counts.values()),
            "undecided": None if judged.fault else sum(count for _, count in judged.counts.values()),
            "reason": judged.fault.message if judged.fault else None,
            "hint": judged.fault.hint if judged.fault else None,
        }


def _line(slug: str, judged: Judged) -> str:
    """One validator on one line: slug, name, whether it has looked, then `name=value`, or why it has not."""
    if judged.fault:
        return safe(f"{slug} {judged.validator.name} not-verified: {judged.fault.message}")
    messages = sum(count for count, _ in judged.counts.values())
    undecided = sum(count for _, count in judged.counts.values())
    counts = f"messages={messages} undecided={undecided} files={len(judged.files)}"
    return safe(f"{slug} {judged.validator.name} verified {counts} version={judged.release}")


def _spared(slug: str, judged: Judged) -> str:
    """Whose files it was not asked about, on one line."""
    names = ",".join(each.edition.name for each in judged.spared)
    return safe(f"{slug} {judged.validator.name} not-applicable: editions={names}, which claim to conform to nothing")


def _unlooked(name: str, everything: Sequence[Judged]) -> Iterator[PipelineError]:
    own = [judged for judged in everything if judged.validator.name == name and judged.files]
    fault = next((judged.fault for judged in own if judged.fault), None)
    if fault:
        yield EnvironmentFault(f"{name} is required and has verified nothing: {fault.message}", fault.hint)
    elif not own:
        yield UsageError(f"{name} is required and has verified nothing: no file is of its kind", "build that edition")
