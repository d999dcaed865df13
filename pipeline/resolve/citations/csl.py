"""A citation style made fit for us: its XML read safely, and split into the parts that we put together ourselves."""

import copy
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from lxml import etree

_CSL = "{http://purl.org/net/xbiblio/csl}"
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
Element = etree._Element  # noqa: SLF001 - lxml names no public type


class StyleError(Exception):
    """A style that cannot be used: a fact, a hint, and the line."""

    def __init__(self, message: str, hint: str, line: int = 1) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
        self.line = line


@dataclass(frozen=True, slots=True)
class Parts:
    """A style in parts, each a style of its own as XML.

    `whole` prints a work in a citation without the brackets around it, and its entry without its number; `author` only
    who wrote it, `rest` all else; `label` the number of an entry. `before`, `between` and `behind` are the brackets.
    """

    whole: bytes
    author: bytes
    rest: bytes
    label: bytes
    before: str
    between: str
    behind: str
    numeric: bool
    numbered: bool
    ordered: bool
    suffixed: bool
    lang: str


def parts_of(content: bytes) -> Parts:
    """Return the parts of a CSL style; raises StyleError when it is none that sets citations in the text."""
    root = _root(content)
    citation, layout = _layouts(root)
    numeric = _calls(layout, _is_number, root)
    sorts = citation.findall(f"{_CSL}sort")
    for sort in sorts:
        citation.remove(sort)
    before, behind = layout.attrib.pop("prefix", ""), layout.attrib.pop("suffix", "")
    return Parts(
        whole=_without(root, "bibliography", _is_number),
        author=_only(root, "citation", _is_names),
        rest=_without(root, "citation", _is_names),
        label=_only(root, "bibliography", _is_number),
        before=str(before),
        between=str(layout.get("delimiter", "")),
        behind=str(behind),
        numeric=numeric,
        numbered=_calls(_layout(root, "bibliography"), _is_number, root),
        ordered=bool(sorts),
        suffixed=citation.get("disambiguate-add-year-suffix") == "true",
        lang=str(root.get("default-locale", "")),
    )


def _root(content: bytes) -> Element:
    if b"<!DOCTYPE" in content or b"<!ENTITY" in content:
        raise StyleError("the style has a document type declaration", "delete the line <!DOCTYPE …>")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True)
    try:
        return etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        message = f"the style is not well-formed: {str(error.msg)[:1].lower()}{str(error.msg)[1:]}"
        raise StyleError(message, "correct the line, or fetch the style again", error.lineno or 1) from error


def _layouts(root: Element) -> tuple[Element, Element]:
    """Return the element of citations and its layout; raises StyleError if the style lacks what we print with."""
    if root.tag != f"{_CSL}style":
        raise StyleError("the file is no style of CSL", "write a file that begins with <style>")
    parent = root.find(f"{_CSL}info/{_CSL}link[@rel='independent-parent']")
    if parent is not None:
        name = str(parent.get("href", "")).rpartition("/")[2]
        raise StyleError(f'the style only refers to another, "{name}"', "use that one", _line(parent))
    if root.get("class") != "in-text":
        raise StyleError("the style puts citations into notes", "choose one that sets them in the text")
    for name in ("citation", "bibliography"):
        if root.find(f"{_CSL}{name}/{_CSL}layout") is None:
            raise StyleError(f"the style has no layout for its {name}", "choose a complete one")
    _check_macros(root)
    citation = root.find(f"{_CSL}citation")
    assert citation is not None  # noqa: S101 - looked for above
    return citation, _layout(root, "citation")


def _check_macros(root: Element) -> None:
    known = {macro.get("name") for macro in root.findall(f"{_CSL}macro")}
    for element in root.iter(f"{_CSL}text", f"{_CSL}key"):
        name = element.get("macro")
        if name is not None and name not in known:
            message = f'the style uses the macro "{name}" and does not have it'
            raise StyleError(message, "correct the style, or fetch it again", _line(element))


def _layout(root: Element, name: str) -> Element:
    found = root.find(f"{_CSL}{name}/{_CSL}layout")
    assert found is not None  # noqa: S101 - _layouts has looked for it
    return found


def _line(element: Element) -> int:
    line: object = element.sourceline
    return line if isinstance(line, int) else 1


Wanted = Callable[[Element], bool]


def _is_names(element: Element) -> bool:
    return element.tag == f"{_CSL}names"


def _is_number(element: Element) -> bool:
    return element.get("variable") == "citation-number" and element.tag in {f"{_CSL}text", f"{_CSL}number"}


def _is_other(element: Element) -> bool:
    """Whether an element prints what is neither author nor number."""
    return element.tag == f"{_CSL}date" or element.get("variable") in {"locator", "title", "container-title", "URL"}


def _without(root: Element, name: str, wanted: Wanted) -> bytes:
    """Return a copy of the style that leaves the wanted out of the layout `name`."""
    root = copy.deepcopy(root)
    for target in list(_targets(_layout(root, name), wanted, root)):
        _parent(target).remove(target)
    return etree.tostring(root)


def _only(root: Element, name: str, wanted: Wanted) -> bytes:
    """Return a copy of the style that prints nothing but the wanted in the layout `name`."""
    root = copy.deepcopy(root)
    layout = _layout(root, name)
    targets = list(_targets(layout, wanted, root))
    kept = {layout, *targets}
    for target in targets:
        kept |= set(target.iterancestors()) | set(target.iterdescendants())
    for element in [each for each in layout.iter() if each not in kept]:
        if element.tag not in _BRANCHES and element.getparent() is not None:
            _parent(element).remove(element)
    for each in (layout, *(one for one in layout.iterdescendants() if one.tag == f"{_CSL}group" and one in kept)):
        for attribute in ("prefix", "suffix"):
            each.attrib.pop(attribute, "")
    return etree.tostring(root)


_BRANCHES = {f"{_CSL}{name}" for name in ("if", "else-if", "else")}


def _targets(container: Element, wanted: Wanted, root: Element) -> Iterator[Element]:
    """Yield the first element of a container that prints the wanted and no more; in each branch of a choice one."""
    for child in list(container):
        if not _calls(child, wanted, root):
            continue
        if child.tag == f"{_CSL}choose":
            for branch in child:
                yield from _targets(branch, wanted, root)
        elif child.tag == f"{_CSL}group":
            yield from _targets(child, wanted, root)
        elif child.get("macro") and _calls(child, _is_other, root, _is_names):
            yield from _targets(_expanded(child, root), wanted, root)
        else:
            yield child
        return


def _expanded(call: Element, root: Element) -> Element:
    """Put a group with a macro's content in the place of the call of the macro, and return the group."""
    group = etree.Element(
        f"{_CSL}group", {str(key): str(value) for key, value in call.attrib.items() if key != "macro"}
    )
    for macro in _macros(str(call.get("macro")), root):
        group.extend(copy.deepcopy(child) for child in macro)
    _parent(call).replace(call, group)
    return group


def _calls(element: Element, wanted: Wanted, root: Element, closed: Wanted | None = None) -> bool:
    """Whether an element, or a macro that it calls, holds the wanted; what is `closed` is not looked into."""
    waiting, seen = [element], set[str]()
    while waiting:
        each = waiting.pop()
        if closed is not None and closed(each):
            continue
        if wanted(each):
            return True
        waiting.extend(each)
        name = each.get("macro")
        if name is not None and name not in seen:
            seen.add(str(name))
            waiting.extend(_macros(str(name), root))
    return False


def _macros(name: str, root: Element) -> Iterable[Element]:
    return [macro for macro in root.findall(f"{_CSL}macro") if macro.get("name") == name]


def _parent(element: Element) -> Element:
    parent = element.getparent()
    assert parent is not None  # noqa: S101 - it stands in a layout
    return parent
