"""A template that would take for ever, or all memory, is stopped; one that is only large is not."""

import subprocess
import sys
import threading
from pathlib import Path

import pytest

from pipeline.diagnostics import LimitError, TemplateError
from pipeline.sandbox import Sandbox
from pipeline.sandbox.allowance import Limits

ROOT = Path(__file__).parents[2]
BOMBS = ROOT / "tests" / "cases" / "bombs"


@pytest.fixture(scope="module")
def told() -> dict[str, str]:
    """What came of each bomb, by its name; all in one child with little memory, so that none can hurt the tests."""
    templates = sorted(map(str, BOMBS.glob("*.xhtml")))
    script = ("-m", "tests.sandbox.bombs", *templates)
    done = subprocess.run((sys.executable, *script), cwd=ROOT, capture_output=True, text=True, check=True, timeout=120)
    return dict(line.split(": ", 1) for line in done.stdout.splitlines())


@pytest.mark.parametrize("bomb", sorted(path.stem for path in BOMBS.glob("*.xhtml")))
def test_a_bomb_is_stopped(bomb: str, told: dict[str, str]) -> None:
    """By its count or as a mistake, with the template and the line that told.txt has beside it."""
    expected = dict(line.split(": ", 1) for line in (BOMBS / "told.txt").read_text(encoding="utf-8").splitlines())
    # An ellipsis stands for the words of Python itself, which differ between its versions.
    assert told[bomb].startswith(expected[bomb].removesuffix("…"))
    assert told[bomb].startswith(("LimitError 4 at templates/page.xhtml:", "TemplateError 2 at templates/page.xhtml:"))


def test_an_endless_loop_ends_within_the_usual_limits() -> None:
    """Whatever the limits are set to, they are there without being asked for."""
    template = "{% for i in range(99999) %}{% for j in range(99999) %}{% endfor %}{% endfor %}"
    with pytest.raises(LimitError, match="more than 5,000,000 steps") as caught:
        Sandbox({"page.xhtml": template}, {}).render("page.xhtml", {})
    assert str(caught.value.at) == "templates/page.xhtml:1:1"


def test_limits_hold_in_any_thread() -> None:
    """No signal and no main thread is needed, and threads do not use up each other's allowance."""
    sandbox = Sandbox({"page.xhtml": "{% for i in range(900) %}{{ i }}{% endfor %}"}, {}, Limits(steps=1_000))
    texts: list[str] = []
    threads = [threading.Thread(target=lambda: texts.append(sandbox.render("page.xhtml", {}))) for _ in range(8)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert texts == ["".join(map(str, range(900)))] * 8


def test_a_large_picture_may_be_shown_ten_times() -> None:
    """What is handed to a template raises what it may make."""
    template = "{% macro show() %}{{ pictures.large }}{% endmacro %}{% for i in range(10) %}{{ show() }}{% endfor %}"
    sandbox = Sandbox({"page.xhtml": template}, {}, Limits(size=100_000))
    large = "a" * 1_000_000
    assert len(sandbox.render("page.xhtml", {"pictures": {"large": large}})) == 10_000_000
    with pytest.raises(LimitError):
        sandbox.render("page.xhtml", {"pictures": _Pictures()})


class _Pictures:
    """Something that is not counted as given."""

    large = "a" * 1_000_000


@pytest.mark.parametrize("name", ["today", "now", "fromtimestamp"])
def test_a_template_does_not_know_today(name: str) -> None:
    """A page that shows it would have other bytes tomorrow."""
    from datetime import datetime

    moment = datetime.fromisoformat("2026-01-02T03:04:05")
    with pytest.raises(TemplateError, match="is unsafe"):
        Sandbox({"page.xhtml": f"{{{{ moment.{name}(0) }}}}"}, {}).render("page.xhtml", {"moment": moment})


@pytest.mark.parametrize("made", ["[1] | random", "lipsum()", "[1] | pprint"])
def test_a_template_has_nothing_that_differs_between_runs(made: str) -> None:
    """Same input, same bytes."""
    with pytest.raises(TemplateError, match=made.rsplit(" ", maxsplit=1)[-1].strip("()")):
        Sandbox({"page.xhtml": f"{{{{ {made} }}}}"}, {}).render("page.xhtml", {})


def test_a_list_is_no_text() -> None:
    """Python's way to show it to programmers is nothing for a page."""
    with pytest.raises(TemplateError, match="a list is printed, which is no text"):
        Sandbox({"page.xhtml": "{{ [1, 2] }}"}, {}).render("page.xhtml", {})


def test_a_template_compiled_before_is_held_to_the_limits_of_its_own_sandbox() -> None:
    """What is kept of it is code alone; another text of that name is another template."""
    template = "{% for i in range(900) %}{{ i }}{% endfor %}"
    assert Sandbox({"page.xhtml": template}, {}).render("page.xhtml", {}).startswith("0123")
    with pytest.raises(LimitError, match="more than 100 steps"):
        Sandbox({"page.xhtml": template}, {}, Limits(steps=100)).render("page.xhtml", {})
    assert Sandbox({"page.xhtml": "another"}, {}).render("page.xhtml", {}) == "another"
