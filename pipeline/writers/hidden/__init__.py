"""Which texts of a document of HTML or XHTML its own style sheets or attributes hide, from the bytes alone.

For each way of looking at it (`views.py`) every element is styled as a browser would (`cascade.py`, `style.py`), as far
as that decides whether its text is seen. A text of the article must be seen in all of them. A text that the theme makes
(its id starts with `_`) must be seen on one screen in light colours and on one in dark, be it with the reader's focus:
print may leave out the contents, and a way past them may appear to the keyboard alone. Of pictures of one block that
say the same each reader needs one. What lies behind a closed `details` counts as seen on a screen when its summary is,
in print when the sheet opens it there.

Not looked into: boxes that cover others, pictures as ground, pseudo-elements, colours mixed by the browser.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence

from lxml import etree

from pipeline.diagnostics import LimitError
from pipeline.model import Unseen
from pipeline.writers.hidden.boxes import Cause
from pipeline.writers.hidden.document import Document, Piece, document
from pipeline.writers.hidden.sheets import Load, Sheets, read
from pipeline.writers.hidden.sources import schemes, sheets
from pipeline.writers.hidden.style import Style, of_document
from pipeline.writers.hidden.styling import styles
from pipeline.writers.hidden.views import View, views

__all__ = ["Load", "hidden"]

_Text = tuple[str, str]
"""A text, and the view in which alone it is hidden, in words."""
_Found = Mapping[View, Sequence[Style]]


def hidden(root: etree._Element, load: Load, *, in_html: bool) -> tuple[Unseen, ...]:
    """The texts that nobody sees, in the order of the document: one for each block and each thing that hides it.

    `load` gives the style sheet that an address leads to. `by` says what hides it and, where only some people miss it,
    whom. Raises LimitError for a sheet that is nested deeper than any that is written.
    """
    try:
        return _hidden(root, load, in_html=in_html)
    except RecursionError:
        raise LimitError("a style sheet is nested too deep to be read", "take the brackets apart") from None


def _hidden(root: etree._Element, load: Load, *, in_html: bool) -> tuple[Unseen, ...]:
    held = read(sheets(root, load), load)
    made = document(root, held, in_html=in_html)
    known = schemes(root)
    found = {view: styles(made, held, view, of_document(view, known)) for view in _distinct(held)}
    texts: dict[tuple[str, Cause], list[_Text]] = {}
    for alike in _alike(made):
        piece = alike[0]
        if (told := _told(alike, made, found)) is not None:
            name, cause, only = told
            texts.setdefault((name, cause), []).append((piece.text, only))
    return tuple(_unseen(name, cause, pieces) for (name, cause), pieces in texts.items())


def _unseen(name: str, cause: Cause, pieces: Sequence[_Text]) -> Unseen:
    """A block of which the same hides some pieces, those that it hides from all readers among them or not."""
    only = next((where for _, where in pieces), "") if all(where for _, where in pieces) else ""
    text = " ".join(" ".join(text for text, _ in pieces).split())
    return Unseen(name, text, cause.why, by=f"{cause.by}, {only}" if only else cause.by)


def _distinct(held: Sheets) -> Iterator[View]:
    """Of all views those in which other rules apply, or other colours hold."""
    known = set()
    for view in views(condition for rule in held.rules for condition in rule.conditions):
        applying = frozenset(number for number, rule in enumerate(held.rules) if rule.applies(view))
        key = (applying, view.medium, view.dark, view.focused)
        if key not in known:
            known.add(key)
            yield view


def _alike(made: Document) -> Collection[Sequence[Piece]]:
    """The pieces in their order, pictures of one block that say the same as one: a page may draw for two windows."""
    groups: dict[tuple[str, str] | int, list[Piece]] = {}
    for number, piece in enumerate(made.pieces):
        key = (_block(piece.place, made), piece.text) if piece.pictured else number
        groups.setdefault(key, []).append(piece)
    return groups.values()


def _told(alike: Sequence[Piece], made: Document, found: _Found) -> tuple[str, Cause, str] | None:
    """The block that a hidden text is of, what hides it, in which view only ("": in all); None for one that is seen.

    Of pieces that are alike all are hidden.
    """
    causes = {view: _cause_of_all(alike, styles) for view, styles in found.items()}
    hiding = {view: cause for view, cause in causes.items() if cause is not None}
    block = _block(alike[0].place, made)
    if not block or not hiding:
        return None
    if not (_lost_by_all(hiding, causes) if block.startswith("_") else any(not view.focused for view in hiding)):
        return None
    view, cause = next(iter(hiding.items()))
    everywhere = sum(not each.focused for each in hiding) == sum(not each.focused for each in causes)
    return block, cause, "" if everywhere else view.name


def _lost_by_all(hiding: Collection[View], views: Collection[View]) -> bool:
    """Whether no screen shows a text, be it in light or in dark colours: so much is asked of what the theme makes."""
    screens = [[view for view in views if view.medium == "screen" and view.dark == dark] for dark in (False, True)]
    return any(all(view in hiding for view in those) for those in screens if those)


def _cause_of_all(alike: Sequence[Piece], styles: Sequence[Style]) -> Cause | None:
    causes = [_cause(piece, styles[piece.place]) for piece in alike]
    return None if None in causes else causes[0]


def _cause(piece: Piece, style: Style) -> Cause | None:
    return style.picture if piece.pictured else style.text


def _block(place: int, made: Document) -> str:
    """The id of the nearest block around an element."""
    while place >= 0 and not made.places[place].block:
        place = made.places[place].parent
    return made.places[place].block if place >= 0 else ""
