"""Two tables of 101 columns, one of them a file of data."""

from pathlib import Path

COLUMNS = 101
HEAD = """---
title: A case
lang: en
date: 2026-01-02
version: "1"
summary: What the case says.
license: CC-BY-4.0
permalink: https://example.org/case
---
"""


def make(folder: Path) -> None:
    """Write an article with both tables, and the data."""
    table = "".join(f"|{cell * COLUMNS}\n" for cell in (" a |", "---|", " 1 |"))
    (folder / "article.md").write_text(f"{HEAD}\n{table}\n:::{{csv-table}} t.csv\n:::\n")
    heads = ",".join(f"c{number}" for number in range(COLUMNS))
    (folder / "t.csv").write_text(f"{heads}\n{','.join('1' * COLUMNS)}\n")
