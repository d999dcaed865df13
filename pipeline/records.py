"""The form of the records beside finished files: JSON with sorted keys, so that equal facts are equal bytes."""

import json
from collections.abc import Mapping


def as_json(table: Mapping[str, object]) -> bytes:
    """A record in UTF-8, with a line end; a lone surrogate, which UTF-8 cannot hold, becomes a question mark."""
    return (json.dumps(table, ensure_ascii=False, indent=2, sort_keys=True) + "\n").encode("utf-8", "replace")
