"""What can be wrong with files of references, and what one reading of such a file gathers."""

from dataclasses import dataclass, field

from pipeline.diagnostics import Diagnostic, Location, Rule, Severity
from pipeline.model import Reference
from pipeline.readers.markdown.source import Source

REFERENCES_MISSING = Rule(
    "references-missing",
    Severity.ERROR,
    "a file of references, or of a citation style, cannot be read",
    "What the article cites, or how it is to be printed, would not be known.",
    wrong="---\nreferences: literature.json\n---\n\nThe harbour is deep.\n",
    right="---\nreferences: works.json\n---\n\nThe harbour is deep [@harbour2024; @quay2025].\n",
)
BROKEN_REFERENCES = Rule(
    "broken-references",
    Severity.ERROR,
    "a file of references is no CSL-JSON or no BibTeX",
    "A guess at what was meant would cite something else.",
    wrong="---\nreferences: broken.bib\n---\n\nThe harbour is deep.\n",
    right="---\nreferences: works.json\n---\n\nThe harbour is deep [@harbour2024; @quay2025].\n",
)
INVALID_REFERENCE = Rule(
    "invalid-reference",
    Severity.ERROR,
    "a reference that is cited lacks something, or holds what it cannot hold",
    "It would be left out or printed wrongly, and readers could not find the work.",
    wrong="---\nreferences: untitled.json\n---\n\nThe harbour is deep [@harbour].\n",
    right="---\nreferences: works.json\n---\n\nThe harbour is deep [@harbour2024; @quay2025].\n",
)
UNKNOWN_VARIABLE = Rule(
    "unknown-variable",
    Severity.WARNING,
    "a reference that is cited says something under a name that no citation style knows",
    "What stands there is printed nowhere; a misspelt name is the usual cause.",
    wrong="---\nreferences: misspelt.json\n---\n\nThe harbour is deep [@harbour].\n",
    right="---\nreferences: works.json\n---\n\nThe harbour is deep [@harbour2024; @quay2025].\n",
    yields=True,
)
DUPLICATE_CITATION_KEY = Rule(
    "duplicate-citation-key",
    Severity.ERROR,
    "two references have the same key",
    "Nobody could say which of them a citation means.",
    wrong="---\nreferences: [works.json, more.json]\n---\n\nThe harbour is deep [@harbour2024; @quay2025].\n",
    right="---\nreferences: works.json\n---\n\nThe harbour is deep [@harbour2024; @quay2025].\n",
)
RULES = (REFERENCES_MISSING, BROKEN_REFERENCES, INVALID_REFERENCE, UNKNOWN_VARIABLE, DUPLICATE_CITATION_KEY)


@dataclass(slots=True)
class Shelf:
    """What one file holds: its references, and what is wrong with each, by key; with the whole, under "".

    `entries` are the texts of its references as they are written, each with its key.
    """

    source: Source
    references: list[Reference] = field(default_factory=list)
    findings: list[tuple[str, Diagnostic]] = field(default_factory=list)
    entries: list[tuple[str, str]] = field(default_factory=list)

    def report(self, rule: Rule, key: str, message: str, at: Location, hint: str) -> None:
        """Add a finding about the reference with this key."""
        self.findings.append((key, Diagnostic(rule, message, at, hint)))

    def wrong(self, key: str, message: str, at: Location, hint: str) -> None:
        """Report what is wrong with a reference."""
        self.report(INVALID_REFERENCE, key, message, at, hint)
