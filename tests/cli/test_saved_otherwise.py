"""How an editor saves a file is no part of the text: a byte order mark and other line ends change no edition."""

from pathlib import Path

import pytest

from pipeline.cli import main
from tests.cli.conftest import ARTICLE, write_article

EDITIONS = ("index.html", "small.epub", "small.pdf")
COMMENTED = (
    ARTICLE
    + "\n<!-- a note -->\n\nA line,\\\na [broken\nlink](https://example.org), `two\nlines`.\n\n```\na\n\n  b\n```\n"
)


def _built(project: Path, content: bytes) -> dict[str, bytes]:
    """The editions of an article, by their files."""
    (write_article(project / "source", "small") / "article.md").write_bytes(content)
    assert main(["-C", str(project), "build", "-q", "small"]) == 0
    return {name: (project / "output" / "small" / name).read_bytes() for name in EDITIONS}


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The editions of the article with line feeds."""
    return _built(tmp_path_factory.mktemp("plain"), COMMENTED.encode())


@pytest.mark.parametrize("end", ["\r\n", "\r"], ids=["crlf", "cr"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"], ids=["bare", "marked"])
def test_a_file_saved_otherwise_gives_the_same_bytes(
    mark: bytes, end: str, plain: dict[str, bytes], tmp_path: Path
) -> None:
    """Each edition, the source in the PDF among it."""
    assert _built(tmp_path, mark + COMMENTED.replace("\n", end).encode()) == plain
