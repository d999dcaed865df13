"""How much a drawing draws beyond what is written in it: a few lines that use each other could draw millions."""

import re
from collections.abc import Iterator

from lxml import etree

MOST = 20_000
"""Elements that a drawing may draw by using others."""
_DEEPEST = 40
"""Uses inside of uses."""
_ENDLESS = MOST + 1
_INNER = re.compile(r"url\(\s*[\"']?#([^\"')]+)")


def used(root: etree._Element) -> int:
    """How many elements are drawn because another uses them, at most MOST + 1; what uses itself draws without end."""
    own = sum(1 for _ in root.iter(etree.Element))
    named = {name: element for element in root.iter(etree.Element) if (name := element.get("id"))}
    return min(_Uses(named).drawn(root, 0) - own, _ENDLESS)


class _Uses:
    """The elements by their ids, and how many are drawn with each that is used."""

    def __init__(self, named: dict[str, etree._Element]) -> None:
        self._named = named
        self._drawn: dict[str, int] = {}

    def drawn(self, element: etree._Element, depth: int) -> int:
        """How many elements are drawn where this one is."""
        total = 0
        for each in element.iter(etree.Element):
            total += 1 + sum(self._target(name, depth + 1) for name in _targets(each) if name in self._named)
            if total > _ENDLESS and depth:
                return _ENDLESS
        return total

    def _target(self, name: str, depth: int) -> int:
        if depth > _DEEPEST:
            return _ENDLESS
        if name not in self._drawn:
            # Met again before it is known, it draws itself.
            self._drawn[name] = _ENDLESS
            self._drawn[name] = self.drawn(self._named[name], depth)
        return self._drawn[name]


def _targets(element: etree._Element) -> Iterator[str]:
    """The ids that an element uses; a link leads there and draws nothing."""
    if etree.QName(element).localname.lower() in {"use", "feimage"}:
        for key, value in element.attrib.items():
            if etree.QName(key).localname == "href" and str(value).startswith("#"):
                yield str(value)[1:]
    for value in element.attrib.values():
        yield from _INNER.findall(str(value))
