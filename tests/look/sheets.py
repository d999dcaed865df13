"""Contact sheets: eight pictures to a sheet, each with its name, in a size in which one can judge it."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from tests.look import Picture

COLUMNS, ROWS = 4, 2
WIDTH, GAP = 600, 36
GROUND, INK, EDGE = "#d4d2cc", "#1b1b1b", "#a8a59c"


def write(pictures: Sequence[Picture], folder: Path, name: str) -> None:
    """Write each picture into a folder of that name, and the sheets of all beside it."""
    singles = folder / name
    singles.mkdir(parents=True, exist_ok=True)
    for each in pictures:
        each.image.save(singles / f"{each.name}.png")
    for number, sheet in enumerate(sheets(pictures), start=1):
        sheet.save(folder / f"{name}-sheet-{number}.png")


def sheets(pictures: Sequence[Picture]) -> Iterator[Image.Image]:
    """The pictures, eight to a sheet."""
    for some in _eights(pictures):
        yield _sheet(some)


def _eights(pictures: Sequence[Picture]) -> Iterator[Sequence[Picture]]:
    for start in range(0, len(pictures), COLUMNS * ROWS):
        yield pictures[start : start + COLUMNS * ROWS]


def _sheet(pictures: Sequence[Picture]) -> Image.Image:
    small = [Picture(each.name, _fitted(each.image)) for each in pictures]
    height, across = max(each.image.height for each in small), min(COLUMNS, len(small))
    down = -(-len(small) // COLUMNS)
    sheet = Image.new("RGB", (across * (WIDTH + GAP) + GAP, down * (height + 2 * GAP) + GAP), GROUND)
    draw, font = ImageDraw.Draw(sheet), ImageFont.load_default(20)
    for number, (name, image) in enumerate(small):
        left, top = GAP + number % COLUMNS * (WIDTH + GAP), GAP + number // COLUMNS * (height + 2 * GAP)
        sheet.paste(image, (left, top))
        draw.rectangle((left - 1, top - 1, left + image.width, top + image.height), outline=EDGE)
        draw.text((left, top + image.height + 6), name, fill=INK, font=font)
    return sheet


def _fitted(image: Image.Image) -> Image.Image:
    """The picture in the width of a column; a smaller one stays as it is."""
    if image.width <= WIDTH:
        return image.convert("RGB")
    return image.convert("RGB").resize((WIDTH, round(image.height * WIDTH / image.width)), Image.Resampling.LANCZOS)
