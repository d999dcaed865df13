"""Which declaration decides each property of an element: origin, importance, layer, specificity, order."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from pipeline.writers.hidden.properties import PROPERTIES, Part
from pipeline.writers.hidden.sheets import Declaration, Rule
from pipeline.writers.hidden.values import Tokens, filled, told, word

Matched = tuple[tuple[int, int, int], Rule]
"""The specificity of what matched, and the rule."""

_WIDE = {"inherit", "unset", "revert", "revert-layer"}
"""Keywords by which a property is as if nothing had been declared, where that is inherited or plain."""


@dataclass(frozen=True, slots=True, eq=False)
class Variables:
    """The variables that hold on an element, by their names; the same for all that say nothing of their own."""

    held: Mapping[str, Tokens] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Chosen:
    """The declarations that decide, by property; the variables that hold on the element."""

    declarations: Mapping[str, tuple[Declaration, Part]]
    variables: Variables
    _values: dict[str, Tokens] = field(default_factory=dict)

    def value(self, name: str) -> Tokens:
        """The value of a property without white space; nothing if none is declared, or one that is no value."""
        if name not in self.declarations:
            return ()
        if name not in self._values:
            self._values[name] = self._value(*self.declarations[name])
        return self._values[name]

    def _value(self, declaration: Declaration, part: Part) -> Tokens:
        value = filled(declaration.value, self.variables.held)
        plain = told(part(told(value))) if value is not None else ()
        return () if word(plain) in _WIDE else plain

    def by(self, name: str) -> str:
        """The declaration that decides a property, as people read of it."""
        return str(self.declarations[name][0]) if name in self.declarations else ""


def chosen(
    matched: Sequence[Matched],
    own: Iterable[Declaration],
    given: Iterable[Declaration],
    around: "Variables",
    moved: Iterable[Declaration] = (),
) -> Chosen:
    """What holds of the rules that match an element, of its own `style`, and of what the browser has `given`.

    `around` are the variables of the element around it, `moved` is what an animation leaves.
    """
    ranked = sorted(
        [*_ranked(matched, own, given), *(((3, 0, _NOTHING, 0), each) for each in moved)], key=lambda pair: pair[0]
    )
    declarations: dict[str, tuple[Declaration, Part]] = {}
    variables: dict[str, Tokens] = {}
    for _, each in ranked:
        if each.name.startswith("--"):
            variables[each.name] = each.value
        for name, part in PROPERTIES.get(each.name, ()):
            declarations[name] = (each, part)
    return Chosen(declarations, Variables(_resolved(variables, around.held)) if variables else around)


_NOTHING = (0, 0, 0)
_Rank = tuple[int, int, tuple[int, int, int], int]


def _ranked(
    matched: Sequence[Matched], own: Iterable[Declaration], given: Iterable[Declaration]
) -> Iterator[tuple[_Rank, Declaration]]:
    """Every declaration with its place in the cascade (CSS Cascade 5, 6.1); later is stronger."""
    yield from (((0, 0, _NOTHING, 0), each) for each in given)
    for order, (specificity, rule) in enumerate(matched):
        for each in rule.declarations:
            layer = -rule.layer if each.important else rule.layer
            yield (4 if each.important else 1, layer, specificity, order), each
    yield from (((5 if each.important else 2, 0, _NOTHING, 0), each) for each in own)


def _resolved(variables: Mapping[str, Tokens], around: Mapping[str, Tokens]) -> Mapping[str, Tokens]:
    """The variables of an element, those of others put into them (CSS Variables 1, 2.3)."""
    made = {**around, **variables}
    for name in variables:
        if word(told(variables[name])) in _WIDE:
            made.pop(name)
            made |= {name: around[name]} if name in around else {}
    for _ in range(_LONGEST_CHAIN):
        changed = False
        for name in variables:
            if name in made and any("var(" in str(each.serialize()) for each in made[name]):
                value = filled(made[name], {key: each for key, each in made.items() if key != name})
                changed = True
                if value is None:
                    made.pop(name)
                else:
                    made[name] = value
        if not changed:
            break
    return made


_LONGEST_CHAIN = 8
"""How many variables may lead to each other; a circle ends here."""
