"""The sentences and syllables of a text, and what its language holds for long and for hard to read: data and counts.

A new language is a row in each table; without one, nothing is said of it.

R. Flesch, "A new readability yardstick", Journal of Applied Psychology 32 (1948), 221-233, for English; L. Kandel and
A. Moles, "Application de l'indice de Flesch à la langue française", Cahiers d'Études de Radio-Télévision 19 (1958),
253-274, for French. 100 is easy, 0 is what only few can follow.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Ease:
    """A formula of reading ease: its name, and what it takes from `most` for words per sentence and syllables per word.

    `silent` are the ends of words that are written with a vowel of their own and spoken without.
    """

    name: str
    most: float
    per_sentence: float
    per_word: float
    silent: str

    def of(self, sentences: Sequence[str]) -> tuple[float, int]:
        """The reading ease of sentences, and how many words they have."""
        words = [word.lower() for sentence in sentences for word in _WORD.findall(sentence)]
        if not words:
            return self.most, 0
        syllables = sum(self._syllables(word) for word in words)
        ease = self.most - self.per_sentence * len(words) / len(sentences) - self.per_word * syllables / len(words)
        return ease, len(words)

    def _syllables(self, word: str) -> int:
        return max(1, len(_VOWELS.findall(re.sub(self.silent, "", word))))


LONGEST: Mapping[str, int] = {"en": 45, "fr": 50}
"""How many words a sentence may have before it is told."""
EASE: Mapping[str, Ease] = {
    "en": Ease("Flesch", 206.835, 1.015, 84.6, r"(?<![dt])ed$|(?<![cghlsxz])es$|(?<!l)e$|(?<=[aeiouy]l)e$"),
    "fr": Ease("Kandel and Moles", 207, 1.015, 73.6, r"(?:e|es|ent)$"),
}
HARDEST = 20
"""Sections below this ease are told: what is harder than nearly all that is printed."""
LEAST = 100
"""Fewer words say nothing of a text (Flesch)."""

_UPPER = "[“«(‘„]?\\s?[A-ZÀ-ÖØ-Þ0-9]"
_END = rf"[.!?…]+[”’»)]*(?=\s+{_UPPER}|\s*\Z)"
_WORD = re.compile(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*")
_VOWELS = re.compile("[aeiouyàâäáéèêëíîïóôöúùûüÿœæ]+")

SENTENCE = re.compile(
    rf"(?:\A|(?<=[.!?…]\s)|(?<=[.!?…][”’»)]\s))(?={_UPPER})[“«(‘„]?\s?"
    rf"(?P<words>\w+(?:\ \w+){{0,3}})(?=(?P<rest>.*?(?:{_END}|\Z)))",
    re.DOTALL,
)
"""Up to four words at the beginning of a sentence, and its `rest`."""


def sentences(text: str) -> tuple[str, ...]:
    """The sentences of a text."""
    return tuple(sentence for sentence in re.split(rf"(?<=\S){_END}", text) if _WORD.search(sentence))
