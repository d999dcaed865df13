"""What a validator's message means, by the table in meanings.toml beside this module."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, TypeAdapter

from pipeline.diagnostics import Rule
from pipeline.validators.message import Message
from pipeline.validators.rules import RULES

Maker = Literal["source", "theme", "program"]
"""Who decides about it: the author's text, the project's templates and styles, or the program alone."""


@dataclass(frozen=True, slots=True)
class Meaning:
    """The rule that a message is of, the fact in lower case, who decides about it, and what to do.

    `element` names the element that the fact is about where a validator only names the whole file; `unless` the rules
    of the proof by which a file differs from its source there, so that the source is not to blame.
    """

    rule: Rule
    fact: str
    maker: Maker
    hint: str
    element: str
    unless: tuple[str, ...]


class _Row(BaseModel, extra="forbid"):
    rule: str
    fact: str
    maker: Maker
    hint: str
    element: str = ""
    unless: tuple[str, ...] = ()
    patterns: tuple[re.Pattern[str], ...]


def meaning(message: Message) -> Meaning:
    """What a message means; the last row of the table fits all."""
    # EPUBCheck lists all that it would have liked better.
    said = f"{message.tool} {message.code} {message.text}".partition("; expected ")[0]
    return next(row for row, patterns in _table() if any(each.match(said) for each in patterns))


@cache
def _table() -> tuple[tuple[Meaning, tuple[re.Pattern[str], ...]], ...]:
    told = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
    rules = {rule.code: rule for rule in RULES}
    rows = TypeAdapter(tuple[_Row, ...]).validate_python(told["meaning"])
    return tuple((_meaning(row, rules[row.rule]), row.patterns) for row in rows)


def _meaning(row: _Row, rule: Rule) -> Meaning:
    return Meaning(rule, row.fact, row.maker, row.hint, row.element, row.unless)
