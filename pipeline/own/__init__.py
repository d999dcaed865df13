"""A project's own checks: as data in its files, held against each article like those that ship.

`values.py` is what a check says, `reading.py` makes one of YAML. `tree.py` is an article as selectors see it,
`pattern.py` a regular expression that is stopped when it takes too long, `findings.py` what is told.
"""

from pipeline.own.findings import check_own
from pipeline.own.reading import read_house
from pipeline.own.values import House

__all__ = ["House", "check_own", "read_house"]
