"""The judging half: lets `verify` look at a damaged file, and says whether it told the damage by name and place."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.sabotage.damages import Damaged
from benchmarks.sabotage.places import Lines, Source
from pipeline.diagnostics import Diagnostic
from pipeline.verify import ALTERED_FILE, Ready, Request, ready, verify

FURTHER = 2
"""So many findings may be told beside the right one."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was told of a damage, and what is wrong with that; "" if it was found."""

    fault: str
    told: tuple[Diagnostic, ...] = ()

    @property
    def found(self) -> bool:
        """Whether it was told under its name, at its place, and with hardly anything else."""
        return not self.fault


class Court:
    """A published article whose files are judged after damage; `editions` are its files by the names of editions."""

    def __init__(self, project: Path, folder: Path, published: Path, room: Path) -> None:
        self._request = Request(project, folder, room / folder.name)
        self._source = Source(folder)
        self._manifest = json.loads((published / "manifest.json").read_bytes())
        self.editions: Mapping[str, bytes] = {
            name: (published / entry["file"]).read_bytes() for name, entry in self._manifest["editions"].items()
        }
        self._ready: Ready = ready(self._request)

    def findings(self, edition: str, content: bytes) -> tuple[Diagnostic, ...]:
        """What `verify` tells of a file in the place of the published one, but that its bytes are others."""
        entry, room = self._manifest["editions"][edition], self._request.output
        room.mkdir(parents=True, exist_ok=True)
        (room / entry["file"]).write_bytes(content)
        manifest = {**self._manifest, "editions": {edition: entry}}
        (room / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
        verified = verify(self._request, prepared=self._ready)
        if verified.fault:
            raise verified.fault
        return tuple(finding for finding in verified.diagnostics if finding.code != ALTERED_FILE.code)

    def judged(self, edition: str, damaged: Damaged) -> Verdict:
        """What becomes of a damaged file."""
        return self.verdict(damaged, self.findings(edition, damaged.content))

    def verdict(self, damaged: Damaged, told: Sequence[Diagnostic]) -> Verdict:
        """Whether what was told of a damage says what it is, and where."""
        told = tuple(told)
        rules, lines = self._expected(damaged)
        named = [finding for finding in told if finding.code in rules]
        if not told:
            return Verdict("not found")
        if not named:
            return Verdict(f"told as {told[0].code}, not as {' or '.join(rules)}", told)
        # What cannot be read has no lines.
        if lines and not any(_line(finding) in lines for finding in named):
            return Verdict(f"told at {_line(named[0])}, not at {sorted(lines)[:3]}", told)
        if len(told) > 1 + FURTHER:
            return Verdict(f"told with {len(told) - 1} more", told)
        return Verdict("", told)

    def _expected(self, damaged: Damaged) -> tuple[tuple[str, ...], Lines]:
        """The rules by one of which it must be told, and the lines on one of which.

        A text of which the source has not the words is the theme's, or a number that is counted for the article: it is
        told at the title or at what is around it. One that the front matter has is made by the theme.
        """
        if not damaged.texts:
            return damaged.rules, Lines() if "unreadable-file" in damaged.rules else self._source.title
        places = [self._source.place(text) for text in damaged.texts]
        lines = frozenset().union(*(place.lines for place in places if place))
        is_theme = "lost-furniture" in damaged.rules or (places[0] is not None and places[0].is_theme)
        if places[0] and not is_theme:
            return damaged.rules, lines
        around = (self._source.place(text) for text in damaged.around)
        lines = lines.union(self._source.title, *(place.lines for place in around if place))
        return _of_theme(damaged.rules) if is_theme else (*damaged.rules, *_of_theme(damaged.rules)), lines


def _of_theme(rules: tuple[str, ...]) -> tuple[str, ...]:
    """Under which rules the same is told of a text that the theme made."""
    if "unseen-text" in rules:
        return rules
    added = {"added-text", "repeated-block"} & set(rules)
    return ("added-text", "lost-furniture") if added else ("lost-furniture",)


def _line(finding: Diagnostic) -> tuple[str, int]:
    at = finding.at
    return (Path(at.file).name, at.line) if at else ("", 0)
