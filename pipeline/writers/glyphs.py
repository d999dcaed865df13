"""Characters that no font of the press has: where they stand, what script they are, and which fonts would have them."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from pipeline.diagnostics import Diagnostic, Location, Rule, Severity
from pipeline.model import Article, Code, CodeBlock, Edition, Text
from pipeline.model.walk import descend

MISSING_GLYPH = Rule(
    "missing-glyph",
    Severity.ERROR,
    "the text holds a character that no font of the handout has",
    "An empty box would be printed in its place.",
)
RULES = (MISSING_GLYPH,)

_MISSING = re.compile(r'\.notdef glyph rendered for Unicode string unsupported by fonts: "(.*)" \((U\+.*)\)', re.DOTALL)


@dataclass(frozen=True, slots=True)
class Script:
    """A script, how Unicode's names of its characters begin, a family that has it, and Debian's package of that."""

    name: str
    begins: tuple[str, ...]
    family: str
    package: str = "fonts-noto-core"


SCRIPTS = (
    Script("Arabic", ("ARABIC ",), "Noto Naskh Arabic"),
    Script("Armenian", ("ARMENIAN ",), "Noto Serif Armenian"),
    Script("Bengali", ("BENGALI ",), "Noto Serif Bengali"),
    Script("Devanagari", ("DEVANAGARI ",), "Noto Serif Devanagari"),
    Script("Ethiopic", ("ETHIOPIC ",), "Noto Serif Ethiopic"),
    Script("Georgian", ("GEORGIAN ",), "Noto Serif Georgian"),
    Script("Han", ("CJK ", "IDEOGRAPHIC ", "FULLWIDTH "), "Noto Serif CJK JP", "fonts-noto-cjk"),
    Script("Hebrew", ("HEBREW ",), "Noto Serif Hebrew"),
    Script("kana", ("HIRAGANA ", "KATAKANA", "HALFWIDTH "), "Noto Serif CJK JP", "fonts-noto-cjk"),
    Script("Hangul", ("HANGUL ",), "Noto Serif CJK KR", "fonts-noto-cjk"),
    Script("Khmer", ("KHMER ",), "Noto Serif Khmer"),
    Script("Lao", ("LAO ",), "Noto Serif Lao"),
    Script("Myanmar", ("MYANMAR ",), "Noto Serif Myanmar"),
    Script("Tamil", ("TAMIL ",), "Noto Serif Tamil"),
    Script("Thai", ("THAI ",), "Noto Serif Thai"),
    Script("Tibetan", ("TIBETAN ",), "Noto Serif Tibetan"),
    Script("Latin, Greek or Cyrillic", ("LATIN ", "GREEK ", "CYRILLIC "), "Noto Serif"),
)
_OTHER = Script("no script of its own", ("",), "Noto Sans Symbols2")


def script_of(character: str) -> Script:
    """The script of a character, by its name in Unicode."""
    name = unicodedata.name(character, "")
    return next((script for script in SCRIPTS if name.startswith(script.begins)), _OTHER)


def missing(warnings: Iterable[str]) -> tuple[str, ...]:
    """The characters that the press had no glyph for, each once, in the order in which it met them."""
    told = [match[1] for warning in warnings if (match := _MISSING.search(warning))]
    return tuple(dict.fromkeys(character for text in told for character in text))


def is_of_glyphs(warning: str) -> bool:
    """Whether a warning of the press is about a character without a glyph."""
    return _MISSING.search(warning) is not None


def findings(characters: Iterable[str], article: Article, edition: Edition) -> Iterator[Diagnostic]:
    """A finding for each script that the fonts lack, at the first of its characters in the source."""
    by_script: dict[Script, list[str]] = {}
    for character in characters:
        by_script.setdefault(script_of(character), []).append(character)
    places = _places(article)
    for script, lacking in by_script.items():
        at = min((places[one] for one in lacking if one in places), key=lambda at: (at.line, at.column), default=None)
        first = next((one for one in lacking if places.get(one) == at), lacking[0])
        others = f" and {len(lacking) - 1} other characters" if len(lacking) > 1 else ""
        fact = f'no font has "{first}" (U+{ord(first):04X}){others} of the script {script.name}'
        yield Diagnostic(MISSING_GLYPH, f"{edition.title}: {fact}", at, _hint(script))


def _hint(script: Script) -> str:
    return (
        f"install a font such as {script.family} (Debian: {script.package}), "
        f'and add "{script.family}" to `fallback-fonts` in pipeline.toml'
    )


def _places(article: Article) -> Mapping[str, Location]:
    """Where each character stands first: in the front matter, else in the text."""
    found: dict[str, Location] = {}
    for key in ("title", "subtitle", "summary"):
        if at := article.metadata.at.get(key):
            found.update({one: at for one in getattr(article.metadata, key) if one not in found})
    roots = (*article.blocks, *(block for note in article.notes for block in note.children))
    for node in descend(roots):
        if isinstance(node, Text | Code | CodeBlock):
            for offset, character in enumerate(node.text):
                if character not in found:
                    found[character] = _moved(node.at, offset)
    return found


def _moved(at: Location, offset: int) -> Location:
    """The place of a character within a text that stands on one line; else that of the text."""
    return replace(at, column=at.column + offset, length=1) if offset < at.length else at
