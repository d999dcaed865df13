"""Looks at the files of a set, each against what its edition has of the article, or against the pages of its base."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from hashlib import sha256
from pathlib import Path

from pipeline.build import build
from pipeline.charts import drawn_for
from pipeline.diagnostics import Diagnostic
from pipeline.files import ReadError, Store
from pipeline.model import Article, Edition
from pipeline.numbered import Numbering, had, with_pages
from pipeline.project import Project, row
from pipeline.proved import Proved, UnreadableError, proved, proved_by, unreadable
from pipeline.verify.rules import ALTERED_FILE, MISSING_FILE
from pipeline.workshop import Workshop

BUILD = "run `pipeline build` for it"
LIMIT = 1_000_000_000


@dataclass(frozen=True, slots=True)
class Checked:
    """An edition that was looked at: its file, the file's SHA-256, how many blocks were found of how many written.

    `content` are its bytes, `proved` is what was found of them; None where they cannot be read as what they are.
    `rebuilt` says whether the same bytes were built again; None when nobody asked.
    """

    edition: Edition
    path: Path
    content: bytes
    proved: Proved | None
    rebuilt: bool | None = None

    @property
    def holds(self) -> bool:
        """Whether the file holds what it should, and shows it."""
        return self.proved is not None and not self.proved.diagnostics

    @property
    def sha256(self) -> str:
        """The digest of the file's bytes."""
        return sha256(self.content).hexdigest()


@dataclass(frozen=True, slots=True)
class Named:
    """What a manifest says of an edition: its name, its file, and the SHA-256 of that."""

    edition: str
    file: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Compared:
    """What a set is compared with: the article as it was examined, the same with its charts drawn, its pages."""

    examined: Article
    drawn: Article
    numbering: Numbering | None = None


Looked = tuple[Checked | None, tuple[Diagnostic, ...]]
"""An edition that was looked at, and what is wrong with it."""


def looks(
    named: Sequence[Named], store: Store, compared: Compared, project: Project, shop: Workshop
) -> tuple[Looked, ...]:
    """The editions of a set as named, and what is wrong with each.

    One with a base is compared with the file of that, if the set has it and it is proved itself; else with what is
    made of the article now.
    """
    found: dict[str, Looked] = {}
    pages: dict[str, bytes] = {}
    for each in sorted(named, key=lambda one: row(one.edition, project).base is not None):
        edition = row(each.edition, project)
        if compared.numbering:
            edition = with_pages(compared.drawn, edition, compared.numbering, shop.theme)
        if edition.base is None:
            prove = partial(proved_alone, compared.drawn, edition, shop=shop)
        else:
            pages[edition.base.name] = pages.get(edition.base.name) or _pages(edition.base, found, compared, shop)
            prove = partial(proved_by, pages[edition.base.name], edition, shop=shop, fine=True)
        found[each.edition] = _look(each, edition, store, prove, shop)
    return tuple(found[each.edition] for each in named)


def proved_alone(article: Article, edition: Edition, content: bytes, shop: Workshop) -> Proved:
    """A file against what its edition has of an article with its charts drawn; raises UnreadableError."""
    held = drawn_for(edition, had(article, edition), article, shop.theme, shop.press)
    return proved(held, edition, content, shop, fine=True)


def checked(edition: Edition, path: Path, content: bytes, prove: Callable[[bytes], Proved]) -> Checked | Diagnostic:
    """A file that was looked at, or that it cannot be read."""
    try:
        return Checked(edition, path, content, prove(content))
    except UnreadableError as error:
        return unreadable(edition, path.name, error, BUILD)


def _pages(base: Edition, found: Mapping[str, Looked], compared: Compared, shop: Workshop) -> bytes:
    """The file of a base that holds what it should."""
    there, _ = found.get(base.name, (None, ()))
    if there and there.holds:
        return there.content
    (made,) = build(compared.examined, [base], None, shop).editions
    return made.rendered.content


def _look(named: Named, edition: Edition, store: Store, prove: Callable[[bytes], Proved], shop: Workshop) -> Looked:
    shop.watch(edition.title)
    path = store.root / named.file
    try:
        content = store.read(named.file, LIMIT)
    except ReadError as error:
        message = f"{edition.title}: {named.file} is not there"
        return None, (Diagnostic(MISSING_FILE, message, hint=f"put it back, or {BUILD}: {error.message}"),)
    found: list[Diagnostic] = []
    if sha256(content).hexdigest() != named.sha256:
        message = f"{edition.title}: {named.file} is not the file that was published"
        found.append(Diagnostic(ALTERED_FILE, message, hint=f"put that one back, or {BUILD}"))
    looked = checked(edition, path, content, prove)
    if isinstance(looked, Diagnostic):
        return Checked(edition, path, content, None), (*found, looked)
    return looked, (*found, *(looked.proved.diagnostics if looked.proved else ()))
