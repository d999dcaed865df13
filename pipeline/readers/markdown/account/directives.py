"""Claims the lines of a directive as far as the block that it became vouches for what stands in them."""

import re
from collections.abc import Mapping

from pipeline.model import Chart, Image, Passage, Table
from pipeline.model.blocks import Block, Part
from pipeline.model.walk import children
from pipeline.readers.markdown.account.claims import TEXT, View
from pipeline.readers.markdown.account.evidence import Evidence, values
from pipeline.readers.markdown.account.text import follow

_OPENING = re.compile(
    r"(?P<fence>:{3,})[ \t]*(?P<word>\{(?P<name>[^{}\s]+)\})[ \t]*(?P<argument>[^\n]*?)[ \t]*(?=\n|\Z)"
)
_OPTION = re.compile(r"\n[ \t>]*(?P<mark>:(?P<name>[A-Za-z][\w-]*):)(?:[ \t]+(?P<value>[^\n]*?))?[ \t]*(?=\n|\Z)")
_MARKS_IN_PLAIN_TEXT = "*_`[]!~^<>"


# Directives that become blocks of another name.
NAMES: Mapping[str, type] = {"csv-table": Table}
# Options that say how data is shown: what they do is in the block, they themselves are not.
_FORM = ("delimiter", "decimal", "header", "rows")
SETTINGS: Mapping[str, frozenset[str]] = {
    "csv-table": frozenset({*_FORM, "columns", "numbers"}),
    "chart": frozenset({*_FORM, "x", "y", "series", "estimate"}),
}


def claim_directive(node: Block | Part, evidence: Evidence) -> None:
    """Claim the opening line and the option lines of the directive that a block was made of.

    A name is the block's kind or stands in a field of it, and so do the argument and each option's value; or they are
    texts that have been claimed already, the name of a file that the article uses, or settings of data.
    """
    view = View(evidence.claims, evidence.claims.source.text)
    opening = view.match(_OPENING, view.position(node.at))
    if opening is None:
        return
    known = {node.kind, *values([node])}
    view.claim(*opening.span("fence"), "directive")
    if opening["name"] not in known and not isinstance(node, NAMES.get(opening["name"], ())):
        return
    view.claim(*opening.span("word"), "directive")
    if opening["argument"] in known or evidence.file(opening["argument"], node.at) in known | evidence.files:
        view.claim(*opening.span("argument"), "directive")
    settings = SETTINGS.get(opening["name"], frozenset())
    end = opening.end()
    while option := view.match(_OPTION, end):
        _option(node, option, view, known, settings)
        end = option.end()


def claim_passage(passage: Passage, evidence: Evidence) -> None:
    """Claim the opening line of a passage that some editions have, and the names of these in it."""
    view = View(evidence.claims, evidence.claims.source.text)
    opening = view.match(_OPENING, view.position(passage.at))
    if opening is None or opening["name"] != ("only" if passage.only else "except"):
        return
    view.claim(opening.start("fence"), opening.end("word"), "directive")
    for each in passage.names:
        start = view.position(each.at)
        if view.has(each.name, start):
            view.claim(start, start + len(each.name), "directive")
    for comma in re.compile(",").finditer(view.text, *opening.span("argument")):
        view.claim(*comma.span(), "directive")


def _option(node: Block | Part, option: re.Match[str], view: View, known: set[str], settings: frozenset[str]) -> None:
    start, end = option.span("value")
    if start < 0:
        return
    for said in (
        each for each in (node, *children(node)) if isinstance(each, Image | Chart) and option["name"] == "alt"
    ):
        follow(view, start, said.alt, marks=_MARKS_IN_PLAIN_TEXT)
    if option["value"] in known or option["name"] in settings:
        view.claim(start, end, TEXT if option["name"] == "alt" else "option")
    if view.claims.is_read(start, end):
        view.claim(*option.span("mark"), "option")
