"""The files that a PDF carries: the source, and the data that it uses, each with its dates."""

import datetime

from pipeline.model import Article, SourceFile
from pipeline.press import Attachment


def attachment(source: SourceFile, article: Article) -> Attachment:
    """A file of the article as the press attaches it; only editions have any, and these have dates."""
    created, modified = (_midnight(day) for day in (article.metadata.date, article.metadata.updated))
    relationship = "Data" if source.media_type == "text/csv" else "Source"
    return Attachment(source.name, source.content, source.media_type, created, modified, relationship)


def _midnight(day: datetime.date | None) -> str:
    if day is None:
        raise AssertionError("only a draft has no date, and it carries no source")
    return f"{day.isoformat()}T00:00:00+00:00"
