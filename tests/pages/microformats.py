"""A parser of microformats2 (https://microformats.org/wiki/microformats2-parsing), as far as our pages use
it. The parser mf2py was also run on the pages, with the same results."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.etree import ElementTree as ET

from tests.pages import pages


@dataclass
class Item:
    """One microformat: its types, its properties in order, and the nested items that are no property."""

    types: list[str]
    properties: dict[str, list[object]] = field(default_factory=dict)
    children: list[Item] = field(default_factory=list)

    def one(self, name: str) -> object:
        """The only value of a property; ``None`` if it has none."""
        values = self.properties.get(name, [])
        assert len(values) <= 1, (name, values)
        return values[0] if values else None


def items(tree: ET.Element) -> list[Item]:
    """The top-level items of a page."""
    root = Item([])
    for element in tree:
        _into(root, element)
    return root.children


def events(tree: ET.Element) -> Iterator[Item]:
    """All h-events of a page: its own, and those in feeds."""
    for item in items(tree):
        yield from (one for one in [item, *item.children] if "h-event" in one.types)


def _into(parent: Item, element: ET.Element) -> None:
    names = element.get("class", "").split()
    properties = [name for name in names if name[:2] in {"p-", "u-", "e-"} or name[:3] == "dt-"]
    types = [name for name in names if name[:2] == "h-"]
    below = Item(types) if types else parent
    for child in element:
        _into(below, child)
    for name in properties:
        value = below if types else _value(element, name.partition("-")[0])
        parent.properties.setdefault(name.partition("-")[2], []).append(value)
    if types and not properties:
        parent.children.append(below)


def _value(element: ET.Element, kind: str) -> str:
    """The value of a property by its kind (p, u, dt, e)."""
    attribute = {
        "data": "value",
        "time": "datetime" if kind == "dt" else "",
        "a": "href" if kind == "u" else "",
    }
    name = attribute.get(element.tag, "")
    return element.attrib[name] if name else pages.words(element)
