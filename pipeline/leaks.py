"""What a finished file says of the machine that made it: files and folders that only that machine has."""

import base64
import io
import re
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import suppress
from urllib.parse import quote, unquote_to_bytes

from pipeline.diagnostics import Diagnostic, Rule, Severity
from pipeline.model import Article, Code, Edition, Text
from pipeline.model.walk import descend
from pipeline.tagged_plain import unpacked

LOCAL_PATH_LEAK = Rule(
    "local-path-leak",
    Severity.ERROR,
    "a finished file names a file or a folder of the machine that made it",
    "It leads nobody anywhere, tells strangers whose machine it was, and is another one on the next machine.",
)
RULES = (LOCAL_PATH_LEAK,)

_REST = rb"[^\s\"'<>()\\`&\x80-\xff]"
"""What an address goes on with: nothing that typography may change."""
_LEAST = 2
"""How many folders deep a place is at least; `/srv` may well begin an address of a site."""


_DATA = re.compile(rb"data:[\w/.+-]+(?:;charset=[\w-]+)?(;base64)?,([\w%.~!*+/=:;,?&@$-]+)")
"""A picture inside a page (RFC 2397)."""


def findings(content: bytes, edition: Edition, article: Article, places: Iterable[str]) -> tuple[Diagnostic, ...]:
    """One for all that an edition's file names, in whatever part of it; nothing of what the author writes about.

    `places` are folders of this machine. Raises ValueError for what cannot be unpacked.
    """
    sources = (each.content for each in article.sources if not each.media_type.startswith("image/"))
    written = b"\n".join((*sources, _read(article)))
    sought = ((b"file:/", rb"(?<![a-z])file:/+" + _REST + b"+"), *_patterns(places))
    named = (match for part in _parts(content) for match in _named(part, sought))
    found = dict.fromkeys(match for match in named if match not in written)
    if not found:
        return ()
    first, more = next(iter(found)).decode(), f" and {len(found) - 1} more of the kind" if len(found) > 1 else ""
    fact = f"{edition.title}: the file names {first[:120]}{more}"
    return (
        Diagnostic(LOCAL_PATH_LEAK, fact, hint="take it out of the template, the style or the drawing that has it"),
    )


def _read(article: Article) -> bytes:
    """The text of the article as it was read: a source may have escaped what it says."""
    roots = (*article.blocks, *(block for note in article.notes for block in note.children))
    return "\n".join(node.text for node in descend(roots) if isinstance(node, Text | Code)).encode()


def _named(part: bytes, sought: Iterable[tuple[bytes, bytes]]) -> Iterator[bytes]:
    """What a part names of what is sought: a text in small letters that is in it, and a pattern for where it ends."""
    lower = part.lower()
    for text, pattern in sought:
        # A pattern that may begin anywhere takes a second for a megabyte, a text a thousandth.
        if text in lower:
            yield from re.findall(pattern, part, re.IGNORECASE)


def _patterns(places: Iterable[str]) -> Iterator[tuple[bytes, bytes]]:
    for place in places:
        if place.count("/") >= _LEAST:
            for spelt in dict.fromkeys((place, quote(place))):
                begins = spelt.encode()
                yield begins.lower(), rb"(?<![\w.+/-])" + re.escape(begins) + rb"(?![\w.-])" + _REST + b"*"


def _parts(content: bytes) -> Iterator[bytes]:
    """The parts of a file, unpacked, and the pictures that stand in a page as data."""
    if content.startswith(b"%PDF-"):
        yield unpacked(content)
    elif zipfile.is_zipfile(io.BytesIO(content)):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            for name in archive.namelist():
                yield from _with_data(archive.read(name))
    else:
        yield from _with_data(content)


def _with_data(part: bytes) -> Iterator[bytes]:
    yield part
    for packed, data in _DATA.findall(part):
        # A text may speak of such addresses; what is none holds nothing.
        with suppress(ValueError):
            yield base64.b64decode(data) if packed else unquote_to_bytes(data)
