"""What a page or a book would run or fetch: nothing that is published needs more than itself."""

import re
from collections.abc import Collection, Iterable, Iterator

from lxml import etree

from pipeline.diagnostics import Diagnostic, Rule, Severity

NOT_SELF_CONTAINED = Rule(
    "not-self-contained",
    Severity.ERROR,
    "the web page or the e-book would run a script, or fetch something from elsewhere",
    "What is to be cited in twenty years must hold all that it shows, and must do nothing to its reader.",
)
RULES = (NOT_SELF_CONTAINED,)

_HINT = "take it out of the template or the style, or give it as a `data:` address"
_ACTIVE = {"script", "iframe", "object", "embed", "base"}
_LOADED = {"stylesheet", "icon", "preload", "modulepreload", "prefetch", "manifest"}
_ADDRESSES = ("src", "srcset", "poster", "data", "action", "background", "ping")
_DRAWN = {"image", "use", "feImage"}
"""What draws a picture by its `href`; a link does not fetch by it."""
_FETCH = re.compile(r"(?:(?:url|image-set|src)\(\s*|@import\s+)[\"']?([^\"')\s;]+)", re.IGNORECASE)
# CSS Syntax 3, 4.3.7: an escape may stand for any character, so also for one of `url`.
_ESCAPE = re.compile(r"\\([0-9a-fA-F]{1,6})\s?|\\(.)", re.DOTALL)
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)


def needs(
    title: str, roots: Iterable[etree._Element], style: str = "", inside: Collection[str] = ()
) -> Iterator[Diagnostic]:
    """The findings about documents and a style sheet, `inside` being the addresses that the edition brings along."""
    facts = [fact for root in roots for element in root.iter(etree.Element) for fact in _of(element, inside)]
    facts += [f"the style fetches {address}" for address in _fetched(style, inside)]
    yield from (Diagnostic(NOT_SELF_CONTAINED, f"{title}: {fact}", hint=_HINT) for fact in dict.fromkeys(facts))


def _of(element: etree._Element, inside: Collection[str]) -> Iterator[str]:
    """What an element would run or fetch; links that a reader may follow are no need."""
    name = etree.QName(element).localname
    if name in _ACTIVE and element.get("type") != "application/ld+json":
        yield f"holds <{name}>"
    if name == "meta" and element.get("http-equiv", "").lower() == "refresh":
        yield "goes to another page by itself"
    loads = name in _DRAWN or (name == "link" and set(element.get("rel", "").split()) & _LOADED)
    for key, value in ((str(key), str(value)) for key, value in element.attrib.items()):
        local = etree.QName(key).localname
        if local.startswith("on"):
            yield f"<{name}> has {local}"
        if (local in _ADDRESSES or (local == "href" and loads)) and _is_away(value, inside):
            yield f"<{name} {local}> fetches {value[:80]}"
        if local in {"style", "fill", "stroke", "filter", "mask", "clip-path"}:
            yield from (f"<{name} {local}> fetches {address}" for address in _fetched(value, inside))
    if name == "style":
        yield from (f"the style fetches {address}" for address in _fetched(element.text or "", inside))


def _fetched(style: str, inside: Collection[str]) -> Iterator[str]:
    """The addresses that a style fetches, whichever way it spells them."""
    plain = _ESCAPE.sub(_unescaped, _COMMENT.sub(" ", style))
    yield from (address[:80] for address in _FETCH.findall(plain) if _is_away(address, inside))


def _unescaped(match: re.Match[str]) -> str:
    code = int(match[1], 16) if match[1] else ord(match[2])
    return chr(code) if 0 < code < 0x110000 else "\N{REPLACEMENT CHARACTER}"


def _is_away(address: str, inside: Collection[str]) -> bool:
    return bool(address) and not address.startswith(("data:", "#")) and address not in inside
