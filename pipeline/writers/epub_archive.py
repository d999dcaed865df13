"""Opens an e-book that may come from anywhere: container, package and spine, within limits, and nothing beside them."""

import io
import posixpath
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from lxml import etree

from pipeline.diagnostics import LimitError, PipelineError

_CONTAINER = "META-INF/container.xml"
_SPACES = {"ocf": "urn:oasis:names:tc:opendocument:xmlns:container", "opf": "http://www.idpf.org/2007/opf"}
_XHTML = "application/xhtml+xml"
_MOST_MEMBERS = 10_000
_MOST_BYTES = 64 * 1024 * 1024
"""Of one document; a handbook of 1,000 pages has 5 MB."""
_HINT = "build the e-book again"


@dataclass(frozen=True, slots=True)
class Book:
    """The documents of a book in reading order, its other files, and the documents' ids, by names in the archive."""

    documents: Mapping[str, etree._Element]
    files: Mapping[str, bytes]
    ids: Mapping[str, frozenset[str]]

    def target(self, document: str, href: str) -> str:
        """`#id` when `href`, as `document` has it, leads to an id that the book holds; else `href` as it is.

        With the name of the document where the id is in another one: who looks for it here does not find it.
        """
        name, anchor = resolved(document, href), unquote(urlsplit(href).fragment)
        if anchor and anchor in self.ids.get(name, ()):
            return f"#{anchor}"
        is_elsewhere = href.startswith("#") and any(anchor in ids for ids in self.ids.values())
        return f"{document}{href}" if is_elsewhere else href


def opened(content: bytes) -> Book:
    """The book that an archive holds.

    Raises PipelineError when the file is no EPUB that can be read, LimitError when it is larger than any of ours.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return _book(archive, _members(archive))
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, zlib.error) as error:
        # What zipfile raises for a torn file, an unknown compression and an encrypted member.
        raise _broken(f"is no archive that can be read ({error})") from error


def _members(archive: zipfile.ZipFile) -> Mapping[str, zipfile.ZipInfo]:
    infos = archive.infolist()
    if len(infos) > _MOST_MEMBERS:
        raise LimitError(f"the e-book holds {len(infos)} files, more than {_MOST_MEMBERS}", _HINT)
    members = {info.filename: info for info in infos}
    if len(members) < len(infos):
        raise _broken("holds two files of the same name")
    return members


def _book(archive: zipfile.ZipFile, members: Mapping[str, zipfile.ZipInfo]) -> Book:
    package = _package(_parsed(archive, members, _CONTAINER))
    root = _parsed(archive, members, package)
    items = root.findall("opf:manifest/opf:item", _SPACES)
    manifest = {item.get("id"): resolved(package, item.get("href", "")) for item in items}
    names = [manifest.get(each.get("idref"), "") for each in root.iterfind("opf:spine/opf:itemref", _SPACES)]
    documents = {name: _parsed(archive, members, name) for name in names}
    others = (resolved(package, item.get("href", "")) for item in items if item.get("media-type") != _XHTML)
    # Sought once per document, not once per link: a book has as many links as notes.
    ids = {name: frozenset(each.get("id", "") for each in held.iter(etree.Element)) for name, held in documents.items()}
    return Book(documents, {name: _read(archive, members, name) for name in others}, ids)


def _package(container: etree._Element) -> str:
    rootfile = container.find("ocf:rootfiles/ocf:rootfile", _SPACES)
    if rootfile is None:
        raise _broken("names no package")
    return rootfile.get("full-path", "")


def resolved(base: str, href: str) -> str:
    """The name in the archive of what the file `base` calls `href`; `base` itself for an anchor alone."""
    path = unquote(urlsplit(href).path)
    return posixpath.normpath(posixpath.join(posixpath.dirname(base), path)) if path else base


def _parsed(archive: zipfile.ZipFile, members: Mapping[str, zipfile.ZipInfo], name: str) -> etree._Element:
    content = _read(archive, members, name)
    # Without `huge_tree`, libxml2 refuses elements nested so deep that walking them would not end well.
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True)
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        raise _broken(f'has a file "{name}" that is not well-formed: {error.msg}') from error
    # Before the root one may name a style sheet; in the text they are nothing.
    etree.strip_tags(root, etree.ProcessingInstruction)
    return root


def _read(archive: zipfile.ZipFile, members: Mapping[str, zipfile.ZipInfo], name: str) -> bytes:
    if name not in members:
        raise _broken(f'lacks its file "{name}"')
    # A member never yields more than the size it declares.
    size = members[name].file_size
    if size > _MOST_BYTES:
        raise LimitError(f'"{name}" in the e-book has {size:,} bytes, more than {_MOST_BYTES:,}', _HINT)
    return archive.read(members[name])


def _broken(fact: str) -> PipelineError:
    return PipelineError(f"the e-book {fact}", _HINT)
