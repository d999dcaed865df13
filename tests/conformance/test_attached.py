"""Each form of the attached source gives a PDF for archives: PDF/A-3a with attachments, PDF/A-2a without."""

import subprocess
import sys
from pathlib import Path

import pytest

from pipeline.tagged_owners import archive_part
from tests.cli.conftest import write_article
from tests.conformance.conftest import Validate

pytestmark = pytest.mark.conformance


def test_validator_finds_nothing_whatever_is_attached(tmp_path: Path, validate: Validate) -> None:
    """The published form is that of all other tests."""
    command = Path(sys.executable).with_name("pipeline")
    for form in ("full", "none"):
        write_article(tmp_path / form / "source", form)
        (tmp_path / form / "pipeline.toml").write_text(f'attach-source = "{form}"\n')
        subprocess.run((command, "build", "-q", "--edition", "pdf"), cwd=tmp_path / form, check=True)
    files = [tmp_path / form / "output" / form / f"{form}.pdf" for form in ("full", "none")]
    assert [archive_part(file.read_bytes()) for file in files] == ["3a", "2a"]
    assert validate("verapdf", files) == ()
