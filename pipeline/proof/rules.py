"""What a proof can find: how a finished file may differ from what was promised. None of it can be waived."""

from pipeline.diagnostics import Rule, Severity

LOST_BLOCK = Rule(
    "lost-block",
    Severity.ERROR,
    "a block of the article is missing from a finished file, or stands there empty",
    "Readers of that edition would not know that there was anything to read.",
)
ALTERED_TEXT = Rule(
    "altered-text",
    Severity.ERROR,
    "words of a block are missing from a finished file, or others stand in their place",
    "Readers of that edition would read something else than was written: a lost digit is enough.",
)
ADDED_TEXT = Rule(
    "added-text",
    Severity.ERROR,
    "a finished file holds text that neither the article nor the theme's words explain",
    "Readers would take for the author's what nobody has written.",
)
REPEATED_BLOCK = Rule(
    "repeated-block",
    Severity.ERROR,
    "a block stands in a finished file more often than in the article",
    "Readers look for a difference that is none, and links lead to one of the two alone.",
)
MOVED_BLOCK = Rule(
    "moved-block",
    Severity.ERROR,
    "a block stands in a finished file, but in another place than in the article",
    "An order says something: events, arguments, cells of a row mean something else in another one.",
)
LOST_LINK = Rule(
    "lost-link",
    Severity.ERROR,
    "a link is missing, leads elsewhere, stands on other words, or was made by nobody",
    "Readers cannot go where the author sends them, or are sent to where nobody has looked.",
)
LOST_IMAGE = Rule(
    "lost-image",
    Severity.ERROR,
    "a picture or a chart is missing from a finished file, or another one stands in its place",
    "What it shows is said nowhere else.",
)
LOST_ALT = Rule(
    "lost-alt",
    Severity.ERROR,
    "the words that stand for a picture or a box, for those who do not see it, are missing or others",
    "Whoever listens to the file would learn nothing of it, or something wrong.",
)
LOST_NOTE = Rule(
    "lost-note",
    Severity.ERROR,
    "a note, its number or the call that leads to it is missing or wrong",
    "Readers do not find what the author adds, or what the author relies on.",
)
LOST_CELL = Rule(
    "lost-cell",
    Severity.ERROR,
    "a cell, a row or a column of a table is missing from a finished file, or is empty there",
    "Numbers move under the heads of others, or nobody sees that one is not there.",
)
WRONG_LEVEL = Rule(
    "wrong-level",
    Severity.ERROR,
    "a heading, a list or another block is of another level, kind or count, or stands in another section or block",
    "Outlines, bookmarks and screen readers tell by it what belongs to what.",
)
LOST_LANGUAGE = Rule(
    "lost-language",
    Severity.ERROR,
    "a text is no longer marked as being in its language, or is marked as being in another",
    "Screen readers would speak it as if it were another language; hyphens and glyphs would be those of another.",
)
LOST_ID = Rule(
    "lost-id",
    Severity.ERROR,
    "a block or a passage has no longer the id by which links lead to it, or that of another",
    "Links to it, from this file and from elsewhere, would lead nowhere.",
)
LOST_MARKUP = Rule(
    "lost-markup",
    Severity.ERROR,
    "words are no longer struck through, below or above the line, explained, or set line by line",
    "H2O, m2 and a sentence that was withdrawn mean something else without it.",
)
LOST_FURNITURE = Rule(
    "lost-furniture",
    Severity.ERROR,
    "what the theme prints beside the article is missing or wrong: contents, labels, page numbers, running heads",
    "Readers find their way by it; a wrong page number sends them astray.",
)
LOST_PAGE_MARK = Rule(
    "lost-page-mark",
    Severity.ERROR,
    "the mark of a page of the print edition is missing from a finished file, stands elsewhere or again, or marks none",
    "Who follows a reference to a page would read something else than whoever has that page on paper.",
)
FURTHER_DIFFERENCES = Rule(
    "further-differences",
    Severity.ERROR,
    "a finished file differs from what was promised in more places than are told one by one",
    "So many differences have few causes, and the first ones show them.",
)
RULES = (
    LOST_BLOCK, ALTERED_TEXT, ADDED_TEXT, REPEATED_BLOCK, MOVED_BLOCK, LOST_LINK, LOST_IMAGE, LOST_ALT, LOST_NOTE,
    LOST_CELL, WRONG_LEVEL, LOST_LANGUAGE, LOST_ID, LOST_MARKUP, LOST_FURNITURE, LOST_PAGE_MARK,
    FURTHER_DIFFERENCES,
)  # fmt: skip
