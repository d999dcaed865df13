"""Where a line uses abbreviations: whole words and their plurals, and how each can be written out where it stands."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from pipeline.resolve.speech import begins_sentence
from pipeline.theme import Words, filled

_JOINING = frozenset("-‐‑–/+@")
"""What makes one word of an abbreviation and its neighbour (NATO-led), which writing out would tear apart."""
_POSSESSIVE = re.compile(r"['’]s(?!\w)")
_ADDRESS = re.compile(r"\S*(?:://|www\.|@)\S*\Z")
_ALIKE = 0.8
"""From here on two wordings are taken for the same: a plural, another spelling."""


@dataclass(frozen=True, slots=True)
class Glossary:
    """The abbreviations and their long forms, as the front matter has them; a plural may have a form of its own."""

    meanings: Mapping[str, str]
    _pattern: re.Pattern[str] = field(init=False)

    def __post_init__(self) -> None:
        """Make what finds them: the longest first, a plural's `s` behind capitals."""
        names = sorted(self.meanings, key=lambda name: (-len(name), name))
        each = (re.escape(name) + ("s?" if name[-1:].isupper() else "") for name in names)
        object.__setattr__(self, "_pattern", re.compile(rf"(?<!\w)(?:{'|'.join(each)})(?!\w)"))

    def uses(self, line: str) -> list["Use"]:
        """The uses in a line, in their order, but those in addresses."""
        if not self.meanings:
            return []
        found = (Use(line, match.start(), match[0]) for match in self._pattern.finditer(line))
        return [use for use in found if not _ADDRESS.search(line[max(0, use.start - 200) : use.start])]

    def singular(self, short: str) -> str:
        """The abbreviation that a plural is of, itself if it is none."""
        return short[:-1] if short.endswith("s") and short[:-1] in self.meanings else short

    def meaning(self, short: str) -> str:
        """What an abbreviation is short for; for a plural without a form of its own, that of one."""
        return self.meanings.get(short) or self.meanings[self.singular(short)]

    def long(self, short: str) -> str:
        """What can be written in its place, "" for a plural without a form of its own."""
        return self.meanings.get(short, "")


@dataclass(frozen=True, slots=True)
class Use:
    """An abbreviation in a line, at an offset."""

    line: str
    start: int
    short: str

    @property
    def possessive(self) -> str:
        """The ending of a possessive that follows, as in NATO’s."""
        match = _POSSESSIVE.match(self.line, self.start + len(self.short))
        return match[0] if match else ""

    @property
    def text(self) -> str:
        """The abbreviation with its ending."""
        return self.short + self.possessive

    @property
    def end(self) -> int:
        """Where the text behind it begins."""
        return self.start + len(self.text)

    @property
    def is_joined(self) -> bool:
        """Whether it is a part of a longer word."""
        before, after = self.line[max(0, self.start - 1) : self.start], self.line[self.end : self.end + 1]
        return before in _JOINING or after in _JOINING

    def is_explained(self, meaning: str) -> bool:
        """Whether the line gives the long form itself, in its words or nearly so beside the abbreviation."""
        if _folded(meaning) in _folded(self.line):
            return True
        before = self.line[: self.start].rstrip(" \t\n([,").split()
        after = self.line[self.end :].lstrip(" \t\n([,").split()
        # One word more, for an article.
        counts = (len(meaning.split()), len(meaning.split()) + 1)
        return any(_alike(meaning, " ".join(words)) for n in counts for words in (before[-n:], after[:n]))

    def written_out(self, meaning: str, words: Words) -> str:
        """The first use: the long form with the short one, as suits the place."""
        before = self.line[: self.start]
        article = before[-1:].isspace() and before.split()[-1:] and before.split()[-1].lower() in _articles(words)
        if article:
            # "an MEP" would become "an Member".
            form = "abbreviation-after-article"
        else:
            form = "abbreviation-within-brackets" if before.count("(") > before.count(")") else "abbreviation-first"
            meaning = meaning[:1].upper() + meaning[1:] if begins_sentence(before) else meaning
        return filled(words.labels[form], expansion=meaning + self.possessive, abbreviation=self.text)


def _articles(words: Words) -> list[str]:
    return words.labels["articles"].split()


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())


def _alike(one: str, other: str) -> bool:
    matcher = SequenceMatcher(None, _folded(one), _folded(other.rstrip(").],;:")), autojunk=False)
    return matcher.ratio() > _ALIKE
