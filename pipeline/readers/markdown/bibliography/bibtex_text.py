"""Reads the entries of a BibTeX text: type, key and fields, each with its place, strings put in; knows no meaning."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

_SPACE = re.compile(r"\s*")
_NAME = re.compile(r"[^\s@{}(),=\"#%']+")
_KEY = re.compile(r"[^\s,{}()=\"#%\\]+")
_NUMBER = re.compile(r"\d+")
_MOST_JOINED = 5_000_000
"""Characters that all values joined by # may have: strings made of strings could grow without end."""
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


class BibError(Exception):
    """A text that is no BibTeX: a fact, a hint, and an offset in the text."""

    def __init__(self, message: str, hint: str, offset: int) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
        self.offset = offset


@dataclass(frozen=True, slots=True)
class Field:
    """A field as written, without its outer braces or quotes, and from where to where its value stands."""

    name: str
    value: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry: its type in small letters, its key, where the key stands, and its fields."""

    type: str
    key: str
    start: int
    fields: tuple[Field, ...]


@dataclass(slots=True)
class _Scanner:
    text: str
    at: int = 0
    joined: int = 0
    strings: dict[str, str] = field(default_factory=lambda: {name: str(n) for n, name in enumerate(_MONTHS, 1)})

    def skip(self) -> str:
        """Step over white space and return what stands there, "" at the end."""
        match = _SPACE.match(self.text, self.at)
        self.at = match.end() if match else self.at
        return self.text[self.at : self.at + 1]

    def take(self, pattern: re.Pattern[str], wanted: str) -> str:
        self.skip()
        match = pattern.match(self.text, self.at)
        if match is None:
            raise self.error(f"{wanted} is missing")
        self.at = match.end()
        return match[0]

    def expect(self, signs: str, wanted: str) -> str:
        if (found := self.skip()) not in signs or not found:
            raise self.error(f"{wanted} is missing")
        self.at += 1
        return found

    def error(self, message: str) -> BibError:
        shown = self.text[self.at : self.at + 1]
        where = f" before {shown!r}" if shown else " at the end of the file"
        return BibError(message + where, "correct the entry", self.at)

    def value(self) -> str:
        """Return a value: pieces in braces, in quotes, numbers and names of strings, joined by #."""
        self.skip()
        start, value = self.at, self.piece()
        while self.skip() == "#":
            self.at += 1
            value += self.piece()
            self.joined += len(value)
            if self.joined > _MOST_JOINED:
                fact = f"the values that # joins have more than {_MOST_JOINED:,} characters"
                raise BibError(fact, "write the value out", start)
        return value

    def piece(self) -> str:
        first = self.skip()
        if first == "{":
            return self.delimited("}")
        if first == '"':
            return self.delimited('"')
        if first.isdecimal():
            return self.take(_NUMBER, "a value")
        start, name = self.at, self.take(_NAME, "a value").lower()
        if name not in self.strings:
            raise BibError(f'the string "{name}" is not defined', "put the value into braces", start)
        return self.strings[name]

    def delimited(self, closing: str) -> str:
        start, depth = self.at, 0
        self.at += 1
        while self.at < len(self.text):
            sign = self.text[self.at]
            if sign == "\\":
                self.at += 1
            elif depth == 0 and sign == closing:
                self.at += 1
                return self.text[start + 1 : self.at - 1]
            else:
                depth += (sign == "{") - (sign == "}")
            self.at += 1
        raise BibError("a value is not closed", f"end it with {closing}", start)


def read_entries(text: str) -> Iterator[Entry | BibError]:
    """Yield the entries of a text and what is wrong with others; what stands between entries is a comment."""
    scanner = _Scanner(text)
    while (start := text.find("@", scanner.at)) >= 0:
        scanner.at = start + 1
        try:
            if entry := _entry(scanner):
                yield entry
        except BibError as error:
            yield error
            # The next entry begins a line.
            following = re.compile(r"^[ \t]*@", re.MULTILINE).search(text, start + 1)
            scanner.at = following.end() - 1 if following else len(text)


def alone(entry: Entry) -> str:
    """The text of an entry that needs no strings of its file."""
    fields = "".join(f"  {field.name} = {{{field.value}}},\n" for field in entry.fields)
    return f"@{entry.type}{{{entry.key},\n{fields}}}"


def _entry(scanner: _Scanner) -> Entry | None:
    kind = scanner.take(_NAME, "the type of an entry").lower()
    if kind == "comment":
        return None
    closing = "}" if scanner.expect("{(", "an opening brace") == "{" else ")"
    if kind == "preamble":
        scanner.value()
    elif kind == "string":
        name = scanner.take(_NAME, "the name of a string").lower()
        scanner.expect("=", "a sign =")
        scanner.strings[name] = scanner.value()
    else:
        return _described(scanner, kind, closing)
    scanner.expect(closing, f"a closing {closing}")
    return None


def _described(scanner: _Scanner, kind: str, closing: str) -> Entry:
    key = scanner.take(_KEY, "the key of an entry")
    start, fields = scanner.at - len(key), []
    while scanner.expect("," + closing, f"a comma or a closing {closing}") == ",":
        if scanner.skip() == closing:
            scanner.at += 1
            break
        name = scanner.take(_NAME, "the name of a field").lower()
        scanner.expect("=", "a sign =")
        scanner.skip()
        first, value = scanner.at, scanner.value()
        fields.append(Field(name, value, first, scanner.at))
    return Entry(kind, key, start, tuple(fields))
