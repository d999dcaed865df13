"""What may have become of a finished file and of its record, beside what a proof finds in it."""

from pipeline.diagnostics import Rule, Severity

BROKEN_MANIFEST = Rule(
    "broken-manifest",
    Severity.ERROR,
    "the manifest of a set of editions cannot be read",
    "Nobody can say which files belong to the set, and which bytes they had.",
)
MISSING_FILE = Rule(
    "missing-file",
    Severity.ERROR,
    "a file that the manifest names is not there",
    "The set was published whole; a reader who is sent to that edition finds nothing.",
)
ALTERED_FILE = Rule(
    "altered-file",
    Severity.ERROR,
    "a file has other bytes than were published",
    "Somebody or something has changed it since; what it says now is compared apart from that.",
)
CHANGED_SOURCE = Rule(
    "changed-source",
    Severity.WARNING,
    "a file of the source is not the one that the editions were made from",
    "The editions are compared with what the source says now, so that differences are to be expected.",
)
DIFFERING_REBUILD = Rule(
    "differing-rebuild",
    Severity.ERROR,
    "an edition that is built again has other bytes",
    "Source, templates, settings or tools are not those that it was made with, or something in them is not constant.",
)
RULES = (BROKEN_MANIFEST, MISSING_FILE, ALTERED_FILE, CHANGED_SOURCE, DIFFERING_REBUILD)
