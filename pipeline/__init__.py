"""One structured source of an article, rendered into HTML, PDF and EPUB, and proved complete in each."""

__version__ = "0.1.0"
