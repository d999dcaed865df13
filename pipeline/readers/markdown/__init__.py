"""Reads Markdown with front matter into an article, and says all that is wrong with it at once.

CommonMark 0.31 with GFM tables, notes, definition lists, attributes in braces and directives between colons. Decisions:
- An image stays in its paragraph, also alone; what stands by itself with a caption is the directive `figure`.
- A table's caption is the paragraph behind it that begins with `: `; `{#id}` at its end names the table.
- A directive nests by longer fences; colons inside a fenced block of code close nothing.
- HTML comments are dropped, and noted so that no copy of the source gives them away.
- Other HTML, and all else that the parser would lose without a word, is reported.
- What cannot be shown (a missing picture, a link that leads nowhere) is reported, and its text kept.
- The parts of a long work are read as one text in which nothing runs on from one part into the next: ids, notes and
  the addresses of links span them. A reference leads from the folder of the file in which it stands.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from markdown_it.token import Token

from pipeline import yaml_values
from pipeline.diagnostics import Diagnostic, Location
from pipeline.model import Article, Metadata, SourceFile
from pipeline.readers import Files, Reading, Terms
from pipeline.readers.markdown import (
    account,
    assets,
    attributes,
    bibliography,
    blocks,
    charts,
    citations,
    code,
    data,
    definition_lines,
    directives,
    front_matter,
    headings,
    inlines,
    links,
    notes,
    parts,
    plain,
    references,
    remarks,
    source,
    tables,
    targets,
    waivers,
)
from pipeline.readers.markdown.grammar import MAX_DEPTH, make_parser
from pipeline.readers.markdown.ledger import Ledger, nest

RULES = (
    source.NOT_TEXT,
    *front_matter.RULES,
    *parts.RULES,
    *headings.RULES,
    *blocks.RULES,
    *definition_lines.RULES,
    *code.RULES,
    *inlines.RULES,
    *citations.RULES,
    *links.RULES,
    *targets.RULES,
    *plain.RULES,
    *attributes.RULES,
    *remarks.RULES,
    *directives.RULES,
    *tables.RULES,
    *references.RULES,
    *notes.RULES,
    *assets.RULES,
    *data.RULES,
    *charts.RULES,
    *bibliography.RULES,
    *waivers.RULES,
    *account.RULES,
)


def read(files: Files, slug: str, entry: str, terms: Terms) -> Reading:
    """Return the article that `entry` holds, and all that is wrong with it.

    The article is not resolved: ids only where the source gives one, no numbers. It is None when the file is no text;
    what its front matter lacks, something stands in for. Notes that nobody calls are left out, and reported. Raises
    LimitError when a file of the text has more bytes than the terms allow.
    """
    prefix = terms.prefix
    content = parts.read_text(files, entry, prefix, terms.limit)
    first, findings = source.decode(content, prefix + entry)
    if first is None:
        return None, findings
    article = parts.Written(entry, content, first)
    further, lacking = parts.read_parts(article, files, prefix, terms.limit)
    written = (article, *further)
    text = source.joined([each.source for each in written])
    env: dict[str, object] = {"parts": [line for line, _ in text.parts]}
    tokens = make_parser().parse(text.text, env)
    metadata, findings = _metadata(tokens, text, slug)
    ledger = Ledger(text, files, notes.note_ids(tokens), private=[*_comments(tokens, text)], prefix=prefix)
    waivers.front_matter_waivers(tokens, ledger)
    _report_too_deep(env, ledger)
    references.report_references(env, tokens, ledger)
    body = headings.sections(blocks.read_blocks(nest(tokens), ledger), ledger)
    found = notes.read_notes(ledger)
    order = {each.source.file: number for number, each in enumerate(written)}
    cited = bibliography.read_bibliography(files, metadata, prefix, frozenset(ledger.cited))
    shown = {name: asset for name, asset in ledger.assets.items() if asset is not None}
    files_used = [(asset.name, asset.content, asset.media_type) for asset in shown.values()]
    files_used += [(name, content, data.MEDIA_TYPE) for name, content in ledger.data.items()]
    used = (SourceFile(*each, file=prefix + each[0], used=tuple(ledger.used[each[0]])) for each in files_used)
    sources = (*_texts(written, text, ledger.private), *used, *cited.sources)
    addresses = tuple(references.addresses(env, tokens, text))
    passages = tuple(ledger.passages)
    whole = Article(slug, metadata, body, found, shown, sources, passages, addresses, (), cited.references, cited.style)
    terms.watch("account")
    accounted, unread = account.account(text, whole, ledger.findings)
    findings += (*lacking, *_sorted((*ledger.findings, *unread), order), *cited.findings)
    return replace(whole, account=accounted, waivers=tuple(ledger.waivers)), findings


def _texts(
    written: Sequence[parts.Written], text: source.Source, private: Sequence[tuple[int, int]]
) -> Iterator[SourceFile]:
    """Yield the files of the text, each with what is private in it."""
    firsts = [0, *(text.starts[line] for line, _ in text.parts)]
    for each, first, end in zip(written, firsts, [*firsts[1:], len(text.text) + 1], strict=True):
        own = [(start - first, stop - first) for start, stop in private if first <= start < end]
        private_here = source.as_read(own, each.source, each.content)
        yield SourceFile(each.name, each.content, "text/markdown", private_here, each.source.file)


def _metadata(tokens: Sequence[Token], text: source.Source, slug: str) -> tuple[Metadata, tuple[Diagnostic, ...]]:
    if tokens and tokens[0].type == "front_matter":
        # The fence takes the first line.
        return front_matter.read_front_matter(tokens[0].content, text.file, 1, slug)
    closed = not text.text.startswith("---")
    message = "the article has no front matter" if closed else "the front matter is not closed"
    hint = "begin the file with a line ---, the keys, and a line ---" if closed else "end it with a line ---"
    fault = Diagnostic(front_matter.FRONT_MATTER, message, Location(text.file, 1), hint)
    return front_matter.no_front_matter(slug), (fault,)


def _comments(tokens: Sequence[Token], text: source.Source) -> Iterator[tuple[int, int]]:
    """Yield where the words of the comments of the front matter stand."""
    if tokens and tokens[0].type == "front_matter" and "#" in tokens[0].content:
        first = text.starts[1]
        yield from ((first + start, first + end) for start, end in yaml_values.comments(tokens[0].content))


def _report_too_deep(env: dict[str, object], ledger: Ledger) -> None:
    stops = env.get("too_deep", [])
    for line in stops if isinstance(stops, list) else []:
        message = f"blocks are nested more than {MAX_DEPTH} levels deep"
        ledger.report(inlines.TOO_DEEP, message, ledger.source.at_line(line), "take some of the levels away")


def _sorted(findings: Sequence[Diagnostic], order: Mapping[str, int]) -> list[Diagnostic]:
    """Return findings in the order of the text; `order` is that of its files."""

    def place(finding: Diagnostic) -> tuple[int, int, int, str]:
        at = finding.at
        # Files of data come after those of the text.
        return (order.get(at.file, len(order)), at.line, at.column, finding.code) if at else (0, 0, 0, finding.code)

    return sorted(findings, key=place)
