"""Planted faults: a template that loses, adds, moves or changes something stops the publication of every edition.

Each fault is one change to the project's copy of the templates; the build is the real one, and what had been published
before stays as it was.
"""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.build import Built, Workshop, build
from pipeline.diagnostics import Severity
from pipeline.files import load_templates
from pipeline.press import Press
from pipeline.produce import Order, produce
from pipeline.readers import read
from pipeline.theme import load
from tests.sources import FRONT_MATTER, ROOT, Folder, edition

BODY = """Lead with a [link](https://example.org/) and a note[^n].

## First

A paragraph.

- one
- two

### Inner

| A | B |
| - | - |
| 1 | 2 |

## Second

> Quoted [mot]{lang=fr}.

[^n]: The note.
"""
BLOCKS = "shared/blocks.xhtml"
FAULTS = {
    "a paragraph without its text": (
        "<p{{ attributes(node) }}>{{ line(node.children) }}</p>",
        "<p{{ attributes(node) }}></p>",
    ),
    "a link to elsewhere": ('<a href="{{ node.target }}"', '<a href="{{ node.target }}x"'),
    "a heading of another level": ("h{{ node.level }}", "h{{ node.level + 1 }}"),
    "items in another order": ("{% for item in node.items %}", "{% for item in node.items | reverse %}"),
    "cells in another order": ("{% for cell in node.cells %}", "{% for cell in node.cells | reverse %}"),
    "a language lost": ('<span lang="{{ node.lang }}">', "<span>"),
    "a note with another number": ("{{ node.number }}", "{{ node.number + 1 }}"),
    "a word added": ("</p>\n{% endmacro -%}\n\n{%- macro heading", " Ad.</p>\n{% endmacro -%}\n\n{%- macro heading"),
    "sections repeated": (
        "{%- macro all(nodes) %}\n{% for node in nodes %}",
        "{%- macro all(nodes) %}\n{% for node in nodes + nodes[-1:] %}",
    ),
}


@pytest.fixture(scope="module")
def press() -> Iterator[Press]:
    """One press for all builds of this module."""
    with Press(load_templates(ROOT).fonts) as press:
        yield press


def _built(name: str, press: Press, blocks: bytes) -> Built:
    article, findings = read(Folder({"article.md": (FRONT_MATTER + BODY).encode()}), "short")
    assert article is not None
    assert findings == ()
    templates = load_templates(ROOT)
    theme = load({**templates.files, BLOCKS: blocks}, templates.fonts)
    return build(article, [edition(name)], None, Workshop(theme, press))


@pytest.mark.parametrize("name", ["html", "pdf", "epub"])
def test_sound_templates_are_proved(name: str, press: Press) -> None:
    """Without a fault every edition holds all that was promised."""
    built = _built(name, press, load_templates(ROOT).files[BLOCKS])
    proof = built.editions[0].proof
    assert (built.diagnostics, proof.found) == ((), proof.written)


@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize("name", ["html", "pdf", "epub"])
def test_a_planted_fault_is_found(name: str, fault: str, press: Press) -> None:
    """The finding is the proof's, and it is an error, so that nothing is published."""
    before, after = FAULTS[fault]
    sound = load_templates(ROOT).files[BLOCKS].decode()
    assert before in sound, "the fault must change the template"
    built = _built(name, press, sound.replace(before, after).encode())
    assert any(finding.code == "unproved" for finding in built.diagnostics if finding.severity is Severity.ERROR)


def test_a_fault_in_one_edition_keeps_all_from_being_published(tmp_path: Path) -> None:
    """What was published before stays as it was, to the byte."""
    folder = tmp_path / "source" / "short"
    folder.mkdir(parents=True)
    (folder / "article.md").write_text(FRONT_MATTER + BODY, encoding="utf-8")
    order = Order(tmp_path, folder, tmp_path / "output" / "short", ("html", "epub"), pages=False)
    assert produce(order).exit_code == 0
    published = {path.name: path.read_bytes() for path in order.output.iterdir() if path.is_file()}
    (folder / "article.md").write_text(FRONT_MATTER + BODY.replace("paragraph", "sentence"), encoding="utf-8")
    faulty = tmp_path / "faulty" / "templates" / BLOCKS
    faulty.parent.mkdir(parents=True)
    before, after = FAULTS["a note with another number"]
    faulty.write_text(
        (ROOT / "templates" / BLOCKS).read_text(encoding="utf-8").replace(before, after), encoding="utf-8"
    )
    outcome = produce(replace(order, project=tmp_path / "faulty"))
    assert (outcome.exit_code, outcome.pieces) == (1, ())
    assert {path.name: path.read_bytes() for path in order.output.iterdir() if path.is_file()} == published
