"""The shape of the package: who may import whom, which module alone knows a foreign library, how large things grow."""

import ast
import re
import sys
from collections.abc import Iterator, Mapping
from fnmatch import fnmatch
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "pipeline"
README = PACKAGE.parent / "README.md"
ARCHITECTURE = PACKAGE.parent / "ARCHITECTURE.md"
MODULES = sorted(PACKAGE.rglob("*.py"))

# What each part may import, in the order of the flow.
MODEL = {"diagnostics", "model", "wording"}
STAGES: Mapping[str, set[str]] = {
    "diagnostics": set(),
    "wording": set(),
    "records": set(),
    "model": {"diagnostics"},
    "files": {"diagnostics"},
    "config": {"diagnostics", "files", "rules", "wording", "writers"},
    "report": {*MODEL, "__version__"},
    "baseline": {*MODEL, "report"},
    "sandbox": {"diagnostics", "wording"},
    "contrast": set(),
    "toml_places": {"diagnostics"},
    "tokens": {"contrast", "diagnostics", "toml_places", "wording"},
    "theme": {*MODEL, "sandbox", "tokens"},
    "fonts": {*MODEL, "files", "toml_places", "tokens"},
    "dates": {"theme"},
    "published": MODEL,
    "yaml_values": MODEL,
    "yaml_fields": {*MODEL, "yaml_values"},
    "readers": {*MODEL, "files", "yaml_values"},
    "resolve": {*MODEL, "dates", "drawing", "theme"},
    "exports": MODEL,
    "colophon": {*MODEL, "dates", "published", "theme"},
    "running": {*MODEL, "arrangement", "dates", "theme"},
    "furniture": {*MODEL, "arrangement", "colophon", "dates", "exports", "running", "theme"},
    "contract": {*MODEL, "checks", "files", "readers", "yaml_fields"},
    "checks": {*MODEL, "selection"},
    "own": {*MODEL, "checks", "rules", "yaml_fields"},
    "judge": {*MODEL, "files", "own", "rules"},
    "draft": {*MODEL, "checks", "contract", "report"},
    "kept": {*MODEL, "dates", "proof"},
    "examine": {*MODEL, "checks", "contract", "judge", "kept", "own", "resolve", "theme"},
    "mirror": set(),
    "drawing": set(),
    "selection": MODEL,
    "arrangement": MODEL,
    "brief": MODEL,
    "charts": {*MODEL, "dates", "drawing", "fonts", "press", "theme", "tokens"},
    "trace": {*MODEL, "furniture"},
    "proof": {*MODEL, "furniture", "running"},
    "paging": {*MODEL, "proof"},
    "ink": {*MODEL, "proof"},
    "leaks": {*MODEL, "tagged"},
    "press": {"diagnostics"},
    "layout": {*MODEL, "press"},
    "tagged": {"model"},
    "sheets": {"model", "tagged"},
    "writers": {
        *MODEL,
        "arrangement",
        "tokens",
        "contrast",
        "mirror",
        "dates",
        "drawing",
        "fonts",
        "furniture",
        "layout",
        "press",
        "published",
        "running",
        "sheets",
        "tagged",
        "theme",
        "trace",
    },
    "workshop": {"press", "readers", "theme"},
    "proved": {*MODEL, "furniture", "ink", "leaks", "paging", "proof", "theme", "trace", "workshop", "writers"},
    "numbered": {*MODEL, "arrangement", "paging", "proved", "selection", "theme"},
    "made": {
        *MODEL,
        "arrangement",
        "brief",
        "charts",
        "kept",
        "numbered",
        "proved",
        "selection",
        "workshop",
        "writers",
    },
    "build": {*MODEL, "charts", "made", "numbered", "workshop"},
    "drafting": {*MODEL, "build", "charts", "readers", "records", "theme", "workshop"},
    "manifest": {*MODEL, "build", "judge", "records", "__version__"},
    "project": {
        *MODEL,
        "config",
        "examine",
        "files",
        "fonts",
        "judge",
        "own",
        "press",
        "readers",
        "rules",
        "theme",
        "workshop",
        "writers",
    },
    "validators": {"diagnostics", "tagged"},
    "origins": {
        *MODEL,
        "files",
        "furniture",
        "press",
        "project",
        "sandbox",
        "tagged",
        "theme",
        "trace",
        "workshop",
        "writers",
    },
    "verification": {*MODEL, "__version__", "proved", "records", "validators"},
    "produce": {
        *MODEL,
        "build",
        "contract",
        "draft",
        "drafting",
        "examine",
        "files",
        "judge",
        "manifest",
        "project",
        "readers",
        "verification",
        "workshop",
        "writers",
    },
    "verify": {
        *MODEL,
        "build",
        "charts",
        "contract",
        "examine",
        "files",
        "judge",
        "manifest",
        "numbered",
        "origins",
        "project",
        "proof",
        "proved",
        "readers",
        "resolve",
        "rules",
        "tagged",
        "validators",
        "verification",
        "workshop",
        "writers",
    },
    "foreign": {*MODEL, "proof", "tagged", "trace", "writers"},
    "prove": {*MODEL, "files", "foreign", "project", "verify"},
    "rules": {"diagnostics"},
    "example": {*MODEL, "examine", "files", "judge", "readers", "report", "theme", "writers"},
    "cite": {*MODEL, "files", "manifest", "project", "resolve"},
    "__main__": {"cli"},
    "cli": {
        "__version__",
        "baseline",
        "checks",
        "cite",
        "config",
        "contract",
        "diagnostics",
        "example",
        "files",
        "own",
        "press",
        "produce",
        "project",
        "prove",
        "readers",
        "report",
        "rules",
        "theme",
        "validators",
        "verify",
        "wording",
        "writers",
    },
}

# Each foreign library stays behind the modules that begin with these names.
FOREIGN: Mapping[str, tuple[str, ...]] = {
    # One looks whether a picture may be taken, one makes it fit, one compares pictures of pages.
    "PIL": ("pipeline.readers.markdown.assets", "pipeline.resolve.images", "pipeline.tagged_"),
    "citeproc": ("pipeline.resolve.citations",),
    "click": ("pipeline.cli",),
    "cssselect2": ("pipeline.own.tree", "pipeline.press_printer", "pipeline.writers.hidden."),
    "ebooklib": ("pipeline.writers.epub_package",),
    "filelock": ("pipeline.files.lock",),
    "fontTools": ("pipeline.press", "pipeline.fonts", "pipeline.cli.machine"),
    "jinja2": ("pipeline.sandbox",),
    # The machine of Java, and the browser, in child processes of their own.
    "jpype": ("pipeline.validators.",),
    "lxml": (
        "pipeline.charts.cleaned",
        "pipeline.charts.placed",
        "pipeline.drawing",
        "pipeline.foreign.markup",
        "pipeline.theme",
        "pipeline.writers",
        "pipeline.readers.markdown.assets",
        "pipeline.readers.markdown.uses",
        "pipeline.resolve.citations",
    ),
    "markdown_it": ("pipeline.readers.markdown",),
    "mdit_py_plugins": ("pipeline.readers.markdown",),
    "packaging": ("pipeline.readers.markdown.front_matter_values",),
    "pikepdf": ("pipeline.sheets.made", "pipeline.tagged_"),
    "playwright": ("pipeline.validators.",),
    "pydantic": ("pipeline.readers.markdown.front_matter", "pipeline.validators."),
    "pydantic_core": ("pipeline.readers.markdown.front_matter",),
    "pydyf": ("pipeline.press_",),
    "pygments": ("pipeline.resolve.highlighting",),
    "pypdfium2": ("pipeline.sheets.seen", "pipeline.tagged_"),
    "regex": ("pipeline.own.pattern",),
    "resvg_py": ("pipeline.writers.cover",),
    "segno": ("pipeline.writers.qr",),
    "rich": ("pipeline.cli.terminal", "pipeline.report"),
    "tinycss2": ("pipeline.writers.hidden.",),
    "vl_convert": ("pipeline.press_charts",),
    "weasyprint": ("pipeline.press_",),
    "yaml": ("pipeline.yaml_values",),
}

LONGEST_FILE = 300
LONGEST_FUNCTION = 60


def name_of(path: Path) -> str:
    """The dotted name of a module."""
    return ".".join(path.relative_to(PACKAGE.parent).with_suffix("").parts).removesuffix(".__init__")


def part_of(module: str) -> str:
    """The part of the package that a dotted name belongs to; `press_*` is one, and so is `tagged_*`."""
    part = module.split(".")[1] if "." in module else "pipeline"
    return next((family for family in ("press", "tagged") if part.startswith(f"{family}_")), part)


def imports(path: Path) -> Iterator[str]:
    """Every module that a file imports, wherever in it."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module == "pipeline":
            yield from (f"pipeline.{alias.name}" for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module or ""


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_imports_point_one_way(path: Path) -> None:
    """A part imports only what stands before it in the flow."""
    part = part_of(name_of(path))
    known = {part_of(module) for module in imports(path) if module.split(".")[0] == "pipeline"} - {part}
    assert known <= (STAGES[part] if part != "pipeline" else set(STAGES)), f"{name_of(path)} must not know these"


def test_stages_have_no_circle() -> None:
    """The table above is an order: each part can be placed after all that it may import."""
    left, placed = dict(STAGES), {"__version__"}
    while ready := {part for part, needs in left.items() if needs <= placed}:
        placed |= ready
        left = {part: needs for part, needs in left.items() if part not in ready}
    assert not left


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_foreign_library_stays_behind_its_module(path: Path) -> None:
    """Who wants another library writes a row for it first."""
    ours = name_of(path)
    strange = {module.split(".")[0] for module in imports(path)} - sys.stdlib_module_names - {"pipeline"}
    assert not {library for library in strange if not ours.startswith(FOREIGN.get(library, ()))}


def test_every_row_of_a_foreign_library_is_needed() -> None:
    """A row that no import needs any more would let the library in again unseen."""
    known = [(module.split(".")[0], name_of(path)) for path in MODULES for module in imports(path)]
    rows = [(library, home) for library, homes in FOREIGN.items() for home in homes]
    assert [
        row for row in rows if not any(row[0] == library and ours.startswith(row[1]) for library, ours in known)
    ] == []


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_file_is_short(path: Path) -> None:
    """A file that outgrows its limit wants to be two."""
    assert len(path.read_text(encoding="utf-8").splitlines()) <= LONGEST_FILE


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_functions_are_short(path: Path) -> None:
    """A function that outgrows its limit wants to be two."""
    functions = (
        node
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    )
    long = {node.name for node in functions if (node.end_lineno or 0) - node.lineno >= LONGEST_FUNCTION}
    assert not long


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_module_opens_with_a_sentence(path: Path) -> None:
    """It says what the module is for."""
    told = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))
    assert told
    assert told.split("\n\n")[0].rstrip().endswith((".", ":", ";"))


def test_readme_names_every_command() -> None:
    """What the command can do is found where people look first."""
    from pipeline.cli.rows import COMMANDS

    told = README.read_text(encoding="utf-8")
    assert [row.name for row in COMMANDS if f"pipeline {row.name}" not in told] == []


def test_architecture_has_a_row_for_every_module() -> None:
    """A newcomer finds each, and none that is gone."""
    rows = [
        line.split("|")[1] for line in ARCHITECTURE.read_text(encoding="utf-8").splitlines() if line.startswith("| `")
    ]
    named = {name.strip("/") for row in rows for name in re.findall(r"`([a-z_*]+(?:\.py|/))`", row)} - {"templates"}
    there = {path.name for path in PACKAGE.iterdir() if path.is_dir() or path.suffix == ".py"}
    there -= {path for path in there if path.startswith("__")}
    assert [module for module in sorted(there) if not any(fnmatch(module, name) for name in named)] == []
    assert [name for name in sorted(named) if not any(fnmatch(module, name) for module in there)] == []
