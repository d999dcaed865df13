"""What is told of the pages of a small article: cases of the rules of layout, and the press that prints them."""

from collections.abc import Mapping
from pathlib import Path

from pipeline import theme
from pipeline.arrangement import arranged
from pipeline.diagnostics import Diagnostic
from pipeline.example import whole
from pipeline.files import load_templates
from pipeline.press import Press
from pipeline.readers import read
from pipeline.resolve import resolve
from pipeline.selection import selected
from pipeline.writers import pdf
from tests.sources import ROOT, Folder, edition

CASES = Path(__file__).parent / "cases" / "layout"
STYLE = "pdf/style.css"
SHIPPED = load_templates(ROOT)


def found(case: Path, press: Press) -> tuple[Diagnostic, ...]:
    """All that is found while a case is printed, at the lines of the source as written.

    Beside it may lie pictures, and what its style has more than the one that ships: `style.css` for all cases of the
    folder, `<name>.css` for one.
    """
    made = whole(case.read_bytes())
    files = {path.name: path.read_bytes() for path in case.parent.iterdir()}
    article, _ = read(Folder({**files, "article.md": made.content}), "case", "article.md")
    assert article is not None
    own = theme.load(_styled(files, (f"{case.stem}.css", "style.css")), SHIPPED.fonts)
    article, _ = resolve(article, own.words(article.metadata.lang), own.citation_styles)
    row = edition("pdf")
    rendered = pdf.write(arranged(selected(article, row), row), row, own, press)
    return tuple(map(made.as_written, rendered.diagnostics))


def _styled(files: Mapping[str, bytes], names: tuple[str, ...]) -> Mapping[str, bytes]:
    """The templates that ship, their style with that of the case behind it."""
    more = next((files[name] for name in names if name in files), b"")
    return {**SHIPPED.files, STYLE: SHIPPED.files[STYLE] + more}
