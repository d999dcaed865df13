"""The sections that an article should have and does not: by its contract, and by its own outline."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from pipeline.checks.outline import OUTLINE_MISMATCH
from pipeline.contract import Contract, missing
from pipeline.contract.matching import folded
from pipeline.contract.rules import MISSING_SECTION
from pipeline.diagnostics import Diagnostic, Location
from pipeline.model import Article, Block, Promise, Section
from pipeline.model.walk import descend, title


@dataclass(frozen=True, slots=True)
class Absent:
    """A section that is not there: where it belongs, as a contract says of one that is `Missing`; what is found of it.

    `told` is said of it first, `at` the place that its heading has.
    """

    level: int
    title: str
    id: str
    parent: str
    before: str | None
    at: Location
    findings: tuple[Diagnostic, ...]
    told: str


def absent(article: Article, contract: Contract | None, findings: Sequence[Diagnostic]) -> tuple[Absent, ...]:
    """The sections that are not there, with the findings that tell so; one that both ask for is one."""
    asked = list(_asked(article, contract, findings)) if contract else []
    for one in _promised(article, findings):
        same = next((n for n, each in enumerate(asked) if _key(each) == _key(one)), None)
        if same is None:
            asked.append(one)
        else:
            asked[same] = replace(asked[same], findings=(*asked[same].findings, *one.findings))
    return tuple(asked)


def _key(one: Absent) -> tuple[int, str]:
    return one.level, folded(one.title)


def _asked(article: Article, contract: Contract, findings: Sequence[Diagnostic]) -> Iterator[Absent]:
    for one in missing(article, contract):
        # A heading of another level may be meant; then the finding stands there.
        found = (each for each in findings if each.code == MISSING_SECTION.code and each.at == one.at)
        if own := tuple(each for each in found if f'"{one.title}"' in each.message):
            told = f"Section missing: {one.title}" + (f", at least {one.least} words" if one.least else "")
            yield Absent(one.level, one.title, one.id, one.parent, one.before, one.at, own, told)


def _promised(article: Article, findings: Sequence[Diagnostic]) -> Iterator[Absent]:
    """The promises of the outline that are not kept; those below one of them are told with it."""
    outline = article.metadata.outline
    found = [each for each in findings if each.code == OUTLINE_MISMATCH.code]
    headings = {title(node.heading) for node in descend(article.blocks) if isinstance(node, Section)}
    around: dict[int, Section | None] = {}
    below: Absent | None = None
    for index, promise in enumerate(outline):
        own = tuple(each for each in found if f'"{promise.title}", and no' in each.message)
        if below and promise.level > below.level:
            below = replace(below, findings=(*below.findings, *own))
            continue
        if below:
            yield below
            below = None
        outer = around.get(promise.level - 1)
        siblings = _sections(outer.children if outer else article.blocks)
        around[promise.level] = siblings.get(promise.title)
        if own and promise.title not in headings:
            before = _before(outline, index, siblings)
            told, name = f"Section missing: {promise.title}", f"missing-{index + 1}"
            below = Absent(promise.level, promise.title, name, outer.id if outer else "", before, _at(own), own, told)
    if below:
        yield below


def _sections(blocks: Sequence[Block]) -> dict[str, Section]:
    return {title(block.heading): block for block in blocks if isinstance(block, Section)}


def _before(outline: Sequence[Promise], index: int, siblings: dict[str, Section]) -> str | None:
    """The section before which a promise belongs: that of the next that is kept, or what follows the last one."""
    for later in outline[index + 1 :]:
        if later.level < outline[index].level:
            break
        if later.title in siblings:
            return siblings[later.title].id
    kept = [promise.title for promise in outline[:index] if promise.title in siblings]
    order = list(siblings)
    behind = order[order.index(kept[-1]) + 1 :] if kept else []
    return siblings[behind[0]].id if behind else None


def _at(findings: Sequence[Diagnostic]) -> Location:
    return findings[0].at or Location("", 1)
