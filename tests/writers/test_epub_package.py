"""The package of an e-book: its container, its manifest and its spine."""

import io
import zipfile

from lxml import etree

from pipeline.writers.epub_documents import serialised
from tests.writers.books import OPF, book, package


def test_the_type_comes_first_and_is_stored() -> None:
    """A reader finds it at a fixed place (OCF 3.3, section 4.2)."""
    assert book()[30:58] == b"mimetypeapplication/epub+zip"


def test_the_rest_is_sorted_and_dated_alike() -> None:
    """Nothing in the archive comes from the clock, the machine or chance."""
    with zipfile.ZipFile(io.BytesIO(book())) as archive:
        infos = archive.infolist()
    assert [info.filename for info in infos[1:]] == sorted(info.filename for info in infos[1:])
    assert {(info.date_time, info.create_system, info.external_attr >> 16) for info in infos} == {
        ((1980, 1, 1, 0, 0, 0), 3, 0o100644)
    }


def test_the_title_page_is_read_first_and_the_contents_next() -> None:
    """The spine says so; it names no NCX, and there is no guide."""
    root = package(book())
    hrefs = {item.get("id"): item.get("href") for item in root.iterfind("opf:manifest/opf:item", OPF)}
    spine = [hrefs[each.get("idref")] for each in root.iterfind("opf:spine/opf:itemref", OPF)]
    assert spine == ["content.xhtml", "nav.xhtml", "content-2.xhtml"]
    assert [dict(found.attrib) for found in root.iterfind("opf:spine", OPF)] == [{}]
    assert root.find("opf:guide", OPF) is None


def test_nav_and_cover_are_told_by_their_properties() -> None:
    """No other file has any."""
    items = package(book()).iterfind("opf:manifest/opf:item", OPF)
    marked = {item.get("href"): item.get("properties") for item in items if item.get("properties")}
    assert marked == {"nav.xhtml": "nav", "cover.png": "cover-image"}


def test_the_package_says_its_language() -> None:
    """Ace asks for it."""
    assert package(book()).get("{http://www.w3.org/XML/1998/namespace}lang") == "en"


def test_documents_declare_no_namespace_that_they_do_not_use() -> None:
    """EPUBCheck reports one (HTM-044)."""
    page = '<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops" lang="en"/>'
    assert b"epub" not in serialised(etree.fromstring(page))
