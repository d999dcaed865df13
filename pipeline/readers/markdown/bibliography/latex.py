r"""The text that a value of BibTeX means: accents, signs and a few styles of LaTeX, `{\'e}` as é."""

import re
import unicodedata

_ACCENTS = {
    "`": "\u0300", "'": "\u0301", "^": "\u0302", "~": "\u0303", "=": "\u0304", "u": "\u0306", ".": "\u0307",
    '"': "\u0308", "r": "\u030a", "H": "\u030b", "v": "\u030c", "d": "\u0323", "c": "\u0327", "k": "\u0328",
    "b": "\u0331",
}  # fmt: skip
_SIGNS = {
    "aa": "å", "AA": "Å", "ae": "æ", "AE": "Æ", "oe": "œ", "OE": "Œ", "o": "ø", "O": "Ø", "l": "ł", "L": "Ł",
    "ss": "ß", "i": "ı", "j": "ȷ", "dh": "ð", "DH": "Ð", "th": "þ", "TH": "Þ", "dj": "đ", "DJ": "Đ",
    "&": "&", "%": "%", "$": "$", "#": "#", "_": "_", "{": "{", "}": "}", " ": " ", "\n": " ", ",": "\u202f",
    "-": "", "/": "", "\\": " ", "textendash": "–", "textemdash": "—", "ldots": "…", "dots": "…",
    "textellipsis": "…",
    "textquoteleft": "‘", "textquoteright": "’", "textquotedblleft": "“", "textquotedblright": "”",
    "guillemotleft": "«", "guillemotright": "»", "textbackslash": "\\", "textasciitilde": "~",
    "textasciicircum": "^", "textasciigrave": "`", "textbraceleft": "{", "textbraceright": "}", "textquotedbl": '"',
    "textless": "<", "textgreater": ">", "textdollar": "$", "textregistered": "®",
    "texttrademark": "™", "copyright": "©",
    "pounds": "£", "euro": "€", "texteuro": "€", "S": "§", "P": "¶",
    "textdegree": "°", "times": "×", "par": " ", "relax": "", "newblock": "",
}  # fmt: skip
_STYLES = {
    "emph": "i", "textit": "i", "textsl": "i", "textbf": "b", "textsuperscript": "sup",
    "textsubscript": "sub",
    "text": "", "textrm": "", "textsc": "", "textup": "", "textnormal": "", "mbox": "", "url": "",
    "nolinkurl": "",
    "enquote": "q", "mkbibquote": "q", "mkbibemph": "i", "mathrm": "", "ensuremath": "",
}  # fmt: skip
_COMMAND = re.compile(r"\\(?:(?P<word>[A-Za-z]+)[ \t\n]*|(?P<sign>.))", re.DOTALL)
_LIGATURES = (("---", "—"), ("--", "–"), ("``", "“"), ("''", "”"), ("~", "\u00a0"))
_BLANK = re.compile(r"[ \t\r\n]+")


class LatexError(Exception):
    """A value that means nothing that we know: a fact in lower case, and a hint."""

    def __init__(self, message: str, hint: str = "write the character itself") -> None:
        super().__init__(message)
        self.hint = hint


def text_of(value: str) -> str:
    """Return the text that a value means, in NFC with single spaces; raises LatexError."""
    try:
        text, _ = _group(value, 0, math=False)
    except RecursionError as error:
        raise LatexError("braces are nested too deep", "take away the braces that say nothing") from error
    return _BLANK.sub(" ", unicodedata.normalize("NFC", text)).strip()


def _group(value: str, at: int, math: bool) -> tuple[str, int]:
    """Return the text from `at` to the brace that closes, or the end, and where it goes on."""
    parts: list[str] = []
    while at < len(value) and value[at] != "}":
        if value[at] == "$":
            math, at = not math, at + 1
            continue
        part, at = _piece(value, at, math)
        parts.append(part)
    return "".join(parts), at + 1


def _piece(value: str, at: int, math: bool) -> tuple[str, int]:
    first = value[at]
    if first == "\\":
        return _command(value, at, math)
    if first == "{":
        return _group(value, at + 1, math)
    if first == "$":
        return "$", at + 1
    if math and first in "_^":
        inner, at = _argument(value, at + 1, math)
        name = "sub" if first == "_" else "sup"
        return f"<{name}>{inner}</{name}>", at
    for written, meant in () if math else _LIGATURES:
        if value.startswith(written, at):
            return meant, at + len(written)
    return first, at + 1


def _command(value: str, at: int, math: bool) -> tuple[str, int]:
    match = _COMMAND.match(value, at)
    if match is None:
        raise LatexError("a backslash stands at the end", "take it away")
    name = match["word"] or match["sign"]
    if name in _ACCENTS:
        letter, at = _argument(value, match.end(), math)
        plain = {"ı": "i", "ȷ": "j"}.get(letter, letter)
        return plain[:1] + _ACCENTS[name] + plain[1:], at
    if name in _SIGNS:
        return _SIGNS[name], match.end()
    if name in _STYLES:
        inner, at = _argument(value, match.end(), math)
        return _styled(_STYLES[name], inner), at
    if name == "href":
        _, at = _argument(value, match.end(), math)
        return _argument(value, at, math)
    raise LatexError(f"the command \\{name} is not known")


def _styled(name: str, inner: str) -> str:
    if name == "q":
        return f"“{inner}”"
    return f"<{name}>{inner}</{name}>" if name else inner


def _argument(value: str, at: int, math: bool) -> tuple[str, int]:
    while at < len(value) and value[at] in " \t\n":
        at += 1
    if at >= len(value) or value[at] == "}":
        return "", at
    return _piece(value, at, math)
