"""The way from paper to a screen: an address as a QR code (ISO/IEC 18004), drawn as a vector."""

import io

import segno

_QUIET = 4
"""Modules of white on every side, as the standard asks."""
_SMALLEST, _MODULE = 20.0, 0.5
"""Millimetres of the code without its quiet zone, and of each of its modules, at least."""


def code(address: str, ink: str) -> bytes:
    """The code of an address as SVG, dark on white, in the size that it has on paper; the same for the same address."""
    symbol = segno.make_qr(address, error="m", encoding="utf-8")
    side, _ = symbol.symbol_size(border=0)
    drawing = io.BytesIO()
    symbol.save(
        drawing,
        kind="svg",
        scale=round(max(_MODULE, _SMALLEST / side), 3),
        unit="mm",
        border=_QUIET,
        dark=ink,
        light="#ffffff",
        xmldecl=False,
        svgclass=None,
        lineclass=None,
    )
    return drawing.getvalue()
