"""An article of a project with a file of checks that is too large."""

from pathlib import Path


def make(folder: Path) -> None:
    """Write the file where checks are."""
    checks = folder.parent / "checks"
    checks.mkdir()
    (checks / "house.yaml").write_bytes(b"# " + 70_000 * b"x")
