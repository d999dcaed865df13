"""On a terminal: a table, colours unless NO_COLOR is set, and progress that leaves no trace."""

import fcntl
import os
import pty
import re
import struct
import subprocess
import termios
from contextlib import suppress
from pathlib import Path

from .conftest import ARTICLE, COMMAND, write_article

WEB = ("build", "--edition", "html", "--no-pages")
COLOUR = re.compile(r"\x1b\[(?:\d+;)*(?:3[0-7]|9[0-7])[;m]")
SEQUENCE = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]|\r")


def on_terminal(project: Path, *words: str, columns: int = 80, **env: str) -> str:
    """Everything that the command writes to a terminal of so many columns."""
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 40, columns, 0, 0))
    environment = {
        name: value for name, value in os.environ.items() if name not in {"NO_COLOR", "COLUMNS", "FORCE_COLOR"}
    }
    process = subprocess.Popen(
        (COMMAND, *words), cwd=project, env={**environment, "TERM": "xterm-256color", **env},
        stdin=theirs, stdout=theirs, stderr=theirs,
    )  # fmt: skip
    os.close(theirs)
    told = b""
    with suppress(OSError):  # a terminal whose other end is closed ends with an error
        while part := os.read(ours, 4096):
            told += part
    os.close(ours)
    process.wait(60)
    return told.decode()


def test_table_has_a_row_per_edition(project: Path) -> None:
    """Edition, pages or size, sections found and promised, time, file."""
    lines = SEQUENCE.sub("", on_terminal(project, *WEB)).splitlines()
    assert "small  output/small/" in lines
    assert any(re.match(r"edition +extent +sections +time +file", line) for line in lines)
    assert any(re.match(r"html +\d+ kB +2/2 +\d\.\d s +index\.html", line) for line in lines)


def test_account_is_one_quiet_sentence(project: Path) -> None:
    """Below the table, with the numbers of characters."""
    told = on_terminal(project, *WEB)
    sentence = re.compile(r"\nEvery character of the source is accounted for: \d+ in the text, \d+ of markup\.\n")
    assert sentence.search(SEQUENCE.sub("", told))
    assert "\x1b[2mEvery character" in told


def test_removed_file_is_one_dim_line(project: Path) -> None:
    """After the table of what was made."""
    on_terminal(project, *WEB, "--edition", "epub")
    told = on_terminal(project, *WEB)
    assert SEQUENCE.sub("", told).rstrip().splitlines()[-1] == "small removed path=output/small/small.epub"
    assert "\x1b[2msmall removed" in told


def test_progress_names_the_step_and_vanishes(project: Path) -> None:
    """The line is erased before anything is printed."""
    told = on_terminal(project, *WEB)
    assert "small: web page" in told
    assert "\x1b[2K" in told[told.rindex("small: web page") :]


def test_quiet_shows_no_progress(project: Path) -> None:
    """Nothing at all is nothing at all."""
    assert on_terminal(project, *WEB, "-q") == ""


def test_findings_are_coloured_unless_no_color_is_set(project: Path) -> None:
    """The text is the same in both (no-color.org)."""
    write_article(project / "source", "wrong", ARTICLE.replace("Opening words.", "Opening <b>words</b>."))
    bright, plain = on_terminal(project, *WEB, "wrong"), on_terminal(project, *WEB, "wrong", NO_COLOR="1")
    assert COLOUR.search(bright)
    assert not COLOUR.search(plain)
    for told in (bright, plain):
        assert "source/wrong/article.md:14:9: error[raw-html] " in SEQUENCE.sub("", told)


def test_excerpt_fits_the_terminal(project: Path) -> None:
    """A broken line would part the caret from what it points at."""
    write_article(
        project / "source",
        "wrong",
        ARTICLE.replace("Opening words.", "Opening words. " * 30 + "<b>wrong</b>." + " More words." * 30),
    )
    told = SEQUENCE.sub("", on_terminal(project, *WEB, "wrong", columns=60)).splitlines()
    assert max(len(line) for line in told if line.startswith("  14 │")) == 60
