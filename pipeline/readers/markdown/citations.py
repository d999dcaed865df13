"""Turns the tokens of a citation into the works that it cites."""

from collections.abc import Callable, Iterator

from pipeline.diagnostics import Location, Rule, Severity
from pipeline.model import Citation, Cite, Inline, Text
from pipeline.readers.markdown.ledger import Ledger, Node

CROWDED_CITATION = Rule(
    "crowded-citation",
    Severity.ERROR,
    "two works of a citation are not parted by a semicolon",
    "Nobody could say which of the works the words between them belong to.",
    wrong="---\nreferences: works.json\n---\n\nThe harbour is deep [@harbour2024, @quay2025].\n",
    right="---\nreferences: works.json\n---\n\nThe harbour is deep [@harbour2024; @quay2025].\n",
)
RULES = (CROWDED_CITATION,)

Read = Callable[[list[Node]], tuple[Inline, ...]]
Place = Callable[[Node], Location]


def read_citation(node: Node, ledger: Ledger, place: Place, read: Read) -> tuple[Inline, ...]:
    """Return the citation that a node holds; `read` gives the inlines of a run of nodes, `place` a node's place."""
    cites = tuple(_cite(part, ledger, place, read) for part in _parts(node, ledger, place))
    return (Citation(cites, bool(node.token.meta.get("narrative")), place(node)),)


def _parts(node: Node, ledger: Ledger, place: Place) -> Iterator[list[Node]]:
    """Yield the nodes of one work after the other; a bracket behind a key only goes on with its work."""
    part: list[Node] = []
    for child in node.children:
        if child.type == "citation_separator":
            if not child.token.meta["parted"]:
                hint = "write a semicolon between them: [@one; @two]"
                ledger.report(CROWDED_CITATION, "two works are not parted by a semicolon", place(child), hint)
            yield part
            part = []
        elif child.type != "citation_mark":
            part.append(child)
    yield part


def _cite(part: list[Node], ledger: Ledger, place: Place, read: Read) -> Cite:
    index = next(number for number, child in enumerate(part) if child.type == "citation_key")
    token = part[index].token
    key, at = str(token.meta["key"]), place(part[index])
    ledger.cited.add(key)
    prefix, suffix = read(part[:index]), read(part[index + 1 :])
    return Cite(key, _said(prefix), suffix, bool(token.meta["suppressed"]), at)


def _said(inlines: tuple[Inline, ...]) -> tuple[Inline, ...]:
    """Return what stands before a key, nothing if it is but white space."""
    return inlines if any(not isinstance(each, Text) or each.text.strip() for each in inlines) else ()
