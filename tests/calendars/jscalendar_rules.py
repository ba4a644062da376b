"""The rules of RFC 8984 for what we write, read strictly: what is not named here is a mistake."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from samenight.content.values.times import zone_names

LOCAL = r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d"  # 1.4.4; we have no fractions of seconds
TIME = r"T(\d+H(\d+M(\d+S)?)?|\d+M(\d+S)?|\d+S)"
DURATION = rf"P((\d+W(\d+D)?|\d+D)({TIME})?|{TIME})"  # 1.4.6
# https://www.iana.org/assignments/link-relations
RELATIONS = {"describedby", "alternate", "payment"}


def matches(pattern: str) -> Callable[[Any], bool]:
    """A rule: text of this form."""
    return lambda value: isinstance(value, str) and re.fullmatch(pattern, value) is not None


def text(value: Any) -> bool:
    """String (1.3)."""
    return isinstance(value, str)


def unsigned(value: Any) -> bool:
    """UnsignedInt (1.4.3)."""
    return type(value) is int and 0 <= value < 2**53


def uri(value: Any) -> bool:
    """A URI with a scheme (RFC 3986)."""
    return isinstance(value, str) and value.isascii() and bool(urlsplit(value).scheme) and " " not in value


def ids(rule: Callable[[Any], bool]) -> Callable[[Any], bool]:
    """Id[...] (1.4.1): a map from short names."""
    name = re.compile(r"[A-Za-z0-9_-]{1,255}")
    return lambda value: (
        isinstance(value, dict) and all(name.fullmatch(k) and rule(v) for k, v in value.items())
    )


def flags(value: Any) -> bool:
    """String[Boolean]: a set; every value is true (4.2.9)."""
    return isinstance(value, dict) and all(v is True for v in value.values())


def of(kind: str, rules: dict[str, Callable[[Any], bool]], needed: set[str]) -> Callable[[Any], bool]:
    """An object of a type: nothing that is not allowed, nothing missing that is needed."""

    def holds(value: Any) -> bool:
        assert isinstance(value, dict)
        assert value["@type"] == kind
        assert value.keys() - {"@type"} <= rules.keys(), value.keys() - rules.keys()
        assert needed <= value.keys(), needed - value.keys()
        for name, content in value.items():
            assert name == "@type" or rules[name](content), (name, content)
        return True

    return holds


UTC = matches(LOCAL + "Z")
LINK = of(
    "Link",
    {"href": uri, "rel": RELATIONS.__contains__, "contentType": matches(r"[a-z]+/[a-z+-]+"), "title": text},
    {"href"},
)
LOCATION = of(
    "Location",
    {
        "name": text,
        "description": text,
        "timeZone": zone_names().__contains__,
        "coordinates": matches(r"geo:-?\d+(\.\d+)?,-?\d+(\.\d+)?"),
        "links": ids(LINK),
    },
    set(),
)
EVENT = of(
    "Event",
    {
        "uid": text,
        "updated": UTC,
        "sequence": unsigned,
        "title": text,
        "description": text,
        "locale": matches(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*"),
        "start": matches(LOCAL),
        "timeZone": zone_names().__contains__,
        "duration": matches(DURATION),
        "showWithoutTime": lambda value: value is True,
        "status": {"confirmed", "cancelled", "tentative"}.__contains__,
        "locations": ids(LOCATION),
        "links": ids(LINK),
        "keywords": flags,
    },
    {"uid", "updated", "start"},
)
GROUP = of(
    "Group",
    {
        "uid": text,
        "updated": UTC,
        "prodId": text,
        "title": text,
        "source": uri,
        "links": ids(LINK),
        "entries": lambda value: isinstance(value, list) and all(map(EVENT, value)),
    },
    {"uid", "updated", "entries"},
)
