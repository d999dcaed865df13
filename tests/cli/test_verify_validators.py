"""`pipeline verify --validators`: what has not looked has verified nothing, whatever kept it from it; never a pass."""

import json
from collections.abc import Mapping
from pathlib import Path
from shutil import copytree

import pytest

from pipeline.validators import VALIDATORS, Tools, named
from pipeline.verify import Request, verify
from pipeline.verify.validated import validated

from .conftest import Run, run_in, write_article

NU = tuple(each for each in VALIDATORS if each.name == "nu")
JAVA = """#!/bin/sh
if [ "$1" = -version ]; then echo 'openjdk version "RELEASE"' >&2; exit 0; fi
"""
NOTHING = "echo '{\"messages\": []}'"
"""A report of a page without faults."""
# What a stand-in for Java does when it should run the Nu Html Checker → what is told of it.
BROKEN: Mapping[str, tuple[str, str]] = {
    "crashes": (
        "echo 'Killed by somebody' >&2; exit 134",
        "could not be run: it ended with 134 and printed nothing: Killed",
    ),
    "says nothing": ("exit 0", "could not be run: it ended with 0 and printed nothing"),
    "prints rubbish": ("echo '<html>oops'", "could not be run: it printed what is no report of its kind: '<html>oops'"),
    "prints half a report": ("echo '{\"messages\": ['", "could not be run: it printed what is no report of its kind"),
    "prints another report": ("echo '[]'", "could not be run: it printed what is no report of its kind: '[]'"),
    "never ends": ("sleep 600 & wait", "could not be run: it took longer than 1 seconds"),
    "prints without end": ("exec yes", "could not be run: it "),
}


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with a page that was published, and a folder in which npm has put a checker that is none."""
    project = tmp_path_factory.mktemp("published")
    write_article(project / "source", "small")
    assert run_in(project, "build", "--edition", "html").code == 0
    jar = project / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"
    jar.parent.mkdir(parents=True)
    jar.touch()
    (project / "node_modules" / "vnu-jar" / "package.json").write_text('{"version": "0.0.1"}', encoding="utf-8")
    (project / "pipeline.toml").write_text("[validators]\nseconds = 1\n", encoding="utf-8")
    return project


@pytest.fixture
def project(published: Path, tmp_path: Path) -> Path:
    """The project as it was published."""
    return copytree(published, tmp_path / "project")


def stand_in(folder: Path, action: str = "", release: str = "17.0.1") -> str:
    """The folder of a program that is called `java`, for PATH: it knows its release and does one thing."""
    (folder / "bin").mkdir()
    java = folder / "bin" / "java"
    java.write_text(f"{JAVA.replace('RELEASE', release)}{action}\n", encoding="utf-8")
    java.chmod(0o755)
    return str(java.parent)


@pytest.mark.parametrize("way", BROKEN)
def test_a_validator_that_gives_no_answer_has_verified_nothing(
    way: str, project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its row says that it could not be run and why, and the record that nobody has looked."""
    script, told = BROKEN[way]
    monkeypatch.setenv("PATH", f"{stand_in(tmp_path, script)}:/usr/bin:/bin")
    request = Request(project, project / "source" / "small", project / "output" / "small")
    (found,) = validated([(request, verify(request))], validators=NU)
    (judged,) = found.judged
    assert judged.fault is not None
    assert judged.fault.message.startswith(told)
    assert judged.fault.hint
    assert found.diagnostics == ()
    record = json.loads((project / "output" / "small" / "verification.json").read_bytes())
    assert (record["validators"], "Nu Html Checker" in record["not-checked"]) == ({}, True)


def test_a_validator_that_finds_nothing_has_looked(
    project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """So the ways above fail because of what they do; the record says which bytes were looked at."""
    monkeypatch.setenv("PATH", stand_in(tmp_path, NOTHING))
    request = Request(project, project / "source" / "small", project / "output" / "small")
    verified = verify(request)
    (found,) = validated([(request, verified)], validators=NU)
    assert [(each.fault, each.counts) for each in found.judged] == [(None, {"index.html": (0, 0)})]
    record = json.loads((project / "output" / "small" / "verification.json").read_bytes())
    looked = {"sha256": verified.checked[0].sha256, "messages": 0, "undecided": 0}
    assert record["validators"] == {"Nu Html Checker": {"version": "0.0.1", "files": {"index.html": looked}}}
    assert "Nu Html Checker" not in record["not-checked"]
    assert set(record["editions"]) == {"html"}


def test_what_is_not_here_is_told_and_fails_only_where_it_is_required(project: Path, tmp_path: Path) -> None:
    """With an old Java and no browser nothing can look: that is no error by itself, and it is never passed over."""
    env = {"PATH": stand_in(tmp_path, release="1.8.0_402")}
    done = run_in(project, "verify", "small", "--validators", env=env)
    assert (done.code, done.err) == (0, "")
    assert "small nu not-verified: needs Java 17 or later\n  hint: install it: `apt-get install" in done.out
    assert "small axe not-verified: needs " in done.out
    assert " verified " not in done.out
    done = run_in(project, "verify", "small", "--require", "nu", env=env)
    assert done.code == 5
    assert done.err.startswith(
        "error: nu is required and has verified nothing: needs Java 17 or later\n  hint: install"
    )
    quiet = run_in(project, "verify", "small", "--validators", "-q", env=env).out
    assert quiet.count("not-verified") == quiet.count("hint:") == 2


def test_programs_are_told_who_has_looked(project: Path, tmp_path: Path) -> None:
    """One object for each validator that has files of its kind; null where nothing was counted."""
    env = {"PATH": stand_in(tmp_path, NOTHING)}
    done = run_in(project, "verify", "small", "--validators", "--format", "json", env=env)
    told = {each["validator"]: each for each in json.loads(done.out)["validators"]}
    assert (told["nu"]["verified"], told["nu"]["messages"], told["nu"]["reason"]) == (True, 0, None)
    assert (told["axe"]["verified"], told["axe"]["messages"]) == (False, None)
    assert told["axe"]["reason"]
    assert set(told) == {"nu", "axe"}


def test_a_validator_without_a_file_of_its_kind_has_not_looked(project: Path, tmp_path: Path) -> None:
    """Who requires it and builds no such edition is told."""
    env = {"PATH": stand_in(tmp_path, NOTHING)}
    done = run_in(project, "verify", "small", "--require", "epubcheck", env=env)
    assert done.code == 2
    assert "epubcheck is required and has verified nothing: no file is of its kind" in done.err


def test_an_unknown_validator_is_refused(run: Run) -> None:
    """Before anything is looked at, with those that there are."""
    done = run("verify", "small", "--require", "vnu")
    assert (done.code, done.out) == (2, "")
    assert done.err == 'error: there is no validator "vnu"\n  hint: did you mean `nu`?\n'
    assert "there are epubcheck, ace, nu, axe and verapdf" in run("verify", "--require", "tidy").err


def test_a_waiver_lets_a_finding_of_a_validator_stand(
    project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And a build, which runs no validator, does not call it unused."""
    source = project / "source" / "small" / "article.md"
    waiver = "<!-- allow: validator-language because it is a word of ours -->\n\nOpening"
    source.write_text(source.read_text(encoding="utf-8").replace("Opening", waiver), encoding="utf-8")
    assert "0 warning" not in run_in(project, "check", "small").out
    assert run_in(project, "check", "small", "--strict").code == 0
    assert run_in(project, "build", "--edition", "html").code == 0
    page = (project / "output" / "small" / "index.html").read_text(encoding="utf-8").splitlines()
    line = next(number for number, text in enumerate(page, 1) if "Opening words" in text)
    message = {"type": "error", "message": "Bad value for attribute “lang”", "lastLine": line, "lastColumn": 80}
    report = json.dumps({"messages": [message]})
    monkeypatch.setenv("PATH", stand_in(tmp_path, f"echo '{report}'"))
    request = Request(project, project / "source" / "small", project / "output" / "small")
    (found,) = validated([(request, verify(request))], validators=NU)
    assert [(waived.code, waiver.reason) for waived, waiver in found.waived] == [
        ("validator-language", "it is a word of ours")
    ]
    assert found.diagnostics == ()


def test_a_validator_is_found_by_its_name(tmp_path: Path) -> None:
    """And says what it lacks, with the command that gets it."""
    nu = named("nu")
    assert nu is not None
    assert named("tidy") is None
    with pytest.raises(Exception, match="needs vnu-jar, which is not in") as error:
        nu.version(Tools(tmp_path))
    assert "npm install vnu-jar" in str(getattr(error.value, "hint", ""))


def test_sheets_that_claim_nothing_are_shown_to_no_validator(project: Path) -> None:
    """It is said that they are none of its business; who requires a look at them is told that there was none."""
    assert run_in(project, "build", "--edition", "booklet").code == 0
    said = run_in(project, "verify", "small", "--validators")
    line = "small verapdf not-applicable: editions=booklet, which claim to conform to nothing"
    assert [each for each in said.out.splitlines() if " verapdf " in each] == [line]
    said = run_in(project, "verify", "small", "--require", "verapdf", "--format", "json")
    (entry,) = [each for each in json.loads(said.out)["validators"] if each["validator"] == "verapdf"]
    assert (said.code, entry["verified"], entry["files"]) == (2, False, [])
    assert entry["not-applicable"] == ["output/small/small.booklet.pdf"]
    assert "verapdf is required and has verified nothing" in said.err
