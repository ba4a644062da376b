"""Calendars as libical reads them, the C library below GNOME's calendar and many others.

Called through ctypes as Debian's package ``libical3`` has it, so that nothing has to be compiled.
"""

from __future__ import annotations

import ctypes
import datetime as dt
from collections.abc import Iterator
from typing import Any

from tests.browser.readers import Reading


class Time(ctypes.Structure):
    """``struct icaltimetype`` of libical 3."""

    _fields_ = [
        *((name, ctypes.c_int) for name in ("year", "month", "day", "hour", "minute", "second")),
        ("is_date", ctypes.c_int),
        ("is_daylight", ctypes.c_int),
        ("zone", ctypes.c_void_p),
    ]


def _library() -> Any:
    """libical 3 with the types of the functions used; all others take and return pointers."""
    library = ctypes.CDLL("libical.so.3")
    for name in ("icalcomponent_string_to_kind", "icalproperty_string_to_kind"):
        getattr(library, name).argtypes = [ctypes.c_char_p]
    library.icalparser_parse_string.argtypes = [ctypes.c_char_p]
    for name in ("parser_parse_string", "timezone_get_utc_timezone"):
        getattr(library, f"ical{name}").restype = ctypes.c_void_p
    for what in ("component", "property"):
        for turn in ("first", "next"):
            walk = getattr(library, f"icalcomponent_get_{turn}_{what}")
            walk.argtypes, walk.restype = [ctypes.c_void_p, ctypes.c_int], ctypes.c_void_p
    for name in ("component_get_dtstart", "component_get_dtend"):
        getter = getattr(library, f"ical{name}")
        getter.argtypes, getter.restype = [ctypes.c_void_p], Time
    library.icaltime_convert_to_zone.argtypes = [Time, ctypes.c_void_p]
    library.icaltime_convert_to_zone.restype = Time
    for name in ("icalproperty_get_value_as_string", "icalproperty_get_xlicerror"):
        getattr(library, name).argtypes, getattr(library, name).restype = [ctypes.c_void_p], ctypes.c_char_p
    library.icalvalue_get_text.argtypes, library.icalvalue_get_text.restype = (
        [ctypes.c_void_p],
        ctypes.c_char_p,
    )
    library.icalproperty_get_value.argtypes = [ctypes.c_void_p]
    library.icalproperty_get_value.restype = ctypes.c_void_p
    library.icalrestriction_check.argtypes = library.icalcomponent_free.argtypes = [ctypes.c_void_p]
    return library


class Libical:
    """The library, with the calls that the tests need."""

    def __init__(self) -> None:
        self._library = _library()
        self._utc = self._library.icaltimezone_get_utc_timezone()

    def read(self, content: bytes) -> Reading:
        """The events of a calendar, and all errors that libical finds in it."""
        root = self._library.icalparser_parse_string(content)
        if not root:
            return Reading([], ["it cannot be read at all"])
        self._library.icalrestriction_check(root)  # notes what it finds in the components
        events = [self._event(event) for event in self._components(root, "VEVENT")]
        troubles = list(self._troubles(root))
        self._library.icalcomponent_free(root)
        return Reading(events, troubles)

    def _event(self, event: int) -> dict[str, str]:
        facts = {
            name.lower(): self._library.icalvalue_get_text(
                self._library.icalproperty_get_value(found)
            ).decode()
            for name in ("UID", "SUMMARY", "DESCRIPTION", "LOCATION")
            for found in self._walked(event, "property", self._kind("property", name))
        }
        start, end = (
            getattr(self._library, f"icalcomponent_get_dt{side}")(event) for side in ("start", "end")
        )
        return {**facts, "start": self._instant(start), "end": self._instant(end)}

    def _instant(self, time: Time) -> str:
        if time.is_date:
            return dt.date(time.year, time.month, time.day).isoformat()
        assert time.zone, "a time without its zone"
        utc = self._library.icaltime_convert_to_zone(time, self._utc)
        read = dt.datetime(utc.year, utc.month, utc.day, utc.hour, utc.minute, utc.second, tzinfo=dt.UTC)
        return read.strftime("%Y-%m-%dT%H:%M:%SZ")

    def _troubles(self, component: int) -> Iterator[str]:
        for found in self._walked(component, "property", self._kind("property", "X-LIC-ERROR")):
            yield self._library.icalproperty_get_xlicerror(found).decode()
        for inner in self._walked(component, "component", self._kind("component", "ANY")):
            yield from self._troubles(inner)

    def _components(self, root: int, name: str) -> Iterator[int]:
        return self._walked(root, "component", self._kind("component", name))

    def _kind(self, what: str, name: str) -> int:
        return int(getattr(self._library, f"ical{what}_string_to_kind")(name.encode()))

    def _walked(self, component: int, what: str, kind: int) -> Iterator[int]:
        found = getattr(self._library, f"icalcomponent_get_first_{what}")(component, kind)
        while found:
            yield found
            found = getattr(self._library, f"icalcomponent_get_next_{what}")(component, kind)
