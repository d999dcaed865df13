"""Where an element of a finished file comes from: a block of the source, and the line of a template that makes it."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from pipeline.diagnostics import Location
from pipeline.files import Templates, shipped_folder
from pipeline.furniture import furniture
from pipeline.model import Article, Edition, Entry, Foreign, Image, Link
from pipeline.model.walk import Node as Model
from pipeline.model.walk import descend
from pipeline.origins.made import Documents, Made, documents, made, origin, template_file, texts
from pipeline.origins.markup import Node, along, at
from pipeline.project import Project
from pipeline.tagged_owners import Owner
from pipeline.trace import trace
from pipeline.workshop import Workshop

__all__ = ["Made", "Origin", "Origins", "origins"]

_TAGS = {"Figure": ("img", "svg"), "TH": ("th",), "TD": ("td",), "Link": ("a",), "L": ("ul", "ol"), "LI": ("li",)}
"""The elements of a page that a role in the tags of a PDF is made of."""
_SHEETS = {"web": "html/style.css", "ebook": "epub/style.css", "paper": "pdf/style.css"}


@dataclass(frozen=True, slots=True)
class Origin:
    """Where something comes from: the entry of its block and the place in the source, and what makes its element."""

    entry: Entry | None = None
    source: Location | None = None
    made: Made | None = None


@dataclass(frozen=True, slots=True)
class Origins:
    """What an edition's places come from."""

    edition: Edition
    project: Path
    templates: Templates
    entries: Mapping[str, Entry]
    nodes: Mapping[str, Model]
    texts: Mapping[str, str]
    found: Documents
    there: Documents

    def of_line(self, member: str, line: int, column: int) -> Origin:
        """What a place in the text of a document comes from."""
        root = self.found.get(PurePosixPath(member).name)
        return self._of(root and at(root, line, column), member)

    def of_path(self, member: str, path: str) -> Origin:
        """What the element comes from to which a path leads."""
        root = self.found.get(PurePosixPath(member).name)
        return self._of(root and along(root, path), member)

    def of_element(self, member: str, name: str) -> Origin:
        """What the first element of a name comes from; `meta` is that of the viewport."""
        root = self.found.get(PurePosixPath(member).name)
        named = [node for node in root.all() if node.name == name] if root else []
        viewport = [node for node in named if node.attributes.get("name") == "viewport"]
        return self._of(next(iter(viewport or named), None), member)

    def of_address(self, member: str, address: str) -> Origin:
        """What the first element comes from that names an address in some attribute."""
        root = self.found.get(PurePosixPath(member).name)
        named = (node for node in root.all() if address in node.attributes.values()) if root else iter(())
        return self._of(next(named, None), member)

    def of_sheet(self, member: str, line: int) -> Location | None:
        """The line of a style sheet's template that gives a line of a document or of a sheet in a book."""
        lines = self.texts.get(PurePosixPath(member).name, "").splitlines()
        wanted = lines[line - 1] if 0 < line <= len(lines) else ""
        # The white space between two lines of a template may be gone.
        told = (
            (each.strip(), Location(file, number))
            for file, content in self._sheets(_SHEETS[self.edition.medium])
            for number, each in enumerate(content.decode("utf-8", "replace").splitlines(), 1)
        )
        found = max((each for each in told if each[0] in wanted), key=lambda each: len(each[0]), default=None)
        return found[1] if found and len(found[0]) > 1 else None

    def of_owner(self, owner: Owner) -> Origin:
        """What an element of a tagged PDF comes from; its page is made by the template of the handout."""
        known = next((name for name in owner.ids if name in self.entries), "")
        entry = self.entries.get(known)
        root = self.there.get("")
        nodes = {node.id: node for node in root.all() if node.id} if root else {}
        block = next((nodes[name] for name in owner.ids if name in nodes), None)
        if root is None or block is None:
            return Origin(entry, entry.at if entry else None)
        inside = next((node for node in block.all() if node.name in _TAGS.get(owner.role, ())), block)
        source = self._inner(inside, known) or (entry.at if entry else None)
        return Origin(entry, source, origin(inside, root, self.project))

    def colour(self, value: str) -> Location | None:
        """The line that gives a colour its value: in the tokens, the project's first, or in the style sheet."""
        for name, content in self._sheets("tokens.toml", _SHEETS[self.edition.medium]):
            for number, line in enumerate(content.decode("utf-8", "replace").splitlines(), 1):
                if found := re.search(re.escape(value) + r"\b", line, re.IGNORECASE):
                    return Location(name, number, found.start() + 1, len(value))
        return None

    def _sheets(self, *names: str) -> Iterator[tuple[str, bytes]]:
        """The files of these paths that hold, each before the shipped one."""
        for name in names:
            if name in self.templates.files:
                yield template_file(name, self.project), self.templates.files[name]
            if name in self.templates.below:
                yield str(shipped_folder() / name), self.templates.below[name]

    def _of(self, node: Node | None, member: str) -> Origin:
        if node is None:
            return Origin()
        known = next((each.id for each in node.around() if each.id in self.entries or each.id.startswith("_")), "")
        entry = self.entries.get(known)
        there = self.there.get(PurePosixPath(member).name)
        place = origin(node, there, self.project) if there else None
        inner = self._inner(node, known)
        # A link in a block that its source has not was made by the theme.
        source = inner or (entry.at if entry and node.name != "a" else None)
        return Origin(entry, source, place)

    def _inner(self, node: Node, block: str) -> Location | None:
        """Where the link, the picture or the foreign words stand that an element is made of, inside of its block."""
        for each in descend([self.nodes[block]]) if block in self.nodes else ():
            if isinstance(each, Link) and each.target == node.attributes.get("href", ""):
                return each.at
            if isinstance(each, Foreign) and each.lang == node.attributes.get("lang", ""):
                return each.at
            if isinstance(each, Image) and node.name == "img" and node.attributes.get("alt", each.alt) == each.alt:
                return each.at
        return None


def origins(article: Article, edition: Edition, content: bytes, project: Project, shop: Workshop) -> Origins:
    """What the places of a finished file come from; `article` is as the edition has it, its charts drawn."""
    words = shop.theme.words(article.metadata.lang)
    promised = trace(article, furniture(article, edition, words), edition.medium)
    entries = {entry.id: entry for entry in (*promised.blocks, *promised.notes) if entry.at}
    nodes = {getattr(node, "id", ""): node for node in descend((*article.blocks, *article.notes))}
    there = made(article, edition, project.templates, shop.press)
    read = texts(content, edition)
    found = documents(read) if read else there
    return Origins(edition, project.folder, project.templates, entries, nodes, read, found, there)
