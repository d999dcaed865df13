"""Files that other tools made of an article, read back as far as their formats tell what is what, and compared."""

from pipeline.diagnostics import PipelineError
from pipeline.foreign.compared import Comparison, compared
from pipeline.foreign.markup import of_book, of_page
from pipeline.foreign.promised import promised
from pipeline.foreign.shape import Held, held
from pipeline.foreign.tags import of_tags
from pipeline.model import Article, Edition, Medium
from pipeline.tagged_pdf import read

__all__ = ["Comparison", "Unreadable", "Untagged", "compare", "read_back"]


_FAULTS = (ValueError, LookupError, TypeError, SyntaxError, AttributeError, ArithmeticError, RuntimeError)
"""What reading a torn file may raise: it breaks every promise of its format."""


class Unreadable(ValueError):
    """A file cannot be read as HTML, EPUB or PDF; the message says why."""


class Untagged(Unreadable):
    """A PDF says of nothing what it is."""


def compare(article: Article, name: str, content: bytes) -> Comparison:
    """What a file lacks of an article, which is as it was read; raises Unreadable for what is no such file."""
    medium, found = read_back(content)
    return compared(promised(article), found, Edition(name, "", medium, name, name))


def read_back(content: bytes) -> tuple[Medium, Held]:
    """The kind of a file by its first bytes, and what it holds; raises Unreadable."""
    try:
        if b"%PDF-" in content[:1024]:
            return "paper", _of_pdf(content)
        if content.startswith(b"PK"):
            return "ebook", held(of_book(content))
        return "web", held(of_page(content))
    except Unreadable:
        raise
    except (*_FAULTS, PipelineError) as error:
        raise Unreadable(str(error).partition("\n")[0] or type(error).__name__) from error


def _of_pdf(content: bytes) -> Held:
    try:
        document = read(content)
    except ValueError as error:
        if "has no tags" in str(error):
            message = "the PDF has no tags: nothing in it says what is a heading, a cell or a link"
            raise Untagged(message) from error
        raise
    return held(of_tags(document))
