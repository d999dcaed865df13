"""axe-core in a real browser: accessibility of HTML as drawn in light, dark, narrow and print."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Annotated, Literal, NamedTuple

from playwright.sync_api import Browser, Page, Route
from pydantic import BaseModel, Field

from tests.conformance.validators import browser
from tests.conformance.validators.finding import Finding
from tests.conformance.validators.programs import node_module

TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")


class Mode(NamedTuple):
    """One way of looking at a page; `width` in CSS pixels."""

    width: int = 1280
    scheme: Literal["light", "dark"] = "light"
    media: Literal["screen", "print"] = "screen"


MODES: Mapping[str, Mode] = {
    "light": Mode(),
    "dark": Mode(scheme="dark"),
    "320px": Mode(width=320),
    "print": Mode(media="print"),
}


class _Node(BaseModel):
    target: tuple[str | tuple[str, ...], ...]
    html: str
    reason: Annotated[str, Field(alias="failureSummary")] = ""


class _Rule(BaseModel):
    id: str
    impact: str | None
    help: str
    nodes: tuple[_Node, ...]


class _Report(BaseModel):
    violations: tuple[_Rule, ...]
    incomplete: tuple[_Rule, ...]


def check(pages: Sequence[Path]) -> tuple[Finding, ...]:
    """Return what axe finds in every mode.

    Severities are critical, serious, moderate and minor, `incomplete` for what axe cannot decide alone, and `request`
    for anything that the page tries to load: the browser refuses all of it.
    """
    with browser.opened() as chromium:
        return tuple(finding for name in MODES for finding in _check_mode(chromium, name, pages))


def _check_mode(chromium: Browser, name: str, paths: Sequence[Path]) -> Iterator[Finding]:
    mode = MODES[name]
    with chromium.new_context(viewport={"width": mode.width, "height": 900}, color_scheme=mode.scheme) as context:
        page = context.new_page()
        page.emulate_media(media=mode.media)
        for path in paths:
            yield from _check_page(page, path, f"{path} ({name})")


def _check_page(page: Page, path: Path, place: str) -> Iterator[Finding]:
    uri = path.absolute().as_uri()
    asked: list[str] = []

    def refuse(route: Route) -> None:
        asked.append(route.request.url)
        route.abort()

    page.route(lambda url: not _is_own(url, uri), refuse)
    page.goto(uri)
    report = _run_axe(page)
    page.unroute_all()
    yield from (Finding("axe", "request", "request", url, place) for url in asked)
    yield from _findings(report.violations, place, None)
    yield from _findings(report.incomplete, place, "incomplete")


def _is_own(url: str, page: str) -> bool:
    return url.partition("#")[0] == page or url.startswith("data:")


def _run_axe(page: Page) -> _Report:
    # evaluate() runs outside the page's own security policy, an added script element would not.
    page.evaluate(node_module("axe-core/axe.min.js").read_text(encoding="utf-8"))
    options = {"runOnly": {"type": "tag", "values": TAGS}, "resultTypes": ["violations", "incomplete"]}
    return _Report.model_validate(page.evaluate("options => axe.run(document, options)", options))


def _findings(rules: Sequence[_Rule], place: str, severity: str | None) -> Iterator[Finding]:
    for rule in rules:
        for node in rule.nodes:
            message = f"{rule.help}: {node.html}: {' '.join(node.reason.split())}"
            yield Finding("axe", severity or rule.impact or "unknown", rule.id, message, f"{place} {node.target}")
