"""An article as long as a handbook: three hundred pages of print with notes, links, lists and tables."""

from collections.abc import Iterator
from pathlib import Path

_FRONT_MATTER = """---
title: A handbook
contributors:
  - name: Ada Example
date: 2026-01-02
version: "1"
lang: en
license: CC-BY-4.0
permalink: https://example.org/handbook
summary: As many pages as a shelf of handouts.
---

"""
_SECTIONS = 150
_PARAGRAPHS = 16
"""How many sections there are, and how many paragraphs in each."""


def write(folder: Path) -> Path:
    """Writes the article into a new folder `handbook`, and returns that."""
    article = folder / "handbook"
    article.mkdir()
    notes = "".join(f"[^n{number}]: Note {number}, with a few words.\n\n" for number in range(_SECTIONS * _PARAGRAPHS))
    body = "".join(text for section in range(_SECTIONS) for text in _section(section))
    (article / "article.md").write_text(f"{_FRONT_MATTER}{body}{notes}", encoding="utf-8")
    return article


def _section(section: int) -> Iterator[str]:
    yield f"## Section {section}\n\n"
    for number in range(section * _PARAGRAPHS, (section + 1) * _PARAGRAPHS):
        yield (
            f"Paragraph {number} goes on for *some* lines, as a text does that has to say who decides, who pays, who "
            f"is asked and where it was written down;[^n{number}] it has a [link](https://example.org/{number}), "
            "`a word of code`, and an end.\n\n"
        )
    yield "- one\n- two\n- three\n\n"
    rows = "".join(f"| row {number} | two | 1,{number:03} |\n" for number in range(8))
    yield f"| A | B | C |\n| - | - | - |\n{rows}\n"
