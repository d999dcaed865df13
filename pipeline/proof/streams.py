"""One stream of two traces, aligned: what stands in what on either side, and on which page."""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate

from pipeline.diagnostics import Location, Rule
from pipeline.model import Entry
from pipeline.proof import rules
from pipeline.proof.alignment import Alignment

_LOST = {
    "cell": rules.LOST_CELL,
    "chart": rules.LOST_IMAGE,
    "figure": rules.LOST_IMAGE,
    "header-cell": rules.LOST_CELL,
    "row": rules.LOST_CELL,
}


@dataclass(frozen=True, slots=True)
class Difference:
    """A finding before it is put in words for an edition: where in the source, on which page, and the fact.

    Those with the same rule and the same `together` are told as one, at the place of the first; `last` is the place of
    the last thing that it is about.
    """

    rule: Rule
    at: Location | None
    page: str
    fact: str
    together: Hashable = None
    last: Location | None = None
    more: int = 0


@dataclass(frozen=True)
class Side:
    """The entries of one side with what holds what."""

    entries: Sequence[Entry]

    @cached_property
    def parents(self) -> list[int]:
        """The index of the block that holds each entry, -1 for none; headings hold nothing and are in nothing."""
        found: list[int] = []
        around: list[int] = []
        for index, entry in enumerate(self.entries):
            if entry.kind == "heading":
                found.append(-1)
            else:
                del around[entry.level :]
                found.append(around[-1] if around else -1)
                around.append(index)
        return found

    @cached_property
    def lasts(self) -> list[int]:
        """The index of the last entry in each: in a block, or in the section that a heading opens."""
        lasts = list(range(len(self.entries)))
        for index in range(len(self.entries) - 1, -1, -1):
            if (parent := self.parents[index]) >= 0:
                lasts[parent] = max(lasts[parent], lasts[index])
        waiting: list[int] = []
        for index, entry in enumerate(self.entries):
            while waiting and not self._opens(waiting[-1], entry):
                lasts[waiting.pop()] = index - 1
            if entry.kind == "heading" and entry.level > 1:
                waiting.append(index)
        for heading in waiting:
            lasts[heading] = len(self.entries) - 1
        return lasts

    @cached_property
    def texts(self) -> list[int]:
        """How many entries before each index show something themselves: text or a picture."""
        return [0, *accumulate(map(_shows, self.entries))]

    def shown(self, start: int, end: int) -> str:
        """The first text from one entry to another, both among them."""
        return next((entry.text for entry in self.entries[start : end + 1] if entry.text), "")

    def _opens(self, heading: int, entry: Entry) -> bool:
        head = self.entries[heading]
        return entry.path[: len(head.path) + 1] == (*head.path, head.id)


@dataclass(frozen=True)
class Stream:
    """A stream as it was promised, as it is held, and which entry is which; `lost` is the rule of a lost block."""

    promised: Side
    held: Side
    pairs: Alignment
    on_paper: bool
    lost: Rule = rules.LOST_BLOCK

    @cached_property
    def pages(self) -> list[str]:
        """The label of the page on which each held entry begins, or the last one before it; none on screens."""
        if not self.on_paper:
            return []
        labels: list[str] = []
        last = next((entry.pages[0].label for entry in self.held.entries if entry.pages), "")
        for entry in self.held.entries:
            labels.append(entry.pages[0].label if entry.pages else last)
            last = entry.pages[-1].label if entry.pages else last
        return labels

    @cached_property
    def before(self) -> list[int]:
        """For each promised entry and for the end the index of the last held entry that belongs before it, or -1."""
        return list(accumulate((-1 if at is None else at for at in self.pairs.held), _latest, initial=-1))

    @cached_property
    def last_promised(self) -> list[int]:
        """For each held entry and for the end the promised index of the nearest one before it, or -1."""
        return list(accumulate((-1 if index is None else index for index in self.pairs.promised), _latest, initial=-1))

    @cached_property
    def next_promised(self) -> list[int]:
        """For each held entry and for the end the promised index of the nearest one from it on, or their number."""
        indexes = [len(self.promised.entries) if index is None else index for index in reversed(self.pairs.promised)]
        most = len(self.promised.entries)
        later = accumulate(indexes, lambda last, at: at if at < most else last, initial=most)
        return list(later)[::-1]

    def page_of(self, index: int, offset: int = 0) -> str:
        """The label of the page with the character at an offset of a held entry; "" where there are no pages."""
        if not 0 <= index < len(self.pages):
            return self.pages[0] if self.pages else ""
        begun = [page.label for page in self.held.entries[index].pages if page.offset <= offset]
        return begun[-1] if begun else self.pages[index]

    def rule_of(self, entry: Entry) -> Rule:
        """The rule of a block that is lost."""
        return _LOST.get(entry.kind, self.lost)

    def table_of(self, index: int) -> tuple[str, int] | None:
        """What holds all cells of a promised cell's table together; None for what is in none."""
        if self.promised.entries[index].kind not in {"row", "cell", "header-cell"}:
            return None
        while self.promised.entries[index].kind in {"row", "cell", "header-cell"} and index >= 0:
            above = self.promised.parents[index]
            if above < 0:
                break
            index = above
        return "table", index


def _shows(entry: Entry) -> bool:
    return bool(entry.text) or any(span.kind == "image" for span in entry.spans)


def _latest(last: int, at: int) -> int:
    return at if at >= 0 else last
