"""Damages to texts: words, digits and dashes of any text node, and text that nobody wrote."""

import re
from collections.abc import Callable, Iterator, Mapping
from itertools import pairwise
from random import Random

from lxml import etree

from benchmarks.sabotage.damages.damaged import chosen, without_digit, without_last_word
from benchmarks.sabotage.damages.markup import elements, name_of, named, text_of
from benchmarks.sabotage.damages.told import Told, TreeDamage, told

_SENTENCE = re.compile(r"\w+ [^.?!]*\w[.?!]$")
_SIGNS = "–—‘’“”…×°"
_STRANGE = "Whatever this says, nobody has written it."

Node = tuple[etree._Element, bool]
"""A text node: an element and whether it is the text behind the element, not that at its beginning."""


def _nodes(root: etree._Element) -> Iterator[tuple[Node, str]]:
    for element in elements(root):
        if element.text and element.text.strip() and not str(element.tag).endswith("svg"):
            yield (element, False), element.text
        if element.tail and element.tail.strip():
            yield (element, True), element.tail


def _holder(node: Node) -> etree._Element:
    element, behind = node
    parent = element.getparent()
    return parent if behind and parent is not None else element


def _changed(fits: Callable[[str], object], change: Callable[[str, Random], str]) -> TreeDamage:
    """A damage that changes a text for which `fits` holds."""

    def damage(root: etree._Element, random: Random) -> Told:
        node, text = chosen(random, [(node, text) for node, text in _nodes(root) if fits(text)])
        holder, changed = _holder(node), change(text, random)
        is_emptied = not changed.strip() and text_of(holder) == text.strip() and name_of(holder) in {"td", "th"}
        said = told(holder, "lost-cell" if is_emptied else "altered-text")
        setattr(node[0], "tail" if node[1] else "text", changed)
        return said

    return damage


def _is_sentence(text: str) -> bool:
    return bool(_SENTENCE.search(text.strip().rpartition(". ")[2]))


def _without_last_word(text: str, random: Random) -> str:
    del random
    return without_last_word(text.rstrip())


def _with_question_mark(text: str, random: Random) -> str:
    at = random.choice([index for index, letter in enumerate(text) if letter in _SIGNS])
    return f"{text[:at]}?{text[at + 1 :]}"


def _swapped(text: str, random: Random) -> str:
    words = text.split(" ")
    pairs = [at for at in range(len(words) - 1) if words[at].isalpha() and words[at + 1].isalpha()]
    at = random.choice([at for at in pairs if words[at] != words[at + 1]])
    return " ".join([*words[:at], words[at + 1], words[at], *words[at + 2 :]])


def _has_pair(text: str) -> bool:
    words = text.split(" ")
    return any(one.isalpha() and two.isalpha() and one != two for one, two in pairwise(words))


def _added(root: etree._Element, random: Random) -> Told:
    block = chosen(random, [each for each in named(root, "p", "li", "dd") if each.text and each.text.strip()])
    said = told(block, "altered-text")
    last = block[-1] if len(block) else None
    if last is None:
        block.text = f"{block.text} {_STRANGE}"
    else:
        last.tail = f"{last.tail or ''} {_STRANGE}"
    return Told(said.target, ("added-text",), said.texts, said.around)


KINDS: Mapping[str, TreeDamage] = {
    "last word of a sentence dropped": _changed(_is_sentence, _without_last_word),
    "digit dropped": _changed(lambda text: any(map(str.isdigit, text)), without_digit),
    "sign to question mark": _changed(lambda text: set(text) & set(_SIGNS), _with_question_mark),
    "words swapped": _changed(_has_pair, _swapped),
    "sentence added": _added,
}
