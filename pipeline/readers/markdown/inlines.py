"""Turns the tokens of a line of text into inlines."""

from collections.abc import Callable, Mapping
from typing import cast

from markdown_it.token import Token

from pipeline.diagnostics import Location, Rule, Severity
from pipeline.model import (
    Code,
    Emphasis,
    Inline,
    LineBreak,
    NoteCall,
    Strike,
    Strong,
    Subscript,
    Superscript,
    Text,
)
from pipeline.readers.markdown.braces import MEANT
from pipeline.readers.markdown.citations import read_citation
from pipeline.readers.markdown.comments import note_comments
from pipeline.readers.markdown.grammar import MAX_DEPTH, MAX_PARAGRAPH
from pipeline.readers.markdown.ledger import Ledger, Node, nest
from pipeline.readers.markdown.line import Line, stretches_of
from pipeline.readers.markdown.plain import joined, report_html, sound
from pipeline.readers.markdown.remarks import has_remark, report_remark
from pipeline.readers.markdown.targets import read_image, read_link, read_span, with_braces
from pipeline.readers.markdown.waivers import refuse_within

UNDEFINED_FOOTNOTE = Rule(
    "undefined-footnote",
    Severity.ERROR,
    "a note is called that is not there",
    "A reader would look for the note in vain.",
    wrong="The harbour was dug in 1871.[^survey]\n",
    right="The harbour was dug in 1871.[^survey]\n\n[^survey]: Survey of the port, 1912.\n",
)
TOO_DEEP = Rule(
    "too-deep",
    Severity.ERROR,
    f"more than {MAX_DEPTH} levels stand one inside the other",
    "Parsers drop what is nested too deep without a word; here it is said where.",
    wrong=">" * 41 + " Deep.\n",
    right=">" * 40 + " Deep.\n",
)
TOO_LONG = Rule(
    "too-long",
    Severity.ERROR,
    f"a paragraph has more than {MAX_PARAGRAPH} characters",
    "No reader gets through it, and reading some constructs takes a time that grows with the square of its length.",
)
NOTE_LABEL = Rule(
    "note-label",
    Severity.ERROR,
    "the label of a note is empty, too long, or holds a space",
    "Call and note would stand in the text with their brackets, and the note would be printed where it was written.",
    wrong="The harbour was dug in 1871.[^survey of 1912]\n",
    right="The harbour was dug in 1871.[^survey-1912]\n\n[^survey-1912]: Survey of the port, 1912.\n",
)
STRAY_BRACES = Rule(
    "stray-braces",
    Severity.WARNING,
    "braces that look like attributes stand in the text",
    "Readers would see the braces, and what they ask for would not happen.",
    wrong="{lang=fr} Une phrase en français.\n",
    right="{lang=fr}\nUne phrase en français.\n",
    yields=True,
)
RULES = (UNDEFINED_FOOTNOTE, TOO_DEEP, TOO_LONG, NOTE_LABEL, STRAY_BRACES)

_TOO_DEEP = f"the text is nested more than {MAX_DEPTH} levels deep"


def read_inlines(token: Token, ledger: Ledger) -> tuple[Inline, ...]:
    """Return what an inline token of the parser holds."""
    line = Line(ledger, stretches_of(token))
    if "too_long" in token.meta:
        message = f"the paragraph has {token.meta['too_long']} characters; at most {MAX_PARAGRAPH} are read"
        ledger.report(TOO_LONG, message, line.at(0, 1), "break it into paragraphs")
    if token.children and token.children[0].meta.get("too_deep"):
        ledger.report(TOO_DEEP, _TOO_DEEP, line.at(0, 1), "take some of the brackets away")
    return _inlines(nest(token.children or ()), line)


def _inlines(nodes: list[Node], line: Line) -> tuple[Inline, ...]:
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


def _inline(node: Node, line: Line) -> tuple[Inline, ...]:
    return _READERS[node.type](node, line)


def _text(node: Node, line: Line) -> tuple[Inline, ...]:
    content = node.token.content
    if not content:
        return ()
    at = line.place(node)
    content = sound(content, at, line.ledger) if node.token.info == "entity" else content
    if "label" in node.token.meta:
        label = " ".join(str(node.token.meta["label"]).split())
        hint = "write one short word, such as [^source-2], or \\[ for a bracket"
        line.ledger.report(NOTE_LABEL, f'"{label[:40]}" cannot be the label of a note', at, hint)
    if node.type == "text" and (match := MEANT.search(content)):
        _report_braces(match[0], at, line.ledger)
    return (Text(content, at, tuple(range(len(content))) if node.type == "text_special" else ()),)


def _report_braces(text: str, at: Location, ledger: Ledger) -> None:
    if has_remark(text):
        report_remark(at, ledger)
        return
    hint = "put them behind a link, an image, code or [a passage], or on a line before a block; or write \\{"
    ledger.report(STRAY_BRACES, f"{text} is read as text", at, hint)


def _softbreak(node: Node, line: Line) -> tuple[Inline, ...]:
    return (Text("\n", line.place(node)),)


def _hardbreak(node: Node, line: Line) -> tuple[Inline, ...]:
    return (LineBreak(line.place(node)),)


def _marked(make: Callable[[tuple[Inline, ...], Location], Inline]) -> Callable[[Node, Line], tuple[Inline, ...]]:
    """Return what reads a passage between marks that say nothing but what it is."""

    def read(node: Node, line: Line) -> tuple[Inline, ...]:
        children = _children(node, line)
        return (make(children, line.place(node)),) if children else ()

    return read


def _children(node: Node, line: Line) -> tuple[Inline, ...]:
    inner = line.inside()
    if inner.depth <= MAX_DEPTH:
        return _inlines(node.children, inner)
    line.ledger.report(TOO_DEEP, _TOO_DEEP, line.place(node), "take some of the levels away")
    return ()


def _code(node: Node, line: Line) -> tuple[Inline, ...]:
    return with_braces((Code(node.token.content, line.place(node)),), node, line)


def _span(node: Node, line: Line) -> tuple[Inline, ...]:
    return read_span(node, _children(node, line), line)


def _link(node: Node, line: Line) -> tuple[Inline, ...]:
    return read_link(node, _children(node, line), line)


def _note_call(node: Node, line: Line) -> tuple[Inline, ...]:
    label, at = str(node.token.meta["label"]), line.place(node)
    note = line.ledger.note_ids.get(label)
    if note is None:
        hint = f"write the note as a paragraph of its own: [^{label}]: …"
        line.ledger.report(UNDEFINED_FOOTNOTE, f'the note "{label}" is not there', at, hint)
        return (Text(f"[^{label}]", at),)
    line.ledger.calls.append(note)
    return (NoteCall(note, at),)


def _inline_note(node: Node, line: Line) -> tuple[Inline, ...]:
    ledger, at = line.ledger, line.place(node)
    note = ledger.new_note_id()
    ledger.inline_notes.append((note, _children(node, line), at))
    ledger.calls.append(note)
    return (NoteCall(note, at),)


def _citation(node: Node, line: Line) -> tuple[Inline, ...]:
    return read_citation(node, line.ledger, line.place, lambda nodes: _inlines(nodes, line))


def _html(node: Node, line: Line) -> tuple[Inline, ...]:
    report_html(node.token.content, line.place(node), line.ledger)
    refuse_within(node.token.content, line.place(node), line.ledger)
    start, _ = cast("tuple[int, int]", node.token.meta["span"])
    note_comments(node.token.content, start, line.stretches, line.ledger)
    return ()


_READERS: Mapping[str, Callable[[Node, Line], tuple[Inline, ...]]] = {
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
    "image": read_image,
    "footnote_ref": _note_call,
    "inline_note": _inline_note,
    "html_inline": _html,
    "citation": _citation,
}
