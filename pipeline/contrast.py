"""Contrast of two colours, and the nearest colour that has enough of it."""

import colorsys
from collections.abc import Callable, Sequence

_STEPS = 255
"""From black to white: as many as a channel has."""


def contrast(first: Sequence[float], second: Sequence[float]) -> float:
    """The ratio between two opaque colours, red, green and blue of sRGB from 0 to 1; from 1 to 21 (WCAG 2.2)."""
    lighter, darker = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def channels(colour: str) -> tuple[float, float, float]:
    """Red, green and blue of `#rrggbb`, each from 0 to 1."""
    red, green, blue = (part / 255 for part in bytes.fromhex(colour.removeprefix("#")))
    return red, green, blue


def nearest_passing(colour: str, passes: Callable[[str], bool]) -> str | None:
    """Of the colours of the same hue and saturation that pass, the one least darker or lighter; None if none does."""
    return next((near for step in range(_STEPS + 1) for near in moved(colour, step) if passes(near)), None)


def moved(colour: str, step: int) -> tuple[str, str]:
    """The colour made darker and lighter by some 255ths of the way from black to white."""
    hue, lightness, saturation = colorsys.rgb_to_hls(*channels(colour))
    darker, lighter = max(lightness - step / _STEPS, 0), min(lightness + step / _STEPS, 1)
    return _written(hue, darker, saturation), _written(hue, lighter, saturation)


def _written(hue: float, lightness: float, saturation: float) -> str:
    return "#" + bytes(round(part * 255) for part in colorsys.hls_to_rgb(hue, lightness, saturation)).hex()


def _luminance(one: Sequence[float]) -> float:
    """Relative luminance, as WCAG 2.2 defines it."""
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in one[:3]]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
