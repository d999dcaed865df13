"""An article whose contract is a folder."""

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


def make(folder: Path) -> None:
    """Write both."""
    (folder / "article.md").write_text(ARTICLE, "utf-8")
    contracts = folder.parent / "contracts"
    contracts.mkdir()
    (contracts / "house.yaml").mkdir()
