"""The short article with everything in it that faults are planted in."""

FRONT_MATTER = """---
title: A short piece
subtitle: For the tests
contributors:
  - name: Ada Example
date: 2026-01-02
version: "1"
lang: en
license: CC-BY-4.0
permalink: https://example.org/short
summary: What a short piece says, in short.
abbreviations: {ASAP: as soon as possible}
---

"""
BODY = """Lead with a [linked page](https://example.org/) and a note[^n].

:::{key-facts}
First
: One.

Second
: Two.
:::

## First

A paragraph, see [](#t) and [](#second) (or [](#note-n)).

- one
- two

3. three
4. four

### Inner

| A | B |
| - | - |
| 1 | 2 |
: What it shows {#t}

```python {caption="Two lines"}
if one:
    two
```

## Second

- [ ] To be done.
- [x] [Done]{#done}.

{style=lower-alpha}
3. c

Water is H~2~O in m^2^, ~~never~~ *always* with **salt** & `pepper`.

> Quoted [mot]{lang=fr}, and ASAP.

![A dot](images/dot.svg) in a line.

:::{warning} Mind *this*
A box.
:::

:::{pull-quote}
:by: Somebody

Words to remember.
:::

:::{timeline}
1950
: It begins.

1951-02
: It goes on.
:::

:::{chart} numbers.csv
:type: line
:x: year
:y: one = One, two = Two
:estimate: 2022
:alt: Both rise.
:id: c

Two lines
:::

Two works say so [@one, p. 3; @two].

:::{except} paper
Not on paper.
:::

[^n]: The note.
"""
DATA = b"year,one,two\n2020,1,2\n2021,2,4\n2022,3,6\n"
DOT = b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><circle cx="4" cy="4" r="4"/></svg>'
WORKS = b"""[
  {"id": "one", "type": "book", "title": "One"},
  {"id": "two", "type": "webpage", "title": "Two", "URL": "https://example.org/two"}
]"""
FILES = {"images/dot.svg": DOT, "numbers.csv": DATA, "references.json": WORKS}
