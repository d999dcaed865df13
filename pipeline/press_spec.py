"""What a specification of a chart may hold, looked at before it is drawn: a bad one would run for minutes or crash."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

SCHEMA: Final = "https://vega.github.io/schema/vega-lite/v5.json"
MAX_PIXELS: Final = 4_000_000
MAX_ROWS: Final = 20_000
MAX_DEPTH: Final = 12
# Keys of Vega-Lite that only draw: none fetches (`url`), makes data (`sequence`, `graticule`), runs (`expr`) or links.
KEYS: Final = frozenset(
    """
    $schema align anchor axis background baseline color columns config data detail domain domainColor domainDash dx dy
    encoding field fill fillOpacity font fontSize fontWeight format frame grid gridColor gridWidth height interpolate
    interval labelAngle labelColor labelFlush labelFont labelFontSize labelLimit labelOverlap labelPadding layer
    legend mark nice offset orient padding paddingInner paddingOuter point range scale sort stack step stroke strokeCap
    strokeDash strokeWidth symbolStrokeWidth symbolType text tickColor tickCount tickSize ticks title type
    value values view width x x2 xOffset y y2 yOffset zero
    """.split()  # noqa: SIM905 - a list of sixty strings is no easier to read
)
# What rows of data may be called; texts in them are drawn as they are.
COLUMNS: Final = frozenset({"x", "y", "base", "end", "estimate", "name", "place", "run", "slot", "text"})
MARKS: Final = frozenset({"area", "bar", "line", "rect", "text"})


def objection(spec: Mapping[str, object]) -> str:
    """Return why a specification must not be drawn, in words, or "" if it may."""
    found = next(_objections(spec, 0), "")
    if found:
        return found
    width, height = spec.get("width"), spec.get("height")
    if not (isinstance(width, int) and isinstance(height, int) and width > 0 and height > 0):
        return "its width and its height are no whole numbers above 0"
    if width * height > MAX_PIXELS:
        return f"it has {width:,} × {height:,} pixels, more than {MAX_PIXELS:,}"
    rows = sum(1 for _ in _rows(spec))
    return f"it has {rows:,} rows of data, more than {MAX_ROWS:,}" if rows > MAX_ROWS else ""


def _objections(value: object, depth: int) -> Iterator[str]:
    if depth > MAX_DEPTH:
        yield f"it is nested more than {MAX_DEPTH} deep"
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from _entry(key, inner, depth)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from _objections(inner, depth + 1)
    elif isinstance(value, str) and "://" in value and value != SCHEMA:
        yield f'it holds the address "{value[:60]}"'


def _entry(key: object, value: object, depth: int) -> Iterator[str]:
    if key == "data":
        yield from _data(value)
    elif key not in KEYS:
        yield f'it has the key "{str(key)[:40]}"'
    elif key == "mark" and not (isinstance(value, dict) and value.get("type") in MARKS):
        yield "it has a mark that is not known"
    else:
        yield from _objections(value, depth + 1)


def _data(value: object) -> Iterator[str]:
    rows = value.get("values") if isinstance(value, dict) and set(value) == {"values"} else None
    if not isinstance(rows, list):
        yield "its data is not given as rows"
        return
    for row in rows:
        if not isinstance(row, dict) or not set(row) <= COLUMNS:
            yield "a row of its data has a column that is not known"
            return


def _rows(value: object) -> Iterator[object]:
    if isinstance(value, dict):
        for key, inner in value.items():
            if key == "values" and isinstance(inner, list):
                yield from inner
            else:
                yield from _rows(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from _rows(inner)
