"""One article from its folder to its published editions: the rim around `build`, where disk, press and clock are.

An order and its outcome are plain values, so that any process may carry an order out.
"""

import datetime
from dataclasses import dataclass, field, replace
from hashlib import sha256
from pathlib import Path

from pipeline import verification
from pipeline.build import Built, Made, build
from pipeline.contract import contract_of
from pipeline.diagnostics import Diagnostic, EnvironmentFault, PipelineError, Severity, has_errors
from pipeline.draft import marked
from pipeline.drafting import drafted, in_known_language, record, without_contract
from pipeline.examine import Examined
from pipeline.files import DRAFT, Templates, abandon, prepare, publish
from pipeline.judge import Standards, Waived, weigh
from pipeline.manifest import manifest
from pipeline.model import Account, Article, Heading, Label, Trace, solid
from pipeline.model.walk import descend, plain_text
from pipeline.project import Project, examined_article, open_project, open_workshop, read_article, row, standards_of
from pipeline.readers import Reading
from pipeline.workshop import Watch, unwatched
from pipeline.writers import EDITIONS

WITHOUT_PRESS = "until then: `pipeline build --edition html,epub --no-pages`"
"""What still works on a machine whose press does not."""


@dataclass(frozen=True, slots=True)
class Order:
    """What is wanted: the project's folder, the article's, the folder for its files, the editions by name.

    Editions that nobody `asked` for are the usual ones, before which those go that the article names itself. `partial`
    publishes those that have no errors, though others have. `today` is the day that waivers and reviews are measured
    against; no byte of an edition knows it. A `draft` is made whatever is found.
    """

    project: Path
    article: Path
    output: Path
    editions: tuple[str, ...]
    pages: bool = True
    asked: bool = True
    partial: bool = False
    today: datetime.date | None = None
    draft: bool = False

    def of(self, article: Article) -> "Order":
        """The order as the article wants it."""
        own = () if self.asked else tuple(dict.fromkeys(article.metadata.editions))
        return replace(self, editions=own or self.editions)

    @property
    def slug(self) -> str:
        """The article's name: that of its folder."""
        return self.article.name


@dataclass(frozen=True, slots=True)
class Piece:
    """An edition that was made.

    Its file, the file's SHA-256, its size in bytes, its pages (0 without), how many of the promised sections and of the
    written blocks, or of what else is `counted`, it holds, and the seconds that it took.
    """

    edition: str
    path: Path
    sha256: str
    size: int
    pages: int
    sections: int
    promised: int
    found: int
    written: int
    counted: str
    seconds: float


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of an order.

    The pieces that were published, or none; all findings; what stopped it, if anything; the files of the set before
    that the new set does not have; what became of the characters of the source, once it is published; the findings that
    a waiver lets stand; of an order for a `draft`, `faults` is what kept some editions of it from being made.
    """

    slug: str
    pieces: tuple[Piece, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()
    fault: PipelineError | None = None
    removed: tuple[Path, ...] = ()
    account: Account = field(default_factory=Account)
    waived: tuple[Waived, ...] = ()
    draft: bool = False
    faults: tuple[PipelineError, ...] = ()

    @property
    def is_stopped(self) -> bool:
        """Whether findings, which a draft would show in place, kept it from publication."""
        return not self.draft and not self.fault and has_errors(self.diagnostics)

    @property
    def exit_code(self) -> int:
        """0 for published and for drafts, 1 for findings that kept it from that, else the highest of its faults."""
        if self.fault or self.faults:
            return max(fault.exit_code for fault in (self.fault, *self.faults) if fault)
        if self.draft and self.pieces:
            return 0
        return 1 if has_errors(self.diagnostics) else 0


def produce(order: Order, watch: Watch = unwatched) -> Outcome:
    """Reads, builds, proves and publishes an article; all its editions or none."""
    try:
        return _produced(order, watch)
    except PipelineError as fault:
        return Outcome(order.slug, fault=fault)


def _produced(order: Order, watch: Watch) -> Outcome:
    project = open_project(order.project)
    watch("read")
    reading = read_article(project, order.article, watch)
    watch("check")
    if order.draft:
        return _drafted(reading, order, watch)
    examined = examined_article(project, reading, order.today)
    article, findings = examined.article, examined.diagnostics
    if article is None or has_errors(findings):
        return Outcome(order.slug, diagnostics=findings, waived=examined.waived)
    prepare(order.output)
    try:
        return _published(article, examined, order, watch)
    finally:
        # After a first build that failed nothing is left of it.
        abandon(order.output)


def _published(article: Article, examined: Examined, order: Order, watch: Watch) -> Outcome:
    """What came of an order for an article without errors."""
    project, findings = open_project(order.project), examined.diagnostics
    made, let_stand = _weighed(_built(article, order.of(article), project, watch), standards_of(project, order.today))
    found, waived = (*findings, *made.diagnostics), (*examined.waived, *let_stand)
    built = made.passed() if order.partial else made
    if not built.editions or (has_errors(found) and not order.partial):
        return Outcome(order.slug, diagnostics=found, waived=waived)
    watch("publish")
    left_out = {each.edition.name for each in made.editions} - {each.edition.name for each in built.editions}
    files = {each.edition.file_name(order.slug): each.rendered.content for each in built.editions}
    files[verification.NAME] = verification.record(order.slug, (_look(each, order.slug) for each in built.editions))
    said = manifest(built, waived, _dependences(project.templates), numbered=order.pages, lacking=sorted(left_out))
    gone = tuple(order.output / name for name in publish(order.output, files, said))
    pieces = tuple(_piece(each, built.article, order.output) for each in built.editions)
    return Outcome(order.slug, pieces, found, removed=gone, account=article.account, waived=waived)


def _drafted(reading: Reading, order: Order, watch: Watch) -> Outcome:
    """What came of an order for drafts: those that could be made lie beside a record that no edition has."""
    project = open_project(order.project)
    examined, faults = _examined_all_the_same(project, reading, order.today)
    article = examined.article
    if article is None:
        return Outcome(order.slug, diagnostics=examined.diagnostics, waived=examined.waived, draft=True)
    known = {edition.name for edition in EDITIONS}
    names = [name for name in order.of(article).editions if name in known] or order.editions
    prepare(order.output)
    shop = replace(open_workshop(order.project), watch=watch)
    shown = marked(article, examined.diagnostics, contract_of(article, project.contracts))
    drafts = drafted(shown, [row(name, project) for name in names], shop)
    found = (*examined.diagnostics, *drafts.diagnostics)
    watch("write")
    files = {made.edition.file_name(order.slug): made.rendered.content for made in drafts.editions}
    removed = publish(order.output, files, record(drafts, found), record=DRAFT)
    pieces = tuple(_piece(made, article, order.output) for made in drafts.editions)
    gone = tuple(order.output / name for name in removed)
    faults += drafts.faults
    return Outcome(order.slug, pieces, found, removed=gone, waived=examined.waived, draft=True, faults=faults)


def _examined_all_the_same(
    project: Project, reading: Reading, today: datetime.date | None
) -> tuple[Examined, tuple[PipelineError, ...]]:
    """An article for drafts with all that is found, and what of the project it has to do without, and why."""
    reading, unspoken = in_known_language(reading, project.theme)
    faults = (unspoken,) if unspoken else ()
    try:
        return examined_article(project, reading, today), faults
    except PipelineError as fault:
        return examined_article(project, without_contract(reading), today), (*faults, fault)


def _built(article: Article, order: Order, project: Project, watch: Watch) -> Built:
    """The article's editions; where the machine lacks what the press needs, the hint tells what does without it."""
    numbering = row(project.settings.numbering, project) if order.pages else None
    wanted = tuple(row(name, project) for name in order.editions)
    try:
        return build(article, wanted, numbering, replace(open_workshop(order.project), watch=watch))
    except EnvironmentFault as fault:
        if all(edition.medium != "paper" for edition in (numbering, *wanted) if edition):
            raise
        raise EnvironmentFault(fault.message, f"{fault.hint}; {WITHOUT_PRESS}", fault.at) from fault


def _weighed(built: Built, standards: Standards) -> tuple[Built, tuple[Waived, ...]]:
    """What was built, its findings weighed as the project does, and those that a waiver lets stand."""
    shown = {one.edition.name: one for made in built.editions for one in (made.base, made) if one}
    judged = {name: weigh(one.rendered.diagnostics, built.article.waivers, standards) for name, one in shown.items()}

    def weighed(made: Made) -> Made:
        rendered = replace(made.rendered, diagnostics=judged[made.edition.name].diagnostics)
        return replace(made, rendered=rendered, base=weighed(made.base) if made.base else None)

    # One that only numbers the pages of others tells what forbids that, and not how its pages look.
    unwanted = built.numbering.diagnostics if built.numbering and built.numbering.edition.name not in shown else ()
    firm = (finding for finding in unwanted if finding.severity is Severity.ERROR)
    found = (*firm, *(finding for one in shown.values() for finding in weighed(one).diagnostics))
    waived = tuple(pair for each in judged.values() for pair in each.waived)
    return replace(built, editions=tuple(map(weighed, built.editions)), diagnostics=found), waived


def _dependences(templates: Templates) -> dict[str, bytes]:
    return {**templates.files, **{f"shipped/{path}": content for path, content in templates.below.items()}}


def _look(made: Made, slug: str) -> verification.Look:
    content, confinement = made.rendered.content, made.rendered.confinement
    return verification.Look(made.edition, made.edition.file_name(slug), content, made.proved, confinement)


def _piece(made: Made, article: Article, output: Path) -> Piece:
    content = made.rendered.content
    sections, promised = (0, 0) if made.edition.is_excerpt else outline(article, made.proved.held)
    return Piece(
        edition=made.edition.name,
        path=output / made.edition.file_name(article.slug),
        sha256=sha256(content).hexdigest(),
        size=len(content),
        pages=made.rendered.pages,
        sections=sections,
        promised=promised,
        found=made.proved.proof.found,
        written=made.proved.proof.written,
        counted=made.proved.proof.counted,
        seconds=made.seconds,
    )


def outline(article: Article, held: Trace) -> tuple[int, int]:
    """How many of the sections that the outline promises an edition's file holds, and how many it promises."""
    # Without white space, which a heading may lose at the end of a printed line, and without its number.
    numbers = {
        node.id: solid(plain_text(tuple(child for child in node.children if isinstance(child, Label))))
        for node in descend(article.blocks)
        if isinstance(node, Heading)
    }
    there = {
        (entry.level, solid(entry.text).removeprefix(numbers.get(entry.id, "")))
        for entry in held.blocks
        if entry.kind == "heading" and entry.id in numbers
    }
    promises = article.metadata.outline
    return sum((promise.level, solid(promise.title)) in there for promise in promises), len(promises)
