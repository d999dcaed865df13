"""What was told of a small article when somebody read it last, in `tests/cases/recorded/`."""

from collections.abc import Iterable
from pathlib import Path

FOLDER = Path(__file__).parent / "cases" / "recorded"


def as_recorded(name: str, lines: Iterable[str]) -> bool:
    """Whether these are the lines of the record of that name, which the first call writes and finds wanting.

    To take over what is told now: delete the record, run its test twice, read the difference.
    """
    told = "".join(f"{line}\n" for line in lines)
    file = FOLDER / f"{name}.txt"
    if not file.exists():
        file.write_text(told, "utf-8")
        return False
    return told == file.read_text("utf-8")
