"""Handouts on fewer sheets: the pages of a finished PDF, two to a side, one after the other or to be folded.

What makes pages accessible does not come with them: tags, links and bookmarks. So the file claims to conform to
nothing, and says which edition does.
"""

from pipeline.diagnostics import Diagnostic, Rule, Severity
from pipeline.model import Article, Edition, Rendered, Shown
from pipeline.sheets.made import QPDF, is_mirrored, made
from pipeline.sheets.order import ORDERS, Side, mirrored, places
from pipeline.sheets.seen import page_texts, place_texts, places_unlike
from pipeline.tagged_pdf import page_count
from pipeline.theme import Theme, filled

THICK_BOOKLET = Rule(
    "thick-booklet",
    Severity.WARNING,
    "a booklet has more than 40 sheets",
    "So many sheets do not close when they are folded once, and the inner pages stand out at the edge.",
)
RULES = (THICK_BOOKLET,)
_MOST = 40
_FOLDED = "folded"


def impose(base: bytes, article: Article, edition: Edition, theme: Theme) -> Rendered:
    """The sheets of the edition, made from the finished file of its base; empty where that cannot be read."""
    words, shown = theme.words(article.metadata.lang), edition.base.file_name(article.slug) if edition.base else ""
    note = filled(words.labels["sheets"], file=shown)
    try:
        sides = _sides(base, edition)
        content = made(base, sides, "/DuplexFlipShortEdge" if _is_folded(edition) else "/Simplex", note)
    except ValueError:
        # That is told of the base.
        return Rendered(b"")
    thick = _thick(len(sides) // 2, edition) if _is_folded(edition) else ()
    return Rendered(content, thick, pages=len(sides), tools={"qpdf": QPDF})


def promised(base: bytes, edition: Edition) -> tuple[Shown, ...]:
    """What each place on the sheets must show; raises ValueError where the base cannot be read."""
    texts, sides = ("", *page_texts(base)), _sides(base, edition)
    pages = (page for side in sides for page in side)
    where = places(len(sides), edition.options["order"])
    return tuple(Shown(place, page, texts[page]) for place, page in zip(where, pages, strict=True))


def read_back(content: bytes) -> tuple[str, ...]:
    """The texts in the places of the sheets, from the file's bytes alone; raises ValueError for what is no PDF."""
    return place_texts(content)


def unlike(content: bytes, base: bytes, edition: Edition, *, fine: bool = False) -> frozenset[int]:
    """The places, from 0, that do not look as the pages of the base do; `fine`: looked at twice as closely."""
    return places_unlike(content, base, _sides(base, edition), fine=fine)


def _sides(base: bytes, edition: Edition) -> tuple[Side, ...]:
    sides = ORDERS[edition.options["order"]](page_count(base))
    return mirrored(sides) if is_mirrored(base) else sides


def _is_folded(edition: Edition) -> bool:
    return edition.options["order"] == _FOLDED


def _thick(sheets: int, edition: Edition) -> tuple[Diagnostic, ...]:
    if sheets <= _MOST:
        return ()
    message = f"{edition.title}: {sheets} sheets are too many to fold as one; {_MOST} still close"
    return (Diagnostic(THICK_BOOKLET, message, hint="hand out `two-up`, or have it bound by a printer"),)
