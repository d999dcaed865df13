"""A link within the article leads to a block that is there."""

from tests.sources import resolved


def test_a_link_to_no_block_is_reported_with_the_nearest_id() -> None:
    """The finding stands where the link does and names what may be meant."""
    _, findings = resolved("See [this](#historie).\n\n## History\n\nText.\n")
    assert [(finding.code, finding.hint) for finding in findings] == [("broken-reference", "did you mean `#history`?")]


def test_links_to_headings_tables_and_notes_hold() -> None:
    """Every public id is a target."""
    _, findings = resolved(
        "[a](#history), [b](#t)[^n]\n\n## History\n\n| A |\n| - |\n| 1 |\n: Caption {#t}\n\n[^n]: See [c](#t).\n"
    )
    assert findings == ()
