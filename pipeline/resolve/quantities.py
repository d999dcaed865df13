"""Numbers of data written in the article's language, and the word before a source."""

from dataclasses import replace
from typing import TypeVar, cast

from pipeline.diagnostics import Location
from pipeline.model import Caption, Cell, Chart, Credit, Figure, Inline, Text
from pipeline.model.walk import rebuilt
from pipeline.theme import Words

N = TypeVar("N")
_GROUP = 3


def with_quantities(node: N, words: Words) -> N:
    """The node with every number of data and every source as readers of the article's language write them."""
    if isinstance(node, Cell) and node.number:
        return cast(N, replace(node, children=(Text(in_digits(node.number, words), node.at),)))
    if isinstance(node, Credit) and node.source:
        return cast(N, replace(node, children=_named(node.children, node.at, words)))
    made = rebuilt(node, lambda child: with_quantities(child, words))
    if isinstance(made, Figure | Chart) and made.source:
        return cast(N, replace(made, source=_source(made.source, words)))
    return made


def in_digits(number: str, words: Words) -> str:
    """A number such as `-1234.50`, its decimals as many as they are, in the digits of a language."""
    whole, point, decimals = number.removeprefix("-").partition(".")
    first = len(whole) % _GROUP
    groups = [whole[:first], *(whole[at : at + _GROUP] for at in range(first, len(whole), _GROUP))]
    grouped = words.numbers["group"].join(group for group in groups if group)
    sign = words.numbers["minus"] if number.startswith("-") else ""
    return f"{sign}{grouped}{words.numbers['decimal'] if point else ''}{decimals}"


def _source(line: Caption, words: Words) -> Caption:
    return replace(line, children=_named(line.children, line.at, words))


def _named(children: tuple[Inline, ...], at: Location, words: Words) -> tuple[Inline, ...]:
    before, _, after = words.labels["source"].partition("{source}")
    made = (Text(before, at), *children, Text(after, at))
    return tuple(each for each in made if not isinstance(each, Text) or each.text)
