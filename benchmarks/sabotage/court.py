"""Builds an article's editions in a folder of their own, to be damaged and judged there."""

from pathlib import Path

from benchmarks.sabotage.judge import Court
from pipeline.produce import Order, produce

EDITIONS = ("html", "epub", "pdf", "pdf-letter")


def court(project: Path, folder: Path, room: Path, editions: tuple[str, ...] = EDITIONS) -> Court:
    """An article's editions, built now, and who judges them; raises what stopped the build."""
    published = room / "published" / folder.name
    outcome = produce(Order(project, folder, published, editions))
    if outcome.fault:
        raise outcome.fault
    if not outcome.pieces:
        message = f"{folder.name} was not published"
        raise ValueError(message)
    return Court(project, folder, published, room / "damaged")
