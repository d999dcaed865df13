"""Whether a finished file holds what an edition promises of an article, and shows it: from the file's bytes alone."""

from dataclasses import dataclass

from pipeline.diagnostics import Diagnostic, PipelineError, Rule, Severity
from pipeline.furniture import furniture
from pipeline.ink import findings as of_ink
from pipeline.leaks import findings as of_leaks
from pipeline.model import Article, Edition, Trace
from pipeline.paging import marked
from pipeline.proof import Proof, compare
from pipeline.proof.imposed import compare as compare_places
from pipeline.theme import Theme
from pipeline.trace import trace
from pipeline.workshop import Workshop
from pipeline.writers import imposer_of, writer_of

UNREADABLE_FILE = Rule(
    "unreadable-file",
    Severity.ERROR,
    "a file cannot be read as what it is",
    "Readers' programs may fail on it, and nothing can be proved of it.",
)
RULES = (UNREADABLE_FILE,)
NOTHING = Trace((), (), ())


class UnreadableError(Exception):
    """A file is not what it should be; what a library said of it."""


@dataclass(frozen=True, slots=True)
class Proved:
    """What a file holds, how that compares with what was promised, what of it nobody sees, what it should not name."""

    held: Trace
    proof: Proof
    unseen: tuple[Diagnostic, ...]
    leaked: tuple[Diagnostic, ...] = ()

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """Every difference, every text that is not seen, and what the file names of the machine."""
        return (*self.proof.diagnostics, *self.unseen, *self.leaked)


def promise(article: Article, edition: Edition, theme: Theme) -> Trace:
    """What the file of an edition must hold that has `article`, with the marks of the pages that it carries."""
    words = theme.words(article.metadata.lang)
    promised = trace(article, furniture(article, edition, words), edition.medium)
    return marked(promised, edition.pages) if edition.pages else promised


def proved(article: Article, edition: Edition, content: bytes, shop: Workshop, *, fine: bool = False) -> Proved:
    """Read a file back and compare it with what the edition has of the article, which is `article`.

    `fine` looks at what is seen of it twice as closely. Raises UnreadableError for a file that cannot be read as what
    it is, whatever a library says of broken bytes.
    """
    writer, promised = writer_of(edition), promise(article, edition, shop.theme)
    try:
        shop.watch(f"{edition.title}: read back")
        held = writer.read_back(content)
        proof = compare(promised, held, edition)
        shop.watch(f"{edition.title}: ink")
        unseen = of_ink(promised, writer.unseen(content, fine=fine), edition)
        return Proved(held, proof, unseen, of_leaks(content, edition, article, shop.places))
    except (ValueError, LookupError, SyntaxError, PipelineError) as error:
        raise UnreadableError(str(error).partition("\n")[0]) from error


def proved_by(base: bytes, edition: Edition, content: bytes, shop: Workshop, *, fine: bool = False) -> Proved:
    """Read a file back that is made from another, that of its base, and compare it with that, place by place.

    What it holds is told of the base. `fine` and what is raised are those of `proved`.
    """
    imposer = imposer_of(edition)
    try:
        shop.watch(f"{edition.title}: read back")
        promised, held = imposer.promised(base, edition), imposer.read_back(content)
        shop.watch(f"{edition.title}: ink")
        proof = compare_places(promised, held, imposer.unlike(content, base, edition, fine=fine), edition)
    except (ValueError, LookupError) as error:
        raise UnreadableError(str(error).partition("\n")[0]) from error
    return Proved(NOTHING, proof, ())


def unproved(finding: Diagnostic) -> Proved:
    """What stands for a file that cannot be read: it holds nothing, and the finding says why."""
    return Proved(NOTHING, Proof(0, 0, (finding,)), ())


def unreadable(edition: Edition, name: str, error: UnreadableError, hint: str) -> Diagnostic:
    """That a file, which is called `name`, cannot be read."""
    return Diagnostic(UNREADABLE_FILE, f"{edition.title}: {name} cannot be read: {error}", hint=hint)
