"""A skipped test is counted and explained, and fails the run where CI is set."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

SKIPPING = 'import pytest\n\n\ndef test_one():\n    pytest.skip("no trumpet here")\n'


def _run(folder: Path, ci: str) -> subprocess.CompletedProcess[str]:
    shutil.copy(Path(__file__).with_name("conftest.py"), folder)
    (folder / "test_one.py").write_text(SKIPPING, "utf-8")
    environment = {name: value for name, value in os.environ.items() if name not in {"CI", "PYTEST_ADDOPTS"}}
    command = (sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "--rootdir", folder, folder)
    return subprocess.run(
        command, cwd=folder, capture_output=True, text=True, check=False, env={**environment, "CI": ci}
    )


@pytest.mark.parametrize(("ci", "code"), [("", 0), ("false", 0), ("true", 1)])
def test_skip_is_explained_and_fails_where_ci_is_set(tmp_path: Path, ci: str, code: int) -> None:
    """The count and the reason are printed in any case; only CI turns them into a failure."""
    done = _run(tmp_path, ci)
    assert "1 skipped; with CI set this is a failure" in done.stdout
    assert "no trumpet here" in done.stdout
    assert done.returncode == code
