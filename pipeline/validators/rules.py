"""What validators find, in plain words: one rule for all of them that tell of the same thing."""

from pipeline.diagnostics import Rule, Severity

_E, _W = Severity.ERROR, Severity.WARNING

PICTURE = Rule(
    "validator-picture", _E, "a validator finds a picture without a description",
    "Who does not see it hears its file's name, or nothing.", yields=True,
)  # fmt: skip
HEADING = Rule(
    "validator-heading", _W, "a validator finds headings that skip a level, are empty or stand in the wrong order",
    "Who moves from heading to heading looks for a part that is not there.", yields=True,
)  # fmt: skip
IDENTITY = Rule(
    "validator-id", _E, "a validator finds an id that is there twice",
    "A link or a label leads to the first of the two, whichever is meant.", yields=True,
)  # fmt: skip
LANGUAGE = Rule(
    "validator-language", _E, "a validator finds text in no language, or in one that does not exist",
    "A voice reads it with the sounds of another language, and it is broken into lines by wrong rules.", yields=True,
)  # fmt: skip
LINK = Rule(
    "validator-link", _E, "a validator finds a link that leads nowhere, or that has no words",
    "A reader who follows it finds nothing; one who hears it does not know where it leads.", yields=True,
)  # fmt: skip
TABLE = Rule(
    "validator-table", _E, "a validator finds a table whose cells do not fit each other or have no heads",
    "Who hears a cell is not told what row and column it is of.", yields=True,
)  # fmt: skip
CONTRAST = Rule(
    "validator-contrast", _E, "a validator finds text that stands out too little from its ground",
    "Those who see less, and all on a screen in the sun, cannot read it.", yields=True,
)  # fmt: skip
TITLE = Rule(
    "validator-title", _E, "a validator finds a document without a title",
    "A tab, a list of files and a reading system have no name for it.", yields=True,
)  # fmt: skip
ARIA = Rule(
    "validator-aria", _E, "a validator finds a role, a label or a state for assistive technology that is wrong",
    "What it says of the element is ignored, or is not true.", yields=True,
)  # fmt: skip
LANDMARK = Rule(
    "validator-landmark", _W, "a validator finds text outside of all landmarks, or landmarks that are alike",
    "Who moves from region to region passes it by, or cannot tell two apart.", yields=True,
)  # fmt: skip
LISTS = Rule(
    "validator-list", _E, "a validator finds a list that holds what is no item, or an item outside of a list",
    "How many items there are, and which is heard, is told wrongly.", yields=True,
)  # fmt: skip
VIEWPORT = Rule(
    "validator-viewport", _E, "a validator finds that a page forbids to enlarge it",
    "Who needs large letters on a small screen cannot read it.", yields=True,
)  # fmt: skip
OBSOLETE = Rule(
    "validator-obsolete", _E, "a validator finds an element or an attribute that the standard has given up",
    "Programs may ignore it some day, or do already.", yields=True,
)  # fmt: skip
ATTRIBUTE = Rule(
    "validator-attribute", _E,
    "a validator finds an attribute that does not belong there, is missing or has a wrong value",
    "What it was to say is not understood.", yields=True,
)  # fmt: skip
ELEMENT = Rule(
    "validator-element", _E, "a validator finds an element where the standard allows none such, or that does not end",
    "Programs mend it each in its own way, so that the structure is not what was written.", yields=True,
)  # fmt: skip
STYLE = Rule(
    "validator-style", _E, "a validator finds a fault in a style sheet",
    "The declaration is ignored, or only some programs obey it.", yields=True,
)  # fmt: skip
PACKAGE = Rule(
    "validator-package", _E, "a validator finds a fault in the package of an e-book",
    "A reading system or a shop may refuse the book.", yields=True,
)  # fmt: skip
RESOURCE = Rule(
    "validator-resource", _E,
    "a validator finds a file of an e-book that is missing, not declared or not what is declared",
    "A reading system shows a gap in its place, or refuses the book.", yields=True,
)  # fmt: skip
ACCESS = Rule(
    "validator-access", _E, "a validator finds that a file does not say what it offers to whom",
    "Readers and libraries who look for what they can use do not find it.", yields=True,
)  # fmt: skip
STRUCTURE = Rule(
    "validator-structure", _E, "a validator finds a fault in the tags of a PDF",
    "Assistive technology is told another structure than the page shows, or none.", yields=True,
)  # fmt: skip
ARCHIVE = Rule(
    "validator-archive", _E, "a validator finds what keeps a PDF from being kept: fonts, colours, metadata",
    "A program of another day may not show it as it is.", yields=True,
)  # fmt: skip
REQUEST = Rule(
    "validator-request", _E, "a page tries to load something while it is looked at",
    "It does not stand by itself, and it tells others who reads it.", yields=True,
)  # fmt: skip
UNREADABLE = Rule(
    "validator-unreadable", _E, "a validator cannot read a file as what it is",
    "Readers' programs may fail on it too.", yields=True,
)  # fmt: skip
OTHER = Rule(
    "validator-other", _E, "a validator finds something that this program has no words for",
    "Its own message says what it is.", yields=True,
)  # fmt: skip
RULES = (
    PICTURE, HEADING, IDENTITY, LANGUAGE, LINK, TABLE, CONTRAST, TITLE, ARIA, LANDMARK, LISTS, VIEWPORT, OBSOLETE,
    ATTRIBUTE, ELEMENT, STYLE, PACKAGE, RESOURCE, ACCESS, STRUCTURE, ARCHIVE, REQUEST, UNREADABLE, OTHER,
)  # fmt: skip
