"""A baseline: the findings that a project has accepted, so that a check tells what is new.

It is a document of JSON, one kind of finding to a line in a fixed order, so that a change of it reads well: article,
rule, words at the place, and how many there are. No number of a line is in it, since lines move.
"""

import json
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import cast

from pipeline.diagnostics import ConfigError, Diagnostic
from pipeline.report import Lines, Told
from pipeline.report.document import drawn
from pipeline.report.marks import Mark, marks

SCHEMA = 1
"""Raised when an older release could not read it any more."""
_KEYS = ("article", "rule", "text", "count")
_AGAIN = "mend it, or delete it and write it again with `--accept`"

Kind = tuple[str, str, str]
"""The article's folder as seen from the project, the code of a rule, and the words at the place."""


@dataclass(frozen=True, slots=True)
class Baseline:
    """How many findings of each kind are accepted."""

    counts: Mapping[Kind, int] = field(default_factory=dict)

    @property
    def size(self) -> int:
        """How many findings are accepted, all kinds together."""
        return sum(self.counts.values())

    def of(self, holds: Callable[[str], bool]) -> "Baseline":
        """What it has of those articles."""
        return Baseline({kind: count for kind, count in self.counts.items() if holds(kind[0])})


def parted(told: Told, article: str, baseline: Baseline, lines: Lines) -> Told:
    """The same, with the findings that the baseline has among those accepted."""
    known = marks(told.findings, lines)

    def has(finding: Diagnostic) -> bool:
        mark = known[finding]
        return mark.number <= baseline.counts.get((article, mark.rule, mark.text), 0)

    return replace(
        told,
        findings=tuple(one for one in told.findings if not has(one)),
        accepted=tuple(one for one in told.findings if has(one)),
    )


def of_all(found: Iterable[tuple[str, Iterable[Mark]]]) -> Baseline:
    """The baseline that accepts what articles have, and nothing else."""
    return Baseline(Counter((article, mark.rule, mark.text) for article, held in found for mark in held))


def joined(one: Baseline, other: Baseline) -> Baseline:
    """What two have that are of different articles."""
    return Baseline({**one.counts, **other.counts})


def written(baseline: Baseline) -> bytes:
    """The document of a baseline, with a line for each kind of finding."""
    entries = [dict(zip(_KEYS, (*kind, count), strict=True)) for kind, count in sorted(baseline.counts.items())]
    rows = ",".join(f"\n    {drawn(entry)}" for entry in entries)
    return f'{{\n  "schema": {SCHEMA},\n  "accepted": [{rows}\n  ]\n}}\n'.encode()


def read(content: bytes, name: str) -> Baseline:
    """The baseline that a file of that name holds; raises ConfigError, which says what is wrong with it."""
    document = _parsed(content, name)
    if not isinstance(document, dict) or "schema" not in document:
        raise _wrong(name, "it has no `schema`")
    if document["schema"] != SCHEMA:
        hint = "use the release that wrote it, or delete it and write it again with `--accept`"
        raise ConfigError(f"{name} has schema {drawn(document['schema'])}, and this release reads {SCHEMA}", hint)
    accepted = document.get("accepted")
    if set(document) != {"schema", "accepted"} or not isinstance(accepted, list):
        raise _wrong(name, "beside `schema` it has a list `accepted`, and nothing else")
    counts: dict[Kind, int] = {}
    for number, entry in enumerate(accepted, 1):
        kind, count = _entry(entry, f"entry {number}", name)
        if kind in counts:
            raise _wrong(name, f"entry {number} is there twice")
        counts[kind] = count
    return Baseline(counts)


def _parsed(content: bytes, name: str) -> object:
    try:
        parsed: object = json.loads(content.decode("utf-8-sig"))
    except json.JSONDecodeError as error:
        raise _wrong(name, f"it is not JSON, at line {error.lineno}, column {error.colno}") from error
    except (ValueError, RecursionError) as error:
        raise _wrong(name, "it is not JSON in UTF-8, or nested too deeply") from error
    return parsed


def _entry(entry: object, which: str, name: str) -> tuple[Kind, int]:
    if not isinstance(entry, dict) or set(entry) != set(_KEYS):
        raise _wrong(name, f"{which} has other keys than {', '.join(_KEYS)}")
    *words, count = (entry[key] for key in _KEYS)
    if not all(isinstance(word, str) for word in words):
        raise _wrong(name, f"article, rule and text of {which} are not all text")
    if type(count) is not int or count < 1:
        raise _wrong(name, f"the count of {which} is no number above 0")
    return cast("Kind", tuple(words)), count


def _wrong(name: str, reason: str) -> ConfigError:
    return ConfigError(f"{name} is no baseline: {reason}", _AGAIN)
