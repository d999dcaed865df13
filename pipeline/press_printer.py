"""Turns XHTML, CSS and assets into a PDF that is PDF/A and PDF/UA-1 at once; runs in the press's child."""

from __future__ import annotations

import io
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Final
from xml.etree import ElementTree

import cssselect2
import pydyf
import weasyprint
import weasyprint.layout
import weasyprint.layout.inline
import weasyprint.pdf
from weasyprint.anchors import rectangle_aabb
from weasyprint.css.counters import CounterStyle
from weasyprint.pdf.metadata import DocumentMetadata
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher, URLFetcherResponse

from pipeline.press_layout import layout_of
from pipeline.press_lines import split_first_line
from pipeline.press_marks import PLAIN
from pipeline.press_measure import iter_line_boxes
from pipeline.press_notes import linebox_layout
from pipeline.press_pages import make_all_pages
from pipeline.press_steps import block_container_layout
from pipeline.press_tags import add_tags

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pipeline.press_facts import Layout
    from pipeline.press_frames import Frame

_XHTML: Final = "{http://www.w3.org/1999/xhtml}"
# What PDF/A wants to know about the identifier of PDF/UA (ISO 19005-3 6.6.2.3.2), beside the identifier itself.
_UA_METADATA: Final = b"""\
<rdf:Description xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" rdf:about=""
 xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" pdfuaid:part="1"/>
<rdf:Description xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" rdf:about=""
 xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/" xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
 xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289 that the file conforms to</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>
</rdf:RDF>"""


class Printer:
    """Prints one job after the other, with one configuration of fonts."""

    def __init__(self) -> None:
        weasyprint.pdf.add_tags = add_tags
        weasyprint.layout.make_all_pages = make_all_pages
        weasyprint.layout.inline.split_first_line = split_first_line
        weasyprint.layout.block.iter_line_boxes = iter_line_boxes
        weasyprint.layout.block.block_container_layout = block_container_layout
        weasyprint.layout.block._linebox_layout = linebox_layout  # noqa: SLF001 - it mends a fault of the engine
        self._fonts = FontConfiguration()
        self._styles: tuple[str, weasyprint.CSS, CounterStyle] | None = None

    def print(self, job: Frame) -> tuple[bytes, Layout]:
        """Return the PDF of a job, and how its pages are laid out; raises what the engine raises."""
        header = job.header
        count = len(header["assets"])
        assets = dict(zip(header["assets"], job.parts[1 : 1 + count], strict=True))
        attachments = zip(header["attachments"], job.parts[1 + count :], strict=True)
        fetcher = AssetFetcher(assets)
        styles, counters = self._parsed(header["css"], fetcher)
        page = XhtmlDocument(job.parts[0], header["base_url"], fetcher)
        # Only the third part of PDF/A lets a file carry files that are no PDF/A themselves (ISO 19005-3, 6.8).
        variant = ("pdf/a-3a" if header["attachments"] else "pdf/a-2a") if header["conforms"] else None
        document = page.render(
            font_config=self._fonts, counter_style=counters, stylesheets=[styles], pdf_variant=variant
        )
        document.fonts = PlainFonts()
        document.metadata = UniversalMetadata(**vars(document.metadata))
        for sheet in document.pages:
            _link_notes(sheet)
        pdf: bytes = document.write_pdf(
            finisher=_finish_mirrored if page.etree_element.get("dir") == "rtl" else _finish,
            attachments=[FixedAttachment(said, content) for said, content in attachments],
            pdf_identifier=header["identifier"] or True,
            pdf_variant=variant,
            pdf_tags=True,
        )
        return pdf, layout_of(document)

    def _parsed(self, css: str, fetcher: AssetFetcher) -> tuple[weasyprint.CSS, CounterStyle]:
        """Return the style sheet, parsed once for jobs in a row that share it and fetch nothing while parsing."""
        if self._styles is None or self._styles[0] != css or "@import" in css or "@font-face" in css:
            counters = CounterStyle()
            styles = weasyprint.CSS(string=css, font_config=self._fonts, counter_style=counters, url_fetcher=fetcher)
            self._styles = css, styles, counters
        _, styles, counters = self._styles
        return styles, counters.copy()


class XhtmlDocument(weasyprint.HTML):  # type: ignore[misc]  # the engine is untyped
    """A document parsed as XML, where blocks may stand inside paragraphs: notes do."""

    def __init__(self, xhtml: bytes, base_url: str, fetcher: AssetFetcher) -> None:
        root = ElementTree.fromstring(xhtml)  # noqa: S314 - our own serialiser wrote it, in a process with limits
        for element in root.iter():
            if isinstance(element.tag, str):
                element.tag = element.tag.removeprefix(_XHTML)
        self.base_url = base_url or None
        self.url_fetcher = fetcher
        self.media_type = "print"
        self.wrapper_element = cssselect2.ElementWrapper.from_html_root(root, content_language=None)
        self.etree_element = root


class AssetFetcher(URLFetcher):  # type: ignore[misc]  # the engine is untyped
    """Serves the assets of a job as `asset:NAME`, and `data:`; nothing else, wherever it is."""

    def __init__(self, assets: Mapping[str, bytes]) -> None:
        super().__init__(allowed_protocols=("data",), allow_redirects=False)
        self._assets = assets

    def fetch(self, url: str, headers: Mapping[str, str] | None = None) -> URLFetcherResponse:
        """Return an asset; raises ValueError for any other place."""
        scheme, _, name = url.partition(":")
        if scheme == "asset" and name in self._assets:
            return URLFetcherResponse(url, self._assets[name])
        if scheme == "asset":
            message = f"there is no asset {name!r}"
            raise ValueError(message)
        return super().fetch(url, headers)


class FixedAttachment(weasyprint.Attachment):  # type: ignore[misc]  # the engine is untyped
    """An attachment whose type is given and not guessed, so that no table of the machine decides."""

    def __init__(self, said: Mapping[str, str], content: bytes) -> None:
        dates = {key: datetime.fromisoformat(said[key]).astimezone(UTC) for key in ("created", "modified")}
        super().__init__(
            string=content, name=said["name"], description=said["description"],
            relationship=said["relationship"], **dates,
        )  # fmt: skip
        self.source = _source(content, said["mime"])


@contextmanager
def _source(content: bytes, mime: str) -> Iterator[tuple[io.BytesIO, None, None, str]]:
    yield io.BytesIO(content), None, None, mime


class UniversalMetadata(DocumentMetadata):  # type: ignore[misc]  # the engine is untyped
    """Metadata that claim PDF/UA-1 beside PDF/A, which the engine cannot do at once."""

    def generate_rdf_metadata(self, variant: str, version: int, conformance: str) -> bytes:
        """Return the engine's RDF with the second claim before its end."""
        rdf: bytes = super().generate_rdf_metadata(variant, version, conformance)
        return rdf.rpartition(b"</rdf:RDF>")[0] + _UA_METADATA


class PlainFonts(dict[str, Any]):
    """The fonts of a document, each of whose glyphs means the plainest of its characters, whatever was met first."""

    def __setitem__(self, key: str, font: Any) -> None:  # noqa: ANN401 - the engine is untyped
        font.to_unicode = _PlainGlyphs()
        super().__setitem__(key, font)


class _PlainGlyphs(dict[int, str]):
    def __setitem__(self, glyph: int, text: str) -> None:
        super().__setitem__(glyph, text.translate(PLAIN))


def _link_notes(page: Any) -> None:  # noqa: ANN401 - the engine is untyped
    """Link the call of each note to the note; keep one link per `a` and line, where the engine makes one per box."""
    page.links = [link for link in page.links if link[3].link is not None]
    for box in page._page_box.descendants():  # noqa: SLF001 - see press_tags
        if (box.element_tag or "").endswith("::footnote-call") and box.footnote and box.element.get("id"):
            area = rectangle_aabb(box.transformation_matrix, *box.hit_area())
            page.links.append(("internal", box.element.get("id"), area, box))


def _finish(_document: object, pdf: Any) -> None:  # noqa: ANN401 - the engine is untyped
    """Number the pages from 1, and name each attachment once, where the engine does so twice."""
    pdf.catalog["PageLabels"] = pydyf.Dictionary({"Nums": pydyf.Array((0, pydyf.Dictionary({"S": "/D"})))})
    if "AF" in pdf.catalog:
        pdf.catalog["AF"] = pydyf.Array(dict.fromkeys(pdf.catalog["AF"]))


def _finish_mirrored(document: object, pdf: Any) -> None:  # noqa: ANN401 - the engine is untyped
    """Finish a document whose pages are turned the other way (ISO 32000-1 12.2)."""
    _finish(document, pdf)
    preferences = pdf.catalog.setdefault("ViewerPreferences", pydyf.Dictionary())
    preferences["Direction"] = "/R2L"
