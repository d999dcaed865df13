"""What was read is still there after text was made and an edition has selected, or it is told that it is not."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from functools import cache, partial
from pathlib import Path
from typing import cast, get_args

import pytest

from pipeline.files import Store
from pipeline.kept import lost
from pipeline.kept.lines import GAP, Glossary, folded
from pipeline.model import Article, Block, Heading, NoteCall, Part, Quote, Section, Text
from pipeline.model.walk import Node, descend
from pipeline.readers import read
from pipeline.resolve import resolve
from pipeline.selection import left_out, selected
from tests.nodes import Change, changed, shortened
from tests.sources import FRONT_MATTER, ROOT, WRITTEN, Folder, edition, theme_of_the_project

MISSION, KITCHEN_SINK = ROOT / "source" / "us-mission-to-nato", ROOT / "tests" / "conformance" / "kitchen-sink"
SCRIPTS = sorted((ROOT / "tests" / "cases" / "scripts").glob("*.md"))
TRIED = 60
DOT = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"/>'


@cache
def stages(folder: Path, name: str = "article.md") -> tuple[Article, Article]:
    """Return an article as it was read, and as it was resolved."""
    article, findings = read(Store(folder), folder.name, name)
    assert article is not None, findings
    theme = theme_of_the_project()
    return article, resolve(article, theme.words(article.metadata.lang), theme.citation_styles)[0]


def of(body: str, front: str = "", data: bytes = b"") -> tuple[Article, Article]:
    """Return an article of this body as it was read, and as it was resolved; it may have a file `data.csv`."""
    head = FRONT_MATTER.replace("\n---\n", f"\n{front}\n---\n") if front else FRONT_MATTER
    files = {"article.md": (head + body).encode(), "data.csv": data, "dot.svg": DOT}
    article, findings = read(Folder(files), "short")
    assert article is not None, findings
    return article, resolve(article, theme_of_the_project().words("en"))[0]


def without(words: str, node: object) -> object:
    """Return a text without the first of these words."""
    return replace(cast("Text", node), text=cast("Text", node).text.replace(words, "", 1))


def losses(before: Article, after: Article) -> Iterator[tuple[str, Node, Change]]:
    """Yield what of a resolved article was read, each block to go and each text to lose its last character."""
    roots = [*before.blocks, *(block for note in before.notes for block in note.children)]
    read_in = {(node.kind, node.at) for node in descend(roots)}
    texts = {node.at: node.text.strip() for node in descend(roots) if isinstance(node, Text)}
    for node in descend([*after.blocks, *(block for note in after.notes for block in note.children)]):
        if (node.kind, node.at) not in read_in or isinstance(node, Section | Heading):
            continue
        if isinstance(node, Text) and node.text.strip() and node.text.strip()[-1] in texts[node.at]:
            # What was made has the place of what it was made for, but other words.
            if node.text.strip()[:3] in texts[node.at]:
                yield f"shorter text {node.at}", node, shortened
        elif isinstance(node, (*get_args(Block), NoteCall)):
            yield f"without {node.kind} {node.at}", node, lambda _: None


def test_tables_of_the_same_data_are_told_apart() -> None:
    """An edition leaves one of them out, and has all of the one behind it."""
    table = ":::{csv-table} data.csv\n:::\n\n"
    _, whole = of(f"{table}::::{{only}} web\n{table}::::\n\n{table}", data=b"year,one\n2020,1\n")
    chosen = selected(whole, edition("epub"))
    assert lost(whole, chosen, left_out(chosen, edition("epub"))) == ()
    (found,) = lost(whole, replace(chosen, blocks=chosen.blocks[:-1]), left_out(chosen, edition("epub")))
    assert found.message == "the table is lost"


@pytest.mark.parametrize("folder", [MISSION, KITCHEN_SINK], ids=lambda folder: folder.name)
def test_nothing_is_lost_while_text_is_made(folder: Path) -> None:
    """Of whole articles, with all constructs."""
    assert lost(*stages(folder)) == ()


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.stem)
def test_nothing_is_lost_in_other_scripts(path: Path) -> None:
    """With the marks, digits and dates of their languages."""
    assert lost(*stages(path.parent, path.name)) == ()


@pytest.mark.parametrize("row", WRITTEN, ids=lambda row: row.name)
def test_an_edition_lacks_what_lies_in_its_gaps_and_nothing_else(row: object) -> None:
    """Each edition of the article with everything in it."""
    whole = stages(KITCHEN_SINK)[1]
    chosen = selected(whole, edition(getattr(row, "name", "")))
    assert lost(whole, chosen, left_out(chosen, edition(getattr(row, "name", "")))) == ()


def test_a_passage_of_others_is_told_where_it_shows_up() -> None:
    """An edition for which it is not, and that has it all the same."""
    _, whole = of("Before.\n\n:::{only} web\nOnly on the web.\n:::\n")
    assert lost(whole, selected(whole, edition("html")), left_out(whole, edition("html"))) == ()
    (found,) = lost(whole, replace(whole), left_out(whole, edition("epub")))
    assert found.message == 'the paragraph "Onlyontheweb." is there, though the edition leaves it out'


@pytest.mark.parametrize("folder", [MISSION, KITCHEN_SINK], ids=lambda folder: folder.name)
def test_loss_of_any_node_is_told_where_it_was(folder: Path, tell: Callable[[str], None]) -> None:
    """Whichever single block or note call goes, or text loses a character, after reading."""
    before, after = stages(folder)
    every = list(losses(before, after))
    tried = every[:: len(every) // TRIED + 1]
    told = {what: lost(before, changed(after, node, change)) for what, node, change in tried}
    tell(f"kept: {len(tried)} of {len(every)} losses after reading of {folder.name} tried")
    assert [what for what, findings in told.items() if not findings] == []
    assert len(tried) > TRIED // 2


@pytest.mark.parametrize(
    ("change", "fact"),
    [
        (lambda blocks: blocks[1:], 'the paragraph "First,saidshe." is lost'),
        (lambda blocks: (*blocks[1:], blocks[0]), 'the paragraph "First,saidshe." has moved'),
        (lambda blocks: (blocks[0], *blocks), 'the paragraph "First,saidshe." stands there twice'),
    ],
    ids=["lost", "moved", "twice"],
)
def test_a_difference_is_one_finding(change: Callable[[tuple[Block, ...]], tuple[Block, ...]], fact: str) -> None:
    """However much follows the block."""
    before, after = of("First, said she.\n\nSecond.\n\n- Third.\n- Fourth.\n")
    assert [each.message for each in lost(before, replace(after, blocks=change(after.blocks)))] == [fact]


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        ("A [link](https://example.org/) here.\n", "link"),
        ("A *word* here.\n", "emphasis"),
        ("A `code` here.\n", "code"),
        ("A [mot]{lang=fr} here.\n", "foreign"),
        ("A [word]{#here} here.\n", "anchor"),
        ("A note.[^n]\n\n[^n]: The note.\n", "note-call"),
    ],
)
def test_markup_of_a_line_is_kept(body: str, kind: str) -> None:
    """An inline that is only its text, or gone."""
    before, after = of(body)
    node = next(node for node in descend(after.blocks) if node.kind == kind)
    (found,) = lost(before, changed(after, node, lambda one: next(iter(getattr(one, "children", ())), None)))
    assert found.message.endswith("has lost something, or has it otherwise")
    assert found.at is not None
    assert found.at.line == len(FRONT_MATTER.splitlines()) + 1


def test_what_typography_may_change_is_no_loss() -> None:
    """Quotation marks, dashes, ellipses, spaces; other signs are."""
    before, after = of("She said -- \"so 'it' is\"... 5 % of it, 1990--1995.\n")
    assert lost(before, after) == ()
    text = next(node for node in descend(after.blocks) if isinstance(node, Text))
    for sign in "—“.%–":
        shorter = changed(after, text, partial(without, sign))
        assert bool(lost(before, shorter)) == (sign in text.text)


@pytest.mark.parametrize(
    "body",
    [
        "NATO met.\n",
        'NATO "so they say" met.\n',
        "It met (NATO).\n",
        "The NATO met, and NATO's council.\n",
        "NATO's council met.\n",
        "In NATO, it met.\n",
    ],
)
def test_an_abbreviation_that_is_written_out_is_no_loss(body: str) -> None:
    """A word beside it is."""
    before, after = of(body, "abbreviations: {NATO: North Atlantic Treaty Organization}")
    assert lost(before, after) == ()
    text = next(node for node in descend(after.blocks) if isinstance(node, Text) and "met" in node.text)
    assert lost(before, changed(after, text, partial(without, "met")))


def test_the_longest_abbreviation_is_the_one_that_is_used() -> None:
    """A plural with a long form of its own is no singular with a letter behind it."""
    before, after = of("Some NGOs met.\n", "abbreviations: {NGO: an organization, NGOs: several organizations}")
    assert lost(before, after) == ()


@pytest.mark.parametrize(
    ("made", "is_kept"),
    [
        ("See Section 1 there.", True),
        ("Then see Section 1 there.", False),
        ("See Section 1 there. So.", False),
        ("Section 1 there.", False),
        ("See Section 1.", False),
    ],
)
def test_what_is_around_a_made_text_is_whole(made: str, is_kept: bool) -> None:
    """From the beginning of the line to its end, with what was made where a gap is."""
    line = f"{folded('See')}{GAP}{folded('there.')}"
    assert Glossary({}).reads(line, folded(made)) == is_kept


@pytest.mark.parametrize(
    ("body", "change", "fact"),
    [
        ('![A "dot"](dot.svg)\n', {"alt": "A “dot”"}, ""),
        ("![A dot](dot.svg)\n", {"alt": "A spot"}, "has lost something"),
        ("- [ ] To do.\n", {"checked": True}, "the checked of the item"),
        ("3. Three.\n", {"start": 1}, "the start of the list"),
        ("```python\ncode\n```\n", {"language": ""}, "the language of the code block"),
    ],
)
def test_what_an_author_said_of_a_block_is_kept(body: str, change: Mapping[str, object], fact: str) -> None:
    """Told where it is; quotation marks of a description may be a printer's."""
    before, after = of(f"Before.\n\n{body}")
    name = next(iter(change))
    node = next(node for node in descend(after.blocks) if hasattr(node, name))
    found = lost(before, changed(after, node, lambda one: replace(cast("Text", one), **change)))  # type: ignore[arg-type]  # fields of this very node
    assert [fact in each.message for each in found] == [True] * bool(fact)
    assert {each.at and each.at.line for each in found} <= {len(FRONT_MATTER.splitlines()) + 3}


def test_a_value_of_the_front_matter_is_kept() -> None:
    """A title may get other quotation marks, and no other words; the finding is at its key."""
    before, after = of("Text.\n")
    meta = replace(after.metadata, title=after.metadata.title[:-1])
    (found,) = lost(before, replace(after, metadata=meta))
    assert found.code == "lost-on-the-way"
    assert found.at == before.metadata.at["title"]
    assert found.message == '"title" of the front matter is another than it was'


def test_a_note_that_is_called_is_kept() -> None:
    """One that nothing calls has been told of by its reader."""
    before, after = of("A note.[^n]\n\n[^n]: The note.\n")
    assert [each.message for each in lost(before, replace(after, notes=()))] == ['the note "note-n" is lost']


def test_a_block_stays_in_what_holds_it() -> None:
    """A paragraph that left its quotation is told, though the order is the same."""
    before, after = of("> Quoted.\n\nAfter.\n")
    quote, rest = after.blocks
    assert isinstance(quote, Quote)
    freed = replace(after, blocks=(replace(quote, children=()), *quote.children, rest))
    assert [each.message for each in lost(before, freed)] == [
        'the paragraph "Quoted." stands in something else than it did'
    ]


def test_every_kind_has_a_place() -> None:
    """By which it is known."""
    for kind in (*get_args(Block), *get_args(Part)):
        assert hasattr(kind, "at")
