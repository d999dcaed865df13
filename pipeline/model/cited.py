"""An article as a work that others cite."""

import re

from pipeline.model.article import Article
from pipeline.model.references import Date, Name, Reference


def as_work(article: Article) -> Reference:
    """The article in the variables of CSL, a report; what its front matter does not say has no variable.

    A name stays whole: which part of it is the family's, nobody has said.
    """
    meta, known = article.metadata, article.metadata.identifiers
    texts = {
        "title": _title(meta.title, meta.subtitle),
        "publisher": meta.publisher,
        "collection-title": meta.series.title if meta.series else "",
        "number": meta.series.number if meta.series else "",
        "version": meta.version,
        "DOI": known.doi,
        "URL": meta.permalink,
        "language": meta.lang,
    }
    day = meta.date
    return Reference(
        # What every program takes for a key.
        re.sub(r"[^A-Za-z0-9:._-]+", "-", article.slug).strip("-") or "article",
        "report",
        tuple(each for each in texts.items() if each[1]),
        (("author", tuple(Name(literal=person.name) for person in meta.authors)),) if meta.authors else (),
        (("issued", Date((day.year, day.month, day.day))),) if day else (),
    )


def _title(title: str, subtitle: str) -> str:
    """The whole title; a mark at the end of its first part stands for the colon."""
    return f"{title}{'' if title[-1:] in {'.', '!', '?', ':'} else ':'} {subtitle}" if subtitle else title
