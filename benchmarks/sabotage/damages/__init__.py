"""The damaging half: it knows files alone, by lxml, zipfile and pikepdf, and nothing of the package that made them."""

from collections.abc import Mapping

from benchmarks.sabotage.damages import book, page, paper
from benchmarks.sabotage.damages.damaged import Damaged, Kinds, NoTargetError

__all__ = ["KINDS", "Damaged", "NoTargetError"]

KINDS: Mapping[str, Kinds] = {"html": page.KINDS, "epub": book.KINDS, "pdf": paper.KINDS}
"""Each kind of damage by its name, for each format."""
