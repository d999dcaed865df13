"""Every attack in tests/cases/escapes, on each surface: nothing runs, is evaluated, leaks or hangs.

`templates.toml` are ways out of a template sandbox; `texts.toml` is text that others would evaluate, tried in the body,
in every key of the front matter that takes text, and in names of files; `projects.toml` are whole projects.
"""

import json
import re
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NotRequired, TypedDict
from urllib.parse import quote

import pytest

from pipeline.model import Trace, solid
from pipeline.writers import EDITIONS, writer_of
from tests.attack import ARTICLE, Target, target

CASES = Path(__file__).parent / "cases" / "escapes"
Said = pytest.CaptureFixture[str]


class Way(TypedDict):
    """A way out of a template sandbox; whether Jinja without one lets it pass."""

    text: str
    control: NotRequired[bool]


class Project(TypedDict):
    """A project that attacks, and how its build ends."""

    code: int
    meta: NotRequired[str]
    body: NotRequired[str]
    files: NotRequired[dict[str, str]]
    project: NotRequired[dict[str, str]]


def _cases(name: str) -> dict[str, object]:
    return tomllib.loads((CASES / f"{name}.toml").read_text(encoding="utf-8"))


WAYS: dict[str, Way] = _cases("templates")  # type: ignore[assignment]  # the files are as the classes say
PROJECTS: dict[str, Project] = _cases("projects")  # type: ignore[assignment]  # as above
TEXTS: dict[str, str] = _cases("texts")  # type: ignore[assignment]  # as above

# Python's own view of its objects: a template that shows it has evaluated what it must not.
EVALUATED = re.compile(
    r"<class |<function |<module |<built-in|<bound method|<frame| object at 0x|&lt;class |<code object"
)


@pytest.fixture
def aim(tmp_path: Path, capsys: Said) -> Iterator[Target]:
    """A project to attack."""
    with target(tmp_path, lambda: "".join(capsys.readouterr())) as made:
        yield made


@pytest.mark.parametrize("name", WAYS)
def test_a_way_out_of_the_sandbox_is_closed(name: str, aim: Target) -> None:
    """A template of the project, in the place of a shipped one, is told where it is wrong, and nothing is published."""
    aim.lay_out({"source/case/article.md": _article("", ""), "templates/html/page.xhtml": WAYS[name]["text"]})
    code, said = aim.build(aim.project / "source" / "case", "html")
    assert code in {1, 2}, said
    assert not EVALUATED.search(said)
    assert not list((aim.project / "output").rglob("index.html"))


@pytest.mark.parametrize("name", PROJECTS)
def test_an_attacking_project_reaches_nothing(name: str, aim: Target) -> None:
    """Its build ends as its case says."""
    case = PROJECTS[name]
    article = _article(case.get("meta", ""), case.get("body", ""))
    beside = {f"source/case/{path}": text for path, text in case.get("files", {}).items()}
    aim.lay_out({"source/case/article.md": article, **beside, **case.get("project", {})})
    code, said = aim.build(aim.project / "source" / "case")
    assert code == case["code"], said


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Target, dict[str, str]]]:
    """An article in which all the texts stand, and what its web page, its e-book and its sheet say, without spaces."""
    with target(tmp_path_factory.mktemp("texts"), lambda: "") as aim:
        body = "\n\n".join(_escaped(aim.aimed(text)) for text in TEXTS.values())
        aim.lay_out({"source/case/article.md": _article("typography: false", body)})
        code, _ = aim.build(aim.project / "source" / "case", "html,epub,pdf")
        assert code == 0
        yield aim, _said_by_editions(aim.project / "output" / "case")


@pytest.mark.parametrize("name", TEXTS)
def test_text_stays_text_in_every_edition(name: str, published: tuple[Target, dict[str, str]]) -> None:
    """It is printed as it was written, and what it would come to is not there."""
    aim, editions = published
    assert set(editions) == {"html", "epub", "pdf"}
    for said in editions.values():
        assert solid(aim.aimed(TEXTS[name])) in said


def test_nothing_in_a_text_is_worked_out(published: tuple[Target, dict[str, str]]) -> None:
    """Seven times seven is nowhere."""
    # An address, a folder and a digest of both have such figures by chance.
    chance = re.compile(r"127\.0\.0\.1:\d+|/tmp/\S*?canary|SHA-256[0-9a-f]{64}")
    assert not [said for said in published[1].values() if "49" in chance.sub("", said)]


KEYS = (
    "title: {}", "subtitle: {}", "summary: {}", "version: {}", "publisher: {}", "license: {}", "permalink: {}",
    "lang: {}", "date: {}", "keywords: [{}]", "contributors: [{{name: {}}}]", "contributors: [{{name: A, role: {}}}]",
    "contributors: [{{name: A, affiliation: {}}}]", "contributors: [{{name: A, url: {}}}]", "series: {{title: {}}}",
    "series: {{title: A, number: {}}}", "contact: {}", "related: [{{title: {}, url: 'https://example.org'}}]",
    "related: [{{title: A, url: {}}}]", "outline: [{}]", "abbreviations: {{{}: A}}", "abbreviations: {{A: {}}}",
    "identifiers: {{doi: {}}}", "accessibility: {{summary: {}}}", "accessibility: {{conforms-to: {}}}", "contract: {}",
    "editions: [{}]", "parts: [{}]", "references: [{}]", "citation-style: {}", "{}: A",
)  # fmt: skip


@pytest.mark.parametrize("key", KEYS)
def test_front_matter_stays_text(key: str, aim: Target, record_property: Callable[[str, object], None]) -> None:
    """Each key that takes text prints all the texts as they are; others refuse them."""
    text = " ".join(" ".join(aim.aimed(each).split()) for each in TEXTS.values())
    written = key.format(json.dumps(text, ensure_ascii=False))
    rest = "\n".join(line for line in ARTICLE.splitlines() if not line.startswith(written.partition(":")[0] + ":"))
    aim.lay_out({"source/case/article.md": rest.replace("{meta}", f"typography: false\n{written}")})
    code, said = aim.build(aim.project / "source" / "case", "html")
    record_property("examples", len(TEXTS))
    if code == 0 and not key.startswith(
        ("keywords", "abbreviations", "accessibility: {{conf", "editions", "citation-style")
    ):
        assert solid(text) in _said_by_editions(aim.project / "output" / "case")["html"]
    assert not EVALUATED.search(said)


NAMES = {name: text for name, text in TEXTS.items() if "/" not in text and "\n" not in text}
NAMES |= {
    "terminal": "\x1b]0;owned\x07",
    "newline": "a\nb",
    "dots": "...",
    "encoded": "%2e%2e",
    "option": "--help",
    "reversed": "\u202egpj",
}


# One of each kind: a build for each of the others would tell no more.
FOLDERS = [
    "jinja", "jinja-statement", "environment", "python-format", "python-percent", "shell", "shell-in-backticks", "make",
    "spreadsheet-with-a-plus", "entity", "terminal", "newline", "dots", "encoded", "option", "reversed",
]  # fmt: skip


@pytest.mark.parametrize("name", FOLDERS)
def test_the_name_of_a_folder_stays_a_name(name: str, aim: Target) -> None:
    """An article may be called so, or is refused; its files lie in its own folder."""
    slug = aim.aimed(NAMES[name]).replace("/", "")
    aim.lay_out({f"source/{slug}/article.md": _article("", "![a](a.svg)"), f"source/{slug}/a.svg": DRAWING})
    code, _ = aim.build(aim.project / "source" / slug, "html")
    made = [path.relative_to(aim.project / "output").parts[0] for path in (aim.project / "output").rglob("*.*")]
    assert set(made) <= {slug, f".{slug}.lock"}
    assert code in {0, 1, 2}


def test_the_names_of_pictures_stay_names(aim: Target, record_property: Callable[[str, object], None]) -> None:
    """Each is shown, or told with its place."""
    names = [aim.aimed(text).replace("/", "") for text in NAMES.values()]
    body = "\n\n".join(f"![a](<{quote(name)}>)" for name in names)
    aim.lay_out({"source/case/article.md": _article("", body)} | {f"source/case/{name}": DRAWING for name in names})
    code, _ = aim.build(aim.project / "source" / "case", "html,epub")
    record_property("examples", len(names))
    assert code in {0, 1}


DRAWING = "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 9'><path d='M0 0h9v9z'/></svg>"


def _article(meta: str, body: str) -> str:
    return ARTICLE.replace("{meta}", meta).replace("{body}", body)


def _escaped(text: str) -> str:
    """A text as an author writes it who wants each of its characters."""
    return re.sub(r"([!-/:-@\[-`{-~])", r"\\\1", " ".join(text.split()))


def _said_by_editions(folder: Path) -> dict[str, str]:
    """What the files of a folder say, from their bytes alone, without white space."""
    rows = {edition.file_name(folder.name): edition for edition in EDITIONS}
    found = {rows[path.name].name: path for path in folder.iterdir() if path.name in rows}
    return {name: _told(writer_of(rows[path.name]).read_back(path.read_bytes())) for name, path in found.items()}


def _told(trace: Trace) -> str:
    return solid(" ".join(entry.text for entry in (*trace.blocks, *trace.notes, *trace.generated)))
