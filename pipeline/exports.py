"""A work as a file for programs that manage references: BibTeX, RIS and CSL-JSON."""

import base64
import json
import re
from collections.abc import Callable, Iterator, Mapping

from pipeline.model import Date, Reference

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
# Variables of CSL → fields of BibTeX (BibTeXing, 3.2) and BibLaTeX (manual, 2.2), tags of RIS.
_FIELDS = {
    "title": "title", "publisher": "institution", "collection-title": "series", "number": "number",
    "version": "version", "DOI": "doi", "URL": "url",
}  # fmt: skip
_TAGS = {
    "title": "TI", "publisher": "PB", "collection-title": "T3", "number": "M1", "version": "ET", "DOI": "DO",
    "URL": "UR", "language": "LA",
}  # fmt: skip
_VERBATIM = {"doi", "url"}
# Braces count for BibTeX behind a backslash too, and `"` is a command of babel's in some languages.
_SIGNS = {
    "\\": r"\textbackslash{}", "{": r"\textbraceleft{}", "}": r"\textbraceright{}", "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}", "`": r"\textasciigrave{}", '"': r"\textquotedbl{}", "<": r"\textless{}",
    ">": r"\textgreater{}", **{sign: rf"\{sign}" for sign in "$&%#_"},
}  # fmt: skip
_LIGATURE = re.compile(r"-(?=-)|'(?=')")


def addressed(work: Reference) -> Iterator[tuple[str, str, str]]:
    """For each format the suffix of its files, its name, and the work in it as a `data:` address (RFC 2397)."""
    for suffix, (title, media_type, write) in FORMATS.items():
        content = base64.b64encode(write(work).encode()).decode("ascii")
        yield suffix, title, f"data:{media_type};charset=utf-8;base64,{content}"


def bibtex(work: Reference) -> str:
    """The work as an entry of BibTeX, which BibLaTeX reads too; titles and names keep their letters as they are."""
    fields = "".join(f"  {name} = {value},\n" for name, value in _fields(work))
    return f"@techreport{{{work.key},\n{fields}}}\n"


def ris(work: Reference) -> str:
    """The work in RIS: a line for each value, and no way to escape one (Research Information Systems, 2011)."""
    lines = [("TY", "RPRT"), ("ID", work.key), *_tagged(work), ("ER", "")]
    return "".join(f"{tag}  - {_line(value)}\r\n" for tag, value in lines)


def csl_json(work: Reference) -> str:
    """The work as a list of one item of CSL-JSON."""
    item: dict[str, object] = {"id": work.key, "type": work.type, **dict(work.texts)}
    item |= {variable: [{"literal": who.literal} for who in people] for variable, people in work.names}
    item |= {variable: {"date-parts": [list(date.begin)]} for variable, date in work.dates}
    return json.dumps([item], ensure_ascii=False) + "\n"


FORMATS: Mapping[str, tuple[str, str, Callable[[Reference], str]]] = {
    "bib": ("BibTeX", "application/x-bibtex", bibtex),
    "ris": ("RIS", "application/x-research-info-systems", ris),
    "json": ("CSL-JSON", "application/vnd.citationstyles.csl+json", csl_json),
}
"""Suffix of a file → the name of its format, its media type, and what writes it."""


def _fields(work: Reference) -> Iterator[tuple[str, str]]:
    for variable, people in work.names:
        yield variable, f"{{{' and '.join(f'{{{_latex(who.literal)}}}' for who in people)}}}"
    for variable, text in work.texts:
        if name := _FIELDS.get(variable):
            yield name, f"{{{_address(text)}}}" if name in _VERBATIM else f"{{{{{_latex(text)}}}}}"
    for date in _issued(work):
        year, month, day = date.begin
        yield from (("year", f"{{{year}}}"), ("month", _MONTHS[month - 1]), ("day", f"{{{day}}}"))


def _tagged(work: Reference) -> Iterator[tuple[str, str]]:
    yield from (("AU", who.literal) for _, people in work.names for who in people)
    for date in _issued(work):
        year, month, day = date.begin
        yield from (("PY", f"{year:04}"), ("DA", f"{year:04}/{month:02}/{day:02}"))
    yield from ((_TAGS[variable], text) for variable, text in work.texts if variable in _TAGS)


def _issued(work: Reference) -> Iterator[Date]:
    yield from (date for variable, date in work.dates if variable == "issued")


def _latex(text: str) -> str:
    """The text with what LaTeX takes for commands, or for a sign of its own, written so that it is read as it is."""
    escaped = "".join(_SIGNS.get(sign, sign) for sign in _line(text))
    return _LIGATURE.sub(lambda found: f"{found[0]}{{}}", escaped)


def _address(text: str) -> str:
    """An address, in which BibTeX reads all signs as they are but braces and the backslash."""
    return re.sub(r"[{}\\]", lambda sign: f"%{ord(sign[0]):02X}", text)


def _line(text: str) -> str:
    return re.sub(r"[\x00-\x1f\x7f\x85\u2028\u2029]+", " ", text)
