"""Plain drawings: what of them is kept, and what makes a drawing none."""

import pytest

from pipeline.drawing import plain

SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9">{}</svg>'
BOX = '<rect width="9" height="9" fill="#1b1b1b"></rect>'
NOT_PLAIN = {
    "a style": "<style>rect { fill: red }</style>" + BOX,
    "a style of one element": '<rect width="9" height="9" style="fill: red"/>',
    "a part that is used": '<defs><g id="a"/></defs><use href="#a"/>',
    "a colour that is elsewhere": '<rect width="9" height="9" fill="url(#a)"/>',
    "an element of another language": '<p xmlns="http://www.w3.org/1999/xhtml">x</p>',
    "a picture": '<image href="data:image/png;base64,x"/>',
    "an attribute that is not known": '<rect width="9" height="9" filter="none"/>',
    "words in several parts": "<text>One <tspan>two</tspan></text>",
    "a title before its words": "<text><title>x</title>One</text>",
}


def _drawing(inside: str) -> bytes:
    return SVG.format(inside).encode()


@pytest.mark.parametrize("inside", NOT_PLAIN.values(), ids=NOT_PLAIN)
def test_what_could_look_otherwise_in_a_page_is_not_plain(inside: str) -> None:
    """It stays a picture, whose styles and names are its own."""
    assert plain(_drawing(inside)) is None


def test_a_plain_drawing_is_what_is_drawn() -> None:
    """Titles, comments, names and the order of attributes draw nothing; said twice it is the same."""
    inside = f'<!-- x --><title>T</title><desc>D</desc><g class="a" id="b" role="img">{BOX}</g>\n'
    once = plain(_drawing(inside))
    assert once == _drawing(
        f"<g>{BOX}</g>".replace('width="9" height="9" fill="#1b1b1b"', 'fill="#1b1b1b" height="9" width="9"')
    ).replace(b'width="9" height="9">', b'height="9" width="9">', 1)
    assert once is not None
    assert plain(once) == once
