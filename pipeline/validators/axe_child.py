"""Runs axe-core on many pages in one browser, in light, dark, narrow and print; prints one list of JSON objects."""

import json
import sys
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import Browser, Page, Route

from pipeline.validators.browser import MODES, opened

_TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
_OPTIONS = {
    "runOnly": {"type": "tag", "values": _TAGS},
    "resultTypes": ["violations", "incomplete"],
    "elementRef": True,
}
# Each element comes back as its path in the form of EPUB CFI: even numbers, from the root down.
_RUN = """async options => {
  const path = element => {
    let steps = "";
    for (; element && element.parentElement; element = element.parentElement)
      steps = "/" + 2 * (1 + [...element.parentElement.children].indexOf(element)) + steps;
    return steps;
  };
  const told = await axe.run(document, options);
  const rows = (rules, decided) => rules.flatMap(rule => rule.nodes.map(node => ({
    severity: decided ? rule.impact || "unknown" : "incomplete", code: rule.id, help: rule.help,
    html: node.html, reason: node.failureSummary || "", path: path(node.element),
  })));
  return [...rows(told.violations, true), ...rows(told.incomplete, false)];
}"""

Row = dict[str, str]


def rows(chromium: Browser, mode: str, paths: tuple[str, ...], axe: str) -> Iterator[Row]:
    """Yield what axe says of the pages in one mode, and what they tried to load: the browser refuses all of it."""
    view = MODES[mode]
    with chromium.new_context(viewport={"width": view.width, "height": 900}, color_scheme=view.scheme) as context:
        page = context.new_page()
        page.emulate_media(media=view.media)
        for path in paths:
            yield from ({**row, "file": path, "view": mode} for row in _page(page, path, axe))


def _page(page: Page, path: str, axe: str) -> Iterator[Row]:
    uri = Path(path).absolute().as_uri()
    asked: list[str] = []

    def refuse(route: Route) -> None:
        asked.append(route.request.url)
        route.abort()

    page.route(lambda url: not _is_own(url, uri), refuse)
    page.goto(uri)
    # evaluate() runs outside the page's own security policy, an added script element would not.
    page.evaluate(axe)
    found: list[Row] = page.evaluate(_RUN, _OPTIONS)
    page.unroute_all()
    yield from ({"severity": "request", "code": "request", "help": url} for url in asked)
    yield from found


def _is_own(url: str, page: str) -> bool:
    return url.partition("#")[0] == page or url.startswith("data:")


def main(script: str, *paths: str) -> None:
    """Open the browser and print one line."""
    axe = Path(script).read_text(encoding="utf-8")
    with opened() as chromium:
        found = [row for mode in MODES for row in rows(chromium, mode, paths, axe)]
    sys.stdout.write("\n" + json.dumps(found) + "\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
