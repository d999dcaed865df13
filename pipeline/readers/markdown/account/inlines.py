"""Follows the inlines of the article through the source, and claims the marks that each must have around its text."""

import re
from collections.abc import Callable, Iterable, Mapping

from markdown_it.common.normalize_url import normalizeLink
from markdown_it.helpers import parseLinkDestination

from pipeline.model import (
    Abbreviation,
    Anchor,
    Citation,
    Code,
    Emphasis,
    Foreign,
    Image,
    Inline,
    Label,
    LineBreak,
    Link,
    Note,
    NoteCall,
    PageReference,
    Paragraph,
    Strike,
    Strong,
    Subscript,
    Superscript,
    Text,
)
from pipeline.readers.markdown.account.citations import claim_citation
from pipeline.readers.markdown.account.claims import View
from pipeline.readers.markdown.account.evidence import Evidence, claim_attributes, skip_blank, title_end
from pipeline.readers.markdown.account.text import COMMENT, follow

_CALL = re.compile(r"\[\^([^\s\[\]]+)\]")
_LABEL = re.compile(r"\[((?:\\.|[^\[\]\\])*)\]")
_TICKS = re.compile(r"`+")
# Behind the end of a line, which the text before may have had, the marks of quotations around it come first.
_BLANKS = re.compile(r"(?:[ \t]|\n[ \t>]*|(?<=\n)[ \t>]+)*")
_MARKS_IN_PLAIN_TEXT = "*_`[]!~^<>"


def claim_inlines(nodes: Iterable[Inline], view: View, start: int, evidence: Evidence) -> int:
    """Claim what stands for a run of inlines, and return where the last one ends."""
    for node in nodes:
        start = claim_inline(node, view, evidence)
    return start


def claim_inline(node: Inline, view: View, evidence: Evidence) -> int:
    """Claim what stands for one inline, and return where it ends."""
    start = view.position(node.at)
    return INLINES[type(node)](node, view, start, evidence) if type(node) in INLINES else start


def claim_note(note: Note, view: View, evidence: Evidence) -> int:
    """Claim a note that is written where it is called, and return where it ends."""
    if note.id not in evidence.ends:
        start = view.position(note.at)
        view.claim(start, start + 2, "note")
        inside = (each for block in note.children if isinstance(block, Paragraph) for each in block.children)
        end = _closed(view, claim_inlines(inside, view, start + 2, evidence), "]", "note")
        evidence.ends[note.id] = end
    return evidence.ends[note.id]


def _text(node: Text, view: View, start: int, _evidence: Evidence) -> int:
    return follow(view, start, node.text)


def _marked(*marks: str) -> Callable[..., int]:
    """Return what claims a passage between two equal marks, one of those given."""

    def claim(node: Emphasis | Strong, view: View, start: int, evidence: Evidence) -> int:
        mark = next((mark for mark in marks if view.has(mark, start)), "")
        if not mark:
            return claim_inlines(node.children, view, start, evidence)
        view.claim(start, start + len(mark), node.kind)
        return _closed(view, claim_inlines(node.children, view, start + len(mark), evidence), mark, node.kind)

    return claim


def _closed(view: View, end: int, mark: str, name: str) -> int:
    """Claim the mark that closes a passage, behind comments and white space that stand at its end."""
    position = end
    while comment := view.match(COMMENT, view.past(_BLANKS, position)):
        position = view.claim(comment.start(), comment.end(), "comment")
    position = view.past(_BLANKS, position)
    return view.claim(position, position + len(mark), name) if view.has(mark, position) else end


def _code(node: Code, view: View, start: int, _evidence: Evidence) -> int:
    ticks = view.match(_TICKS, start)
    if ticks is None:
        return start
    view.claim(*ticks.span(), node.kind)
    # One space, or the line's end, may stand between the marks and the code.
    begin = ticks.end()
    if not node.text.strip() or node.text[0] not in " \n":
        begin = skip_blank(view.text, begin)
    end = follow(view, begin, node.text, literal=True)
    return _closed(view, end, ticks[0], node.kind)


def _link(node: Link, view: View, start: int, evidence: Evidence) -> int:
    if view.has("<", start):
        return _autolink(node, view, start)
    if not view.has("[", start):
        return start
    view.claim(start, start + 1, "link")
    end = claim_inlines(node.children, view, start + 1, evidence)
    end = _end_of_text(view, end)

    def means(target: str) -> bool:
        return normalizeLink(target) == node.target

    return _attributes(view, _target(view, start, end, means, evidence), (node,))


def _end_of_text(view: View, end: int) -> int:
    position = end
    while comment := view.match(COMMENT, view.past(_BLANKS, position)):
        position = view.claim(comment.start(), comment.end(), "comment")
    return view.past(_BLANKS, position)


def _autolink(node: Link, view: View, start: int) -> int:
    text = "".join(child.text for child in node.children if isinstance(child, Text))
    end = follow(view, start + 1, text, literal=True)
    if node.target not in {normalizeLink(text), normalizeLink(f"mailto:{text}")}:
        return end
    view.claim(start, start + 1, "link")
    return _closed(view, end, ">", "link")


def _image(node: Image, view: View, start: int, evidence: Evidence) -> int:
    if not view.has("![", start):
        return start
    view.claim(start, start + 2, "image")
    end = follow(view, start + 2, node.alt, marks=_MARKS_IN_PLAIN_TEXT)

    def means(target: str) -> bool:
        return evidence.file(target, node.at) == node.asset

    while view.text[end : end + 1] in set(_MARKS_IN_PLAIN_TEXT) or view.text[end : end + 1].isspace():
        if view.has("]", end) and (after := _target(view, start + 1, end, means, evidence)) > end:
            return _attributes(view, after, (node,))
        end = view.claim(end, end + 1, "mark in plain text")
    return end


def _target(view: View, start: int, end: int, means: Callable[[str], bool], evidence: Evidence) -> int:
    """Claim the address or the label behind the text of a link that ends with `]`; return where the link ends."""
    if not view.has("]", end):
        return end
    if view.has("](", end) and (after := _address(view, end, means)):
        return after
    label = view.match(_LABEL, end + 1)
    if label and label[1].strip() and evidence.use(label[1], means):
        view.claim(end, label.end(), "link label")
        return label.end()
    if not evidence.use(view.text[start + 1 : end], means):
        return end
    empty = view.has("][]", end)
    return view.claim(end, end + (3 if empty else 1), "link label")


def _address(view: View, end: int, means: Callable[[str], bool]) -> int:
    """Claim `](address)` if the address is the node's; return where it ends, 0 if it is not."""
    begin = skip_blank(view.text, end + 2)
    found = parseLinkDestination(view.text, begin, len(view.text))
    if not found.ok or not means(found.str):
        return 0
    behind = skip_blank(view.text, found.pos)
    # The title of a link is no text of any node.
    close = skip_blank(view.text, title_end(view.text, behind))
    if not view.has(")", close):
        return 0
    view.claim(end, end + 2, "link")
    view.claim(begin, found.pos, "link address")
    return view.claim(close, close + 1, "link")


def _attributes(view: View, end: int, nodes: Iterable[object]) -> int:
    return claim_attributes(view, end, nodes) if view.has("{", end) else end


def _foreign(node: Foreign | Anchor, view: View, start: int, evidence: Evidence) -> int:
    if not node.children:
        return start
    first = view.position(node.children[0].at)
    if first > start and view.has("[", start):
        view.claim(start, start + 1, node.kind)
        end = _closed(view, claim_inlines(node.children, view, start + 1, evidence), "]", node.kind)
    else:
        end = claim_inlines(node.children, view, start, evidence)
    if view.text[end - 1 : end] == "}":
        # A link or a picture knows its own attributes, but not the language around it.
        end = view.text.rfind("{", start, end)
    inside = node.children[0]
    return _attributes(view, end, (node, *node.children, *getattr(inside, "children", ())))


def _note_call(node: NoteCall, view: View, start: int, evidence: Evidence) -> int:
    call = view.match(_CALL, start)
    # What is wrong with a note that is not there is said where it is written.
    if call and evidence.labels.setdefault(call[1], node.note) == node.note:
        return view.claim(*call.span(), "note")
    if view.has("^[", start) and node.note in evidence.notes:
        return claim_note(evidence.notes[node.note], view, evidence)
    return start


def _break(node: LineBreak, view: View, start: int, _evidence: Evidence) -> int:
    return view.claim(start, start + 1, node.kind) if view.has("\\\n", start) else start


def _citation(node: Citation, view: View, start: int, evidence: Evidence) -> int:
    return claim_citation(node, view, start, lambda nodes, at: claim_inlines(nodes, view, at, evidence))


INLINES: Mapping[type[Inline], Callable[..., int]] = {
    Text: _text,
    Emphasis: _marked("*", "_"),
    Strong: _marked("**", "__"),
    Strike: _marked("~~"),
    Subscript: _marked("~"),
    Superscript: _marked("^"),
    Code: _code,
    Link: _link,
    Image: _image,
    Foreign: _foreign,
    Citation: _citation,
    Anchor: _foreign,
    NoteCall: _note_call,
    LineBreak: _break,
}

# What `resolve` makes stands in no source.
MADE = frozenset({Abbreviation, Label, PageReference})
