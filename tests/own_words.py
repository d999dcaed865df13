"""How far a text repeats another: the longest run of words of both, the other being known by hashes alone.

`python -m tests.own_words FILE` prints the hashes of a file: they tell whether words are its words, not what they are.
"""

import re
import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence
from hashlib import sha256
from pathlib import Path

SIZE = 3
"""Words to a hash: a longer run is as many hashes less two in a row."""

_ADDRESS = re.compile(r"\]\([^()\s]*(?:\([^()]*\)[^()\s]*)*\)|https?://\S+")
_CITATION = re.compile(r"\[[^\[\]]*@[^\[\]]*\]|\[\^[^\]]*\]|\{#[^}]*\}")
_WORD = re.compile(r"[^\W_]+")


def words(text: str) -> tuple[str, ...]:
    """The words of a text in small letters, without addresses, citations and marks; numbers are words."""
    plain = _CITATION.sub(" ", _ADDRESS.sub("] ", text)).casefold()
    return tuple(_WORD.findall(re.sub("['’]", "", plain)))


def hashes(words: Sequence[str]) -> Iterator[str]:
    """One hash for each `SIZE` words in a row, in their order."""
    for at in range(len(words) - SIZE + 1):
        yield sha256(" ".join(words[at : at + SIZE]).encode()).hexdigest()[:10]


def longest_run(words: Sequence[str], other: Sequence[str]) -> tuple[str, ...]:
    """The longest run of these words that stands in the text of the other hashes too; empty if it is below `SIZE`."""
    places = defaultdict(list)
    for at, each in enumerate(other):
        places[each].append(at)
    lengths: dict[int, int] = {}
    end, most = 0, 0
    for at, each in enumerate(hashes(words)):
        lengths = {place: lengths.get(place - 1, 0) + 1 for place in places.get(each, ())}
        if (long := max(lengths.values(), default=0)) > most:
            end, most = at + SIZE, long
    return tuple(words[end - most - SIZE + 1 : end]) if most else ()


if __name__ == "__main__":
    sys.stdout.writelines(f"{each}\n" for each in hashes(words(Path(sys.argv[1]).read_text(encoding="utf-8"))))
