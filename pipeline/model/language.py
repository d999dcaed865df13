"""What a tag of a language says (BCP 47): the language by itself, and the direction of its script."""

from typing import Literal

# Scripts from right to left, by their codes in ISO 15924 (Unicode Standard, chapter 9 and others).
_SCRIPTS = frozenset({"adlm", "arab", "aran", "hebr", "mand", "mend", "nkoo", "rohg", "samr", "syrc", "thaa", "yezi"})
# Languages whose usual script is one of them (IANA language subtag registry, CLDR likely subtags).
_LANGUAGES = frozenset(
    {"ar", "arc", "arz", "ckb", "dv", "fa", "glk", "he", "ks", "lrc", "mzn", "nqo", "pnb", "ps", "sd", "skr", "syr"}
    | {"ug", "ur", "yi", "apc", "ary", "acm", "prs"}
)


def primary(lang: str) -> str:
    """The language of a tag without script and region, in small letters (RFC 5646, 2.2.1)."""
    return lang.lower().partition("-")[0]


def direction(lang: str) -> Literal["ltr", "rtl"]:
    """The direction of a language's script, from its tag (BCP 47)."""
    primary, *rest = lang.lower().split("-")
    script = next((part for part in rest if len(part) == 4 and part.isalpha()), "")
    return "rtl" if script in _SCRIPTS or (not script and primary in _LANGUAGES) else "ltr"
