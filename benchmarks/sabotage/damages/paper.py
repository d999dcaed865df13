"""Damages to a PDF: to what its pages show, and to its tag tree and all that leads through it."""

from collections.abc import Mapping

from benchmarks.sabotage.damages import printed, structure
from benchmarks.sabotage.damages.damaged import Damage

KINDS: Mapping[str, Damage] = {**printed.KINDS, **structure.KINDS}
