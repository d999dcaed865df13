"""`make look`: builds all editions of articles, and writes pictures of them into look/<slug>/."""

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Browser

from pipeline.validators import browser
from pipeline.writers import EDITIONS
from tests.look import FOLDER, ROOT, books, editions, paper, sheets, terminal, web

_MISTAKE = "\nWhat came before it is told in [the history](#histroy).\n"


def _web_page(chromium: Browser, path: Path, target: Path) -> None:
    for name, view in web.VIEWS.items():
        sheets.write(tuple(web.screens(chromium, path, view)), target, f"web-{name}")
    web.printed(chromium, path, target / "web-printed.pdf")
    _handout(chromium, target / "web-printed.pdf", target)


def _handout(chromium: Browser, path: Path, target: Path) -> None:
    del chromium
    sheets.write(tuple(paper.pages(path)), target, path.stem)


def _book(chromium: Browser, path: Path, target: Path) -> None:
    for name, device in books.DEVICES.items():
        with books.read(chromium, path, device) as page:
            sheets.write(tuple(books.turned(page)), target, f"foliate-{name}")
            if books.popped_up(page):
                web.photographed(page).save(target / f"foliate-{name}-note.png")
    for name, device in books.LIGHT.items():
        sheets.write(tuple(books.drawn_by_mupdf(path, device)), target, f"mupdf-{name}")
    books.cover(path).save(target / "cover.png")


def _terminal(chromium: Browser, slug: str, target: Path) -> None:
    """The article built in a project of its own, and what is told of a mistake in it."""
    with tempfile.TemporaryDirectory() as folder:
        project = Path(folder)
        shutil.copytree(ROOT / "source" / slug, project / "source" / slug)
        terminal.pictured(chromium, project, ("build", slug)).save(target / "terminal-build.png")
        with (project / "source" / slug / "article.md").open("a", encoding="utf-8") as article:
            article.write(_MISTAKE)
        terminal.pictured(chromium, project, ("check", slug)).save(target / "terminal-check.png")


DRAWN = {".html": _web_page, ".pdf": _handout, ".epub": _book}


def main(*slugs: str) -> None:
    """Draw every edition that there is of each article."""
    command = (str(Path(sys.executable).with_name("pipeline")), "build", *slugs)
    subprocess.run((*command, "--edition", ",".join(edition.name for edition in EDITIONS)), cwd=ROOT, check=True)
    with browser.opened() as chromium:
        for slug in slugs:
            target = FOLDER / slug
            shutil.rmtree(target, ignore_errors=True)
            target.mkdir(parents=True)
            for path in sorted((ROOT / "output" / slug).iterdir()):
                if path.suffix in DRAWN:
                    DRAWN[path.suffix](chromium, path, target)
            editions.write(chromium, slug, target)
            _terminal(chromium, slug, target)


if __name__ == "__main__":
    main(*sys.argv[1:])
