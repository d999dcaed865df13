"""Reads a project's own checks from YAML, strictly: what is not known, or would find nothing, is a mistake."""

import re
from collections.abc import Callable, Iterable, Mapping
from typing import get_args

from pipeline.checks.phrases import Phrases
from pipeline.diagnostics import Rule, Severity
from pipeline.model import Medium, Named
from pipeline.model.language import primary
from pipeline.own import pattern, tree
from pipeline.own.values import MOST, House, OwnCheck, Pattern, Selector, Words
from pipeline.rules import OWN
from pipeline.yaml_fields import Field, document

KEYS: Mapping[str, str] = {
    "checks": "The checks, one by one.",
    "phrases": "What the project adds to the phrases that ship, language by language.",
}
"""The keys of a file."""

CHECK_KEYS: Mapping[str, str] = {
    "code": "The name of its rule: `own-` and words in small letters, such as `own-ferry-name`.",
    "severity": "How much a finding weighs: `error`, `warning`, which it is by default, or `info`.",
    "message": "The fact, in lower case; `{}` in it stands for what was found, or for that in which it is missing.",
    "hint": "What to do about it.",
    "why": "Why that matters: what `pipeline rules CODE` says.",
    "words": "What to look for: phrases, a list, or each with what to write instead.",
    "pattern": "What to look for: a regular expression.",
    "select": "What to look for: nodes, by a selector.",
    "must": "How often it may be there: `absent`, as by default, `present`, `at least N` or `at most N`.",
    "in": "A selector of nodes: each must keep the check by itself, in place of the whole article.",
    "contracts": "Only articles with one of these contracts are meant.",
    "articles": "Only these articles are meant, by their slugs; `*` stands for any letters.",
    "languages": "Only these languages are meant: those of the text, or with `select` that of the article.",
    "editions": "Editions or media: what each of them has is looked at, instead of the whole.",
}
"""The keys of a check."""

PHRASE_KEYS: Mapping[str, str] = {
    "leftover-promotion": "Phrases that belong to a page around a text, with a capital letter where they begin.",
    "medium-unfit": "Phrases that make no sense in a medium: lists below `paper`, `ebook` and `web`.",
    "doubled-word": "Words that may follow themselves; a language with this key, even with `[]`, is looked through.",
}
"""The keys of a language's phrases, which are the rules that go by them."""

_CODE = re.compile(rf"{OWN}[a-z]+(?:-[a-z]+)*")
_MUST = re.compile(r"at (least|most) (\d{1,6})")


def read_house(files: Mapping[str, bytes], contracts: Iterable[str], seconds: int) -> House:
    """The checks and phrases that files hold; raises ConfigError, with its place, for the first mistake in them.

    `contracts` are the names of those that there are, `seconds` what a pattern may take.
    """
    known = tuple(contracts)
    checks: dict[str, OwnCheck] = {}
    tables: list[Mapping[str, Field]] = []
    for file, content in files.items():
        top = document(file, content, f"the file {file}", "the file")
        values = top.values(KEYS, "key of a file of checks")
        for each in values["checks"].each() if "checks" in values else ():
            made = _check(each, known)
            if made.rule.code in checks:
                there = checks[made.rule.code].at
                raise each.entries()["code"].wrong(f'"{made.rule.code}" stands at {there} too', "give one another code")
            checks[made.rule.code] = made
        tables += [values["phrases"].languages()] if "phrases" in values else []
    return House(tuple(checks.values()), _phrases(tables), seconds)


def _check(field: Field, contracts: tuple[str, ...]) -> OwnCheck:
    values = field.values(CHECK_KEYS, "key of a check")
    for key in ("code", "message"):
        if key not in values:
            raise field.wrong(f"a check has no `{key}`", f"add a line `{key}: …`")
    message = values["message"].text()
    least, most = _must(values.get("must"))
    rule = Rule(
        _code(values["code"]),
        _severity(values.get("severity")),
        message.replace("{}", "…").rstrip("."),
        values["why"].text() if "why" in values else "",
        yields=True,
    )
    return OwnCheck(
        rule,
        message,
        values["hint"].text() if "hint" in values else "",
        values["code"].at(),
        _sought(field, values),
        least,
        most,
        _selector(values["in"]) if "in" in values else None,
        tuple(each.one_of(contracts, "contract") for each in _list(values, "contracts")),
        tuple(each.text() for each in _list(values, "articles")),
        tuple(each.tag(each.text()) for each in _list(values, "languages")),
        tuple(Named(each.text(), each.at()) for each in _list(values, "editions")),
    )


def _list(values: Mapping[str, Field], key: str) -> tuple[Field, ...]:
    return _some(values[key]) if key in values else ()


def _some(field: Field) -> tuple[Field, ...]:
    """The entries of a list that must not be empty, since it would be for nothing."""
    if not (entries := field.each()):
        raise field.wrong("the list is empty", "write one `- entry` per line, or take the key away")
    return entries


def _code(field: Field) -> str:
    if not _CODE.fullmatch(code := field.text()):
        hint = f"write `{OWN}` and words in small letters, with hyphens between, such as {OWN}ferry-name"
        raise field.wrong(f'"{code}" is no code of an own check', hint)
    return code


def _severity(field: Field | None) -> Severity:
    return Severity(field.one_of(tuple(Severity), "severity")) if field else Severity.WARNING


def _must(field: Field | None) -> tuple[int, int]:
    """How often something must be there at least, and may be at most."""
    if field is None or (text := field.text()) == "absent":
        return 0, 0
    if text == "present":
        return 1, MOST
    if (found := _MUST.fullmatch(text)) and int(found[2]) > 0:
        return (int(found[2]), MOST) if found[1] == "least" else (0, int(found[2]))
    raise field.wrong(f'"{text}" is no bound', "write absent, present, at least N or at most N, N above 0")


def _sought(field: Field, values: Mapping[str, Field]) -> Words | Pattern | Selector:
    there = [key for key in _SOUGHT if key in values]
    if len(there) != 1:
        fact = "a check has nothing to look for" if not there else f"a check has both `{there[0]}` and `{there[1]}`"
        raise field.wrong(fact, f"give it one of {', '.join(_SOUGHT)}")
    (key,) = there
    return _SOUGHT[key](values[key])


def _words(field: Field) -> Words:
    if field.is_mapping:
        entries = field.entries()
        for phrase, each in entries.items():
            _phrase(phrase, each, at_key=True)
        return Words({phrase: each.text() for phrase, each in entries.items()})
    return Words({_phrase(each.text(), each): "" for each in _some(field)})


def _phrase(phrase: str, field: Field, *, at_key: bool = False) -> str:
    if not any(map(str.isalnum, phrase)):
        raise field.wrong(f'"{phrase}" has no letter and no digit', "look for it with `pattern`", at_key=at_key)
    return phrase


def _pattern(field: Field) -> Pattern:
    if not isinstance(field.value, str) or not field.value:
        field.text()
    made = Pattern(str(field.value).rstrip("\n"), field.at())
    try:
        found = pattern.compiled(made.text)
    except pattern.PatternError as error:
        raise field.wrong(error.message, error.hint) from error
    if found.fullmatch(""):
        raise field.wrong("the pattern fits where nothing stands", "write what must stand there at least")
    return made


def _selector(field: Field) -> Selector:
    made = Selector(field.text(), field.at())
    try:
        tree.compiled(made.text)
    except tree.SelectorError as error:
        raise field.wrong(error.message, error.hint) from error
    return made


def _phrases(tables: Iterable[Mapping[str, Field]]) -> Phrases:
    promotion: dict[str, tuple[str, ...]] = {}
    unfit: dict[Medium, dict[str, tuple[str, ...]]] = {medium: {} for medium in get_args(Medium)}
    twice: dict[str, tuple[str, ...]] = {}
    for table in tables:
        for tag, field in table.items():
            lang = primary(tag)
            values = field.values(PHRASE_KEYS, "rule that goes by phrases")
            _extend(promotion, lang, values.get("leftover-promotion"))
            _extend(twice, lang, values.get("doubled-word"))
            media = values["medium-unfit"].values(unfit, "medium") if "medium-unfit" in values else {}
            for medium, own in unfit.items():
                _extend(own, lang, media.get(medium))
    return Phrases(promotion, unfit, twice)


def _extend(table: dict[str, tuple[str, ...]], lang: str, field: Field | None) -> None:
    if field:
        table[lang] = (*table.get(lang, ()), *(_phrase(each.text(), each) for each in field.each()))


_SOUGHT: Mapping[str, Callable[[Field], Words | Pattern | Selector]] = {
    "words": _words,
    "pattern": _pattern,
    "select": _selector,
}
