"""A copy of the shipped macros, made when there was no timeline yet."""

from pathlib import Path

from pipeline.files import shipped_folder


def make(folder: Path) -> None:
    """Write it among the project's templates."""
    shipped = (shipped_folder() / "shared" / "blocks.xhtml").read_text(encoding="utf-8")
    own = folder.parents[1] / "templates" / "shared" / "blocks.xhtml"
    own.parent.mkdir(parents=True)
    own.write_text(shipped.replace('  "timeline": timeline,', " "), encoding="utf-8")
