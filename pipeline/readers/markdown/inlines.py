"""Turns the tokens of a line of text into inlines."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import cast

from markdown_it.token import Token

from pipeline.diagnostics import Location, Rule, Severity
from pipeline.model import (
    Code,
    Emphasis,
    Foreign,
    Image,
    Inline,
    LineBreak,
    Link,
    NoteCall,
    Strike,
    Strong,
    Subscript,
    Superscript,
    Text,
)
from pipeline.readers.markdown.assets import MISSING_ALT, read_asset
from pipeline.readers.markdown.attributes import UNKNOWN_ATTRIBUTE, language
from pipeline.readers.markdown.comments import note_comments
from pipeline.readers.markdown.grammar import MAX_DEPTH, MAX_PARAGRAPH, Stretch, place
from pipeline.readers.markdown.ledger import Ledger, Node, nest
from pipeline.readers.markdown.links import LINK_TITLE, is_sound, names_itself
from pipeline.readers.markdown.plain import joined, plain_text, report_html, sound
from pipeline.readers.markdown.remarks import report_remark

UNDEFINED_FOOTNOTE = Rule(
    "undefined-footnote", Severity.ERROR, "a note is called that is not there", "The reader would look for it in vain."
)
IMAGE_TITLE = Rule(
    "image-title",
    Severity.ERROR,
    "an image has a title",
    "A title shows on a mouse's hover only, so that most readers never get it.",
)
TOO_DEEP = Rule(
    "too-deep",
    Severity.ERROR,
    f"more than {MAX_DEPTH} levels stand one inside the other",
    "Parsers drop what is nested too deep without a word; we stop and say where.",
)
TOO_LONG = Rule(
    "too-long",
    Severity.ERROR,
    f"a paragraph has more than {MAX_PARAGRAPH} characters",
    "No reader gets through it, and some constructs take a time that grows with the square of its length.",
)
RULES = (
    UNDEFINED_FOOTNOTE,
    IMAGE_TITLE,
    TOO_DEEP,
    TOO_LONG,
)

_OWN = {"href", "src", "alt", "title"}
_TOO_DEEP = f"the text is nested more than {MAX_DEPTH} levels deep"


@dataclass(frozen=True, slots=True)
class _Line:
    """The text of one block: where its content stands in the source, and what gathers."""

    ledger: Ledger
    stretches: tuple[Stretch, ...]
    depth: int = 0

    def at(self, start: int, end: int) -> Location:
        return self.ledger.source.at(place(self.stretches, start), place(self.stretches, end - 1) + 1)

    def place(self, node: Node) -> Location:
        start, _ = cast("tuple[int, int]", node.token.meta["span"])
        _, end = cast("tuple[int, int]", node.close.meta["span"])
        # The inner ones of two marks open and close a strong passage.
        wider = node.type == "strong"
        return self.at(start - wider, end + wider)


def read_inlines(token: Token, ledger: Ledger) -> tuple[Inline, ...]:
    """Return what an inline token of the parser holds."""
    line = _Line(ledger, stretches_of(token))
    if "too_long" in token.meta:
        message = f"the paragraph has {token.meta['too_long']} characters; at most {MAX_PARAGRAPH} are read"
        ledger.report(TOO_LONG, message, line.at(0, 1), "break it into paragraphs")
    if token.children and token.children[0].meta.get("too_deep"):
        ledger.report(TOO_DEEP, _TOO_DEEP, line.at(0, 1), "take some of the brackets away")
    if token.meta.get("remark"):
        report_remark(line.at(0, 1), ledger)
    return _inlines(nest(token.children or ()), line)


def stretches_of(token: Token) -> tuple[Stretch, ...]:
    """Return where each line of an inline token's content stands in the source."""
    if "stretches" in token.meta:
        return cast("tuple[Stretch, ...]", token.meta["stretches"])
    found: list[Stretch] = []
    offset = 0
    for text, start in zip(token.content.split("\n"), token.meta["starts"], strict=False):
        # Indentation that the parser left on a line stands before the line's text.
        found.append(Stretch(offset + len(text) - len(text.lstrip(" \t")), start))
        offset += len(text) + 1
    return tuple(found)


def _inlines(nodes: list[Node], line: _Line) -> tuple[Inline, ...]:
    """Return the inlines of a run of nodes, neighbouring texts joined."""
    found: list[Inline] = []
    run: list[Text] = []
    for node in nodes:
        for inline in _inline(node, line):
            if isinstance(inline, Text):
                run.append(inline)
                continue
            found.extend(joined(run))
            run.clear()
            found.append(inline)
    found.extend(joined(run))
    return tuple(found)


def _inline(node: Node, line: _Line) -> tuple[Inline, ...]:
    if node.close.meta.get("remark"):
        report_remark(line.place(node), line.ledger)
    return _READERS[node.type](node, line)


def _text(node: Node, line: _Line) -> tuple[Inline, ...]:
    content = node.token.content
    if not content:
        return ()
    at = line.place(node)
    content = sound(content, at, line.ledger) if node.token.info == "entity" else content
    return (Text(content, at, tuple(range(len(content))) if node.type == "text_special" else ()),)


def _softbreak(node: Node, line: _Line) -> tuple[Inline, ...]:
    return (Text("\n", line.place(node)),)


def _hardbreak(node: Node, line: _Line) -> tuple[Inline, ...]:
    return (LineBreak(line.place(node)),)


def _code(node: Node, line: _Line) -> tuple[Inline, ...]:
    at = line.place(node)
    return _in_language((Code(node.token.content, at),), node, line)


def _marked(make: Callable[[tuple[Inline, ...], Location], Inline]) -> Callable[[Node, _Line], tuple[Inline, ...]]:
    """Return what reads a passage between marks that say nothing but what it is."""

    def read(node: Node, line: _Line) -> tuple[Inline, ...]:
        children = _children(node, line)
        return (make(children, line.place(node)),) if children else ()

    return read


def _children(node: Node, line: _Line) -> tuple[Inline, ...]:
    inner = _Line(line.ledger, line.stretches, line.depth + 1)
    if inner.depth <= MAX_DEPTH:
        return _inlines(node.children, inner)
    line.ledger.report(TOO_DEEP, _TOO_DEEP, line.place(node), "take some of the levels away")
    return ()


def _span(node: Node, line: _Line) -> tuple[Inline, ...]:
    children = _children(node, line)
    if node.token.attrs.get("lang"):
        return _in_language(children, node, line)
    hint = "write {lang=…} behind it, or take brackets and braces away"
    line.ledger.report(UNKNOWN_ATTRIBUTE, "a passage in brackets names no language", line.place(node), hint)
    return children


def _in_language(
    content: tuple[Inline, ...], node: Node, line: _Line, taken: tuple[str, ...] = ("lang",)
) -> tuple[Inline, ...]:
    """Return content in the language that its attributes name; report attributes that mean nothing here."""
    at = line.place(node)
    # What the construct itself says (an address, a title) stands beside what is written in braces.
    written = {name: value for name, value in node.token.attrs.items() if name not in _OWN}
    given: Mapping[str, object] = {**written, **node.token.meta.get("insecure_attrs", {})}
    for name in given:
        if name not in taken:
            message = f'the attribute "{name}" means nothing here'
            line.ledger.report(UNKNOWN_ATTRIBUTE, message, at, "take it away")
    tag = language(str(given.get("lang", "")), at, line.ledger)
    return (Foreign(tag, content, at),) if tag and content else content


def _link(node: Node, line: _Line) -> tuple[Inline, ...]:
    at, target = line.place(node), str(node.token.attrs["href"])
    children = _children(node, line)
    if not node.children and names_itself(target):
        return (Link(target, (), at),)
    good = is_sound(target, children, at, line.ledger)
    if node.token.attrs.get("title"):
        line.ledger.report(LINK_TITLE, "the link has a title", at, "write into the text what the title says")
    if not good:
        return children
    return _in_language((Link(target, children, at),), node, line) if children else ()


def _image(node: Node, line: _Line) -> tuple[Inline, ...]:
    token, at, ledger = node.token, line.place(node), line.ledger
    decorative = "decorative" in str(token.attrs.get("class", "")).split()
    alt = plain_text(token, line.stretches, at, ledger)
    if token.attrs.get("title"):
        ledger.report(IMAGE_TITLE, "the image has a title", at, "make it a figure, and its title the caption")
    if not decorative and not alt.strip():
        hint = "say in the brackets what it shows, or write {.decorative} after it"
        ledger.report(MISSING_ALT, "the image has no alternative text", at, hint)
    if decorative and alt.strip():
        ledger.report(MISSING_ALT, "a decorative image has an alternative text", at, "keep one of the two")
    asset = read_asset(str(token.attrs["src"]), at, ledger)
    taken = ("lang", "class") if decorative else ("lang",)
    if asset is None:
        return (Text(alt, at),) if alt else ()
    return _in_language((Image(asset.name, "" if decorative else alt, at),), node, line, taken)


def _note_call(node: Node, line: _Line) -> tuple[Inline, ...]:
    label, at = str(node.token.meta["label"]), line.place(node)
    note = line.ledger.note_ids.get(label)
    if note is None:
        hint = f"write the note as a paragraph of its own: [^{label}]: …"
        line.ledger.report(UNDEFINED_FOOTNOTE, f'the note "{label}" is not there', at, hint)
        return (Text(f"[^{label}]", at),)
    line.ledger.calls.append(note)
    return (NoteCall(note, at),)


def _inline_note(node: Node, line: _Line) -> tuple[Inline, ...]:
    ledger, at = line.ledger, line.place(node)
    note = ledger.new_note_id()
    ledger.inline_notes.append((note, _children(node, line), at))
    ledger.calls.append(note)
    return (NoteCall(note, at),)


def _html(node: Node, line: _Line) -> tuple[Inline, ...]:
    report_html(node.token.content, line.place(node), line.ledger)
    start, _ = cast("tuple[int, int]", node.token.meta["span"])
    note_comments(node.token.content, start, line.stretches, line.ledger)
    return ()


_READERS: Mapping[str, Callable[[Node, _Line], tuple[Inline, ...]]] = {
    "text": _text,
    "text_special": _text,
    "softbreak": _softbreak,
    "hardbreak": _hardbreak,
    "code_inline": _code,
    "em": _marked(Emphasis),
    "strong": _marked(Strong),
    "s": _marked(Strike),
    "sub": _marked(Subscript),
    "sup": _marked(Superscript),
    "span": _span,
    "link": _link,
    "image": _image,
    "footnote_ref": _note_call,
    "inline_note": _inline_note,
    "html_inline": _html,
}
