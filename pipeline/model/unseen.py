"""Text that a finished file holds and that nobody sees in it."""

from dataclasses import dataclass
from enum import StrEnum


class Why(StrEnum):
    """What keeps a text from being seen, as a fact about it."""

    OFF_PAGE = "runs off the page"
    CLIPPED = "is cut away by the box around it"
    INVISIBLE = "is drawn without ink"
    TRANSPARENT = "is transparent"
    TOO_SMALL = "is too small to read"
    MIRRORED = "is mirrored"
    COVERED = "is covered"
    OVERLAPPED = "lies on another text"
    GROUND = "has the colour of its ground"
    STYLE = "is hidden by the style"


@dataclass(frozen=True, slots=True)
class Unseen:
    """A text that nobody sees, or not all of it if `partly`.

    `id` is that of the block or of the generated text that it belongs to, "" if it belongs to none; a block may come in
    several pieces. `page` is the label of its page, "" off paper. `by` is what hides it, such as a declaration of the
    style, where the file tells.
    """

    id: str
    text: str
    why: Why
    page: str = ""
    by: str = ""
    partly: bool = False
