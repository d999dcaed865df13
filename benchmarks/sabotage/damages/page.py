"""Damages to a web page."""

from collections.abc import Mapping
from random import Random

from lxml import etree, html

from benchmarks.sabotage.damages import blocks, parts, styles, texts
from benchmarks.sabotage.damages.damaged import Damage, Damaged
from benchmarks.sabotage.damages.told import TreeDamage


def _on_page(damage: TreeDamage) -> Damage:
    def damaged(content: bytes, random: Random) -> Damaged:
        root = html.document_fromstring(content, parser=html.HTMLParser(encoding="utf-8", huge_tree=True))
        said = damage(root, random)
        changed = etree.tostring(root, method="html", encoding="utf-8", doctype="<!DOCTYPE html>")
        return Damaged(changed, said.target, said.rules, said.texts, said.around)

    return damaged


TREES: Mapping[str, TreeDamage] = {**texts.KINDS, **blocks.KINDS, **parts.KINDS, **styles.KINDS}
KINDS: Mapping[str, Damage] = {name: _on_page(damage) for name, damage in TREES.items()}
