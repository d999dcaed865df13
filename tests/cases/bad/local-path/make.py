"""A drawing that names the folder that it was exported to, which is one of this machine."""

from pathlib import Path

DRAWING = """<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20" viewBox="0 0 40 20">
<title>Gate</title><desc>exported to {}</desc>
<path shape-rendering="auto" d="M5 15V5h30v10" fill="none" stroke="#1b1b1b"/></svg>
"""


def make(folder: Path) -> None:
    """Write the drawing."""
    (folder / "gate.svg").write_text(DRAWING.format(folder / "gate.svg"), encoding="utf-8")
