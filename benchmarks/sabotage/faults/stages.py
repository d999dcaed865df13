"""Faults of what stands between reading and writing: text that is made, and what an edition selects."""

from dataclasses import replace

from benchmarks.sabotage.faults.fault import ALL, Fault, Work, after, in_code, shorter
from pipeline import made as making
from pipeline import resolve
from pipeline.model import Article, Heading, Link
from pipeline.resolve import abbreviations, highlighting, moments, numbering, quantities, references, typography
from pipeline.resolve.citations import places

_ON_THE_WAY = ("lost-on-the-way",)


def _without_first(article: Article) -> Article:
    return replace(article, blocks=article.blocks[1:])


def _cut(heading: Heading) -> Heading:
    return replace(heading, children=tuple(map(shorter, heading.children)))


def _cut_heading(sound: Work) -> Work:
    return lambda self, section: sound(self, replace(section, heading=_cut(section.heading)))


def _eaten(pieces: tuple[typography.Piece, ...]) -> tuple[typography.Piece, ...]:
    """The pieces of a line, but for the last character of a long one."""
    return tuple(replace(piece, text=piece.text[:-1]) if len(piece.text) > 20 else piece for piece in pieces)


_RESOLVE = (
    Fault(
        "typography that eats a character",
        "resolve",
        in_code(typography, "typeset", after(_eaten)),
        ALL,
        _ON_THE_WAY,
        "summary:",
    ),
    Fault(
        "numbers without their last digit",
        "resolve",
        in_code(quantities, "in_digits", after(lambda text: text[:-1] + "0")),
        ALL,
        _ON_THE_WAY,
        "2020,1,2",
    ),
    Fault(
        "dates of another year",
        "resolve",
        in_code(moments, "in_words", after(lambda text: text.replace("1950", "1905"))),
        ALL,
        _ON_THE_WAY,
        "1950",
    ),
    Fault(
        "headings cut when they are numbered",
        "resolve",
        in_code(numbering._Labels, "_section", _cut_heading),
        ALL,
        _ON_THE_WAY,
        "### Inner",
    ),
    Fault(
        "the first block dropped with the references",
        "resolve",
        in_code(resolve, "with_references", after(lambda made: (_without_first(made[0]), made[1]))),
        ALL,
        ("lost-on-the-way", "reference-excluded"),
        "Lead with a",
    ),
    Fault(
        "a note dropped when notes are numbered",
        "resolve",
        in_code(resolve, "with_numbers", after(lambda made: replace(made, notes=()))),
        ALL,
        ("broken-reference",),
        "A paragraph, see",
    ),
    Fault(
        "what follows a citation dropped",
        "resolve",
        in_code(places._Placing, "run", after(lambda made: [*made][:-1])),
        ALL,
        _ON_THE_WAY,
        "Two works",
    ),
    Fault(
        "what follows an abbreviation dropped",
        "resolve",
        in_code(abbreviations._Reading, "_text", after(lambda made: [*made][:1])),
        ALL,
        _ON_THE_WAY,
        "> Quoted",
    ),
    Fault(
        "references that lead elsewhere",
        "resolve",
        in_code(
            references._Filling,
            "_spread",
            after(
                lambda made: tuple(replace(each, target="#first") if isinstance(each, Link) else each for each in made)
            ),
        ),
        ALL,
        _ON_THE_WAY,
        "A paragraph, see",
    ),
    Fault(
        "code that loses a piece when it is coloured",
        "resolve",
        in_code(highlighting, "highlighted", after(lambda made: made[:-1])),
        ALL,
        ("altered-text", "lost-markup"),
        "```python",
    ),
)

_SELECTION = (
    Fault(
        "a block left out that an edition has",
        "selection",
        in_code(making, "selected", after(_without_first)),
        ALL,
        ("lost-on-the-way", "lost-furniture", "lost-link", "lost-note", "press-warning"),
        "Lead with a",
    ),
    Fault(
        "a passage that is not for an edition",
        "selection",
        in_code(making, "selected", lambda _: lambda article, _edition: replace(article)),
        ("pdf",),
        _ON_THE_WAY,
        "Not on paper",
    ),
)


FAULTS = (*_RESOLVE, *_SELECTION)
