"""What a specification says an example becomes, and what we make of it, as trees that can be compared.

The rules by which the two are brought together, all of them:

Ours loses what only our editions need:
- ids, roles, labels, `tabindex` and `data-` attributes; `section` and the frame of a wide table;
- the link from a heading to its own section;
- the column that a head cell heads (`scope`), and the class of an item that is a task; `data-align` is its `align`;
- the paragraph of an item in a list whose class is `tight`, and the class; spans inside of a block of code, and around
  the host and the long parts of an address.
Both: a run of white space outside of code is one space, none at the edge of a block; a block of code loses its last
line's end; a link's address is compared as written, attributes in any order.

Theirs: the box of a task is the sign that we print in its place.

The specification's loses what we refuse, and only where the reader says so, by a finding with the address or words:
- a heading of level 1, the title's, becomes one of level 2 (`heading-level`);
- a link that leads out of the article but not to the web becomes its text (`link-scheme`);
- an image that is not in the article's folder becomes its alternative text (a finding that names the address);
- a title of a link goes (`link-title`);
- a heading without text goes (`empty-heading`), and what holds nothing but a link without text (`empty-link`);
- a replacement character goes (`character-reference`).
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from urllib.parse import unquote

from lxml import etree

from pipeline.diagnostics import Diagnostic

Tree = tuple[str, tuple[tuple[str, str], ...], "tuple[Tree | str, ...]"]

_BLOCKS = frozenset(
    {"blockquote", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "li", "ol", "p", "pre", "root", "ul"}
    | {"table", "tbody", "td", "th", "thead", "tr"}
)
_ASSETS = {"image-missing", "asset-outside", "remote-asset"}
_WHITE = re.compile(r"[ \t\r\n]+")


@dataclass(slots=True)
class Told:
    """What the reader's findings say, each to be used up once."""

    findings: list[Diagnostic]
    used: Counter[str] = field(default_factory=Counter)

    def take(self, codes: Iterable[str], words: str) -> bool:
        """Whether a finding of one of these codes holds these words; it is used up then."""
        for index, finding in enumerate(self.findings):
            if finding.code in codes and words in finding.message:
                self.used[finding.code] += 1
                del self.findings[index]
                return True
        return False


def ours(xhtml: str) -> Tree:
    """The tree of what our macros made."""
    return _settled(_plain(etree.fromstring(f'<root xmlns:epub="urn:x">{xhtml}</root>')))


def specified(html: str, told: Told) -> Tree:
    """The tree of what a specification says, without what `told` says is refused."""
    # Its HTML is XHTML too, but for the character that we refuse.
    return _settled(_refused(_whole(etree.fromstring(f"<root>{html}</root>")), told))


def _whole(element: etree._Element) -> Tree:
    parts: list[Tree | str] = [element.text or ""]
    for child in element:
        parts += [_whole(child), child.tail or ""]
    return str(element.tag), tuple(sorted((str(name), str(value)) for name, value in element.items())), tuple(parts)


def _plain(element: etree._Element) -> Tree:
    """Our element without what only our editions need."""
    name, attributes, parts = _whole(element)
    return name, attributes, tuple(_stripped(parts, "", False))


def _stripped(parts: Iterable[Tree | str], around: str, tight: bool) -> Iterator[Tree | str]:
    for part in parts:
        if isinstance(part, str):
            yield part
            continue
        name, attributes, inner = part
        given = dict(attributes)
        if given.get("class") == "permalink" or name == "wbr":
            continue
        if name in {"td", "th"} and "data-align" in given:
            given["align"] = given["data-align"]
        kept = tuple(sorted((key, value) for key, value in given.items() if _is_kept(key, value)))
        is_tight = given.get("class") == "tight" if name in {"ol", "ul"} else tight and name == "li"
        children = tuple(_stripped(inner, "pre" if "pre" in {name, around} else name, is_tight))
        frame = name == "section" or (name == "div" and given.get("class") == "wide")
        if (
            frame
            or (name == "span" and (around == "pre" or given.get("class") in {"host", "part"}))
            or (name == "p" and around == "li" and tight)
        ):
            yield from children
        else:
            yield name, kept, children


def _is_kept(name: str, value: str) -> bool:
    return not (
        name in {"id", "role", "scope", "tabindex"} or name.startswith(("aria-", "data-")) or value in {"tight", "task"}
    )


def _refused(tree: Tree, told: Told) -> Tree:
    name, attributes, parts = tree
    return name, attributes, tuple(_kept(parts, told))


def _kept(parts: Iterable[Tree | str], told: Told) -> Iterator[Tree | str]:
    for part in parts:
        if isinstance(part, str):
            gone = "\ufffd" in part and told.take({"character-reference"}, "")
            yield part.replace("\ufffd", "") if gone else part
        else:
            yield from _judged(part, told)


def _judged(tree: Tree, told: Told) -> Iterator[Tree | str]:
    name, attributes, parts = _refused(tree, told)
    given = dict(attributes)
    if name == "h1" and told.take({"heading-level"}, "level 1"):
        name = "h2"
    if re.fullmatch("h[2-6]", name) and not _text(parts) and told.take({"empty-heading"}, ""):
        return
    if name == "a" and "title" in given and told.take({"link-title"}, _quoted(given["title"])):
        del given["title"]
    if name == "a" and not _text(parts):
        told.take({"empty-link"}, "")
    if name == "a" and told.take({"link-scheme"}, f'"{given["href"]}"'):
        yield from parts
    elif name == "pre":
        yield name, attributes, tuple(_without_last_end(part) for part in parts)
    elif name == "input":
        yield "span", (("class", "box"),), ("☑" if "checked" in given else "☐",)
    elif name == "img" and told.take(_ASSETS, unquote(given["src"])):
        if "title" in given:
            told.take({"image-title"}, _quoted(given["title"]))
        yield given["alt"]
    else:
        yield name, tuple(sorted(given.items())), parts


def _without_last_end(code: Tree | str) -> Tree | str:
    if isinstance(code, str):
        return code
    name, attributes, parts = code
    return name, attributes, tuple(part.removesuffix("\n") if isinstance(part, str) else part for part in parts)


def _quoted(title: str) -> str:
    return f'"{" ".join(title.split())}"'


def _text(parts: Iterable[Tree | str]) -> str:
    return "".join(part if isinstance(part, str) else _text(part[2]) for part in parts).strip()


def _settled(tree: Tree, in_code: bool = False) -> Tree:
    """The tree with white space folded where it means nothing, and without paragraphs that hold nothing."""
    name, attributes, parts = tree
    in_pre = in_code or name in {"pre", "code"}
    inner: list[Tree | str] = []
    for part in parts:
        made = part if isinstance(part, str) else _settled(part, in_pre)
        if isinstance(made, str) and inner and isinstance(inner[-1], str):
            inner[-1] += made
        elif isinstance(made, str) or made[0] != "p" or made[2]:
            inner.append(made)
    folded = inner if in_pre else list(_folded(inner, name in _BLOCKS))
    return name, attributes, tuple(part for part in folded if part)


def _folded(parts: list[Tree | str], is_block: bool) -> Iterator[Tree | str]:
    for index, part in enumerate(parts):
        if not isinstance(part, str):
            yield part
            continue
        text = _WHITE.sub(" ", part)
        if (index == 0 and is_block) or (index and _ends_line(parts[index - 1])):
            text = text.lstrip(" ")
        if (index == len(parts) - 1 and is_block) or (index < len(parts) - 1 and _ends_line(parts[index + 1])):
            text = text.rstrip(" ")
        yield text


def _ends_line(part: Tree | str) -> bool:
    return not isinstance(part, str) and (part[0] in _BLOCKS or part[0] == "br")
