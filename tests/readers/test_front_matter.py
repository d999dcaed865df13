"""Front matter that means something, and front matter made to do harm."""

import datetime
import time
from itertools import pairwise

import pytest

from pipeline.diagnostics import Location
from pipeline.model import Accessibility, Contributor, Identifiers, Metadata, Promise, Related, Series
from pipeline.readers import Reading
from tests.readers.memory import HEAD, read_bytes

GOOD = """---
title: "The: *title*"
subtitle: |
  Two
  lines
contributors:
  - name: A B
    role: editor
    affiliation: Home
    orcid: https://orcid.org/0000-0002-1825-0097
    ror: https://ror.org/05dxps055
    url: https://example.org/ab
  - {name: C D}
date: 2026-01-02
updated: 2026-02-03
version: 0.10
lang: pt-BR
summary: >
  Folded
  text.
keywords: [NO, 010, true, 3.10]
publisher: No-break\u00a0space
license: cc-by-4.0 OR MIT
permalink: https://example.org/a?b=c
series: {title: Papers, number: 7}
identifiers:
  doi: https://doi.org/10.5281/zenodo.1234567
  isbn: {epub: 9780306406157, pdf: 978 0 306 40615 7}
  issn: 2434-561X
contact: desk@example.org
related:
  - {title: Une traduction, url: https://example.org/fr, relation: translation}
  - {title: More, url: https://example.org/more}
contract: briefing
editions: [html, epub]
review-by: 2027-03-09
outline:
  - One: [Sub, Other: [Third]]
  - Two
accessibility:
  summary: Good.
  reviewed-by: E F
  date: 2026-01-01
  conforms-to: WCAG 2.2 AA
---
"""
EXPECTED = Metadata(
    title="The: *title*",
    subtitle="Two lines",
    contributors=(
        Contributor(
            "A B", "editor", "Home", "0000-0002-1825-0097", "https://ror.org/05dxps055", "https://example.org/ab"
        ),
        Contributor("C D"),
    ),
    date=datetime.date(2026, 1, 2),
    updated=datetime.date(2026, 2, 3),
    version="0.10",
    lang="pt-BR",
    summary="Folded text.",
    keywords=("NO", "010", "true", "3.10"),
    publisher="No-break\u00a0space",
    license="CC-BY-4.0 OR MIT",
    permalink="https://example.org/a?b=c",
    series=Series("Papers", "7"),
    identifiers=Identifiers(
        "10.5281/zenodo.1234567", {"epub": "9780306406157", "pdf": "978 0 306 40615 7"}, "2434-561X"
    ),
    contact="desk@example.org",
    related=(
        Related("Une traduction", "https://example.org/fr", "translation"),
        Related("More", "https://example.org/more"),
    ),
    contract="briefing",
    editions=("html", "epub"),
    review_by=datetime.date(2027, 3, 9),
    outline=(Promise("One", 2), Promise("Sub", 3), Promise("Other", 3), Promise("Third", 4), Promise("Two", 2)),
    accessibility=Accessibility("Good.", "E F", datetime.date(2026, 1, 1), "WCAG 2.2 AA"),
)


def told(reading: Reading) -> list[tuple[str, str, str]]:
    """Return code, place and message of each finding."""
    return [(each.code, str(each.at), each.message) for each in reading[1]]


def test_every_key_arrives() -> None:
    """Plain scalars stay the text that the author wrote; other white space than no-break spaces is folded."""
    article, findings = read_bytes(GOOD.encode())
    assert not findings
    assert article is not None
    assert article.metadata == EXPECTED


def test_values_have_places() -> None:
    """A check can point at the value that it finds fault with."""
    article, _ = read_bytes(GOOD.encode())
    assert article is not None
    assert article.metadata.at["contributors.0.role"] == Location("article.md", 8, 11, 6)
    assert article.metadata.at["title"] == Location("article.md", 2, 8, 14)


def test_updated_is_the_date_where_it_is_not_given() -> None:
    """An article that was never changed was last changed when it appeared."""
    article, _ = read_bytes(GOOD.replace("updated: 2026-02-03\n", "").encode())
    assert article is not None
    assert article.metadata.updated == article.metadata.date


def test_every_missing_key_is_told_at_once() -> None:
    """Nobody has to build seven times to learn of seven keys."""
    assert sorted(message for _, _, message in told(read_bytes(b"---\nsubtitle: S\n---\n"))) == [
        f'the key "{key}" is missing' for key in ("date", "lang", "license", "permalink", "summary", "title", "version")
    ]


LINES = (f"{after}: &{after} [{', '.join([f'*{before}'] * 9)}]\n" for before, after in pairwise("abcdefghij"))
BOMB = "a: &a [x]\n" + "".join(LINES)
MANY_KEYS = "".join(f"k{number}: v\n" for number in range(20_000))


def _timed(text: str) -> tuple[float, Reading]:
    """Return the least processor time of three readings, in seconds, and what is read."""
    times = []
    for _ in range(3):
        start = time.process_time()
        reading = read_bytes(text.encode())
        times.append(time.process_time() - start)
    return min(times), reading


@pytest.mark.parametrize(
    ("text", "place", "message"),
    [
        (BOMB, "article.md:2:4", "an anchor or an alias stands here"),
        ("title: *a\n", "article.md:2:8", "an anchor or an alias stands here"),
        (MANY_KEYS, "article.md:2:1", "the front matter has more than 65536 bytes"),
        ("a: " + "[" * 10_000 + "]" * 10_000 + "\n", "article.md:2:23", "values are nested more than 20 deep"),
        ("a: " + "{b: " * 10_000 + "\n", "article.md:2:80", "values are nested more than 20 deep"),
        ("title: T\ntitle: U\n", "article.md:3:1", 'the key "title" stands twice'),
        ("title: !!str T\n", "article.md:2:8", "the tag tag:yaml.org,2002:str stands here"),
        ("title: ! T\n", "article.md:2:8", "the tag ! stands here"),
        ("- " * 10_000 + "a\n", "article.md:2:41", "values are nested more than 20 deep"),
        ("- a\n", "article.md:2:1", "the front matter holds no keys"),
        ('title: "\\0"\n', "article.md:2:8", "character U+0000 cannot stand in a text"),
    ],
    ids=["bomb", "alias", "keys", "lists", "mappings", "twice", "tag", "bare tag", "sequences", "list", "control"],
)
def test_front_matter_made_to_do_harm_is_refused_at_once(text: str, place: str, message: str) -> None:
    """One finding with a line, in no more than twice the time that an article of as many lines takes."""
    seconds, reading = _timed(f"---\n{text}---\n")
    honest, _ = _timed(HEAD + text.replace(":", "").replace("[", "").replace("{", ""))
    assert seconds < 0.1 + 2 * honest
    assert reading[0] is not None
    assert "license" in reading[0].metadata.stands_in
    assert told(reading) == [("front-matter", place, message)]
