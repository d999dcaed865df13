"""Drawings from templates, turned into pictures with the bundled fonts and no others: the cover of an e-book."""

from collections.abc import Iterator, Mapping

import resvg_py
from lxml import etree

from pipeline.diagnostics import EnvironmentFault, TemplateError
from pipeline.theme import Theme, parse
from pipeline.writers.needs import needs

_TEMPLATE = "epub/cover.svg"
_TEXT = "{http://www.w3.org/2000/svg}text"
_SMALL = 200
"""Pixels across; enough to see whether a line of text leaves any ink."""


def cover(theme: Theme, values: Mapping[str, object]) -> bytes:
    """The cover as PNG, in the size that the drawing has.

    Raises EnvironmentFault when the theme has no fonts, TemplateError when the drawing is none, when it would read a
    file, or when a text in it stays invisible: the library says nothing when it leaves out text whose font it does not
    have.
    """
    drawing = _drawing(_TEMPLATE, theme, values)
    for text in _invisible(drawing, theme):
        raise TemplateError(
            f'{_TEMPLATE}: the text "{text}" is not to be seen',
            "name a family of templates/fonts, in quotes if it holds a digit, and a colour that stands out",
        )
    return _drawn(drawing, _TEMPLATE, theme)


def picture(template: str, theme: Theme, values: Mapping[str, object]) -> bytes:
    """A drawing as PNG, in the size that it has; text is left out whose font the theme does not have."""
    return _drawn(_drawing(template, theme, values), template, theme)


def _drawing(template: str, theme: Theme, values: Mapping[str, object]) -> etree._Element:
    if not theme.fonts:
        raise EnvironmentFault(f"there are no fonts to draw {template} with", "install the package again")
    drawing = parse(theme.render(template, values), template)
    for need in needs(template, [drawing]):
        raise TemplateError(need.message, need.hint)
    return drawing


def _invisible(drawing: etree._Element, theme: Theme) -> Iterator[str]:
    """The texts without which the drawing looks the same."""
    whole = _drawn(drawing, _TEMPLATE, theme, _SMALL)
    for element in drawing.iter(_TEXT):
        text = "".join(map(str, element.itertext())).strip()
        shown = element.get("display", "inline")
        element.set("display", "none")
        if text and _drawn(drawing, _TEMPLATE, theme, _SMALL) == whole:
            yield text
        element.set("display", shown)


def _drawn(drawing: etree._Element, template: str, theme: Theme, width: int | None = None) -> bytes:
    try:
        return resvg_py.svg_to_bytes(
            svg_string=etree.tostring(drawing, encoding="unicode"),
            width=width,
            skip_system_fonts=True,
            font_files=[str(path) for path in theme.fonts],
        )
    except ValueError as error:
        raise TemplateError(f"{template} yields no drawing: {error}", "correct the template") from error
