"""Damages to the tag tree of a PDF, its links, bookmarks, pages and languages."""

from collections.abc import Callable, Mapping
from itertools import pairwise
from random import Random

import pikepdf

from benchmarks.sabotage.damages.damaged import Damage, Damaged, chosen
from benchmarks.sabotage.damages.tagged import Node, Paper

_PIECES = frozenset({"P", "LI", "BlockQuote", "Code", "Caption", "H2", "H3", "H4"})
_CELLS = frozenset({"TD", "TH"})


def _nodes(paper: Paper, *roles: str) -> list[Node]:
    nodes = (node for node in paper.root.walk() if node.role in roles and node.parent and paper.text_of(node))
    # Code in a line has no id, and is no block.
    return [node for node in nodes if node.role != "Code" or "/ID" in node.element]


def _about(paper: Paper, node: Node, *rules: str, more: tuple[Node, ...] = ()) -> Callable[[], Damaged]:
    """What is said of a damage to an element, to be called when it is done."""
    texts = tuple(paper.text_of(each.block()) for each in (node, *more))
    what, around = f"<{node.role}> {paper.text_of(node)[:50]!r}", tuple(map(paper.text_of, node.boxes()))
    found = ("lost-furniture",) if node.within("TOC", "TOCI") else rules
    return lambda: Damaged(paper.saved(), what, found, texts, around)


def _kids(node: Node) -> pikepdf.Array:
    """What an element holds, as a list that can be changed."""
    if not isinstance(node.element.K, pikepdf.Array):
        node.element.K = pikepdf.Array([node.element.K])
    return node.element.K


def _place(node: Node) -> tuple[pikepdf.Array, int]:
    """The list in which an element stands, and where; raises ValueError for the root."""
    if node.parent is None:
        message = "the root stands in nothing"
        raise ValueError(message)
    kids = _kids(node.parent)
    return kids, next(at for at, kid in enumerate(kids) if kid == node.element)


def _taken_out(node: Node) -> None:
    kids, at = _place(node)
    del kids[at]


def _lost(*roles: str, rule: str = "lost-block") -> Damage:
    def damage(content: bytes, random: Random) -> Damaged:
        paper = Paper(content)
        node = chosen(random, _nodes(paper, *roles))
        said = _about(paper, node, "lost-note" if rule == "lost-block" and node.within("Note") else rule)
        _taken_out(node)
        return said()

    return damage


def _repeated(content: bytes, random: Random) -> Damaged:
    paper = Paper(content)
    node = chosen(random, _nodes(paper, *_PIECES))
    said = _about(paper, node, "repeated-block")
    kids, at = _place(node)
    kids.insert(at, node.element)
    return said()


def _swapped(content: bytes, random: Random) -> Damaged:
    """Two elements of one role that stand beside each other."""
    paper = Paper(content)
    pairs = [
        (one, two)
        for node in paper.root.walk()
        for one, two in pairwise(node.children)
        if isinstance(one, Node) and isinstance(two, Node) and one.role == two.role and one.role in {*_PIECES, "TR"}
        and paper.text_of(one) != paper.text_of(two)
    ]  # fmt: skip
    one, two = chosen(random, pairs)
    said = _about(paper, one, "moved-block", more=(two,))
    kids, first = _place(one)
    second = _place(two)[1]
    kids[first], kids[second] = kids[second], kids[first]
    return said()


def _moved(content: bytes, random: Random) -> Damaged:
    """An element that stands behind another of its role, in another part of the text."""
    paper = Paper(content)
    nodes = [node for node in _nodes(paper, "P", "LI") if not node.within("Note", "TOC", "Caption")]
    node = chosen(random, nodes)
    role, there = node.role, set(node.walk()) | set(node.around())
    others = [each for each in nodes if each.role == role and each.parent is not node.parent and each not in there]
    other = chosen(random, others)
    said = _about(paper, node, "moved-block", more=(other,))
    _taken_out(node)
    kids, at = _place(other)
    kids.insert(at + 1, node.element)
    return said()


def _call_lost(content: bytes, random: Random) -> Damaged:
    paper = Paper(content)
    node = chosen(random, [each for each in _nodes(paper, "Reference") if not each.within("TOCI")])
    said = _about(paper, node, "lost-note")
    _taken_out(node)
    return said()


def _columns(content: bytes, random: Random) -> Damaged:
    paper = Paper(content)
    table = chosen(random, _nodes(paper, "Table"))
    rows = [node for node in table.walk() if node.role == "TR" and len(node.children) > 1]
    first = random.randrange(min(len(row.children) for row in rows) - 1)
    said = _about(paper, rows[0], "moved-block", more=tuple(rows[1:]))
    for row in rows:
        kids = _kids(row)
        kids[first], kids[first + 1] = kids[first + 1], kids[first]
    return said()


def _level(content: bytes, random: Random) -> Damaged:
    paper = Paper(content)
    node = chosen(random, _nodes(paper, "H2", "H3", "H4"))
    said = _about(paper, node, "wrong-level")
    node.element.S = pikepdf.Name("/H2" if node.role != "H2" else "/H3")
    return said()


def _alt(words: str) -> Damage:
    def damage(content: bytes, random: Random) -> Damaged:
        paper = Paper(content)
        node = chosen(random, paper.pictures())
        texts = _described(paper, node)
        if words:
            node.element.Alt = words
        else:
            del node.element.Alt
        return Damaged(paper.saved(), f"a picture: {texts[0][:50]!r}", ("lost-alt",), texts)

    return damage


def _figure(content: bytes, random: Random) -> Damaged:
    paper = Paper(content)
    node = chosen(random, paper.pictures())
    texts = _described(paper, node)
    _taken_out(node)
    return Damaged(paper.saved(), f"a picture: {texts[0][:50]!r}", ("lost-image",), texts)


def _described(paper: Paper, node: Node) -> tuple[str, ...]:
    """What is said in place of a picture, and the text of the block that it stands in."""
    return str(node.element.Alt), *(paper.text_of(each) for each in [node.block()] if each is not node)


def _links(paper: Paper) -> list[tuple[Node, pikepdf.Object]]:
    """The elements of links with their annotations."""
    nodes = [node for node in paper.root.walk() if node.role == "Link"]
    return [
        (node, kid.Obj)
        for node in nodes
        for kid in _kids(node)
        if isinstance(kid, pikepdf.Dictionary) and "/Obj" in kid
    ]


def _rule(node: Node) -> str:
    return "lost-note" if node.within("Reference") else "lost-link"


def _target(content: bytes, random: Random) -> Damaged:
    paper = Paper(content)
    links = _links(paper)
    node, annotation = chosen(random, links)
    said = _about(paper, node, _rule(node))
    if "/A" in annotation:
        annotation.A.URI = pikepdf.String("https://example.com/elsewhere")
    else:
        others = {str(each.Dest) for _, each in links if "/Dest" in each} - {str(annotation.Dest)}
        annotation.Dest = pikepdf.String(random.choice(sorted(others)))
    return said()


def _unlinked(content: bytes, random: Random) -> Damaged:
    paper = Paper(content)
    node, _ = chosen(random, _links(paper))
    said = _about(paper, node, _rule(node))
    kids = _kids(node)
    for at in reversed([at for at, kid in enumerate(kids) if isinstance(kid, pikepdf.Dictionary) and "/Obj" in kid]):
        del kids[at]
    node.element.S = pikepdf.Name.Span
    return said()


def _plain(content: bytes, random: Random) -> Damaged:
    """Words that were stressed, important or code, and are words like others."""
    paper = Paper(content)
    node = chosen(random, [each for each in paper.root.walk() if _is_marked(each) and paper.text_of(each)])
    said = _about(paper, node, "lost-markup")
    node.element.S = pikepdf.Name.Span
    return said()


def _is_marked(node: Node) -> bool:
    """By the role as it is written, which may be one of the file's own; what has an id is a block of code."""
    return str(node.element.S) in {"/Em", "/Strong", "/Code"} and "/ID" not in node.element


def _bookmarks(pdf: pikepdf.Pdf) -> list[pikepdf.Object]:
    found: list[pikepdf.Object] = []
    waiting = [pdf.Root.Outlines.get("/First")]
    while waiting:
        if (item := waiting.pop()) is not None:
            found.append(item)
            waiting += [item.get("/Next"), item.get("/First")]
    return found


def _bookmark_changed(content: bytes, random: Random) -> Damaged:
    paper = Paper(content)
    item = chosen(random, _bookmarks(paper.pdf))
    title = str(item.Title)
    item.Title = f"{title} and more"
    return Damaged(paper.saved(), f"the bookmark {title!r}", ("lost-furniture",), (title,))


def _bookmark_lost(content: bytes, random: Random) -> Damaged:
    paper = Paper(content)
    item = chosen(random, [each for each in _bookmarks(paper.pdf) if "/First" not in each and "/Prev" in each])
    title, before = str(item.Title), item.Prev
    if "/Next" in item:
        before.Next, item.Next.Prev = item.Next, before
    else:
        del before.Next
        item.Parent.Last = before
    return Damaged(paper.saved(), f"the bookmark {title!r}", ("lost-furniture",), (title,))


def _language(content: bytes, random: Random) -> Damaged:
    """The language of an element, or that of the whole file."""
    paper = Paper(content)
    nodes = [node for node in paper.root.walk() if "/Lang" in node.element and paper.text_of(node)]
    at = random.randrange(len(nodes) + 1)
    if at == len(nodes):
        paper.pdf.Root.Lang = pikepdf.String("sv")
        return Damaged(paper.saved(), "the language of the file", ("lost-language",))
    said = _about(paper, nodes[at], "lost-language")
    nodes[at].element.Lang = pikepdf.String("sv")
    return said()


def _labels(content: bytes, random: Random) -> Damaged:
    paper = Paper(content)
    start = random.randrange(2, 9)
    label = random.choice(
        [pikepdf.Dictionary(S=pikepdf.Name.D, St=start), pikepdf.Dictionary(S=pikepdf.Name.D, P="A-")]
    )
    paper.pdf.Root.PageLabels = pikepdf.Dictionary(Nums=pikepdf.Array([0, label]))
    return Damaged(paper.saved(), "the labels of the pages", ("lost-furniture",))


def _page(content: bytes, random: Random) -> Damaged:
    """A page less; its tags stay, and lead to nothing."""
    paper = Paper(content)
    page = random.randrange(len(paper.pdf.pages))
    del paper.pdf.pages[page]
    return Damaged(paper.saved(), f"page {page + 1}", ("unreadable-file",))


KINDS: Mapping[str, Damage] = {
    "block deleted": _lost(*_PIECES),
    "block duplicated": _repeated,
    "blocks swapped": _swapped,
    "block moved": _moved,
    "call of a note lost": _call_lost,
    "heading of another level": _level,
    "row lost": _lost("TR", rule="lost-cell"),
    "cell lost": _lost(*_CELLS, rule="lost-cell"),
    "columns swapped": _columns,
    "note lost": _lost("Note", rule="lost-note"),
    "picture lost": _figure,
    "alt text changed": _alt("A view of the harbor at night."),
    "alt text dropped": _alt(""),
    "link leads elsewhere": _target,
    "link lost": _unlinked,
    "stress lost": _plain,
    "contents entry lost": _lost("TOCI", rule="lost-furniture"),
    "bookmark changed": _bookmark_changed,
    "bookmark lost": _bookmark_lost,
    "language changed": _language,
    "page labels wrong": _labels,
    "page lost": _page,
}
