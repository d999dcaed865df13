"""Signs that turn the direction of what follows, and are not seen: a text can read otherwise than it is written.

Unicode calls them explicit directional formatting (UAX 9, 2.1 to 2.4). Embeddings and overrides are always told: of
what they do, isolates do the rest better. Isolates are told where the line does not close them.
"""

import re
from collections.abc import Iterator, Sequence
from pathlib import PurePosixPath

from pipeline.diagnostics import Diagnostic, Location, Rule, Severity
from pipeline.model import Article, Edition

BIDI_CONTROL = Rule(
    "bidi-control",
    Severity.ERROR,
    "an invisible sign turns the direction of the text behind it",
    "What is read then differs from what is written, in code as in prose, and nobody who compares them sees it.",
    wrong="The door is \u202enepo\u202c at nine.\n",
    right="The door is open at nine; in Arabic \u2067الباب مفتوح\u2069.\n",
    yields=True,
)
RULES = (BIDI_CONTROL,)

_NAMES = {
    "\u202a": "LEFT-TO-RIGHT EMBEDDING",
    "\u202b": "RIGHT-TO-LEFT EMBEDDING",
    "\u202c": "POP DIRECTIONAL FORMATTING",
    "\u202d": "LEFT-TO-RIGHT OVERRIDE",
    "\u202e": "RIGHT-TO-LEFT OVERRIDE",
    "\u2066": "LEFT-TO-RIGHT ISOLATE",
    "\u2067": "RIGHT-TO-LEFT ISOLATE",
    "\u2068": "FIRST STRONG ISOLATE",
    "\u2069": "POP DIRECTIONAL ISOLATE",
}
_SIGNS = re.compile(f"[{''.join(_NAMES)}]")
_OPENING, _CLOSING = frozenset("\u2066\u2067\u2068"), "\u2069"


def check_direction(article: Article, _: Sequence[tuple[Edition, Article]]) -> Iterator[Diagnostic]:
    """A finding for the first such sign in each line of the sources that has one, comments and code included."""
    for source in article.sources:
        if PurePosixPath(source.file).suffix == ".md" and source.content:
            for number, line in enumerate(source.content.decode("utf-8", "replace").splitlines(), 1):
                yield from _in_line(source.file, number, line)


def _in_line(file: str, number: int, line: str) -> Iterator[Diagnostic]:
    waiting: list[int] = []
    for sign in _SIGNS.finditer(line):
        if sign[0] in _OPENING:
            waiting.append(sign.start())
        elif sign[0] == _CLOSING and waiting:
            waiting.pop()
        else:
            waiting.insert(0, sign.start())
            break
    if waiting:
        sign_name = _NAMES[line[waiting[0]]]
        hint = "delete it; for words of another script write [words]{lang=ar}, which sets their direction"
        yield Diagnostic(
            BIDI_CONTROL, f"here stands the invisible {sign_name}", Location(file, number, waiting[0] + 1), hint
        )
