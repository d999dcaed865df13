"""Judges where links lead, and whether they have a text."""

import re

from pipeline.diagnostics import Location, Rule, Severity
from pipeline.model import Inline
from pipeline.readers.markdown.ledger import Ledger
from pipeline.readers.markdown.plain import speaks

LINK_SCHEME = Rule(
    "link-scheme",
    Severity.ERROR,
    "a link leads to what is no web address, mail address, telephone number or place in the article",
    (
        "A relative address works in one place only: in a handout or an e-book it leads nowhere. Other schemes "
        "can run code, or reach files of the reader."
    ),
    wrong="See [the timetable](timetable.html).\n",
    right="See [the timetable](https://example.org/timetable.html).\n",
)
EMPTY_LINK = Rule(
    "empty-link",
    Severity.ERROR,
    "a link has no text",
    "Nobody can see such a link, and a screen reader spells out its address.",
    wrong="See [](https://example.org/timetable).\n",
    right="See [the timetable](https://example.org/timetable).\n",
)
OTHER_ARTICLE = Rule(
    "other-article",
    Severity.ERROR,
    "a link leads into another article by its name",
    (
        "This way of writing is kept for links between articles, which do not exist yet; until then such a link "
        "would lead nowhere."
    ),
    wrong="See [the quay](harbour-guide#quay).\n",
    right="See [the quay](https://example.org/harbour-guide#quay).\n",
)
LINK_TITLE = Rule(
    "link-title",
    Severity.ERROR,
    "a link has a title",
    "A title shows when a mouse rests on the link and nowhere else, so most readers never get it.",
    wrong='See [the timetable](https://example.org/timetable "Valid until May").\n',
    right="See [the timetable](https://example.org/timetable), valid until May.\n",
)
RULES = (LINK_SCHEME, EMPTY_LINK, OTHER_ARTICLE, LINK_TITLE)

_SCHEME = re.compile(r"(?:https?://[^/?#\s]|mailto:.|tel:.|#[a-z][a-z0-9-]*$)", re.IGNORECASE)
# What `resolve` can say without the author's words.
_WITHIN = re.compile(r"#[a-z][a-z0-9-]*$")
_ELSEWHERE = re.compile(r"[a-z0-9][a-z0-9-]*#[a-z][a-z0-9-]*$")


def names_itself(target: str) -> bool:
    """Whether a link without a text may lead there, since `resolve` can say what it is."""
    return _WITHIN.match(target) is not None


def is_sound(target: str, text: tuple[Inline, ...], at: Location, ledger: Ledger) -> bool:
    """Whether a link may lead there; what is wrong with it or its text is reported."""
    if _ELSEWHERE.match(target):
        hint = "write the address of its page with https://"
        ledger.report(OTHER_ARTICLE, f'the link leads to "{target}", in another article', at, hint)
        return False
    if not speaks(text):
        ledger.report(EMPTY_LINK, "the link has no text", at, "write in the brackets what it leads to")
    if _SCHEME.match(target):
        return True
    hint = "begin it with https://, http://, mailto: or tel:, or write #id for a place in the article"
    ledger.report(LINK_SCHEME, f'the link leads to "{target}"', at, hint)
    return False
