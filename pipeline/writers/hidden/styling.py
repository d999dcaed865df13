"""The styles of all elements of a document in one view."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from pipeline.model import Why
from pipeline.writers.hidden.boxes import Cause
from pipeline.writers.hidden.cascade import Chosen, Matched, chosen
from pipeline.writers.hidden.document import Document, Look
from pipeline.writers.hidden.sheets import Declaration, Rule, Sheets, declared
from pipeline.writers.hidden.style import Style, styled
from pipeline.writers.hidden.values import word, words
from pipeline.writers.hidden.views import View


@dataclass(frozen=True, slots=True)
class _Sight:
    """The sheets in one view: which of their rules apply."""

    held: Sheets
    view: View
    applying: frozenset[Rule]

    def those(self, matched: Sequence[Matched]) -> Sequence[Matched]:
        """Of what matched the rules that apply."""
        return [pair for pair in matched if pair[1] in self.applying]


def styles(made: Document, held: Sheets, view: View, first: Style) -> Sequence[Style]:
    """The style of each element, by its number; `first` is what the root inherits.

    Elements that look alike below parents that look alike share one, so that the work does not grow with the document.
    """
    sight = _Sight(held, view, frozenset(rule for rule in held.rules if rule.applies(view)))
    found: list[Style] = []
    known: dict[tuple[int, int, Cause | None], Style] = {}
    alike: dict[Style, Style] = {}
    lengths = made.lengths()
    for number, place in enumerate(made.places):
        parent = found[place.parent] if place.parent >= 0 else first
        shut = _shut(number, made, found, sight)
        key = (id(parent), id(place.look), shut)
        if key not in known:
            made_so = _styled(place.look, parent, sight, shut)
            known[key] = alike.setdefault(made_so, made_so)
        found.append(_cut(known[key], lengths[number], alike))
    return found


def _cut(style: Style, length: int, alike: dict[Style, Style]) -> Style:
    """The style of an element that holds so many characters: if they cannot fit, some are cut away."""
    if style.room is None or length <= style.room[1]:
        return style
    cut = replace(style, gone=style.gone or style.room[0], text=style.text or style.room[0])
    return alike.setdefault(cut, cut)


def _styled(look: Look, parent: Style, sight: _Sight, shut: Cause | None) -> Style:
    own, matched = declared(look.style) if look.style else (), sight.those(look.matched)
    said = chosen(matched, own, look.given, parent.variables)
    if ends := _ends(said, sight.held):
        said = chosen(matched, own, look.given, parent.variables, ends)
    silenced = Cause(Why.STYLE, look.silenced) if look.silenced else None
    return styled(look.tag, parent, said, sight.view, silenced or shut)


def _ends(said: Chosen, held: Sheets) -> Sequence[Declaration]:
    """What animations leave of an element that go on to hold when they have ended."""
    if not words(said.value("animation-fill-mode")) & {"forwards", "both"}:
        return ()
    names = [str(token.value) for token in said.value("animation-name") if token.type in {"ident", "string"}]
    return [each for name in names for each in held.ends.get(name, ())]


def _shut(number: int, made: Document, found: Sequence[Style], sight: _Sight) -> Cause | None:
    """What keeps a reader from what is folded: nothing to press on a screen, nothing that opens it in print."""
    fold = made.folded.get(number)
    if fold is None:
        return None
    said = _opening(made.places[fold].look, sight, found[fold])
    if word(said.value("content-visibility")) == "visible":
        return None
    if sight.view.medium == "print":
        return Cause(Why.STYLE, 'a closed "details", which the style does not open')
    summary = made.summaries.get(fold)
    if summary is None:
        return Cause(Why.STYLE, 'a closed "details" without a summary')
    return None if found[summary].text is None else Cause(Why.STYLE, 'a closed "details" whose summary is hidden')


def _opening(look: Look, sight: _Sight, style: Style) -> Chosen:
    return chosen(sight.those(look.opening), (), (), style.variables)
