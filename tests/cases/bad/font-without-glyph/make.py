"""A font of the house that has the letters a to z, and an article with a word that no font has."""

from pathlib import Path

from tests.house_font import write_font


def make(folder: Path) -> None:
    """Write it among the project's fonts, and name it."""
    project = folder.parents[1]
    write_font(project, "House")
    (project / "templates" / "tokens.toml").write_text('[families]\nserif = { print = "House" }\n', encoding="utf-8")
    with (folder / "article.md").open("a", encoding="utf-8") as article:
        article.write("\nA text of the house in \N{HEBREW LETTER ALEF}.\n")
