"""What a citation prints: text with a link for each work, put together from what a style gives for each."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from pipeline.model import Citation, Cite, Inline, Link, Name, Reference, ReferenceItem, Text
from pipeline.resolve.citations.ids import reference_ids
from pipeline.resolve.citations.locators import locator
from pipeline.resolve.citations.marks import inlines, marked

if TYPE_CHECKING:
    from pipeline.resolve.citations.rendering import Place, Rendering

Terms = Mapping[str, tuple[str, ...]]


def asked(found: Sequence[Citation], known: Mapping[str, Reference], terms: Terms) -> "frozenset[tuple[str, Place]]":
    """Each work that is cited, with each place in it: all that a style has to print."""
    return frozenset(
        (cite.key, _parted(cite, terms)[0]) for citation in found for cite in citation.items if cite.key in known
    )


@dataclass(frozen=True, slots=True)
class Printer:
    """Prints citations of works as a style has rendered them; without a rendering it prints their keys."""

    works: tuple[Reference, ...]
    rendering: "Rendering | None"
    terms: Terms

    def entries(self) -> tuple[ReferenceItem, ...]:
        """The list of references, in the order of the style."""
        if self.rendering is None:
            return ()
        works, ids = {work.key: work for work in self.works}, self.ids()
        return tuple(
            ReferenceItem(
                entry.label,
                inlines(entry.text, works[entry.key].at, _links(works[entry.key])),
                works[entry.key].at,
                ids[entry.key],
                entry.key,
            )
            for entry in self.rendering.entries
        )

    def ids(self) -> Mapping[str, str]:
        """The public id of each work's entry."""
        return reference_ids([work.key for work in self.works])

    def printed(self, citation: Citation, linked: bool) -> tuple[Inline, ...]:
        """The inlines of a citation; without links where it stands inside one."""
        if self.rendering is None:
            return (Text(f"[{'; '.join(f'@{cite.key}' for cite in citation.items)}]", citation.at),)
        parts, at = self.rendering.parts, citation.at
        found: list[Inline] = []
        items = self.sorted(citation)
        if citation.narrative:
            found += inlines(self.author(items[0].key), at)
            found.append(Text(" ", at))
        found += [Text(parts.before, at)] if parts.before else []
        for number, cite in enumerate(items):
            if number:
                found.append(Text(parts.between, at))
            found += self.item(cite, citation.narrative and number == 0, self.ids())
        found += [Text(parts.behind, at)] if parts.behind else []
        return _joined(_unlinked(found) if linked else found)

    def item(self, cite: Cite, named: bool, ids: Mapping[str, str]) -> Iterator[Inline]:
        """One work of a citation: what is written before it, its link, what is written behind."""
        assert self.rendering is not None  # noqa: S101 - printed() has looked
        place, rest = _parted(cite, self.terms)
        if cite.prefix:
            yield from _ended(cite.prefix)
        texts = self.rendering.rest if (named or cite.suppressed) and self.rendering.rest else self.rendering.whole
        text = texts.get((cite.key, place), "") or self.rendering.whole.get((cite.key, place), "")
        shown = inlines(text, cite.at) or (Text(cite.key, cite.at),)
        yield Link(f"#{ids[cite.key]}", shown, cite.at) if cite.key in ids else Text(f"@{cite.key}", cite.at)
        yield from rest

    def sorted(self, citation: Citation) -> Sequence[Cite]:
        """The works of a citation in the order of the list, where the style asks for it and no words bind them."""
        assert self.rendering is not None  # noqa: S101 - printed() has looked
        bound = citation.narrative or any(cite.prefix or _parted(cite, self.terms)[1] for cite in citation.items)
        if bound or not self.rendering.parts.ordered:
            return citation.items
        order = {entry.key: number for number, entry in enumerate(self.rendering.entries)}
        return sorted(citation.items, key=lambda cite: order.get(cite.key, len(order)))

    def author(self, key: str) -> str:
        """Who wrote a work, as a sentence names it, with marks."""
        assert self.rendering is not None  # noqa: S101 - printed() has looked
        together = next((f" {word} " for word in self.terms.get("and", ()) if word != "&"), " & ")
        if made := self.rendering.author.get(key):
            return made.replace(" & ", together)
        work = next((work for work in self.works if work.key == key), None)
        if work is None:
            return f"@{key}"
        people = dict(work.names)
        names = [_family(name) for name in people.get("author") or people.get("editor") or ()]
        if not names:
            return marked(work.text("title-short") or work.text("title"))
        if len(names) > 2:
            return f"{names[0]} {(self.terms.get('et-al') or ('et al.',))[0]}"
        return together.join(names)


def _family(name: Name) -> str:
    return marked(name.literal or " ".join(part for part in (name.particle, name.family) if part))


def _parted(cite: Cite, terms: Terms) -> "tuple[Place, tuple[Inline, ...]]":
    """Where in the work, and what else is written behind the key."""
    first = cite.suffix[0] if cite.suffix else None
    if not isinstance(first, Text):
        return ("", ""), cite.suffix
    label, number, rest = locator(first.text, terms)
    others = cite.suffix[1:]
    kept = (replace(first, text=_begun(rest)),) if rest.strip() or (rest and others) else ()
    return (label, number.replace("\n", " ")), (*kept, *others)


def _begun(text: str) -> str:
    """What goes on behind a work, parted from it by what the author wrote, or by a space."""
    return text if text[:1] in {",", ".", ";", ":", " ", "\n", ")"} else f" {text}"


def _ended(inlines: tuple[Inline, ...]) -> tuple[Inline, ...]:
    """What stands before a work, with one space at its end."""
    begun = inlines
    if isinstance(begun[0], Text):
        begun = (replace(begun[0], text=begun[0].text.lstrip()), *begun[1:])
    last = begun[-1]
    if isinstance(last, Text):
        return (*begun[:-1], replace(last, text=last.text.rstrip() + " "))
    return (*begun, Text(" ", last.at))


def _links(work: Reference) -> tuple[tuple[str, str], ...]:
    """The addresses that an entry may show, each with what it leads to."""
    found = []
    if address := work.text("URL"):
        found.append((address, address))
    if doi := work.text("DOI").removeprefix("https://doi.org/"):
        found += [(f"https://doi.org/{doi}", f"https://doi.org/{doi}"), (doi, f"https://doi.org/{doi}")]
    return tuple((words, target.replace(" ", "%20")) for words, target in found)


def _unlinked(inlines: Sequence[Inline]) -> list[Inline]:
    return [inner for each in inlines for inner in (each.children if isinstance(each, Link) else (each,))]


def _joined(inlines: Sequence[Inline]) -> tuple[Inline, ...]:
    """The inlines with neighbouring texts made one."""
    found: list[Inline] = []
    for each in inlines:
        last = found[-1] if found else None
        if isinstance(each, Text) and isinstance(last, Text):
            found[-1] = replace(last, text=last.text + each.text)
        else:
            found.append(each)
    return tuple(found)
