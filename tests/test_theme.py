"""Templates render in a sandbox, say where they are wrong, and their markup is written as HTML or XML."""

import pytest

from pipeline.diagnostics import ConfigError, TemplateError
from pipeline.theme import Theme, filled, load, parse, to_html, to_xml

WORDS = b"""
[labels]
contents = "Contents"
[byline]
[colophon]
[dates]
months = ["1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12"]
[numbers]
[licenses]
"""


def _theme(template: str) -> Theme:
    return load({"page.xhtml": template.encode(), "style.css": b"a { {{ rule }} }", "messages/en.toml": WORDS})


MISTAKES = {
    "a name that is not there": ("<p>\n{{ nothing }}</p>", 2),
    "syntax": ("<p>\n\n{% if %}</p>", 3),
    "a wrong type": ("{{ 1 + 'a' }}", 1),
    "a division by nothing": ("\n{{ 1 / 0 }}", 2),
    "an attribute of Python": ("{{ ''.__class__.__mro__ }}", 1),
    "a way to the loader": ("{{ self.__init__.__globals__ }}", 1),
    "a change of what it is given": ("{{ values.append(1) }}", 1),
}


@pytest.mark.parametrize(("template", "line"), MISTAKES.values(), ids=MISTAKES)
def test_a_mistake_in_a_template_is_named_with_its_line(template: str, line: int) -> None:
    """Nothing unsafe is evaluated, and the web person sees where to look."""
    with pytest.raises(TemplateError) as caught:
        _theme(template).render("page.xhtml", {"values": [1]})
    assert caught.value.at is not None
    assert (caught.value.at.file, caught.value.at.line) == ("templates/page.xhtml", line)


def test_a_mistake_in_an_included_template_is_named_there() -> None:
    """The line is that of the file that holds the mistake."""
    theme = load({"page.xhtml": b'{% include "part.xhtml" %}', "part.xhtml": b"\n\n{{ nothing }}"})
    with pytest.raises(TemplateError) as caught:
        theme.render("page.xhtml", {})
    assert str(caught.value.at) == "templates/part.xhtml:3:1"


def test_a_template_that_is_not_there_is_named() -> None:
    """The name is the one that was asked for."""
    with pytest.raises(TemplateError, match=r'there is no template "part.xhtml"'):
        _theme('{% include "part.xhtml" %}').render("page.xhtml", {})


def test_markup_that_is_not_well_formed_is_shown() -> None:
    """The hint quotes the line that the template yielded."""
    with pytest.raises(TemplateError) as caught:
        parse("<html>\n<p>unclosed</html>", "page.xhtml")
    assert "unclosed" in caught.value.hint


def test_values_are_escaped_in_markup_and_not_in_styles() -> None:
    """A title with `<` is text; a family name in quotes keeps them."""
    theme = _theme("<p>{{ text }}</p>")
    assert theme.render("page.xhtml", {"text": "a < b & {{ c }}"}) == "<p>a &lt; b &amp; {{ c }}</p>"
    assert theme.render("style.css", {"rule": 'font: "A"'}) == 'a { font: "A" }'


def test_html_and_xml_are_written_from_the_same_markup() -> None:
    """Void elements and empty ones are spelt as each syntax asks; drawings keep their namespace."""
    svg = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><path d="M0 0"/></svg>'
    markup = f'<html xmlns="http://www.w3.org/1999/xhtml" xml:lang="fr"><body><p>a<br/>b</p><i></i>{svg}</body></html>'
    assert to_html(parse(markup, "page")).decode() == (
        '<!DOCTYPE html>\n<html lang="fr"><body><p>a<br>b</p><i></i>'
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><path d="M0 0"></path></svg></body></html>\n'
    )
    assert to_xml(parse(markup, "page")).startswith(b'<?xml version="1.0" encoding="utf-8"?>\n<html xmlns=')


def test_markup_cannot_reach_a_file(tmp_path: object) -> None:
    """An entity that names a file is not expanded."""
    markup = f'<!DOCTYPE html [<!ENTITY x SYSTEM "file://{tmp_path}/x">]><html>&x;</html>'
    assert parse(markup, "page").text is None


WRONG_WORDS = {
    "no TOML": (b"[labels", "is not TOML"),
    "a table missing": (b'[labels]\na = "b"\n[dates]\nmonths = []', "does not name twelve months"),
    "no months": (b"[labels]\n[dates]", "does not name twelve months"),
    "no dates": (b"[labels]", "has no table"),
    "a number for a word": (WORDS + b"MIT = 1", "is not text"),
}


@pytest.mark.parametrize(("words", "message"), WRONG_WORDS.values(), ids=WRONG_WORDS)
def test_words_that_are_wrong_are_refused(words: bytes, message: str) -> None:
    """The file is named, and what is wrong with it."""
    with pytest.raises(ConfigError, match=message) as caught:
        load({"messages/en.toml": words})
    assert "messages/en.toml" in caught.value.message


def test_a_project_says_only_what_it_changes() -> None:
    """What its tokens and words do not say, the shipped ones do."""
    below = {"messages/en.toml": WORDS, "tokens.toml": b"[print]\nbody = 10\nnote = 8"}
    own = {"messages/en.toml": b'[labels]\ncontents = "Inside"', "tokens.toml": b"[print]\nbody = 11"}
    theme = load(own, below=below)
    assert theme.tokens == {"print": {"body": 11, "note": 8}}
    assert (theme.words("en").labels["contents"], theme.words("en").months[0]) == ("Inside", "1")


def test_a_word_that_nothing_uses_is_refused() -> None:
    """A slip would leave the shipped word standing, without a sign."""
    own = {"messages/en.toml": WORDS, "messages/fr.toml": WORDS.replace(b"contents =", b"contens =")}
    with pytest.raises(ConfigError) as caught:
        load(own)
    assert (caught.value.message, caught.value.hint) == (
        "templates/messages/fr.toml: [labels] has a word `contens` that nothing uses",
        "did you mean `contents`?",
    )


def test_a_language_that_lacks_a_word_is_refused() -> None:
    """Before an article needs it."""
    with pytest.raises(ConfigError, match=r"fr.toml: \[labels\] has no `contents`"):
        load({"messages/en.toml": WORDS, "messages/fr.toml": WORDS.replace(b'contents = "Contents"\n', b"")})


def test_a_language_without_words_is_refused() -> None:
    """The hint names the file to add."""
    with pytest.raises(ConfigError) as caught:
        _theme("").words("de-AT")
    assert caught.value.hint == "add templates/messages/de.toml to the project"


def test_a_template_that_calls_itself_is_a_mistake_of_the_template() -> None:
    """Not a fault of the program."""
    with pytest.raises(TemplateError, match="calls itself"):
        _theme("{% macro a() %}{{ a() }}{% endmacro %}{{ a() }}").render("page.xhtml", {})


def test_a_template_that_is_no_text_is_named_with_its_line() -> None:
    """As a web person meets it who saves in an old encoding."""
    with pytest.raises(TemplateError) as caught:
        load({"page.xhtml": b"<p>\n\xe9</p>"})
    assert str(caught.value.at) == "templates/page.xhtml:2:1"


def test_a_template_that_yields_nothing_is_named() -> None:
    """Nothing is no document."""
    with pytest.raises(TemplateError, match=r"page.xhtml yields markup that is not well-formed"):
        parse("", "page.xhtml")


@pytest.mark.parametrize(
    "pattern",
    [
        "Version {versoin}",
        "Version {",
        "Version {0}",
        "Version {version.__class__}",
        "{version:>9999999999}",
        "{version!r}",
    ],
)
def test_words_that_cannot_be_filled_are_refused(pattern: str) -> None:
    """The hint names what may be filled in."""
    with pytest.raises(ConfigError) as caught:
        filled(pattern, version="1")
    assert caught.value.hint == "use {version}"
