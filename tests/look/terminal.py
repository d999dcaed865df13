"""What commands print on a terminal, as a picture: tmux is the terminal, rich turns its colours into HTML."""

import base64
import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from io import StringIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser
from rich.color import parse_rgb_hex
from rich.console import Console
from rich.terminal_theme import TerminalTheme
from rich.text import Text

from tests.look import ROOT
from tests.look.web import photographed

COLUMNS, LINES = 100, 60
_FONTS = {"400": "SourceCodePro-Regular.ttf", "600": "SourceCodePro-Semibold.ttf"}
_COLOURS = ("262624", "b22222", "286e3c", "965f00", "0b4f8a", "8a2d6b", "006973", "6e6e69")
_THEME = TerminalTheme((252, 252, 250), (38, 38, 36), [parse_rgb_hex(each) for each in _COLOURS])
_PAGE = """<!DOCTYPE html><meta charset="utf-8"><title>A terminal</title><style>{faces}
body {{ margin: 0; background: #d4d2cc; }}
pre {{ display: inline-block; margin: 24px; padding: 20px 26px; border-radius: 8px; background: #fcfcfa; color: #262624;
  font: 15px/1.45 "Code", monospace; box-shadow: 0 2px 10px rgb(0 0 0 / 20%); }}
</style>{code}"""


def pictured(chromium: Browser, project: Path, *commands: Sequence[str]) -> Image.Image:
    """What a terminal shows after these commands of `pipeline`, each behind a prompt."""
    page = chromium.new_page(device_scale_factor=2)
    try:
        page.set_content(_PAGE.format(faces="".join(_faces()), code=_as_html(printed(project, *commands))))
        page.evaluate("document.fonts.ready")
        box = page.locator("pre").bounding_box()
        assert box is not None
        page.set_viewport_size({"width": round(box["width"]) + 48, "height": round(box["height"]) + 48})
        return photographed(page)
    finally:
        page.close()


def printed(project: Path, *commands: Sequence[str]) -> str:
    """What stands on the terminal, with its escape codes for colours."""
    script = "; echo; ".join(_prompted(" ".join(each)) for each in commands)
    with _tmux(f"look-{os.getpid()}") as tmux:
        place = ("-x", str(COLUMNS), "-y", str(LINES), "-c", str(project))
        subprocess.run((*tmux, "new-session", "-d", *place, f"{script}; tmux wait-for -S done; cat"), check=True)
        subprocess.run((*tmux, "wait-for", "done"), check=True, timeout=300)
        done = subprocess.run((*tmux, "capture-pane", "-e", "-p"), check=True, capture_output=True, text=True)
        return done.stdout.rstrip()


def _prompted(arguments: str) -> str:
    command = Path(sys.executable).with_name("pipeline")
    return rf"printf '\033[1m$ pipeline {arguments}\033[0m\n'; {command} {arguments}"


@contextmanager
def _tmux(name: str) -> Iterator[tuple[str, ...]]:
    """Yield the command of a terminal of its own, ended at the end."""
    tmux = ("tmux", "-L", name, "-f", "/dev/null")
    try:
        yield tmux
    finally:
        subprocess.run((*tmux, "kill-server"), check=False, capture_output=True)


def _as_html(printed: str) -> str:
    console = Console(record=True, width=COLUMNS, file=StringIO())
    console.print(Text.from_ansi(printed), soft_wrap=True)
    return console.export_html(theme=_THEME, inline_styles=True, code_format="<pre>{code}</pre>")


def _faces() -> Iterator[str]:
    for weight, name in _FONTS.items():
        data = base64.b64encode((ROOT / "templates" / "fonts" / "source-code-pro" / name).read_bytes()).decode()
        yield f'@font-face {{ font-family: "Code"; font-weight: {weight}; src: url(data:font/ttf;base64,{data}); }}'
