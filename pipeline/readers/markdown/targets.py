"""Turns links, images and passages in brackets into inlines, with what stands in braces behind them."""

from collections.abc import Iterable, Mapping
from typing import cast

from markdown_it.token import Token

from pipeline.diagnostics import Location, Rule, Severity
from pipeline.model import Anchor, Foreign, Image, Inline, Link, Text
from pipeline.readers.markdown.assets import MISSING_ALT, read_asset
from pipeline.readers.markdown.attributes import UNKNOWN_ATTRIBUTE, check_classes, identifier, language, width
from pipeline.readers.markdown.ledger import Ledger, Node
from pipeline.readers.markdown.line import Line
from pipeline.readers.markdown.links import LINK_TITLE, is_sound, names_itself
from pipeline.readers.markdown.plain import plain_text
from pipeline.wording import nearest

IMAGE_TITLE = Rule(
    "image-title",
    Severity.ERROR,
    "an image has a title",
    "A title shows when a mouse rests on the picture and nowhere else, so most readers never get it.",
    wrong='![The quay at low tide](images/photo.png "Photographed in 2024")\n',
    right=":::{figure} images/photo.png\n:alt: The quay at low tide\n\nPhotographed in 2024\n:::\n",
)
RULES = (IMAGE_TITLE,)
_TITLED = {
    LINK_TITLE.code: ("link", "write into the text what the title says"),
    IMAGE_TITLE.code: ("image", "make it a figure, and its title the caption"),
}


def with_braces(content: tuple[Inline, ...], node: Node, line: Line, taken: Iterable[str] = ()) -> tuple[Inline, ...]:
    """Return content in the language and under the id that its braces give; report what means nothing here."""
    at, given = line.place(node), braces(node.token)
    names = ("id", "lang", *taken)
    for name in given:
        if name not in names:
            message, hint = f'the attribute "{name}" means nothing here', nearest(name, names, "take it away")
            line.ledger.report(UNKNOWN_ATTRIBUTE, message, at, hint)
    tag = language(given.get("lang", ""), at, line.ledger)
    name = identifier(given["id"], at, line.ledger) if "id" in given else ""
    inner = (Foreign(tag, content, at),) if tag and content else content
    return (Anchor(name, inner, at),) if name and inner else inner


def braces(token: Token) -> Mapping[str, str]:
    """Return what stands in braces behind an inline token."""
    return cast("Mapping[str, str]", token.meta.get("braces", {}))


def read_span(node: Node, children: tuple[Inline, ...], line: Line) -> tuple[Inline, ...]:
    """Return a passage in brackets with what its braces say of it."""
    if not {"id", "lang"} & set(braces(node.token)):
        hint = "write {lang=…} or {#id} behind it, or take brackets and braces away"
        line.ledger.report(
            UNKNOWN_ATTRIBUTE, "a passage in brackets has neither language nor id", line.place(node), hint
        )
        return children
    return with_braces(children, node, line)


def read_link(node: Node, children: tuple[Inline, ...], line: Line) -> tuple[Inline, ...]:
    """Return a link; of one that leads where no link may, its text."""
    at, target = line.place(node), str(node.token.attrs["href"])
    if not node.children and names_itself(target):
        return with_braces((Link(target, (), at),), node, line)
    good = is_sound(target, children, at, line.ledger)
    _report_title(LINK_TITLE, node.token, at, line.ledger)
    if not good:
        return children
    return with_braces((Link(target, children, at),), node, line) if children else ()


def _report_title(rule: Rule, token: Token, at: Location, ledger: Ledger) -> None:
    """Report a title that stands where it is used; one that stands with its address is told there, once."""
    if token.attrs.get("title") and not token.meta.get("label"):
        report_title(rule, str(token.attrs["title"]), at, ledger)


def report_title(rule: Rule, title: str, at: Location, ledger: Ledger) -> None:
    """Report the title of a link or of an image."""
    what, hint = _TITLED[rule.code]
    ledger.report(rule, f'the {what} has a title: "{" ".join(title.split())}"', at, hint)


def read_image(node: Node, line: Line) -> tuple[Inline, ...]:
    """Return a picture; where there is none to show, the text that stands for it."""
    token, at, ledger = node.token, line.place(node), line.ledger
    given = braces(token)
    decorative = "decorative" in given.get("class", "").split()
    alt = plain_text(token, line.stretches, at, ledger)
    _report_title(IMAGE_TITLE, token, at, ledger)
    if not decorative and not alt.strip():
        hint = "say in the brackets what it shows, or write {.decorative} after it"
        ledger.report(MISSING_ALT, "the image has no alternative text", at, hint)
    if decorative and alt.strip():
        ledger.report(MISSING_ALT, "a decorative image has an alternative text", at, "keep one of the two")
    check_classes(given.get("class", ""), {"decorative"}, at, ledger)
    asset = read_asset(str(token.attrs["src"]), at, ledger)
    if asset is None:
        return (Text(alt, at),) if alt else ()
    size = width(given["width"], at, ledger) if "width" in given else ""
    image = Image(asset.name, "" if decorative else alt, at, size)
    return with_braces((image,), node, line, ("class", "width"))
