"""Claims the fences of code, its lines, and the braces that caption it."""

import re

from markdown_it.common.utils import unescapeAll

from pipeline.model import CodeBlock, Listing
from pipeline.model.walk import children
from pipeline.readers.markdown.account.claims import TEXT, View
from pipeline.readers.markdown.account.evidence import Evidence, claim_attributes, values
from pipeline.readers.markdown.account.inlines import claim_inlines

_FENCE = re.compile(r"(?P<fence>`{3,}|~{3,})[ \t]*(?P<info>\S*)")
_PREFIX = re.compile(r"[ \t>]*")


def claim_code(node: CodeBlock, view: View, start: int, _evidence: Evidence) -> int:
    """Claim the fences, and each line of code that ends its line of the source."""
    fence = view.match(_FENCE, start)
    lines = node.text.split("\n")
    line_end = view.text.find("\n", start)
    if fence is None or _is_indented(view, start, lines[0]):
        return _lines(lines, view, start)
    view.claim(*fence.span("fence"), "code fence")
    words = (fence["info"], fence["info"].partition("{")[0])
    info = next((word for word in words if unescapeAll(word) == node.language), "")
    begin = view.claim(fence.start("info"), fence.start("info") + len(info), "code fence")
    braces = view.text.find("{", begin, max(line_end, start))
    if braces >= 0:
        claim_attributes(view, braces, (node,))
    closing = re.compile(rf"(?:\n[ \t>]*)??\n[ \t>]*({re.escape(fence['fence'])}{fence['fence'][0]}*)[ \t]*(?=\n|\Z)")
    end = line_end
    if node.text or not view.match(closing, line_end):
        end = _lines(lines, view, line_end + 1) if line_end >= 0 else start
    close = view.match(closing, end)
    return view.claim(*close.span(1), "code fence") if close else end


def claim_listing(node: Listing, view: View, start: int, evidence: Evidence) -> int:
    """Claim the braces behind a fence, which name the file and say the caption."""
    end = view.text.find("\n", start)
    braces = view.text.find("{", start, end)
    if braces >= 0:
        # Behind the name of a file the caption begins with what sets it off.
        said = (each.lstrip(" :.,–—") for each in values([node.caption]))
        claim_attributes(view, braces, (node, *children(node), *said))
    claim_inlines(node.caption.children, view, start, evidence)
    return start


def _is_indented(view: View, start: int, code: str) -> bool:
    """Whether what looks like a fence is a line of indented code."""
    end = view.text.find("\n", start)
    shown = view.text[start : end if end >= 0 else None]
    return view.text[max(0, start - 4) : start].endswith(("    ", "\t")) and shown.strip() == code.strip()


def _lines(lines: list[str], view: View, start: int) -> int:
    """Claim lines of code, the first at a position; white space before it may belong to what surrounds it."""
    end = start
    for line in lines:
        stop = view.text.find("\n", start)
        stop = len(view.text) if stop < 0 else stop
        code = line.lstrip(" \t")
        if not view.text.endswith(code, start, stop) or not _PREFIX.fullmatch(view.text, start, stop - len(code)):
            return end
        end = view.claim(stop - len(code), stop, TEXT) if code else stop
        start = stop + 1
    return end
