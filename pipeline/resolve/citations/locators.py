"""Where in a work: `, p. 3–5, emphasis added` parted into the label and number that a style prints, and the rest."""

import re
from collections.abc import Mapping

_WORDS = {
    "book": "book books bk. bks.",
    "chapter": "chapter chapters chap. chaps. ch.",
    "column": "column columns col. cols.",
    "figure": "figure figures fig. figs.",
    "folio": "folio folios fol. fols.",
    "issue": "no. nos. issue issues number numbers",
    "line": "line lines l. ll.",
    "note": "note notes n. nn.",
    "opus": "opus op. opp.",
    "page": "page pages p. pp. pg. pgs.",
    "paragraph": "paragraph paragraphs para. paras. ¶ ¶¶",
    "part": "part parts pt. pts.",
    "section": "section sections sec. secs. § §§",
    "sub-verbo": "s.v. s.vv.",
    "verse": "verse verses v. vv.",
    "volume": "volume volumes vol. vols.",
}
"""What writers of English put, whatever the language of the article; Pandoc knows the same words."""

# A number holds a digit or is Roman; several are joined by dashes, commas and &.
_ONE = r"(?:[^\s,;&]*\d[^\s,;&]*|[ivxlcdmIVXLCDM]+\b)"
_NUMBER = rf"{_ONE}(?:(?:\s*[-–—]\s*|\s*[,&]\s*|\s+(?:and|et)\s+){_ONE})*"
_BARE = re.compile(rf"[\s,]*(?P<number>[^\s,;&]*\d[^\s,;&]*(?:(?:\s*[-–—]\s*|\s*[,&]\s*){_ONE})*)")
_BRACED = re.compile(r"[\s,]*\{(?P<number>[^{}]*)\}")


def locator(suffix: str, terms: Mapping[str, tuple[str, ...]]) -> tuple[str, str, str]:
    """The label (of CSL), the number, and what remains of the text behind a key; "" for what is not there.

    `terms` are the words of the article's language by label. A number alone is a page; braces hold any number together.
    """
    braced = _BRACED.match(suffix)
    if braced:
        label, number, rest = locator(braced["number"], terms)
        inside = (label, number) if label and not rest else ("page", braced["number"].strip())
        return *inside, suffix[braced.end() :]
    labels = _labels(terms)
    words = "|".join(re.escape(word) for word in sorted(labels, key=lambda word: (-len(word), word)))
    match = re.match(rf"[\s,]*(?P<word>{words})\s*(?P<number>{_NUMBER})", suffix, re.IGNORECASE)
    if match and _apart(match):
        return labels[match["word"].lower()], match["number"], suffix[match.end() :]
    bare = _BARE.match(suffix)
    return ("page", bare["number"], suffix[bare.end() :]) if bare else ("", "", suffix)


def _apart(match: re.Match[str]) -> bool:
    """Whether a word is not the beginning of a longer one."""
    return not match["word"][-1].isalpha() or match.end("word") < match.start("number")


def _labels(terms: Mapping[str, tuple[str, ...]]) -> dict[str, str]:
    found = {word: label for label, words in _WORDS.items() for word in words.split()}
    for label, words in terms.items():
        for word in words if label not in {"and", "et-al"} else ():
            found.setdefault(word.lower(), label)
    return found
