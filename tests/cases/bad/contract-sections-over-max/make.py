"""An article whose contract has sections that do not fit into it."""

from pathlib import Path

ARTICLE = """\
---
title: A short piece
date: 2026-01-02
version: "1"
lang: en
license: CC-BY-4.0
permalink: https://example.org/short
summary: What a short piece says, in short.
contract: house
---

Text.
"""
CONTRACT = """\
words: {max: 100}
sections:
  - id: history
    title: History
    words: {min: 80}
  - id: future
    title: Future
    words: {min: 30}
"""


def make(folder: Path) -> None:
    """Write both."""
    (folder / "article.md").write_text(ARTICLE, "utf-8")
    contracts = folder.parent / "contracts"
    contracts.mkdir()
    (contracts / "house.yaml").write_text(CONTRACT, "utf-8")
