"""Dates of references: numbers of a calendar, ranges, and ISO 8601 written as text."""

import datetime
import re

from pipeline.model import Date

_ISO = re.compile(r"(?P<year>-?\d{1,5})(?:-(?P<month>\d{1,2})(?:-(?P<day>\d{1,2}))?)?(?P<circa>[~?%]?)")


def iso_date(text: str) -> Date | None:
    """Return the date or range that a text of ISO 8601 or EDTF level 0 means (`2020-03`, `2019/2020`), None if none."""
    first, slash, last = text.strip().partition("/")
    begin, end = _ISO.fullmatch(first), _ISO.fullmatch(last) if slash else None
    if begin is None or (slash and end is None):
        return None
    parts = tuple(_numbers(match) for match in (begin, end) if match)
    if not all(map(is_date, parts)):
        return None
    circa = bool(begin["circa"] or (end and end["circa"]))
    return Date(parts[0], parts[1] if end else (), circa=circa)


def is_date(parts: tuple[int, ...]) -> bool:
    """Whether year, year and month, or year, month and day stand in the calendar; before the year 1, any day of 31."""
    if not 1 <= len(parts) <= 3 or abs(parts[0]) > 99_999:
        return False
    year, month, day = (*parts, 1, 1)[:3]
    try:
        # A leap year for all years that the calendar of the library does not have.
        datetime.date(year if 1 <= year <= 9999 else 2000, month, day)
    except ValueError:
        return False
    return year != 0


def _numbers(match: re.Match[str]) -> tuple[int, ...]:
    return tuple(int(part) for part in (match["year"], match["month"], match["day"]) if part)
