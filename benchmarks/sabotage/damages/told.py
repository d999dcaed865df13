"""What a damage to a tree of elements says of itself, and the rules that differ by where an element stands."""

from collections.abc import Callable
from dataclasses import dataclass
from random import Random

from lxml import etree

from benchmarks.sabotage.damages.markup import block_of, in_notes, inside, is_element, name_of, text_of

_BOXES = frozenset({"aside", "div", "section", "figure", "li", "table"})


@dataclass(frozen=True, slots=True)
class Told:
    """What was hit, the rules under which that may be told, the texts of the blocks that were hit, and around them."""

    target: str
    rules: tuple[str, ...]
    texts: tuple[str, ...]
    around: tuple[str, ...] = ()


TreeDamage = Callable[[etree._Element, Random], Told]
"""Changes one thing in a document."""


def told(element: etree._Element, rule: str, *more: str) -> Told:
    """What is said of an element before it is changed: its block's text, and the theme's rule for contents."""
    what = f"<{name_of(element)}> {text_of(element)[:50]!r}"
    if inside(element, "nav"):
        return Told(what, ("lost-furniture",), (_entry(element),))
    around = around_of(element)
    if element.get("role") == "doc-backlink":
        return Told(what, ("lost-furniture",), (text_of(element),), around)
    if element.get("role") == "doc-noteref" and rule == "altered-text":
        rule = "lost-note"
    return Told(what, (rule,), (_whole(block_of(element)), *more), around)


def lost(element: etree._Element, rule: str = "lost-block") -> Told:
    """What is said of an element that goes: one among the notes is (a part of) a note."""
    return told(element, "lost-note" if in_notes(element) else rule)


def around_of(element: etree._Element) -> tuple[str, ...]:
    """The texts of the two nearest boxes around an element, and that of a table before its block."""
    boxes = [each for each in element.iterancestors() if name_of(each) in _BOXES]
    before = block_of(element).getprevious()
    tables = [before] if before is not None and name_of(before) == "table" else []
    return tuple(text_of(each) for each in (*boxes[:2], *tables))


def _whole(block: etree._Element) -> str:
    """The text of a block; that of a term with what describes it."""
    behind = block.getnext() if name_of(block) == "dt" else None
    return text_of(block) if behind is None else f"{text_of(block)} {text_of(behind)}"


def _entry(element: etree._Element) -> str:
    """The text of an entry of the contents, without those below it."""
    links = [each for each in (element, *element.iterdescendants()) if is_element(each) and name_of(each) == "a"]
    return text_of(links[0] if links else element)
