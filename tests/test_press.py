"""The press: one file of two standards, the same bytes everywhere, limits, confinement, and no child left behind."""

import hashlib
import io
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pytest

from pipeline.diagnostics import EnvironmentFault, LimitError
from pipeline.press import Limits, Press
from pipeline.press_child import fault, refusal
from pipeline.press_frames import write_frame
from tests.press_case import FONTS, STYLE, compact, page, press

LONG = page("<p>" + "many words in a long article " * 40 + "</p>" + "<p>again and again</p>" * 6_000)


@pytest.fixture(scope="module", name="child")
def _child() -> Iterator[Press]:
    with press() as child:
        yield child


def test_file_claims_both_standards_and_carries_its_source(child: Press) -> None:
    """The metadata name PDF/A-3a and PDF/UA-1; the source is attached once, with its type and date."""
    result = child.render(compact())
    with pikepdf.open(io.BytesIO(result.pdf)) as pdf:
        with pdf.open_metadata() as metadata:
            claims = [metadata.get(f"pdfaid:{name}") for name in ("part", "conformance")]
            assert [*claims, metadata.get("pdfuaid:part")] == ["3", "A", "1"]
        source = pdf.Root.Names.EmbeddedFiles.Names[1]
        assert len(pdf.Root.AF) == 1
        assert str(source.AFRelationship) == "/Source"
        assert str(source.EF.F.Subtype) == "/text/markdown"
        assert str(source.EF.F.Params.ModDate) == "D:20240301000000Z"
        assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle)


def test_warnings_of_the_engine_are_returned(child: Press) -> None:
    """What the engine only logs comes back: unknown style, missing picture, missing glyph, dead link."""
    job = page('<p style="nonsense: 1">a \u4e2d</p><img src="asset:gone.png" alt="x"/><a href="#gone">b</a>')
    text = "\n".join(child.render(job).warnings)
    assert "nonsense" in text
    assert "gone.png" in text
    assert "U+4E2D" in text
    assert "#gone" in text


def test_nothing_outside_is_fetched(child: Press) -> None:
    """Pictures, style sheets and files of the machine are refused, and nobody calls the network."""
    with socket.create_server(("127.0.0.1", 0)) as canary:
        canary.settimeout(0.2)
        place = f"http://127.0.0.1:{canary.getsockname()[1]}"
        css = f'@import url("{place}/a.css"); p {{ background: url("{place}/b.png") }}' + STYLE
        job = page(f'<p>a</p><img src="{place}/c.png" alt="x"/><img src="file:///etc/passwd" alt="y"/>', css)
        warnings = child.render(job).warnings
        with pytest.raises(TimeoutError):
            canary.accept()
    assert len(warnings) == 4


def test_same_bytes_in_processes_that_differ(tmp_path: Path) -> None:
    """Zone, locale, hash seed, home and working folder of the parent leave no trace in the file."""
    script = (
        "import hashlib; from tests.press_case import compact, press\n"
        "with press() as p: print(hashlib.sha256(p.render(compact()).pdf).hexdigest())"
    )
    root = Path(__file__).parents[1]
    digests = set()
    for seed, zone, home in (("1", "Asia/Tokyo", tmp_path), ("2", "America/New_York", root)):
        environment = {"PYTHONHASHSEED": seed, "TZ": zone, "HOME": str(home), "PYTHONPATH": str(root)}
        done = subprocess.run(
            (sys.executable, "-c", script), cwd=home, env=environment, capture_output=True, text=True, check=True
        )
        digests.add(done.stdout.strip())
    assert len(digests) == 1


def test_same_bytes_from_a_used_child(child: Press) -> None:
    """What was printed before leaves no trace either."""
    first = child.render(compact()).pdf
    child.render(page("<p>between</p>"))
    assert hashlib.sha256(child.render(compact()).pdf).digest() == hashlib.sha256(first).digest()


@pytest.mark.parametrize(
    ("limits", "word"),
    [
        ({"memory": 260_000_000, "memory_per_thousand_words": 0}, "memory"),
        ({"cpu": 1, "cpu_per_thousand_words": 0}, "processor"),
        ({"wall": 0.3, "wall_per_thousand_words": 0}, "seconds"),
    ],
)
def test_exceeded_limit_is_one_message(limits: dict[str, float], word: str) -> None:
    """A job that wants too much ends with exit code 4, and the press goes on."""
    with press(**limits) as child:
        with pytest.raises(LimitError) as caught:
            child.render(LONG)
        assert word in caught.value.message
        assert "limits" in caught.value.hint
        if word != "seconds":
            assert child.render(page("<p>short</p>")).pdf.startswith(b"%PDF-1.7")


def test_killed_child_is_one_message_and_is_replaced() -> None:
    """A child that dies of a signal is an environment fault; the next job finds a new child."""
    with press() as child:
        child.available()
        assert child.process_id is not None
        threading.Timer(0.5, os.kill, (child.process_id, signal.SIGSEGV)).start()
        with pytest.raises(EnvironmentFault, match="SIGSEGV"):
            child.render(LONG)
        assert child.render(page("<p>short</p>")).pdf


def test_idle_child_that_dies_is_replaced_in_silence() -> None:
    """A child that was killed between jobs costs a start, and no job."""
    with press() as child:
        child.render(page("<p>a</p>"))
        assert child.process_id is not None
        os.kill(child.process_id, signal.SIGKILL)
        time.sleep(0.2)
        assert child.render(page("<p>b</p>")).pdf


def test_child_outlives_the_thread_that_started_it() -> None:
    """The press belongs to a process, not to the thread that was the first to use it."""
    with press() as child:
        starter = threading.Thread(target=child.available)
        starter.start()
        starter.join()
        time.sleep(0.2)
        first = child.process_id
        child.render(page("<p>a</p>"))
        assert child.process_id == first


def test_worn_out_child_is_replaced() -> None:
    """After its number of jobs a child makes room for a new one."""
    with press(jobs=1) as child:
        child.render(page("<p>a</p>"))
        first = child.process_id
        child.render(page("<p>b</p>"))
        assert child.process_id != first


def test_press_without_fonts_says_so() -> None:
    """Without a font the engine would crash; the press names the lack instead."""
    problem = Press(()).available()
    assert isinstance(problem, EnvironmentFault)
    assert problem.message == "the press has no fonts"


def test_fonts_that_cannot_be_read_are_a_fault(tmp_path: Path) -> None:
    """A broken font alone is found out by the child, before it could crash."""
    broken = tmp_path / "broken.ttf"
    broken.write_bytes(b"no font")
    problem = Press((broken,)).available()
    assert problem is not None
    assert problem.message == "the press has no fonts"


def test_missing_library_is_named(tmp_path: Path) -> None:
    """The child without Pango says which Debian packages to install."""
    worker = (
        "import cffi.api; import sys; sys.argv = ['', str(__import__('os').getppid())]\n"
        "def refuse(backend, name, flags): raise OSError(f'cannot load library {name}')\n"
        "cffi.api._load_backend_lib = refuse\n"
        "from pipeline.press_worker import load_engine; print(load_engine()['fault'])"
    )
    done = subprocess.run((sys.executable, "-c", worker), cwd=tmp_path, capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "pango"


@pytest.mark.parametrize(
    ("kind", "message", "hint"),
    [
        ("pango", "Pango is missing (no libpango)", "libpango-1.0-0"),
        ("fonts", "the press has no fonts", "templates/fonts"),
        ("engine", "the layout engine does not load: no libpango", "reinstall"),
    ],
)
def test_fault_of_the_machine_names_the_cure(kind: str, message: str, hint: str) -> None:
    """What the child cannot work without is said in one message, with what to install."""
    problem = fault(kind, "no libpango")
    assert (problem.exit_code, problem.message) == (5, message)
    assert hint in problem.hint


@pytest.mark.parametrize("error", ["memory", "cpu", "wall", "file", "nesting"])
def test_limit_of_a_job_ends_with_its_own_code(error: str) -> None:
    """Whatever a job had too much of, the exit code is 4 and there is something to do."""
    problem = refusal(error, "3", {})
    assert problem.exit_code == 4
    assert problem.hint


def test_deep_nesting_is_printed(child: Press) -> None:
    """Forty quotes in each other, the most that a source may have, are no trouble."""
    body = "<blockquote>" * 40 + "<p>deep</p>" + "</blockquote>" * 40
    assert child.render(page(body, STYLE + "blockquote { margin: 0 }")).warnings == ()


def test_confinement_is_reported(child: Press) -> None:
    """The result says what was in force while the job ran."""
    said = child.render(page("<p>a</p>")).confinement
    assert said.network in {"unshared", "open"}
    assert said.memory == Limits().memory
    assert said.engine == "WeasyPrint 70.0"


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT])
def test_no_child_outlives_its_parent(number: signal.Signals) -> None:
    """However the parent ends, also amid a job, its child ends within two seconds of it and leaves nothing."""
    script = (
        # Whoever runs the tests in the background of a shell has them, and what they start, deaf to interrupts.
        "import signal; signal.signal(signal.SIGINT, signal.default_int_handler)\n"
        "from tests.test_press import LONG; from tests.press_case import press\n"
        "with press() as p:\n    p.available(); print(p.process_id, p.folder, flush=True); p.render(LONG)"
    )
    root = Path(__file__).parents[1]
    parent = subprocess.Popen(
        (sys.executable, "-c", script), cwd=root, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    )
    with parent:
        assert parent.stdout is not None
        number_of_child, folder = parent.stdout.readline().split()
        child = int(number_of_child)
        time.sleep(0.3)
        parent.send_signal(number)
        # The parent ends as fast as a machine with other work lets it; the two seconds are the child's, after it.
        parent.wait(20)
    deadline = time.monotonic() + 2
    while Path(f"/proc/{child}").exists() and not _is_zombie(child) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not Path(f"/proc/{child}").exists() or _is_zombie(child)
    assert not Path(folder).exists()


def test_child_amid_a_job_ends_when_its_input_ends(tmp_path: Path) -> None:
    """It leaves as soon as nobody listens, also if the input ends before it has taken up the job."""
    with (tmp_path / "frames").open("wb") as stream:
        write_frame(stream, {})
    work = """if True:
        import sys, time
        from pipeline.press_worker import _jobs

        sys.setswitchinterval(0.5)
        for job in _jobs(sys.stdin.buffer):
            time.sleep(30)
    """
    for _ in range(3):
        with (tmp_path / "frames").open("rb") as stream:
            assert subprocess.run((sys.executable, "-c", work), stdin=stream, check=False, timeout=10).returncode == 0


def test_folder_of_the_press_is_removed() -> None:
    """The press leaves nothing in the temporary folder."""
    with press() as child:
        child.available()
        folder = child.folder
        assert folder is not None
        assert folder.is_dir()
    assert not folder.exists()


def test_fallback_family_comes_from_the_system_alone_by_name() -> None:
    """A named fallback is used for a glyph that our fonts lack; without it the glyph is missing."""
    if not Path("/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf").exists():
        pytest.skip("no DejaVu fonts on this machine")
    with Press(FONTS, fallbacks=("DejaVu Sans",)) as child:
        assert child.render(page("<p>\u2603 snowman</p>")).warnings == ()


def _is_zombie(process: int) -> bool:
    try:
        return Path(f"/proc/{process}/stat").read_text("utf-8").rsplit(")", 1)[1].split()[0] == "Z"
    except FileNotFoundError:
        return True
