"""What the front matter says that cannot be so: days out of order, a review that is due, a claim that nobody made."""

import datetime
from collections.abc import Iterator, Sequence

from pipeline.diagnostics import Diagnostic, Rule, Severity
from pipeline.model import Article, Edition, Reference
from pipeline.model.words import count_words
from pipeline.wording import counted

REVIEW_OVERDUE = Rule(
    "review-overdue",
    Severity.WARNING,
    "the day has passed by which the text was to be looked at again",
    "Its authors knew that it would not be true for ever; readers cannot tell whether it still is.",
    wrong="---\ndate: 2024-03-09\nreview-by: 2025-03-09\n---\n\nThe harbour opens at nine.\n",
    right="---\ndate: 2026-01-02\nreview-by: 2099-03-09\n---\n\nThe harbour opens at nine.\n",
)
DATE_ORDER = Rule(
    "date-order",
    Severity.WARNING,
    "two days do not come in the order in which they must",
    "One of them is mistyped, and readers who cite the text would cite it wrongly.",
    wrong="---\ndate: 2026-01-02\nupdated: 2025-01-03\n---\n\nThe harbour opens at nine.\n",
    right="---\ndate: 2026-01-02\nupdated: 2026-01-03\n---\n\nThe harbour opens at nine.\n",
)
CONFORMANCE_WITHOUT_REVIEW = Rule(
    "conformance-without-review",
    Severity.WARNING,
    "the front matter claims that a standard is kept, and names nobody who has found it so",
    "Only who has looked can make the claim (EPUB Accessibility 1.1), so that the e-book is published without it.",
    wrong="---\naccessibility:\n  conforms-to: EPUB Accessibility 1.1 - WCAG 2.2 Level AA\n---\n\nIt is deep.\n",
    right=(
        "---\n"
        "accessibility:\n"
        "  reviewed-by: Ada Example\n"
        "  conforms-to: EPUB Accessibility 1.1 - WCAG 2.2 Level AA\n"
        "---\n\n"
        "The harbour is deep.\n"
    ),
)
LONG_SUMMARY = Rule(
    "long-summary",
    Severity.WARNING,
    "the summary has more than 250 words",
    "It stands before the text in every edition, and catalogues cut it: what comes late in it is read by nobody.",
    wrong="---\nsummary: >\n" + "  The harbour was dug, and then it was dug again.\n" * 26 + "---\n\nIt is deep.\n",
    right="---\nsummary: The harbour was dug in 1871, and often again.\n---\n\nIt is deep.\n",
)
RULES = (REVIEW_OVERDUE, DATE_ORDER, CONFORMANCE_WITHOUT_REVIEW, LONG_SUMMARY)

_LONGEST = 250


def overdue(article: Article, today: datetime.date | None) -> Iterator[Diagnostic]:
    """A finding when the day of the next review lies before today, where somebody has said what day it is."""
    due = article.metadata.review_by
    if due and today and due < today:
        hint = "look at the text again, and give `updated` and `review-by` new days"
        yield Diagnostic(
            REVIEW_OVERDUE, f"the next review was due by {due}", article.metadata.at.get("review-by"), hint
        )


def check_dates(article: Article, _: Sequence[tuple[Edition, Article]]) -> Iterator[Diagnostic]:
    """A finding for a change before the publication, a review due before the change, a work looked up after it."""
    meta = article.metadata
    changed = meta.updated
    if meta.date and changed and changed < meta.date:
        message = f"the text was last changed on {changed}, before it was published on {meta.date}"
        yield Diagnostic(DATE_ORDER, message, meta.at.get("updated"), "correct `date` or `updated`")
    last = max((day for day in (meta.date, changed) if day), default=None)
    if last and meta.review_by and meta.review_by < last:
        message = f"the next review is due by {meta.review_by}, before the last change on {last}"
        yield Diagnostic(DATE_ORDER, message, meta.at.get("review-by"), "give `review-by` a later day")
    for reference in article.references if last else ():
        if last and (accessed := _accessed(reference)) > (last.year, last.month, last.day)[: len(accessed)]:
            day = "-".join(f"{part:02}" for part in accessed)
            message = f'"{reference.key}" was accessed on {day}, after the last change of the text on {last}'
            yield Diagnostic(DATE_ORDER, message, reference.at, "correct the day, or give `updated` a later one")


def check_claim(article: Article, _: Sequence[tuple[Edition, Article]]) -> Iterator[Diagnostic]:
    """A finding for a claim to conform without a reviewer."""
    access = article.metadata.accessibility
    if access.conforms_to and not access.reviewed_by:
        message = f'nobody is named who found "{access.conforms_to}" to be kept'
        at = article.metadata.at.get("accessibility.conforms-to")
        hint = "add `reviewed-by` and `date` of the review, or take the claim away"
        yield Diagnostic(CONFORMANCE_WITHOUT_REVIEW, message, at, hint)


def check_summary(article: Article, _: Sequence[tuple[Edition, Article]]) -> Iterator[Diagnostic]:
    """A finding for a summary that is none any more."""
    number = count_words(article.metadata.summary)
    if number > _LONGEST:
        message = f"the summary has {counted(number, 'word')}, and more than {_LONGEST} are no summary"
        yield Diagnostic(LONG_SUMMARY, message, article.metadata.at.get("summary"), "keep what the article says first")


def _accessed(reference: Reference) -> tuple[int, ...]:
    return next((date.begin for variable, date in reference.dates if variable == "accessed"), ())
