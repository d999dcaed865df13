"""Proves finished files again at any later time: the set that a manifest names, or a PDF by the source it carries."""

import datetime
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from hashlib import sha256
from pathlib import Path

from pipeline.build import build
from pipeline.charts import drawn
from pipeline.contract.brief import with_brief
from pipeline.diagnostics import Diagnostic, PipelineError, UsageError, has_errors
from pipeline.examine import Examined
from pipeline.files import MANIFEST, ReadError, Refusal, Store
from pipeline.manifest import pages_of
from pipeline.model import Article, Edition
from pipeline.numbered import numbering_from
from pipeline.project import Project, examined_article, open_project, open_workshop, read_article, row
from pipeline.proved import UNREADABLE_FILE
from pipeline.readers import read
from pipeline.resolve import resolve
from pipeline.tagged_attached import attachments
from pipeline.verify.looks import BUILD, LIMIT, Checked, Compared, Named, checked, looks, proved_alone
from pipeline.verify.rules import (
    ALTERED_FILE,
    BROKEN_MANIFEST,
    CHANGED_SOURCE,
    DIFFERING_REBUILD,
    RULES,
)
from pipeline.workshop import Watch, Workshop, unwatched
from pipeline.writers import EDITIONS

__all__ = ["ALTERED_FILE", "RULES", "UNREADABLE_FILE", "Checked", "Ready", "Request", "Verified", "ready", "verify"]

_MANIFEST_LIMIT = 16_000_000


@dataclass(frozen=True, slots=True)
class Request:
    """What is to be verified: an article's folder and that of its files; or, with `article` None, one PDF, `output`.

    `rebuild` asks that the editions are also built again and compared byte for byte.
    """

    project: Path
    article: Path | None
    output: Path
    rebuild: bool = False
    today: datetime.date | None = None

    @property
    def slug(self) -> str:
        """The article's name, or the file's."""
        return self.article.name if self.article else self.output.name


@dataclass(frozen=True, slots=True)
class Verified:
    """What came of a request: the editions that were looked at, all findings, and what stopped it, if anything.

    `article` is what the editions were compared with, None where nothing could be.
    """

    slug: str
    checked: tuple[Checked, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()
    fault: PipelineError | None = None
    article: Article | None = None

    @property
    def exit_code(self) -> int:
        """0 for proved, 1 for findings, else the fault's own."""
        if self.fault:
            return self.fault.exit_code
        return 1 if has_errors(self.diagnostics) else 0


@dataclass(frozen=True, slots=True)
class Ready:
    """What a set is compared with: the article, examined, and the same with its charts drawn if it has no errors.

    Who verifies many files of one article has to make it once.
    """

    examined: Examined
    article: Article | None


def verify(request: Request, watch: Watch = unwatched, prepared: Ready | None = None) -> Verified:
    """Reads source and files, and proves each file as a build does, but looks twice as closely at what is seen.

    With `prepared` the source is not read again.
    """
    try:
        project = open_project(request.project)
        shop = replace(open_workshop(request.project), watch=watch)
        if request.article is None:
            return _of_pdf(request, shop)
        shop.watch("read")
        return _of_set(request, prepared or _ready(request, request.article, project, shop), project, shop)
    except PipelineError as fault:
        return Verified(request.slug, fault=fault)


def ready(request: Request) -> Ready:
    """What the files of an article are compared with; raises UsageError for a request without an article."""
    if request.article is None:
        raise UsageError(f"{request.output} is a PDF by itself", "name the article that it was made from")
    return _ready(request, request.article, open_project(request.project), open_workshop(request.project))


def _ready(request: Request, folder: Path, project: Project, shop: Workshop) -> Ready:
    examined = examined_article(project, read_article(project, folder), request.today)
    if examined.article is None or has_errors(examined.diagnostics):
        return Ready(examined, None)
    return Ready(examined, drawn(examined.article, shop.theme, shop.press))


def _of_set(request: Request, prepared: Ready, project: Project, shop: Workshop) -> Verified:
    examined, article = prepared.examined, prepared.article
    found = [*examined.diagnostics]
    if article is None or examined.article is None:
        return Verified(request.slug, diagnostics=tuple(found))
    store = Store(request.output)
    if not store.has(MANIFEST):
        raise UsageError(f"nothing is published in {request.output}: it has no {MANIFEST}", BUILD)
    try:
        manifest = json.loads(store.read(MANIFEST, _MANIFEST_LIMIT))
        named, inputs = tuple(_named(manifest, project)), dict(_texts(manifest["inputs"]))
        pages = pages_of(manifest)
        numbering = row(pages.edition, project) if pages else None
    except (ValueError, TypeError, LookupError, RecursionError) as error:
        message = f"{request.output / MANIFEST} cannot be read: {error}"
        return Verified(request.slug, diagnostics=(*found, Diagnostic(BROKEN_MANIFEST, message, hint=BUILD)))
    found += _changed(examined.article, inputs)
    marks = numbering_from(article, numbering, pages, shop.theme) if numbering and pages else None
    looked = looks(named, store, Compared(examined.article, article, marks), project, shop)
    there = tuple(one for one, _ in looked if one)
    found += [finding for _, findings in looked for finding in findings]
    if request.rebuild:
        there, differing = _rebuilt(examined.article, there, numbering, shop)
        found += differing
    return Verified(request.slug, there, tuple(found), article=article)


def _named(manifest: Mapping[str, object], project: Project) -> Iterator[Named]:
    """The editions of a manifest; raises ValueError or LookupError where it does not say what it should."""
    editions = manifest["editions"]
    if not isinstance(editions, dict) or not editions:
        message = "it names no editions"
        raise ValueError(message)
    for name, entry in editions.items():
        row(name, project)
        yield Named(name, str(entry["file"]), str(entry["sha256"]))


def _texts(table: object) -> Iterator[tuple[str, str]]:
    if not isinstance(table, dict):
        message = "it does not name its inputs"
        raise TypeError(message)
    yield from ((str(key), str(value)) for key, value in table.items())


def _changed(article: Article, inputs: Mapping[str, str]) -> Iterator[Diagnostic]:
    """A finding for each file of the source that has changed, come or gone since the editions were made."""
    now = {source.name: sha256(source.content).hexdigest() for source in article.sources}
    for name in sorted({*now, *inputs}):
        if now.get(name) != inputs.get(name):
            fact = "is new" if name not in inputs else "is gone" if name not in now else "has changed"
            yield Diagnostic(CHANGED_SOURCE, f"{name} {fact} since the editions were made", hint="build them again")


def _rebuilt(
    article: Article, checked: Sequence[Checked], numbering: Edition | None, shop: Workshop
) -> tuple[tuple[Checked, ...], tuple[Diagnostic, ...]]:
    """The editions with whether they could be built again, and a finding for each that came out otherwise."""
    built = build(article, [replace(each.edition, pages=None) for each in checked], numbering, shop)
    made = {each.edition.name: each.rendered.content for each in built.editions}
    told = tuple(replace(each, rebuilt=made[each.edition.name] == each.content) for each in checked)
    return told, tuple(_differing(each, made[each.edition.name]) for each in told if not each.rebuilt)


def _differing(checked: Checked, content: bytes) -> Diagnostic:
    pairs = zip(checked.content, content, strict=False)
    shorter = min(len(checked.content), len(content))
    first = next((offset for offset, (one, other) in enumerate(pairs) if one != other), shorter)
    message = (
        f"{checked.edition.title}: built again it has {len(content)} bytes, the file has {len(checked.content)}, "
        f"and they differ from byte {first} on"
    )
    return Diagnostic(DIFFERING_REBUILD, message, hint="compare `tools` and `templates` of the manifest with yours")


class _Carried:
    """The files that a PDF carries."""

    def __init__(self, files: Mapping[str, bytes]) -> None:
        self._files = files

    def read(self, relative: str, limit: int, /) -> bytes:
        """Return a file's bytes; raises ReadError for one that the PDF does not carry, or only in part."""
        if relative not in self._files or len(self._files[relative]) > limit:
            raise ReadError(Refusal.MISSING, f"the PDF does not carry {relative}", "verify it with its source")
        return self._files[relative]


def _of_pdf(request: Request, shop: Workshop) -> Verified:
    shop.watch("read")
    path = request.output
    content = Store(path.parent).read(path.name, LIMIT)
    try:
        carried = attachments(content)
    except ValueError as error:
        told = Diagnostic(UNREADABLE_FILE, f"{path} cannot be read: {error}", hint="name a PDF that `pipeline` made")
        return Verified(request.slug, diagnostics=(told,))
    if "article.md" not in carried:
        raise UsageError(f"{path} carries no source", "name the article that it was made from")
    article, found = read(_Carried(carried), path.stem.partition(".")[0])
    if article is None:
        return Verified(request.slug, diagnostics=found)
    words = shop.theme.words(article.metadata.lang)
    resolved, _ = resolve(article, words, shop.theme.citation_styles)
    chosen = with_brief(resolved, open_project(request.project).contracts)
    ready = drawn(chosen, shop.theme, shop.press)
    # Which of the paper's editions it is, it does not say: the one that fits best.
    rows = [each for each in EDITIONS if each.writer == "pipeline.writers.pdf"]
    tried = [checked(each, path, content, partial(proved_alone, ready, each, shop=shop)) for each in rows]
    held = [each for each in tried if isinstance(each, Checked) and each.proved]
    if not held:
        return Verified(request.slug, diagnostics=tuple(each for each in tried if isinstance(each, Diagnostic))[:1])
    best = min(held, key=lambda each: len(each.proved.diagnostics) if each.proved else 0)
    return Verified(request.slug, (best,), best.proved.diagnostics if best.proved else (), article=ready)
