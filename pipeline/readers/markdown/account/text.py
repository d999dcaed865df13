"""Follows the text of a node through the source: undoes escapes and references, and steps over comments and breaks."""

import re
from dataclasses import dataclass
from html.entities import html5

from pipeline.readers.markdown.account.claims import TEXT, View

COMMENT = re.compile(r"<!-->|<!--->|<!--.*?-->", re.DOTALL)
_PIECE = re.compile(
    r"\\(?:(?P<space> )|(?P<escaped>[!-/:-@\[-`{-~]))"
    r"|&(?P<reference>#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]*);"
    r"|[\w ]+|."
)
_LITERAL = re.compile(r"[\w ]+|.")
_LINE_END = re.compile(r"(?:[ \t]|<!--(?:(?!-->).)*-->)*\n", re.DOTALL)
_LITERAL_LINE_END = re.compile(r"[ \t]*\n")
_BLANKS = re.compile(r"[ \t\n]*")
_INDENT = re.compile(r"[ \t]*")
_QUOTE_MARK = re.compile(r"[ \t]*>[ \t]?")


def follow(view: View, position: int, text: str, *, literal: bool = False, marks: str = "") -> int:
    """Claim as much of a node's text as stands at a position, and return where what was claimed ends.

    Runs of white space mean the same on both sides, since indentation and lines' ends are no text. In a `literal` text
    nothing is escaped. Characters of `marks` may stand between those of the text.
    """
    plain = "\n" not in text and (literal or ("\\" not in text and "&" not in text))
    if plain and view.has(text, position):
        return view.claim(position, position + len(text), TEXT)
    steps = _Steps(view, text, position, literal, frozenset(marks))
    while steps.index < len(text) and steps.step():
        pass
    return steps.position


@dataclass(frozen=True, slots=True)
class _Piece:
    """What stands next in the source, the text that it means, and the name under which it counts."""

    written: str = ""
    meaning: str = ""
    name: str = TEXT


@dataclass(slots=True)
class _Steps:
    """Two cursors: `position` in the source, `index` in the text of the node."""

    view: View
    text: str
    position: int
    literal: bool
    marks: frozenset[str]
    index: int = 0

    def step(self) -> bool:
        """Move on by a piece; False if the source goes on otherwise than the text."""
        return self._line_end() or self._comment() or self._same() or self._blank() or self._mark()

    def _line_end(self) -> bool:
        """Step over the blanks of the text, and over what the containers around it write at the start of a line."""
        end = self.view.match(_LITERAL_LINE_END if self.literal else _LINE_END, self.position)
        if end is None or self.text[self.index] not in " \t\n":
            return False
        blanks = _BLANKS.match(self.text, self.index)
        self.index = blanks.end() if blanks else self.index
        self.position = self._after_marks(end.end()) if self.index < len(self.text) else end.end()
        return True

    def _after_marks(self, position: int) -> int:
        """Return where the text of a line begins, behind the marks of quotations."""
        starts = [self.view.past(_INDENT, position)]
        while len(starts) <= self.view.depth and self.view.match(_QUOTE_MARK, starts[-1]):
            starts.append(self.view.past(_INDENT, self.view.past(_QUOTE_MARK, starts[-1])))
        # As many marks as there can be, unless the text itself begins with one, as on a line that is continued lazily.
        return next((start for start in reversed(starts) if self._goes_on(start)), starts[-1])

    def _goes_on(self, position: int) -> bool:
        return bool(self._shared(self._piece(position))) or self.view.has("<!--", position)

    def _same(self) -> bool:
        piece = self._piece(self.position)
        shared = self._shared(piece)
        if not shared:
            return False
        self.index += shared
        whole = shared == len(piece.meaning)
        self._claim(piece.written if whole else piece.written[:shared], piece.name)
        return True

    def _piece(self, position: int) -> _Piece:
        match = self.view.match(_LITERAL if self.literal else _PIECE, position)
        if match is None:
            return _Piece()
        if self.literal:
            return _Piece(match[0], match[0])
        if match["space"]:
            # Below and above the line an escaped space does not break; elsewhere it is what it looks like.
            fixed = self.text.startswith("\u00a0", self.index)
            return _Piece(match[0], "\u00a0", "escape") if fixed else _Piece("\\", "\\")
        if match["escaped"]:
            return _Piece(match[0], match["escaped"], "escape")
        if match["reference"] and (meaning := character(match["reference"])):
            return _Piece(match[0], meaning, "character reference")
        return _Piece("&", "&") if match["reference"] else _Piece(match[0], match[0])

    def _shared(self, piece: _Piece) -> int:
        """Return how many characters of a piece the text goes on with; what is escaped or referred to is whole."""
        if piece.meaning and self.text.startswith(piece.meaning, self.index):
            return len(piece.meaning)
        if piece.name != TEXT:
            return 0
        rest = self.text[self.index : self.index + len(piece.meaning)]
        return next((count for count, one in enumerate(rest) if one != piece.meaning[count]), len(rest))

    def _claim(self, written: str, name: str) -> None:
        end = self.position + len(written)
        if name == "escape":
            self.view.claim(self.position, self.position + 1, name)
            self.view.claim(self.position + 1, end, TEXT)
        else:
            self.view.claim(self.position, end, name)
        self.position = end

    def _comment(self) -> bool:
        comment = None if self.literal else self.view.match(COMMENT, self.position)
        if comment is None or self.text.startswith(comment[0], self.index):
            return False
        self._claim(comment[0], "comment")
        return True

    def _blank(self) -> bool:
        """Step over a blank that stands on one side only."""
        if self.text[self.index] in " \t\n":
            self.index += 1
            return True
        if self.view.match(_INDENT, self.position) and self.view.text[self.position : self.position + 1] in {" ", "\t"}:
            self.position += 1
            return True
        return False

    def _mark(self) -> bool:
        """Claim a mark, or a reference to a blank, that plain text leaves out."""
        piece = self._piece(self.position)
        if not self.marks:
            return False
        if piece.written[:1] in self.marks:
            self._claim(piece.written[:1], "mark in plain text")
            return True
        if piece.name != TEXT and piece.meaning in {" ", "\t", "\r", "\n"}:
            self._claim(piece.written, piece.name)
            return True
        return False


def character(reference: str) -> str:
    """Return what a character reference, without `&` and `;`, stands for; "" for no such name."""
    if reference.startswith("#"):
        code = int(f"0{reference[1:]}", 16) if reference[1] in "xX" else int(reference[1:])
        return chr(code) if 0 < code < 0x110000 else "\ufffd"
    return html5.get(f"{reference};", "")
