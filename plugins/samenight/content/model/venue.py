"""The venue of an event: where it is, what it offers to guests with disabilities, its Wi-Fi."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Annotated, Any, ClassVar

from pydantic import AfterValidator

from samenight.content.model.base import Fact, refuse
from samenight.content.model.fields import Point, Text, Url, YesNo
from samenight.content.problems.kinds import printing
from samenight.content.values.written_places import readings_of_coordinates, readings_of_url

# IEEE 802.11: a network name has at most 32 bytes (9.4.2.2); a WPA password has 8 to 63 printable ASCII
# characters, or is the key itself in 64 hexadecimal digits (annex J.4.1).
MAX_SSID_BYTES = 32
_PASSWORD = re.compile(r"[ -~]{8,63}|[0-9A-Fa-f]{64}")


def _network(text: str) -> str:
    if len(text.encode()) > MAX_SSID_BYTES:
        raise refuse(printing.WIFI_NETWORK(text, most=MAX_SSID_BYTES))
    return text


def _password(text: str) -> str:
    if not _PASSWORD.fullmatch(text):
        raise refuse(printing.WIFI_PASSWORD())
    return text


WifiName = Annotated[Text, AfterValidator(_network)]
WifiPassword = Annotated[Text, AfterValidator(_password)]


class Wifi(Fact):
    """The Wi-Fi of the venue: on no published file unless public. `make wifi-kit` prints it for tables."""

    network: WifiName
    """The network's name (SSID)."""
    password: WifiPassword | None = None
    """Its password."""
    public: YesNo = "no"
    """Whether everybody may know it: then the city's page shows it, and the published print kit has it."""


class Access(Fact):
    """What a venue offers to guests with disabilities; "unknown" unless somebody has looked."""

    step_free: YesNo = "unknown"
    """Whether it can be entered, and all of it used, without a step."""
    partly_step_free: YesNo = "unknown"
    """Whether that is true of a part of it."""
    accessible_toilet: YesNo = "unknown"
    """Whether there is a toilet for wheelchair users."""
    hearing_loop: YesNo = "unknown"
    """Whether there is a hearing loop."""
    sign_language: YesNo = "unknown"
    """Whether there are sign language interpreters."""
    quiet_room: YesNo = "unknown"
    """Whether there is a quiet room."""
    seating: YesNo = "unknown"
    """Whether there are seats for those who cannot stand."""
    companion_free: YesNo = "unknown"
    """Whether a companion comes in free."""


class Venue(Fact):
    """Where the event takes place."""

    older_keys: ClassVar[Mapping[str, tuple[str, ...]]] = MappingProxyType(
        {"step_free": ("access", "step_free")}
    )

    name: Text | None = None
    """The venue's name, as on its door."""
    address: Text | None = None
    """Street and number, as written locally."""
    url: Url | None = None
    """The venue's website."""
    coordinates: Point | None = None
    """Latitude, longitude of the entrance."""
    access: Access = Access()
    """What it offers to guests with disabilities."""
    getting_there: Text | None = None
    """Bus, tram, parking."""
    map: Text | None = None
    """File name of a picture of the way there, in the same folder."""
    wifi: Wifi | None = None
    """The Wi-Fi of the venue."""
    note: Text | None = None
    """Anything else worth knowing about the place."""

    @classmethod
    def group_of(cls, text: str) -> dict[str, Any] | None:
        """A venue with its name alone, or with nothing but its web address or its point."""
        address, point = readings_of_url(text), readings_of_coordinates(text)
        if address:
            return {"url": address[0]}
        return {"coordinates": point[0]} if point else {"name": text}
