"""A PDF as its bytes have it: the operators that show text, what their codes mean, and the elements of its tag tree."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from io import BytesIO
from itertools import chain, takewhile
from typing import cast

import pikepdf

Instruction = pikepdf.ContentStreamInstruction | pikepdf.ContentStreamInlineImage
Key = tuple[int, int]
"""A page by its number, and a mark on it by its identifier."""

_LINE = re.compile(rb"<([0-9a-fA-F]+)>\s*<([0-9a-fA-F]+)>[ \t]*(?:<([0-9a-fA-F]+)>)?")
_BLOCKS = frozenset(
    {"P", "H1", "H2", "H3", "H4", "H5", "H6", "LI", "Caption", "BlockQuote", "Code", "TOCI", "Note", "Lbl"}
)
_BOXES = frozenset({"Sect", "Div", "Table", "L", "LI", "Note"})
ROW = "TR"
_NOTE = "Note"


@dataclass(frozen=True, slots=True)
class Font:
    """What the codes of a font mean, and how wide they are, in thousandths of its size."""

    meanings: dict[int, str]
    widths: dict[int, float]
    standard: float


@dataclass(frozen=True, slots=True)
class Show:
    """An operator that shows text: its page and its number there, the mark around it, the kind of artifact it is in.

    `codes` are those of its glyphs, `place` is where its line begins, `size` that of the font.
    """

    page: int
    index: int
    mark: int | None
    artifact: str
    font: Font
    codes: tuple[int, ...]
    place: tuple[float, float]
    size: float

    @property
    def text(self) -> str:
        """What it says."""
        return "".join(self.font.meanings.get(code, "") for code in self.codes)

    @property
    def width(self) -> float:
        """How wide it is."""
        return sum(self.font.widths.get(code, self.font.standard) for code in self.codes) * self.size / 1000


@dataclass(eq=False, slots=True)
class Node:
    """An element of the tag tree: its dictionary, its standard role, what is around it and in it."""

    element: pikepdf.Object
    role: str
    parent: "Node | None"
    children: "list[Node | Key]" = field(default_factory=list)

    def walk(self) -> "Iterator[Node]":
        """It and all elements in it, in their order."""
        yield self
        for child in self.children:
            if isinstance(child, Node):
                yield from child.walk()

    def around(self) -> "Iterator[Node]":
        """It and the elements around it, from the inside out."""
        node: Node | None = self
        while node:
            yield node
            node = node.parent

    def marks(self) -> Iterator[Key]:
        """The marks in it, in their order, without those of notes that stand in it."""
        for child in self.children:
            if isinstance(child, Node):
                yield from () if child.role == _NOTE else child.marks()
            else:
                yield child

    def block(self) -> "Node":
        """The nearest block; of what stands in a table its row, but a note that is called there is none of it."""
        around = tuple(takewhile(lambda node: node.role != _NOTE, self.around()))
        rows = (node for node in around if node.role == ROW)
        blocks = (node for node in around if node.role in _BLOCKS)
        return next(chain(rows, blocks), self)

    def boxes(self) -> "list[Node]":
        """The two nearest elements around it that hold blocks, and a table before its block."""
        around, block = [node for node in self.around() if node.role in _BOXES], self.block()
        beside = [node for node in block.parent.children if isinstance(node, Node)] if block.parent else [block]
        before = beside[: beside.index(block)][-1:]
        return [*around[:2], *(node for node in before if node.role == "Table")]

    def within(self, *roles: str) -> bool:
        """Whether it has one of these roles, or stands in what has."""
        return any(node.role in roles for node in self.around())


class Paper:
    """An opened PDF."""

    def __init__(self, content: bytes) -> None:
        self.pdf = pikepdf.open(BytesIO(content))
        self._roles = {
            str(name)[1:]: str(role)[1:] for name, role in self.pdf.Root.StructTreeRoot.get("/RoleMap", {}).items()
        }
        self._pages: dict[tuple[int, int], int] = {
            page.obj.objgen: number for number, page in enumerate(self.pdf.pages)
        }

    @cached_property
    def shows(self) -> list[Show]:
        """All operators that show text, page by page."""
        return [show for number in range(len(self.pdf.pages)) for show in _shows(self.pdf.pages[number], number)]

    @cached_property
    def root(self) -> Node:
        """The tag tree."""
        top = self.pdf.Root.StructTreeRoot.K
        first = top[0] if isinstance(top, pikepdf.Array) else top
        return self._node(first, None, -1)

    @cached_property
    def owners(self) -> dict[Key, Node]:
        """The element that holds each mark."""
        return {child: node for node in self.root.walk() for child in node.children if not isinstance(child, Node)}

    @cached_property
    def _texts(self) -> dict[Key, str]:
        texts: dict[Key, str] = {}
        for show in self.shows:
            if show.mark is not None:
                texts[show.page, show.mark] = texts.get((show.page, show.mark), "") + show.text
        return texts

    def owner(self, show: Show) -> Node | None:
        """The element that a text belongs to, None for an artifact."""
        return None if show.mark is None else self.owners.get((show.page, show.mark))

    def pictures(self) -> list[Node]:
        """The article's pictures with what is said in their place; the theme's have ids that begin with a low line."""
        figures = (each for each in self.root.walk() if each.role == "Figure" and "/Alt" in each.element)
        return [each for each in figures if not str(each.element.get("/ID", "")).startswith("_")]

    def text_of(self, node: Node) -> str:
        """All text in an element."""
        return " ".join(" ".join(self._texts.get(mark, "") for mark in node.marks()).split())

    def instructions(self, page: int) -> list[Instruction]:
        """What a page's content consists of."""
        return list(pikepdf.parse_content_stream(self.pdf.pages[page]))

    def rewrite(self, page: int, instructions: list[Instruction]) -> None:
        """Give a page another content."""
        self.pdf.pages[page].Contents = self.pdf.make_stream(pikepdf.unparse_content_stream(instructions))

    def saved(self) -> bytes:
        """The file as it is now."""
        made = BytesIO()
        self.pdf.save(made, static_id=True)
        return made.getvalue()

    def _node(self, element: pikepdf.Object, parent: Node | None, page: int) -> Node:
        name = str(element.get("/S", "/"))[1:]
        node = Node(element, self._roles.get(name, name), parent)
        page = self._pages.get(element.Pg.objgen, page) if "/Pg" in element else page
        kids = element.get("/K")
        held: list[object] = [] if kids is None else list(kids) if isinstance(kids, pikepdf.Array) else [kids]
        for kid in held:
            if isinstance(kid, int):
                node.children.append((page, kid))
            elif isinstance(kid, pikepdf.Object) and "/MCID" in kid:
                node.children.append((self._pages.get(kid.Pg.objgen, page) if "/Pg" in kid else page, int(kid.MCID)))
            elif isinstance(kid, pikepdf.Object) and "/S" in kid:
                node.children.append(self._node(kid, node, page))
        return node


def _shows(page: pikepdf.Page, number: int) -> Iterator[Show]:
    fonts: dict[str, Font] = {}
    marks: list[tuple[int | None, str]] = []
    font, size, place = Font({}, {}, 0), 0.0, (0.0, 0.0)
    for index, one in enumerate(pikepdf.parse_content_stream(page)):
        operator, operands = str(one.operator), list(one.operands)
        if operator in {"BDC", "BMC"}:
            marks.append(_mark(operands))
        elif operator == "EMC":
            marks.pop()
        elif operator == "Tf":
            name = str(operands[0])
            if name not in fonts:
                fonts[name] = _font(page.Resources.Font[name])
            font, size = fonts[name], float(operands[1])
        elif operator == "Tm":
            place = float(operands[4]), float(operands[5])
        elif operator in {"TJ", "Tj"}:
            mark = next((mark for mark, _ in reversed(marks) if mark is not None), None)
            artifact = next((kind for _, kind in marks if kind), "")
            codes = tuple(code for code in flat(operands) if isinstance(code, int))
            yield Show(number, index, mark, artifact, font, codes, place, size)


def flat(operands: list[pikepdf.Object]) -> list[int | float]:
    """The codes of an operator as whole numbers, and between them how far the next ones are moved, as fractions."""
    parts = list(operands[0]) if isinstance(operands[0], pikepdf.Array) else operands
    made: list[int | float] = []
    for part in parts:
        if isinstance(part, pikepdf.String):
            content = bytes(part)
            made += [content[at] << 8 | content[at + 1] for at in range(0, len(content), 2)]
        else:
            made.append(float(cast("float", part)))
    return made


def shown(parts: list[int | float]) -> pikepdf.ContentStreamInstruction:
    """The operator that shows codes, moved as they should be."""
    texts = [pikepdf.String(each.to_bytes(2)) if isinstance(each, int) else each for each in parts]
    return pikepdf.ContentStreamInstruction([pikepdf.Array(texts)], pikepdf.Operator("TJ"))


def _mark(operands: list[pikepdf.Object]) -> tuple[int | None, str]:
    properties = (
        operands[1] if len(operands) > 1 and isinstance(operands[1], pikepdf.Dictionary) else pikepdf.Dictionary()
    )
    mark = int(properties.MCID) if "/MCID" in properties else None
    kind = str(properties.get("/Subtype", "/Layout"))[1:] if str(operands[0]) == "/Artifact" else ""
    return mark, kind


def _font(font: pikepdf.Object) -> Font:
    meanings: dict[int, str] = {}
    # WeasyPrint and others write ranges of one code, or lists of single codes.
    for first, second, third in _LINE.findall(font.ToUnicode.read_bytes().partition(b"endcodespacerange")[2]):
        start, end = int(first, 16), int(second, 16) if third else int(first, 16)
        text = bytes.fromhex((third or second).decode()).decode("utf-16-be")
        for code in range(start, end + 1):
            meanings[code] = text[:-1] + chr(ord(text[-1]) + code - start) if text else ""
    inner = font.DescendantFonts[0]
    return Font(meanings, dict(_widths(list(inner.get("/W", [])))), float(inner.get("/DW", 1000)))


def _widths(parts: list[pikepdf.Object]) -> Iterator[tuple[int, float]]:
    while parts:
        first, second, *parts = parts
        if isinstance(second, pikepdf.Array):
            yield from ((int(first) + offset, float(width)) for offset, width in enumerate(second))
        else:
            third, *parts = parts
            yield from ((code, float(third)) for code in range(int(first), int(second) + 1))
