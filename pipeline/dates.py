"""Dates of ISO 8601, as precise as they are known, in the words of a language."""

from pipeline.theme import Words, filled

_PATTERNS = ("year", "month", "day")


def in_words(iso: str, words: Words) -> str:
    """`1950`, `1950-06` or `1950-06-25` as a language writes it, after the patterns of its messages."""
    year, *rest = iso.split("-")
    month = words.months[int(rest[0]) - 1] if rest else ""
    day = words.dates["first-of-month"] if rest[1:] == ["01"] else str(int(rest[1])) if rest[1:] else ""
    return filled(words.dates[_PATTERNS[len(rest)]], year=year, month=month, day=day)
