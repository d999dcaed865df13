"""What is said in no finished text, or not in every edition, language by language: patterns, as data.

Each is searched as whole words, small and capital letters alike. A new language is a row in each table; a project adds
its own phrases to those that ship.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache

from pipeline.model import Medium
from pipeline.model.language import primary

_PROMOTION: Mapping[str, tuple[str, ...]] = {
    "en": (
        r"read (?:also|more|next)\s?:",
        r"(?:see|watch|listen) also\s?:",
        r"related (?:articles?|stories|posts?|content)\s?:?$",
        r"(?:you may|you might) also (?:like|be interested in)",
        r"(?:subscribe|sign up) (?:now|today|here|for (?:our|the) \w+)",
        r"(?:subscribe|sign up) to (?:our|the) (?:newsletter|channel|podcast|feed)",
        r"share (?:this (?:article|story|post|page)|on (?:facebook|x|twitter|linkedin|whatsapp))",
        r"(?:follow|like|find) us on \w+",
        r"(?:advertisement|sponsored content|paid content)$",
        r"all rights reserved",
        r"(?:\d+|one) (?:minutes?|min) read$",
    ),
    "fr": (
        r"(?:à )?lire (?:aussi|également)(?:\s?:|$)",
        r"(?:voir|écouter) aussi\s?:",
        r"(?:articles? liés?|sur le même sujet)(?:\s?:|$)",
        r"abonnez-vous",
        r"inscrivez-vous à (?:notre|la) (?:newsletter|lettre)",
        r"partage[rz] (?:cet article|cette page|sur (?:facebook|x|twitter|linkedin|whatsapp))",
        r"suivez-nous sur \w+",
        r"(?:publicité|contenu sponsorisé)$",
        r"tous droits réservés",
        r"temps de lecture\s?:",
    ),
}
"""What the page around a text says, and gets copied with it. `$` is the end of a line of text."""

_CLICK_EN = (
    r"(?:click|tap) (?:here|below|(?:on )?(?:this|the) (?:link|button|image|icon))",
    r"(?:by )?(?:hovering|hover) over",
    r"scroll (?:up|down|further)",
    r"(?:in|see) the comments? (?:below|above)",
    r"comments? section",
    r"leave (?:us )?a comment",
    r"(?:the|this) (?:video|clip|animation|slideshow|podcast|player) (?:above|below)",
    r"(?:watch|play) (?:the|this) (?:video|clip|animation)",
    r"(?:the|this) (?:menu|button|sidebar|link) (?:above|below|on the (?:left|right))",
)
_CLICK_FR = (
    r"(?:cliquez|cliquer|appuyez) (?:ici|ci-dessous|sur (?:ce|le) (?:lien|bouton))",
    r"(?:survolez|survoler) ",
    r"faites défiler",
    r"(?:les |vos )?commentaires ci-(?:dessous|dessus)",
    r"laissez(?:-nous)? un commentaire",
    r"(?:la|cette) vidéo ci-(?:dessous|dessus|contre)",
    r"(?:regardez|lancez) (?:la|cette) vidéo",
)
_BESIDE_EN = (
    r"(?:figure|table|chart|map|picture|photo|photograph|image|box|diagram)s? (?:on|at|to) the (?:left|right)",
    r"(?:figure|table|chart|map|picture|photo|photograph|image|box|diagram)s? opposite",
    r"(?:left|right)-hand (?:column|side of (?:this|the) page)",
)
_BESIDE_FR = (r"(?:figure|tableau|graphique|carte|photo|image|encadré|schéma)s? (?:ci-contre|à (?:gauche|droite))",)

_UNFIT: Mapping[str, Mapping[Medium, tuple[str, ...]]] = {
    "en": {
        "paper": (*_CLICK_EN, *_BESIDE_EN),
        "ebook": (*_CLICK_EN, *_BESIDE_EN),
        "web": (r"overleaf", r"on the (?:next|facing|opposite|previous) page", *_BESIDE_EN),
    },
    "fr": {
        "paper": (*_CLICK_FR, *_BESIDE_FR),
        "ebook": (*_CLICK_FR, *_BESIDE_FR),
        "web": (r"au verso", r"(?:à la page suivante|page ci-contre)", *_BESIDE_FR),
    },
}
"""What makes no sense in a medium: nothing on paper can be clicked, and a page on a screen has no other side."""

_TWICE: Mapping[str, str] = {"en": r"that|had|is|blah|ha|no|so|very", "fr": r"nous|vous|que|très|ha|non"}
"""The words that may follow themselves; other languages have too many."""


_SMALL = "".join(filter(str.islower, map(chr, range(0x600))))
"""The small letters of Latin, Greek, Cyrillic and Armenian."""

Lists = Mapping[str, tuple[str, ...]]
"""Phrases by the language that has them, a tag of BCP 47 without what stands behind its first hyphen."""


@dataclass(frozen=True, slots=True)
class Phrases:
    """What a project adds to the phrases that ship, language by language, in plain words.

    `promotion` belongs to a page around the text, `unfit` makes no sense in editions of a medium, and `twice` are
    words that may follow themselves; a language that has any of these is searched for all others.
    """

    promotion: Lists = field(default_factory=dict)
    unfit: Mapping[Medium, Lists] = field(default_factory=dict)
    twice: Lists = field(default_factory=dict)

    def promoting(self, lang: str) -> re.Pattern[str] | None:
        """The pattern of what belongs to a page around the text, in a language."""
        own = plain(self.promotion.get(primary(lang), ()))
        # In the middle of a sentence the same words may say something.
        return _any((*_PROMOTION.get(primary(lang), ()), *own), "(?=(?-i:[A-ZÀ-Þ0-9]))")

    def unfit_for(self, medium: Medium, lang: str) -> re.Pattern[str] | None:
        """The pattern of what makes no sense in editions of a medium."""
        own = plain(self.unfit.get(medium, {}).get(primary(lang), ()))
        return _any((*_UNFIT.get(primary(lang), {}).get(medium, ()), *own))

    def doubled(self, lang: str) -> re.Pattern[str] | None:
        """The pattern of a word that is written twice in a row, the second time small: not Bora Bora."""
        spoken = primary(lang)
        if spoken not in _TWICE and spoken not in self.twice:
            return None
        shipped = _TWICE.get(spoken)
        return _doubled((*((shipped,) if shipped else ()), *plain(self.twice.get(spoken, ()))))


def plain(words: Iterable[str]) -> tuple[str, ...]:
    """The patterns of phrases as they are written, whichever marks and spaces typography has made of theirs."""
    return tuple(re.sub("['’]", "['’]", re.escape(" ".join(each.split())).replace(r"\ ", " ")) for each in words)


def any_of(words: Iterable[str]) -> re.Pattern[str] | None:
    """The pattern of any of several phrases, as they are written; None for none."""
    # The longest first: of several that begin alike it is the one that is meant.
    return _any(plain(sorted(words, key=len, reverse=True)))


@cache
def _doubled(allowed: tuple[str, ...]) -> re.Pattern[str]:
    letters = f"[{_SMALL}]"
    # The first may begin a sentence.
    but = rf"(?!(?i:{'|'.join(allowed)})\b)" if allowed else ""
    word = rf"{but}(?P<word>(?i:{letters}+))"
    return re.compile(rf"(?<![\w'’-]){word}\s+(?={letters})(?i:(?P=word))(?![\w'’-])")


@cache
def _any(patterns: tuple[str, ...], before: str = "") -> re.Pattern[str] | None:
    """Any of the patterns, as whole words; a space in them is any white space, such as the end of a source line."""
    joined = "|".join(patterns).replace(" ", r"\s+")
    return re.compile(rf"(?<![\w-]){before}(?:{joined})(?!\w)", re.IGNORECASE) if patterns else None
