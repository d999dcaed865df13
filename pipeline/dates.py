"""Dates of ISO 8601, as precise as they are known, in the words of a language."""

import datetime
import re

from pipeline.theme import Words, filled

_DAY = re.compile(r"\d{4}-\d{2}(?:-\d{2})?")
_PATTERNS = ("year", "month", "day")


def in_words(iso: str, words: Words) -> str:
    """`1950`, `1950-06` or `1950-06-25` as a language writes it, after the patterns of its messages."""
    year, *rest = iso.split("-")
    months = words.months if rest[1:] else words.months_alone or words.months
    month = months[int(rest[0]) - 1] if rest else ""
    day = words.dates["first-of-month"] if rest[1:] == ["01"] else str(int(rest[1])) if rest[1:] else ""
    return filled(words.dates[_PATTERNS[len(rest)]], year=year, month=month, day=day)


def is_date(text: str) -> bool:
    """Whether a text is a month or a day of ISO 8601; a bare year may be a number."""
    if not _DAY.fullmatch(text):
        return False
    try:
        datetime.date.fromisoformat(f"{text}-01"[:10])
    except ValueError:
        return False
    return True
