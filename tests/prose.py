"""Words that are easily damaged on their way to a page, and lines of them with every kind of inline."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from hypothesis import strategies as st

T = TypeVar("T")
Draw = Callable[[st.SearchStrategy[int]], int]

LATIN = (
    "office waffle efficient fjord flight baffling ﬁne affluent Æsir naïve e\u0301tude A\u030angstro\u0308m q\u0303ue"
    " x\u0323 co\u00adop\u00aderate well-known non\u2011breaking 10\u00a0km 5\u202f% wait… this – that — “quoted” ‘so’"
    ' it\'s "straight" 1,234.50 −7 ½ 3×4 AT&T <5 &amp; &#8364; §\u00a03 No. p. 12 e.g. Dr. 1998–2004 and/or (brackets)'
    " [sic] end. next; why? yes! Straße mother-in-law's Donaudampfschifffahrtsgesellschaftskapitän the of a to binding"
    " Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch thread paper \\* \\_ \\# 90's -- --- ... ‹ › ™ © ° ′ →"
    " a\u200bb soft\u200dly ij I İ ı ŉ ſ Ĳ"
)
GREEK = "λέξη Ελλάδα ά α\u0301 ΐ ϋ\u0301 Ὅμηρος ᾳ ῥᾴδιον ἄνθρωπος ς σ Ω άλφα-βήτα «λόγος» του και 12,5"
CYRILLIC = "переплёт и\u0306 й ударе\u0301ние о\u0301кна ї є ґ об'єкт «слово» будь-який что-нибудь № 5 ѣ Їжак та — і в"
POOLS = {"": LATIN, "el": GREEK, "uk": CYRILLIC, "ru": CYRILLIC, "fr": LATIN, "de": LATIN}
LONG = "unbreakable" * 12
ABBREVIATIONS = {"PVA": "polyvinyl acetate", "RH": "relative humidity", "ФНС": "служба"}
WORKS: dict[str, dict[str, object]] = {
    "one": {"type": "book", "title": "One *star*", "author": [{"family": "Ömer", "given": "Ada"}]},
    "two": {"type": "webpage", "title": "Two", "URL": "https://example.org/two", "author": [{"family": "Ng"}]},
    "three": {"type": "article-journal", "title": "Η λέξη", "issued": {"date-parts": [[1998, 3]]}, "page": "3-5"},
}


@dataclass(slots=True)
class Hand:
    """What writes an article: it draws what comes next, and knows what it has promised to be elsewhere.

    `targets` are the ids that a reference without words may name, `notes` the labels that were called. `sealed` says
    that what is written now is not in all editions, `linked` that it is inside a link; `within` counts the inlines
    around it, `depth` the blocks.
    """

    draw: Callable[[st.SearchStrategy[object]], object]
    targets: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    abbreviations: set[str] = field(default_factory=set)
    works: set[str] = field(default_factory=set)
    sealed: bool = False
    in_note: bool = False
    linked: bool = False
    within: int = 0
    depth: int = 0
    count: int = 0

    def number(self, least: int, most: int) -> int:
        """A number between these, both included."""
        return int(str(self.draw(st.integers(least, most))))

    def one(self, several: Sequence[T]) -> T:
        """One of several."""
        return several[self.number(0, len(several) - 1)]

    def chance(self, of: int) -> bool:
        """True once in so many times."""
        return self.number(1, of) == of

    def fresh(self, prefix: str) -> str:
        """An id or a label that nothing else has."""
        self.count += 1
        return f"{prefix}{self.count}"

    def target(self, prefix: str) -> str:
        """A fresh id of what references can name, if all editions have it."""
        name = self.fresh(prefix)
        if not self.sealed and not self.in_note:
            self.targets.append(name)
        return name

    def called(self) -> str:
        """The label of a new note, which is now called."""
        self.notes.append(self.fresh("n"))
        return self.notes[-1]


def words(hand: Hand, least: int, most: int, lang: str = "") -> str:
    """So many words of a language, taken from its pool in an order that three numbers give."""
    pool = POOLS[lang].split(" ")
    start, step = hand.number(0, len(pool) - 1), hand.one((1, 3, 7, 11))
    return " ".join(pool[(start + step * index) % len(pool)] for index in range(hand.number(least, most)))


def line(hand: Hand, parts: int = 4, *, whole: bool = False) -> str:
    """A line of text: words and inlines by turns. `whole`: it may not be broken."""
    made = [words(hand, 1, 5, hand.one(("", "", "el", "uk")))]
    barred = (_NOT_LINKED if hand.linked else set()) | (_BREAKS if whole else set())
    for _ in range(hand.number(0, parts)):
        made += [INLINES[hand.one([name for name in INLINES if name not in barred])](hand), words(hand, 1, 4)]
    return " ".join(made)


def _inner(hand: Hand, *, linked: bool = False) -> str:
    """What an inline holds: a line again, but not without end."""
    if hand.within > 1:
        return words(hand, 1, 3)
    before = hand.within, hand.linked
    hand.within, hand.linked = hand.within + 1, hand.linked or linked
    made = line(hand, 1, whole=True)
    hand.within, hand.linked = before
    return made


def _between(first: str, last: str) -> Callable[[Hand], str]:
    """What encloses a line; the letters at both ends let the marks count as such."""
    return lambda hand: f"{first}a {_inner(hand)} z{last}"


def _link(hand: Hand) -> str:
    return f"[{_inner(hand, linked=True)}](https://example.org/{hand.one(('a', 'b?x=1&y=2', 'ä', 'a%20b'))})"


def _foreign(hand: Hand) -> str:
    lang = hand.one(("el", "uk", "ru", "fr", "de"))
    return f"[{words(hand, 1, 6, lang)}]{{lang={lang}}}"


def _note(hand: Hand) -> str:
    if hand.in_note or hand.sealed:
        return "word"
    if hand.chance(4):
        return f"inline^[{words(hand, 1, 12)}]"
    if hand.notes and hand.chance(3):
        return f"again[^{hand.one(hand.notes)}]"
    return f"called[^{hand.called()}]"


def _reference(hand: Hand) -> str:
    ways = [f"[](#{hand.one(hand.targets)})", f"([](#{hand.one(hand.targets)}))", f"[so](#{hand.one(hand.targets)})"]
    ways += [f"[](#note-{hand.one(hand.notes)})"] if hand.notes else []
    return hand.one(ways)


def _cited(hand: Hand) -> str:
    one, two = hand.one(tuple(WORKS)), hand.one(tuple(WORKS))
    made = hand.one((f"[@{one}, p. 3]", f"@{one}", f"[see @{one}, pp. 3–5; -@{two}]", f"[-@{one}]"))
    hand.works |= {key for key in (one, two) if f"@{key}" in made}
    return made


def _short(hand: Hand) -> str:
    name = hand.one(tuple(ABBREVIATIONS))
    hand.abbreviations.add(name)
    return name


def _code(hand: Hand) -> str:
    return hand.one(("`a b`", "`x`", "``a ` b``", "`<&>`", "`--no-op...`", f"`{LONG[:44]}`", "`f(x) -> ﬁ`"))


def _image(hand: Hand) -> str:
    return hand.one(
        ("![A *dot*](images/dot.svg)", "![](images/dot.svg){.decorative}", "![Σ](images/dot.svg){width=2em}")
    )


INLINES: dict[str, Callable[[Hand], str]] = {
    "emphasis": _between("*", "*"),
    "strong": _between("**", "**"),
    "strike": _between("~~", "~~"),
    "sub": lambda hand: "H~" + hand.one(("2", "i+1", "max", "a\\ b", "*x*")) + "~O",
    "sup": lambda hand: "m^" + hand.one(("2", "st", "−1", "n\\ k", "*x*")) + "^",
    "code": _code,
    "link": _link,
    "image": _image,
    "foreign": _foreign,
    "anchor": lambda hand: f"[{words(hand, 1, 3)}]{{#{hand.fresh('a')}}}",
    "note": _note,
    "short": _short,
    "reference": _reference,
    "cited": _cited,
    "address": lambda _: "<https://example.org/a--b/long/path/without/spaces?query=in_it&more=of-it>",
    "long": lambda _: LONG,
    "entity": lambda _: "a&nbsp;b&shy;c &#x2192;",
    "comment": lambda _: "x<!-- *c* -->y",
    "break": lambda _: "end\\\n",
    "soft": lambda _: "soft\n",
}
_NOT_LINKED = {"link", "anchor", "note", "reference", "cited", "address"}
_BREAKS = {"break", "soft"}
