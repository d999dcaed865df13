"""Finds the programs, jars and scripts that the validators run on."""

import importlib.resources
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

CHROMIUM = Path("/usr/bin/chromium")
JAVA_JARS = Path("/usr/share/java")
MODULES = Path(__file__).parents[1] / "node" / "node_modules"
_SETUP = "run `make test` as root once, or install what it names"

# Generous for a shared machine; a validator that takes longer hangs.
TIMEOUT_SECONDS = 300


class ProgramMissingError(Exception):
    """A validator cannot run on this machine; the text says what is missing."""


def java() -> str:
    """Return the path of Java 17 or later; raises ProgramMissingError."""
    found = shutil.which("java")
    told = subprocess.run((found, "-version"), capture_output=True, text=True, check=True).stderr if found else ""
    release = re.search(r'version "(\d+)', told)
    if found is None or release is None or int(release[1]) < 17:
        raise ProgramMissingError(f"no Java 17 or later; {_SETUP}")
    return found


def chromium() -> Path:
    """Return the path of Debian's Chromium; raises ProgramMissingError."""
    return _existing(CHROMIUM)


def node() -> Path:
    """Return the path of the Node that this environment holds; raises ProgramMissingError."""
    return _existing(Path(sys.executable).with_name("node"))


def node_module(inner: str) -> Path:
    """Return a file of an installed npm package; raises ProgramMissingError."""
    return _existing(MODULES / inner)


def debian_jar(name: str) -> Path:
    """Return a jar that a Debian package put in place; raises ProgramMissingError."""
    return _existing(JAVA_JARS / name)


def packaged_jar(package: str, inner: str) -> Path:
    """Return a jar that travels in a Python package; raises ProgramMissingError."""
    try:
        return _existing(Path(str(importlib.resources.files(package))) / inner)
    except ModuleNotFoundError as error:
        raise ProgramMissingError(f"no Python package {package}; {_SETUP}") from error


def _existing(path: Path) -> Path:
    if not path.exists():
        raise ProgramMissingError(f"no {path}; {_SETUP}")
    return path


def run(command: Sequence[str | Path], environment: Mapping[str, str] | None = None) -> str:
    """Return what the command prints; raises RuntimeError with its error output when it prints nothing."""
    told = subprocess.run(
        [str(part) for part in command],
        capture_output=True,
        text=True,
        check=False,
        timeout=TIMEOUT_SECONDS,
        env={**os.environ, **(environment or {})},
    )
    if not told.stdout:
        raise RuntimeError(f"{command[0]} ended with {told.returncode}: {told.stderr}")
    return told.stdout


def run_in_jvm(script: Path, jars: Sequence[Path], files: Sequence[Path]) -> object:
    """Return the JSON that a child script prints: one JVM for all files, and none in the process of the tests."""
    java()
    class_path = os.pathsep.join(str(jar) for jar in jars)
    return json.loads(run((sys.executable, script, class_path, *files)).splitlines()[-1])
