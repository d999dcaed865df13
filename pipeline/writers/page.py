"""What every page template sees, whichever format it is for."""

from collections.abc import Mapping

from pipeline.furniture import contents, furniture
from pipeline.model import Article, Edition
from pipeline.theme import Theme


def values(article: Article, edition: Edition, theme: Theme, addresses: Mapping[str, str]) -> dict[str, object]:
    """The values of a page template.

    `article` is resolved; `made` maps the id of each generated text to the text (print it inside an element with that
    id, and print no other words); `made_links` maps it to the words of it that are a link, and to where that leads;
    `contents` are the sections that the contents list; `notes` maps a note's id to it;
    `addresses` gives for an asset's name what its `src` is in this format; `tokens` is tokens.toml, `words` the theme's
    words in the article's language (for attributes such as `aria-label`; visible words come from `made`).
    """
    words = theme.words(article.metadata.lang)
    pieces = furniture(article, edition, words)
    return {
        "article": article,
        "meta": article.metadata,
        "edition": edition,
        "made": {piece.id: piece.text for piece in pieces},
        "made_links": {piece.id: (piece.linked, piece.target) for piece in pieces if piece.linked},
        "contents": contents(article),
        "notes": {note.id: note for note in article.notes},
        "addresses": addresses,
        "tokens": theme.tokens,
        "words": words,
    }
