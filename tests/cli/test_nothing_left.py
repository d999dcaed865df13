"""A first build that fails leaves nothing that looks like an article."""

from pathlib import Path

from pipeline.cli import main
from tests.cli.conftest import write_article


def test_a_first_build_that_fails_leaves_no_folder(tmp_path: Path) -> None:
    """What an earlier build has published stays, as the cases of bad input show."""
    write_article(tmp_path / "source", "small")
    template = tmp_path / "templates" / "html" / "page.xhtml"
    template.parent.mkdir(parents=True)
    template.write_text("{{ nothing }}")
    build = ["-C", str(tmp_path), "build", "-q", "-e", "html", "--no-pages", "small"]
    assert main(build) == 2
    assert not (tmp_path / "output" / "small").exists()
