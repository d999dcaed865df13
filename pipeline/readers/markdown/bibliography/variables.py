"""The words of CSL 1.0.2: types of works (appendix III) and the variables that describe them (appendix IV)."""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


TYPES = _words(
    """article article-journal article-magazine article-newspaper bill book broadcast chapter classic collection dataset
    document entry entry-dictionary entry-encyclopedia event figure graphic hearing interview legal_case legislation
    manuscript map motion_picture musical_score pamphlet paper-conference patent performance periodical
    personal_communication post post-weblog regulation report review review-book software song speech standard thesis
    treaty webpage"""
)
UNTITLED = frozenset({"interview", "personal_communication"})
"""What may go without a title."""

NAMES = _words(
    """author chair collection-editor compiler composer container-author contributor curator director editor
    editor-translator editorial-director executive-producer guest host illustrator interviewer narrator organizer
    original-author performer producer recipient reviewed-author script-writer series-creator translator"""
)
DATES = _words("accessed available-date event-date issued original-date submitted")
TEXTS = _words(
    """DOI ISBN ISSN PMCID PMID URL abstract annote archive archive-place archive_collection archive_location authority
    call-number chapter-number citation-label collection-number collection-title container-title container-title-short
    dimensions division edition event event-place event-title genre issue jurisdiction keyword language license medium
    note number number-of-pages number-of-volumes original-publisher original-publisher-place original-title page
    page-first part-number part-title printing-number publisher publisher-place references reviewed-genre
    reviewed-title scale section source status supplement-number title title-short version volume volume-title
    year-suffix"""
)
SILENT = frozenset({"id", "type", "citation-key", "citation-number", "categories", "custom"})
"""What tells programs something and is never printed."""

OTHER_NAMES = {"shortTitle": "title-short", "journalAbbreviation": "container-title-short"}
"""How some programs still write variables of an earlier CSL."""

NAME_PARTS = {
    "family": "family",
    "given": "given",
    "non-dropping-particle": "particle",
    "dropping-particle": "dropping",
    "suffix": "suffix",
    "literal": "literal",
}
