"""The comparison of a specification's examples with ours sees what is lost, and forgives only what is reported."""

import pytest

from pipeline.diagnostics import Diagnostic
from pipeline.readers.markdown.links import LINK_SCHEME
from tests.conformance.markup import Told, ours, specified

SAME = (
    ('<p id="p1">a <em>b</em></p>', "<p>a\n<em>b</em></p>"),
    ('<ul class="tight"><li id="i"><p>a</p></li></ul>', "<ul>\n<li>a</li>\n</ul>"),
    ("<section><h2>a</h2></section>", "<h2>a</h2>"),
    ("<pre><code>a\n</code></pre>", "<pre><code>a\n\n</code></pre>"),
    ('<p><a href="/a">b</a></p>', '<p><a href="/a">b</a></p>'),
)
DIFFERENT = (
    ("<p>a b</p>", "<p>a <em>b</em></p>"),
    ("<p>a b</p>", "<p>a c</p>"),
    ("<p>ab</p>", "<p>a b</p>"),
    ("<ul><li><p>a</p></li></ul>", "<ul><li>a</li></ul>"),
    ("<h2>a</h2>", "<h1>a</h1>"),
    ("<p><code>a  b</code></p>", "<p><code>a b</code></p>"),
    ("<pre><code>a</code></pre>", "<pre><code>a\n\n</code></pre>"),
    ('<ol start="2"><li>a</li></ol>', "<ol><li>a</li></ol>"),
    ("<p>b</p>", '<p><a href="/a">b</a></p>'),
    ("<p>b</p>", '<p><img src="/a" alt="b"/></p>'),
)


@pytest.mark.parametrize(("made", "wanted"), SAME)
def test_what_only_our_editions_need_makes_no_difference(made: str, wanted: str) -> None:
    """The rules that markup.py lists."""
    assert ours(made) == specified(wanted, Told([]))


@pytest.mark.parametrize(("made", "wanted"), DIFFERENT)
def test_what_is_lost_makes_a_difference(made: str, wanted: str) -> None:
    """A word, a space, a mark, a level, a number, a link that nobody reported."""
    assert ours(made) != specified(wanted, Told([]))


def test_a_refused_link_is_forgiven_once_and_by_its_address() -> None:
    """The finding is used up, so that a second link lost shows."""
    told = Told([Diagnostic(LINK_SCHEME, 'the link leads to "/a"')])
    assert ours("<p>b</p>") == specified('<p><a href="/a">b</a></p>', told)
    assert ours("<p>b</p>") != specified('<p><a href="/a">b</a></p>', told)
