"""An article whose contract is too large."""

from pathlib import Path


def make(folder: Path) -> None:
    """Put the contract where contracts are."""
    contracts = folder.parent / "contracts"
    contracts.mkdir()
    (contracts / "house.yaml").write_text("# long\n" * 10_000, "utf-8")
