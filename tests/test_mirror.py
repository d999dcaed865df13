"""Style sheets for languages written from right to left."""

import pytest

from pipeline.mirror import mirrored


@pytest.mark.parametrize(
    ("css", "expected"),
    [
        ("a { margin-left: 1em; float: left }", "a { margin-right: 1em; float: right }"),
        ("a { border-left-width: 1pt }", "a { border-right-width: 1pt }"),
        ("a { padding: 1pt 2pt 3pt 4pt; }", "a { padding: 1pt 4pt 3pt 2pt; }"),
        ("a { margin: 0 0 1pt }", "a { margin: 0 0 1pt }"),
        ("a { margin: 0 calc(1em + (2px * 3)) 0 var(--x) }", "a { margin: 0 var(--x) 0 calc(1em + (2px * 3)) }"),
        ("@page :right { @top-right { text-align: right } }", "@page :left { @top-left { text-align: left } }"),
        ('a { content: "left"; color: brightred }', 'a { content: "left"; color: brightred }'),
        ("a { background: url(left.png) }", "a { background: url(left.png) }"),
        ('[data-align="right"] { text-align: right; }', '[data-align="right"] { text-align: right; }'),
    ],
)
def test_left_and_right_are_exchanged(css: str, expected: str) -> None:
    """In names, values and the four values of a short form; not in texts, addresses and columns."""
    assert mirrored(css).rstrip() == expected


def test_a_mirrored_mirror_is_the_first_picture() -> None:
    """Nothing is lost on the way."""
    css = "a{margin:1px 2px 3px 4px;left:0}b{text-align:right}"
    assert mirrored(mirrored(css)) == css
