"""The numbers of a design (templates/tokens.toml): whether a project's own can be used, and can be told apart.

Tokens have the shape of those that ship; only `colours`, with what is said of them in `pairs` and `unpaired`, take new
names. A mistake is a ConfigError at its line, and so is a pair of colours with too little contrast.
"""

import math
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain
from typing import cast

from pipeline.contrast import channels, contrast, nearest_passing
from pipeline.diagnostics import ConfigError
from pipeline.toml_places import Path, has, place
from pipeline.wording import meant

FILE = "tokens.toml"
Tokens = Mapping[str, object]
Colours = Mapping[str, Mapping[str, str]]
Pairs = Mapping[str, Mapping[str, float]]
_Mistake = tuple[Path, str, str]
"""Where in the file, a fact, and a hint."""

_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")
# What would end a text of a style, or of an attribute, before its end.
_ENDING = re.compile(r'["\\{};<>&\x00-\x1f]')
_FACTOR = 4
"""So many times more or less than what ships a number may be: more is a slip, such as pixels for points."""
_CONTRASTS = 1, 21
_VIEWS = {"light": "in the light", "dark": "in the dark", "print": "in print"}
_WHITE = "#ffffff"
_OF_TEXT = 7.0
"""What running text must have (WCAG 2.2, 1.4.6)."""


@dataclass(frozen=True, slots=True)
class Faint:
    """A pair of colours with too little contrast in a view: on a screen by light or in the dark, or in print."""

    foreground: str
    background: str
    view: str
    ratio: float
    minimum: float

    @property
    def light(self) -> str:
        """Which of a colour's two values is seen there."""
        return "dark" if self.view == "dark" else "light"

    def __str__(self) -> str:
        # Cut, not rounded: 6.996 must not be told as 7.
        told = math.floor(self.ratio * 100) / 100
        least = f"and must have {self.minimum:g}"
        return f"{self.foreground} on {self.background} has a contrast of {told:g} {_VIEWS[self.view]}, {least}"


def checked(own: Tokens, shipped: Tokens, laid: Tokens, text: str) -> Tokens:
    """The tokens that hold, `own` laid over `shipped`, colours in small letters; `text` is what `own` was read from.

    Raises ConfigError, at its line in `text`, for the first that cannot be used.
    """
    _refuse(_misshapen(own, shipped, ()), text)
    _refuse(_unconnected(laid), text)
    _refuse(_homeless(own, laid), text)
    colours, pairs, _ = _parts(laid)
    small = {name: {light: value.lower() for light, value in colour.items()} for name, colour in colours.items()}
    _refuse((_faintness(faint, own, small, pairs) for faint in faint_pairs(small, pairs)), text)
    return {**laid, "colours": small} if small else laid


def of_edition(tokens: Tokens, options: Mapping[str, str]) -> Tokens:
    """The tokens as an edition has them: its layout's over those of print.

    Of high contrast, nothing is muted, and the labels of series, on white paper, have the contrast of text.
    """
    layout, colours = options.get("layout", ""), cast("Colours", tokens.get("colours", {}))
    own = cast("Mapping[str, object]", tokens.get(layout, {}))
    if options.get("contrast") == "high":
        series = {name: _as_text(colour) for name, colour in colours.items() if name.startswith("series-")}
        colours = {**colours, **series, "muted": colours["ink"], "rule": colours["mark"]}
    sizes = cast("Mapping[str, object]", tokens.get("print", {}))
    return {**tokens, "print": {**sizes, **own}, "colours": colours}


def _as_text(colour: Mapping[str, str]) -> Mapping[str, str]:
    passing = nearest_passing(colour["light"], lambda near: contrast(channels(near), channels(_WHITE)) >= _OF_TEXT)
    return {**colour, "light": passing or colour["light"]}


def faint_pairs(colours: Colours, pairs: Pairs, views: Iterable[str] = _VIEWS) -> Iterator[Faint]:
    """The pairs that have less contrast than they must have."""
    for view in views:
        seen = _seen(colours, view)
        for foreground, grounds in pairs.items():
            for background, minimum in grounds.items():
                ratio = contrast(channels(seen[foreground]), channels(seen[background]))
                if ratio < minimum:
                    yield Faint(foreground, background, view, ratio, minimum)


def _seen(colours: Colours, view: str) -> Mapping[str, str]:
    """Each colour as it is seen: what is printed has the colours of the light, and white paper."""
    seen = {name: colour["dark" if view == "dark" else "light"] for name, colour in colours.items()}
    return {**seen, "paper": _WHITE} if view == "print" else seen


def _misshapen(own: object, model: object, path: Path) -> Iterator[_Mistake]:
    """What is not as the model has it, in the order of the file."""
    match model, own:
        case Mapping(), Mapping():
            yield from chain.from_iterable(_entry(key, value, model, path) for key, value in own.items())
        case list(), list():
            yield from chain.from_iterable(_item(one, model[0], (*path, count)) for count, one in enumerate(own))
        case str(), str():
            yield from _unwritable(own, path)
        case int() | float(), int() | float() if not isinstance(own, bool):
            yield from _unmeasured(own, model, path)
        case _:
            yield path, f"{_dotted(path)} is not {_kind(model)}", _written_as(model, path)


def _entry(key: str, value: object, model: Mapping[str, object], path: Path) -> Iterator[_Mistake]:
    """What is wrong with an entry of a table: its name, or what it says."""
    inner = (*path, key)
    wanted = model.get(key, _new(path))
    if wanted is None:
        yield inner, f"{_dotted(inner)} is no token", meant(key, model, f"use one of: {', '.join(model)}")
    else:
        yield from _misshapen(value, wanted, inner)


def _new(path: Path) -> object:
    """The shape of what a project may add to a table; None where it may add nothing."""
    match path:
        case ("colours",):
            return {"light": "", "dark": ""}
        case ("pairs",):
            return {}
        case ("pairs", _):
            return 1
        case ("unpaired",):
            return ""
        case _:
            return None


def _item(one: object, model: Mapping[str, object], path: Path) -> Iterator[_Mistake]:
    """What is wrong with an item of a list, which has nothing below it that could say the rest."""
    yield from _misshapen(one, model, path)
    for key in model.keys() - (one.keys() if isinstance(one, dict) else ()):
        yield path, f"{_dotted(path)} has no `{key}`", "add it"


def _unwritable(text: str, path: Path) -> Iterator[_Mistake]:
    if path[0] == "colours":
        if not _COLOUR.fullmatch(text):
            yield path, f'{_dotted(path)} is no colour: "{text}"', 'write "#rrggbb", with six hexadecimal digits'
    elif not text.strip():
        yield path, f"{_dotted(path)} is empty", "say it, or take the line out"
    elif path[0] != "unpaired" and _ENDING.search(text):
        hint = "take it out; names with spaces may stand between single quotation marks"
        yield path, f"{_dotted(path)} has a character that styles would not take for text", hint


def _unmeasured(number: float, model: float, path: Path) -> Iterator[_Mistake]:
    pair = path[0] == "pairs"
    least, most = _CONTRASTS if pair else (model / _FACTOR, model * _FACTOR)
    if not least <= number <= most:
        hint = "give it a contrast by WCAG, such as 4.5 for text" if pair else f"the one that ships is {model:g}"
        yield path, f"{_dotted(path)} is {number:g}, and can be {least:g} to {most:g}", hint


def _unconnected(laid: Tokens) -> Iterator[_Mistake]:
    """Colours that lack a light or are in no pair, and what is said of colours that are not there."""
    colours, pairs, unpaired = _parts(laid)
    grounds = {ground for foreground in pairs.values() for ground in foreground}
    for name, colour in colours.items():
        at = ("colours", name)
        for light in ("light", "dark"):
            if light not in colour:
                yield at, f"colours.{name} has no `{light}`", meant(name, colours.keys() - {name}, "add it")
        if name not in {*pairs, *grounds, *unpaired}:
            hint = meant(name, colours.keys() - {name}, f"write `{name} = {{ paper = 4.5 }}` below [pairs]")
            yield at, f"colours.{name} is in no pair", hint
    named = [("pairs", name) for name in pairs] + [("unpaired", name) for name in unpaired]
    stood_on = [("pairs", name, ground) for name, foreground in pairs.items() for ground in foreground]
    for path in (*named, *stood_on):
        if path[-1] not in colours:
            yield path, f"{_dotted(path)}: there is no such colour", meant(path[-1], colours, "add it to [colours]")


def _homeless(own: Tokens, laid: Tokens) -> Iterator[_Mistake]:
    """Faces of the project that belong to no family on the web."""
    families = cast("Mapping[str, Mapping[str, str]]", laid.get("families", {}))
    known = sorted({family["web"] for family in families.values()})
    for count, face in enumerate(cast("list[Mapping[str, str]]", own.get("faces", []))):
        if face["family"] not in known:
            fact = f'faces.{count + 1}: no family of [families] is "{face["family"]}" on the web'
            yield ("faces", count, "family"), fact, meant(face["family"], known, f"use one of: {', '.join(known)}")


def _faintness(faint: Faint, own: Tokens, colours: Colours, pairs: Pairs) -> _Mistake:
    """A pair that is too faint as a mistake of what the project changed: a colour, else what is asked of the pair."""
    pair = (faint.foreground, faint.background)
    changed = [("colours", name, faint.light) for name in pair if has(own, ("colours", name, faint.light))]
    path = changed[0] if changed else ("pairs", *pair)
    name = path[1] if changed else faint.foreground
    near = nearest_passing(colours[name][faint.light], _passing(name, faint.light, colours, pairs))
    if near is None:
        hint = f"change what {name} is paired with too: no lightness of it passes everywhere; in print, paper is white"
        return path, str(faint), hint
    return path, str(faint), f'write {faint.light} = "{near}" for {name}, the nearest that passes in all its pairs'


def _passing(name: str, light: str, colours: Colours, pairs: Pairs) -> Callable[[str], bool]:
    """Whether all pairs of a colour would have their contrast, were it another in that light."""
    touched = {
        foreground: {ground: least for ground, least in grounds.items() if name in {foreground, ground}}
        for foreground, grounds in pairs.items()
    }
    views = ("dark",) if light == "dark" else ("light", "print")

    def passes(colour: str) -> bool:
        changed = {**colours, name: {**colours[name], light: colour}}
        return next(faint_pairs(changed, touched, views), None) is None

    return passes


def _refuse(mistakes: Iterable[_Mistake], text: str) -> None:
    for path, message, hint in mistakes:
        raise ConfigError(message, hint, place(text, f"templates/{FILE}", path))


def _parts(laid: Tokens) -> tuple[Colours, Pairs, Mapping[str, str]]:
    """What is said of colours, once its shape is known to be right."""
    colours, pairs, unpaired = (laid.get(key, {}) for key in ("colours", "pairs", "unpaired"))
    return cast("Colours", colours), cast("Pairs", pairs), cast("Mapping[str, str]", unpaired)


def _dotted(path: Path) -> str:
    return ".".join(str(part + 1) if isinstance(part, int) else part for part in path)


def _kind(model: object) -> str:
    match model:
        case Mapping():
            return "a table"
        case list():
            return "a list of tables"
        case str():
            return "text"
        case _:
            return "a number"


def _written_as(model: object, path: Path) -> str:
    match model:
        case Mapping() if path[0] == "colours" and len(path) > 1:
            return 'write { light = "#rrggbb", dark = "#rrggbb" }'
        case Mapping() | list():
            return f"write it as the {FILE} that ships does"
        case str():
            return "put it in quotes"
        case _:
            return f"write the number alone, such as {model}"
