"""What one account knows: the claims so far, and what the article says that vouches for markup."""

import dataclasses
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from markdown_it.common.utils import normalizeReference
from markdown_it.helpers import parseLinkDestination, parseLinkTitle

from pipeline.diagnostics import Location
from pipeline.files.confine import ReadError, resolve_reference
from pipeline.model import Image, Note
from pipeline.model.blocks import Block, Part
from pipeline.readers.markdown.account.claims import Claims, View

_DEFINITION = re.compile(r"^(?:[ \t>*+:~-]|\d+[.)])*(\[(?!\^)((?:\\.|[^\[\]\\])+)\]:)", re.MULTILINE)
_BLANK = re.compile(r"[ \t]*(?:\n[ \t>]*)?")
_ITEM = re.compile(
    r"[ \t]*(?:#(?P<id>[^\s{}#.=]+)|\.(?P<class>[^\s{}#.=]+)|(?P<name>[\w:-]+)=(?P<value>\"[^\"]*\"|[^\s\"{}]+))"
)


@dataclass(slots=True)
class Definition:
    """What looks like the definition of a link reference: where it stands, and the address that it gives."""

    start: int
    end: int
    target: str
    used: bool = False


@dataclass(slots=True)
class Evidence:
    """The one thing that changes while an account is made.

    `files` are the names of those that the article uses, `prefix` stands before them in locations. `labels` are the
    ids of notes by the labels that call them; `ends` is where notes end that are written in place. `quoted` is how many
    quotations stand around a line, counted from 0; `begins` are the blocks by where they begin, `directives` those
    that begin with colons.
    """

    claims: Claims
    notes: dict[str, Note]
    files: frozenset[str] = frozenset()
    prefix: str = ""
    labels: dict[str, str] = field(default_factory=dict)
    ends: dict[str, int] = field(default_factory=dict)
    quoted: dict[int, int] = field(default_factory=dict)
    begins: dict[int, list[object]] = field(default_factory=dict)
    directives: list[Block | Part] = field(default_factory=list)
    definitions: dict[str, list[Definition]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        text = self.claims.source.text
        for match in _DEFINITION.finditer(text):
            if definition := _definition(text, *match.span(1)):
                self.definitions.setdefault(normalizeReference(match[2]), []).append(definition)

    def file(self, reference: str, at: Location) -> str:
        """Return the name of the file that a reference means, inside the article's folder; "" if it means none."""
        try:
            return resolve_reference(reference, at.file.removeprefix(self.prefix).rpartition("/")[0])
        except ReadError:
            return ""

    def use(self, label: str, means: Callable[[str], bool]) -> bool:
        """Whether a label is defined with the address that a node has; the first such definition is then used."""
        for definition in self.definitions.get(normalizeReference(label), ()):
            if means(definition.target):
                definition.used = True
                return True
        return False


def _definition(text: str, start: int, end: int) -> Definition | None:
    begin = skip_blank(text, end)
    found = parseLinkDestination(text, begin, len(text))
    if not found.ok or found.pos == begin:
        return None
    return Definition(start, found.pos, found.str)


def skip_blank(text: str, position: int) -> int:
    """Return where what follows white space with at most one line's end begins."""
    match = _BLANK.match(text, position)
    return match.end() if match else position


def title_end(text: str, position: int) -> int:
    """Return where the title of a link ends that begins at a position; the position itself if none does."""
    found = parseLinkTitle(text, position, len(text))
    return found.pos if found.ok else position


def values(nodes: Iterable[object]) -> Iterator[str]:
    """Yield what the fields of nodes hold, as text, those of the nodes in them too, but of no block in them."""
    for node in nodes:
        if isinstance(node, str | int) and not isinstance(node, bool):
            yield str(node)
        elif isinstance(node, tuple):
            yield from values(each for each in node if not isinstance(each, Block))
        elif dataclasses.is_dataclass(node):
            yield from values(getattr(node, each.name) for each in dataclasses.fields(node) if each.name != "at")


def claim_attributes(view: View, start: int, nodes: Iterable[object]) -> int:
    """Claim the braces that stand at a position, and in them what the nodes have; return where they end."""
    end = view.text.find("}", start) + 1
    if not view.has("{", start) or not end:
        return start
    nodes = list(nodes)
    known = {*values(nodes), *(name for node in nodes for name in _flags(node))}
    view.claim(start, start + 1, "attribute")
    view.claim(end - 1, end, "attribute")
    for item in _ITEM.finditer(view.text, start + 1, end - 1):
        said = item["id"] or item["class"] or item["value"].strip('"')
        # A width without a unit is one in pixels.
        if said in known or f"{said}px" in known:
            view.claim(*item.span(), "attribute")
    if view.text[start + 1 : end - 1] == "-" and "unnumbered" in known:
        view.claim(start, end, "attribute")
    return end


def _flags(node: object) -> Iterator[str]:
    """Yield the names of what is so with a node, as classes in braces name it."""
    image = getattr(node, "image", node)
    if isinstance(image, Image) and image.decorative:
        yield "decorative"
    if dataclasses.is_dataclass(node):
        yield from (
            each.name.replace("_", "-") for each in dataclasses.fields(node) if getattr(node, each.name) is True
        )
