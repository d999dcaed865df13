"""Asks the validators of others about finished files, each once for all, and tells in our terms what they say."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from pipeline import verification
from pipeline.diagnostics import Diagnostic
from pipeline.files import ReadError, Store, write_over
from pipeline.judge import Standards, Waived, judge
from pipeline.project import open_project, open_workshop
from pipeline.rules import of_validators, rule
from pipeline.validators import UNDECIDED, VALIDATORS, Message, NotRunError, Tools, Validator
from pipeline.verify import Checked, Request, Verified
from pipeline.verify.translated import translated
from pipeline.workshop import Watch, unwatched

_RECORD_LIMIT = 16_000_000


@dataclass(frozen=True, slots=True)
class Judged:
    """What a validator did for the files of one article: its release, the files, how much it said of them.

    `counts` are by file how many messages, and how many that leave the question to people. `fault` says why it did not
    run: then nothing is verified. `spared` are files of its kind that claim nothing which it could judge.
    """

    validator: Validator
    release: str
    files: tuple[Checked, ...]
    counts: Mapping[str, tuple[int, int]]
    fault: NotRunError | None = None
    spared: tuple[Checked, ...] = ()


@dataclass(frozen=True, slots=True)
class Validated:
    """What came of an article's files: findings in our terms, those that waivers let stand, and who looked."""

    verified: Verified
    judged: tuple[Judged, ...]
    diagnostics: tuple[Diagnostic, ...] = ()
    waived: tuple[Waived, ...] = ()


@dataclass(frozen=True, slots=True)
class _Answer:
    validator: Validator
    release: str = ""
    messages: tuple[Message, ...] = ()
    fault: NotRunError | None = None


def validated(
    asked: Sequence[tuple[Request, Verified]], watch: Watch = unwatched, validators: Sequence[Validator] = VALIDATORS
) -> tuple[Validated, ...]:
    """What all validators say of the files that were looked at; it is written into each article's record too.

    Raises ConfigError for settings that are wrong, EnvironmentFault when a record cannot be written.
    """
    if not asked:
        return ()
    settings = open_project(asked[0][0].project).settings.validators
    tools = Tools(asked[0][0].project / settings.node_modules, settings.seconds)
    files = [checked for _, verified in asked for checked in verified.checked]
    answers = [_answer(each, files, tools, watch) for each in validators]
    return tuple(_validated(request, verified, answers) for request, verified in asked)


def _answer(validator: Validator, files: Iterable[Checked], tools: Tools, watch: Watch) -> _Answer:
    own = [each.path for each in _of_kind(validator, files) if _claims(each)]
    watch(validator.title)
    try:
        release = validator.version(tools)
        return _Answer(validator, release, validator.check(own, tools) if own else ())
    except NotRunError as fault:
        return _Answer(validator, fault=fault)


def _validated(request: Request, verified: Verified, answers: Sequence[_Answer]) -> Validated:
    judged = tuple(each for each in (_judged(answer, verified) for answer in answers) if each.files or each.spared)
    looked = [each for each in judged if each.files]
    if request.article is not None and looked:
        _record(request, looked)
    if verified.article is None:
        return Validated(verified, judged)
    project, shop = open_project(request.project), open_workshop(request.project)
    said = [message for answer in answers for message in answer.messages if message.severity != UNDECIDED]
    found = [
        finding
        for checked in verified.checked
        for finding in translated(
            [each for each in said if each.file == checked.path], checked, verified.article, project, shop
        )
    ]
    waivers = [waiver for waiver in verified.article.waivers if _is_ours(waiver.code)]
    told = judge(found, waivers, Standards(project.settings.rules, request.today))
    own = tuple(finding for finding in told.diagnostics if _is_ours(finding.code))
    return Validated(replace(verified, diagnostics=(*verified.diagnostics, *own)), judged, own, told.waived)


def _is_ours(code: str) -> bool:
    known = rule(code)
    return known is not None and of_validators(known)


def _judged(answer: _Answer, verified: Verified) -> Judged:
    own = _of_kind(answer.validator, verified.checked)
    files, spared = (tuple(each for each in own if _claims(each) == claims) for claims in (True, False))
    counts = {each.path.name: _counts(answer.messages, each.path) for each in files}
    return Judged(answer.validator, answer.release, files, counts, answer.fault, spared)


def _of_kind(validator: Validator, files: Iterable[Checked]) -> tuple[Checked, ...]:
    return tuple(each for each in files if each.path.suffix == validator.suffix)


def _claims(checked: Checked) -> bool:
    """Whether a file claims to conform to anything: one that is made from another's pages does not."""
    return checked.edition.base is None


def _counts(messages: Iterable[Message], path: Path) -> tuple[int, int]:
    own = [message for message in messages if message.file == path]
    undecided = sum(message.severity == UNDECIDED for message in own)
    return len(own) - undecided, undecided


def _record(request: Request, judged: Sequence[Judged]) -> None:
    """Put into an article's record who looked at which bytes, and who did not."""
    try:
        before = Store(request.output).read(verification.NAME, _RECORD_LIMIT)
    except ReadError:
        before = b""
    looked = {each.validator.title: dict(_looked(each)) for each in judged if each.fault is None}
    write_over(request.output / verification.NAME, verification.with_validators(request.slug, before, looked))


def _looked(judged: Judged) -> Iterator[tuple[str, object]]:
    yield "version", judged.release
    yield (
        "files",
        {
            each.path.name: {
                "sha256": each.sha256,
                "messages": judged.counts[each.path.name][0],
                "undecided": judged.counts[each.path.name][1],
            }
            for each in judged.files
        },
    )
