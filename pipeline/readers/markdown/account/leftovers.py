"""Claims by its shape what no node stands for: front matter, comments, marks of quotations, addresses, braces."""

import re
from bisect import bisect_left

from pipeline.readers.markdown.account.claims import View
from pipeline.readers.markdown.account.evidence import Evidence, claim_attributes
from pipeline.readers.markdown.account.text import COMMENT

_FRONT_MATTER = re.compile(r"---[ \t]*\n(?:.*\n)*?---[ \t]*(?=\n|\Z)")
_BRACES = re.compile(r"\{[^{}\n]*\}")
_CLOSING = re.compile(r":{3,}")


def claim_front_matter(evidence: Evidence) -> None:
    """Claim the lines of hyphens and what stands between them."""
    match = _FRONT_MATTER.match(evidence.claims.source.text)
    if match:
        evidence.claims.claim(*match.span(), "front matter")


def claim_leftovers(evidence: Evidence) -> None:
    """Claim comments, definitions that are used, marks of quotations, lines of attributes and closing fences."""
    _comments(evidence)
    _definitions(evidence)
    for line in sorted(evidence.quoted):
        _quote_marks(line, evidence)
    _lines(evidence)


def _comments(evidence: Evidence) -> None:
    claims, text = evidence.claims, evidence.claims.source.text
    for start, end in list(claims.free()):
        # A comment in a cell goes on behind an escaped bar, which the cell has claimed. Behind the last end of a
        # comment each beginning would be sought an end in vain: the square of the length.
        last = text.rfind("-->", start, _line_end(text, end))
        for comment in COMMENT.finditer(text, start, last + 3) if last >= 0 else ():
            if comment.start() < end and not claims.has_text(*comment.span()):
                claims.claim(*comment.span(), "comment")


def _definitions(evidence: Evidence) -> None:
    for label, definitions in evidence.definitions.items():
        first = next((each for each in definitions if each.used and label), None)
        if first and evidence.claims.is_free(first.start, first.end):
            evidence.claims.claim(first.start, first.end, "link definition")


def _quote_marks(line: int, evidence: Evidence) -> None:
    """Claim the marks at the start of a line, as many as there are quotations around it."""
    claims, left = evidence.claims, evidence.quoted[line]
    start = claims.source.starts[line]
    for offset, character in enumerate(claims.source.line(line), start):
        if character == ">" and left and claims.is_free(offset, offset + 1):
            claims.claim(offset, offset + 1, "quote")
            left -= 1
        elif character not in " \t" and (claims.is_free(offset, offset + 1) or claims.has_text(offset, offset + 1)):
            return


def _lines(evidence: Evidence) -> None:
    """Claim lines of attributes that the next block has, and lines that close a directive."""
    claims, text = evidence.claims, evidence.claims.source.text
    begins = sorted(evidence.begins)
    for start, end in list(claims.free()):
        for piece in re.compile(r"[^\n]+").finditer(text, start, end):
            first, last = piece.start(), piece.end()
            if claims.has_text(claims.source.starts[claims.source.number(first)], _line_end(text, first)):
                continue
            written = text[first:last].strip(" \t")
            first += len(text[first:last]) - len(text[first:last].lstrip(" \t"))
            if _CLOSING.fullmatch(written):
                claims.claim(first, first + len(written), "directive")
            elif _BRACES.fullmatch(written):
                following = bisect_left(begins, last)
                nodes = evidence.begins[begins[following]] if following < len(begins) else []
                claim_attributes(View(claims, text), first, nodes)


def _line_end(text: str, offset: int) -> int:
    end = text.find("\n", offset)
    return len(text) if end < 0 else end
