"""Makes a pipe to which nobody writes."""

import os
from pathlib import Path


def make(folder: Path) -> None:
    """Make the pipe."""
    os.mkfifo(folder / "a.png")
