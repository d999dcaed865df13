"""Setting up: the locks are complete and name no host, and what is missing is named in one message."""

import importlib.util
import json
import re
import sys
import tomllib
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parents[1]
LOCKS = sorted((ROOT / "requirements").glob("*.txt"))
NODE_LOCK = ROOT / "tests" / "conformance" / "node" / "package-lock.json"


@pytest.fixture(scope="module")
def system() -> ModuleType:
    """The script that make runs before anything is installed."""
    spec = importlib.util.spec_from_file_location("system", ROOT / "requirements" / "system.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    # NamedTuple looks up the module of its class by name.
    sys.modules["system"] = module
    spec.loader.exec_module(module)
    return module


def versions(lock: str) -> dict[str, str]:
    """The version of each package in a lock."""
    return dict(re.findall(r"(?m)^([a-z0-9-]+)==([^ ]+)", (ROOT / "requirements" / f"{lock}.txt").read_text("utf-8")))


@pytest.mark.parametrize("lock", LOCKS, ids=lambda path: path.name)
def test_python_lock_pins_and_hashes_everything(lock: Path) -> None:
    """Every package has one exact version and at least one hash; nothing says where it comes from."""
    text = re.sub(r"(?m)^ *#.*\n", "", lock.read_text("utf-8"))
    packages = [block for block in re.split(r"(?m)^(?=\S)", text) if block]
    assert packages
    for package in packages:
        assert re.match(r"[a-z0-9-]+==[^ ]+( ;[^\\]+)? \\\n( +--hash=sha256:[0-9a-f]{64}( \\)?\n)+$", package), package


def test_build_lock_is_part_of_the_test_lock() -> None:
    """Tests run with the versions that the build has."""
    assert versions("build").items() <= versions("test").items()


def test_mutants_are_tried_with_the_versions_of_the_tests() -> None:
    """What is installed for them beside the tests changes nothing that the tests need."""
    tests, mutants = versions("test"), versions("mutants")
    assert "mutmut" in mutants
    assert {name: mutants[name] for name in mutants.keys() & tests.keys()}.items() <= tests.items()


def test_build_lock_has_every_dependency() -> None:
    """A dependency that pyproject.toml names is in the lock."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    named = {re.split(r"[<>=]", line)[0] for line in project["dependencies"]}
    assert named <= versions("build").keys()


def test_node_lock_has_hashes_and_no_address() -> None:
    """Every npm package has a hash; nothing says where it comes from."""
    packages = json.loads(NODE_LOCK.read_text("utf-8"))["packages"]
    fetched = [package for path, package in packages.items() if path]
    assert all("integrity" in package and "resolved" not in package for package in fetched)


def test_missing_packages_are_named_in_one_message(system: ModuleType, capsys: pytest.CaptureFixture[str]) -> None:
    """Without the right to install, make stops with the names and the command."""
    needs = (system.Need("libone", lambda: False), system.Need("libtwo", lambda: True), system.Need("three", bool))
    assert system.main("build", needs, installs=False) == 1
    told = capsys.readouterr().err
    assert told == "the build cannot do without: libone three\n  hint: sudo apt-get install libone three\n"


def test_missing_test_tools_stop_nothing(system: ModuleType, capsys: pytest.CaptureFixture[str]) -> None:
    """What only tests need is named, and the tests go on without it."""
    assert system.main("test", (system.Need("strace", lambda: False),), installs=False) == 0
    assert "tests are skipped without: strace" in capsys.readouterr().err


def test_nothing_missing_says_nothing(system: ModuleType, capsys: pytest.CaptureFixture[str]) -> None:
    """A machine in order is left alone."""
    assert system.main("build", (system.Need("libone", lambda: True),), installs=True) == 0
    assert capsys.readouterr() == ("", "")
