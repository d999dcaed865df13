"""Reads a contract from YAML, strictly: what is not known, or would hold nobody to anything, is a mistake."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

from pipeline.contract.kinds import KINDS, MARKS
from pipeline.contract.matching import folded
from pipeline.contract.metadata import METADATA
from pipeline.contract.sourcing import CREDITED
from pipeline.contract.values import MOST, Bounds, Clause, Component, Contract, Others
from pipeline.files import ContractFile
from pipeline.yaml_fields import Field, document

KEYS: Mapping[str, str] = {
    "description": "What kind of article it is for.",
    "metadata": "Keys that the front matter must have beside those that every article has, such as `keywords`.",
    "words": "How many words the article has: `min`, `max` or both.",
    "components": "What the article must hold somewhere: a count by kind, `or` between kinds that do as well.",
    "credited": "Kinds of components of which each must say who made it or where it is from: `figure`, `chart`.",
    "lead": "The same two, `words` and `components`, for what stands before the first section.",
    "sections": "The sections, in their order.",
    "ordered": "`true` when the sections must come in that order; by default any will do.",
    "other-sections": "What holds for sections that are not named: `allowed: false` refuses them, `words` bounds them.",
    "brief": "What the edition `brief` has beside title and summary: ids of sections, kinds, `lead`.",
}
"""The keys of a contract."""

CLAUSE_KEYS: Mapping[str, str] = {
    "id": "The public id of the section, the same in every language. A heading with this id is the section.",
    "title": "Its title, or one title for each language by its tag.",
    "aliases": "Other titles that do as well.",
    "required": "`false` when the article may do without; then the rest holds only where it is there.",
    "words": "How many words it has, its subsections among them: `min`, `max` or both.",
    "components": "What it must hold, its subsections among it.",
    "sections": "Its subsections.",
    "ordered": "`true` when its subsections must come in that order.",
    "other-sections": "What holds for subsections that are not named.",
}
"""The keys of a section."""

_KEY = "key of a contract"
_LEVELS = 5
"""Headings go from level 2 to 6."""
_ELSEWHERE = ("lead", "summary")


@lru_cache(maxsize=64)
def read_contract(name: str, file: ContractFile) -> Contract:
    """The contract that a file holds; raises ConfigError, with its place, for the first mistake in it."""
    top = document(file.file, file.content, f'the contract "{name}"', "the contract")
    values = top.values(KEYS, _KEY)
    whole = _clause_of("", values)
    opening = values["lead"].values(("words", "components"), _KEY) if "lead" in values else {}
    contract = Contract(
        name=name,
        file=file.file,
        shipped=file.shipped,
        whole=whole,
        description=values["description"].text() if "description" in values else "",
        lead=_clause_of("lead", opening),
        metadata=tuple(each.one_of(METADATA, "key of the front matter") for each in _list(values, "metadata")),
        credited=tuple(each.one_of(CREDITED, "kind that can be credited") for each in _list(values, "credited")),
    )
    _without_doubles(_list(values, "sections"), set())
    known = (*_ELSEWHERE, *_ids(whole), *(kind for kind in KINDS if kind not in MARKS))
    return replace(contract, brief=tuple(each.one_of(known, "section or kind") for each in _list(values, "brief")))


def _list(values: Mapping[str, Field], key: str) -> tuple[Field, ...]:
    return values[key].each() if key in values else ()


def _clause(field: Field, level: int) -> Clause:
    if level > _LEVELS:
        raise field.wrong(f"sections are nested more than {_LEVELS} deep", "take levels away")
    values = field.values(CLAUSE_KEYS, "key of a section")
    for key in ("id", "title"):
        if key not in values:
            raise field.wrong(f"a section has no `{key}`", f"add a line `{key}: …`")
    made = _clause_of(values["id"].slug(), values, level)
    return replace(
        made,
        titles=values["title"].by_language(),
        aliases=tuple(each.text() for each in _list(values, "aliases")),
        required=values["required"].truth() if "required" in values else True,
    )


def _clause_of(name: str, values: Mapping[str, Field], level: int = 0) -> Clause:
    """What a section and the whole have in common."""
    others = values["other-sections"].values(("allowed", "words"), _KEY) if "other-sections" in values else {}
    made = Clause(
        name,
        words=_bounds(values.get("words")),
        components=tuple(_components(values["components"])) if "components" in values else (),
        sections=tuple(_clause(each, level + 1) for each in _list(values, "sections")),
        ordered=values["ordered"].truth() if "ordered" in values else False,
        others=Others(
            others["allowed"].truth() if "allowed" in others else True,
            _bounds(others.get("words")),
        ),
    )
    least = sum(each.words.least for each in made.sections if each.required)
    if least > made.words.most:
        fact = f"its sections ask for {least:,} words, and `max` allows {made.words.most:,}"
        raise values["words"].wrong(fact, "raise `max`, or lower `min` of the sections")
    return made


def _bounds(field: Field | None) -> Bounds:
    if field is None:
        return Bounds()
    values = field.values(("min", "max"), "bound")
    least = values["min"].number() if "min" in values else 0
    most = values["max"].number() if "max" in values else MOST
    if least > most:
        raise values["min"].wrong(f"`min` is {least:,}, and `max` only {most:,}", "exchange them, or correct one")
    return Bounds(least, most)


def _components(field: Field) -> Iterator[Component]:
    for key, each in field.entries().items():
        kinds = tuple(key.split(" or "))
        for kind in kinds:
            each.known(kind, KINDS, "component", at_key=True)
        yield Component(kinds, each.number(least=1))


def _ids(clause: Clause) -> Iterator[str]:
    for each in clause.sections:
        yield each.id
        yield from _ids(each)


def _without_doubles(sections: Sequence[Field], ids: set[str]) -> None:
    """See that no id stands twice in the contract, and no title twice side by side; raises ConfigError."""
    titles: set[tuple[str, str]] = set()
    for section in sections:
        values = section.values(CLAUSE_KEYS, _KEY)
        if (name := values["id"].slug()) in ids:
            raise values["id"].wrong(f'the section "{name}" stands twice', "give one another id, or take it away")
        ids.add(name)
        for tag, title in values["title"].by_language().items():
            if (tag, folded(title)) in titles:
                raise values["title"].wrong(f'two sections are called "{title}"', "give one another title")
            titles.add((tag, folded(title)))
        _without_doubles(_list(values, "sections"), ids)
