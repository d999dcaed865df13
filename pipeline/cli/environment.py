"""What the environment says of who reads: whether a stream may be drawn on, and whether a screen reader speaks."""

import os
from typing import TextIO


def is_set(name: str) -> bool:
    """Whether a variable says yes: anything but nothing, `0` or `false`."""
    return os.environ.get(name, "").lower() not in {"", "0", "false"}


def accessible() -> bool:
    """Whether all is to be told in plain lines: `ACCESSIBLE=1`, for screen readers and displays of Braille."""
    return is_set("ACCESSIBLE")


def is_drawn(stream: TextIO) -> bool:
    """Whether tables, colours and progress are drawn there: on a terminal that is looked at."""
    return stream.isatty() and not accessible()
