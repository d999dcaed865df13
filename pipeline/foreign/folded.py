"""What other tools may set otherwise without writing anything else: typographic signs and how a web address is spelt.

Folded are quotation marks and apostrophes (straight, curly, low, angled), runs of hyphens and full stops that stand for
dashes and an ellipsis, the kinds of hyphen and the minus, and ligatures. Never folded are digits, letters, case, the
order of anything, and a hyphen against a dash.
"""

import re
from urllib.parse import quote, unquote, urlsplit, urlunsplit

_SIGNS = str.maketrans(
    {
        **dict.fromkeys("\u201c\u201d\u201e\u201f\u00ab\u00bb", '"'),
        **dict.fromkeys("\u2018\u2019\u201a\u201b\u2039\u203a\u02bc", "'"),
        **dict.fromkeys("\u2010\u2011\u2212\ufffe", "-"),
        "\ufb00": "ff",
        "\ufb01": "fi",
        "\ufb02": "fl",
        "\ufb03": "ffi",
        "\ufb04": "ffl",
    }
)
_RUNS = (("---", "\u2014"), ("--", "\u2013"), ("...", "\u2026"))
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")

CALL = re.compile(r"[\[(]?(?:[0-9]{1,4}|[a-z]|[*†‡§¶]{1,4})[\])]?")
"""What the call of a note looks like."""

INSIDE = "#"
"""Stands for every link that leads to a place in the file itself: ids are each tool's own."""


def folded(text: str) -> str:
    """The text with one sign for each of those that mean the same."""
    text = text.translate(_SIGNS)
    for run, sign in _RUNS:
        text = text.replace(run, sign)
    return text


def address(target: str) -> str:
    """A link's target in one spelling (RFC 3986, 6.2.2 and 6.2.3), INSIDE for one within the file."""
    if target.startswith("#"):
        return INSIDE
    try:
        parts = urlsplit(target.strip())
    except ValueError:
        return target
    path = quote(unquote(parts.path), safe="/%:@!$&'()*+,;=~") or ("/" if parts.netloc else "")
    return urlunsplit((parts.scheme.lower(), parts.netloc.lower(), path, parts.query, parts.fragment))


def has_scheme(target: str) -> bool:
    """Whether a target says by itself where it leads, as `https:` and `mailto:` do."""
    return bool(_SCHEME.match(target))
