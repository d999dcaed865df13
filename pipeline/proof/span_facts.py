"""The differences of spans as rules and facts: what became of a link, a picture, a note's call, a word's language."""

from dataclasses import dataclass

from pipeline.diagnostics import Rule
from pipeline.model import Span
from pipeline.proof import rules
from pipeline.proof.described import quoted
from pipeline.proof.words import Words

RULES = {
    "abbr": rules.LOST_MARKUP,
    "anchor": rules.LOST_ID,
    "code": rules.LOST_MARKUP,
    "em": rules.LOST_MARKUP,
    "image": rules.LOST_ALT,
    "lang": rules.LOST_LANGUAGE,
    "line": rules.LOST_MARKUP,
    "link": rules.LOST_LINK,
    "note": rules.LOST_NOTE,
    "number": rules.LOST_NOTE,
    "page": rules.LOST_FURNITURE,
    "picture": rules.LOST_IMAGE,
    "start": rules.WRONG_LEVEL,
    "strike": rules.LOST_MARKUP,
    "strong": rules.LOST_MARKUP,
    "sub": rules.LOST_MARKUP,
    "sup": rules.LOST_MARKUP,
    "task": rules.ALTERED_TEXT,
}
"""The rule of each kind of span."""
_SHAPES = {
    "code": "marked as code",
    "em": "stressed",
    "strike": "struck through",
    "strong": "marked as important",
    "sub": "below the line",
    "sup": "above the line",
}


@dataclass(frozen=True, slots=True)
class Fact:
    """A difference: its rule, in words, and where it is in the held text."""

    rule: Rule
    text: str
    at: int


def lost(span: Span, words: Words, at: int) -> Fact:
    """That a span is not there; `words` are those of the promised text."""
    on = _on(span, words)
    told = {
        "abbr": f"{on} is no longer explained as {quoted(span.value)}",
        "anchor": f'{on} lost its id "{span.value}", to which links lead',
        "image": f"the picture lost its description {quoted(span.value)}",
        "lang": f'{on} is no longer marked as "{span.value}"',
        "link": f"the link {_of(span, words)} to {span.value} is missing",
        "note": f"the call {_of(span, words)} of a note is missing",
        "number": f'the note lost its number "{span.value}"',
        "page": f"the page of {span.value} is not named",
        "picture": "the picture is missing",
        "start": f'the list is no longer numbered from "{span.value}"',
        "task": f'the box "{span.value[:1]}" of the task is missing',
    }
    return Fact(RULES[span.kind], told.get(span.kind) or f"{on} is no longer {_SHAPES[span.kind]}", at)


def added(span: Span, words: Words) -> Fact:
    """That a span is there that nobody wrote; `words` are those of the held text."""
    on = _on(span, words)
    told = {
        "abbr": f"{on} is explained as {quoted(span.value)}, which nobody wrote",
        "anchor": f'{on} has the id "{span.value}", which nobody gave it',
        "image": f"a picture is described as {quoted(span.value)}, which nobody wrote",
        "lang": f'{on} is marked as "{span.value}", though it is not',
        "link": f"{on} is a link to {span.value}, which nobody made",
        "note": f"{on} calls a note that is not called there",
        "number": f'the note has the number "{span.value}", which nobody gave it',
        "page": f"the page of {span.value} is named where no reference is",
        "picture": "a picture stands there that nobody gave",
        "start": f'the list is numbered from "{span.value}", though it has no numbers',
        "task": f'a box "{span.value[:1]}" stands there, though it is no task',
    }
    return Fact(RULES[span.kind], told.get(span.kind) or f"{on} is {_SHAPES[span.kind]}, though it is not", span.start)


def another(one: Span, other: Span, words: Words) -> Fact:
    """That a span says something else; `words` are those of the promised text."""
    on = _on(one, words)
    told = {
        "abbr": f"{on} is explained as {quoted(other.value)}, not as {quoted(one.value)}",
        "anchor": f'{on} has the id "{other.value}", not "{one.value}"',
        "image": f"the picture is described as {quoted(other.value)}, not as {quoted(one.value)}",
        "lang": f'{on} is marked as "{other.value}", not as "{one.value}"',
        "link": f"the link {_of(one, words)} leads to {other.value or 'nowhere'}, not to {one.value}",
        "note": f"the call {_of(one, words)} leads to the note {other.value}, not to {one.value}",
        "number": f'the note has the number "{other.value}", not "{one.value}"',
        "page": f"the page of {other.value} is named, not that of {one.value}",
        "picture": "another picture is shown than the one that was given",
        "start": f'the list counts from "{other.value}", not from "{one.value}"',
    }
    if one.kind == "task":
        return _task(one, other)
    text = f"the picture lost its description {quoted(one.value)}" if not other.value and one.kind == "image" else ""
    return Fact(RULES[one.kind], text or told[one.kind], other.start)


def elsewhere(one: Span, other: Span, promised: Words, held: Words) -> Fact:
    """That a span says what it should, but of other words."""
    on, of = quoted(promised.shown(one.start, one.end)), quoted(held.shown(other.start, other.end))
    if one.start == one.end:
        thing = {"image": "picture", "page": "named page"}.get(one.kind, one.kind)
        return Fact(RULES[one.kind], f"the {thing} stands at another place in the text", other.start)
    what = {"link": f"the link to {one.value}", "note": "the call of the note", "anchor": f'the id "{one.value}"'}
    if one.kind in _SHAPES:
        return Fact(RULES[one.kind], f"{of} is {_SHAPES[one.kind]}, not {on}", other.start)
    return Fact(RULES[one.kind], f"{what.get(one.kind, 'the mark')} is on {of}, not on {on}", other.start)


def _on(span: Span, words: Words) -> str:
    """The words of a span; a picture alone has none."""
    shown = words.shown(span.start, span.end)
    return quoted(shown) if shown else "what has no words"


def _of(span: Span, words: Words) -> str:
    """The words of a link or a call, said of it."""
    return _on(span, words) if words.shown(span.start, span.end) else "without words"


def _task(one: Span, other: Span) -> Fact:
    """The box that is seen is text; what is said in its place is a description of it."""
    if one.value[:1] != other.value[:1]:
        return Fact(RULES["task"], f'the box "{one.value[:1]}" of the task is "{other.value[:1]}"', other.start)
    said = quoted(other.value[1:].strip()) if other.value[1:].strip() else "nothing"
    text = f'the box "{one.value[:1]}" of the task is said as {said}, not as {quoted(one.value[2:])}'
    return Fact(rules.LOST_ALT, text, other.start)
