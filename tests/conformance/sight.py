"""What Chromium shows of a document: the blocks of which some text is on the page, as several readers see it."""

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page

from pipeline.validators.browser import MODES, Mode

# A block is seen when each of its own texts is drawn somewhere in the page that one can scroll to, and no box around
# cuts it off; what is folded is opened first. Colours, clips and masks are nothing that the browser tells.
_SEEN = """sheets => {
  for (const each of document.querySelectorAll('details')) each.open = true;
  const page = document.scrollingElement ?? document.documentElement;
  const inLines = new Set(%s);
  const block = node => {
    for (let each = node.parentElement; each; each = each.parentElement) {
      const line = inLines.has(each.localName) && !each.classList.contains('moment') && !each.id.startsWith('_');
      if (each.id && !line) return each.id;
    }
  };
  const cut = (element, box) => {
    for (let each = element; each && each !== document.documentElement; each = each.parentElement) {
      const style = getComputedStyle(each), around = each.getBoundingClientRect();
      if (style.display === 'inline' || style.display === 'contents' || each === document.body) continue;
      if (style.overflowX !== 'visible' && around.width < 4) return true;
      if (style.overflowY !== 'visible' && around.height < 4) return true;
    }
  };
  const scrolled = element => {
    for (let each = element; each !== document.body && each; each = each.parentElement)
      if (['auto', 'scroll'].includes(getComputedStyle(each).overflowX)) return each.getBoundingClientRect();
  };
  const drawn = (element, boxes) => [...boxes].some(text => {
    const box = text.width > 0 && text.height > 0 ? scrolled(element) ?? text : text;
    const right = box.right + scrollX, bottom = box.bottom + scrollY;
    return box.width > 0 && box.height > 0 && right > 0 && bottom > 0
      && box.left + scrollX < page.scrollWidth && box.top + scrollY < page.scrollHeight && !cut(element, box);
  });
  const look = () => {
    const found = {};
    const told = (element, boxes, id) => {
      const asked = {opacityProperty: true, visibilityProperty: true, contentVisibilityAuto: true};
      const seen = element.checkVisibility(asked) && drawn(element, boxes);
      if (id) found[id] = (found[id] ?? true) && seen;
    };
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      if (!node.data.trim() || node.parentElement.closest('svg, style')) continue;
      const range = document.createRange();
      range.selectNodeContents(node);
      told(node.parentElement, range.getClientRects(), block(node));
    }
    for (const each of document.querySelectorAll('img[alt]:not([alt=""]), svg[role=img]')) {
      // Of drawings for several windows one is shown.
      const around = each.closest('[data-window]')?.parentElement;
      const beside = around ? around.querySelectorAll(':scope > [data-window] > svg') : [each];
      const shown = [...beside].find(other => other.checkVisibility()) ?? each;
      told(shown, [shown.getBoundingClientRect()], block(each));
    }
    return found;
  };
  return sheets.map(css => {
    const sheet = document.createElementNS('http://www.w3.org/1999/xhtml', 'style');
    sheet.textContent = css;
    document.head.append(sheet);
    for (const each of document.getAnimations()) each.finish();
    const found = look();
    sheet.remove();
    return found;
  });
}"""
_IN_LINES = ["a", "b", "cite", "code", "del", "em", "i", "kbd", "s", "small", "span", "strong", "sub", "sup", "u"]

Seen = Mapping[str, bool]
"""Whether a block is seen, by its id."""


@contextmanager
def looked_at(browser: Browser) -> Iterator[Page]:
    """Yield a page in which nothing is fetched."""
    with browser.new_context(offline=True) as context:
        yield context.new_page()


def blocks_seen(page: Page, path: Path, sheets: Sequence[str] = ("",)) -> Mapping[str, Sequence[Seen]]:
    """Return for each mode which blocks of a document are seen, once with each of these sheets added to its own."""
    page.goto(path.absolute().as_uri())
    return {name: _in_mode(page, mode, sheets) for name, mode in MODES.items()}


def _in_mode(page: Page, mode: Mode, sheets: Sequence[str]) -> Sequence[Seen]:
    page.set_viewport_size({"width": mode.width, "height": 900})
    page.emulate_media(media=mode.media, color_scheme=mode.scheme)
    told: list[dict[str, bool]] = page.evaluate(_SEEN % json.dumps(_IN_LINES), list(sheets))
    return told
