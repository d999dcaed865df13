"""An article whose contract is a link that leads out of the project."""

from pathlib import Path


def make(folder: Path) -> None:
    """Put the contract where contracts are."""
    contracts = folder.parent / "contracts"
    contracts.mkdir()
    (contracts / "house.yaml").symlink_to("/etc/hostname")
