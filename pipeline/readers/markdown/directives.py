"""Turns directives (figure, key facts, timeline, references) into blocks."""

import datetime
import re
from collections.abc import Callable, Mapping

from pipeline.diagnostics import Rule, Severity
from pipeline.model import (
    Block,
    Definitions,
    Description,
    Event,
    Figure,
    Image,
    Inline,
    KeyFacts,
    Moment,
    References,
    Term,
    Text,
    Timeline,
)
from pipeline.readers.markdown import charts, csv_tables
from pipeline.readers.markdown.assets import MISSING_ALT, read_asset
from pipeline.readers.markdown.attributes import identifier
from pipeline.readers.markdown.boxes import NOT_OURS, admonition, pull_quote
from pipeline.readers.markdown.directive import DIRECTIVE_CONTENT, Directive, alt_of, caption_of, line_of
from pipeline.readers.markdown.ledger import Ledger, Node
from pipeline.readers.markdown.passages import read_passage
from pipeline.wording import nearest

UNKNOWN_DIRECTIVE = Rule(
    "unknown-directive",
    Severity.ERROR,
    "a directive has a name that is not known",
    "Nobody can say what should become of its content.",
    wrong=":::{warn}\nThe pier is closed.\n:::\n",
    right=":::{warning}\nThe pier is closed.\n:::\n",
)
UNCLOSED_DIRECTIVE = Rule(
    "unclosed-directive",
    Severity.ERROR,
    "a directive is not closed",
    "All that follows would be taken for its content.",
    wrong=":::{warning}\nThe pier is closed.\n\n## Opening hours\n\nFrom nine to six.\n",
    right=":::{warning}\nThe pier is closed.\n:::\n\n## Opening hours\n\nFrom nine to six.\n",
)
UNKNOWN_OPTION = Rule(
    "unknown-option",
    Severity.ERROR,
    "an option is not known, or stands twice",
    "What the author wanted with it would not happen, and nobody would be told.",
    wrong=":::{figure} images/photo.png\n:alt: The quay at low tide\n:credits: Ada Example\n:::\n",
    right=":::{figure} images/photo.png\n:alt: The quay at low tide\n:credit: Ada Example\n:::\n",
)
STRAY_FENCE = Rule(
    "stray-fence",
    Severity.ERROR,
    "a line of colons neither opens nor closes a directive",
    "The directive that it was meant for ends elsewhere, or never began.",
    wrong=":::{warning}\nThe pier is closed.\n:::\n\nAsk at the gate.\n\n:::\n",
    right=":::{warning}\nThe pier is closed.\n\nAsk at the gate.\n:::\n",
)
INVALID_DATE = Rule(
    "invalid-date",
    Severity.ERROR,
    "what looks like a date is none",
    (
        'A date is put into words of the article\'s language, and this one has no day in any calendar; "02-03" '
        "means March to some and February to others."
    ),
    wrong=":::{timeline}\n2024-13\n: The quay is repaired.\n:::\n",
    right=":::{timeline}\n2024-12\n: The quay is repaired.\n:::\n",
)
RULES = (UNKNOWN_DIRECTIVE, UNCLOSED_DIRECTIVE, UNKNOWN_OPTION, DIRECTIVE_CONTENT, STRAY_FENCE, INVALID_DATE)

_ISO = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?)?")
_LIKE_ISO = re.compile(r"\d{4}-\d{1,2}(?:-\d{1,2})?")


def read_directive(node: Node, blocks: tuple[Block, ...], ledger: Ledger) -> tuple[Block, ...]:
    """Return the block that a directive means; what cannot be understood is reported, and its content kept."""
    at, name = ledger.at(node.token), node.token.info
    if not node.token.meta["closed"] or node.token.meta["taken"]:
        ledger.report(UNCLOSED_DIRECTIVE, f'the directive "{name}" is not closed', at, _where_to_close(node, ledger))
        # Nobody knows what it should hold, and so whether that is right.
        node.token.meta.get("attributes", {}).clear()
        return blocks
    if name not in DIRECTIVES:
        hint = nearest(name, DIRECTIVES, f"write one of {', '.join(DIRECTIVES)}")
        hint = f"write {NOT_OURS[name]}" if name in NOT_OURS else hint
        ledger.report(UNKNOWN_DIRECTIVE, f'the directive "{name}" is not known', at, hint)
        return blocks
    known, build = DIRECTIVES[name]
    return build(Directive(node, _options(node, known, ledger), blocks, at), ledger)


def _where_to_close(node: Node, ledger: Ledger) -> str:
    """Return the hint for a directive that is not closed."""
    source, fence = ledger.source, str(node.token.meta["fence"])
    if node.token.meta["taken"]:
        colons, outer = (source.at_line(line).line for line in node.token.meta["taken"])
        return (
            f"the colons in line {colons} close the directive of line {outer}: give that one more colons at both ends"
        )
    before = int(node.token.meta["before"])
    if before < 0:
        return f"end it with a line {fence}"
    what = "heading" if source.line(before).lstrip(" >").startswith("#") else "directive"
    return f"end it with a line {fence} before the {what} in line {source.at_line(before).line}"


def _options(node: Node, known: tuple[str, ...], ledger: Ledger) -> dict[str, Node]:
    """Return the inline nodes of the option lines by name."""
    found: dict[str, Node] = {}
    for each in node.children:
        if each.type != "option":
            continue
        name = each.token.info
        if name not in known:
            hint = nearest(name, known, "take it away")
            ledger.report(UNKNOWN_OPTION, f'the option "{name}" is not known here', ledger.at(each.token), hint)
        elif name in found:
            ledger.report(UNKNOWN_OPTION, f'the option "{name}" stands twice', ledger.at(each.token), "keep one")
        else:
            found[name] = each.children[0]
    return found


def _figure(directive: Directive, ledger: Ledger) -> tuple[Block, ...]:
    classes = str(directive.node.token.meta.get("attributes", {}).get("class", ""))
    decorative, alt = "decorative" in classes.split(), alt_of(directive, ledger)
    if decorative == bool(alt):
        hint = "say in a line `:alt: …` what it shows, or write {.decorative} on the line before it; not both"
        message = "a decorative figure has an alternative text" if alt else "the figure has no alternative text"
        ledger.report(MISSING_ALT, message, directive.at, hint)
    caption, rest = caption_of(directive.blocks)
    for block in rest:
        message = f"the figure holds a {block.kind} beside its caption"
        ledger.report(DIRECTIVE_CONTENT, message, block.at, "keep one paragraph, and move the rest out")
    if not directive.argument:
        hint = "write the path behind the braces: :::{figure} images/…"
        ledger.report(DIRECTIVE_CONTENT, "the figure names no picture", directive.at, hint)
        return ()
    asset = read_asset(directive.argument, directive.at, ledger)
    if asset is None:
        return ()
    image = Image(asset.name, "" if decorative else alt, directive.at)
    name = identifier(directive.option("id"), directive.at, ledger) if directive.option("id") else ""
    credit, source = (line_of(directive, option, ledger) for option in ("credit", "source"))
    return (Figure(image, caption, credit, directive.at, id=name, source=source),)


def _abbreviations(directive: Directive, ledger: Ledger) -> tuple[Block, ...]:
    if directive.argument or directive.blocks:
        message, hint = 'the directive "abbreviations" holds something', "leave it empty: the list is made"
        ledger.report(DIRECTIVE_CONTENT, message, directive.at, hint)
    return (Definitions((), directive.at, of="abbreviations"), *directive.blocks)


def _key_facts(directive: Directive, ledger: Ledger) -> tuple[Block, ...]:
    parts = _definitions(directive, ledger)
    return (KeyFacts(parts, directive.at),) if parts else ()


def _timeline(directive: Directive, ledger: Ledger) -> tuple[Block, ...]:
    events: list[Event] = []
    for part in _definitions(directive, ledger):
        if isinstance(part, Term):
            events.append(Event(_moment(part, ledger), (), part.at))
        elif events:
            last = events[-1]
            events[-1] = Event(last.moment, last.children + part.children, last.at)
    return (Timeline(tuple(events), directive.at),) if events else ()


def _references(directive: Directive, ledger: Ledger) -> tuple[Block, ...]:
    if directive.argument or directive.blocks:
        message = 'the directive "references" holds something; it says where the references stand'
        ledger.report(DIRECTIVE_CONTENT, message, directive.at, "leave it empty")
    return (References((), directive.at),)


def _definitions(directive: Directive, ledger: Ledger) -> tuple[Term | Description, ...]:
    """Return the terms and descriptions that a directive holds; anything else is reported."""
    if directive.argument:
        message = f'the directive "{directive.name}" takes nothing behind its name'
        ledger.report(DIRECTIVE_CONTENT, message, directive.at, "take it away")
    parts: list[Term | Description] = []
    for block in directive.blocks:
        if isinstance(block, Definitions):
            parts.extend(block.children)
        else:
            message = f'the directive "{directive.name}" holds a {block.kind}'
            ledger.report(DIRECTIVE_CONTENT, message, block.at, "write a term, and on the next line `: ` and its text")
    if not directive.blocks:
        message = f'the directive "{directive.name}" is empty'
        ledger.report(DIRECTIVE_CONTENT, message, directive.at, "write a term, and on the next line `: ` and its text")
    return tuple(parts)


def _moment(term: Term, ledger: Ledger) -> Moment:
    text = _only_text(term.children)
    if _is_date(text):
        return Moment(text, (), term.at)
    if _LIKE_ISO.fullmatch(text):
        hint = "write year, year-month or year-month-day, with two digits for month and day"
        ledger.report(INVALID_DATE, f'"{text}" is no date', term.at, hint)
    return Moment("", term.children, term.at)


def _only_text(children: tuple[Inline, ...]) -> str:
    return children[0].text if len(children) == 1 and isinstance(children[0], Text) else ""


def _is_date(text: str) -> bool:
    """Whether it is a date of ISO 8601, as a year, a month or a day."""
    if not _ISO.fullmatch(text):
        return False
    try:
        datetime.date.fromisoformat(text + "-01" * (2 - text.count("-")))
    except ValueError:
        return False
    return True


# Name → the options that it takes, and what makes its block.
DIRECTIVES: Mapping[str, tuple[tuple[str, ...], Callable[[Directive, Ledger], tuple[Block, ...]]]] = {
    "abbreviations": ((), _abbreviations),
    "chart": (charts.OPTIONS, charts.chart),
    "csv-table": (csv_tables.OPTIONS, csv_tables.csv_table),
    "except": ((), read_passage),
    "figure": (("alt", "credit", "id", "source"), _figure),
    "key-facts": ((), _key_facts),
    "note": ((), admonition),
    "pull-quote": (("by",), pull_quote),
    "tip": ((), admonition),
    "only": ((), read_passage),
    "references": ((), _references),
    "timeline": ((), _timeline),
    "warning": ((), admonition),
}
