"""The rules by which contracts are kept."""

from pipeline.diagnostics import Rule, Severity

_NOTICE = "---\ncontract: notice\nkeywords: [library]\n---\n\n"
"""The front matter of the examples; docs/contracts.md has the contract."""
_FINDING = "---\ncontract: finding\nreferences: works.json\n---\n\n"
"""A contract that asks for sources."""
_GOOD = """\
The reading room closes for repairs.

## Dates

- From 3 August
- Until 14 August

## Contact

Ask at the desk.
"""

UNKNOWN_CONTRACT = Rule(
    "unknown-contract",
    Severity.ERROR,
    "the front matter names a contract that does not exist",
    "The article would be held to nothing, and nobody would see it.",
    wrong="---\ncontract: notce\n---\n\nThe reading room closes for repairs.\n",
    right=_NOTICE + _GOOD,
)
MISSING_SECTION = Rule(
    "missing-section",
    Severity.ERROR,
    "a section that the contract requires is not there, or not in every edition",
    "Readers of this kind of article look for it, and would take its absence for an answer.",
    wrong=_NOTICE
    + """\
The reading room closes for repairs until the autumn.

## Contact

Ask at the desk.
""",
    right=_NOTICE + _GOOD,
    yields=True,
)
MISSING_LEAD = Rule(
    "missing-lead",
    Severity.ERROR,
    "nothing stands before the first section, and the contract asks for a lead, or not in every edition",
    "Most readers read no further: what the article says must stand where they begin.",
    wrong=_NOTICE
    + """\
## Dates

- The reading room closes for repairs from 3 August
- Until 14 August

## Contact

Ask at the desk.
""",
    right=_NOTICE + _GOOD,
    yields=True,
)
UNEXPECTED_SECTION = Rule(
    "unexpected-section",
    Severity.ERROR,
    "a section stands where the contract allows no others than its own",
    "What readers compare from one article to the next must be the same in all; often it is a misspelt title.",
    wrong=_NOTICE
    + """\
The reading room closes for repairs.

## Dates

- From 3 August
- Until 14 August

## Weather

Rain.

## Contact

Ask at the desk.
""",
    right=_NOTICE
    + """\
The reading room closes for repairs.

## Dates

- From 3 August
- Until 14 August

## Contact

Ask at the desk. It will rain.
""",
    yields=True,
)
SECTION_ORDER = Rule(
    "section-order",
    Severity.ERROR,
    "sections do not come in the order of the contract",
    "Who reads several articles of a kind finds a section by its place.",
    wrong=_NOTICE
    + """\
The reading room closes for repairs.

## Contact

Ask at the desk.

## Dates

- From 3 August
- Until 14 August
""",
    right=_NOTICE + _GOOD,
    yields=True,
)
STUB_SECTION = Rule(
    "stub-section",
    Severity.ERROR,
    "a section has fewer words than its contract asks for",
    "A heading with a sentence below it looks finished in a table of contents, and is not.",
    wrong=_NOTICE
    + """\
The reading room closes for repairs.

## Dates

- From 3 August
- Until 14 August

## Contact

The desk.
""",
    right=_NOTICE + _GOOD,
    yields=True,
)
LONG_SECTION = Rule(
    "long-section",
    Severity.WARNING,
    "a section has more words than its contract allows",
    "It crowds out the others, and readers in haste give up in it.",
    wrong=_NOTICE
    + """\
The reading room closes for repairs.

## Dates

- From 3 August, or from 4 August, should it rain on that day
- Until 14 August, or until 15 August, should it rain

## Contact

Ask at the desk.
""",
    right=_NOTICE + _GOOD,
    yields=True,
)
SHORT_ARTICLE = Rule(
    "short-article",
    Severity.ERROR,
    "the article has fewer words than its contract asks for",
    "Its kind promises a depth that it does not have.",
    wrong=_NOTICE
    + """\
We close soon.

## Dates

- Soon

## Contact

Ask the desk.
""",
    right=_NOTICE + _GOOD,
    yields=True,
)
LONG_ARTICLE = Rule(
    "long-article",
    Severity.WARNING,
    "the article has more words than its contract allows",
    "Its kind promises a reading time that it does not keep.",
    wrong=_NOTICE
    + """\
The reading room closes for repairs. Whoever has borrowed a book may keep it
until the room is open again, and whoever has ordered one will be told when it
can be fetched. The roof will be new, the windows will be clean, and the chairs
will have cushions. We thank the harbour for its help.

## Dates

- From 3 August
- Until 14 August

## Contact

Ask at the desk.
""",
    right=_NOTICE + _GOOD,
    yields=True,
)
MISSING_COMPONENT = Rule(
    "missing-component",
    Severity.ERROR,
    "a table, a list, sources or another component that the contract requires is not there",
    "It carries what prose cannot: numbers to compare, dates in order, where a claim comes from.",
    wrong=_NOTICE
    + """\
The reading room closes for repairs.

## Dates

From 3 August until 14 August.

## Contact

Ask at the desk.
""",
    right=_NOTICE + _GOOD,
    yields=True,
)
NUMBER_WITHOUT_SOURCE = Rule(
    "number-without-source",
    Severity.WARNING,
    "a paragraph gives a number without a source, and the contract asks for sources",
    "A share, an amount or a large number is what readers quote; who cannot look it up has to believe it.",
    wrong=_FINDING + "In 1871 the harbour cost $2.4 million.\n\nIt is deep [@harbour2024; @quay2025].\n",
    right=_FINDING + "In 1871 the harbour cost $2.4 million [@harbour2024].\n\nIt is deep [@quay2025].\n",
)
IMAGE_WITHOUT_CREDIT = Rule(
    "image-without-credit",
    Severity.WARNING,
    "a picture or a chart does not say where it is from, and the contract asks for it",
    "Nobody may print a picture whose owner is not known, and numbers that are drawn need a source like all others.",
    wrong=_FINDING
    + "It is deep [@harbour2024; @quay2025].\n\n"
    + ":::{figure} images/photo.png\n:alt: Two ships at a quay of stone.\n\nThe harbour in 1871\n:::\n",
    right=_FINDING
    + "It is deep [@harbour2024; @quay2025].\n\n"
    + ":::{figure} images/photo.png\n:alt: Two ships at a quay of stone.\n:credit: Ada Example\n\n"
    + "The harbour in 1871\n:::\n",
)
RULES = (
    UNKNOWN_CONTRACT,
    MISSING_SECTION,
    MISSING_LEAD,
    UNEXPECTED_SECTION,
    SECTION_ORDER,
    STUB_SECTION,
    LONG_SECTION,
    SHORT_ARTICLE,
    LONG_ARTICLE,
    MISSING_COMPONENT,
    NUMBER_WITHOUT_SOURCE,
    IMAGE_WITHOUT_CREDIT,
)
