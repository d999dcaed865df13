"""Whether links and pictures say something of their own to those who meet them alone: in a list, or by ear."""

import re
from collections.abc import Iterator, Mapping, Sequence

from pipeline.diagnostics import Diagnostic, Rule, Severity
from pipeline.model import Article, Chart, Edition, Figure, Foreign, Link, Paragraph, Section
from pipeline.model.language import primary
from pipeline.model.walk import Node, children, descend, plain_text
from pipeline.model.words import count_words

VAGUE_LINK = Rule(
    "vague-link",
    Severity.WARNING,
    "the text of a link does not say where it leads",
    "Those who listen go from link to link, and hear its text alone (WCAG 2.4.4, 2.4.9); on paper it says nothing.",
    wrong="The plan of the harbour is [here](https://example.org/plan).\n",
    right="See the [plan of the harbour](https://example.org/plan).\n",
)
ALT_REPEATS_CAPTION = Rule(
    "alt-repeats-caption",
    Severity.WARNING,
    "the description of a picture repeats its caption",
    "Those who listen hear the same twice and still do not know what the picture shows.",
    wrong=":::{figure} images/photo.png\n:alt: The harbour in 1871\n\nThe harbour in 1871\n:::\n",
    right=(
        ":::{figure} images/photo.png\n:alt: Two ships at a quay of stone, a crane behind them.\n\n"
        "The harbour in 1871\n:::\n"
    ),
)
BARE_URL = Rule(
    "bare-url",
    Severity.WARNING,
    "the text of a link in a sentence is a long address",
    "Those who listen hear it sign by sign, and nobody learns what is there.",
    wrong="The plan of the quay is at <https://example.org/plans/quay-1871.html> and can be copied.\n",
    right="The [plan of the quay](https://example.org/plans/quay-1871.html) can be copied.\n",
)
RULES = (VAGUE_LINK, ALT_REPEATS_CAPTION, BARE_URL)

_VAGUE: Mapping[str, frozenset[str]] = {
    "en": frozenset(
        {
            "here",
            "click here",
            "click",
            "this",
            "this link",
            "this page",
            "this site",
            "link",
            "more",
            "read more",
            "learn more",
            "see more",
            "details",
            "website",
            "source",
            "article",
            "document",
            "page",
        }
    ),
    "fr": frozenset(
        {
            "ici",
            "cliquez ici",
            "cliquer ici",
            "ce lien",
            "cette page",
            "ce site",
            "lien",
            "plus",
            "en savoir plus",
            "lire la suite",
            "lire plus",
            "détails",
            "source",
            "article",
            "document",
            "page",
        }
    ),
}
"""Texts of links that could lead anywhere, language by language, in small letters and without signs at their ends."""
_ADDRESS = re.compile(r"(?=\S{31})(?:https?://|www\.)\S+")
"""A short one, such as the name of a site, can be said, and typed from paper."""
_WORDS_AROUND = 3
"""From here on an address stands in a sentence; with fewer words it is what the paragraph is for."""
_SIGNS = re.compile(r"\W+")


def check_links(article: Article, _: Sequence[tuple[Edition, Article]]) -> Iterator[Diagnostic]:
    """A finding for each link whose text could be that of any other."""
    for root in (*article.blocks, *(block for note in article.notes for block in note.children)):
        yield from _links(root, article.metadata.lang)


def _links(node: Node, lang: str) -> Iterator[Diagnostic]:
    lang = node.lang if isinstance(node, Foreign) else getattr(node, "lang", "") or lang
    if isinstance(node, Link):
        text = plain_text(node.children)
        if _bare(text) in _VAGUE.get(primary(lang), ()):
            hint = "make those words the link that say what is there"
            yield Diagnostic(VAGUE_LINK, f'the text of the link, "{text}", does not say where it leads', node.at, hint)
        return
    for child in children(node):
        yield from _links(child, lang)


def check_addresses(article: Article, _: Sequence[tuple[Edition, Article]]) -> Iterator[Diagnostic]:
    """A finding for each such link in a paragraph of a section; notes, lists and tables may list addresses."""
    for around in (article.blocks, *(node.children for node in descend(article.blocks) if isinstance(node, Section))):
        for paragraph in (block for block in around if isinstance(block, Paragraph)):
            links = [node for node in descend(paragraph.children) if isinstance(node, Link)]
            bare = [link for link in links if _ADDRESS.fullmatch(plain_text(link.children))]
            if count_words(_ADDRESS.sub("", plain_text(paragraph.children))) > _WORDS_AROUND:
                for link in bare:
                    message = "the text of this link is an address"
                    yield Diagnostic(BARE_URL, message, link.at, "write `[what is there](address)`")


def check_alternatives(article: Article, _: Sequence[tuple[Edition, Article]]) -> Iterator[Diagnostic]:
    """A finding for each figure and chart described in the words of its caption."""
    for root in article.blocks:
        yield from _pictures(root)


def _pictures(node: Node) -> Iterator[Diagnostic]:
    if isinstance(node, Figure | Chart):
        alt, at = (node.image.alt, node.image.at) if isinstance(node, Figure) else (node.alt, node.at)
        # The number is no part of what the author wrote.
        caption = _bare(plain_text(node.caption.children)) if node.caption else ""
        if _bare(alt) and caption.endswith(_bare(alt)) and len(caption) - len(_bare(alt)) < len("Abbildung 100 "):
            hint = "say what can be seen, or mark a picture that says nothing as `{.decorative}`"
            yield Diagnostic(ALT_REPEATS_CAPTION, "the description of the picture is its caption", at, hint)
    for child in children(node):
        yield from _pictures(child)


def _bare(text: str) -> str:
    """A text in small letters, each run of signs and spaces as one space, none at its ends."""
    return _SIGNS.sub(" ", text).strip().lower()
