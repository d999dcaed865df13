"""Filters, tests and methods of texts that count, and are refused before they make too much."""

import re
from collections.abc import Callable, Iterable, Mapping
from functools import wraps

from pipeline.sandbox.allowance import ELEMENT, current, kept

Filter = Callable[..., object]

# What makes more of a text than it is handed: as often as it has characters, as much as its largest option says.
_GROWING = {"batch", "center", "expandtabs", "format", "format_map", "indent", "join", "ljust", "replace", "rjust"}
_GROWING |= {"round", "slice", "strftime", "tojson", "translate", "wordwrap", "zfill"}
# What makes a list of a text, with an element for each of its characters at most.
_PARTING = {"list", "rsplit", "sort", "split", "splitlines", "unique"}
_WIDTH_GIVEN = re.compile(r"\*|\{[^}]*\{")
"""A form of numbers whose width is not written in it but handed to it."""


def counted(inner: Filter, name: str) -> Filter:
    """A filter or test that counts; what Jinja passes to it (context, environment) stands before its value."""
    passed = int(hasattr(inner, "jinja_pass_arg"))

    @wraps(inner)
    def counting(*args: object, **kwargs: object) -> object:
        value, *options = args[passed:]
        value = _listed(value) if name == "join" else value
        return kept(inner(*args[:passed], value, *admitted(name, value, tuple(options), kwargs), **kwargs))

    return counting


def admitted(name: str, value: object, options: tuple[object, ...], named: Mapping[str, object]) -> tuple[object, ...]:
    """The options of a filter, test or method, looked at with its value; raises Exceeded for what would grow."""
    allowance = current()
    if name == "join":
        options = tuple(map(_listed, options))
    size, sizes = allowance.look(value), [allowance.look(each) for each in (*options, *named.values())]
    if name in _PARTING and isinstance(value, str | bytes):
        allowance.check(ELEMENT * size)
    if name in _GROWING:
        numbers = [abs(each) for each in (*options, *named.values()) if isinstance(each, int)]
        if name.startswith("format") and isinstance(value, str):
            widths = [int(number[:18]) for number in re.findall(r"\d+", value)]
            numbers = widths + (numbers if _WIDTH_GIVEN.search(value) else [])
        times = _times(name, value, options, size)
        allowance.check((1 + times) * (1 + max([*sizes, *numbers], default=0)))
    if name == "sum" and any(isinstance(each, list | tuple) for each in (*options, *named.values())):
        # Each sum would be copied to make the next.
        raise TypeError("sum adds numbers, not lists")
    return options


def _times(name: str, value: object, options: tuple[object, ...], size: int) -> int:
    """How often a filter that grows repeats its option, at most."""
    if name == "replace" and isinstance(value, str) and options:
        return value.count(str(options[0]))
    # It raises ten to the power that it is told.
    return 1_000 if name == "round" else size


def _listed(value: object) -> object:
    """What has no length before it has run out, as a list."""
    if isinstance(value, Iterable) and not isinstance(value, str | bytes | list | tuple | Mapping):
        return list(value)
    return value
