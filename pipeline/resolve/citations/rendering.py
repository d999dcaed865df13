"""Renders citations and entries through citeproc-py: the only module that knows it.

What it gets wrong and we mend: it knows no author apart from the year, prints nothing for a raw date, leaves
punctuation outside of quotation marks in American styles, repeats the title of a work that has no author, and puts full
stops around given names in scripts that have no capitals.
"""

import io
import warnings
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from types import SimpleNamespace
from typing import Any

from pipeline.model import Date, Reference
from pipeline.model.language import primary
from pipeline.resolve.citations.csl import Parts, StyleError, parts_of
from pipeline.resolve.citations.marks import marked, plain, wrapper
from pipeline.resolve.citations.mend import joined, once, tidy

Place = tuple[str, str]
"""Where in a work: a label of CSL (`page`, `chapter`), and the number."""

_NO_PLACE: Place = ("", "")


@dataclass(frozen=True, slots=True)
class Entry:
    """A work as the list of references prints it: its number, "" without, and its text with marks."""

    key: str
    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Rendering:
    """The works that are cited, in the order of the list, and how to print one in the text.

    `whole`, `rest` and `author` map a key and a place to marked text: all, what stands beside the author, the author.
    `alike` are the keys of works that nobody can tell apart by what the text prints.
    """

    parts: Parts
    entries: tuple[Entry, ...]
    whole: "dict[tuple[str, Place], str]"
    rest: "dict[tuple[str, Place], str]"
    author: "dict[str, str]"
    alike: tuple[tuple[str, ...], ...]


@lru_cache(maxsize=8)
def rendering(
    style: bytes, locale: str, works: tuple[Reference, ...], places: frozenset[tuple[str, Place]]
) -> Rendering:
    """Everything that a citation style prints of these works, which stand in the order of their first citation.

    Raises StyleError when the style cannot be used.
    """
    parts = parts_of(style)
    try:
        with warnings.catch_warnings():
            # Told by the reader, with a place: what no style knows.
            warnings.simplefilter("ignore")
            return _rendered(parts, locale, works, places)
    except Exception as error:
        # A style is a program, and what it does to the processor nobody can foresee.
        fact = f"the style cannot be used: {type(error).__name__}: {str(error)[:80]}".rstrip(": ")
        raise StyleError(fact, "correct it, or choose another") from error


def known_locale(lang: str) -> str:
    """The locale of a language (BCP 47): its own, or that of its primary language; "" if there is none."""
    from citeproc import LANGUAGE_NAMES, PRIMARY_DIALECTS

    names = {name.lower(): name for name in LANGUAGE_NAMES}
    language = primary(lang)
    return names.get(lang.lower()) or str(PRIMARY_DIALECTS.get(language) or names.get(language, ""))


def locales() -> tuple[str, ...]:
    """All locales that there are."""
    from citeproc import LANGUAGE_NAMES

    return tuple(sorted(map(str, LANGUAGE_NAMES)))


@lru_cache(maxsize=8)
def terms(locale: str) -> dict[str, tuple[str, ...]]:
    """The words of a locale for the parts of a work (`page`, `chapter`), and for `and` and `et-al`."""
    style = _Style(_EMPTY, locale)
    return {name: tuple(style.words(name)) for name in (*LABELS, "and", "et-al")}


LABELS = (
    *("act", "appendix", "article-locator", "book", "canon", "chapter", "column", "elocation", "equation", "figure"),
    *("folio", "issue", "line", "note", "opus", "page", "paragraph", "part", "rule", "scene", "section", "sub-verbo"),
    *("supplement", "table", "timestamp", "title-locator", "verse", "version", "volume"),
)
"""The parts of a work that CSL knows (1.0.2, appendix IV)."""
_EMPTY = (
    b'<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0"><citation><layout>'
    b'<text variable="title"/></layout></citation><bibliography><layout><text variable="title"/></layout>'
    b"</bibliography></style>"
)


class _Style:
    """A style of citeproc with the works that it prints."""

    def __init__(self, xml: bytes, locale: str, works: Sequence[Reference] = ()) -> None:
        from citeproc import CitationStylesBibliography, CitationStylesStyle
        from citeproc.source.json import CiteProcJSON

        _keep_names_without_capitals()
        self._style: Any = CitationStylesStyle(io.BytesIO(xml), locale=locale, validate=False)
        self.source: Any = CiteProcJSON([_csl(f"r{n}", work, locale) for n, work in enumerate(works)])
        self._bibliography: Any = CitationStylesBibliography(self._style, self.source, _FORMATTER)
        self._keys = {work.key: f"r{n}" for n, work in enumerate(works)}
        self._works = {f"r{n}": work.key for n, work in enumerate(works)}
        for key in self._keys:
            self._citation(key, _NO_PLACE)

    def words(self, name: str) -> list[str]:
        """All forms of a term, the longest first."""
        root = self._style.root
        found = set()
        for form in (None, "short", "symbol"):
            for term in (root.get_single_term(name=name, form=form), root.get_plural_term(name=name, form=form)):
                found.add(str(term).strip())
        return sorted(found - {"", "None"}, key=lambda word: (-len(word), word))

    @property
    def american(self) -> bool:
        """Whether full stops and commas stand inside quotation marks."""
        return str(self._style.root.get_locale_option("punctuation-in-quote")).lower() == "true"

    def order(self) -> tuple[str, ...]:
        """Sorts the list as the style asks, and returns the keys in its order."""
        self._bibliography.sort()
        return tuple(self._works[key] for key in self._bibliography.keys)

    def arrange(self, order: Sequence[str]) -> None:
        """Takes an order over from another part of the style."""
        items = {item.key: item for item in self._bibliography.items}
        self._bibliography.items = [items[self._keys[key]] for key in order]
        self._bibliography.keys = [self._keys[key] for key in order]

    def suffix(self, key: str, letter: str) -> None:
        """Adds a letter to the year of a work, where the style prints one."""
        self.source[self._keys[key]]["year_suffix"] = letter

    def cited(self, key: str, place: Place = _NO_PLACE) -> str:
        """A work as a citation prints it."""
        return tidy(str(self._bibliography.cite(self._citation(key, place), _nothing) or ""), self.american)

    def listed(self) -> list[str]:
        """The entries of the list, in its order."""
        made: list[str] = []
        for item in list(self._bibliography.items):
            texts = self._style.render_bibliography([item])
            made.append(tidy(str(texts[0]) if texts and texts[0] is not None else "", self.american))
        return made

    def _citation(self, key: str, place: Place) -> Any:  # noqa: ANN401 - the library has no types
        from citeproc import Citation, CitationItem, Locator

        label, number = place
        extra = {"locator": Locator(label, number)} if number else {}
        citation = Citation([CitationItem(self._keys[key], **extra)])
        self._bibliography.register(citation)
        return citation


@lru_cache(maxsize=1)
def _keep_names_without_capitals() -> None:
    """Mends the library: only a name that has capitals has initials (to it 花子 is a particle among none)."""
    from citeproc.model import Name

    initials = Name.initialize

    def initialize(name: Any, given: str, mark: str, context: Any) -> str:  # noqa: ANN401 - the library has no types
        return str(initials(name, given, mark, context)) if any(map(str.isupper, given)) else given

    Name.initialize = initialize


def _nothing(item: object) -> str:
    del item
    return ""


_FORMATTER = SimpleNamespace(
    preformat=str,
    Italic=wrapper("i"),
    Oblique=wrapper("i"),
    Bold=wrapper("b"),
    Light=wrapper(""),
    Underline=wrapper(""),
    Superscript=wrapper("sup"),
    Subscript=wrapper("sub"),
    SmallCaps=wrapper(""),
)


def _rendered(
    parts: Parts, locale: str, works: tuple[Reference, ...], places: frozenset[tuple[str, Place]]
) -> Rendering:
    whole = _Style(parts.whole, locale, works)
    order = whole.order()
    alike: tuple[tuple[str, ...], ...] = ()
    styles = [whole]
    if not parts.numeric:
        rest, author = (_Style(xml, locale, works) for xml in (parts.rest, parts.author))
        styles += [rest, author]
        for style in (rest, author):
            style.arrange(order)
        alike = _told_apart(styles, order, parts)
    labels = [""] * len(works)
    if parts.numbered:
        label = _Style(parts.label, locale, works)
        label.arrange(order)
        labels = [plain(text).strip() for text in label.listed()]
    by_key = {work.key: work for work in works}
    months = [word for number in range(1, 13) for word in whole.words(f"month-{number:02}")]
    texts = [joined(once(text, by_key[key]), months, locale) for key, text in zip(order, whole.listed(), strict=True)]
    entries = (Entry(*each) for each in zip(order, labels, texts, strict=True))
    return Rendering(
        parts,
        tuple(entries),
        {(key, place): whole.cited(key, place) for key, place in sorted(places)},
        {} if parts.numeric else {(key, place): rest.cited(key, place) for key, place in sorted(places)},
        {} if parts.numeric else {key: author.cited(key) for key in order},
        alike,
    )


def _told_apart(styles: list[_Style], order: tuple[str, ...], parts: Parts) -> tuple[tuple[str, ...], ...]:
    """Adds letters to years where two works look alike in the text; returns the groups that still do."""
    groups = _alike(styles[0], order)
    if parts.suffixed:
        for group in groups:
            for number, key in enumerate(group):
                for style in styles:
                    style.suffix(key, _letters(number))
        groups = _alike(styles[0], [key for group in groups for key in group])
    return tuple(tuple(group) for group in groups)


def _alike(style: _Style, keys: Sequence[str]) -> list[list[str]]:
    groups: dict[str, list[str]] = {}
    for key in keys:
        groups.setdefault(plain(style.cited(key)), []).append(key)
    return [group for group in groups.values() if len(group) > 1]


def _letters(number: int) -> str:
    """The letters that tell years apart: a, b, … z, aa, ab."""
    return (_letters(number // 26 - 1) if number > 25 else "") + chr(ord("a") + number % 26)


def _csl(name: str, work: Reference, locale: str) -> dict[str, Any]:
    """A work as the library takes it, in CSL-JSON."""
    made: dict[str, Any] = {"id": name, "type": work.type}
    for variable, text in work.texts:
        made[_NAMED.get(variable, variable)] = marked(text)
    # What the language of a work is decides whether its title gets capitals.
    made.setdefault("language", locale[:2])
    for variable, people in work.names:
        made[variable] = [
            {"literal": marked(who.literal)}
            if who.literal
            else {
                part: marked(text)
                for part, text in (
                    ("family", who.family),
                    ("given", who.given),
                    ("non-dropping-particle", who.particle),
                    ("dropping-particle", who.dropping),
                    ("suffix", who.suffix),
                )
                if text
            }
            for who in people
        ]
    for variable, date in work.dates:
        made[variable] = _date(date)
    return made


_NAMED = {"event-title": "event"}
"""Variables of CSL 1.0.2 that the library knows by the name of 1.0.1."""


def _date(date: Date) -> dict[str, Any]:
    if date.words:
        return {"literal": marked(date.words), "circa": date.circa}
    days = [list(date.begin), *([list(date.end)] if date.end else [])]
    return {"date-parts": days, "circa": date.circa, **({"season": date.season} if date.season else {})}
