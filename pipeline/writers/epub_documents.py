"""The documents of an e-book: one tree from the template, divided into files whose links find each other."""

import copy
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from urllib.parse import unquote, urlsplit

from lxml import etree

from pipeline.theme import XHTML, to_xml

ONE_FILE_LIMIT = 250_000
"""Bytes of a text above which each section of the first level is a file of its own; devices load one file at a time."""

EPUB_TYPE = "{http://www.idpf.org/2007/ops}type"
_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_SPACES = {"h": XHTML}


def divided(root: etree._Element, limit: int = ONE_FILE_LIMIT) -> tuple[etree._Element, ...]:
    """The text as documents: the title page, then the rest; if that is longer than the limit, section by section.

    The tree is used up.
    """
    title_page = set(_title_pages(root))
    sections = set(_sections(root)) if len(to_xml(root)) > limit else set()
    documents: list[_Document] = []
    body = next(root.iter(f"{{{XHTML}}}body"))
    before = None
    for chain, block in list(_blocks(body, title_page | sections, (body,))):
        if not documents or before in title_page or block in sections:
            documents.append(_Document.like(root, body))
        documents[-1].add(chain, block)
        before = block
    return tuple(document.root for document in documents)


def titled(documents: Sequence[etree._Element], titles: Mapping[str, str]) -> None:
    """Gives each document that is one section the title of that section; `titles` are by the id of the heading."""
    for document in documents:
        headings = [heading.get("id", "") for heading in document.iterfind(".//h:h2", _SPACES)]
        title = document.find("h:head/h:title", _SPACES)
        if title is not None and len(headings) == 1 and headings[0] in titles:
            title.text = titles[headings[0]]


def linked(documents: Mapping[str, etree._Element]) -> None:
    """Makes each link to an id name the file (the mapping's key) that holds it."""
    homes = {element.get("id", ""): name for name, root in documents.items() for element in root.iterfind(".//*[@id]")}
    for name, root in documents.items():
        for link in root.iter(f"{{{XHTML}}}a"):
            place = urlsplit(link.get("href", ""))
            home = homes.get(unquote(place.fragment))
            if home and not place.scheme and not place.netloc:
                link.set("href", f"#{place.fragment}" if home == name else f"{home}#{place.fragment}")


def serialised(root: etree._Element) -> bytes:
    """The document as XML: languages said in XML's own way too, and no namespace declared that nothing uses."""
    for element in root.iterfind(".//*[@lang]"):
        element.set(_XML_LANG, element.get("lang", ""))
    root.set(_XML_LANG, root.get("lang", ""))
    etree.cleanup_namespaces(root)
    return to_xml(root)


def _title_pages(root: etree._Element) -> Iterator[etree._Element]:
    return (one for one in root.iterfind(".//h:section", _SPACES) if "titlepage" in one.get(EPUB_TYPE, "").split())


def _sections(root: etree._Element) -> Iterator[etree._Element]:
    return (one for one in root.iterfind(".//h:section", _SPACES) if one.find("h:h2", _SPACES) is not None)


def _blocks(
    container: etree._Element, marked: Collection[etree._Element], chain: tuple[etree._Element, ...]
) -> Iterator[tuple[tuple[etree._Element, ...], etree._Element]]:
    """The blocks between which the text may be divided, each with the elements around it, from the body inwards.

    A marked element is one block, and so is what holds none.
    """
    for child in container:
        if child not in marked and any(one in marked for one in child.iter()):
            yield from _blocks(child, marked, (*chain, child))
        else:
            yield chain, child


@dataclass(slots=True)
class _Document:
    """A document that is being filled: its root, and for each element around blocks the copy that stands in it."""

    root: etree._Element
    copies: dict[etree._Element, etree._Element] = field(default_factory=dict)

    @classmethod
    def like(cls, root: etree._Element, body: etree._Element) -> "_Document":
        made = copy.copy(root)
        made[:] = [copy.deepcopy(head) for head in root.iterfind("h:head", _SPACES)]
        return cls(made, {body: etree.SubElement(made, body.tag, _attributes(body))})

    def add(self, chain: Sequence[etree._Element], block: etree._Element) -> None:
        for outer, inner in pairwise(chain):
            if inner not in self.copies:
                self.copies[inner] = etree.SubElement(self.copies[outer], inner.tag, _attributes(inner))
        self.copies[chain[-1]].append(block)


def _attributes(element: etree._Element) -> dict[str, str]:
    return {str(name): str(value) for name, value in element.attrib.items()}
