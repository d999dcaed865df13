"""The package of an e-book: what ebooklib writes of it, mended, and packed so that equal parts give equal bytes."""

import datetime
import io
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from ebooklib import epub
from lxml import etree

from pipeline.model.language import direction

_MIMETYPE = "application/epub+zip"
_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_IDENTIFIER = "publication-id"
# The earliest date that a zip can hold: the book's own date is in its metadata.
_ZIP_DATE = (1980, 1, 1, 0, 0, 0)
_UNKNOWN = datetime.datetime(1970, 1, 1, tzinfo=datetime.UTC)
"""Stands for a date that is not given, since ebooklib would take the clock's; it is not written."""
_UNIX = 3
_PLAIN_FILE = 0o100644 << 16


@dataclass(frozen=True, slots=True)
class Member:
    """A file of the book: where it lies, its type, its bytes, its properties in the manifest, whether it is read."""

    href: str
    media_type: str
    content: bytes
    properties: tuple[str, ...] = ()
    in_spine: bool = False


@dataclass(frozen=True, slots=True)
class Property:
    """An element of the package's metadata: `dc:` and a name of Dublin Core, or "meta"."""

    name: str
    text: str
    attributes: tuple[tuple[str, str], ...] = ()


def packed(
    identifier: str,
    lang: str,
    modified: datetime.datetime | None,
    properties: Iterable[Property],
    members: Sequence[Member],
) -> bytes:
    """The book as a file; members of the spine are read in the order given (EPUB 3.3, section 5).

    Only a draft may not know when it was `modified`.
    """
    book = epub.EpubBook()
    # ebooklib fills these with its own name and a random identifier.
    book.metadata.clear()
    book.language, book.IDENTIFIER_ID = lang, _IDENTIFIER
    book.add_metadata("DC", "identifier", identifier, {"id": _IDENTIFIER})
    for one in properties:
        space, _, name = one.name.rpartition(":")
        book.add_metadata(space.upper() or None, name, one.text, dict(one.attributes))
    for number, member in enumerate(members, 1):
        book.add_item(_item(f"item-{number}", member))
    book.spine = [item for item, member in zip(book.items, members, strict=True) if member.in_spine]
    # Pages are turned the other way (EPUB 3.3, 5.6.1).
    book.direction = "rtl" if direction(lang) == "rtl" else None
    writer = _Writer(book, {"mtime": modified or _UNKNOWN, "epub3_pages": False, "epub3_landmark": False})
    writer.write()
    return _zipped(writer.out.files)


def _item(name: str, member: Member) -> epub.EpubItem:
    # Never EpubHtml: it parses its content as HTML 4 and writes back what is left.
    item = epub.EpubItem(uid=name, file_name=member.href, media_type=member.media_type, content=member.content)
    item.properties = list(member.properties)
    return item


@dataclass(slots=True)
class _Files:
    """Stands where ebooklib expects a zip file, and keeps what is written to it."""

    files: dict[str, bytes] = field(default_factory=dict)

    def writestr(self, name: str, content: str | bytes) -> None:
        self.files[name] = content.encode("utf-8") if isinstance(content, str) else content


class _Writer(epub.EpubWriter):  # type: ignore[misc]  # ebooklib has no types
    """ebooklib's writer without what belongs to EPUB 2, with the language of the package, into memory."""

    def __init__(self, book: epub.EpubBook, options: dict[str, object]) -> None:
        super().__init__("", book, options)
        self.out = _Files()

    def write(self) -> None:
        # Not `epub.write_epub`, which answers a failure with False.
        self._write_container()
        self._write_opf()
        self._write_items()

    def _write_opf_spine(self, root: etree._Element, ncx_id: str | None) -> None:
        super()._write_opf_spine(root, ncx_id)
        # It names an NCX even where there is none (EPUBCheck OPF-049).
        del root[-1].attrib["toc"]

    def _write_opf_guide(self, root: etree._Element) -> None:
        """The guide of EPUB 2; the landmarks of the navigation document take its place."""

    def _write_opf_file(self, root: etree._Element) -> None:
        # Every prefix in use is a reserved one (EPUB 3.3, appendix D.1); Ace asks for the language.
        del root.attrib["prefix"]
        root.set(_XML_LANG, self.book.language)
        if self.options["mtime"] is _UNKNOWN:
            for metadata in root:
                for element in metadata.findall("*[@property='dcterms:modified']"):
                    metadata.remove(element)
        super()._write_opf_file(root)


def _zipped(files: dict[str, bytes]) -> bytes:
    """The container: `mimetype` first and stored (OCF 3.3, 4.2), the rest by name, nothing from clock or machine."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr(_info("mimetype", zipfile.ZIP_STORED), _MIMETYPE)
        for name in sorted(files):
            archive.writestr(_info(name, zipfile.ZIP_DEFLATED), files[name], compresslevel=9)
    return target.getvalue()


def _info(name: str, compression: int) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name, _ZIP_DATE)
    info.compress_type, info.create_system, info.external_attr = compression, _UNIX, _PLAIN_FILE
    return info
