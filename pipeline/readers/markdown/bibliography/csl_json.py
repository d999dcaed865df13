"""Reads references from CSL-JSON, strictly: what no style would print, or print wrong, is told."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from pipeline.diagnostics import Location
from pipeline.model import Date, Name, Reference
from pipeline.model.characters import FORBIDDEN
from pipeline.readers.markdown.bibliography.dates import is_date, iso_date
from pipeline.readers.markdown.bibliography.findings import BROKEN_REFERENCES, UNKNOWN_VARIABLE, Shelf
from pipeline.readers.markdown.bibliography.json_values import JsonError, Path, Value, read_json
from pipeline.readers.markdown.bibliography.variables import DATES, NAME_PARTS, NAMES, OTHER_NAMES, SILENT, TEXTS, TYPES
from pipeline.readers.markdown.source import Source
from pipeline.wording import nearest

_BLANK = re.compile(r"[ \t\r\n]+")
_DATE_KEYS = ("date-parts", "raw", "literal", "season", "circa")


def read_csl_json(source: Source) -> Shelf:
    """Return the references of a CSL-JSON text, and what is wrong with it."""
    shelf = Shelf(source)
    try:
        value, places = read_json(source.text)
    except JsonError as error:
        at = source.at(error.offset, error.offset + 1)
        shelf.report(BROKEN_REFERENCES, "", error.message, at, error.hint)
        return shelf
    reading = _Reading(shelf, places)
    if isinstance(value, dict) and isinstance(value.get("items"), list):
        # Some programs put the list into an object.
        reading.top, value = ("items",), value["items"]
    if not isinstance(value, list):
        at = reading.at(())
        shelf.report(
            BROKEN_REFERENCES, "", "the file holds no list of references", at, "begin it with [ and end it with ]"
        )
        return shelf
    for number, item in enumerate(value):
        reading.item(item, (*reading.top, number))
    return shelf


@dataclass(slots=True)
class _Reading:
    shelf: Shelf
    places: dict[Path, tuple[int, int]]
    top: Path = ()
    key: str = ""

    def at(self, path: Path) -> Location:
        return self.shelf.source.at(*self.places[path])

    def wrong(self, message: str, path: Path, hint: str) -> None:
        self.shelf.wrong(self.key, message, self.at(path), hint)

    def item(self, item: Value, path: Path) -> None:
        """Add the reference that a value is, or say why it is none."""
        self.key = ""
        if not isinstance(item, dict):
            self.wrong("the reference has no keys", path, 'write it as {"id": …, "type": …, "title": …}')
            return
        name = item.get("id", item.get("citation-key"))
        if isinstance(name, bool) or not isinstance(name, str | int) or not str(name).strip():
            self.wrong("the reference has no id", path, 'add "id": a word to cite it by')
            return
        self.key = str(name).strip()
        self.shelf.references.append(self.reference(item, path))
        start, end = self.places[path]
        self.shelf.entries.append((self.key, self.shelf.source.text[start:end]))

    def reference(self, item: dict[str, Value], path: Path) -> Reference:
        texts: dict[str, str] = {}
        names: dict[str, tuple[Name, ...]] = {}
        dates: dict[str, Date] = {}
        for written, value in item.items():
            variable, here = OTHER_NAMES.get(written, written), (*path, written)
            if variable in NAMES:
                names[variable] = self.names(variable, value, here)
            elif variable in DATES:
                dates |= {variable: date} if (date := self.date(variable, value, here)) else {}
            elif variable in TEXTS:
                texts[variable] = self.text(variable, value, here)
            elif variable not in SILENT:
                hint = nearest(variable, NAMES | DATES | TEXTS, "take it away, or put it into `note`")
                self.shelf.report(UNKNOWN_VARIABLE, self.key, f'no style knows "{written}"', self.at(here), hint)
        at = self.at((*path, "id")) if "id" in item else self.at(path)
        told = (each for each in texts.items() if each[1])
        return Reference(self.key, self.type(item, path), tuple(told), tuple(names.items()), tuple(dates.items()), at)

    def type(self, item: dict[str, Value], path: Path) -> str:
        kind = item.get("type")
        if isinstance(kind, str) and kind in TYPES:
            return kind
        if "type" not in item:
            self.wrong(f'"{self.key}" has no type', path, 'add "type": such as webpage, report, book, article-journal')
        else:
            hint = nearest(str(kind), TYPES, "write one such as webpage, report, book, article-journal")
            self.wrong(f'"{kind}" is no type of a reference', (*path, "type"), hint)
        return "document"

    def text(self, variable: str, value: Value, path: Path) -> str:
        if value is None or isinstance(value, bool) or not isinstance(value, str | int | float):
            self.wrong(f'"{variable}" is no text', path, "write a text in quotes")
            return ""
        text = _BLANK.sub(" ", str(value)).strip()
        if FORBIDDEN.search(text):
            self.wrong(f'"{variable}" holds a character that cannot stand in a text', path, "delete the character")
            return FORBIDDEN.sub("", text)
        return text

    def names(self, variable: str, value: Value, path: Path) -> tuple[Name, ...]:
        if not isinstance(value, list):
            self.wrong(f'"{variable}" is no list of names', path, 'write [{"family": …, "given": …}, …]')
            return ()
        found = (self.name(variable, each, (*path, number)) for number, each in enumerate(value))
        return tuple(name for name in found if name is not None)

    def name(self, variable: str, value: Value, path: Path) -> Name | None:
        if not isinstance(value, dict):
            self.wrong(f'"{variable}" holds what is no name', path, 'write {"family": …, "given": …} or {"literal": …}')
            return None
        parts = {
            NAME_PARTS[part]: self.text(part, each, (*path, part)) for part, each in value.items() if part in NAME_PARTS
        }
        if not parts.get("family") and not parts.get("literal"):
            self.wrong(f'a name in "{variable}" has neither "family" nor "literal"', path, "add one of them")
            return None
        return Name(literal=parts["literal"]) if parts.get("literal") else Name(**parts)

    def date(self, variable: str, value: Value, path: Path) -> Date | None:
        """Return a date; what cannot be read as one is told, since a style would leave it out without a word."""
        date = self.written(variable, value, path)
        if date is None:
            hint = 'write {"date-parts": [[2026, 3, 9]]}, or {"literal": …} for words'
            self.wrong(f'"{variable}" is no date', path, hint)
        return date

    def written(self, variable: str, value: Value, path: Path) -> Date | None:
        if isinstance(value, str):
            return iso_date(value)
        if not isinstance(value, dict):
            return None
        for key in value:
            if key not in _DATE_KEYS:
                self.wrong(f'"{key}" means nothing in a date', (*path, key), nearest(key, _DATE_KEYS, "take it away"))
        circa = value.get("circa") not in (None, False, 0, "", "0", "false")
        if "date-parts" in value:
            season = str(value.get("season"))
            return _date(value["date-parts"], int(season) if season in {"1", "2", "3", "4"} else 0, circa)
        if isinstance(value.get("raw"), str):
            return iso_date(str(value["raw"]))
        if isinstance(value.get("literal"), str) and str(value["literal"]).strip():
            return Date(words=self.text(variable, value["literal"], (*path, "literal")), circa=circa)
        return None


def _date(value: Value, season: int, circa: bool) -> Date | None:
    if not isinstance(value, list) or not 1 <= len(value) <= 2:
        return None
    days = [_numbers(day) for day in value if isinstance(day, list)]
    if len(days) != len(value) or not all(map(is_date, days)):
        return None
    return Date(days[0], days[1] if len(days) > 1 else (), season, circa)


def _numbers(parts: Iterable[Value]) -> tuple[int, ...]:
    """Return the numbers of a day, () if one of them is none."""
    found = []
    for part in parts:
        if (
            isinstance(part, bool)
            or not isinstance(part, int | str)
            or not re.fullmatch(r"-?\d{1,5}", str(part).strip())
        ):
            return ()
        found.append(int(part))
    return tuple(found)
