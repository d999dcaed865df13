"""What citeproc-py leaves untidy in a text, mended: doubled marks and titles, American punctuation, dates."""

import re
from collections.abc import Sequence

from pipeline.model import Reference
from pipeline.resolve.citations.marks import ANY_MARK, END, marked, plain
from pipeline.resolve.spacing import beside_days, joints
from pipeline.resolve.typographic_rules import NO_BREAK, rules_of


def once(text: str, work: Reference) -> str:
    """An entry without the second of two titles, which the library prints where a work has no author."""
    title, low = plain(marked(work.text("title"))).lower(), text.lower()
    # Letters whose small form is longer would shift what follows.
    if work.names or not title or len(low) != len(text):
        return text
    first = low.find(title)
    second = low.find(title, first + len(title)) if first >= 0 else -1
    if second < 0:
        return text
    before, behind = text[:second], text[second + len(title) :]
    opened = re.search("[“«\ufdd1-\ufddf]*$", before)
    before = before[: opened.start()] if opened else before
    return tidy(before + re.sub(f"^[”»{END}]*[.,;:]?[”»]? ?", "", behind), american=False)


_TIDY = (
    (re.compile(r" {2,}"), " "),
    (re.compile(r" +([,;.)\]])(?!\.)"), r"\1"),
    (re.compile(r"([.,;:])\1+(?!\.)"), r"\1"),
)


def tidy(text: str, american: bool) -> str:
    """A text with single spaces and marks, full stops and commas inside American quotation marks."""
    for pattern, made in _TIDY:
        text = pattern.sub(made, text)
    text = re.sub(f"([?!]{END}*)[.](?=[ {END}]|$)", r"\1", text)
    if american:
        text = re.sub(f"([?!])([”’]{END}*)[.,]", r"\1\2", text)
        text = re.sub(f"([”’]+)({END}*)([.,])", r"\3\1\2", text)
    return text.strip() if ANY_MARK.sub("", text).strip() else ""


def joined(text: str, months: Sequence[str], lang: str) -> str:
    """A text in which no line ends between a day and its month, or where the rules of its language have it go on."""
    for pattern in beside_days(months):
        text = pattern.sub(lambda found: found[0].replace(found[1], NO_BREAK), text)
    for start, end, space in joints(text, rules_of(lang)):
        text = text[:start] + space + text[end:]
    return text
