"""Faults that are planted in the program and in its theme: each must stop a build, told by its name at its line."""

from benchmarks.sabotage.faults import reader, stages, styles, templates, writers
from benchmarks.sabotage.faults.fault import ALL, SCREENS, Fault

__all__ = ["ALL", "FAULTS", "SCREENS", "Fault"]

FAULTS: tuple[Fault, ...] = (
    *reader.FAULTS,
    *stages.FAULTS,
    *templates.FAULTS,
    *styles.FAULTS,
    *writers.FAULTS,
)
