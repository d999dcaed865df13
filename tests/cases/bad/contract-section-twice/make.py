"""An article whose contract has a section twice."""

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
sections:
  - {id: history, title: History}
  - id: past
    title: The past
    sections:
      - {id: history, title: The history}
"""


def make(folder: Path) -> None:
    """Write both."""
    (folder / "article.md").write_text(ARTICLE, "utf-8")
    contracts = folder.parent / "contracts"
    contracts.mkdir()
    (contracts / "house.yaml").write_text(CONTRACT, "utf-8")
