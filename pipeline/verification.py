"""verification.json: who looked at an article's editions, with what, how closely, and what nobody has looked at."""

import json
import platform
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from importlib.metadata import version

from pipeline import __version__
from pipeline.model import Edition
from pipeline.proved import Proved
from pipeline.records import as_json
from pipeline.validators import VALIDATORS

SCHEMA = 1
"""Raised when a key changes its meaning or goes; a new key does not raise it."""
NAME = "verification.json"

_PACKAGES = ("cssselect2", "lxml", "pikepdf", "pypdfium2", "tinycss2")
"""Those whose code reads files back."""


@dataclass(frozen=True, slots=True)
class Look:
    """An edition's file that was looked at.

    `confinement` says what held the press while it made the file; empty where it was not made just now. `rebuilt` says
    whether it was built again to the same bytes; None when nobody tried.
    """

    edition: Edition
    file: str
    content: bytes
    proved: Proved
    confinement: Mapping[str, str | int | float] = field(default_factory=dict)
    rebuilt: bool | None = None


def record(slug: str, looks: Iterable[Look], *, fine: bool = False) -> bytes:
    """The record as JSON in UTF-8, keys sorted; `fine`: whether paper was looked at with 100 dots to the inch, not 50.

    It has no date: the same look at the same files gives the same bytes.
    """
    table = {
        "schema": SCHEMA,
        "article": slug,
        "by": {
            "pipeline": __version__,
            "python": platform.python_version(),
            **{one: version(one) for one in _PACKAGES},
        },
        "editions": {look.edition.name: _edition(look, fine=fine) for look in looks},
        "not-checked": [each.title for each in VALIDATORS],
    }
    return as_json(table)


def with_validators(slug: str, before: bytes, looked: Mapping[str, Mapping[str, object]]) -> bytes:
    """The record with what validators looked at, by their titles; `before` is what it was, b"" for none.

    What no validator has looked at now is not checked, whoever did before.
    """
    try:
        table = json.loads(before)
        known = table["schema"] == SCHEMA and table["article"] == slug
    except (ValueError, TypeError, LookupError, RecursionError):
        known = False
    table = table if known else json.loads(record(slug, ()))
    missing = [each.title for each in VALIDATORS if each.title not in looked]
    return as_json({**table, "validators": dict(looked), "not-checked": missing})


def _edition(look: Look, *, fine: bool) -> dict[str, object]:
    proof = look.proved.proof
    entry: dict[str, object] = {
        "file": look.file,
        "sha256": sha256(look.content).hexdigest(),
        "read-back": {"written": proof.written, "found": proof.found},
        "unseen": len(look.proved.unseen),
    }
    if look.edition.medium == "paper":
        entry["dots-per-inch"] = 100 if fine else 50
    if look.confinement:
        entry["press"] = dict(look.confinement)
    if look.rebuilt is not None:
        entry["rebuilt"] = look.rebuilt
    return entry
