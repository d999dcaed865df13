"""Whether what a contract wants sources for has them: numbers in the text, and what stands beside it."""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache

from pipeline.contract.matching import written
from pipeline.contract.rules import IMAGE_WITHOUT_CREDIT, NUMBER_WITHOUT_SOURCE
from pipeline.contract.values import Contract
from pipeline.diagnostics import Diagnostic
from pipeline.model import Article, Block, Chart, Figure, Link, NoteCall, Paragraph, Section, Text
from pipeline.model.language import primary
from pipeline.model.walk import descend

SOURCES = frozenset({"footnotes", "citations", "links", "references"})
"""Kinds of components that tell where something comes from."""
CREDITED = ("figure", "chart")
"""Kinds of components that can say in lines of their own who made them, and where they come from."""

_EVERYWHERE = (r"{n}\s?[%‰]", r"[$€£¥]\s?{n}", r"{n}\s?[€£]", r"\d{{1,3}}(?:[,.\s’]\d{{3}}){{1,6}}", r"\d{{5,}}")
_FIGURES: Mapping[str, tuple[str, ...]] = {
    "en": (r"{n}\s(?:percent|per cent|percentage points?|dollars?|euros?|pounds?|(?:thousand|[mbtr]+illion)s?)",),
    "fr": (r"{n}\s(?:pour cent|points? de pourcentage|dollars?|euros?|livres?|mille|millions?|milliards?)",),
}
"""Shares, amounts of money and large numbers, beside those in signs that all languages have; `{n}` is a number."""


def unsourced(article: Article, contract: Contract) -> Iterator[Diagnostic]:
    """A finding for each paragraph with such a number and no citation, note or link, where the whole must have some.

    A number that another paragraph gives with its source has one.
    """
    if not any(SOURCES.issuperset(component.kinds) for component in contract.whole.components):
        return
    lang = article.metadata.lang
    everywhere = (node for node in descend(article.blocks) if isinstance(node, Paragraph))
    known = {number for node in everywhere if _has_source(node) for number in _numbers(node, lang)}
    for paragraph in _paragraphs(written(article)):
        numbers = () if _has_source(paragraph) else _numbers(paragraph, lang)
        if number := next((each for each in numbers if each not in known), ""):
            message = f'no source is given for "{number}", and the contract "{contract.name}" asks for sources'
            hint = "add a citation, a note or a link, or refer to the section that has it"
            yield Diagnostic(NUMBER_WITHOUT_SOURCE, message, paragraph.at, hint)


def uncredited(article: Article, contract: Contract) -> Iterator[Diagnostic]:
    """A finding for each block of the kinds that must be credited that names neither its maker nor its source."""
    for node in descend(article.blocks):
        if isinstance(node, Figure | Chart) and node.kind in contract.credited and not (node.credit or node.source):
            message = f'a {node.kind} does not say where it is from, which the contract "{contract.name}" asks for'
            yield Diagnostic(IMAGE_WITHOUT_CREDIT, message, node.at, "add `:credit: …` or `:source: …`")


def _has_source(paragraph: Paragraph) -> bool:
    return any(isinstance(node, Link | NoteCall) for node in descend((paragraph,)))


def _numbers(paragraph: Paragraph, lang: str) -> tuple[str, ...]:
    text = "".join(node.text for node in descend((paragraph,)) if isinstance(node, Text))
    return tuple(match[0] for match in _figure(paragraph.lang or lang).finditer(text))


@cache
def _figure(lang: str) -> re.Pattern[str]:
    own = _FIGURES.get(primary(lang), ())
    joined = "|".join((*own, *_EVERYWHERE)).format(n=r"\d(?:[\d.,\s]{0,20}\d)?")
    return re.compile(rf"(?<![\w.,-])(?:{joined})(?!\w)")


def _paragraphs(blocks: Iterable[Block]) -> Iterator[Paragraph]:
    """The paragraphs of sections: lists, quotations and boxes are held together by what stands around them."""
    for block in blocks:
        if isinstance(block, Paragraph):
            yield block
        elif isinstance(block, Section):
            yield from _paragraphs(block.children)
