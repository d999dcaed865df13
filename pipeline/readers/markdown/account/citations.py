"""Claims the marks of a citation: brackets, semicolons, and the keys of the works that it cites."""

import re
from collections.abc import Callable, Iterable

from pipeline.model import Citation, Cite, Inline
from pipeline.readers.markdown.account.claims import View

_KEY = re.compile(r"(?P<minus>-?)@(?:\{(?P<braced>[^{}\s]+)\}|(?P<plain>\w(?:\w|[:.#$%&\-+?<>~/](?=\w))*))")
_OPENING = re.compile(r"[ \t]*(?:\n[ \t>]*)?\[")
_BLANKS = re.compile(r"[ \t\n]*")
Follow = Callable[[Iterable[Inline], int], int]
"""Claims a run of inlines that begins at a position and returns where it ends."""


def claim_citation(node: Citation, view: View, start: int, inlines: Follow) -> int:
    """Claim what stands for a citation, and return where it ends; a key that is not the node's is not claimed."""
    opened = view.has("[", start)
    end = view.claim(start, start + 1, node.kind) if opened else start
    for number, cite in enumerate(node.items):
        end = _key(cite, view, _mark(view, ";", end) if number else end, inlines)
        bracket = view.match(_OPENING, end)
        # Behind the key of a narrative citation a bracket opens that goes on with it.
        if bracket and cite.suffix and not opened:
            opened, end = True, view.claim(bracket.end() - 1, bracket.end(), node.kind)
        end = inlines(cite.suffix, end)
    return _mark(view, "]", end) if opened else end


def _key(cite: Cite, view: View, start: int, inlines: Follow) -> int:
    """Claim the words before a key and the key itself; return where it ends."""
    inlines(cite.prefix, start)
    key = view.match(_KEY, view.position(cite.at))
    if key is None or (key["braced"] or key["plain"]) != cite.key or bool(key["minus"]) != cite.suppressed:
        return start
    return view.claim(*key.span(), "citation key")


def _mark(view: View, mark: str, start: int) -> int:
    position = view.past(_BLANKS, start)
    return view.claim(position, position + len(mark), "citation") if view.has(mark, position) else start
