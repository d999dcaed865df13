"""Whether a short version has something to say, and says it on one page."""

from collections.abc import Sequence

from pipeline.diagnostics import Diagnostic, Location, Rule, Severity
from pipeline.model import Article, Block, Edition, Entry, Part, Trace
from pipeline.model.walk import descend
from pipeline.wording import counted

BRIEF_EMPTY = Rule(
    "brief-empty",
    Severity.ERROR,
    "an article has nothing for its short version but title and summary",
    "A page that says no more than its summary is no use to those who are handed it.",
)
BRIEF_TOO_LONG = Rule(
    "brief-too-long",
    Severity.ERROR,
    "a short version has more than its one page",
    "It is handed out as one sheet: what stands on a second page, nobody gets.",
)
RULES = (BRIEF_EMPTY, BRIEF_TOO_LONG)


def of_excerpt(article: Article, edition: Edition, held: Trace, pages: int) -> tuple[Diagnostic, ...]:
    """What is wrong with an edition that has some blocks of an article alone; `held` is what its file holds."""
    if not edition.is_excerpt:
        return ()
    if not article.blocks:
        return (_empty(article, edition),)
    return (_too_long(article, edition, held, pages),) if pages > 1 else ()


def _empty(article: Article, edition: Edition) -> Diagnostic:
    own = f":::{{only}} {edition.name}"
    hint = f"write a lead, key facts or a chart, name sections in `brief` of the contract, or write a passage `{own}`"
    message = f"{edition.title}: the article has nothing for it but title and summary"
    return Diagnostic(BRIEF_EMPTY, message, article.metadata.at.get("title"), hint)


def _too_long(article: Article, edition: Edition, held: Trace, pages: int) -> Diagnostic:
    over = [(entry, _over(entry)) for entry in (*held.blocks, *held.notes, *held.generated)]
    first = next((entry.id for entry, words in over if words), "")
    number = sum(words for _, words in over)
    message = f"{edition.title}: it has {pages} pages, and {counted(number, 'word')} more than one page has room for"
    hint = "cut so many words of what it has, or name less in `brief` of the contract"
    return Diagnostic(BRIEF_TOO_LONG, message, _place(article, first), hint)


def _over(entry: Entry) -> int:
    """How many words of a text stand behind the first page."""
    start = next((page.offset for page in entry.pages if page.label != "1"), None)
    if start is None or entry.kind == "page":
        return 0
    passed, words = 0, 0
    for word in entry.text.split():
        words += passed >= start
        passed += len(word)
    return words


def _place(article: Article, name: str) -> Location | None:
    """Where the block of that id stands, else the title."""
    roots: Sequence[object] = (*article.blocks, *article.notes)
    places = {node.id: node.at for node in descend(roots) if isinstance(node, Block | Part)}
    return places.get(name, article.metadata.at.get("title"))
