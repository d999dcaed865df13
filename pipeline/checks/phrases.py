"""What is said in no finished text, or not in every edition, language by language: patterns, as data.

Each is searched as whole words, small and capital letters alike. A new language is a row in each table.
"""

import re
from collections.abc import Mapping
from functools import cache

from pipeline.model import Medium

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


@cache
def promotion(lang: str) -> re.Pattern[str] | None:
    """The pattern of what belongs to a page around the text, in a language (a tag of BCP 47)."""
    # In the middle of a sentence the same words may say something.
    return _any(_PROMOTION.get(_spoken(lang), ()), "(?=(?-i:[A-ZÀ-Þ0-9]))")


@cache
def unfit(lang: str, medium: Medium) -> re.Pattern[str] | None:
    """The pattern of what makes no sense in editions of a medium."""
    return _any(_UNFIT.get(_spoken(lang), {}).get(medium, ()))


@cache
def doubled(lang: str) -> re.Pattern[str] | None:
    """The pattern of a word that is written twice in a row, the second time small: names may be twice (Bora Bora)."""
    allowed = _TWICE.get(_spoken(lang))
    if allowed is None:
        return None
    letters = "[a-zà-öø-ÿœ]"
    # The first may begin a sentence.
    word = rf"(?!(?i:{allowed})\b)(?P<word>(?i:{letters}+))"
    return re.compile(rf"(?<![\w'’-]){word}\s+(?={letters})(?i:(?P=word))(?![\w'’-])")


def _spoken(lang: str) -> str:
    return lang.lower().partition("-")[0]


def _any(patterns: tuple[str, ...], before: str = "") -> re.Pattern[str] | None:
    """Of any of the patterns, as whole words; a space in them is any white space, such as the end of a source line."""
    joined = "|".join(patterns).replace(" ", r"\s+")
    return re.compile(rf"(?<![\w-]){before}(?:{joined})(?!\w)", re.IGNORECASE) if patterns else None
