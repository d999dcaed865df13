"""The kinds of value that front matter has: what each takes, how it is written in the end, and its JSON Schema.

All are texts in the source; a fault is a fact and a hint, joined by a semicolon, of the error type `own`.
"""

import datetime
import re
from collections.abc import Callable
from typing import Annotated, Final
from urllib.parse import urlsplit

from packaging.licenses import InvalidLicenseExpression, canonicalize_license_expression
from pydantic import AfterValidator, BeforeValidator, WithJsonSchema
from pydantic_core import PydanticCustomError

from pipeline.readers.markdown.attributes import LANGUAGE_TAG

OWN: Final = "own"
"""The type of all errors raised here."""

_ORCID = re.compile(r"(?:https://orcid\.org/)?(\d{4}-\d{4}-\d{4}-\d{3}[\dX])")
_ROR = re.compile(r"(?:https://ror\.org/)?(0[a-hj-km-np-tv-z0-9]{6}\d{2})")
# DOI Handbook, 2.2: a prefix of 10. and digits, a slash, and a suffix of any printing characters.
_DOI = re.compile(r"(?:https://doi\.org/|doi:)?(10\.\d{4,9}(?:\.\d+)*/\S+)")
_ISBN = re.compile(r"97[89][- ]?(?:\d[- ]?){9}\d")
_ISSN = re.compile(r"\d{4}-\d{3}[\dX]")
_EMAIL = re.compile(r"[^\s@<>]+@[^\s@<>]+\.[^\s@<>.]+")
_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
# No-break spaces are the author's own.
_SPACE = re.compile(r"[ \t\n]+")
# The alphabet of the characters of a ROR behind its 0 (Crockford's base 32).
_BASE_32 = "0123456789abcdefghjkmnpqrstvwxyz"
# A scalar that YAML takes for a number or a truth value is text here.
_SCALAR = ["string", "number", "boolean"]


def _fault(fact: str, hint: str) -> PydanticCustomError:
    # Braces would be filled in.
    return PydanticCustomError(OWN, f"{fact}; {hint}".replace("{", "{{").replace("}", "}}"))


def listed(value: object) -> object:
    """A list of the value where it stands alone."""
    return [value] if isinstance(value, str) else value


def _date(value: object) -> datetime.date:
    try:
        if isinstance(value, str) and re.fullmatch(r"\d{4}-\d{2}-\d{2}", value):
            return datetime.date.fromisoformat(value)
    except ValueError:
        pass
    if value == "":
        raise _fault("is empty", "write a date, or take the key away")
    raise _fault("is no date", "write year-month-day, such as 2026-03-09")


def _line(value: str) -> str:
    text = _SPACE.sub(" ", value).strip()
    if not text:
        raise _fault("is empty", "write a text, or take the key away")
    return text


def _truth(value: object) -> bool:
    if value in ("true", "false"):
        return value == "true"
    raise _fault("is neither true nor false", "write true or false")


def _language(value: str) -> str:
    if not LANGUAGE_TAG.fullmatch(value):
        raise _fault("is no language tag", "write a tag such as en, fr or pt-BR")
    return value


def _license(value: str) -> str:
    try:
        return canonicalize_license_expression(value)
    except InvalidLicenseExpression:
        pass
    try:
        near = str(canonicalize_license_expression(value.strip().replace(" ", "-")))
    except InvalidLicenseExpression:
        near = "one such as CC-BY-4.0"
    raise _fault("is no SPDX identifier", f"write {near}")


def _address(value: str) -> str:
    try:
        parts = urlsplit(value)
        good = parts.scheme in {"http", "https"} and bool(parts.hostname)
    except ValueError:
        good = False
    if not good:
        raise _fault("is no absolute address", "begin it with https://")
    # What nobody sees would not survive being copied, and programs take some of it away.
    if " " in value or not value.isprintable():
        raise _fault("holds a space or a character that nobody sees", "write the address without it")
    return value


def _contact(value: str) -> str:
    if not _EMAIL.fullmatch(value) and not value.startswith(("https://", "http://")):
        raise _fault("is neither an e-mail address nor a web address", "write one such as desk@example.org")
    return value if _EMAIL.fullmatch(value) else _address(value)


def _slug(value: str) -> str:
    if not _SLUG.fullmatch(value):
        raise _fault("is no name", "write small letters, digits and hyphens")
    return value


def _orcid(value: str) -> str:
    match = _ORCID.fullmatch(value)
    if match is None:
        raise _fault("is no ORCID", "write it as 0000-0002-1825-0097")
    if _orcid_check(match[1]) != match[1][-1]:
        raise _mistyped()
    return match[1]


def _orcid_check(digits: str) -> str:
    """Return the check character of an ORCID (ISO 7064, MOD 11-2)."""
    total = 0
    for digit in digits.replace("-", "")[:-1]:
        total = (total + int(digit)) * 2
    check = (12 - total % 11) % 11
    return "X" if check == 10 else str(check)


def _ror(value: str) -> str:
    match = _ROR.fullmatch(value)
    if match is None:
        raise _fault("is no ROR", "write it as https://ror.org/ and nine characters")
    number = 0
    for character in match[1][:-2]:
        number = number * 32 + _BASE_32.index(character)
    # ISO 7064, MOD 97-10.
    if 98 - number * 100 % 97 != int(match[1][-2:]):
        raise _mistyped()
    return f"https://ror.org/{match[1]}"


def _doi(value: str) -> str:
    match = _DOI.fullmatch(value)
    if match is None:
        raise _fault("is no DOI", "write it as 10.5281/zenodo.1234567")
    return match[1]


def _isbn(value: str) -> str:
    if not _ISBN.fullmatch(value):
        raise _fault("is no ISBN", "write its 13 digits, such as 978-0-306-40615-7")
    digits = [int(digit) for digit in re.sub(r"\D", "", value)]
    # ISBN Users' Manual, 5: weights 1 and 3.
    if sum(digits[::2]) % 10 != -3 * sum(digits[1::2]) % 10:
        raise _mistyped()
    return value


def _issn(value: str) -> str:
    if not _ISSN.fullmatch(value):
        raise _fault("is no ISSN", "write it as 2049-3630")
    digits = value.replace("-", "")
    # ISO 3297, annex A: weights 8 to 2, modulo 11, X for ten.
    total = sum(int(digit) * weight for digit, weight in zip(digits[:-1], range(8, 1, -1), strict=True))
    if "0123456789X"[-total % 11] != digits[-1]:
        raise _mistyped()
    return value


def _mistyped() -> PydanticCustomError:
    return _fault("cannot be right: its check digit does not fit the others", "look for a mistyped digit")


def _text(check: Callable[[str], str], **schema: object) -> tuple[AfterValidator, WithJsonSchema]:
    return AfterValidator(check), WithJsonSchema({"type": "string", **schema})


_DATE_SCHEMA = WithJsonSchema({"type": "string", "format": "date", "pattern": r"^\d{4}-\d{2}-\d{2}$"})

Line = Annotated[str, AfterValidator(_line), WithJsonSchema({"type": _SCALAR, "pattern": r"\S"})]
Date = Annotated[datetime.date, BeforeValidator(_date), _DATE_SCHEMA]
Truth = Annotated[bool, BeforeValidator(_truth), WithJsonSchema({"type": "boolean"})]
Language = Annotated[str, *_text(_language, pattern="^[A-Za-z0-9]{1,8}(-[A-Za-z0-9]{1,8})*$")]
License = Annotated[str, *_text(_license, pattern=r"^[A-Za-z0-9.+:() -]+$")]
Url = Annotated[str, *_text(_address, format="uri", pattern=r"^https?://\S+$")]
Contact = Annotated[str, *_text(_contact, pattern=r"^(https?://\S+|[^\s@<>]+@[^\s@<>]+)$")]
Slug = Annotated[str, *_text(_slug, pattern=f"^{_SLUG.pattern}$")]
Orcid = Annotated[str, *_text(_orcid, pattern=f"^{_ORCID.pattern}$")]
Ror = Annotated[str, *_text(_ror, pattern=f"^{_ROR.pattern}$")]
Doi = Annotated[str, *_text(_doi, pattern=f"^{_DOI.pattern}$")]
# Written without hyphens, YAML takes it for a number.
Isbn = Annotated[
    str, AfterValidator(_isbn), WithJsonSchema({"type": ["string", "integer"], "pattern": f"^{_ISBN.pattern}$"})
]
Issn = Annotated[str, *_text(_issn, pattern=f"^{_ISSN.pattern}$")]
