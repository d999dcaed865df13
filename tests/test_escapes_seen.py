"""What test_escapes.py looks for is what an open door lets through, so those tests can fail."""

import os
from pathlib import Path

import jinja2
import pytest

from tests.attack import MARKER, MARKER_NAME, target
from tests.test_escapes import EVALUATED, WAYS


@pytest.mark.parametrize("name", [name for name, way in WAYS.items() if way.get("control")])
def test_a_way_out_is_seen_without_a_sandbox(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Jinja without a sandbox makes the canary, gives the secret away, or shows objects of Python."""
    with target(tmp_path, str) as aim:
        text = aim.aimed(WAYS[name]["text"])
    monkeypatch.setitem(os.environ, MARKER_NAME, MARKER)
    open_door = jinja2.Environment(autoescape=False)  # noqa: S701 - nobody sees what it yields
    shown = open_door.from_string(text).render(made={}, notes={})
    assert (tmp_path / "canary").exists() or MARKER in shown or EVALUATED.search(shown), shown
