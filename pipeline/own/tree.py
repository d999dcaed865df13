"""An article as selectors see it: a tree of elements that are named after the kinds of its nodes.

What a node says of itself is an attribute: texts, numbers and days that it has. What is either so or not, such as that
a table is folded, is a class. The root is `article`, with the keys of the front matter; notes follow the blocks, each
as a `footnote`. Selectors are those of CSS (Selectors Level 4, as far as cssselect2 goes), and their steps are counted,
so that one that would go on for ever is stopped at the same step on every machine.
"""

import dataclasses
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import get_args
from xml.etree.ElementTree import Element

import cssselect2
from cssselect2.parser import AttributeSelector, LocalNameSelector, parse

from pipeline.checks.lines import Line, lines, lines_of, source_lines
from pipeline.diagnostics import Location
from pipeline.model import Article, Block, Inline, Metadata, Note, Part, Section, Text
from pipeline.model.walk import Node, children, descend, plain_text, title
from pipeline.wording import meant

_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_STEPS = 5_000_000
"""More than any selector of use takes in an article of a thousand pages; they take a few seconds."""
_FOOTNOTE, _ARTICLE = "footnote", "article"
_TYPES = (*get_args(Block), *get_args(Part), *get_args(Inline))
# Text has no element of its own, and `resolve` has put links in the place of citations.
KINDS = (_ARTICLE, _FOOTNOTE, *sorted({kind.kind for kind in _TYPES} - {"text", "citation"}))
"""The names of elements that there are."""
_FLAGS = ("decorative",)
_FURTHER = ("class", "id", "title", "slug")
# What may be an attribute, by what the model says of the field.
_PLAIN = re.compile(r"^(?!.*(?:tuple|Mapping|frozenset)).*\b(?:str|int|date|Literal|NumeralStyle|Tone|Form)\b")
_SHOWN = 60
"""Characters of a node's text by which it is named."""

Held = Article | Note | Node


class SelectorError(Exception):
    """A text that is no selector, or one that nothing can ever match: a fact and a hint."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class TooManySteps(Exception):
    """A selector goes on and on."""


@dataclass(slots=True)
class _Work:
    steps: int = 0

    def add(self, steps: int) -> None:
        self.steps += steps
        if self.steps > _STEPS:
            raise TooManySteps


class _Counted(cssselect2.ElementWrapper):  # type: ignore[misc]  # the library has no types
    """An element whose every step to others is counted."""

    def __init__(self, etree_element: Element, parent: "_Counted | None", *args: object, **named: object) -> None:
        super().__init__(etree_element, parent, *args, **named)
        self.work: _Work = parent.work if parent else _Work()

    @property
    def ancestors(self) -> tuple["_Counted", ...]:
        found = [self.parent] if self.parent else []
        while found and found[-1].parent:
            found.append(found[-1].parent)
        self.work.add(len(found))
        return tuple(reversed(found))

    @property
    def previous_siblings(self) -> tuple["_Counted", ...]:
        # The library's own goes as deep as there are siblings.
        found = [self.previous] if self.previous else []
        while found and found[-1].previous:
            found.append(found[-1].previous)
        self.work.add(len(found))
        return tuple(reversed(found))

    def iter_children(self) -> Iterator["_Counted"]:
        for child in super().iter_children():
            self.work.add(1)
            yield child


@dataclass(frozen=True, slots=True)
class Place:
    """A node that was selected, the language that it is in, what it is called, and where it stands."""

    node: Held
    lang: str
    name: str
    at: Location


class Tree:
    """An article as a tree of elements, and its nodes by these."""

    def __init__(self, article: Article) -> None:
        self.article = article
        self._held: dict[Element, Held] = {}
        self._selected: dict[str, tuple[Place, ...]] = {}
        root = self._element(_ARTICLE, article, _attributes(article.metadata) | {"slug": article.slug})
        root.extend(self._built(block) for block in article.blocks)
        for note in article.notes:
            made = self._element(_FOOTNOTE, note, _attributes(note))
            made.extend(self._built(block) for block in note.children)
            root.append(made)
        self._root = root
        self.sources = source_lines(article)
        self._lines: dict[int, tuple[Line, ...]] = {}

    @property
    def slug(self) -> str:
        """The slug of the article."""
        return self.article.slug

    def whole(self) -> Place:
        """The article itself; it stands where its title does."""
        meta = self.article.metadata
        at = meta.at.get("title") or Location(self.article.sources[0].file, 1)
        return Place(self.article, meta.lang, meta.title, at)

    def selected(self, selector: str) -> tuple[Place, ...]:
        """What a selector means, in the order of the text; raises SelectorError and TooManySteps."""
        if selector not in self._selected:
            found = _Counted.from_xml_root(self._root).query_all(*compiled(selector))
            self._selected[selector] = tuple(self._place(element) for element in found)
        return self._selected[selector]

    def within(self, selector: str, place: Place) -> Iterator[Place]:
        """What a selector means of that which is inside of a node."""
        inside = {id(node) for node in _inside(place.node)}
        yield from (each for each in self.selected(selector) if id(each.node) in inside)

    def lines(self, place: Place) -> tuple[Line, ...]:
        """The lines of a node, its own among them; those of the front matter are the article's."""
        if id(place.node) not in self._lines:
            self._lines[id(place.node)] = tuple(_lines(place))
        return self._lines[id(place.node)]

    def _place(self, element: _Counted) -> Place:
        node = self._held[element.etree_element]
        if isinstance(node, Article):
            return self.whole()
        return Place(node, element.lang, _name(node), node.at)

    def _element(self, kind: str, node: Held, attributes: dict[str, str]) -> Element:
        if "lang" in attributes:
            attributes[_LANG] = attributes["lang"]
        made = Element(kind, attributes)
        self._held[made] = node
        return made

    def _built(self, node: Node) -> Element:
        made = self._element(node.kind, node, _attributes(node))
        made.text = getattr(node, "text", None)
        for child in children(node):
            if isinstance(child, Text):
                # Where it stands makes no difference to a selector, only that it does.
                made.text = (made.text or "") + child.text
            else:
                made.append(self._built(child))
        return made


def roots(held: Held) -> tuple[Node, ...]:
    """The nodes directly below: the blocks of an article and of its notes, those of a note, those inside of a node."""
    if isinstance(held, Article):
        return (*held.blocks, *(block for note in held.notes for block in note.children))
    return held.children if isinstance(held, Note) else tuple(children(held))


def _inside(held: Held) -> Iterator[object]:
    """All that lies below, and of an article its notes and itself too."""
    if isinstance(held, Article):
        yield from (held, *held.notes)
    yield from descend(roots(held))


def _lines(place: Place) -> Iterator[Line]:
    if isinstance(place.node, Article):
        yield from lines(place.node)
        return
    for each in place.node.children if isinstance(place.node, Note) else (place.node,):
        yield from lines_of(each, place.lang)


def _attributes(node: object) -> dict[str, str]:
    """What a node says of itself, without what it does not have."""
    names = [field.name for field in dataclasses.fields(node)]  # type: ignore[arg-type]  # every node is a dataclass
    values = {
        name: getattr(node, name) for name in (*names, *(each for each in ("id", *_FLAGS) if hasattr(node, each)))
    }
    made = {
        name.replace("_", "-"): str(value)
        for name, value in values.items()
        if isinstance(value, str | int | date) and not isinstance(value, bool) and value != "" and name != "text"
    }
    if isinstance(node, Section):
        made["title"] = title(node.heading)
    flags = [name.replace("_", "-") for name, value in values.items() if value is True]
    return made | ({"class": " ".join(flags)} if flags else {})


_NAMES = {
    name.replace("_", "-")
    for kind in (Metadata, Note, *_TYPES)
    for name in (*(field.name for field in dataclasses.fields(kind) if _PLAIN.match(str(field.type))), *_FURTHER)
    if name != "text"
}
ATTRIBUTES = tuple(sorted(_NAMES))
"""The names of attributes that an element may have."""


def _name(node: Note | Node) -> str:
    """What a node is called in a message: a section by its title, a link by its target, others by text or kind."""
    if isinstance(node, Note):
        return node.id
    if isinstance(node, Section):
        return title(node.heading)
    told = getattr(node, "target", "") or plain_text(getattr(node, "children", ()))
    told = " ".join(told.split()) or node.kind
    return told if len(told) <= _SHOWN else f"{told[: _SHOWN - 1]}…"


@lru_cache(maxsize=256)
def compiled(text: str) -> tuple[object, ...]:
    """A selector as the library takes it; raises SelectorError for what is none, or can match nothing."""
    try:
        parts = tuple(cssselect2.compile_selector_list(text))
        names = list(_parts(tuple(parse(text))))
    except cssselect2.SelectorError as error:
        raise SelectorError(f"the selector cannot be read: {error.args[-1]}", "correct it") from error
    except RecursionError as error:
        raise SelectorError("the selector is nested too deeply", "take brackets away") from error
    for part in names:
        if isinstance(part, LocalNameSelector) and part.local_name not in KINDS:
            hint = meant(part.local_name, KINDS, f"write one of {', '.join(KINDS)}")
            raise SelectorError(f'"{part.local_name}" is no kind of node', hint)
        if isinstance(part, AttributeSelector) and part.name not in ATTRIBUTES:
            hint = meant(part.name, ATTRIBUTES, f"write one of {', '.join(ATTRIBUTES)}")
            raise SelectorError(f'no node has the attribute "{part.name}"', hint)
    if any(part.pseudo_element or part.never_matches for part in parts):
        raise SelectorError("the selector can match nothing", "take away what only a browser knows")
    return parts


def _parts(held: object) -> Iterator[object]:
    """A parsed selector and all that it is made of."""
    yield held
    inner = held if isinstance(held, tuple | list) else vars(held).values() if hasattr(held, "__dict__") else ()
    for each in inner:
        if isinstance(each, tuple | list) or type(each).__module__ == parse.__module__:
            yield from _parts(each)
