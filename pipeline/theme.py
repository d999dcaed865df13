"""How an article looks: templates rendered in a sandbox, tokens, the theme's words per language, and serialisation.

A template sees values only. It is rendered in a sandbox, escaped by default (style sheets, whose names end in `.css`,
are not markup and are not escaped), and a name that is not there is an error. Page templates yield XHTML, which is
parsed strictly and then written as HTML or as XML.
"""

import base64
import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from string import Formatter
from types import MappingProxyType
from typing import cast

from lxml import etree

from pipeline.diagnostics import ConfigError, Location, TemplateError
from pipeline.model.language import direction, primary
from pipeline.model.walk import plain_text
from pipeline.sandbox import TEMPLATES, Sandbox
from pipeline.sandbox.inheritance import SHIPPED
from pipeline.tokens import FILE, Tokens, checked
from pipeline.wording import meant

XHTML = "http://www.w3.org/1999/xhtml"
_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_NOTHING: Mapping[str, bytes] = MappingProxyType({})
_OWN_KEY = re.compile(r"[a-z][a-z0-9-]*")
"""It becomes part of an id."""


@dataclass(frozen=True, slots=True)
class Words:
    """The theme's words in one language: labels and patterns by their keys, as in templates/messages/.

    `months_alone` are the months without a day before them, where a language has another form for that. `own` are the
    words that a project's templates print beside those of the theme, in every edition.
    """

    labels: Mapping[str, str]
    byline: Mapping[str, str]
    colophon: Mapping[str, str]
    dates: Mapping[str, str]
    numbers: Mapping[str, str]
    months: tuple[str, ...]
    licenses: Mapping[str, str]
    months_alone: tuple[str, ...] = ()
    own: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Theme:
    """A set of templates with its tokens (as in tokens.toml), its words per language, and its fonts.

    `web_fonts` maps a name to bytes; `fonts` are the files that are drawn with, for libraries that open files only.
    `citation_styles` maps the name of a style of citations to its CSL.
    """

    environment: Sandbox
    tokens: Tokens
    languages: Mapping[str, Words]
    web_fonts: Mapping[str, bytes]
    fonts: tuple[Path, ...] = ()
    citation_styles: Mapping[str, bytes] = field(default_factory=dict)

    def words(self, lang: str) -> Words:
        """The theme's words in a language (BCP 47), by its primary subtag; raises ConfigError when there are none."""
        language = primary(lang)
        if language not in self.languages:
            known = ", ".join(sorted(self.languages))
            raise ConfigError(
                f'the theme has no words for the language "{lang}" (it has: {known})',
                f"add templates/messages/{language}.toml to the project",
            )
        words = self.languages[language]
        for key in sorted({key for spoken in self.languages.values() for key in spoken.own} - words.own.keys()):
            raise ConfigError(f"templates/messages/{language}.toml: [own] has no `{key}`", "add it: other languages do")
        return words

    @property
    def print_families(self) -> tuple[str, ...]:
        """The families that print is set in."""
        families = cast("Mapping[str, Mapping[str, str]]", self.tokens["families"])
        return tuple(family["print"] for family in families.values())

    def render(self, template: str, values: Mapping[str, object]) -> str:
        """The template's text; raises TemplateError or LimitError naming template and line, as the sandbox does."""
        return self.environment.render(template, values)


def load(files: Mapping[str, bytes], fonts: Iterable[Path] = (), below: Mapping[str, bytes] = _NOTHING) -> Theme:
    """The theme from its files (path below templates/ to bytes) and the fonts to draw with.

    What a TOML file does not say, that of the same path in `below` says; a template there may be extended as
    "shipped/" and its path. Raises ConfigError when tokens or words are no TOML, lack something or cannot be used, and
    TemplateError when a template is no text, or says in vain what the one that it extends has no place for.
    """
    tables = {
        name: _over(_toml(name, below.get(name, b"")), _toml(name, content))
        for name, content in files.items()
        if name.endswith(".toml")
    }
    sources = {name: _text(name, content) for name, content in files.items() if _is_template(name)}
    sources |= {f"{SHIPPED}{name}": _text(name, content) for name, content in below.items() if _is_template(name)}
    environment = Sandbox(sources, {"base64": _base64, "direction": direction, "plain": plain_text})
    environment.check()
    spoken_of = {PurePosixPath(name).stem: table for name, table in tables.items() if "/" in name}
    # The languages that others fall back on come first.
    spoken_of = dict(sorted(spoken_of.items(), key=lambda spoken: "fallback" in spoken[1]))
    words = {lang: _words(f"messages/{lang}.toml", _whole(lang, spoken_of)) for lang in spoken_of}
    for lang, spoken in words.items():
        _complete(lang, spoken, words.get("en", spoken))
    web_fonts = {PurePosixPath(name).stem: content for name, content in files.items() if name.endswith(".woff2")}
    own = files.get(FILE, b"")
    drawn = tuple(path for path in fonts if path.suffix.lower() in {".otf", ".ttc", ".ttf"})
    styles = {PurePosixPath(name).stem: content for name, content in files.items() if name.endswith(".csl")}
    tokens = checked(_toml(FILE, own), _toml(FILE, below.get(FILE, own)), tables.get(FILE, {}), own.decode())
    return Theme(environment, tokens, words, web_fonts, drawn, styles)


def parse(xhtml: str, template: str) -> etree._Element:
    """The root of what a page template yielded; raises TemplateError with its line when it is not well-formed."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True, remove_comments=True)
    try:
        return etree.fromstring(xhtml.encode("utf-8"), parser)
    except etree.XMLSyntaxError as error:
        row = "".join(xhtml.splitlines()[max((error.lineno or 1) - 1, 0) :][:1]).strip()[:80]
        raise TemplateError(
            f"{template} yields markup that is not well-formed: {error.msg}",
            f"look at what yields `{row}`",
        ) from error


def to_xml(root: etree._Element) -> bytes:
    """The document as XML in UTF-8 (XHTML for EPUB and for the press)."""
    content: bytes = etree.tostring(root, encoding="utf-8", xml_declaration=True)
    return content.replace(b"<?xml version='1.0' encoding='utf-8'?>", b'<?xml version="1.0" encoding="utf-8"?>', 1)


def to_html(root: etree._Element) -> bytes:
    """The document in the HTML syntax, in UTF-8; elements lose the XHTML namespace, drawings keep theirs.

    Raises TemplateError for a style or a script that would end in its middle: HTML has no way to escape it.
    """
    for element in root.iter(etree.Element):
        name = etree.QName(element)
        if name.localname in {"script", "style"} and "</" in (element.text or ""):
            raise TemplateError(f"a {name.localname} of the page holds `</`, which ends it in HTML", r"write `<\/`")
        if name.namespace == XHTML:
            element.tag = name.localname
        language = element.attrib.pop(_XML_LANG, "")
        if language and "lang" not in element.attrib:
            element.set("lang", language)
    etree.cleanup_namespaces(root)
    body: str = etree.tostring(root, method="html", encoding="unicode")
    # The library ends an element that is younger than it and has no end (HTML 13.1.2).
    body = body.replace("</wbr>", "")
    return f"<!DOCTYPE html>\n{body}\n".encode()


def filled(pattern: str, **values: str) -> str:
    """The theme's words with values in their places; raises ConfigError when they have other places than these.

    A place is a name and nothing more: attributes, indexes and widths of Python's formats are no words of a language.
    """
    try:
        parts = [
            (before, "" if name is None else values[name], wide, way) for before, name, wide, way in _PARTS(pattern)
        ]
    except (LookupError, ValueError) as error:
        raise _unfilled(pattern, values) from error
    if any(wide or way for _, _, wide, way in parts):
        raise _unfilled(pattern, values)
    return "".join(before + value for before, value, _, _ in parts)


_PARTS = Formatter().parse


def _unfilled(pattern: str, values: Iterable[str]) -> ConfigError:
    places = ", ".join(f"{{{name}}}" for name in values)
    return ConfigError(f'the words "{pattern}" in templates/messages cannot be filled', f"use {places}")


def _is_template(name: str) -> bool:
    return PurePosixPath(name).suffix in TEMPLATES


def _text(name: str, content: bytes) -> str:
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        at = Location(f"templates/{name}", content.count(b"\n", 0, error.start) + 1)
        raise TemplateError("template: is not text in UTF-8", "save it as UTF-8", at) from error


def _base64(content: bytes) -> str:
    return base64.b64encode(content).decode("ascii")


def _toml(name: str, content: bytes) -> dict[str, object]:
    try:
        return tomllib.loads(content.decode("utf-8"))
    except RecursionError as error:
        raise ConfigError(f"templates/{name} is nested too deeply", "correct the file") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigError(f"templates/{name} is not TOML: {error}", "correct the file") from error


def _over(below: Mapping[str, object], above: Mapping[str, object]) -> dict[str, object]:
    """One table over another, key by key at any depth; lists are replaced whole."""
    made = dict(below)
    for key, value in above.items():
        under = made.get(key)
        made[key] = _over(under, value) if isinstance(under, dict) and isinstance(value, dict) else value
    return made


def _complete(lang: str, words: Words, model: Words) -> None:
    """Raises ConfigError unless a language has the words that the theme uses, which are those of its English."""
    for table in ("labels", "byline", "colophon", "dates", "numbers"):
        own, wanted = getattr(words, table).keys(), getattr(model, table).keys()
        for key in sorted(own - wanted):
            message = f"templates/messages/{lang}.toml: [{table}] has a word `{key}` that nothing uses"
            raise ConfigError(message, meant(key, wanted, "take it out"))
        for key in sorted(wanted - own):
            raise ConfigError(f"templates/messages/{lang}.toml: [{table}] has no `{key}`", "add it")


def _whole(lang: str, tables: Mapping[str, Mapping[str, object]]) -> Mapping[str, object]:
    """The table of a language, over that of the language which its `fallback` names."""
    table = dict(tables[lang])
    for key in _part(f"messages/{lang}.toml", {"own": {}, **table}, "own"):
        if not _OWN_KEY.fullmatch(key):
            message = f"templates/messages/{lang}.toml: `{key}` in [own] is no name"
            raise ConfigError(message, "use small letters, figures and hyphens")
    below = table.pop("fallback", None)
    if below is None:
        return table
    if not isinstance(below, str) or below not in tables or "fallback" in tables[below]:
        raise ConfigError(f"templates/messages/{lang}.toml: `fallback` names no whole language", 'write "en"')
    return _over(tables[below], table)


def _words(name: str, table: Mapping[str, object]) -> Words:
    dates = dict(_part(name, table, "dates"))
    months = _months(name, dates.pop("months", ()))
    alone = _months(name, dates.pop("months-alone", months))
    labels, byline, colophon, numbers, licenses = (
        _texts(name, key, _part(name, table, key)) for key in ("labels", "byline", "colophon", "numbers", "licenses")
    )
    own = _texts(name, "own", _part(name, {"own": {}, **table}, "own"))
    return Words(labels, byline, colophon, _texts(name, "dates", dates), numbers, months, licenses, alone, own)


def _months(name: str, months: object) -> tuple[str, ...]:
    if isinstance(months, list | tuple) and len(months) == 12 and all(isinstance(one, str) for one in months):
        return tuple(months)
    raise ConfigError(f"templates/{name}: `dates.months` does not name twelve months", "list them in order")


def _part(name: str, table: Mapping[str, object], key: str) -> Mapping[str, object]:
    part = table.get(key)
    if not isinstance(part, dict):
        raise ConfigError(f"templates/{name} has no table [{key}]", "add it, as in templates/messages/en.toml")
    return part


def _texts(name: str, key: str, part: Mapping[str, object]) -> Mapping[str, str]:
    texts = {}
    for word, text in part.items():
        if not isinstance(text, str):
            raise ConfigError(f"templates/{name}: `{key}.{word}` is not text", "put it in quotes")
        texts[word] = text
    return texts
