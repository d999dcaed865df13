"""What validators say of planted faults is told by the right rule, at the line of source or template that has it."""

import json
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest

from pipeline import theme
from pipeline.arrangement import arranged
from pipeline.files import load_templates, shipped_folder
from pipeline.press import Press
from pipeline.project import release
from pipeline.selection import selected
from pipeline.validators import VALIDATORS
from pipeline.verify import Request, ready
from pipeline.writers import writer_of
from tests.conformance.conftest import TOOLS
from tests.conformance.planted import ARTICLES, DAMAGES, DOT, PLANTED, Planted
from tests.sources import edition

pytestmark = pytest.mark.conformance

EDITIONS = ("html", "epub", "pdf")
Finding = Mapping[str, object]


def _pipeline(project: Path, *words: str) -> subprocess.CompletedProcess[str]:
    command = (Path(sys.executable).with_name("pipeline"), *words)
    return subprocess.run([*map(str, command)], cwd=project, capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A project whose articles were built soundly, then made faulty: by templates of its own, or by damage."""
    project = tmp_path_factory.mktemp("planted")
    (project / "pipeline.toml").write_text(f'[validators]\nnode-modules = "{TOOLS.modules}"\n', encoding="utf-8")
    for name, body in ARTICLES.items():
        (project / "source" / name / "images").mkdir(parents=True)
        (project / "source" / name / "article.md").write_text(body, encoding="utf-8")
        (project / "source" / name / "images" / "dot.svg").write_text(DOT, encoding="utf-8")
    built = _pipeline(project, "build")
    assert built.returncode == 0, built.stderr
    for (name, suffix), damage in DAMAGES.items():
        path = next((project / "output" / name).glob(f"*{suffix}"))
        path.write_bytes(damage(path.read_bytes()))
    _plant(project)
    yield project
    release()


@pytest.fixture(scope="module")
def findings(project: Path) -> tuple[Finding, ...]:
    """All that `pipeline verify --validators` tells of all articles at once."""
    done = _pipeline(project, "verify", "--validators", "--format", "json")
    told = json.loads(done.stdout)
    if lacking := [each["reason"] for each in told["validators"] if not each["verified"]]:
        pytest.skip("; ".join(lacking))
    return tuple(told["findings"])


def _plant(project: Path) -> None:
    """Give the project its faulty templates, and its faulty article the files that these make, proved or not."""
    for file, before, after in (row.change for row in PLANTED if row.change):
        path = project / file
        name = path.relative_to(project / "templates")
        first = "[colours]\n" if name.suffix == ".toml" else (shipped_folder() / name).read_text(encoding="utf-8")
        own = path.read_text(encoding="utf-8") if path.exists() else first
        assert before in own, (file, before)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(own.replace(before, after, 1) if before else f"{own}\n{after}\n", encoding="utf-8")
    templates = load_templates(project)
    article = ready(Request(project, project / "source" / "faulty", project)).article
    assert article is not None
    with Press(templates.fonts) as press:
        for row in map(edition, EDITIONS):
            faulty = theme.load(templates.files, templates.fonts, templates.below)
            made = writer_of(row).write(arranged(selected(article, row), row), row, faulty, press)
            (project / "output" / "faulty" / row.file_name("faulty")).write_bytes(made.content)


@pytest.mark.parametrize("row", PLANTED, ids=lambda row: row.name)
def test_a_planted_fault_is_told_where_it_can_be_mended(
    row: Planted, findings: tuple[Finding, ...], project: Path
) -> None:
    """By each validator that sees it, with its own words, at its line; what nobody can mend in a line, by its file."""
    for tool in row.tools:
        own = [each for each in findings if each["code"] == row.rule and f"; {tool} " in str(each["message"])]
        assert any(_is_at(each, row, project) for each in own), (tool, own)


def _is_at(finding: Finding, row: Planted, project: Path) -> bool:
    if not row.file:
        return finding["line"] is None and row.words in str(finding["message"])
    shipped = shipped_folder() / row.file.removeprefix("shipped/")
    path = shipped if row.file.startswith("shipped/") else project / row.file
    if (project / str(finding["file"])).resolve() != path.resolve():
        return False
    return row.words in path.read_text(encoding="utf-8").splitlines()[int(str(finding["line"])) - 1]


def test_each_kind_of_place_has_faults(tell: Callable[[str], None]) -> None:
    """And each validator finds some."""
    lines = {"source": 0, "template": 0, "file": 0}
    for row in PLANTED:
        lines["source" if row.file.startswith("source") else "template" if row.file else "file"] += 1
    counts = ", ".join(f"{count} in the {kind}" for kind, count in lines.items())
    tell(f"faults that validators find, told where they can be mended: {len(PLANTED)} ({counts})")
    assert {tool for row in PLANTED for tool in row.tools} == {each.name for each in VALIDATORS}
    assert len(PLANTED) >= 25
    assert min(lines.values()) > 0
