"""Proves files that other tools made of an article: reads the article and each file, and tells what is missing."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.diagnostics import Diagnostic, PipelineError, Rule, Severity, has_errors
from pipeline.files import Store
from pipeline.foreign import Comparison, Unreadable, Untagged, compare
from pipeline.model import Article
from pipeline.project import open_project, read_article
from pipeline.verify import UNREADABLE_FILE

UNTAGGED_FILE = Rule(
    "untagged-file",
    Severity.ERROR,
    "a PDF of another tool has no tags",
    "Nothing in it says what is a heading, a cell or a link: nothing can be proved, and who listens to it is lost.",
)
RULES = (UNTAGGED_FILE,)

_LIMIT = 1_000_000_000


@dataclass(frozen=True, slots=True)
class Looked:
    """A file that was looked at, and what it lacks; `comparison` is None where it cannot be read."""

    path: Path
    diagnostics: tuple[Diagnostic, ...]
    comparison: Comparison | None = None


@dataclass(frozen=True, slots=True)
class Proven:
    """What came of it: each file, how many errors the article itself has, and what stopped it, if anything.

    Where the article is no text, `diagnostics` say why.
    """

    slug: str
    files: tuple[Looked, ...] = ()
    unread: int = 0
    diagnostics: tuple[Diagnostic, ...] = ()
    fault: PipelineError | None = None

    @property
    def findings(self) -> tuple[Diagnostic, ...]:
        """All that was found, of the article or of the files, in their order."""
        return (*self.diagnostics, *(finding for each in self.files for finding in each.diagnostics))

    @property
    def exit_code(self) -> int:
        """0 where nothing is missing, 1 for findings, else the fault's own."""
        if self.fault:
            return self.fault.exit_code
        return 1 if has_errors(self.findings) else 0


def prove(project: Path, folder: Path, paths: Sequence[Path]) -> Proven:
    """Compares each file with the article of a folder, as that was read: nothing of it is resolved or checked."""
    try:
        article, found = read_article(open_project(project), folder)
        if article is None:
            return Proven(folder.name, diagnostics=found)
        faults = sum(each.severity is Severity.ERROR for each in found)
        return Proven(folder.name, tuple(_looked(article, paths)), faults)
    except PipelineError as fault:
        return Proven(folder.name, fault=fault)


def _looked(article: Article, paths: Sequence[Path]) -> Iterator[Looked]:
    for path in paths:
        try:
            found = compare(article, path.name, Store(path.parent).read(path.name, _LIMIT))
        except (Unreadable, PipelineError) as error:
            rule = UNTAGGED_FILE if isinstance(error, Untagged) else UNREADABLE_FILE
            hint = "ask the tool for a tagged PDF" if rule is UNTAGGED_FILE else "name HTML, EPUB or a tagged PDF"
            yield Looked(path, (Diagnostic(rule, f"{path.name}: {error}", hint=hint),))
        else:
            yield Looked(path, found.diagnostics, found)
