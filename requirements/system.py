"""Finds what this machine lacks outside Python, and installs it through apt when it may."""

from __future__ import annotations

import ctypes
import importlib.util
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

JAXB = Path("/usr/share/java/jaxb-runtime.jar")


class Need(NamedTuple):
    """A Debian package and the question that tells whether its content is there."""

    package: str
    is_met: Callable[[], bool]


def _library(name: str) -> Callable[[], bool]:
    def is_met() -> bool:
        try:
            ctypes.CDLL(name)
        except OSError:
            return False
        return True

    return is_met


def _program(*names: str) -> Callable[[], bool]:
    return lambda: any(shutil.which(name) for name in names)


def _font(name: str) -> Callable[[], bool]:
    return lambda: any(Path("/usr/share/fonts").rglob(name))


def _has_java() -> bool:
    """Say whether a Java of release 17 or later is on the path; EPUBCheck and veraPDF ask for it."""
    java = shutil.which("java")
    if java is None:
        return False
    told = subprocess.run((java, "-version"), capture_output=True, text=True, check=False).stderr
    release = re.search(r'version "(\d+)', told)
    return release is not None and int(release[1]) >= 17


NEEDS: Mapping[str, tuple[Need, ...]] = {
    "build": (
        Need("python3-venv", lambda: importlib.util.find_spec("ensurepip") is not None),
        Need("libpango-1.0-0", _library("libpango-1.0.so.0")),
        Need("libpangoft2-1.0-0", _library("libpangoft2-1.0.so.0")),
        Need("libharfbuzz-subset0", _library("libharfbuzz-subset.so.0")),
    ),
    "test": (
        Need("chromium", _program("chromium")),
        Need("default-jre-headless", _has_java),
        # The samples in Arabic and Japanese.
        Need("fonts-noto-cjk", _font("NotoSerifCJK-Regular.ttc")),
        Need("fonts-noto-core", _font("NotoNaskhArabic-Regular.ttf")),
        Need("libjaxb-java", JAXB.exists),
        Need("mupdf-tools", _program("mutool")),
        Need("poppler-utils", _program("pdftotext")),
        Need("strace", _program("strace")),
        Need("tmux", _program("tmux")),
    ),
}


def missing(needs: Sequence[Need]) -> tuple[str, ...]:
    """Return the names of the Debian packages that this machine lacks."""
    return tuple(need.package for need in needs if not need.is_met())


def may_install() -> bool:
    """Say whether apt is here and would obey."""
    return os.geteuid() == 0 and shutil.which("apt-get") is not None


def install(packages: tuple[str, ...]) -> None:
    """Install through apt; raises CalledProcessError when apt fails."""
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    subprocess.run(("apt-get", "update", "-qq"), check=True, env=quiet)
    subprocess.run(
        ("apt-get", "install", "-qq", "--yes", "--no-install-recommends", *packages),
        check=True,
        env=quiet,
        stdout=subprocess.DEVNULL,
    )


def install_or_say(lacking: tuple[str, ...]) -> None:
    """Install what is lacking; a failure of apt is told, not raised: what is still lacking decides."""
    print("installing", *lacking, flush=True)
    try:
        install(lacking)
    except subprocess.CalledProcessError as error:
        print("apt:", error, file=sys.stderr)


def main(purpose: str, needs: Sequence[Need], *, installs: bool) -> int:
    """Bring the machine into order; return 0, or 1 with one message when a build is not possible."""
    if installs and (lacking := missing(needs)):
        install_or_say(lacking)
    lacking = missing(needs)
    if not lacking:
        return 0
    names = " ".join(lacking)
    effect = "the build cannot do" if purpose == "build" else "tests are skipped"
    print(f"{effect} without: {names}\n  hint: sudo apt-get install {names}", file=sys.stderr)
    return 1 if purpose == "build" else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], NEEDS[sys.argv[1]], installs=may_install()))
