"""The styles of all elements of a document in one view."""

from collections.abc import Sequence
from dataclasses import replace

from pipeline.model import Why
from pipeline.writers.hidden.boxes import Cause
from pipeline.writers.hidden.cascade import Chosen, Matched, chosen
from pipeline.writers.hidden.document import Document, Look
from pipeline.writers.hidden.sheets import Rule, Sheets, declared
from pipeline.writers.hidden.style import Style, styled
from pipeline.writers.hidden.values import word
from pipeline.writers.hidden.views import View


def styles(made: Document, held: Sheets, view: View, first: Style) -> Sequence[Style]:
    """The style of each element, by its number; `first` is what the root inherits.

    Elements that look alike below parents that look alike share one, so that the work does not grow with the document.
    """
    applying = {rule for rule in held.rules if rule.applies(view)}
    found: list[Style] = []
    known: dict[tuple[int, int, Cause | None], Style] = {}
    alike: dict[Style, Style] = {}
    lengths = made.lengths()
    for number, place in enumerate(made.places):
        parent = found[place.parent] if place.parent >= 0 else first
        shut = _shut(number, made, found, applying, view)
        key = (id(parent), id(place.look), shut)
        if key not in known:
            made_so = _styled(place.look, parent, applying, view, shut)
            known[key] = alike.setdefault(made_so, made_so)
        found.append(_cut(known[key], lengths[number], alike))
    return found


def _cut(style: Style, length: int, alike: dict[Style, Style]) -> Style:
    """The style of an element that holds so many characters: if they cannot fit, some are cut away."""
    if style.room is None or length <= style.room[1]:
        return style
    cut = replace(style, gone=style.gone or style.room[0], text=style.text or style.room[0])
    return alike.setdefault(cut, cut)


def _styled(look: Look, parent: Style, applying: set[Rule], view: View, shut: Cause | None) -> Style:
    own = declared(look.style) if look.style else ()
    said = chosen(_those(look.matched, applying), own, look.given, parent.variables)
    silenced = Cause(Why.STYLE, look.silenced) if look.silenced else None
    return styled(look.tag, parent, said, view, silenced or shut)


def _those(matched: Sequence[Matched], applying: set[Rule]) -> Sequence[Matched]:
    return [pair for pair in matched if pair[1] in applying]


def _shut(number: int, made: Document, found: Sequence[Style], applying: set[Rule], view: View) -> Cause | None:
    """What keeps a reader from what is folded: nothing to press on a screen, nothing that opens it in print."""
    fold = made.folded.get(number)
    if fold is None:
        return None
    said = _opening(made.places[fold].look, applying, found[fold])
    if word(said.value("content-visibility")) == "visible":
        return None
    if view.medium == "print":
        return Cause(Why.STYLE, 'a closed "details", which the style does not open')
    summary = made.summaries.get(fold)
    if summary is None:
        return Cause(Why.STYLE, 'a closed "details" without a summary')
    return None if found[summary].text is None else Cause(Why.STYLE, 'a closed "details" whose summary is hidden')


def _opening(look: Look, applying: set[Rule], style: Style) -> Chosen:
    return chosen(_those(look.opening, applying), (), (), style.variables)
