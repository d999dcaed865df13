"""The web page: one HTML file that needs nothing but itself, without script and without a request."""

import base64
import binascii
import hashlib

from lxml import etree, html

from pipeline.fonts import embedded
from pipeline.model import Article, Edition, Rendered, Trace, Unseen
from pipeline.press import Press
from pipeline.running import version_and_date
from pipeline.theme import Theme, parse, to_html
from pipeline.writers.dom import language, seen
from pipeline.writers.drawings import adapted, is_broad, is_ours
from pipeline.writers.hidden import hidden
from pipeline.writers.linked_data import license_address, linked_data
from pipeline.writers.needs import needs
from pipeline.writers.page import quoted, style, values
from pipeline.writers.page_marks import place
from pipeline.writers.seen import trace_of

_TEMPLATE = "html/page.xhtml"
_STYLE = "html/style.css"


def write(article: Article, edition: Edition, theme: Theme, press: Press) -> Rendered:
    """The page. Assets and fonts are inside it as `data:` addresses; the press is not used."""
    del press
    addresses = {name: data_address(asset.media_type, asset.content) for name, asset in article.assets.items()}
    ours = [asset for asset in article.assets.values() if is_ours(asset, theme)]
    drawings = {asset.name: adapted(asset.content, theme) for asset in ours}
    broad = frozenset(asset.name for asset in ours if is_broad(asset))
    page = {**values(article, edition, theme, addresses), "drawings": drawings, "broad": broad}
    meta = article.metadata
    head, foot = quoted(meta.title), quoted(version_and_date(meta, theme.words(meta.lang)))
    # Nu takes the hash of a style without the white space at its ends, so there is none.
    drawn = {"faces": embedded(theme.web_fonts, theme.tokens, article), "fonts": theme.web_fonts}
    css = style(_STYLE, {**page, **drawn, "head": head, "foot": foot}, theme, meta.lang).strip()
    # A draft has no address and no date yet, and tells programs nothing.
    data = "" if edition.draft else linked_data(article.metadata)
    page |= {"style": css, "linked_data": data, "csp": _policy(css, data)}
    page["license_address"] = license_address(article.metadata.license)
    root = parse(theme.render(_TEMPLATE, page), _TEMPLATE)
    if edition.pages:
        # The style draws the label in the margin; for those who listen, a mark is nothing.
        place([root], edition.pages, lambda label: {"data-page": label})
    return Rendered(to_html(root), tuple(needs(edition.title, [root])))


def read_back(content: bytes) -> Trace:
    """What the page shows; scripts, styles and the head are not read. Raises ValueError for an empty file."""
    root = _document(content)
    return trace_of([seen(root, _inside)], language(root))


def unseen(content: bytes, *, fine: bool = False) -> tuple[Unseen, ...]:
    """What of the texts the page's own style or attributes hide from somebody."""
    del fine
    return hidden(_document(content), _sheet, in_html=True)


def data_address(media_type: str, content: bytes) -> str:
    """The content as a `data:` address (RFC 2397)."""
    return f"data:{media_type};base64,{base64.b64encode(content).decode('ascii')}"


def _document(content: bytes) -> html.HtmlElement:
    try:
        return html.document_fromstring(content, parser=html.HTMLParser(encoding="utf-8", huge_tree=True))
    except etree.ParserError as error:
        message = f"it is no page: {error}"
        raise ValueError(message) from error


def _sheet(address: str) -> str | None:
    content = _inside(address)
    return None if content is None else content.decode("utf-8", "replace")


def _inside(address: str) -> bytes | None:
    """The content of a `data:` address."""
    head, _, content = address.partition(",")
    if not (head.startswith("data:") and head.endswith(";base64") and content):
        return None
    try:
        return base64.b64decode(content, validate=True)
    except binascii.Error:
        return None


def _policy(style: str, data: str) -> str:
    """The page's content security policy: its own style sheet and its data by their hashes, and nothing else.

    Browsers never run data (HTML, 4.12.1), so they ask no policy about it; Nu does. It also reports every image from a
    `data:` address under `default-src` or `img-src`, though browsers load it, so what is forbidden is listed singly.
    """
    allowed = f"style-src {_hash(style)}", f"script-src {_hash(data)}"
    forbidden = ("object-src", "connect-src", "frame-src", "worker-src", "base-uri", "form-action")
    return "; ".join([*allowed, *(f"{name} 'none'" for name in forbidden)])


def _hash(text: str) -> str:
    """The text's hash as a policy has it (CSP 3, 8.4); of no text, nothing is allowed."""
    if not text:
        return "'none'"
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode('ascii')}'"
