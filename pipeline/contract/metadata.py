"""The keys of the front matter that a contract can ask for."""

import dataclasses
from collections.abc import Iterator, Sequence

from pipeline.model import Accessibility, Identifiers, Metadata, Series

_INNER = {"accessibility": Accessibility, "identifiers": Identifiers, "series": Series}
_TRUTHS = {"number-sections", "typography"}
"""Keys for which `false` is a value."""
_NOT_KEYS = {"at", "contract", "stands_in"}


def _names(kind: type) -> Iterator[str]:
    yield from (field.name.replace("_", "-") for field in dataclasses.fields(kind) if field.name not in _NOT_KEYS)


def _all() -> Iterator[str]:
    for key in _names(Metadata):
        yield key
        yield from (f"{key}.{inner}" for inner in (_names(_INNER[key]) if key in _INNER else ()))


METADATA = tuple(_all())
"""The keys, those below another with a dot."""


def lacking(keys: Sequence[str], meta: Metadata) -> tuple[str, ...]:
    """Those of the keys that the front matter does not have, or has without a value."""
    return tuple(key for key in keys if key not in meta.at or not _value(meta, key))


def _value(meta: Metadata, key: str) -> object:
    if key in _TRUTHS:
        return True
    value: object = meta
    for name in key.replace("-", "_").split("."):
        value = getattr(value, name)
    return value
