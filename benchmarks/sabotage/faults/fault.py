"""A planted fault: what is done to the program or to its theme, where that shows, and how it must be told."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, replace
from typing import Literal

from pipeline.model import Inline, Text

ALL = ("html", "pdf", "epub")
SCREENS = ("html", "epub")

Stage = Literal["reader", "resolve", "selection", "template", "style", "writer"]
Work = Callable[..., object]
Plant = Callable[[Mapping[str, bytes]], AbstractContextManager[Mapping[str, bytes]]]
"""Given the files of the theme, plants the fault while the context is open, and gives the files to build with."""


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong.

    `editions` are those in which it shows; a fault that is found before anything is written stops all. `rules` are the
    rule that names it, then those that may be told of what follows from it; `words` are in the line of the source at
    which the first must be told, "" where the fault has no place there. With `pages` the editions carry those of print.
    """

    name: str
    stage: Stage
    plant: Plant
    editions: tuple[str, ...]
    rules: tuple[str, ...]
    words: str
    pages: bool = False


def in_template(path: str, before: str, after: str) -> Plant:
    """A file of the theme with something else in place of what stands there; raises ValueError if it does not."""

    @contextmanager
    def planted(files: Mapping[str, bytes]) -> Iterator[Mapping[str, bytes]]:
        text = files[path].decode()
        if before not in text:
            message = f"{path} has no {before!r}"
            raise ValueError(message)
        yield {**files, path: text.replace(before, after).encode()}

    return planted


def in_style(path: str, rule: str) -> Plant:
    """A style sheet of the theme with one more rule at its end."""

    @contextmanager
    def planted(files: Mapping[str, bytes]) -> Iterator[Mapping[str, bytes]]:
        yield {**files, path: files[path] + f"\n{rule}\n".encode()}

    return planted


def in_code(owner: object, name: str, change: Callable[[Work], Work]) -> Plant:
    """A function of the program, or one in a table of them, that does something else, given the one that there is."""

    @contextmanager
    def planted(files: Mapping[str, bytes]) -> Iterator[Mapping[str, bytes]]:
        sound = owner[name] if isinstance(owner, dict) else getattr(owner, name)
        _put(owner, name, change(sound))
        try:
            yield files
        finally:
            _put(owner, name, sound)

    return planted


def _put(owner: object, name: str, value: object) -> None:
    if isinstance(owner, dict):
        owner[name] = value
    else:
        setattr(owner, name, value)


def nothing(_: Work) -> Work:
    """Gives no nodes."""
    return lambda *_args, **_named: ()


def after(change: Callable[..., object]) -> Callable[[Work], Work]:
    """Does its work, then changes what came of it."""
    return lambda sound: lambda *args, **named: change(sound(*args, **named))


def first(change: Callable[..., object]) -> Callable[[Work], Work]:
    """Does its work, then changes the first of the nodes that came of it."""
    return after(lambda made: (change(made[0]), *made[1:]) if made else made)


def shorter(node: Inline) -> Inline:
    """A text without its last character; any other node as it is."""
    return replace(node, text=node.text[:-1]) if isinstance(node, Text) else node
