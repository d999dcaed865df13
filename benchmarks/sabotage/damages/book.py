"""Damages to an e-book: to one of its documents, to its spine, to its files."""

import zipfile
from collections.abc import Mapping
from io import BytesIO
from random import Random

from lxml import etree

from benchmarks.sabotage.damages.damaged import Damage, Damaged, NoTargetError, chosen
from benchmarks.sabotage.damages.markup import is_element, name_of, named, text_of
from benchmarks.sabotage.damages.page import TREES
from benchmarks.sabotage.damages.told import TreeDamage

_IMAGES = (".svg", ".png", ".jpg", ".gif", ".webp")
Files = dict[str, bytes]


def _opened(content: bytes) -> Files:
    with zipfile.ZipFile(BytesIO(content)) as book:
        return {name: book.read(name) for name in book.namelist()}


def _packed(files: Files) -> bytes:
    made = BytesIO()
    with zipfile.ZipFile(made, "w") as book:
        for name, content in files.items():
            book.writestr(zipfile.ZipInfo(name), content)
    return made.getvalue()


def _written(root: etree._Element) -> bytes:
    return etree.tostring(root, xml_declaration=True, encoding="utf-8")


def _in_document(damage: TreeDamage) -> Damage:
    """The damage done to one of the documents in which it finds something; the larger one is, the sooner."""

    def damaged(content: bytes, random: Random) -> Damaged:
        files = _opened(content)
        names = [name for name in files if name.endswith(".xhtml")]
        order = sorted(names, key=lambda name: random.random() ** (1 / len(files[name])), reverse=True)
        for name in order:
            root = etree.fromstring(files[name])
            try:
                said = damage(root, random)
            except NoTargetError:
                continue
            files[name] = _written(root)
            return Damaged(_packed(files), f"{name}: {said.target}", said.rules, said.texts, said.around)
        raise NoTargetError

    return damaged


def _package(files: Files) -> tuple[str, etree._Element]:
    name = next(name for name in files if name.endswith(".opf"))
    return name, etree.fromstring(files[name])


def _spine_item(content: bytes, random: Random) -> Damaged:
    """A document that is no longer in the spine: its blocks are lost, or, where it only has contents, these."""
    files = _opened(content)
    name, package = _package(files)
    spine = [each for each in filter(is_element, package.iter()) if name_of(each) == "itemref"]
    item = chosen(random, spine)
    hrefs = {each.get("id"): each.get("href", "") for each in filter(is_element, package.iter())}
    document = f"{name.rpartition('/')[0]}/{hrefs[item.get('idref')]}"
    root = etree.fromstring(files[document])
    parent = item.getparent()
    if parent is not None:
        parent.remove(item)
    files[name] = _written(package)
    texts = [each for each in named(root, "h1", "h2", "h3", "p", "li") if text_of(each)]
    only_contents = any(each.get("role") == "doc-toc" for each in filter(is_element, root.iter()))
    notes = any(each.get("role") == "doc-endnotes" for each in named(root, "section", "body"))
    first = not only_contents and not (notes and not named(root, "h1"))
    rules = ("lost-furniture",) if only_contents else ("lost-block",) if first else ("lost-note", "lost-block")
    return Damaged(_packed(files), f"spine item {document}", rules, tuple(map(text_of, texts)))


def _file_exchanged(content: bytes, random: Random) -> Damaged:
    """A picture's file with the bytes of another one."""
    files = _opened(content)
    shown = {
        source: each.get("alt", "")
        for name, document in files.items()
        if name.endswith(".xhtml")
        for each in named(etree.fromstring(document), "img")
        if each.get("role") != "doc-cover" and each.get("alt")
        if (source := f"{name.rpartition('/')[0]}/{each.get('src')}") in files
    }
    name = chosen(random, sorted(shown))
    others = sorted(each for each in files if each.endswith(_IMAGES) and files[each] != files[name])
    files[name] = files[chosen(random, others)]
    return Damaged(_packed(files), f"the file {name}", ("lost-image",), (shown[name],))


KINDS: Mapping[str, Damage] = {
    **{name: _in_document(damage) for name, damage in TREES.items()},
    "spine item lost": _spine_item,
    "file of a picture exchanged": _file_exchanged,
}
