"""Findings as a page of Markdown: ranked, whole, and nothing of a source read as a mark."""

from markdown_it import MarkdownIt

from pipeline.diagnostics import Diagnostic, Location, Rule, Severity, UsageError
from pipeline.report import Told
from pipeline.report.markdown import page

STUB = Rule("stub-section", Severity.ERROR, "a section is too short", "readers were promised it")
STALE = Rule("stale-date", Severity.WARNING, "a date is old", "it may be wrong")


def _at(line: int) -> Location:
    return Location("source/a/article.md", line, 3, 4)


def test_rules_are_ranked_and_findings_whole() -> None:
    """Errors before warnings, what is found most before the rest, each article with all of its own."""
    told = (
        Told("source/a/article.md", (Diagnostic(STALE, "old", _at(1)), Diagnostic(STUB, "short", _at(9), "write it"))),
        Told("source/b/article.md", (Diagnostic(STALE, "old"),)),
        Told("source/c/article.md"),
    )
    assert page(told) == (
        "# 2 of 3 articles have findings\n"
        "\n"
        "1 error, 2 warnings in 1 file; 3 articles checked.\n"
        "\n"
        "| Rule | Weight | Findings | Articles | |\n"
        "|---|---|--:|--:|---|\n"
        "| `stub-section` | error | 1 | 1 | a section is too short |\n"
        "| `stale-date` | warning | 2 | 2 | a date is old |\n"
        "\n"
        "## source/a/article.md\n"
        "\n"
        "- **error** `stub-section`, source/a/article.md:9:3: short; write it\n"
        "- **warning** `stale-date`, source/a/article.md:1:3: old\n"
        "\n"
        "## source/b/article.md\n"
        "\n"
        "- **warning** `stale-date`: old\n"
    )


def test_what_stopped_a_check_is_told_with_its_article() -> None:
    """And counted as an article that has findings."""
    out = page([Told("b", fault=UsageError("no", "see"))])
    assert out.startswith("# 1 of 1 article has findings\n\n1 could not be checked.\n")
    assert out.endswith("## b\n\n- **not checked**: no; see\n")


def test_nothing_found_is_said() -> None:
    """A page without findings is a result too."""
    assert page([Told("a")]) == "# 0 of 1 article have findings\n\nNo findings in 1 article.\n"


def test_signs_of_markdown_and_html_are_shown() -> None:
    """What a source says is neither a mark nor an element of the page."""
    said = '<script>|</script> **bold** `code` [a](b) # &amp; "x"\n- item'
    out = page([Told("a", (Diagnostic(STUB, said),))])
    shown = MarkdownIt("commonmark").render(out)
    assert "<script>" not in shown
    assert "&lt;script&gt;|&lt;/script&gt; **bold** `code` [a](b) # &amp;amp; &quot;x&quot; - item" in shown
