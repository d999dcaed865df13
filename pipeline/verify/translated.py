"""What a validator says, in plain words and at the place where it can be mended, in the source or in a template."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from pipeline.diagnostics import Diagnostic, Location
from pipeline.model import Article
from pipeline.numbered import had
from pipeline.origins import Origin, Origins, origins
from pipeline.project import Project
from pipeline.proof.described import described
from pipeline.tagged_owners import Owner, owners
from pipeline.validators import Message
from pipeline.validators.meanings import Meaning, meaning
from pipeline.validators.rules import CONTRAST, STYLE
from pipeline.verify import Checked
from pipeline.workshop import Workshop

_LONGEST = 240
"""Characters of a validator's own words that are told."""
_INK = re.compile(r"foreground color: (#[0-9a-f]{6})")
_BY_TEMPLATE = "give the element what the source says of it"
_Suspects = set[tuple[str, int, str]]
_VIEWS = 4
_EVERYWHERE = 5
"""Places at which the same message is told one by one."""
_EVERYWHERE_TOLD = ", nearly everywhere"


@dataclass(frozen=True, slots=True)
class _Told:
    """A message with its meaning, its place, and what is said of that."""

    message: Message
    meaning: Meaning
    at: Location | None
    where: str
    hint: str

    @property
    def key(self) -> tuple[object, ...]:
        """What those have in common that are told as one."""
        return self.message.tool, self.meaning.rule.code, self.message.weight, self.at, self.where


def translated(
    messages: Sequence[Message], checked: Checked, article: Article, project: Project, shop: Workshop
) -> Iterator[Diagnostic]:
    """A finding for each thing that is said of a finished file; what is said of one place many times is told once."""
    if not messages:
        return
    own = had(article, checked.edition)
    known = origins(own, checked.edition, checked.content, project, shop)
    groups: dict[tuple[object, ...], list[_Told]] = {}
    for message, owner in zip(messages, _owners(messages, checked), strict=True):
        told = _told(message, _origin(message, owner, known), owner, known, _suspects(checked))
        groups.setdefault(told.key, []).append(told)
    yield from (_finding(group, checked) for group in _folded(groups.values(), known))


def _folded(groups: Iterable[list[_Told]], known: Origins) -> Iterator[list[_Told]]:
    """The groups, but as one those of a message that is told nearly everywhere: it has one cause."""
    alike: dict[tuple[str, str, str], list[list[_Told]]] = {}
    for group in groups:
        message = group[0].message
        alike.setdefault((message.tool, message.code, message.text), []).append(group)
    for same in alike.values():
        if len(same) <= _EVERYWHERE:
            yield from same
            continue
        first = same[0][0]
        cause = known.of_element("", first.meaning.element).made if first.meaning.element else None
        caused = replace(first, at=cause.at, where=_EVERYWHERE_TOLD, hint=_BY_TEMPLATE) if cause else first
        yield [caused, *(each for group in same for each in group)]


def _owners(messages: Sequence[Message], checked: Checked) -> Sequence[Owner]:
    if checked.edition.medium != "paper":
        return (Owner(),) * len(messages)
    return owners(checked.content, [message.spot.context for message in messages])


def _suspects(checked: Checked) -> _Suspects:
    """The lines of which the file says something else than the source, and by which rule."""
    found = checked.proved.diagnostics if checked.proved else ()
    return {(finding.at.file, finding.at.line, finding.code) for finding in found if finding.at}


def _origin(message: Message, owner: Owner, known: Origins) -> Origin:
    spot, element = message.spot, meaning(message).element
    if known.edition.medium == "paper":
        origin = known.of_owner(owner)
    elif spot.path:
        origin = known.of_path(spot.member, spot.path)
    elif spot.line > 0:
        origin = known.of_line(spot.member, spot.line, spot.column)
    else:
        # A page that asks for something says for what, and nothing else.
        origin = known.of_address(spot.member, message.text)
    return known.of_element(spot.member, element) if element and not (origin.entry or origin.made) else origin


def _told(message: Message, origin: Origin, owner: Owner, known: Origins, suspects: _Suspects) -> _Told:
    means = meaning(message)
    source = origin.source
    places = [at for at in (source, origin.entry and origin.entry.at) if at]
    differs = any((at.file, at.line, code) in suspects for at in places for code in means.unless)
    if source and means.maker != "theme" and not differs:
        return _Told(message, means, source, "", means.hint)
    sheet = _sheet(message, means, known)
    at = sheet or (origin.made.at if origin.made and means.maker != "program" else None)
    if at:
        hint = _BY_TEMPLATE if means.maker == "source" else means.hint
        return _Told(message, means, at, _of_template(origin, in_sheet=sheet is not None), hint)
    page = f", page {owner.page}" if owner.page else ""
    return _Told(message, means, source, f", in {message.spot.member or message.file.name}{page}", means.hint)


def _of_template(origin: Origin, *, in_sheet: bool) -> str:
    entry = origin.entry
    of = f" of {described(entry)} ({entry.at.file}:{entry.at.line})" if entry and entry.at else ""
    if in_sheet:
        return f", in the style{of}"
    if origin.made and not origin.made.whole:
        return f", in an element that no template makes, inside of what is made{of}: the file has changed since"
    return f", in what the template makes{of}"


def _sheet(message: Message, means: Meaning, known: Origins) -> Location | None:
    """The line of a style sheet or of the tokens that a message about looks is of."""
    if means.rule is STYLE:
        return known.of_sheet(message.spot.member, message.spot.line)
    found = _INK.search(message.text) if means.rule is CONTRAST else None
    return known.colour(found[1]) if found else None


def _finding(group: Sequence[_Told], checked: Checked) -> Diagnostic:
    first = group[0]
    places = len({(each.message.code, each.message.text, str(each.message.spot)) for each in group}) - 1
    more = f" (and {places} more of them)" if places else ""
    views = list(dict.fromkeys(each.message.view for each in group if each.message.view))
    seen = f", seen in {', '.join(views)}" if views and len(views) < _VIEWS else ""
    fact = f"{checked.edition.title}: {first.meaning.fact}{first.where}{seen}{more}"
    rule = replace(first.meaning.rule, severity=first.message.weight)
    return Diagnostic(rule, f"{fact}; {_original(first.message)}", first.at, first.hint)


def _original(message: Message) -> str:
    """What the validator says itself, without what it lists at length."""
    text = " ".join(message.text.partition("; expected ")[0].split())
    text = text if len(text) <= _LONGEST else f"{text[:_LONGEST].rstrip()} …"
    code = "" if message.code == message.severity else f" {message.code}"
    return f"{message.tool}{code} says: {text}"
