"""The style sheets of a document as rules: parsed, nested ones unfolded, each with what must hold for it to apply."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

import cssselect2
import tinycss2

from pipeline.writers.hidden.properties import interesting
from pipeline.writers.hidden.views import Condition, Node, View

_FOCUS = re.compile(r":focus(?:-visible|-within)?(?![\w-])")
_ALWAYS = ":not(._)"
"""Matches everything of ours, and weighs what a pseudo-class weighs."""
_FOLDED = "::details-content"
_GROUPS = {"media": "media", "supports": "supports", "container": "container"}
_DEEPEST = 16
"""How far sheets may import sheets, and rules stand in rules."""

_LONGEST = 20_000
"""How long the selectors of rules in rules may become when they are unfolded, in characters."""

Load = Callable[[str], str | None]
"""The text of the style sheet at an address, if the file holds it."""


@dataclass(frozen=True, slots=True, eq=False)
class Declaration:
    """A property and its value as a sheet has them; `place` says where that is."""

    name: str
    value: tuple[Node, ...]
    important: bool
    place: str

    def __str__(self) -> str:
        value = re.sub(r"\s+", " ", tinycss2.serialize(self.value)).strip()
        return f'"{self.name}: {value if len(value) <= 60 else f"{value[:57]}..."}" {self.place}'


@dataclass(frozen=True, slots=True, eq=False)
class Rule:
    """Declarations of one selector list. `focused` is None for a rule that does not ask for the reader's focus."""

    declarations: tuple[Declaration, ...]
    conditions: tuple[Condition, ...]
    layer: int
    focused: bool | None = None

    def applies(self, view: View) -> bool:
        """Whether it does in a view."""
        asked = self.focused is None or self.focused == view.focused
        return asked and all(condition.holds(view) for condition in self.conditions)


@dataclass(frozen=True, slots=True)
class Sheet:
    """The text of a style sheet, the line of its file on which that begins, its name, and its conditions."""

    text: str
    line: int = 1
    name: str = ""
    conditions: tuple[Condition, ...] = ()


@dataclass(slots=True)
class Sheets:
    """All rules of a document, ready to be matched with its elements; `folded` are those for what a `details` folds.

    `ends` says how each animation ends, by its name.
    """

    matcher: cssselect2.Matcher = field(default_factory=cssselect2.Matcher)
    folded: cssselect2.Matcher = field(default_factory=cssselect2.Matcher)
    rules: list[Rule] = field(default_factory=list)
    layers: dict[str, int] = field(default_factory=dict)
    ends: dict[str, tuple[Declaration, ...]] = field(default_factory=dict)

    def add(self, selectors: str, rule: Rule) -> None:
        """Add a rule; one whose selectors nobody understands is dropped, as a browser drops it."""
        variants = [(selectors, rule)]
        if _FOCUS.search(selectors):
            shown = _FOCUS.sub(_ALWAYS, selectors)
            variants = [(selectors, replace(rule, focused=False)), (shown, replace(rule, focused=True))]
        for text, variant in variants:
            self.rules.append(variant)
            for part, matcher in ((_split_off(text, _FOLDED), self.folded), (_plain(text), self.matcher)):
                for selector in _compiled(part):
                    matcher.add_selector(selector, variant)

    def layer(self, name: str) -> int:
        """The place of a layer among all, by when it is first named; what stands in no layer comes after all."""
        return self.layers.setdefault(name, len(self.layers)) if name else _NO_LAYER


_NO_LAYER = 1_000_000


def read(sheets: Iterable[Sheet], load: Load) -> Sheets:
    """The rules of all sheets, in their order."""
    held = tuple(sheets)
    if not any("@import" in sheet.text.lower() for sheet in held):
        return _alone(held)
    made = Sheets()
    for sheet in held:
        _read(sheet, made, load, 0)
    return made


@lru_cache(maxsize=4)
def _alone(sheets: tuple[Sheet, ...]) -> Sheets:
    """The rules of sheets that need no others: all documents of a book have the same."""
    made = Sheets()
    for sheet in sheets:
        _read(sheet, made, _nothing, 0)
    return made


def _nothing(address: str) -> None:
    del address


def declared(style: str) -> tuple[Declaration, ...]:
    """What a `style` attribute declares."""
    nodes = tinycss2.parse_blocks_contents(style)
    found = [node for node in nodes if node.type == "declaration" and interesting(node.lower_name)]
    return tuple(_declaration(node, 'in an attribute "style"') for node in found)


@dataclass(frozen=True, slots=True)
class _Within:
    """What surrounds a rule: its sheet, the selectors around it, conditions, the layer, how deep all that is."""

    sheet: Sheet
    around: str = ""
    conditions: tuple[Condition, ...] = ()
    layer: str = ""
    depth: int = 0


def _read(sheet: Sheet, made: Sheets, load: Load, depth: int) -> None:
    nodes = tinycss2.parse_stylesheet(sheet.text, skip_comments=True, skip_whitespace=True)
    _rules(nodes, _Within(sheet, "", sheet.conditions, "", depth), made, load)


def _rules(nodes: Iterable[Node], within: _Within, made: Sheets, load: Load) -> None:
    if within.depth > _DEEPEST:
        return
    for node in nodes:
        if node.type == "qualified-rule":
            _rule(node, within, made, load)
        elif node.type == "at-rule":
            _at_rule(node, within, made, load)


def _rule(node: Node, within: _Within, made: Sheets, load: Load) -> None:
    selectors = _unfolded(tinycss2.serialize(node.prelude).strip(), within.around)
    if len(selectors) > _LONGEST:
        return
    _body(node.content, replace(within, around=selectors, depth=within.depth + 1), made, load)


def _body(content: Sequence[Node], within: _Within, made: Sheets, load: Load) -> None:
    """What stands in the braces of a rule: its declarations, and rules within it."""
    nodes = tinycss2.parse_blocks_contents(content, skip_comments=True, skip_whitespace=True)
    found = [node for node in nodes if node.type == "declaration" and interesting(node.lower_name)]
    if found and within.around:
        declarations = tuple(_declaration(node, _place(node, within)) for node in found)
        made.add(within.around, Rule(declarations, within.conditions, made.layer(within.layer)))
    _rules((node for node in nodes if node.type != "declaration"), within, made, load)


def _declaration(node: Node, place: str) -> Declaration:
    name = node.name if node.name.startswith("--") else node.lower_name
    return Declaration(name, tuple(node.value), bool(node.important), place)


def _place(node: Node, within: _Within) -> str:
    line = within.sheet.line + node.source_line - 1
    name = f"{within.sheet.name}, " if within.sheet.name else ""
    selector = re.sub(r"\s+", " ", within.around)
    return f'of "{selector if len(selector) <= 80 else f"{selector[:77]}..."}" ({name}line {line})'


def _at_rule(node: Node, within: _Within, made: Sheets, load: Load) -> None:
    name = node.lower_at_keyword
    prelude = tuple(node.prelude)
    if name == "import":
        _import(prelude, within, made, load)
    elif name == "layer":
        _layer(node, within, made, load)
    elif name in _GROUPS and node.content is not None:
        condition = Condition(_GROUPS[name], prelude)
        _group(node, replace(within, conditions=(*within.conditions, condition)), made, load)
    elif name in {"keyframes", "-webkit-keyframes"} and node.content is not None:
        _keyframes(node, within, made)
    elif name == "scope" and node.content is not None:
        first = next((token for token in prelude if token.type == "() block"), None)
        around = tinycss2.serialize(first.content).strip() if first is not None else ":root"
        _group(node, replace(within, around=_unfolded(around, within.around)), made, load)


def _keyframes(node: Node, within: _Within, made: Sheets) -> None:
    name = next((str(token.value) for token in node.prelude if token.type in {"ident", "string"}), "")
    frames = tinycss2.parse_rule_list(node.content, skip_comments=True, skip_whitespace=True)
    last = [each for each in frames if each.type == "qualified-rule" and _ends(each)]
    made.ends[name] = tuple(
        _declaration(found, _place(found, replace(within, around=f"to in the animation {name}")))
        for frame in last
        for found in tinycss2.parse_blocks_contents(frame.content)
        if found.type == "declaration" and interesting(found.lower_name)
    )


def _ends(frame: Node) -> bool:
    """Whether a frame is the last of its animation (CSS Animations 1, 3)."""
    return bool({"to", "100%"} & {part.strip() for part in tinycss2.serialize(frame.prelude).lower().split(",")})


def _group(node: Node, within: _Within, made: Sheets, load: Load) -> None:
    """A rule of conditions: it holds rules, and in another rule declarations too."""
    deeper = replace(within, depth=within.depth + 1)
    if within.around:
        _body(node.content, deeper, made, load)
    else:
        _rules(tinycss2.parse_rule_list(node.content, skip_comments=True, skip_whitespace=True), deeper, made, load)


def _layer(node: Node, within: _Within, made: Sheets, load: Load) -> None:
    names = [name.strip() for name in tinycss2.serialize(node.prelude).split(",")]
    full = [".".join(filter(None, (within.layer, name))) or f"#{len(made.layers)}" for name in names]
    for name in full:
        made.layer(name)
    if node.content is not None:
        _group(node, replace(within, layer=full[0]), made, load)


def _import(prelude: Sequence[Node], within: _Within, made: Sheets, load: Load) -> None:
    told = [token for token in prelude if token.type not in {"whitespace", "comment"}]
    address = _address(told[0]) if told else None
    text = load(address) if address else None
    if text is None or within.depth > _DEEPEST:
        return
    rest = [token for token in told[1:] if not (token.type == "ident" and token.lower_value == "layer")]
    conditions = (*within.conditions, *([Condition("media", tuple(rest))] if rest else []))
    _read(Sheet(text, 1, address or "", conditions), made, load, within.depth + 1)


def _address(token: Node) -> str | None:
    if token.type in {"string", "url"}:
        return str(token.value)
    if token.type == "function" and token.lower_name == "url":
        return next((str(each.value) for each in token.arguments if each.type == "string"), None)
    return None


def _unfolded(selectors: str, around: str) -> str:
    """A selector list without the rule around it (CSS Nesting 1, 2)."""
    if not around:
        return selectors
    parent = f":is({around})"
    return ", ".join(
        part.replace("&", parent) if "&" in part else f"{parent} {part}" for part in _split(selectors, ",")
    ).replace(":scope", parent)


def _split(text: str, sign: str) -> Iterator[str]:
    """The parts of a list between signs that stand in no brackets."""
    depth, part = 0, ""
    for letter in text:
        depth += (letter in "([") - (letter in ")]")
        if letter == sign and depth == 0:
            yield part.strip()
            part = ""
        else:
            part += letter
    yield part.strip()


def _split_off(selectors: str, pseudo: str) -> str:
    """Of a selector list those for this pseudo-element, without its name."""
    found = (part.removesuffix(pseudo) or "*" for part in _split(selectors, ",") if part.endswith(pseudo))
    return ", ".join(found)


def _plain(selectors: str) -> str:
    """Of a selector list those for elements."""
    return ", ".join(part for part in _split(selectors, ",") if "::" not in part)


def _compiled(selectors: str) -> Sequence[cssselect2.compiler.CompiledSelector]:
    try:
        return cssselect2.compile_selector_list(selectors) if selectors else ()
    except (cssselect2.SelectorError, NotImplementedError):
        return ()
