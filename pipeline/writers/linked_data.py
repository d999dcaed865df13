"""What the web page tells programs of its article: JSON-LD in the words of schema.org, from the front matter alone."""

import json
import re
from collections.abc import Iterator, Mapping

from pipeline.model import Contributor, Metadata

Value = str | tuple["Value", ...] | Mapping[str, "Value"]
_ROLES = ("author", "editor", "illustrator", "translator")
"""Roles of the front matter that schema.org knows; any other is a contributor's."""
_CREATIVE_COMMONS = re.compile(r"CC-(BY(?:-[A-Z]+)*)-(\d\.\d)")


def linked_data(meta: Metadata) -> str:
    """The article as a schema.org `Article`, or a `ScholarlyArticle` where it has a DOI or stands in a series.

    No character of it can end a script of HTML or open a comment there (HTML, 4.12.1.3).
    """
    said = {
        "@context": "https://schema.org",
        "@type": "ScholarlyArticle" if meta.identifiers.doi or meta.series else "Article",
        **_given(_article(meta)),
    }
    return json.dumps(said, ensure_ascii=False, indent=1).replace("<", r"\u003c").replace(">", r"\u003e")


def license_address(expression: str) -> str:
    """Where a licence can be read; "" for an expression of several, which no page has."""
    if found := _CREATIVE_COMMONS.fullmatch(expression):
        return f"https://creativecommons.org/licenses/{found[1].lower()}/{found[2]}/"
    if expression == "CC0-1.0":
        return "https://creativecommons.org/publicdomain/zero/1.0/"
    return f"https://spdx.org/licenses/{expression}.html" if re.fullmatch(r"[A-Za-z0-9.-]+", expression) else ""


def _article(meta: Metadata) -> Mapping[str, Value]:
    return {
        "@id": meta.permalink,
        "url": meta.permalink,
        "headline": meta.title,
        "alternativeHeadline": meta.subtitle,
        **dict(_people(meta)),
        "datePublished": meta.date.isoformat() if meta.date else "",
        "dateModified": meta.updated.isoformat() if meta.updated else "",
        "version": meta.version,
        "inLanguage": meta.lang,
        "license": license_address(meta.license) or meta.license,
        "publisher": _typed("Organization", {"name": meta.publisher}),
        "identifier": _doi(meta.identifiers.doi),
        "sameAs": f"https://doi.org/{meta.identifiers.doi}" if meta.identifiers.doi else "",
        "isPartOf": _series(meta),
        "position": meta.series.number if meta.series else "",
        "abstract": meta.summary,
        "keywords": meta.keywords,
        "accessibilitySummary": meta.accessibility.summary,
    }


def _people(meta: Metadata) -> Iterator[tuple[str, Value]]:
    for role in (*_ROLES, "contributor"):
        yield role, tuple(_person(one) for one in meta.contributors if _role(one) == role)


def _role(person: Contributor) -> str:
    return person.role if person.role in _ROLES else "contributor"


def _person(person: Contributor) -> Value:
    """Somebody, as a person where only a person can have what is known: a desk may write an article too."""
    where = _typed("Organization", {"name": person.affiliation, "@id": person.ror if person.affiliation else ""})
    known = {"name": person.name, "url": person.url, "affiliation": where}
    if not (person.orcid or person.affiliation):
        return _given(known)
    return {"@type": "Person", **_given({"@id": person.orcid and f"https://orcid.org/{person.orcid}", **known})}


def _doi(doi: str) -> Value:
    return _typed("PropertyValue", {"propertyID": "DOI" if doi else "", "value": doi})


def _series(meta: Metadata) -> Value:
    if meta.series is None:
        return ""
    return _typed("CreativeWorkSeries", {"name": meta.series.title, "issn": meta.identifiers.issn})


def _typed(kind: str, values: Mapping[str, Value]) -> Value:
    given = _given(values)
    return {"@type": kind, **given} if given else {}


def _given(values: Mapping[str, Value]) -> Mapping[str, Value]:
    """What there is something to say of."""
    return {name: value for name, value in values.items() if value}
