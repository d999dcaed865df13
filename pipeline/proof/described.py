"""How a proof speaks of blocks and of the words in them."""

from collections.abc import Sequence

from pipeline.model import Entry
from pipeline.proof.words import Change
from pipeline.wording import counted

_LONGEST = 60
_TOLD = 3
"""So many changes of one text are told one by one."""
_NAMES = {
    "abbreviations": "list of abbreviations",
    "admonition": "box",
    "back": "way back from the note",
    "bookmark": "bookmark",
    "break": "break between passages",
    "byline": "line of the authors",
    "cell": "cell",
    "colophon": "line about this document",
    "contents": "entry of the contents",
    "contents-page": "page number in the contents",
    "credit": "credit line",
    "dates": "line of dates",
    "definitions": "list of terms",
    "event": "event of the timeline",
    "fold": "button that shows the data",
    "item": "list item",
    "key-facts": "box of key facts",
    "moment": "date",
    "number": "number of the note",
    "own": "text of the project",
    "pages": "entry of the list of pages",
    "page-of": "page number of a reference",
    "qr": "QR code of the address",
    "quote": "quotation",
    "reference": "entry of the references",
    "references": "list of references",
    "skip": "way past the head of the page",
    "text": "text outside of any block",
}


def named(entry: Entry) -> str:
    """What people call a block of its kind, such as `list item`; of a page the head or the foot, and which page's."""
    parts = entry.id.split(".")
    if entry.kind == "page" and len(parts) == 3:
        return f"{parts[2]} of page {parts[1]}"
    return _NAMES.get(entry.kind, entry.kind.replace("-", " "))


def one_named(entry: Entry) -> str:
    """The same with the article before it: `a list item`, `an attribution`."""
    name = named(entry)
    return f"{'an' if name[0] in 'aeiou' else 'a'} {name}"


def described(entry: Entry, text: str = "") -> str:
    """A block by its kind and by the words that it begins with; `text` are those of a block in it, if it has none."""
    told = entry.text or text
    return f"the {named(entry)} {quoted(told)}" if told else f"the {named(entry)}"


def quoted(text: str) -> str:
    """The text in quotation marks on one line, the middle of a long one left out."""
    line = " ".join(text.split()) if len(text) < 10 * _LONGEST else f"{text[: 2 * _LONGEST]} {text[-2 * _LONGEST :]}"
    if len(line) > _LONGEST:
        line = f"{line[: _LONGEST * 2 // 3].rstrip()} … {line[-_LONGEST // 3 :].lstrip()}"
    return f'"{line}"'


def told(found: Sequence[Change]) -> str:
    """Changes as what a text has or lost, such as `lost the words "and troops"`."""
    facts = [_fact(change) for change in found[:_TOLD]]
    if len(found) > _TOLD:
        facts.append(counted(len(found) - _TOLD, "more difference"))
    return "; ".join(facts)


def _fact(change: Change) -> str:
    if change.lost and change.came:
        return f"has {quoted(change.came)} in place of {quoted(change.lost)}"
    words = change.lost or change.came
    noun = "the word" if len(words.split()) == 1 else "the words"
    return f"lost {noun} {quoted(words)}" if change.lost else f"has {noun} {quoted(words)}, which nobody wrote"
