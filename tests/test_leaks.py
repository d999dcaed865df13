"""What a finished file says of the machine that made it is found in whatever part of it, and nothing else is."""

import base64
import io
import zipfile

import pikepdf
import pytest

from pipeline.leaks import findings
from tests.sources import edition, resolved

PLACES = ("/srv/handouts of Ada", "/srv")
PICTURE = b'<svg xmlns="http://www.w3.org/2000/svg"><desc>/srv/handouts of Ada/gate.svg</desc></svg>'


def pdf(title: str = "A title", stream: bytes = b"", picture: bytes = b"") -> bytes:
    """A PDF with a title, a stream and a picture, packed as tightly as can be."""
    made = io.BytesIO()
    with pikepdf.new() as document:
        document.add_blank_page()
        document.docinfo["/Title"] = pikepdf.String(title)
        document.Root.Own = pikepdf.Stream(document, stream)
        document.Root.Picture = pikepdf.Stream(document, picture, Subtype=pikepdf.Name.Image)
        document.save(made, compress_streams=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return made.getvalue()


def book(content: bytes) -> bytes:
    """A book of one packed file."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("content.xhtml", content)
    return made.getvalue()


NAMED = {
    "an address of a file": b'<a href="file:///home/ada/gate.png">gate</a>',
    "a folder of this machine": b"<!-- made in /srv/handouts of Ada/templates -->",
    "the same, as an address spells it": b'<img src="/srv/handouts%20of%20Ada/gate.png">',
    "a drawing that is packed into the page": b'<img src="data:image/svg+xml;base64,'
    + base64.b64encode(PICTURE)
    + b'">',
    "a book": book(b"FILE://localhost/gate.png"),
    "the title of a PDF": pdf("file:///home/ada/gate.md"),
    "the title of a PDF in Ukrainian": pdf("Брама /srv/handouts of Ada/gate.md"),
    "a stream of a PDF": pdf(stream=b"<x>/srv/handouts of Ada</x>"),
}
QUIET = {
    "what the author writes about": b"<code>file:///etc/motd</code>, and \xe2\x80\x9cfile:///etc/hosts\xe2\x80\x9d",
    "a place of a site that is called like a folder": b'<a href="/srv/opening-hours">hours</a>',
    "another folder that begins so": b"/srv/handouts of Adam",
    "an address that ends so": b"https://example.org/srv/handouts of Ada",
    "a scheme that ends so": b"profile:/ada",
    "data that is none": b"<p>data:image/png;base64,x is no picture</p>",
    "pixels of a picture that look so": pdf(picture=b"file:///home/ada"),
}


def told(content: bytes) -> list[str]:
    """What is told of a file of an article that speaks of two files."""
    article, _ = resolved('The file `file:///etc/motd`, and "file:///etc/hosts".\n')
    return [each.code for each in findings(content, edition("html"), article, PLACES)]


@pytest.mark.parametrize("content", NAMED.values(), ids=NAMED)
def test_a_place_of_the_machine_is_found(content: bytes) -> None:
    """Once for each file, however it is packed."""
    assert told(content) == ["local-path-leak"]


@pytest.mark.parametrize("content", QUIET.values(), ids=QUIET)
def test_what_is_no_place_of_the_machine_is_left_alone(content: bytes) -> None:
    """Nothing that has it could be published, so it must be sure."""
    assert told(content) == []


def test_the_message_names_the_first_and_counts_the_others() -> None:
    """Who mends one will look for the rest."""
    article, _ = resolved("Text.\n")
    (finding,) = findings(b"file:///a file:///b file:///a file:///c", edition("html"), article, ())
    assert finding.message == "web page: the file names file:///a and 2 more of the kind"
