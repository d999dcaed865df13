"""The rules by which contracts are kept."""

from pipeline.diagnostics import Rule, Severity

UNKNOWN_CONTRACT = Rule(
    "unknown-contract",
    Severity.ERROR,
    "the front matter names a contract that does not exist",
    "The article would be held to nothing, and nobody would see it.",
)
MISSING_SECTION = Rule(
    "missing-section",
    Severity.ERROR,
    "a section that the contract requires is not there, or not in every edition",
    "Readers of this kind of article look for it, and would take its absence for an answer.",
    yields=True,
)
UNEXPECTED_SECTION = Rule(
    "unexpected-section",
    Severity.ERROR,
    "a section stands where the contract allows no others than its own",
    "What readers compare from one article to the next must be the same in all; often it is a misspelt title.",
    yields=True,
)
SECTION_ORDER = Rule(
    "section-order",
    Severity.ERROR,
    "sections do not come in the order of the contract",
    "Who reads several articles of a kind finds a section by its place.",
    yields=True,
)
STUB_SECTION = Rule(
    "stub-section",
    Severity.ERROR,
    "a section has fewer words than its contract asks for",
    "A heading with a sentence below it looks finished in a table of contents, and is not.",
    yields=True,
)
LONG_SECTION = Rule(
    "long-section",
    Severity.WARNING,
    "a section has more words than its contract allows",
    "It crowds out the others, and readers in haste give up in it.",
    yields=True,
)
SHORT_ARTICLE = Rule(
    "short-article",
    Severity.ERROR,
    "the article has fewer words than its contract asks for",
    "Its kind promises a depth that it does not have.",
    yields=True,
)
LONG_ARTICLE = Rule(
    "long-article",
    Severity.WARNING,
    "the article has more words than its contract allows",
    "Its kind promises a reading time that it does not keep.",
    yields=True,
)
MISSING_COMPONENT = Rule(
    "missing-component",
    Severity.ERROR,
    "a table, a list, sources or another component that the contract requires is not there",
    "It carries what prose cannot: numbers to compare, dates in order, where a claim comes from.",
    yields=True,
)
RULES = (
    UNKNOWN_CONTRACT,
    MISSING_SECTION,
    UNEXPECTED_SECTION,
    SECTION_ORDER,
    STUB_SECTION,
    LONG_SECTION,
    SHORT_ARTICLE,
    LONG_ARTICLE,
    MISSING_COMPONENT,
)
