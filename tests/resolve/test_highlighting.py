"""The parts of code: which are told apart, of which code, and that no character changes."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.model import CodeBlock, CodeLine, CodeRun
from pipeline.model.walk import descend
from pipeline.resolve.highlighting import LANGUAGES, MAX_CHARACTERS, MAX_LINE, MAX_LINES, highlighted
from tests.sources import resolved

CODE = st.lists(
    st.sampled_from([*"\"'`#/*<>(){}[]=+-.:;,\\$@!&|%_aZ9é \t\n", "def ", "/*", "*/", '"""', "--", "<?php", "//"]),
    max_size=30,
).map("".join)


def _text(lines: tuple[CodeLine, ...]) -> str:
    return "\n".join("".join(run.text for run in line.runs) for line in lines)


def _parts(text: str, language: str) -> list[tuple[str, str]]:
    return [(run.part, run.text) for line in highlighted(text, language) for run in line.runs if run.part]


def _codes(fence: str, code: str) -> tuple[list[str], list[CodeBlock]]:
    article, findings = resolved(f"```{fence}\n{code}\n```\n")
    told = [f"{finding.code}: {finding.message}; {finding.hint}" for finding in findings]
    return told, [node for node in descend(article.blocks) if isinstance(node, CodeBlock)]


def test_parts_of_python_are_told_apart() -> None:
    """Comments, keywords, strings, numbers, what is defined, decorators; all else is plain."""
    parts = _parts('@cache\ndef f(x):\n    return "a" if not x else 1  # why', "python")
    assert parts == [
        ("attribute", "@cache"),
        ("keyword", "def"),
        ("name", "f"),
        ("keyword", "    return"),
        ("string", '"a"'),
        ("keyword", "if"),
        ("keyword", "not"),
        ("keyword", "else"),
        ("literal", "1"),
        ("comment", "# why"),
    ]


def test_a_string_over_several_lines_is_one_on_each() -> None:
    """A run never crosses a line, since on paper each line is an element."""
    lines = highlighted('"""a\n\nb"""', "python")
    assert [line.runs for line in lines] == [(CodeRun('"""a', "string"),), (), (CodeRun('b"""', "string"),)]


def test_changes_are_told_by_their_signs_and_their_parts() -> None:
    """A line added and a line removed differ in the text too."""
    assert _parts("-old\n+new", "diff") == [("deleted", "-old"), ("inserted", "+new")]


@pytest.mark.parametrize("name", sorted(set(LANGUAGES.values())))
def test_every_language_has_a_lexer_that_keeps_the_text(name: str) -> None:
    """Each name of the list can be found, and gives back what it was given."""
    text = 'a = "b" # c\n\n  <d e="f">1</d> // g\n\tif x { return 2; }'
    assert _text(highlighted(text, name)) == text


@given(CODE, st.sampled_from(sorted(set(LANGUAGES.values()))))
@settings(deadline=None, max_examples=300)
def test_no_character_of_any_code_changes(text: str, language: str) -> None:
    """Whatever a lexer makes of it."""
    assert _text(highlighted(text, language)) == text


def test_an_unknown_language_stays_plain_with_the_nearest_name() -> None:
    """It is a warning: the code is there, only its colours are not."""
    told, (code,) = _codes("pyhton", "if a:")
    assert told == ['unknown-code-language: the language "pyhton" is not known; write python']
    assert code.lines == (CodeLine((CodeRun("if a:"),)),)


@pytest.mark.parametrize("fence", ["", "text", "Python", "{.python}", "python {#a}"])
def test_known_ways_to_name_a_language_say_nothing(fence: str) -> None:
    """None, plain text, any case, a class as in Pandoc, with an id."""
    assert _codes(fence, "x")[0] == []


@pytest.mark.parametrize(
    ("code", "fact"),
    [
        (
            ("x" * 999 + "\n") * (MAX_CHARACTERS // 1000) + "yy",
            "the code has 50002 characters; at most 50000 are coloured",
        ),
        ("x\n" * MAX_LINES + "x", "the code has 1001 lines; at most 1000 are coloured"),
        ("x" * (MAX_LINE + 1), "a line of the code has 2001 characters; at most 2000 are coloured"),
    ],
)
def test_code_too_long_stays_plain(code: str, fact: str) -> None:
    """By the size of the code alone, so that the result is the same on every machine."""
    told, (block,) = _codes("python", code)
    assert told == [f"long-code: {fact}; show the part that the text is about"]
    assert {run.part for line in block.lines for run in line.runs} == {""}


@pytest.mark.parametrize("lexer", ["c", "csharp"])
@pytest.mark.parametrize("unit", ["a\n", " \n", "{\n"])
def test_the_largest_code_is_read_in_seconds(lexer: str, unit: str) -> None:
    """The slowest lexers on what they are slowest with, which is why there is a limit of lines."""
    begun = time.process_time()
    highlighted(unit * MAX_LINES, lexer)
    assert time.process_time() - begun < 5


def test_a_line_knows_how_deep_it_begins() -> None:
    """In columns, a tab going on to the next fourth."""
    lines = highlighted("a\n  b\n\t c", "python")
    assert [line.indent for line in lines] == [0, 2, 5]
