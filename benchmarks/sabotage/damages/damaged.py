"""What one damage is: the changed bytes, what was hit, and what a proof should say of it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from random import Random
from typing import TypeVar

T = TypeVar("T")


class NoTargetError(Exception):
    """A file has nothing that a kind of damage could hit."""


@dataclass(frozen=True, slots=True)
class Damaged:
    """A file after one damage.

    `target` says what was hit. `rules` are the names under which a proof may report it. `texts` are those of the blocks
    that were hit, as they stood in the file, by which the place in the source is found; none for what belongs to the
    file as a whole. `around` are the texts of what stands around these, for what the theme has put there.
    """

    content: bytes
    target: str
    rules: tuple[str, ...]
    texts: tuple[str, ...] = ()
    around: tuple[str, ...] = ()


Damage = Callable[[bytes, Random], Damaged]
"""Changes one thing in a file, chosen by the random numbers; raises NoTargetError where there is nothing to change."""
Kinds = Mapping[str, Damage]


def chosen(random: Random, targets: Sequence[T]) -> T:
    """One of the targets; raises NoTargetError where there are none."""
    if not targets:
        raise NoTargetError
    return random.choice(targets)


def without_last_word(text: str) -> str:
    """The text of a sentence with its full stop and without the last word before it."""
    body, stop = text[:-1], text[-1]
    return body.rstrip().rpartition(" ")[0] + stop


def without_digit(text: str, random: Random) -> str:
    """The text without one of its digits."""
    at = random.choice([index for index, letter in enumerate(text) if letter.isdigit()])
    return text[:at] + text[at + 1 :]
