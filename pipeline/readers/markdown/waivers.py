"""Reads waivers: comments that let a finding stand, `<!-- allow: RULE because REASON (until DATE) -->`."""

import datetime
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from markdown_it.token import Token

from pipeline import yaml_values
from pipeline.diagnostics import Diagnostic, Location, Rule, Severity
from pipeline.model import Waiver
from pipeline.readers.markdown.ledger import Ledger, Node

MALFORMED_WAIVER = Rule(
    "malformed-waiver",
    Severity.ERROR,
    "a comment that begins with allow: is no waiver",
    "Its author believes that a finding is settled, and it is not.",
    wrong="<!-- allow: heading-without-body -->\n\n## Opening hours\n\nThe reading room is open.\n",
    right=(
        "<!-- allow: heading-without-body because the parts speak for themselves -->\n\n"
        "## Opening hours\n\n"
        "### On weekdays\n\n"
        "From nine to six.\n"
    ),
)
RULES = (MALFORMED_WAIVER,)

_FORM = "write `allow: RULE because REASON`, and behind it, if it is to end, `(until 2027-01-31)`"
_ALLOW = re.compile(r"allow\s*:\s*(.*)", re.DOTALL)
# What stands between blocks and is none.
_NO_BLOCKS = {"attrs_block", "front_matter", "option", "argument"}
_KEY = re.compile(r"^[^\s#-]", re.MULTILINE)
_CLOSE = "-->"
_COMMENT = re.compile(r"<!--(.*?)-->", re.DOTALL)
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_WAIVER = re.compile(
    r"(?P<code>[\w-]+)\s+because\s+(?P<reason>\S.*?)(?:\s+(?:\(until\s+(?P<day>[^()]*)\)|until\s+(?P<date>\d[\d-]*)))?",
    re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Allowance:
    """A waiver that does not know yet where it ends."""

    code: str
    reason: str
    at: Location
    until: datetime.date | None

    def until_line(self, last: int) -> Waiver:
        """Return the waiver that ends with a line."""
        return Waiver(self.code, self.reason, self.at, max(last, self.at.line), self.until)


def with_waivers(nodes: Iterable[Node], ledger: Ledger) -> Iterator[Node]:
    """Yield the nodes of a container as they are, and note the waivers among them, each up to the end of what follows.

    One that nothing follows is for what would follow: up to the end of the file, or of the container that it is in.
    """
    waiting: list[Allowance] = []
    last = 0
    for node in nodes:
        first, end = node.token.map or (last, last)
        if node.type == "html_block":
            waiting += _waivers_in(node.token.content, ledger.at(node.token), ledger)
            last = ledger.source.last_line(first) if node.token.level == 0 else end - 1
        elif waiting and node.type not in _NO_BLOCKS:
            # A part begins where the one before it ends, and stands on no line itself.
            _end(waiting, last if node.type == "part" else end - 1, ledger)
        yield node
    _end(waiting, last, ledger)


def _waivers_in(comments: str, at: Location, ledger: Ledger) -> Iterator[Allowance]:
    # Behind the last mark no comment is closed, and each that is open would be looked for to the end.
    for comment in _COMMENT.finditer(comments, 0, comments.rfind(_CLOSE) + len(_CLOSE)):
        read = read_waiver(comment[1], at)
        if isinstance(read, Allowance):
            yield read
        elif read:
            ledger.findings.append(read)


def _end(waiting: list[Allowance], line: int, ledger: Ledger) -> None:
    ledger.waivers += [each.until_line(ledger.source.at_line(line).line) for each in waiting]
    waiting.clear()


def refuse_within(content: str, at: Location, ledger: Ledger) -> None:
    """Report a waiver that stands inside a line of text, where it is for nothing."""
    if (comment := _COMMENT.fullmatch(content)) and _ALLOW.fullmatch(comment[1].strip()):
        hint = "put it on a line of its own, before the block that it is for"
        ledger.report(MALFORMED_WAIVER, "the waiver stands inside a text", at, hint)


def read_waiver(comment: str, at: Location) -> Allowance | Diagnostic | None:
    """Return the waiver that a comment is, without its marks; what is wrong with it; or None for any other comment."""
    allows = _ALLOW.fullmatch(comment.strip())
    if not allows:
        return None
    said = _WAIVER.fullmatch(allows[1].strip())
    if not said:
        return Diagnostic(MALFORMED_WAIVER, "the waiver names no rule, or no reason", at, _FORM)
    day = said["day"] if said["day"] is not None else said["date"]
    until = _day(day.strip()) if day is not None else None
    if day is not None and until is None:
        return Diagnostic(MALFORMED_WAIVER, f'"{day}" is no day', at, "write year-month-day, such as 2027-01-31")
    return Allowance(said["code"], " ".join(said["reason"].split()), at, until)


def _day(text: str) -> datetime.date | None:
    try:
        return datetime.date.fromisoformat(text) if _DAY.fullmatch(text) else None
    except ValueError:
        return None


def front_matter_waivers(tokens: Sequence[Token], ledger: Ledger) -> None:
    """Note the waivers among the comments of front matter (`# allow: ...`), each for the key behind it."""
    if not (tokens and tokens[0].type == "front_matter" and "#" in tokens[0].content):
        return
    text, base = tokens[0].content, ledger.source.starts[1]
    # Keys of the top level begin their lines.
    keys = [ledger.source.number(base + key.start()) for key in _KEY.finditer(text)]
    last = ledger.source.number(base + len(text.rstrip()))
    for start, end in yaml_values.comments(text):
        at = ledger.source.at(base + start, base + end)
        read = read_waiver(text[start:end], at)
        if isinstance(read, Allowance):
            behind = [*(line for line in keys if line >= at.line - 1), last + 1, last + 1]
            _end([read], behind[1] - 1, ledger)
        elif read:
            ledger.findings.append(read)
