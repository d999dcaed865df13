"""Which line of which template makes an element: the same edition made once more, by templates whose tags say so.

Each tag that a template writes out gets an attribute with its own place; the shape of what is made stays the same, so
that an element is found there by the nearest id around it and the way from that.
"""

import io
import re
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from pipeline import theme
from pipeline.diagnostics import Location, PipelineError
from pipeline.files import Templates, shipped_folder
from pipeline.model import Article, Edition
from pipeline.origins.markup import Node, document
from pipeline.press import Press
from pipeline.sandbox.inheritance import SHIPPED
from pipeline.writers import writer_of
from pipeline.writers.page import values

_MADE = "data-made-at"
# What a template is made of, as far as tags go: comments, statements and expressions, which may hold `<`, and tags.
_PIECES = re.compile(
    r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}|(?P<tag><(?=[A-Za-z]|\{\{)(?:\{\{.*?\}\}|\{%.*?%\}|[^<>{]|\{(?![{%]))*?)(?P<end>/?>)",
    re.DOTALL,
)
_PDF = "pdf/document.xhtml"

Documents = Mapping[str, Node]
"""The documents of an edition by their names in it; that of a page or a handout is called ""."""


def documents(read: Mapping[str, str]) -> Documents:
    """The documents among the texts of an edition."""
    return {name: document(text) for name, text in read.items() if not name.endswith(".css")}


def texts(content: bytes, edition: Edition) -> Mapping[str, str]:
    """The documents and style sheets of a page or a book; none of paper, or of a file that cannot be opened."""
    if edition.medium != "ebook":
        return {"": content.decode("utf-8", "replace")} if edition.medium == "web" else {}
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as book:
            names = [name for name in book.namelist() if name.endswith((".css", ".xhtml"))]
            return {PurePosixPath(name).name: book.read(name).decode("utf-8", "replace") for name in names}
    except (zipfile.BadZipFile, EOFError, OSError, RuntimeError, ValueError):
        return {}


def made(article: Article, edition: Edition, templates: Templates, press: Press) -> Documents:
    """The documents that an edition would have today, with the places of their tags; none where that fails.

    `article` is as the edition has it. A handout is not printed for it: its page is enough.
    """
    marked = {name: _marked(name, content) for name, content in templates.files.items()}
    shipped = {name: _marked(f"{SHIPPED}{name}", content) for name, content in templates.below.items()}
    try:
        own = theme.load(marked, templates.fonts, shipped)
        if edition.medium == "paper":
            page = values(article, edition, own, {name: f"asset:{name}" for name in article.assets})
            return {"": document(own.render(_PDF, page))}
        return documents(texts(writer_of(edition).write(article, edition, own, press).content, edition))
    except PipelineError:
        return {}


@dataclass(frozen=True, slots=True)
class Made:
    """The place in a template that makes an element; not `whole` if only what is around the element is made there."""

    at: Location
    whole: bool


def origin(node: Node, there: Node, project: Path) -> Made | None:
    """What makes an element of a finished document; `there` is the same document with the places of its tags."""
    steps: list[int] = []
    for each in node.around():
        start = _twin(each, there)
        if start is not None:
            return _nearest(*_walked(start, node, steps[::-1]), project)
        steps.append(each.parent.children.index(each) if each.parent else 0)
    return None


def _twin(node: Node, there: Node) -> Node | None:
    """The same element in the other document: the first of its id if it is that here too, or the root element."""
    if node.parent is None or not node.parent.name:
        return there.children[0] if there.children else there
    *_, root = node.around()
    if not node.id or next(each for each in root.all() if each.id == node.id) is not node:
        return None
    return next((each for each in there.all() if each.id == node.id), None)


def _walked(start: Node, node: Node, steps: list[int]) -> tuple[Node, bool]:
    """The element at the end of a way, as far as it goes, and whether it is the one that was looked for."""
    for step in steps:
        if step >= len(start.children):
            return start, False
        start = start.children[step]
    return (start, True) if start.name == node.name else (start.parent or start, False)


def _nearest(found: Node, arrived: bool, project: Path) -> Made | None:
    for each in found.around():
        if _MADE in each.attributes:
            return Made(_place(each, project), arrived and each is found)
    return None


def _place(node: Node, project: Path) -> Location:
    name, line, column = node.attributes[_MADE].rsplit(":", 2)
    return Location(template_file(name, project), int(line), int(column), len(node.name) + 1)


def template_file(name: str, project: Path) -> str:
    """The file of a template: the project's own, as seen from there, else the shipped one."""
    if name.startswith(SHIPPED):
        return str(shipped_folder() / name.removeprefix(SHIPPED))
    return f"templates/{name}" if (project / "templates" / name).is_file() else str(shipped_folder() / name)


def _marked(name: str, content: bytes) -> bytes:
    if not name.endswith(".xhtml"):
        return content
    return "".join(_pieces(name, content.decode("utf-8", "replace"))).encode()


def _pieces(name: str, text: str) -> Iterator[str]:
    done = 0
    for found in _PIECES.finditer(text):
        yield text[done : found.start()]
        done = found.end()
        if found["tag"] is None:
            yield found[0]
        else:
            start = found.start()
            line, column = text.count("\n", 0, start) + 1, start - (text.rfind("\n", 0, start) + 1) + 1
            yield f'{found["tag"]} {_MADE}="{name}:{line}:{column}"{found["end"]}'
    yield text[done:]
