"""The words that stand for text that is still to be written: in any language, and language by language."""

import re
from collections.abc import Mapping
from functools import cache

from pipeline.model.language import primary

_ANYWHERE = (
    r"lorem ipsum",
    r"FIXME",
    r"TKTK\w*",
    # Alone; behind a word they ask.
    r"(?<!\S)\?{3,}(?!\S)",
    # Three are the Roman number thirty where a name stands beside: XXX Corps, Chapter XXX.
    r"X{4,}",
    r"(?<![^\W\d_]{3} )XXX(?! [A-ZÀ-Þ])",
)
"""Whatever the language: the signs that editors and programmers agree on."""

_TODO = r"TODO"
"""In Spanish and Portuguese it is a word."""

_WORDS: Mapping[str, tuple[str, ...]] = {
    "en": (
        r"TB[ACD]",
        # A shop and a flight have names behind it: TK Maxx, TK 1980.
        r"TK(?! [A-Z0-9])",
        r"[Rr]eplace (?:this|me)(?: (?:text|sentence|paragraph|section|title|heading))?(?=[.:!]|$)",
        r"[Yy]our (?:text|title|name|content) (?:goes )?here",
        r"[Tt]ext (?:goes|to go) here",
    ),
    "fr": (
        r"(?i:texte à (?:venir|insérer|remplacer|compléter))",
        r"(?i:remplacez? ce texte)",
        r"(?i:votre (?:texte|titre|nom) ici)",
    ),
}
"""Behind the first two letters of a language: what is said in no finished text."""

_IN_BRACKETS: Mapping[str, str] = {
    "en": r"insert|add|fill in|replace|your|to (?:come|be (?:added|written|confirmed))|placeholder|TK|TODO|TB[ACD]",
    "fr": r"insérer|ajouter|(?:à )?compléter|à (?:venir|rédiger|insérer|ajouter|remplir|confirmer)|remplacer|votre",
}
"""How a text in brackets begins that asks for another."""

_FIELDS: Mapping[str, str] = {
    "en": r"insert|your|name|date|topic|place|author|company|organi[sz]ation|number|amount",
    "fr": r"insérer|votre|nom|date|sujet|lieu|auteur|autrice|organisation|nombre|montant",
}
"""How a text in angle brackets begins that is the name of what belongs there."""

_NOT_TODO = ("es", "pt", "gl", "ast")


@cache
def placeholders(lang: str) -> re.Pattern[str]:
    """The pattern of what stands for text in a language (a tag of BCP 47), as whole words."""
    spoken = primary(lang)
    words = (*_ANYWHERE, *(() if spoken in _NOT_TODO else (_TODO,)), *_WORDS.get(spoken, ()))
    # An address, a name with a hyphen and a genitive hold other words than these.
    kinds = [rf"(?<![\w./@-])(?:{'|'.join(words)})(?!\w|[-.’'/@]\w)"]
    if spoken in _IN_BRACKETS:
        kinds.append(rf"\[(?i:{_IN_BRACKETS[spoken]})(?!\w)[^][]*\]")
        kinds.append(rf"<(?i:{_FIELDS[spoken]})(?!\w)[^<>]*>")
    return re.compile("|".join(kinds))
