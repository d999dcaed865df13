"""Writes docs/source.md from the documentation cases and the program's own tables: `make docs`."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import cast

from lxml import etree, html

from pipeline.diagnostics import Rule
from pipeline.files import load_templates
from pipeline.press import Press
from pipeline.readers.markdown import RULES
from pipeline.readers.markdown.directives import DIRECTIVES
from pipeline.readers.markdown.front_matter_keys import FrontMatter
from pipeline.theme import load
from pipeline.workshop import Workshop
from pipeline.writers import EDITIONS
from tests.constructs import Case, Example, article, built, cases
from tests.sources import ROOT

TARGET = ROOT / "docs" / "source.md"
INTRODUCTION = """\
# The source of an article

<!-- Made by `make docs` from tests/cases/constructs/ and the program's tables. Change those, not this page. -->

Everything that an article may hold, with what the web page makes of it. The PDF and the e-book hold the same, and each
build proves it. Every example here is built in all editions by the tests.

What is shown behind "gives" is the HTML of the web page without what only programs need. A mistake is told with its
line and what to do about it; nothing that you write is dropped without a word.
"""
# What programs need and nobody writes: places for the keyboard and for the proof.
_NOISE = ("tabindex", "role", "aria-labelledby", "aria-label")
_LONG = re.compile(r'(?<="data:)[^"]{40,}(?=")')
_DRAWING = re.compile(r"<svg\b.*?</svg>", re.DOTALL)


def page() -> str:
    """The whole of docs/source.md."""
    templates = load_templates(ROOT)
    with Press(templates.fonts) as press:
        shop = Workshop(load(templates.files, templates.fonts), press)
        constructs = [_construct(case, shop) for case in cases()]
    tables = {
        "Directives and their options": _directives(),
        "Keys of the front matter": _front_matter(),
        "Findings": _findings(),
    }
    titles = [*(case.title for case in cases()), *tables]
    listed = "\n".join(f"- [{title}](#{_anchor(title)})" for title in titles)
    reference = (f"## {title}\n\n{table}" for title, table in tables.items())
    return "\n\n".join([INTRODUCTION.strip(), listed, *constructs, *reference]) + "\n"


def _anchor(title: str) -> str:
    """The id that a forge gives a heading."""
    return re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-")


def _construct(case: Case, shop: Workshop) -> str:
    parts = [f"## {case.title}"]
    for chunk in case.chunks:
        parts += [chunk] if isinstance(chunk, str) else list(_shown(chunk, shop))
    return "\n\n".join(part for part in parts if part)


def _shown(example: Example, shop: Workshop) -> Iterator[str]:
    yield fenced("markdown", example.text)
    if not example.quiet:
        yield "gives"
        yield fenced("html", result(example, shop))


def fenced(info: str, text: str) -> str:
    """Text between fences that are longer than any in it."""
    longest = max((len(run) for run in re.findall(r"`{3,}", text)), default=2)
    fence = "`" * (longest + 1)
    return f"{fence}{info}\n{text.rstrip()}\n{fence}"


def result(example: Example, shop: Workshop) -> str:
    """What the web page holds of an example, without what only programs need."""
    made = built(article(example.text), EDITIONS[:1], shop)
    assert not made.diagnostics, [(str(each.at), each.message) for each in made.diagnostics]
    root = html.document_fromstring(made.editions[0].rendered.content.decode())
    content = cast("list[etree._Element]", root.xpath("//div[@class='text']"))[0]
    for element in content.iter(etree.Element):
        _quieten(element)
    etree.strip_tags(content, "div.none", "wbr")
    etree.strip_elements(content, "a.none", with_tail=False)
    inner = "".join(html.tostring(child, encoding="unicode") for child in content)
    return _tidy(inner)


def _quieten(element: etree._Element) -> None:
    """Takes off what an author has no use for."""
    for name in _NOISE:
        element.attrib.pop(name, "")
    # Ids that nobody may link to have a dot, or begin with a low line.
    if set(element.get("id", "")) & set("._"):
        del element.attrib["id"]
    if element.tag == "div" and element.get("class") == "wide":
        element.tag = "div.none"
    if element.get("class") == "permalink":
        element.tag = "a.none"


def _tidy(markup: str) -> str:
    markup = _DRAWING.sub("<svg>…</svg>", _LONG.sub("…", markup))
    parts = re.split(r"(<pre\b.*?</pre>)", markup, flags=re.DOTALL)
    return "".join(part if part.startswith("<pre") else re.sub(r"\s*\n\s*", "\n", part) for part in parts).strip()


def table(head: tuple[str, ...], rows: Iterator[tuple[str, ...]]) -> str:
    """A table of Markdown."""
    lines = [head, tuple("---" for _ in head), *rows]
    return "\n".join(f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in line)} |" for line in lines)


def _directives() -> str:
    rows = ((f"`{name}`", ", ".join(f"`{one}`" for one in row[0]) or "none") for name, row in DIRECTIVES.items())
    return table(("directive", "options"), rows)


def _front_matter() -> str:
    rows = ((f"`{name}`", "yes" if needed else "", about) for name, needed, about in keys())
    return table(("key", "required", "what it is"), rows)


def keys() -> Iterator[tuple[str, bool, str]]:
    """The keys of the front matter, those inside others with a dot; whether each is required; what it is."""
    schema = FrontMatter.model_json_schema(by_alias=True)
    yield from _keys(schema, schema.get("$defs", {}), "")


def _keys(schema: Mapping[str, object], known: Mapping[str, object], prefix: str) -> Iterator[tuple[str, bool, str]]:
    fields = cast("Mapping[str, Mapping[str, object]]", schema.get("properties", {}))
    required = cast("list[str]", schema.get("required", []))
    for name, field in fields.items():
        yield f"{prefix}{name}", name in required, str(field.get("description", ""))
        for inner in dict.fromkeys(re.findall(r"#/\$defs/(\w+)", str(field))):
            yield from _keys(cast("Mapping[str, object]", known[inner]), known, f"{prefix}{name}.")


def _findings() -> str:
    def row(rule: Rule) -> tuple[str, ...]:
        return f"`{rule.code}`", rule.severity.value, rule.summary, rule.why

    return table(("code", "weight", "what", "why"), (row(rule) for rule in RULES))


def main(target: Path = TARGET) -> None:
    """Write the page."""
    target.parent.mkdir(exist_ok=True)
    target.write_text(page(), encoding="utf-8")


if __name__ == "__main__":
    main()
