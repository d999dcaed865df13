"""Finds what this machine lacks outside Python, and installs it through apt when it may."""

from __future__ import annotations

import ctypes
import importlib.util
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
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
        Need("libjaxb-java", JAXB.exists),
        Need("poppler-utils", _program("pdftotext")),
        Need("strace", _program("strace")),
    ),
}


def missing(purpose: str) -> tuple[str, ...]:
    """Return the names of the Debian packages that this machine lacks for `build` or `test`."""
    return tuple(need.package for need in NEEDS[purpose] if not need.is_met())


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


def main(purpose: str) -> int:
    """Bring the machine into order; return 0, or 1 with one message when a build is not possible."""
    lacking = missing(purpose)
    if lacking and os.geteuid() == 0 and shutil.which("apt-get"):
        print("installing", *lacking)
        try:
            install(lacking)
        except subprocess.CalledProcessError as error:
            print("apt:", error, file=sys.stderr)
        lacking = missing(purpose)
    if not lacking:
        return 0
    effect = "the build needs" if purpose == "build" else "some tests are skipped without"
    print(f"{effect}: {' '.join(lacking)}\n  hint: sudo apt-get install {' '.join(lacking)}", file=sys.stderr)
    return 1 if purpose == "build" else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
