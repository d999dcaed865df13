"""Pictures are published upright, in sRGB, in formats that every edition takes, without what a camera noted."""

import io
from collections.abc import Callable

import pytest
from PIL import Image, ImageChops, ImageCms

from pipeline.model import Asset
from pipeline.resolve.images import cleaned

SRGB = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
LAB = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")).tobytes()


def _picture(mode: str) -> Image.Image:
    image = Image.radial_gradient("L").resize((24, 16)).convert(mode)
    if "A" in mode:
        image.putalpha(99)
    return image


def _asset(image: Image.Image, form: str, **options: object) -> Asset:
    content = io.BytesIO()
    image.save(content, form, **options)
    return Asset("images/x", content.getvalue(), f"image/{form.lower()}")


def _exif(orientation: int = 1) -> Image.Exif:
    exif = Image.Exif()
    exif[0x010E], exif[0x0112] = "SECRET", orientation
    return exif


def _shown(asset: Asset) -> Image.Image:
    image = Image.open(io.BytesIO(cleaned(asset).content))
    image.load()
    return image


PICTURES: dict[str, tuple[Callable[[], Asset], str, str]] = {
    "a photograph": (lambda: _asset(_picture("RGB"), "JPEG", exif=_exif(), comment=b"SECRET"), "JPEG", "RGB"),
    "a photograph in grey": (lambda: _asset(_picture("L"), "JPEG", exif=_exif()), "JPEG", "L"),
    "a photograph for print": (lambda: _asset(_picture("CMYK"), "JPEG"), "JPEG", "RGB"),
    "a photograph with a profile": (lambda: _asset(_picture("RGB"), "JPEG", icc_profile=SRGB), "JPEG", "RGB"),
    "a profile that does not fit": (lambda: _asset(_picture("RGB"), "JPEG", icc_profile=LAB), "JPEG", "RGB"),
    "a profile that is none": (lambda: _asset(_picture("RGB"), "PNG", icc_profile=b"SECRET"), "PNG", "RGB"),
    "a screenshot": (lambda: _asset(_picture("RGB"), "PNG", exif=_exif()), "PNG", "RGB"),
    "transparency": (lambda: _asset(_picture("RGBA"), "PNG"), "PNG", "RGBA"),
    "a palette": (lambda: _asset(_picture("P"), "PNG"), "PNG", "P"),
    "a palette with transparency": (lambda: _asset(_picture("P"), "PNG", transparency=0), "PNG", "RGBA"),
    "16 bits of grey": (lambda: _asset(Image.new("I;16", (9, 9), 40000), "PNG"), "PNG", "L"),
    "a still GIF": (lambda: _asset(_picture("P"), "GIF", comment=b"SECRET"), "PNG", "P"),
    "a WebP": (lambda: _asset(_picture("RGB"), "WEBP", exif=_exif()), "JPEG", "RGB"),
    "a WebP with transparency": (lambda: _asset(_picture("RGBA"), "WEBP", lossless=True), "PNG", "RGBA"),
}


@pytest.mark.parametrize(("make", "form", "mode"), PICTURES.values(), ids=PICTURES)
def test_a_picture_is_published_in_a_form_for_all(make: Callable[[], Asset], form: str, mode: str) -> None:
    """The media type is that of the bytes, which hold nothing but the picture, and are the same every time."""
    made = cleaned(make())
    image = _shown(make())
    assert (image.format, image.mode, made.media_type) == (form, mode, f"image/{form.lower()}")
    assert b"SECRET" not in made.content
    assert not {"exif", "icc_profile", "comment", "photoshop", "xmp"} & set(image.info)
    assert cleaned(make()) == made


@pytest.mark.parametrize("form", ["JPEG", "PNG"])
def test_pixels_that_need_no_change_stay(form: str) -> None:
    """Metadata goes, the picture does not get worse; JPEG rounds, by its own tables, a step at most."""
    asset = _asset(_picture("RGB"), form, exif=_exif())
    difference = ImageChops.difference(_shown(asset), Image.open(io.BytesIO(asset.content)))
    assert max(difference.tobytes()) <= (form == "JPEG")


def test_a_picture_taken_sideways_is_turned() -> None:
    """Since the note that says so is taken out."""
    assert _shown(_asset(_picture("RGB"), "JPEG", exif=_exif(orientation=6))).size == (16, 24)


def test_animated_pictures_and_drawings_stay_as_they_are() -> None:
    """The one would lose its motion, the other has no metadata of a camera."""
    moving = _asset(_picture("P"), "GIF", save_all=True, append_images=[Image.new("P", (24, 16))])
    drawing = Asset("images/x.svg", b"<svg/>", "image/svg+xml")
    assert (cleaned(moving), cleaned(drawing)) == (moving, drawing)
