"""The values of a YAML file that a project writes, with their places, and the mistakes that they can have."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from pipeline.diagnostics import ConfigError, Location
from pipeline.wording import meant
from pipeline.yaml_values import Path, Place, Value, YamlError, read_yaml

_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_TAG = re.compile(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*")
_NUMBER = re.compile(r"\d{1,7}")
_TRUTHS = {"true": True, "false": False}


@dataclass(frozen=True, slots=True)
class Field:
    """A value of a file, or the key of one, and where it stands; asked for what it is not, it raises ConfigError."""

    value: Value
    path: Path
    places: Mapping[Path, Place]
    keys: Mapping[Path, Place]
    file: str
    whole: str
    """What messages call the whole: "the contract"."""

    def wrong(self, message: str, hint: str, *, at_key: bool = False) -> ConfigError:
        """The mistake that this is, with its place."""
        places = self.keys if at_key else self.places
        line, column, length = places.get(self.path, (0, 0, 1))
        return ConfigError(message, hint, Location(self.file, line + 1, column + 1, length))

    def text(self) -> str:
        """The text, on one line."""
        if not isinstance(self.value, str):
            raise self.wrong(f"{self._name} is no text", "write a text behind the colon")
        if not (text := " ".join(self.value.split())):
            raise self.wrong(f"{self._name} is empty", "write a text, or take the key away")
        return text

    def slug(self) -> str:
        """An id."""
        if not _SLUG.fullmatch(text := self.text()):
            raise self.wrong(f'"{text}" is no id', "write small letters and digits, with hyphens between words")
        return text

    def number(self, least: int = 0) -> int:
        """A whole number."""
        if not _NUMBER.fullmatch(text := self.text()) or int(text) < least:
            raise self.wrong(f'{self._name} is not a number, but "{text}"', f"write a whole number from {least} up")
        return int(text)

    def truth(self) -> bool:
        """Whether it is so."""
        if (text := self.text()) not in _TRUTHS:
            raise self.wrong(f'{self._name} is not "{text}"', "write true or false")
        return _TRUTHS[text]

    def one_of(self, known: Iterable[str], what: str) -> str:
        """One of several words."""
        self.known(text := self.text(), known, what)
        return text

    def known(self, word: str, known: Iterable[str], what: str, *, at_key: bool = False) -> None:
        """See that a word is one of several."""
        words = tuple(known)
        if word not in words:
            hint = meant(word, words, f"write one of {', '.join(words)}")
            raise self.wrong(f'"{word}" is no {what}', hint, at_key=at_key)

    def each(self) -> "tuple[Field, ...]":
        """The entries of a list."""
        if not isinstance(self.value, list):
            raise self.wrong(f"{self._name} is no list", "write one `- entry` per line")
        return tuple(self._inner(number, value) for number, value in enumerate(self.value))

    @property
    def is_mapping(self) -> bool:
        """Whether it has keys of its own."""
        return isinstance(self.value, dict)

    def entries(self) -> "Mapping[str, Field]":
        """The values by their keys, whatever these are."""
        if not isinstance(self.value, dict):
            raise self.wrong(f"{self._name} has no keys of its own", "write one `key: value` per line, indented")
        return {key: self._inner(key, value) for key, value in self.value.items()}

    def values(self, known: Iterable[str], what: str) -> "Mapping[str, Field]":
        """The values by their keys, which must be known."""
        inner = self.entries()
        for key, each in inner.items():
            each.known(key, known, what, at_key=True)
        return inner

    def by_language(self) -> Mapping[str, str]:
        """A text for each language; "" stands for all where there is only one."""
        if not self.is_mapping:
            return {"": self.text()}
        return {tag: each.text() for tag, each in self.languages().items()}

    def languages(self) -> "Mapping[str, Field]":
        """The values by their keys, which must be tags of languages."""
        inner = self.entries()
        for tag, each in inner.items():
            each.tag(tag, at_key=True)
        return inner

    def tag(self, tag: str, *, at_key: bool = False) -> str:
        """See that a word is the tag of a language."""
        if not _TAG.fullmatch(tag):
            raise self.wrong(f'"{tag}" is no language tag', "write a tag such as en, fr or pt-BR", at_key=at_key)
        return tag

    def at(self) -> Location:
        """Where the value stands."""
        line, column, length = self.places.get(self.path, (0, 0, 1))
        return Location(self.file, line + 1, column + 1, length)

    def _inner(self, step: str | int, value: Value) -> "Field":
        return Field(value, (*self.path, step), self.places, self.keys, self.file, self.whole)

    @property
    def _name(self) -> str:
        named = [step for step in self.path if isinstance(step, str)]
        return f"`{named[-1]}`" if named else self.whole


def document(file: str, content: bytes, what: str, whole: str) -> Field:
    """The value of a whole file; raises ConfigError when it is no YAML, or holds nothing.

    `what` is what messages about the file call it, `whole` what those about its values do.
    """
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        message = f"byte 0x{content[error.start]:02X} at offset {error.start} is not UTF-8"
        raise ConfigError(message, "save the file as UTF-8", Location(file, line)) from error
    try:
        value, places, keys = read_yaml(text, what)
    except YamlError as error:
        line, column, length = error.place
        raise ConfigError(error.message, error.hint, Location(file, line + 1, column + 1, length)) from error
    top = Field(value, (), places, keys, file, whole)
    if not isinstance(value, dict):
        raise top.wrong(f"{what} holds no keys", "write one `key: value` per line")
    return top
