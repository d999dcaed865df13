"""Plays the pages of TARGETS: writes their files, makes their changes, runs their commands in order.

A fence whose info string is a language and a path is that file; `diff` and a path is a change of it; `console` holds
commands behind `$ `, each followed by all that it prints. `make docs` writes what is printed now into the page.
"""

import os
import re
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.sources import ROOT

TARGET = ROOT / "docs" / "checks.md"
TARGETS = (TARGET, *(ROOT / "docs" / name for name in ("ci.md", "own-checks.md", "templates.md", "tokens.md")))
_FENCE = re.compile(r"^(?P<fence>`{3,})(?P<info>[^\n`]*)\n(?P<body>.*?)^(?P=fence)$", re.DOTALL | re.MULTILINE)


def played(page: str, project: Path) -> str:
    """The page with what its commands print in that folder, which is empty before."""
    code = 0

    def play(block: re.Match[str]) -> str:
        nonlocal code
        language, _, path = block["info"].strip().partition(" ")
        body = block["body"]
        if language == "diff":
            file = project / path
            file.write_text(_changed(file.read_text(encoding="utf-8"), body), encoding="utf-8")
        elif path:
            (project / path).parent.mkdir(parents=True, exist_ok=True)
            (project / path).write_text(body, encoding="utf-8")
        elif language == "console":
            commands = [line.removeprefix("$ ") for line in body.splitlines() if line.startswith("$ ")]
            body = ""
            for command in commands:
                code, printed = _run(command, code, project)
                body += f"$ {command}\n{printed}"
        return f"{block['fence']}{block['info']}\n{body}{block['fence']}"

    return _FENCE.sub(play, page)


def _changed(text: str, change: str) -> str:
    """The text with the lines behind `+` in place of those behind `-`; all others must stand there once."""
    lines = [(line[:1] or " ", line[1:]) for line in change.splitlines()]
    before, after = ("".join(f"{line}\n" for mark, line in lines if mark != other) for other in "+-")
    assert text.count(before) == 1, f"stands there {text.count(before)} times:\n{before}"
    return text.replace(before, after)


def _run(command: str, code: int, project: Path) -> tuple[int, str]:
    """What a command prints as a reader sees it, both streams together; it may ask for the code of the one before."""
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    env = {**os.environ, "PATH": path, "CI": ""}
    done = subprocess.run(
        ("bash", "-c", f"(exit {code})\n{command}"), cwd=project, env=env, check=False,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8", timeout=120,
    )  # fmt: skip
    return done.returncode, done.stdout


def main() -> None:
    """Write what the commands print now into the pages."""
    for target in TARGETS:
        with TemporaryDirectory() as folder:
            target.write_text(played(target.read_text(encoding="utf-8"), Path(folder)), encoding="utf-8")


if __name__ == "__main__":
    main()
