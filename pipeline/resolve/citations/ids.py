"""The public ids of references: `ref-` and the key, in the characters of an id, each of them once."""

import re
import unicodedata
from collections.abc import Iterable, Mapping


def reference_ids(keys: Iterable[str]) -> Mapping[str, str]:
    """The id of each key; of keys that give the same id, the later ones get a number."""
    ids: dict[str, str] = {}
    taken: set[str] = set()
    for key in keys:
        wish = name = f"ref-{_slug(key)}"
        number = 1
        while name in taken:
            number += 1
            name = f"{wish}-{number}"
        taken.add(name)
        ids[key] = name
    return ids


def _slug(key: str) -> str:
    plain = unicodedata.normalize("NFKD", key).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-") or "x"
