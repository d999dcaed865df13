"""What the author writes in braces: an id, a language, a class; checked and put on the block that it belongs to."""

import re
from collections.abc import Callable, Mapping
from dataclasses import fields, replace
from typing import TypeVar, cast

from pipeline.diagnostics import Location, Rule, Severity
from pipeline.model import Block, Heading
from pipeline.readers.markdown.ledger import Ledger

UNKNOWN_ATTRIBUTE = Rule(
    "unknown-attribute",
    Severity.ERROR,
    "an attribute means nothing where it stands",
    "What the author wanted with it would not happen, without a word.",
)
STRAY_ATTRIBUTES = Rule(
    "stray-attributes",
    Severity.ERROR,
    "attributes stand before nothing",
    "What the author wanted with them would not happen, without a word.",
)
INVALID_ID = Rule(
    "invalid-id",
    Severity.ERROR,
    "an id is no word of small letters, digits and hyphens that begins with a letter",
    "Ids become addresses that people write down; other characters have several spellings there.",
)
INVALID_LANG = Rule(
    "invalid-lang",
    Severity.ERROR,
    "a language is no well-formed tag of BCP 47",
    "Voices, hyphenation and quotation marks are chosen by it.",
)
RULES = (UNKNOWN_ATTRIBUTE, STRAY_ATTRIBUTES, INVALID_ID, INVALID_LANG)

_ID = re.compile(r"[a-z][a-z0-9-]*")
# RFC 5646, section 2.1: language, script, region, variants, extensions, private use; grandfathered tags left out.
LANGUAGE_TAG = re.compile(
    r"(?:[a-z]{2,3}(?:-[a-z]{3}){0,3}|[a-z]{4}|[a-z]{5,8})(?:-[a-z]{4})?(?:-(?:[a-z]{2}|\d{3}))?"
    r"(?:-(?:[a-z0-9]{5,8}|\d[a-z0-9]{3}))*(?:-[a-wyz0-9](?:-[a-z0-9]{2,8})+)*(?:-x(?:-[a-z0-9]{1,8})+)?|x(?:-[a-z0-9]{1,8})+",
    re.IGNORECASE,
)

_B = TypeVar("_B", bound=Block)


def with_attributes(block: _B, attributes: Mapping[str, str], at: Location, ledger: Ledger) -> _B:
    """Return the block with its id and its language; report what it cannot have."""
    known = {each.name for each in fields(block)}
    changes: dict[str, str] = {}
    for name, value in attributes.items():
        if name == "id":
            changes["id"] = identifier(value, at, ledger)
        elif name == "lang" and "lang" in known:
            changes["lang"] = language(value, at, ledger)
        elif name == "class" and value == "unnumbered" and isinstance(block, Heading):
            block = cast("_B", replace(block, unnumbered=True))
        elif not (name == "class" and block.kind == "figure" and value == "decorative"):
            message = f'the attribute "{name}" means nothing for a {block.kind}'
            ledger.report(UNKNOWN_ATTRIBUTE, message, at, "take it away")
    return cast("Callable[..., _B]", replace)(block, **changes) if changes else block


def identifier(value: str, at: Location, ledger: Ledger) -> str:
    """Return an id, "" if it is none."""
    if _ID.fullmatch(value):
        return value
    hint = "use small letters, digits and hyphens, a letter first"
    ledger.report(INVALID_ID, f'"{value}" cannot be an id', at, hint)
    return ""


def language(value: str, at: Location, ledger: Ledger) -> str:
    """Return a language tag, "" if it is none."""
    if not value or LANGUAGE_TAG.fullmatch(value):
        return value
    ledger.report(INVALID_LANG, f'"{value}" is no language tag', at, "write a tag such as en, fr or pt-BR")
    return ""
