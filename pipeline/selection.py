"""What an edition has of an article: the blocks that its row and the passages let it have, and all that hangs on these.

Ids and numbers stay those of the whole, so that "note 7" and "Figure 3" mean the same in every edition.
"""

import dataclasses
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar, cast, get_args

from pipeline.model import (
    Article,
    Block,
    Caption,
    Edition,
    Gap,
    Note,
    NoteCall,
    Part,
    Passage,
    References,
    Section,
    around,
    in_gaps,
)
from pipeline.model.walk import Node, descend, rebuilt, respread

_BLOCKS, _PARTS = get_args(Block), get_args(Part)
_Keep = Callable[[object], bool]
N = TypeVar("N")


def selected(article: Article, edition: Edition) -> Article:
    """The article as the edition has it: its blocks, the notes that these call, the assets that it needs, its gaps."""
    whole = _without_passages(article, edition)
    return _excerpt(whole, edition) if edition.is_excerpt else whole


def _excerpt(article: Article, edition: Edition) -> Article:
    """The blocks that the edition's row takes, and the notes that these call.

    Its source is that of the whole from which it is taken, so it has the gaps, works and assets of that.
    """
    blocks = _kept(
        article.blocks, lambda node: not isinstance(node, _BLOCKS) or edition.select(article, cast(Block, node))
    )
    notes = {note.id: note for note in article.notes}
    called = _called(blocks, notes)
    blocks, noted = _counted(blocks, [notes[name] for name in notes if name in called])
    return dataclasses.replace(article, blocks=blocks, notes=noted)


def _without_passages(article: Article, edition: Edition) -> Article:
    """The article without the passages that are not for the edition, and all that hangs on these."""
    lacking = _lacking(article.passages, edition)
    if not lacking:
        return article
    inside = around(lacking)

    def keep(node: object) -> bool:
        return not (isinstance(node, (*_BLOCKS, *_PARTS)) and inside(cast(Block, node).at))

    blocks = _kept(article.blocks, keep)
    notes = {note.id: _within(note, keep) for note in article.notes if not inside(note.at)}
    called = _called(blocks, notes)
    blocks, noted = _counted(blocks, [notes[name] for name in notes if name in called])
    gaps = [Gap(passage.at, passage.last) for passage in lacking]
    gaps += [Gap(note.at, note.last) for note in article.notes if note.id not in called and note.last]
    gaps += [Gap(each.at, each.last) for each in article.addresses if in_gaps(each.used, gaps)]
    made = dataclasses.replace(article, blocks=blocks, notes=noted, gaps=_merged(gaps))
    return _with_assets(_with_references(made))


def left_out(chosen: Article, edition: Edition) -> Callable[[Block | Part], bool]:
    """What says of a block of the whole whether `chosen`, which is the edition's, must lack it.

    It lies in a passage that is not for the edition, or the edition's row does not take it.
    """
    lacking = _lacking(chosen.passages, edition)
    lines = {(each.at.file, line) for each in lacking for line in range(each.at.line, each.last + 1)}

    def must_go(node: Block | Part) -> bool:
        if isinstance(node, _BLOCKS) and not edition.select(chosen, cast(Block, node)):
            return True
        return (node.at.file, node.at.line) in lines

    return must_go


def _lacking(passages: Iterable[Passage], edition: Edition) -> tuple[Passage, ...]:
    return tuple(passage for passage in passages if not passage.is_in(edition))


def _kept(nodes: tuple[N, ...], keep: _Keep) -> tuple[N, ...]:
    """The nodes without the blocks and their parts, at any depth, that are not kept."""
    return tuple(_within(node, keep) for node in nodes if keep(node))


def _within(node: N, keep: _Keep) -> N:
    if not dataclasses.is_dataclass(node) or isinstance(node, type):
        return node
    values = {field.name: getattr(node, field.name) for field in dataclasses.fields(node)}
    kept: dict[str, object] = {name: _kept(one, keep) for name, one in values.items() if isinstance(one, tuple)}
    kept |= {name: None for name, value in values.items() if isinstance(value, Caption) and not keep(value)}
    changed = {name: value for name, value in kept.items() if value != values[name]}
    return dataclasses.replace(node, **changed) if changed else node


def _called(blocks: Sequence[Block], notes: dict[str, Note]) -> set[str]:
    """The notes that the blocks call, and those that these call in turn."""
    called: set[str] = set()
    waiting: list[Sequence[Block]] = [blocks]
    while waiting:
        calls = {node.note for node in descend(waiting.pop()) if isinstance(node, NoteCall)} - called
        called |= calls
        waiting.extend(notes[name].children for name in calls if name in notes)
    return called


def _counted(blocks: tuple[Block, ...], notes: Sequence[Note]) -> tuple[tuple[Block, ...], tuple[Note, ...]]:
    """The blocks and notes with the calls of each note counted anew: the first may be in what is not there."""
    ids: defaultdict[str, list[str]] = defaultdict(list)

    def counted(node: Node) -> Node:
        if not isinstance(node, NoteCall):
            return rebuilt(node, counted)
        made = dataclasses.replace(node, call=len(ids[node.note]) + 1)
        ids[node.note].append(made.id)
        return made

    body = tuple(cast(Block, counted(block)) for block in blocks)
    below = [tuple(cast(Block, counted(block)) for block in note.children) for note in notes]
    pairs = zip(notes, below, strict=True)
    return body, tuple(dataclasses.replace(note, children=inner, calls=tuple(ids[note.id])) for note, inner in pairs)


def _merged(gaps: Iterable[Gap]) -> tuple[Gap, ...]:
    """The gaps in the order of their places, without those that lie in another."""
    found: list[Gap] = []
    for gap in sorted(gaps, key=lambda each: (each.at.file, each.at.line, -each.last)):
        if not (found and found[-1].at.file == gap.at.file and gap.last <= found[-1].last):
            found.append(gap)
    return tuple(found)


def _with_references(article: Article) -> Article:
    """The article without the works that only its gaps cite, and without a section that lists only these."""
    cited = tuple(each for each in article.references if not in_gaps(each.used, article.gaps))
    if len(cited) == len(article.references):
        return article
    keys = {each.key for each in cited}

    def listed(node: Node) -> tuple[Node, ...]:
        if isinstance(node, References):
            entries = tuple(entry for entry in node.entries if entry.key in keys)
            return (dataclasses.replace(node, entries=entries),) if entries else ()
        made = respread(node, listed)
        return () if isinstance(made, Section) and made != node and not made.children else (made,)

    blocks = tuple(cast(Block, made) for block in article.blocks for made in listed(block))
    return dataclasses.replace(article, blocks=blocks, references=cited)


def _with_assets(article: Article) -> Article:
    """The article without the assets that only its gaps need."""
    unneeded = {source.name for source in article.sources if in_gaps(source.used, article.gaps)}
    assets = {name: asset for name, asset in article.assets.items() if name not in unneeded}
    return dataclasses.replace(article, assets=assets)
