"""The proof of an edition that is made from another: whether each page stands in its place on the sheets, once."""

from collections.abc import Collection, Iterator, Sequence

from pipeline.diagnostics import Rule, Severity
from pipeline.model import Edition, Shown
from pipeline.proof import Proof
from pipeline.proof.findings import findings
from pipeline.proof.streams import Difference

LOST_PAGE = Rule(
    "lost-page",
    Severity.ERROR,
    "a page is on no sheet of an edition that is made from the pages of another",
    "Readers of the sheets would not know that there was anything to read.",
)
REPEATED_PAGE = Rule(
    "repeated-page",
    Severity.ERROR,
    "a page is on the sheets more than once",
    "It takes the place of another page, or of a blank.",
)
MOVED_PAGE = Rule(
    "moved-page",
    Severity.ERROR,
    "a page stands in another place on the sheets than their order asks for",
    "When the sheets are put together, the text would go on elsewhere.",
)
ALTERED_PAGE = Rule(
    "altered-page",
    Severity.ERROR,
    "a place on a sheet shows something else than its page, or than clean paper",
    "What was proved of the pages would not be true of the sheets.",
)
RULES = (LOST_PAGE, REPEATED_PAGE, MOVED_PAGE, ALTERED_PAGE)

_READS, _LOOKS = "on {place} there is another text", "on {place} there is something else to be seen"
_HINT = "build it again, or mend the writer of this edition: the pages themselves are in order"


def compare(promised: Sequence[Shown], held: Sequence[str], unlike: Collection[int], edition: Edition) -> Proof:
    """Whether the places of a file hold the texts that were promised, look as promised, and are not more.

    `held` are the texts in the places, in the same order; `unlike` are the places, from 0, that look otherwise.
    """
    wrong = [at for at, one in enumerate(promised) if _text(held, at) != one.text]
    # How a place looks that has another text is no news.
    odd = [at for at in range(len(promised)) if at in unlike and at not in wrong]
    differences = [*_differences(promised, held, wrong), *(_of_place(ALTERED_PAGE, promised[at], _LOOKS) for at in odd)]
    return Proof(len(promised), len(promised) - len(wrong) - len(odd), findings(differences, edition, _HINT), "places")


def _differences(promised: Sequence[Shown], held: Sequence[str], wrong: Sequence[int]) -> Iterator[Difference]:
    known = {one.text: one for one in reversed(promised) if one.page and one.text}
    there = {one.page for at, one in enumerate(promised) if at not in wrong}
    further = range(len(promised), len(held))
    for at in (*wrong, *further):
        where = str(promised[at].place) if at < len(promised) else "a side behind the last"
        page = known.get(_text(held, at))
        if page:
            yield _stray(page, where, again=page.page in there)
            there.add(page.page)
    for at in wrong:
        one, text = promised[at], _text(held, at)
        if text and text not in known:
            yield _of_place(ALTERED_PAGE, one, _READS)
        elif one.page and one.page not in there:
            yield _of_place(LOST_PAGE, one, "it stands on no sheet, and belongs on {place}")
    if further:
        fact = f"there are {len(promised) // 2} sides to fill, and the file has {len(held) // 2}"
        yield Difference(ALTERED_PAGE, None, "", fact)


def _text(held: Sequence[str], at: int) -> str:
    """The text of a place; none where the file has no such place."""
    return held[at] if at < len(held) else ""


def _stray(page: Shown, where: str, *, again: bool) -> Difference:
    """That a page stands where it should not."""
    if again:
        return Difference(REPEATED_PAGE, None, str(page.page), f"it stands on {where} too")
    return Difference(MOVED_PAGE, None, str(page.page), f"it stands on {where}, and belongs on {page.place}")


def _of_place(rule: Rule, one: Shown, fact: str) -> Difference:
    """What is wrong with a place or with the page that belongs there."""
    return Difference(rule, None, str(one.page or ""), fact.format(place=one.place))
