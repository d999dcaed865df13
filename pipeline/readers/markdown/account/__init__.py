"""Proves that reading lost nothing: each character of the source is in a node of the article, or is markup with a name.

The account is made from the raw text and the finished article alone. It knows nothing of the parser's tokens, so what
the parser or the reader drops shows: a node's text is followed through the source from where the node says it stands,
and the marks around it are claimed only where the node demands them. A letter or digit outside texts needs a node that
vouches for it: the address of a link must be the link's, the name of a directive its block's kind, the id in braces
the block's id. What nobody claims is unread.
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pipeline.diagnostics import Diagnostic, Rule, Severity
from pipeline.model import Article
from pipeline.model.account import Account
from pipeline.readers.markdown.account.blocks import NOTE, claim_blocks, claim_written_note
from pipeline.readers.markdown.account.claims import TEXT, Claims
from pipeline.readers.markdown.account.directives import claim_directive, claim_passage
from pipeline.readers.markdown.account.evidence import Evidence
from pipeline.readers.markdown.account.leftovers import claim_front_matter, claim_leftovers
from pipeline.readers.markdown.source import Source

UNREAD_TEXT = Rule(
    "unread-text",
    Severity.ERROR,
    "characters of the source are in no part of the article, and are no markup",
    "They would appear in no edition, and nobody would know.",
    wrong="![The quay in [spring](https://example.org/spring)](images/photo.png)\n",
    right="![The quay in spring](images/photo.png)\n",
)
RULES = (UNREAD_TEXT,)

_SHOWN = 40


def account(source: Source, article: Article, findings: Iterable[Diagnostic]) -> tuple[Account, tuple[Diagnostic, ...]]:
    """Return where the characters of a source went, and a finding for each stretch that is unread and not yet told.

    `article` is as it was read, before `resolve`; `findings` are those of the reader.
    """
    evidence = _evidence(source, article)
    unread = list(_stretches(evidence.claims))
    evidence.claims.claim_white_space()
    counts = evidence.claims.counts()
    markup = {name: count for name, count in counts.items() if name not in {"", TEXT}}
    made = Account(counts.get(TEXT, 0), markup, counts.get("", 0))
    told = _told(source, findings)
    return made, tuple(_finding(source, *each) for each in unread if not _is_told(source, each, told))


def _evidence(source: Source, article: Article) -> Evidence:
    """Return the claims that the article makes on the source."""
    names = frozenset(each.name for each in article.sources)
    prefix = source.file.removesuffix(article.sources[0].name)
    evidence = Evidence(Claims(source), {note.id: note for note in article.notes}, names, prefix)
    claim_front_matter(evidence)
    for note in article.notes:
        if mark := NOTE.match(source.text, source.offset(note.at)):
            evidence.labels[mark[1]] = note.id
    claim_blocks(article.blocks, evidence)
    for note in article.notes:
        claim_written_note(note, evidence)
    for directive in evidence.directives:
        claim_directive(directive, evidence)
    for passage in article.passages:
        claim_passage(passage, evidence)
    claim_leftovers(evidence)
    return evidence


def _stretches(claims: Claims) -> Iterator[tuple[int, int]]:
    """Yield what is unread, stretches joined between which no text is read."""
    begin = end = -1
    for start, stop in claims.free():
        if begin >= 0 and claims.has_text(end, start):
            yield begin, end
            begin = -1
        begin, end = (start if begin < 0 else begin), stop
    if begin >= 0:
        yield begin, end


def _finding(source: Source, start: int, end: int) -> Diagnostic:
    text = source.text[start:end]
    shown = text.split("\n", 1)[0][:_SHOWN].rstrip()
    more = "…" if len(shown) < len(text) else ""
    message = f'"{shown}{more}" is in no part of the article'
    return Diagnostic(UNREAD_TEXT, message, source.at(start, end), "write it in another way, or delete it")


@dataclass(frozen=True, slots=True)
class _Told:
    """Where findings stand: lines with an error, sorted, lines with another finding, other files with an error."""

    errors: list[int]
    others: frozenset[int]
    files: frozenset[str]


def _told(source: Source, findings: Iterable[Diagnostic]) -> _Told:
    placed = [(source.number(source.offset(each.at)), each) for each in findings if each.at]
    errors = sorted(line for line, each in placed if each.severity is Severity.ERROR)
    others = frozenset(line for line, each in placed if each.severity is not Severity.ERROR)
    files = (each.at.file.rpartition("/")[2] for line, each in placed if each.at and line < 0)
    return _Told(errors, others, frozenset(files))


def _is_told(source: Source, unread: tuple[int, int], told: _Told) -> bool:
    """Whether a finding stands where something is unread, or in a file that is named there.

    An error about a construct stands at its first line, and what is unread may stand further down in the paragraph. A
    finding that is no error speaks for its own line only.
    """
    first, last = source.number(unread[0]), source.number(max(unread[0], unread[1] - 1))
    before = first
    while before > 0 and source.line(before - 1).strip():
        before -= 1
    error = bisect_left(told.errors, before)
    if error < len(told.errors) and told.errors[error] <= last:
        return True
    if told.others.issuperset(line for line in range(first, last + 1) if source.line(line).strip()):
        return True
    return any(file in source.text[slice(*unread)] for file in told.files)
