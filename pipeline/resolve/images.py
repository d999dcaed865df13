"""Pictures made fit for every edition: upright, in sRGB, in a format that all of them take, and without metadata.

A camera writes where and when a picture was taken, and a thumbnail of what was cut away; none of it is published.
Animated pictures stay as they are, and so do drawings that are not plain.
"""

import io
from dataclasses import replace

from PIL import Image as Pillow
from PIL import ImageCms, ImageOps

from pipeline.drawing import plain
from pipeline.model import Asset

_ORIENTATION = 0x0112
"""The tag of EXIF that says how a camera was held."""
_QUALITY = 92
"""Of a JPEG that has to be encoded anew."""


def cleaned(asset: Asset) -> Asset:
    """The asset as it is published; the pixels of an upright sRGB picture stay the same."""
    if asset.media_type == "image/svg+xml":
        return replace(asset, content=plain(asset.content) or asset.content)
    with Pillow.open(io.BytesIO(asset.content)) as image:
        if getattr(image, "is_animated", False):
            return asset
        upright = image if image.getexif().get(_ORIENTATION, 1) == 1 else ImageOps.exif_transpose(image)
        made = _in_srgb(upright)
        photograph = image.format == "JPEG" or (image.format == "WEBP" and "A" not in made.mode)
        content = _jpeg(made) if photograph else _png(made)
    media_type = "image/jpeg" if content.startswith(b"\xff\xd8") else "image/png"
    return replace(asset, content=content, media_type=media_type)


def _in_srgb(image: Pillow.Image) -> Pillow.Image:
    """The picture in grey, sRGB, a palette of it, or with transparency, 8 bits a channel; itself where it is so."""
    profile = image.info.get("icc_profile")
    if image.mode in {"I;16", "I;16B", "I;16L", "I"}:
        return image.convert("I").point([value // 256 for value in range(65536)], "L")
    if image.mode == "P" and not profile and "transparency" not in image.info:
        return image
    if image.mode in {"P", "PA"}:
        image = image.convert("RGBA" if "transparency" in image.info or image.mode == "PA" else "RGB")
    if profile and image.mode in {"RGB", "RGBA", "CMYK"}:
        return _by_profile(image, profile)
    return image if image.mode in {"L", "LA", "RGB", "RGBA", "1"} else image.convert("RGB")


def _by_profile(image: Pillow.Image, profile: bytes) -> Pillow.Image:
    mode = "RGBA" if image.mode == "RGBA" else "RGB"
    try:
        source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        if "sRGB" in ImageCms.getProfileName(source) and image.mode == mode:
            return image
        made = ImageCms.profileToProfile(image, source, ImageCms.createProfile("sRGB"), outputMode=mode)
    except (ImageCms.PyCMSError, OSError):
        made = None
    # A profile that cannot be used says nothing.
    return image.convert(mode) if made is None else made


def _jpeg(image: Pillow.Image) -> bytes:
    """The picture as JPEG; encoded by its own tables where it is one already."""
    own = image.format == "JPEG" and image.mode in {"L", "RGB"}
    image.info = {}
    content = io.BytesIO()
    if own:
        image.save(content, "JPEG", quality="keep", subsampling="keep", exif=b"")
    else:
        image.convert("L" if image.mode in {"1", "L"} else "RGB").save(content, "JPEG", quality=_QUALITY, exif=b"")
    return content.getvalue()


def _png(image: Pillow.Image) -> bytes:
    image.info = {}
    content = io.BytesIO()
    image.save(content, "PNG", exif=b"")
    return content.getvalue()
