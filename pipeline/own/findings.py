"""What a project's own checks find in an article, or in what some of its editions have of it."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from fnmatch import fnmatchcase
from functools import cache, partial
from typing import assert_never

from pipeline.checks import differing
from pipeline.checks.lines import Finder, Found, found_in
from pipeline.checks.phrases import any_of
from pipeline.diagnostics import ConfigError, Diagnostic, LimitError, Location
from pipeline.model import Article, Edition
from pipeline.own.pattern import OverTime, Search
from pipeline.own.tree import Place, TooManySteps, Tree
from pipeline.own.values import House, OwnCheck, Pattern, Selector, Words
from pipeline.wording import counted, in_words, meant

_Had = Sequence[tuple[Edition, Article]]
Fault = tuple[str, Location]
"""What was found, or is called in which there is too little, and where."""


def check_own(article: Article, had: _Had, house: House) -> Iterator[Diagnostic]:
    """A finding for all that a resolved article, or an edition of it, has too much or too little of.

    Raises ConfigError for a check of an edition that does not exist, LimitError for a pattern or a selector that takes
    too long.
    """
    articles = {"": article} | {edition.name: own for edition, own in had}

    @cache
    def tree(name: str) -> Tree:
        return Tree(articles[name])

    for check in house.checks:
        names = _editions(check, had)
        if _concerns(check, article):
            yield from _told(check, names, partial(_faults, check, tree, house.seconds))


def _editions(check: OwnCheck, had: _Had) -> tuple[str, ...]:
    """The editions that a check is for, by name; none for the whole article."""
    known = dict.fromkeys(name for edition, _ in had for name in (edition.medium, edition.name))
    for each in check.editions:
        if each.name not in known:
            hint = meant(each.name, known, f"write one of {', '.join(known)}")
            raise ConfigError(f'no edition and no medium is called "{each.name}"', hint, each.at)
    wanted = {each.name for each in check.editions}
    apart = {edition.name for edition, _ in differing(had) if edition.medium in wanted}
    return tuple(edition.name for edition, _ in had if edition.name in wanted | apart)


def _concerns(check: OwnCheck, article: Article) -> bool:
    """Whether an article is one of those that a check is for; where words are looked for, each has its language."""
    meta = article.metadata
    return (
        (not check.contracts or meta.contract in check.contracts)
        and (not check.articles or any(fnmatchcase(article.slug, each) for each in check.articles))
        and (not isinstance(check.sought, Selector) or _speaks(check, meta.lang))
    )


def _speaks(check: OwnCheck, lang: str) -> bool:
    """Whether a check is for a language: by its tag, or by the tag of a language that it is a kind of."""
    return not check.languages or any(f"{lang}-".lower().startswith(f"{each}-".lower()) for each in check.languages)


def _told(check: OwnCheck, names: Sequence[str], faults: Callable[[str], Iterable[Fault]]) -> Iterator[Diagnostic]:
    """Each fault once, with the editions that have it where the check is for some."""
    found: dict[Fault, list[str]] = {}
    for name in names or [""]:
        for each in faults(name):
            found.setdefault(each, []).append(name)
    for (words, at), having in found.items():
        where = f" in {in_words(list(dict.fromkeys(having)))}" if names else ""
        yield Diagnostic(check.rule, check.message.replace("{}", words) + where, at, _hint(check, words))


def _hint(check: OwnCheck, words: str) -> str:
    """What is to be written instead of a phrase, or else what the check says."""
    if isinstance(check.sought, Words):
        spelt = " ".join(words.replace("’", "'").split()).casefold()
        for phrase, instead in check.sought.instead.items():
            if instead and " ".join(phrase.replace("’", "'").split()).casefold() == spelt:
                return f'write "{instead}"'
    return check.hint


def _faults(check: OwnCheck, trees: Callable[[str], Tree], seconds: int, name: str) -> Iterator[Fault]:
    """What there is beyond the most, and in what there is less than the least, in the whole or in an edition."""
    tree = trees(name)
    try:
        scopes = tree.selected(check.within.text) if check.within else (tree.whole(),)
        wanted = _wanted(check, seconds)
        for scope in scopes:
            found = list(_found(check, scope, tree, wanted))
            yield from found[check.most :]
            if len(found) < check.least:
                yield scope.name, scope.at
    except OverTime as error:
        message = f"the pattern of {check.rule.code} took more than {counted(seconds, 'second')} in {tree.slug}"
        hint = "write it so that a text fits in one way only, or raise `pattern` in the settings below [limits]"
        raise LimitError(message, hint, _place(check)) from error
    except TooManySteps as error:
        message = f"the selector of {check.rule.code} takes too many steps in {tree.slug}"
        raise LimitError(message, "write it with fewer parts, `~` and `:has()` above all", _place(check)) from error


def _place(check: OwnCheck) -> Location:
    return check.at if isinstance(check.sought, Words) else check.sought.at


def _wanted(check: OwnCheck, seconds: int) -> Finder[Found] | None:
    """What is looked for in lines of text, if that is where a check looks."""
    match check.sought:
        case Words(instead):
            return any_of(instead)
        case Pattern(text):
            return Search(text, seconds)
        case Selector():
            return None
        case _:
            assert_never(check.sought)


def _found(check: OwnCheck, scope: Place, tree: Tree, wanted: Finder[Found] | None) -> Iterator[Fault]:
    if isinstance(check.sought, Selector):
        yield from ((each.name, each.at) for each in tree.within(check.sought.text, scope))
        return
    spoken = partial(_finder, check, wanted)
    for words, at in found_in(tree.lines(scope), spoken, tree.sources):
        yield " ".join(words.split()), at


def _finder(check: OwnCheck, wanted: Finder[Found] | None, lang: str) -> Finder[Found] | None:
    return wanted if _speaks(check, lang) else None
