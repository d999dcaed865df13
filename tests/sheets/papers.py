"""PDF files of pages that say their number, and what may become of sheets."""

import io
from collections.abc import Callable, Sequence

import pikepdf

A4 = (595.275591, 841.889764)
LETTER = (612.0, 792.0)


def papers(sizes: Sequence[tuple[float, float]], *, mirrored: bool = False) -> bytes:
    """Return a PDF with a page of each size, each with its number in large digits, a black box and a link."""
    with pikepdf.new() as pdf:
        for number, size in enumerate(sizes, 1):
            page = pdf.add_blank_page(page_size=size)
            font = pikepdf.Dictionary(
                Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica
            )
            page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F=font))
            text = f"BT /F 40 Tf 60 {size[1] - 90:.2f} Td (Page {number}) Tj ET {20 + number} 20 30 30 re f"
            page.Contents = pdf.make_stream(text.encode())
            page.Annots = pikepdf.Array([pdf.make_indirect(_link())])
        pdf.Root.Lang = pikepdf.String("en-GB")
        pdf.Root.MarkInfo = pikepdf.Dictionary(Marked=True)
        pdf.attachments["article.md"] = b"# Papers\n"
        if mirrored:
            pdf.Root.ViewerPreferences = pikepdf.Dictionary(Direction=pikepdf.Name.R2L)
        with pdf.open_metadata() as metadata:
            metadata["pdfaid:part"], metadata["pdfaid:conformance"], metadata["dc:title"] = "3", "A", "Papers"
        pdf.docinfo["/Title"], pdf.docinfo["/Author"], pdf.docinfo["/Subject"] = "Papers", "Ada Example", "Of numbers."
        return saved(pdf)


def changed(pdf: bytes, change: Callable[[pikepdf.Pdf], None]) -> bytes:
    """Return a PDF after a change."""
    with pikepdf.open(io.BytesIO(pdf)) as file:
        change(file)
        return saved(file)


def saved(pdf: pikepdf.Pdf) -> bytes:
    """Return the bytes of a PDF."""
    target = io.BytesIO()
    pdf.save(target, deterministic_id=True)
    return target.getvalue()


def _link() -> pikepdf.Dictionary:
    return pikepdf.Dictionary(
        Type=pikepdf.Name.Annot,
        Subtype=pikepdf.Name.Link,
        Rect=[60, 60, 90, 90],
        A=pikepdf.Dictionary(S=pikepdf.Name.URI, URI=pikepdf.String("https://example.org")),
    )
