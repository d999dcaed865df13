"""A strategy for whole articles: every kind of block and inline, in one another, in the form of their source.

All that is made is valid: nothing is to be found wrong with it, so each finding is a mistake of the program or here.
"""

import json
import re
from collections.abc import Callable, Mapping

from hypothesis import strategies as st

from tests.prose import ABBREVIATIONS, LONG, WORKS, Hand, line, words

DOT = b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><circle cx="4" cy="4" r="4"/></svg>'
DATA = b"year,one,two\n2020,1,2\n2021,2,4\n2022,3,6\n2023,,-6.5\n"
LANGS = ("en", "en", "en", "el", "fr", "uk")


class Written:
    """The source of an article and the files beside it; a test that fails shows the source itself."""

    def __init__(self, text: str, files: Mapping[str, bytes]) -> None:
        """Hold what was written."""
        self.text, self.files = text, files

    def __repr__(self) -> str:
        """Its length: Hypothesis prints what a test is given."""
        return f"Written({len(self.text)} characters)"


def articles(*, long: bool) -> st.SearchStrategy[Written]:
    """Short articles of some constructs, or long ones of all, of several pages, with a note that is longer than one."""

    @st.composite
    def written(draw: st.DrawFn) -> Written:
        return _article(Hand(draw), long=long)

    return written()


def _article(hand: Hand, *, long: bool) -> Written:
    hand.targets.append("last")
    kinds = list(BLOCKS) if long else [hand.one(tuple(BLOCKS)) for _ in range(hand.number(1, 8))]
    parts, level = [_text(hand), f"Called[^{hand.called()}]."], 1
    while kinds:
        kind = kinds.pop(hand.number(0, len(kinds) - 1))
        if hand.chance(3):
            level = hand.number(2, min(level + 1, 6))
            parts.append(_heading(hand, level))
        parts.append(BLOCKS[kind](hand))
        parts += [_long(hand)] if long and hand.chance(2) else []
    notes = _notes(hand, long=long)
    parts += [":::{abbreviations}\n:::"] if hand.abbreviations and hand.chance(2) else []
    parts.append("## The last {#last}\n\n" + " ".join(["All of", *sorted(hand.abbreviations), "and no more."]))
    parts += notes
    return Written(_front(hand) + "\n\n".join(parts) + "\n", _files(hand))


def _files(hand: Hand) -> dict[str, bytes]:
    works = json.dumps([{"id": key, **WORKS[key]} for key in sorted(hand.works)]).encode()
    return {"images/dot.svg": DOT, "numbers.csv": DATA} | ({"references.json": works} if hand.works else {})


def _front(hand: Hand) -> str:
    short = [f"  {name}: {ABBREVIATIONS[name]}" for name in sorted(hand.abbreviations)]
    keys = [
        "title: Alpha & ﬁ – Ωμέγα",
        "subtitle: Every construct",
        'version: "1"',
        "date: 2026-01-02",
        f"lang: {hand.one(LANGS)}",
        "license: CC-BY-4.0",
        "permalink: https://example.org/alpha",
        "summary: What it says, in short.",
        *(["number-sections: true"] if hand.chance(2) else []),
        *(["typography: false"] if hand.chance(4) else []),
        *(["citation-style: apa"] if hand.works and hand.chance(2) else []),
        *(["abbreviations:", *short] if short else []),
    ]
    return "---\n" + "\n".join(keys) + "\n---\n\n"


def _notes(hand: Hand, *, long: bool) -> list[str]:
    """The notes that were called; they hold all but boxes and calls."""
    hand.in_note, hand.depth = True, 2
    made = []
    for index, name in enumerate(hand.notes):
        inner = [_long(hand, 60)] if long and index % 7 == 0 else [_text(hand)]
        inner += [BLOCKS[hand.one(IN_NOTES)](hand) for _ in range(hand.number(0, 3) // 2)]
        inner += [_text(hand)] if hand.chance(3) else []
        made.append(_indented(f"[^{name}]: ", "\n\n".join(inner), 4))
    return made


def _indented(first: str, body: str, by: int) -> str:
    return first + re.sub(r"\n(?=[^\n])", "\n" + " " * by, body)


def _fenced(opening: str, body: str) -> str:
    """A directive with more colons than any that it holds."""
    colons = ":" * max([3, *(len(run) + 1 for run in re.findall(r"^[ >*+.\d-]*(:{3,})", body, re.MULTILINE))])
    return f"{colons}{opening}\n{body}\n{colons}"


def _text(hand: Hand) -> str:
    return line(hand)


def _long(hand: Hand, most: int = 160) -> str:
    return f"{words(hand, most // 2, most, hand.one(('', '', 'el', 'uk')))} {line(hand)}"


def _whole(hand: Hand, parts: int = 2) -> str:
    """A line of its own: one of nothing but dashes would be a break between passages."""
    return f"The {line(hand, parts, whole=True)}"


def _cell(hand: Hand) -> str:
    return "" if hand.chance(4) else _whole(hand, 1).replace("|", "\\|")


def _heading(hand: Hand, level: int) -> str:
    unnumbered = " .unnumbered" if hand.chance(6) else ""
    name = hand.target("s")
    return f"{'#' * level} {_whole(hand, 1)} {name} {{#{name}{unnumbered}}}\n\n{_text(hand)}"


def _several(hand: Hand) -> str:
    """A paragraph, and what else a block that holds blocks may hold."""
    made = _text(hand)
    if hand.depth < 3 and hand.chance(3):
        hand.depth += 1
        made += "\n\n" + BLOCKS[hand.one(IN_NOTES if hand.in_note else tuple(BLOCKS))](hand)
        hand.depth -= 1
    return made


def _paragraph(hand: Hand) -> str:
    before = hand.one(("", "", "{lang=fr}\n", f"{{#{hand.fresh('p')} lang=el}}\n", f"{{#{hand.fresh('p')}}}\n"))
    return before + _text(hand)


def _bullets(hand: Hand) -> str:
    between = hand.one(("\n", "\n\n"))
    return between.join(_indented("- ", _several(hand), 2) for _ in range(hand.number(1, 4)))


def _numbered(hand: Hand) -> str:
    style = hand.one(("", "", "lower-alpha", "upper-alpha", "lower-roman", "upper-roman", "decimal"))
    start = hand.one((1, 3, 9, 26, 99, 1998)) if style else hand.one((0, 1, 7, 99, 123456789))
    firsts = [f"{start + index}. " for index in range(hand.number(1, 4))]
    items = (_indented(first, _several(hand), len(first)) for first in firsts)
    return (f"{{style={style}}}\n" if style else "") + hand.one(("\n", "\n\n")).join(items)


def _tasks(hand: Hand) -> str:
    return "\n".join(_indented(f"- [{hand.one(' x')}] ", _several(hand), 2) for _ in range(hand.number(1, 3)))


def _quote(hand: Hand) -> str:
    inner = f"## {_whole(hand)}\n\n{_text(hand)}" if hand.chance(3) else _several(hand)
    return hand.one(("", "{lang=de}\n")) + "> " + inner.replace("\n", "\n> ")


CODE = (
    "if one:\n    two = 'ﬁ --'\n\n# ударе\u0301ние",
    "x = 1",
    "\tone\n\t\ttwo   three",
    f"a = '{LONG * 3}'",
    "one two three " * 30,
    "def f():\n    return {'k': [1, 2]}  # …\n" * 30,
)


def _code(hand: Hand) -> str:
    code = hand.one(CODE).rstrip()
    # The engine breaks no line in a row of marked words without a space, as a word without end becomes in a language.
    language = "text" if LONG in code else hand.one(("python", "text", "json", ""))
    return f"```{language}\n{code}\n```"


def _listing(hand: Hand) -> str:
    more = hand.one(("", ' filename="a.py"'))
    return (
        f'```{{.python #{hand.fresh("l")}{more} caption="Lines of {words(hand, 1, 3, "el")}"}}\n{hand.one(CODE)}\n```'
    )


def _table(hand: Hand) -> str:
    columns = hand.number(1, 5)
    marks = (hand.one(("---", ":--", "--:", ":-:")) for _ in range(columns))
    rows = [[_cell(hand) for _ in range(columns)] for _ in range(hand.number(1, 3))]
    rows += [[words(hand, 1, 9)] * columns] * hand.one((0, 0, 0, 40))
    head = f"| {' | '.join(_whole(hand, 1) for _ in range(columns))} |\n|{'|'.join(marks)}|\n"
    caption = f"\n\n: {_whole(hand)} {{#{hand.target('t')}}}" if hand.chance(2) else ""
    return head + "\n".join(f"| {' | '.join(row)} |" for row in rows) + caption


def _of_data(hand: Hand) -> str:
    rows = f":columns: year = Year, one = {words(hand, 1, 2, 'uk')}\n:source: {_whole(hand)}\n:id: {hand.target('d')}"
    return _fenced("{csv-table} numbers.csv", f"{rows}\n\n{_whole(hand)}")


def _chart(hand: Hand) -> str:
    form = hand.one(("line", "step", "bar", "area"))
    rows = f":type: {form}\n:x: year\n:y: one = One, two = Two\n:rows: 3\n:estimate: 2022\n:alt: Both rise: ﬁ."
    return _fenced("{chart} numbers.csv", f"{rows}\n:id: {hand.target('c')}\n:credit: {_whole(hand)}\n\n{_whole(hand)}")


def _figure(hand: Hand) -> str:
    if hand.chance(4):
        return "{.decorative}\n:::{figure} images/dot.svg\n:::"
    rows = f":alt: A *dot* & ﬁ, {words(hand, 1, 9, 'el')}.\n:id: {hand.target('f')}"
    rows += "".join(f"\n:{name}: {_whole(hand)}" for name in ("credit", "source") if hand.chance(2))
    return _fenced("{figure} images/dot.svg", f"{rows}\n\n{_whole(hand)}")


def _terms(hand: Hand) -> str:
    terms = (
        f"{_whole(hand, 1)}\n" + "\n".join(_indented(": ", _several(hand), 2) for _ in range(hand.number(1, 2)))
        for _ in range(hand.number(1, 3))
    )
    return "\n\n".join(terms)


def _moments(hand: Hand) -> str:
    moments = (
        f"{_whole(hand, 1) if hand.chance(4) else hand.one(('1950', '1951-02', '1952-02-29', 'Spring 2018'))}\n"
        + _indented(": ", _several(hand), 2)
        for _ in range(hand.number(1, 3))
    )
    return "\n\n".join(moments)


def _box(hand: Hand) -> str:
    title = "" if hand.chance(4) else f" {_whole(hand, 1)}"
    return _fenced(f"{{{hand.one(('note', 'tip', 'warning'))}}}{title}", _several(hand))


def _pull(hand: Hand) -> str:
    return _fenced("{pull-quote}", ("" if hand.chance(4) else f":by: {_whole(hand)}\n\n") + _text(hand))


def _passage(hand: Hand) -> str:
    """What some editions lack; nothing there may be named from elsewhere, and no edition could have one in another."""
    if hand.sealed:
        return _paragraph(hand)
    before, hand.sealed = hand.sealed, True
    media = hand.one(("web", "paper", "ebook", "web, ebook", "html", "pdf, epub"))
    made = f"{_text(hand)}\n\n" + _fenced(f"{{{hand.one(('only', 'except'))}}} {media}", _several(hand))
    hand.sealed = before
    return made


BLOCKS: dict[str, Callable[[Hand], str]] = {
    "paragraph": _paragraph,
    "bullets": _bullets,
    "numbered": _numbered,
    "tasks": _tasks,
    "quote": _quote,
    "code": _code,
    "listing": _listing,
    "table": _table,
    "data": _of_data,
    "chart": _chart,
    "figure": _figure,
    "break": lambda hand: hand.one(("---", "***")),
    "terms": _terms,
    "facts": lambda hand: _fenced("{key-facts}", _terms(hand)),
    "timeline": lambda hand: _fenced("{timeline}", _moments(hand)),
    "box": _box,
    "pull": _pull,
    "passage": _passage,
    "comment": lambda hand: f"<!-- A remark\n\n## of {words(hand, 1, 3)} -->\n\n{_text(hand)}",
}
# The engine cannot break a note that is longer than a page: code and tables are often that.
IN_NOTES = ("paragraph", "bullets", "numbered", "tasks", "quote", "terms")
