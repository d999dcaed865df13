"""What is told of each damage to a small article, word for word, as it was when somebody read it last."""

from collections.abc import Iterator
from itertools import islice
from random import Random

import pytest

from pipeline.model import Edition, Trace
from pipeline.proof import compare
from tests.damage import Damage, damages
from tests.proof.articles import as_held, promised_trace
from tests.recorded import FOLDER, as_recorded
from tests.sources import edition

EACH = 3
"""Of all damages, each third is done by itself."""
PAIRS = 60
"""The damages that are done two at a time."""


@pytest.mark.parametrize("name", ["html", "pdf"])
def test_what_is_told_of_damage_is_what_was_read(name: str) -> None:
    """Rule, line, page and words of all findings."""
    row = edition(name)
    promised = promised_trace(FOLDER, row)
    held = as_held(promised, row)
    assert as_recorded(name, (*_alone(promised, held, row), *_together(promised, held, row)))


def _alone(promised: Trace, held: Trace, row: Edition) -> Iterator[str]:
    for damage in islice(_all(held), 0, None, EACH):
        yield from _told(_named(damage), promised, damage.done(held), row)


def _together(promised: Trace, held: Trace, row: Edition) -> Iterator[str]:
    """Two at a time, the later place first so that the other stays where it was; the same each time."""
    every = [damage for damage in _all(held) if damage.stream == "blocks"]
    chance = Random(1)  # noqa: S311 - nothing secret
    pairs = (sorted(chance.sample(every, 2), key=lambda each: -each.index) for _ in range(10 * PAIRS))
    for one, other in islice((pair for pair in pairs if pair[0].index > pair[1].index + 1), PAIRS):
        yield from _told(f"{_named(one)}; {_named(other)}", promised, other.done(one.done(held)), row)


def _all(held: Trace) -> Iterator[Damage]:
    for stream in ("blocks", "notes", "generated"):
        for index in range(len(getattr(held, stream))):
            yield from damages(held, stream, index)


def _named(damage: Damage) -> str:
    return f"{damage.entry.kind} {damage.entry.id} {damage.name}"


def _told(name: str, promised: Trace, held: Trace, row: Edition) -> Iterator[str]:
    proof = compare(promised, held, row)
    yield f"{name}: {proof.found} of {proof.written}"
    for each in proof.diagnostics:
        assert each.hint
        said = each.message.removeprefix(row.title).lstrip(",: ")
        yield f"  {each.at.line if each.at else '–'}: {each.code}: {said}"
