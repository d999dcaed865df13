"""What an author says of a finding: that it is known, and why it may stand."""

import datetime
from dataclasses import dataclass

from pipeline.diagnostics import Location


@dataclass(frozen=True, slots=True)
class Waiver:
    """`<!-- allow: CODE because REASON (until DATE) -->`: findings of a rule that may stand, and until when.

    It is for what stands from its own line to the line `last` of the same file: the block behind it, or in the front
    matter the key behind it. `until` is the last day on which it holds; None when it has no end.
    """

    code: str
    reason: str
    at: Location
    last: int
    until: datetime.date | None = None

    def covers(self, at: Location) -> bool:
        """Whether a place lies where it holds."""
        return at.file == self.at.file and self.at.line <= at.line <= self.last
