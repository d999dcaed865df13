"""The cover of an e-book: a drawing from a template, turned into a picture with the bundled fonts and no others."""

from collections.abc import Mapping

import resvg_py

from pipeline.diagnostics import EnvironmentFault, TemplateError
from pipeline.theme import Theme

_TEMPLATE = "epub/cover.svg"


def cover(theme: Theme, values: Mapping[str, object]) -> bytes:
    """The cover as PNG, in the size that the drawing has.

    Raises EnvironmentFault when the theme has no fonts: what the drawing says would be missing, without a word.
    """
    if not theme.fonts:
        raise EnvironmentFault("there are no fonts to draw the cover with", "install the package again")
    drawing = theme.render(_TEMPLATE, values)
    try:
        return resvg_py.svg_to_bytes(
            svg_string=drawing, skip_system_fonts=True, font_files=[str(path) for path in theme.fonts]
        )
    except ValueError as error:
        raise TemplateError(f"{_TEMPLATE} yields no drawing: {error}", "correct the template") from error
