"""An article of very many paragraphs, in which a selector would look for ever."""

from pathlib import Path


def make(folder: Path) -> None:
    """Put them behind the text."""
    article = folder / "article.md"
    text = "".join(f"\nParagraph {number}.\n" for number in range(400))
    table = "\n| Place |\n|---|\n| Quay |\n"
    article.write_text(article.read_text(encoding="utf-8") + table + text + table, encoding="utf-8")
