"""What the values of properties come to: variables put in, lengths and numbers worked out."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import inf

import tinycss2

from pipeline.writers.hidden.views import TALL, Node, View, parted

Tokens = tuple[Node, ...]

_FIXED = {"px": 1.0, "pt": 4 / 3, "pc": 16.0, "in": 96.0, "cm": 96 / 2.54, "mm": 9.6 / 2.54, "q": 2.4 / 2.54}
_OF_LETTERS = {"em": 1.0, "ex": 0.5, "ch": 0.5, "ic": 1.0, "cap": 0.7, "lh": 1.2}
_MOST_TOKENS = 10_000
"""What a value may grow to when variables are put in."""


@dataclass(frozen=True, slots=True)
class Ruler:
    """What lengths are measured against: the size of letters, that of the document's, and the window, in pixels."""

    size: float
    root: float
    view: View

    def unit(self, name: str) -> float | None:
        """The pixels of a unit, None for one that is not known."""
        if name in _FIXED:
            return _FIXED[name]
        if name in _OF_LETTERS:
            return _OF_LETTERS[name] * self.size
        if name.removeprefix("r") in _OF_LETTERS:
            return _OF_LETTERS[name.removeprefix("r")] * self.root
        return self._of_window(name.lstrip("sld") if name[:1] in "sld" else name)

    def _of_window(self, name: str) -> float | None:
        width, height = self.view.width / 100, TALL / 100
        sizes = {"vw": width, "vi": width, "vh": height, "vb": height}
        return {**sizes, "vmin": min(width, height), "vmax": max(width, height)}.get(name)


def told(tokens: Iterable[Node]) -> Tokens:
    """The tokens without white space and comments."""
    return tuple(token for token in tokens if token.type not in {"whitespace", "comment"})


def word(tokens: Sequence[Node]) -> str:
    """The keyword that is all of a value, small; else nothing."""
    return str(tokens[0].lower_value) if len(tokens) == 1 and tokens[0].type == "ident" else ""


def words(tokens: Iterable[Node]) -> set[str]:
    """The keywords of a value, small."""
    return {str(token.lower_value) for token in tokens if token.type == "ident"}


def functions(tokens: Iterable[Node], *names: str) -> Iterator[Node]:
    """The functions of a value that have one of these names."""
    return (token for token in tokens if token.type == "function" and token.lower_name in names)


def filled(tokens: Iterable[Node], variables: Mapping[str, Tokens]) -> Tokens | None:
    """The value with its variables put in; None when one is not there, or it grows without end."""
    made: list[Node] = []
    for token in tokens:
        if token.type == "function" and token.lower_name == "var":
            put = _variable(token, variables)
        elif token.type == "function" and token.arguments:
            inner = filled(token.arguments, variables)
            put = None if inner is None else (_with(token, inner),)
        else:
            put = (token,)
        if put is None or len(made) + len(put) > _MOST_TOKENS:
            return None
        made += put
    return tuple(made)


def _variable(token: Node, variables: Mapping[str, Tokens]) -> Tokens | None:
    name = next((each.value for each in token.arguments if each.type == "ident"), "")
    if name in variables:
        return variables[name]
    commas = [place for place, each in enumerate(token.arguments) if each.type == "literal" and each.value == ","]
    return filled(token.arguments[commas[0] + 1 :], variables) if commas else None


def _with(token: Node, arguments: Tokens) -> Node:
    return tinycss2.ast.FunctionBlock(token.source_line, token.source_column, token.name, list(arguments))


def length(token: Node, ruler: Ruler, whole: float | None = None) -> float | None:
    """The pixels of a length, a percentage being one of `whole`; also a plain number; None where it cannot be known."""
    if token.type == "dimension":
        unit = ruler.unit(token.lower_unit)
        return None if unit is None else float(token.value) * unit
    if token.type == "percentage":
        return None if whole is None else float(token.value) * whole / 100
    if token.type == "number":
        return float(token.value)
    if token.type == "() block":
        return _sum(token.content, ruler, whole)
    return _worked_out(token, ruler, whole) if token.type == "function" else None


def number(token: Node) -> float | None:
    """A number, or a percentage as a share of one."""
    return length(token, Ruler(0.0, 0.0, View()), 1.0)


def _worked_out(token: Node, ruler: Ruler, whole: float | None) -> float | None:
    """CSS Values 4, 10: `calc()`, `min()`, `max()`, `clamp()`."""
    values = [_sum(part, ruler, whole) for part in parted(token.arguments)]
    if any(value is None for value in values):
        return None
    known = [value for value in values if value is not None]
    if token.lower_name in {"calc", "-webkit-calc"}:
        return known[0]
    if token.lower_name == "min":
        return min(known)
    if token.lower_name == "max":
        return max(known)
    return max(known[0], min(known[1], known[2])) if token.lower_name == "clamp" and len(known) == 3 else None


def _sum(tokens: Sequence[Node], ruler: Ruler, whole: float | None) -> float | None:
    """What `+` and `-` join; `*` and `/` bind first."""
    total, factor, sign = 0.0, None, "+"
    operator = "*"
    for token in told(tokens):
        if token.type == "literal":
            if token.value in "+-" and factor is not None:
                total, factor, sign, operator = _added(total, sign, factor), None, token.value, "*"
            else:
                operator = token.value
            continue
        value = length(token, ruler, whole)
        if value is None:
            return None
        factor = value if factor is None else _times(factor, operator, value)
    return None if factor is None else _added(total, sign, factor)


def _added(total: float, sign: str, value: float) -> float:
    return total - value if sign == "-" else total + value


def _times(first: float, operator: str, second: float) -> float:
    if operator == "/":
        return first / second if second else inf
    return first * second
