"""What an article's front matter says of its editions, against the editions that there are."""

from collections.abc import Iterator, Sequence

from pipeline.diagnostics import Diagnostic, Location, Rule, Severity
from pipeline.model import Article, Edition
from pipeline.wording import meant

UNKNOWN_EDITION = Rule(
    "unknown-edition",
    Severity.ERROR,
    "an edition or a medium is named that does not exist",
    "What was wanted of it would not happen, and readers of that edition would get something else than was meant.",
    wrong="The library has moved.\n\n:::{only} wep\nFollow the link.\n:::\n",
    right="The library has moved.\n\n:::{only} web\nFollow the link.\n:::\n",
)
RULES = (UNKNOWN_EDITION,)


def check_editions(article: Article, editions: Sequence[Edition]) -> Iterator[Diagnostic]:
    """A finding for each edition that front matter names and nobody knows; one with a base shows the ISBN of that."""
    meta, every = article.metadata, [edition.name for edition in editions]
    numbered = [edition.name for edition in editions if edition.base is None]
    named = [(name, f"editions.{number}", every) for number, name in enumerate(meta.editions)]
    named += [(name, f"identifiers.isbn.{name}", numbered) for name in meta.identifiers.isbn]
    for name, path, known in named:
        if name in every and name not in known:
            yield of_another(name, editions, meta.at.get(path))
        elif name not in known:
            hint = meant(name, known, f"write one of {', '.join(known)}")
            yield Diagnostic(UNKNOWN_EDITION, f'there is no edition "{name}"', meta.at.get(path), hint)


def of_another(name: str, editions: Sequence[Edition], at: Location | None) -> Diagnostic:
    """That nothing can be said of an edition that shows the pages of another."""
    base = next(edition.base.name for edition in editions if edition.name == name and edition.base)
    return Diagnostic(
        UNKNOWN_EDITION, f'"{name}" has nothing of its own: it shows the pages of "{base}"', at, f"write {base}"
    )
