"""A line of text as it was read and as it was made, spelt so that the two can be compared.

What typography may change is spelt alike: quotation marks, dashes, ellipses, white space. What an inline is beside
text is spelt too, so that a lost link or emphasis shows. Where text is made, what was read has a gap.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields

from pipeline.model import (
    Abbreviation,
    Block,
    Citation,
    Code,
    Image,
    Label,
    LineBreak,
    Link,
    NoteCall,
    PageReference,
    Part,
    Text,
)
from pipeline.model.walk import children

GAP = "\ue000"
"""Any text, where it stands in a line that was read."""
_OPEN, _CLOSE = "\ue001", "\ue002"
_QUOTES = dict.fromkeys(map(ord, "\"'„‚‟‛′″‴「」『』"), '"')
_SIGNS = {ord("–"): "--", ord("—"): "---", ord("…"): "..."}


def folded(text: str) -> str:
    """The text without white space, its marks as a typewriter has them."""
    plain = "".join(unicodedata.normalize("NFC", text).split()).translate({**_QUOTES, **_SIGNS})
    if plain.isascii():
        return plain
    return "".join('"' if unicodedata.category(char) in {"Pi", "Pf"} else char for char in plain)


def line_of(node: Block | Part) -> str:
    """The line that a block holds itself, not by the blocks in it."""
    return spelt(child for child in children(node) if not isinstance(child, Block | Part))


def spelt(inlines: Iterable[object]) -> str:
    """Inlines as one text in which the begin and the end of each is marked; what `resolve` adds is left out."""
    return "".join(part for node in inlines for part in _spelt(node))


def _spelt(node: object) -> Iterator[str]:
    match node:
        case Text():
            yield folded(node.text)
        case Label() | PageReference():
            return
        case Abbreviation():
            yield spelt(node.children)
        case Citation():
            # Prefixes are kept as they are written, even where the works change their order.
            yield GAP + "".join(f"{spelt(cite.prefix)}{GAP}" for cite in node.items)
        case LineBreak() | NoteCall() | Code() | Image():
            yield f"{_OPEN}{_named(node)}{_CLOSE}"
        case Link() if not node.children:
            yield f"{_OPEN}{_named(node)}{GAP}{_CLOSE}"
        case _:
            yield f"{_OPEN}{_named(node)}{spelt(children(node))}{_CLOSE}"


_MADE = frozenset({"at", "call", "children", "kept", "number"})


def _named(node: object) -> str:
    """The kind of an inline with all that its author has said of it."""
    values = ((field.name, getattr(node, field.name)) for field in fields(node) if field.name not in _MADE)  # type: ignore[arg-type]  # inlines are dataclasses
    said = (folded(value) if name == "alt" else value for name, value in values)
    return f"{getattr(node, 'kind', '')}{_OPEN}{_OPEN.join(map(str, said))}{_OPEN}"


class Glossary:
    """Abbreviations with their long forms, which may be written out at a first use."""

    def __init__(self, meanings: Mapping[str, str]) -> None:
        """Spell them as lines are."""
        self._long = {folded(short): folded(meaning) for short, meaning in meanings.items()}
        shorts = sorted(self._long, key=len, reverse=True)
        # With what may be the ending of a possessive, which stays within the brackets, or a quotation that begins.
        self._short = re.compile(f'({"|".join(map(re.escape, shorts))})("s?)?') if shorts else None

    def reads(self, line: str, made: str) -> bool:
        """Whether a made line is what was read, its gaps filled and abbreviations written out."""
        if line == made:
            return True
        *before, last = line.split(GAP)
        position = 0
        for number, part in enumerate(before):
            pattern = self._pattern(part)
            found = pattern.search(made, position) if number else pattern.match(made)
            if not found:
                return False
            position = found.end()
        pattern = re.compile(self._pattern(last).pattern + r"\Z", re.DOTALL)
        return bool(pattern.search(made, position) if before else pattern.match(made))

    def _pattern(self, part: str) -> re.Pattern[str]:
        """What a part may have become."""
        if self._short is None:
            return re.compile(re.escape(part))
        found, position = [], 0
        for match in self._short.finditer(part):
            found += [re.escape(part[position : match.start()]), self._written_out(match[1], match[0])]
            position = match.end()
        return re.compile("".join([*found, re.escape(part[position:])]))

    def _written_out(self, short: str, used: str) -> str:
        """The abbreviation alone as it is used, behind its long form, which may have an ending, or before it."""
        long = rf"(?i:{re.escape(self._long[short])})"
        ways = (
            rf"{long}\W?\w?\W{{0,2}}{re.escape(name)}\W?{rest}|{re.escape(name)}\W{{1,2}}{long}\W?{rest}"
            for name, rest in ((used, ""), (short, re.escape(used.removeprefix(short))))
        )
        return rf"(?:{'|'.join(ways)}|{re.escape(used)})"
