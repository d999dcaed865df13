"""Damages to what a page of a PDF shows: operators that show text, and what hides them."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from random import Random

import pikepdf

from benchmarks.sabotage.damages.damaged import Damage, Damaged, chosen
from benchmarks.sabotage.damages.tagged import Instruction, Node, Paper, Show, flat, shown

_SIGNS = "–—‘’“”…×°"
_SENTENCE_ENDS = ".?!"
_FAR, _TINY = 5000, 1

Change = Callable[[list[int | float], Show, Random], list[int | float]]


def operation(operator: str, *operands: float) -> pikepdf.ContentStreamInstruction:
    """An instruction of a page's content."""
    return pikepdf.ContentStreamInstruction(list(operands), pikepdf.Operator(operator))


def texts(paper: Paper) -> list[Show]:
    """The operators whose texts are an article's or the theme's: not the marks before items, nor heads shown again."""
    kept = []
    for show in paper.shows:
        owner = paper.owner(show)
        running = show.artifact in {"Header", "Footer"}
        if len(show.text.strip()) > 1 and (running or (owner and not (owner.role == "Lbl" and _is_marker(owner)))):
            kept.append(show)
    return kept


def _is_marker(label: Node) -> bool:
    return label.parent is not None and label.parent.role in {"LI", "Note"} and "/ID" not in label.element


def about(paper: Paper, show: Show, rule: str, content: Callable[[], bytes]) -> Damaged:
    """What is said of a damage to a text, which `content` does: the block of it, and the rule of the theme's."""
    owner, what = paper.owner(show), f"page {show.page + 1}: {show.text[:50]!r}"
    if owner is None or owner.within("TOC", "TOCI"):
        entry = owner and paper.text_of(owner.block())
        rule = "unseen-text" if rule == "unseen-text" else "lost-furniture"
        return Damaged(content(), what, (rule,), (entry,) if entry else ())
    calls = owner.within("Reference") or (owner.role == "Lbl" and owner.within("Note"))
    rules = ("lost-note",) if calls and rule != "unseen-text" else (rule,)
    block, around = paper.text_of(owner.block()), tuple(map(paper.text_of, owner.boxes()))
    return Damaged(content(), what, rules, (block,), around)


def _replaced(paper: Paper, show: Show, made: Sequence[Instruction]) -> bytes:
    held = paper.instructions(show.page)
    paper.rewrite(show.page, [*held[: show.index], *made, *held[show.index + 1 :]])
    return paper.saved()


def _dropped(content: bytes, random: Random) -> Damaged:
    """An operator less: words of its block are lost, or all of it."""
    paper = Paper(content)
    show = chosen(random, texts(paper))
    owner = paper.owner(show)
    rule = "altered-text"
    if owner is not None:
        cells = [node for node in owner.around() if node.role in {"TD", "TH"}]
        block = cells[0] if cells else owner.block()
        if len(paper.text_of(block).replace(" ", "")) <= len(show.text.replace(" ", "")):
            rule = "lost-cell" if cells else "lost-note" if block.within("Note") else "lost-block"
    return about(paper, show, rule, lambda: _replaced(paper, show, []))


def _changed(fits: Callable[[Show], object], change: Change) -> Damage:
    def damage(content: bytes, random: Random) -> Damaged:
        paper = Paper(content)
        show = chosen(random, [each for each in texts(paper) if fits(each)])
        parts = flat(list(paper.instructions(show.page)[show.index].operands))
        return about(paper, show, "altered-text", lambda: _replaced(paper, show, [shown(change(parts, show, random))]))

    return damage


def _is_sentence(show: Show) -> bool:
    text = show.text.strip()
    return len(text) > 3 and text[-1] in _SENTENCE_ENDS and " " in text and text[-2].isalpha()


def _without_last_word(parts: list[int | float], show: Show, random: Random) -> list[int | float]:
    del random
    codes = [index for index, part in enumerate(parts) if isinstance(part, int)]
    text = show.text.rstrip()
    return [*parts[: codes[text.rindex(" ")]], *parts[codes[len(text) - 1] :]]


def _at(parts: list[int | float], show: Show, random: Random, letters: Callable[[str], bool]) -> int:
    """Where in an operator's parts one of some letters stands."""
    places = [index for index, part in enumerate(parts) if isinstance(part, int) and letters(show.font.meanings[part])]
    return random.choice(places)


def _without_digit(parts: list[int | float], show: Show, random: Random) -> list[int | float]:
    at = _at(parts, show, random, str.isdigit)
    return [*parts[:at], *parts[at + 1 :]]


def _with_other_sign(parts: list[int | float], show: Show, random: Random) -> list[int | float]:
    at = _at(parts, show, random, lambda text: text in _SIGNS)
    return [*parts[:at], _other(show), *parts[at + 1 :]]


def _other(show: Show) -> int:
    """The code of a question mark; where a font has none, of what it has that is no sign itself."""
    codes = {text: code for code, text in sorted(show.font.meanings.items())}
    return next(code for text, code in sorted(codes.items()) if text == "?" or text.isalnum())


def _plain(show: Show) -> bool:
    """Whether each code is one letter, so that places in the text are places among the codes."""
    return all(len(show.font.meanings.get(code, "")) == 1 for code in show.codes)


def _hidden(before: Callable[[Show], Sequence[Instruction]], content: bytes, random: Random) -> Damaged:
    paper = Paper(content)
    show = chosen(random, texts(paper))
    instructions = paper.instructions(show.page)
    held, after = instructions[show.index], [_painted(), *_colour(instructions[: show.index])]
    return about(paper, show, "unseen-text", lambda: _replaced(paper, show, [*before(show), held, *after]))


def _white(show: Show) -> Sequence[Instruction]:
    del show
    return [operation("rg", 1, 1, 1)]


def _unpainted(show: Show) -> Sequence[Instruction]:
    del show
    return [operation("Tr", 3)]


def _colour(before: Sequence[Instruction]) -> Sequence[Instruction]:
    """The operator that has set the colour of letters last: it holds for what follows, too."""
    return [each for each in before if str(each.operator) in {"g", "k", "rg", "sc", "scn"}][-1:]


def _painted() -> Instruction:
    """What ends `_unpainted`, and does nothing after the others."""
    return operation("Tr", 0)


def _moved_away(show: Show) -> Sequence[Instruction]:
    return [operation("Tm", 1, 0, 0, -1, show.place[0] + _FAR, show.place[1])]


def _tiny(show: Show) -> Sequence[Instruction]:
    return [operation("Tm", _TINY / show.size, 0, 0, -_TINY / show.size, *show.place)]


def _around(show: Show) -> tuple[float, float, float, float]:
    """A rectangle over a text, wider and higher than its letters; heights count downwards."""
    return show.place[0] - 2, show.place[1] - show.size * 1.1, show.width * 1.1 + 4, show.size * 1.5


def _covered(content: bytes, random: Random) -> Damaged:
    paper = Paper(content)
    show = chosen(random, texts(paper))
    held = paper.instructions(show.page)
    end = next(at for at in range(show.index, len(held)) if str(held[at].operator) == "EMC") + 1
    artifact = pikepdf.ContentStreamInstruction([pikepdf.Name.Artifact], pikepdf.Operator("BMC"))
    box = [artifact, operation("q"), operation("rg", 0.8, 0.8, 0.8), operation("re", *_around(show)), operation("f")]
    paper.rewrite(show.page, [*held[:end], *box, operation("Q"), operation("EMC"), *held[end:]])
    return about(paper, show, "unseen-text", paper.saved)


def _clipped(content: bytes, random: Random) -> Damaged:
    paper = Paper(content)
    show = chosen(random, texts(paper))
    held = paper.instructions(show.page)
    begin = max(at for at in range(show.index) if str(held[at].operator) == "BT")
    end = next(at for at in range(show.index, len(held)) if str(held[at].operator) == "ET") + 1
    clip = [operation("q"), operation("re", 0, 0, 1, 1), operation("W"), operation("n")]
    paper.rewrite(show.page, [*held[:begin], *clip, *held[begin:end], operation("Q"), *held[end:]])
    return about(paper, show, "unseen-text", paper.saved)


def _running_head(content: bytes, random: Random) -> Damaged:
    paper = Paper(content)
    show = chosen(random, [each for each in paper.shows if each.artifact in {"Header", "Footer"}])
    return about(paper, show, "lost-furniture", lambda: _replaced(paper, show, []))


def _contents_page(content: bytes, random: Random) -> Damaged:
    """The number of a page in the contents, another one."""
    paper = Paper(content)
    numbers = [each for each in paper.shows if each.text.strip().isdigit() and _in_contents(paper, each)]
    show = chosen(random, numbers)
    parts = flat(list(paper.instructions(show.page)[show.index].operands))
    at = _at(parts, show, random, str.isdigit)
    meanings = show.font.meanings
    # A font may have several shapes of one digit.
    digits = [code for code, text in meanings.items() if text.isdigit() and text != meanings[int(parts[at])]]
    changed = [*parts[:at], chosen(random, sorted(digits)), *parts[at + 1 :]]
    return about(paper, show, "lost-furniture", lambda: _replaced(paper, show, [shown(changed)]))


def _in_contents(paper: Paper, show: Show) -> bool:
    owner = paper.owner(show)
    return owner is not None and owner.within("TOCI")


KINDS: Mapping[str, Damage] = {
    "text operator dropped": _dropped,
    "last word of a sentence dropped": _changed(lambda show: _plain(show) and _is_sentence(show), _without_last_word),
    "digit dropped": _changed(lambda show: _plain(show) and any(map(str.isdigit, show.text)), _without_digit),
    "sign to question mark": _changed(lambda show: _plain(show) and set(show.text) & set(_SIGNS), _with_other_sign),
    "page number in the contents wrong": _contents_page,
    "running head lost": _running_head,
    "white text": partial(_hidden, _white),
    "text not painted": partial(_hidden, _unpainted),
    "text off the page": partial(_hidden, _moved_away),
    "text too small": partial(_hidden, _tiny),
    "text under a rectangle": _covered,
    "text clipped": _clipped,
}
