"""The table of readers."""

from pipeline.readers import READERS


def test_markdown_has_a_reader() -> None:
    """The row names a function that can be imported."""
    assert READERS[".md"] == "pipeline.readers.markdown:read"
