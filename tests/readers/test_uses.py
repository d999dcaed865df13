"""How much a drawing draws by using its own parts."""

import pytest
from lxml import etree

from pipeline.readers.markdown.uses import MOST, used

PART = '<path id="a" d="M0 0h9v9z"/>'


def _used(inner: str) -> int:
    return used(etree.fromstring(f'<svg xmlns="http://www.w3.org/2000/svg">{inner}</svg>'))


@pytest.mark.parametrize(
    ("inner", "count"),
    [
        (PART, 0),
        (PART + '<use href="#a"/>' * 100, 100),
        (PART + '<g id="b">' + '<use href="#a"/>' * 9 + '</g><use href="#b"/>', 9 + 1 + 9 + 9),
        (PART + '<rect fill="url(#a)"/>', 1),
        (PART + '<a href="#a"/>', 0),
        ('<use href="#nowhere"/>', 0),
    ],
    ids=["nothing", "a hundred times", "in a group", "as a pattern", "a link", "what is not there"],
)
def test_each_use_counts_what_it_draws(inner: str, count: int) -> None:
    """The part, and what the part uses itself; a link draws nothing."""
    assert _used(inner) == count


def test_what_uses_itself_draws_without_end() -> None:
    """However it comes back to itself."""
    assert _used('<g id="a"><use href="#a"/></g>') > MOST
    assert _used('<g id="a"><use href="#b"/></g><g id="b"><use href="#a"/></g>') > MOST


def test_a_long_chain_of_uses_ends() -> None:
    """It is told, not followed until the stack is full."""
    chain = "".join(f'<g id="a{number + 1}"><use href="#a{number}"/></g>' for number in range(3_000))
    assert _used(f'<path id="a0"/>{chain}<use href="#a3000"/>') > MOST
