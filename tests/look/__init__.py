"""Pictures for the eye: every page of every edition, in several readers, and what commands print."""

from pathlib import Path
from typing import NamedTuple

from PIL import Image

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "look"


class Picture(NamedTuple):
    """What is looked at, by the name of its file without the ending."""

    name: str
    image: Image.Image
