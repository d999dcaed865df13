"""Findings as a page of Markdown, for the summary of a job: counted by rule, then article by article, whole."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from pipeline.diagnostics import Rule, Severity
from pipeline.report import Told, in_all, place, safe
from pipeline.wording import counted

_SIGNS = re.compile(r"([\\`*_\[\]{}<>#|&~])")
_ORDER = tuple(Severity)


def page(told: Iterable[Told]) -> str:
    """How many articles have findings, a table of the rules, the heaviest and most frequent first, and all findings."""
    everything = tuple(told)
    blocks = [f"# {_title(everything)}"]
    checked = [each for each in everything if not each.fault]
    if said := in_all(everything):
        blocks.append(f"{said[0].upper()}{said[1:]}.")
    if any(each.findings for each in checked):
        blocks.append("\n".join(_table(checked)))
    blocks += [_article(each) for each in everything if each.fault or each.findings]
    return "\n\n".join(blocks) + "\n"


def _title(told: tuple[Told, ...]) -> str:
    wrong = sum(bool(each.fault or each.findings) for each in told)
    verb = "has" if wrong == 1 else "have"
    return f"{wrong:,} of {counted(len(told), 'article')} {verb} findings"


def _table(told: Iterable[Told]) -> Iterator[str]:
    yield "| Rule | Weight | Findings | Articles | |"
    yield "|---|---|--:|--:|---|"
    found: Counter[tuple[Severity, Rule]] = Counter()
    articles: Counter[tuple[Severity, Rule]] = Counter()
    for each in told:
        kinds = [(finding.severity, finding.rule) for finding in each.findings]
        found.update(kinds)
        articles.update({*kinds})
    for severity, rule in sorted(found, key=lambda kind: (_ORDER.index(kind[0]), -found[kind], kind[1].code)):
        count, number = found[severity, rule], articles[severity, rule]
        yield f"| `{rule.code}` | {severity} | {count:,} | {number:,} | {_plain(rule.summary)} |"


def _article(told: Told) -> str:
    return "\n".join((f"## {_plain(told.name or 'The project')}", "", *_findings(told)))


def _findings(told: Told) -> Iterator[str]:
    if told.fault:
        yield f"- **not checked**{_at(told.at)}: {_plain(told.fault.message)}{_hint(told.fault.hint)}"
    for one in sorted(told.findings, key=lambda one: (_ORDER.index(one.severity), place(one))):
        yield f"- **{one.severity}** `{one.code}`{_at(one.at)}: {_plain(one.message)}{_hint(one.hint)}"


def _at(at: object) -> str:
    return f", {_plain(str(at))}" if at else ""


def _hint(hint: str) -> str:
    return f"; {_plain(hint)}" if hint else ""


def _plain(text: str) -> str:
    """On one line, with each sign that Markdown or HTML would read kept as what it is."""
    return _SIGNS.sub(r"\\\1", safe(text.replace("\n", " ")))
