"""How hard a text is to read: the length of its sentences, and the ease of its sections by a published formula."""

import re
from collections.abc import Iterator, Sequence
from functools import partial

from pipeline.checks.lines import matches
from pipeline.checks.sentences import EASE, HARDEST, LEAST, LONGEST, SENTENCE, sentences
from pipeline.diagnostics import Diagnostic, Rule, Severity
from pipeline.model import Article, Block, Edition, Paragraph, Quote, Section, Table
from pipeline.model.language import primary
from pipeline.model.walk import descend, plain_text, title
from pipeline.model.words import count_words

SENTENCE_TOO_LONG = Rule(
    "sentence-too-long",
    Severity.INFO,
    "a sentence has more words than most readers hold in mind",
    "Who has forgotten its beginning at its end reads it again, or goes on without having understood it.",
    wrong=f"The harbour was dug {'by those who lived in the old town and ' * 5}were paid.\n",
    right="The harbour was dug by those who lived in the old town. They were paid.\n",
)
HARD_SECTION = Rule(
    "hard-section",
    Severity.INFO,
    "the words and sentences of a section are longer than those of nearly all that is printed",
    "Readers of another first language, or with little time, leave it. WCAG 3.1.5 asks for a simpler one beside it.",
    wrong="## Plan\n\n" + "Notwithstanding institutional considerations, administrative organizations systematically "
    "operationalize multidimensional infrastructural responsibilities.\n" * 10,
    right="## Plan\n\n" + "The town looks after the quay, and pays for what it costs.\n" * 9,
)
RULES = (SENTENCE_TOO_LONG, HARD_SECTION)

_CITED = re.compile(r"\[\d+\]|\(\d+\)")


def check_sentences(article: Article, _: Sequence[tuple[Edition, Article]]) -> Iterator[Diagnostic]:
    """A finding for each sentence that is longer than its language has them."""
    for language, most in LONGEST.items():
        own = partial(_sentence, of=language)
        for match, at in matches(article, own, without=(Table, Quote)):
            number = count_words(_CITED.sub("", match["words"] + match["rest"]))
            if number > most:
                message = f"a sentence has {number} words, and more than {most} are hard to follow"
                yield Diagnostic(SENTENCE_TOO_LONG, message, at, "make two of it")


def check_sections(article: Article, _: Sequence[tuple[Edition, Article]]) -> Iterator[Diagnostic]:
    """A finding for each section, its subsections among it, that is harder to read than the bound of its formula."""
    ease = EASE.get(primary(article.metadata.lang))
    for section in article.blocks if ease else ():
        if ease and isinstance(section, Section):
            reached, number = ease.of(_prose(section))
            if number >= LEAST and reached < HARDEST:
                message = f'the section "{title(section.heading)}" has a reading ease of {reached:.0f} ({ease.name})'
                hint = f"write shorter sentences and more common words, until it is {HARDEST} or more"
                yield Diagnostic(HARD_SECTION, message, section.at, hint)


def _sentence(lang: str, of: str) -> re.Pattern[str] | None:
    return SENTENCE if primary(lang) == of else None


def _prose(block: Block) -> tuple[str, ...]:
    paragraphs = (node for node in descend((block,)) if isinstance(node, Paragraph))
    return tuple(each for node in paragraphs for each in sentences(_CITED.sub("", plain_text(node.children))))
