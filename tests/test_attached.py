"""What a PDF carries of its source, and that nothing else of what an edition does not have is in its file."""

import io
import json
import re
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from hashlib import sha256

import pikepdf
import pytest

from pipeline.files import load_templates
from pipeline.model import Article, Edition, References, Section, solid
from pipeline.model.walk import descend, plain_text
from pipeline.press import Press
from pipeline.published import attached
from pipeline.readers import read
from pipeline.selection import selected
from pipeline.workshop import Workshop
from pipeline.writers import writer_of
from tests.sources import FRONT_MATTER, ROOT, Folder, edition, examined_and_built, resolved, theme_of_the_project

SVG = b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><circle cx="4" cy="4" r="%d"/></svg>'
WORKS = b"""{"items": [
  {"id": "zebra-work", "type": "book", "title": "Zebra [book], part {1}", "issued": {"date-parts": [[2020]]}},
  {"id": "kept", "type": "book", "title": "A kept book, \\"1\\"", "issued": {"date-parts": [[2021]]}}
], "owner": "zebra"}
"""
BIBTEX = b"""Zebra words of a program.
@comment{zebra}
@string{zebras = "Zebra Press"}
@string{press = "Kept " # {Press}}
@book{zebrabook, title = {A {Zebra}}, publisher = zebras, year = 2022}
@book{keptbook, title = "A kept {B}ook", publisher = press, year = 2023, month = mar} zebra
"""
FILES = {
    "dot.svg": SVG % 4,
    "images/zebra.svg": SVG % 3,
    "parts/a.md": b"",
    "references.json": WORKS,
    "references.bib": BIBTEX,
}
HEAD = FRONT_MATTER.replace("version:", "# zebra in the front matter\nversion:").replace(
    "summary:", "parts: [parts/a.md]  # zebra behind a value\nsummary:"
)
BODY = """Lead[^a] [@kept] with ![a dot](dot.svg). <!-- zebra in a comment -->

<!-- allow: short-row because zebra -->

::::{only} NOBODY
Zebra in a paragraph [@zebra-work] and [a zebra link](https://example.org/zebra)^[A zebra note in place].

{lang=fr}
Le zebra.

## Zebra heading {#zebra-id}

- zebra item
- :::{figure} images/zebra.svg
  :alt: Zebra shown
  :credit: Zebra credit

  Zebra caption
  :::

| zebra |
|---|
| zebra |
: Zebra table {#zebra-table}

```python
zebra = 1
```

:::{timeline}
1950 zebra
: Zebra.
:::

[See](#zebra-id)[^z] and [there][z].
::::

## Second

> quote
>
> ::::{only} NOBODY
> zebra in a quote
> ::::
>
> rest

> Quoted.
>
> [z]: https://example.org/zebra-address
> [y]: https://example.org/kept

[There][y].

[^a]: Of all [@keptbook].

[^z]: Zebra note [@zebrabook], with ![zebra once more](images/zebra.svg).

    Its zebra end.
"""
PART = """## Third

::::{only} NOBODY
A part's zebra.
::::

Text. <!-- zebra in a part -->
"""
WORKS_OF = ["references.bib", "references.json"]
EDITIONS = {"html": "paper", "epub": "web", "pdf": "ebook", "pdf-letter": "html"}
"""An edition, and one that has what it has not."""


def whole(name: str) -> Article:
    """The article all of whose zebras are in another edition than this."""
    other = EDITIONS[name]
    files = {**FILES, "parts/a.md": PART.replace("NOBODY", other).encode()}
    article, findings = resolved(BODY.replace("NOBODY", other), files, HEAD)
    assert findings == ()
    return article


@pytest.fixture(scope="module")
def shop() -> Iterator[Workshop]:
    """The theme as it ships, and a press."""
    with Press(load_templates(ROOT).fonts) as press:
        yield Workshop(theme_of_the_project(), press)


def made(row: Edition, shop: Workshop, files: dict[str, bytes] | None = None, front: str = HEAD) -> bytes:
    """The file of an edition, built and proved."""
    other = EDITIONS[row.name]
    parts = {**FILES, "parts/a.md": PART.replace("NOBODY", other).encode(), **(files or {})}
    source = Folder({**parts, "article.md": (front + BODY.replace("NOBODY", other)).encode()})
    article, findings = read(source, "short")
    assert article is not None
    assert findings == ()
    built = examined_and_built(article, (row,), None, shop)
    # The waiver is there to be looked for, not to be used.
    assert [finding.code for finding in built.diagnostics] == ["unused-waiver"]
    return built.editions[0].rendered.content


def all_of(content: bytes) -> Iterator[bytes]:
    """All that a file holds, in plain: its bytes, those of the files in it, and the streams and strings of a PDF."""
    yield content
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            yield from (part for name in archive.namelist() for part in (name.encode(), archive.read(name)))
    if content.startswith(b"%PDF"):
        with pikepdf.open(io.BytesIO(content)) as pdf:
            for thing in pdf.objects:
                yield from _plain(thing)
        # The pages name glyphs, not characters.
        yield repr(writer_of(edition("pdf")).read_back(content)).encode()


def _plain(thing: object) -> Iterator[bytes]:
    """The streams, names and texts of a PDF's object, each text also as it is read."""
    if isinstance(thing, pikepdf.Stream):
        yield thing.read_bytes()
    if isinstance(thing, pikepdf.Dictionary | pikepdf.Stream):
        for key, value in thing.items():
            yield str(key).encode()
            yield from () if getattr(value, "is_indirect", False) else _plain(value)
    elif isinstance(thing, pikepdf.Array):
        for value in thing:
            yield from () if getattr(value, "is_indirect", False) else _plain(value)
    elif isinstance(thing, pikepdf.String | pikepdf.Name):
        yield str(thing).encode()
        yield bytes(thing)


def zebras(content: bytes) -> list[bytes]:
    """Where the word of what is not to be seen stands, with what is around it."""
    forms = (form for part in all_of(content) for form in (part.lower(), part.lower().replace(b"\0", b"")))
    return [match[0] for form in forms for match in re.finditer(rb".{0,30}zebra.{0,30}", form, re.DOTALL)]


@pytest.mark.parametrize("name", EDITIONS)
def test_nothing_that_an_edition_does_not_have_is_in_its_file(name: str, shop: Workshop) -> None:
    """Nor any comment: not in a stream, a name, the metadata, an attachment, an entry of the archive."""
    assert zebras(made(edition(name), shop)) == []


@pytest.mark.parametrize("name", ["html", "epub", "pdf"])
def test_search_finds_what_is_in_a_file(name: str, shop: Workshop) -> None:
    """Else the test above would prove nothing: the words are there where the edition has the passage."""
    front = HEAD.replace("title: A short piece", "title: A zebra")
    assert len(zebras(made(edition(name), shop, front=front))) > 1


def test_printed_digest_is_that_of_the_texts_in_the_file(shop: Workshop) -> None:
    """Who has the PDF can tell from what text it was made, and that this is it."""
    content = made(edition("pdf"), shop)
    with pikepdf.open(io.BytesIO(content)) as pdf:
        texts = [pdf.attachments[name].get_file().read_bytes() for name in ("article.md", "parts/a.md")]
    printed = [solid(entry.text) for entry in writer_of(edition("pdf")).read_back(content).generated]
    assert solid(f"Text of this edition: SHA-256 {sha256(b''.join(texts)).hexdigest()}") in printed


def test_pdf_carries_all_as_it_is_when_asked(shop: Workshop) -> None:
    """With comments, passages of other editions and their pictures."""
    full = replace(edition("pdf"), options={"page": "a4", "attach-source": "full"})
    found = zebras(made(full, shop))
    assert any(b"zebra in a comment" in each for each in found)
    with pikepdf.open(io.BytesIO(made(full, shop))) as pdf:
        assert sorted(pdf.attachments) == ["article.md", "dot.svg", "images/zebra.svg", "parts/a.md", *WORKS_OF]


def test_pdf_that_carries_nothing_is_for_archives_too(shop: Workshop) -> None:
    """It claims part 2 of PDF/A, whose readers need not look for attachments."""
    none = replace(edition("pdf"), options={"page": "a4", "attach-source": "none"})
    content = made(none, shop)
    with pikepdf.open(io.BytesIO(content)) as pdf:
        assert list(pdf.attachments) == []
        with pdf.open_metadata() as metadata:
            assert metadata.pdfa_status == "2A"
    assert zebras(content) == []


def test_published_files_keep_their_lines_and_leave_out_what_is_not_used() -> None:
    """Of article and parts; a picture that only the gaps use is left out."""
    article = whole("pdf")
    own = selected(article, edition("pdf"))
    files = {source.name: source.content for source in attached(own, "published")}
    assert sorted(files) == ["article.md", "dot.svg", "parts/a.md", *WORKS_OF]
    for source in article.sources[:2]:
        assert files[source.name].count(b"\n") == source.content.count(b"\n")
    assert files["parts/a.md"].decode() == "## Third\n\n<!-- … -->\n\n\n\nText. <!-- … -->\n"


def test_published_references_are_those_that_the_edition_cites() -> None:
    """Each file is one that a program takes, and says of these works what it said before."""
    files = {source.name: source.content for source in attached(selected(whole("pdf"), edition("pdf")), "published")}
    assert [work["title"] for work in json.loads(files["references.json"])] == ['A kept book, "1"']
    assert (
        files["references.bib"]
        == b"""@book{keptbook,
  title = {A kept {B}ook},
  publisher = {Kept Press},
  year = {2023},
  month = {3},
}
"""
    )
    before, _ = resolved("[@kept] [@keptbook]\n", {name: FILES[name] for name in WORKS_OF})
    after, findings = resolved("[@kept] [@keptbook]\n", {name: files[name] for name in WORKS_OF})
    assert (after.references, findings) == (before.references, ())


def test_work_that_no_edition_cites_is_not_given_away() -> None:
    """A file of references none of which is cited is left out; nobody has read what it says."""
    article, _ = resolved("Text [@kept].\n", {name: FILES[name] for name in WORKS_OF})
    files = {source.name: source.content for source in attached(article, "published")}
    assert sorted(files) == ["article.md", "references.json"]
    assert b"ebra" not in files["references.json"]


@pytest.mark.parametrize(
    ("body", "had"),
    [
        ("One [@kept].\n\n:::{only} html\nTwo [@zebra-work].\n:::\n", ["[1] A kept book"]),
        (":::{only} html\nTwo [@zebra-work].\n:::\n\nOne [@kept].\n", ["[2] A kept book"]),
        ("One.[^a]\n\n:::{only} html\nTwo.[^b]\n:::\n\n[^a]: [@kept]\n\n[^b]: [@zebra-work]\n", ["[1] A kept book"]),
        ("One [@zebra-work].\n\n:::{only} html\nTwo [@zebra-work].\n:::\n", ["[1] Zebra"]),
        ("One.\n\n:::{only} html\nTwo [@zebra-work].\n:::\n", []),
        ("One.\n\n:::{only} html\nTwo [@zebra-work].\n:::\n\n## Works\n\n:::{references}\n:::\n", []),
    ],
    ids=["last", "first keeps the numbers", "in a note", "also elsewhere", "none is left", "nor a heading of its own"],
)
def test_list_of_references_has_the_works_that_the_edition_cites(body: str, had: list[str]) -> None:
    """With the numbers that they have in the whole; where there are none, without its heading."""
    article, _ = resolved(body, {"references.json": WORKS})
    own = selected(article, edition("pdf"))
    lists = [node for node in descend(own.blocks) if isinstance(node, References)]
    found = [f"{entry.label} {plain_text(entry.children)}" for each in lists for entry in each.entries]
    assert [each.startswith(start) for each, start in zip(found, had, strict=True)] == [True] * len(had)
    assert any(isinstance(block, Section) for block in own.blocks) == bool(had)
