"""manifest.json: what the bytes of an article's editions depend on, and what was proved of them; no when, no where."""

import platform
import zlib
from collections.abc import Iterable, Mapping, Sequence
from hashlib import sha256
from importlib.metadata import version

from pipeline import __version__
from pipeline.build import Built, Made
from pipeline.diagnostics import Diagnostic
from pipeline.judge import Waived
from pipeline.model import Account, Article, Page, PageMap, Waiver
from pipeline.records import as_json

SCHEMA = 1
"""Raised when a key changes its meaning or goes; a new key does not raise it."""

_PACKAGES = (
    "ebooklib", "fonttools", "jinja2", "lxml", "markdown-it-py", "mdit-py-plugins", "pikepdf", "pillow", "pydyf",
    "pyyaml", "resvg-py", "weasyprint",
)  # fmt: skip
"""Those whose code has a say in an edition's bytes."""


def manifest(
    built: Built, waived: Sequence[Waived], templates: Mapping[str, bytes], *, numbered: bool, lacking: Iterable[str]
) -> bytes:
    """The manifest as JSON in UTF-8, keys sorted; docs/records.md says what it holds.

    `waived` are the findings that the author lets stand: whoever trusts the editions may want to know of them.
    `numbered`: whether editions know the print edition's pages. `lacking` are editions that were wanted, had errors and
    were left out.
    """
    article = built.article
    table = {
        "schema": SCHEMA,
        "article": article.slug,
        "version": article.metadata.version,
        "pages": numbered,
        "source": _account(article.account),
        "inputs": {source.name: _digest(source.content) for source in article.sources},
        "waived": [_waived(finding, waiver, article) for finding, waiver in waived],
        "templates": _digest_of_all(templates),
        "tools": _tools(built.editions),
        "lacking": list(lacking),
        "editions": {made.edition.name: _edition(made, article) for made in built.editions},
    }
    return as_json(table | ({"numbering": _pages(built.pages)} if built.pages else {}))


def pages_of(table: Mapping[str, object]) -> PageMap | None:
    """The pages that a manifest records, None for a set without.

    Raises ValueError, TypeError or LookupError for what is no such record.
    """
    known = table.get("numbering")
    if known is None:
        return None
    if not (isinstance(known, dict) and isinstance(known["pages"], list)):
        message = "it does not list the pages"
        raise TypeError(message)
    pages = (Page(str(page["label"]), str(page["block"]), int(page["offset"])) for page in known["pages"])
    return PageMap(str(known["edition"]), str(known["title"]), str(known["file"]), tuple(pages))


def _pages(known: PageMap) -> dict[str, object]:
    pages = [{"label": page.label, "block": page.block, "offset": page.offset} for page in known.pages]
    return {"edition": known.edition, "title": known.title, "file": known.file, "pages": pages}


def _account(account: Account) -> dict[str, object]:
    """What became of the source's characters: in texts, in markup by name, and what a warning calls unread."""
    return {"text": account.text, "markup": dict(account.markup), "unread": account.unread}


def _waived(finding: Diagnostic, waiver: Waiver, article: Article) -> dict[str, object]:
    names = {source.file: source.name for source in article.sources}
    entry: dict[str, object] = {"code": finding.code, "message": finding.message, "reason": waiver.reason}
    if finding.at:
        entry |= {"file": names[finding.at.file], "line": finding.at.line}
    return entry | ({"until": waiver.until.isoformat()} if waiver.until else {})


def _edition(made: Made, article: Article) -> dict[str, object]:
    entry: dict[str, object] = {
        "file": made.edition.file_name(article.slug),
        "sha256": _digest(made.rendered.content),
        "bytes": len(made.rendered.content),
        "proof": {"written": made.proved.proof.written, "found": made.proved.proof.found},
    }
    if made.rendered.pages:
        entry["pages"] = made.rendered.pages
    if made.base:
        base = made.base
        entry["accessible"] = {"edition": base.edition.name, "file": base.edition.file_name(article.slug)}
    if made.rendered.attached:
        entry["attached"] = dict(made.rendered.attached)
    if made.gaps:
        names = {source.file: source.name for source in article.sources}
        entry["exclusions"] = [{"file": names[gap.at.file], "lines": [gap.at.line, gap.last]} for gap in made.gaps]
    return entry


def _tools(editions: Iterable[Made]) -> dict[str, str]:
    native = {name: number for made in editions for name, number in made.rendered.tools.items()}
    own = {"pipeline": __version__, "python": platform.python_version(), "zlib": zlib.ZLIB_RUNTIME_VERSION}
    return {**own, **{name: version(name) for name in _PACKAGES}, **native}


def _digest(content: bytes) -> str:
    return sha256(content).hexdigest()


def _digest_of_all(files: Mapping[str, bytes]) -> str:
    """One SHA-256 over names and contents, in the order of the names."""
    total = sha256()
    for name in sorted(files):
        total.update(f"{name}\0{_digest(files[name])}\n".encode())
    return total.hexdigest()
