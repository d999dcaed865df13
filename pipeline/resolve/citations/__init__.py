"""Citations and references: each citation becomes text with links, and the works that are cited a list.

After it nothing knows of citations: an entry is a block with the public id `ref-<key>`, a citation is text that links
there. Numbers and years come from a style of CSL; what stands around them, and who is named in a sentence, from us.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches

from pipeline.diagnostics import Diagnostic, Location, Rule, Severity
from pipeline.model import Article, Citation, Page, Reference, as_work
from pipeline.resolve.citations.entries import with_references
from pipeline.resolve.citations.marks import plain
from pipeline.resolve.citations.places import citations, with_printed
from pipeline.resolve.citations.text import Printer, asked
from pipeline.theme import Words
from pipeline.wording import meant, nearest

UNDEFINED_CITATION = Rule(
    "undefined-citation",
    Severity.ERROR,
    "a citation names a work that is in no file of references",
    "A reader could not find what the article relies on.",
    wrong="---\nreferences: works.json\n---\n\nThe harbour is deep [@harbour2024; @quay2025; @mole2026].\n",
    right="---\nreferences: works.json\n---\n\nThe harbour is deep [@harbour2024; @quay2025].\n",
)
UNCITED_REFERENCE = Rule(
    "uncited-reference",
    Severity.WARNING,
    "references of the article are never cited",
    "They are not printed; a key that is misspelt in the text often shows here.",
    wrong="---\nreferences: works.json\n---\n\nThe harbour is deep [@harbour2024].\n",
    right="---\nreferences: works.json\n---\n\nThe harbour is deep [@harbour2024; @quay2025].\n",
    yields=True,
)
CITATION_AMBIGUOUS = Rule(
    "citation-ambiguous",
    Severity.ERROR,
    "two works look the same where they are cited",
    "A reader could not tell which of them is meant.",
    wrong=(
        "---\n"
        "references: alike.json\n"
        "citation-style: chicago-author-date-16th-edition\n"
        "---\n\n"
        "The harbour is deep [@a; @b].\n"
    ),
    right="---\nreferences: alike.json\ncitation-style: ieee\n---\n\nThe harbour is deep [@a; @b].\n",
)
CITATION_STYLE = Rule(
    "citation-style",
    Severity.ERROR,
    "the citation style is not known, or cannot be used",
    "Citations and references could not be printed.",
    wrong=(
        "---\nreferences: works.json\ncitation-style: chicago\n---\n\nThe harbour is deep [@harbour2024; @quay2025].\n"
    ),
    right=(
        "---\n"
        "references: works.json\n"
        "citation-style: chicago-author-date-16th-edition\n"
        "---\n\n"
        "The harbour is deep [@harbour2024; @quay2025].\n"
    ),
)
CITATION_LOCALE = Rule(
    "citation-locale",
    Severity.ERROR,
    "citations have no words in the language of the article",
    "Pages, editors and dates of access would be named in another language than the article's.",
)
RULES = (UNDEFINED_CITATION, UNCITED_REFERENCE, CITATION_AMBIGUOUS, CITATION_STYLE, CITATION_LOCALE)

DEFAULT_STYLE = "ieee"
_NAMED = 5
"""So many works that nobody cites are told by their keys."""


def with_citations(
    article: Article, words: Words, styles: Mapping[str, bytes]
) -> tuple[Article, tuple[Diagnostic, ...]]:
    """The article with its citations printed and its references listed, and what is wrong with them.

    `styles` are the styles that ship, by name. Where a style cannot be used, citations stay as their keys.
    """
    found = citations(article)
    desk = _Desk(article, {reference.key: reference for reference in article.references}, styles)
    findings = [*desk.undefined(found), *desk.uncited(found)]
    printer, wrong = desk.printer(found)
    printed = with_printed(article, printer.printed)
    # Where citations cannot be printed, that is told; that the list is empty follows from it.
    listed = printed if found and not printer.entries() else with_references(printed, printer.entries(), words)
    used = tuple(_cited(article, found))
    return replace(listed, references=used, cited_as=desk.named(as_work(article))), (*findings, *wrong)


def cited_at(article: Article, page: Page, styles: Mapping[str, bytes]) -> str:
    """How a list of references would name the article and a page of it; "" where the style cannot be used.

    A style that has no place for the page of such a work gets it in brackets at the end; so does one that leaves the
    address out, which leads to the mark of the page.
    """
    from pipeline.resolve.citations.rendering import known_locale, terms

    desk, work = _Desk(article, {}, styles), as_work(article)
    address = f"{article.metadata.permalink}#{page.id}"
    of_page = replace(work, texts=tuple({**dict(work.texts), "URL": address}.items()))
    bare = desk.named(of_page)
    told = desk.named(replace(of_page, texts=(*of_page.texts, ("page", page.label))))
    short = terms(known_locale(article.metadata.lang) or "en-US")["page"][-1]
    parts = (told, address if address not in told else "", f"({short} {page.label})" if told == bare else "")
    return " ".join(part for part in parts if part) if told else ""


@dataclass(frozen=True, slots=True)
class _Desk:
    article: Article
    known: Mapping[str, Reference]
    styles: Mapping[str, bytes]

    def undefined(self, found: Sequence[Citation]) -> Iterator[Diagnostic]:
        for cite in (cite for citation in found for cite in citation.items):
            if cite.key not in self.known:
                hint = meant(cite.key, self.known, _elsewhere(self.article), "@")
                yield Diagnostic(UNDEFINED_CITATION, f'no reference has the key "{cite.key}"', cite.at, hint)

    def uncited(self, found: Sequence[Citation]) -> Iterator[Diagnostic]:
        cited = {cite.key for citation in found for cite in citation.items}
        for file in sorted({reference.at.file for reference in self.known.values()}):
            unused = [each for each in self.known.values() if each.at.file == file and each.key not in cited]
            if unused:
                keys = ", ".join(each.key for each in unused[:_NAMED]) + (", …" if len(unused) > _NAMED else "")
                several = f"{len(unused)} references are" if len(unused) > 1 else "a reference is"
                message = f"{several} never cited: {keys}"
                yield Diagnostic(UNCITED_REFERENCE, message, unused[0].at, "cite them, or take them out")

    def printer(self, found: Sequence[Citation]) -> tuple[Printer, tuple[Diagnostic, ...]]:
        """What prints the citations; where there is nothing to cite, or no style, what prints their keys."""
        works = tuple(self.known[key] for key in _order(found) if key in self.known)
        bare = Printer(works, None, {})
        if not works:
            return bare, ()
        from pipeline.resolve.citations.csl import StyleError, parts_of
        from pipeline.resolve.citations.rendering import rendering, terms

        style, wrong = self.style()
        if style is None:
            return bare, wrong
        try:
            locale, wrong = self.locale(parts_of(style).lang)
            if not locale:
                return bare, wrong
            spoken = terms(locale)
            made = rendering(style, locale, works, asked(found, self.known, spoken))
        except StyleError as error:
            at = (
                replace(self.article.style.at, line=error.line) if self.article.style.content else self.article.style.at
            )
            return bare, (Diagnostic(CITATION_STYLE, error.message, at, error.hint),)
        return Printer(works, made, spoken), tuple(self.ambiguous(made.alike))

    def named(self, work: Reference) -> str:
        """How a list of references would name a work; "" where the style cannot be used.

        Nothing is told of that: an article that cites is told, and one that does not has no need of a style.
        """
        from pipeline.resolve.citations.csl import StyleError, parts_of
        from pipeline.resolve.citations.rendering import rendering

        style, _ = self.style()
        if style is None:
            return ""
        try:
            locale, _ = self.locale(parts_of(style).lang)
            made = rendering(style, locale, (work,), frozenset()) if locale else None
        except StyleError:
            return ""
        return plain(made.entries[0].text) if made else ""

    def style(self) -> tuple[bytes | None, tuple[Diagnostic, ...]]:
        """The style as CSL: the article's own file, or one that ships."""
        wanted = self.article.style
        name = wanted.name or DEFAULT_STYLE
        if wanted.content or name in self.styles:
            return wanted.content or self.styles[name], ()
        others = f"write one of {', '.join(sorted(self.styles))}, or the name of a file that ends in .csl"
        hint = nearest(name, self.styles, others, "did you mean {}?")
        return None, (Diagnostic(CITATION_STYLE, f'the citation style "{name}" is not known', wanted.at, hint),)

    def locale(self, preferred: str) -> tuple[str, tuple[Diagnostic, ...]]:
        """The locale of the article's language; where there is none, that which the style was written for."""
        from pipeline.resolve.citations.rendering import known_locale, locales

        lang = self.article.metadata.lang
        if found := known_locale(lang) or (known_locale(preferred) if preferred else ""):
            return found, ()
        near = get_close_matches(lang, locales(), 1, 0.3)
        hint = "give the article a style of its own (.csl) with a `default-locale`"
        hint = f"the nearest is {near[0]}; to use it, {hint}" if near else hint
        message = f'citations have no words for the language "{lang}"'
        return "", (Diagnostic(CITATION_LOCALE, message, self.article.metadata.at.get("lang"), hint),)

    def ambiguous(self, alike: Sequence[Sequence[str]]) -> Iterator[Diagnostic]:
        for first, *others in alike:
            for key in others:
                message = f'"{key}" and "{first}" look the same where they are cited'
                hint = 'give one a letter, {"issued": {"literal": "2020a"}}, or choose a numeric style'
                yield Diagnostic(CITATION_AMBIGUOUS, message, self.known[key].at, hint)


def _cited(article: Article, found: Sequence[Citation]) -> Iterator[Reference]:
    """The works that are cited, each with the places."""
    used: defaultdict[str, list[Location]] = defaultdict(list)
    for cite in (cite for citation in found for cite in citation.items):
        used[cite.key].append(cite.at)
    return (replace(each, used=tuple(used[each.key])) for each in article.references if each.key in used)


def _order(found: Sequence[Citation]) -> list[str]:
    """The keys in the order of their first citation."""
    return list(dict.fromkeys(cite.key for citation in found for cite in citation.items))


def _elsewhere(article: Article) -> str:
    if not article.references:
        return "put the work into references.json beside the article; if no citation is meant, write \\@"
    return "add the work to the file of references; if no citation is meant, write \\@"
