"""Lets text go on before a figure or a table that has no room on its page, so that the page is filled.

The engine knows no floats of pages (CSS Page Floats 3): what cannot be divided goes to the next page, and leaves white
where it would stand. Here a box whose element has `data-steps` steps behind the block that follows it, one after the
other, and into the section that follows behind its first block, until it has room or the page is full. Tags stay in the
order of the document (press_tags.py).
"""

from __future__ import annotations

from inspect import signature
from typing import TYPE_CHECKING, Any, Final

from weasyprint.layout.block import block_container_layout as engine
from weasyprint.layout.block import remove_placeholders

if TYPE_CHECKING:
    from collections.abc import Iterator

Untyped = Any
"""What the engine, which has no types, hands over and takes back."""

_WHITE: Final = 20 / 25.4 * 96  # pixels that may stay empty: text of so little is not worth a step
_HOLDERS: Final = frozenset({"article", "section"})
_TEXT: Final = frozenset({"p", "ul", "ol", "dl", "blockquote"})
_HEADINGS: Final = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_SIGNATURE: Final = signature(engine)
_TOGETHER: Final = frozenset({"avoid", "avoid-page"})


def block_container_layout(context: Untyped, box: Untyped, *given: Untyped, **named: Untyped) -> Untyped:
    """What the engine's function gives, of a box in which what has no room has stepped back."""
    if box.element_tag not in _HOLDERS or context.in_column:
        return engine(context, box, *given, **named)
    terms = _SIGNATURE.bind(context, box, *given, **named).arguments
    place, margins, room = box.position_y, list(terms["adjoining_margins"] or ()), terms["bottom_space"]

    def laid_out() -> Untyped:
        box.position_y = place
        return engine(**{**terms, "adjoining_margins": list(margins)})

    def forget(again: Untyped) -> None:
        remove_placeholders(context, [again] if again else [], terms["absolute_boxes"], terms["fixed_boxes"])

    found = laid_out()
    while (white := _white(context, found[0], room)) > _WHITE and (step := _step(box, found[1])):
        forget(found[0])
        further = laid_out()
        if further[0] is None or _white(context, further[0], room) >= white:
            # What follows has no room either.
            forget(further[0])
            for holder, children in step:
                holder.children[:] = children
            return laid_out()
        found = further
    return found


def back_in_order(root: Untyped) -> None:
    """Put what has stepped back where it was: in the next round of the layout it may have room there."""
    for box in _all(root):
        if "as_written" in box.__dict__:
            box.children[:] = box.__dict__.pop("as_written")


def _all(box: Untyped) -> Iterator[Untyped]:
    yield box
    for child in getattr(box, "children", ()):
        yield from _all(child)


def _white(context: Untyped, box: Untyped, bottom_space: float) -> float:
    """How much is empty below what a box has on the page; nothing, if it has nothing there."""
    if box is None or not box.children:
        return 0
    while box.element_tag in _HOLDERS and box.children:
        box = box.children[-1]
    return float(context.page_bottom - bottom_space - box.position_y - box.border_height())


def _step(box: Untyped, resume: Untyped) -> list[tuple[Untyped, list[Untyped]]]:
    """Let what a page ends before step behind what follows it; return the boxes that this changes, as they were."""
    path = _path(box, resume)
    holder, index = path[-1] if path else (box, 0)
    if not path or not _may_step(holder.children[index]):
        return []
    end = _end_of_group(holder.children, index + 1)
    # What follows deeper inside has been tried there.
    if len(path) > 1 and any(
        one.children[at:] for one, at in [(holder, end), *((one, at + 1) for one, at in path[1:-1])]
    ):
        return []
    start = end if len(path) == 1 else path[0][1] + 1
    if not box.children[start:]:
        return []
    behind = box.children[start]
    if behind.element_tag in _TEXT:
        target, at = box, start + _end_of_text(box.children[start:])
    elif _opens_with_text(behind):
        target, at = behind, 1 + _end_of_text(behind.children[1:])
    else:
        return []
    undo = [_kept(one) for one in dict.fromkeys((holder, target))]
    target.children[at:at] = group = holder.children[index:end]
    del holder.children[index : index + len(group)]
    return undo


def _path(box: Untyped, resume: Untyped) -> list[tuple[Untyped, int]]:
    """Where the next page begins: an index in the box, in the holder there, and so on; within a block, nowhere."""
    path = []
    while resume and box.element_tag in _HOLDERS:
        ((index, resume),) = resume.items()
        path.append((box, index))
        box = box.children[index]
    return path if resume is None else []


def _end_of_group(children: Untyped, end: int) -> int:
    """Where that ends which belongs to what stands before it, as the line below a table does."""
    while end < len(children) and children[end].style["break_before"] in _TOGETHER:
        end += 1
    return end


def _end_of_text(children: Untyped) -> int:
    """How many boxes the first text is: what announces another has it behind it."""
    return next((at for at, box in enumerate(children, 1) if box.style["break_after"] not in _TOGETHER), len(children))


def _may_step(box: Untyped) -> bool:
    return box.element is not None and box.element.get("data-steps") is not None


def _opens_with_text(section: Untyped) -> bool:
    tags = [child.element_tag for child in section.children[:2]]
    return section.element_tag == "section" and len(tags) == 2 and tags[0] in _HEADINGS and tags[1] == "p"


def _kept(box: Untyped) -> tuple[Untyped, list[Untyped]]:
    """A box and the children that it has; it remembers those that it had first."""
    box.__dict__.setdefault("as_written", list(box.children))
    return box, list(box.children)
