"""The contents of each code of a city, the text below it in print, and its level of error correction."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from types import MappingProxyType
from typing import Literal

from samenight.content.values.social_networks import NETWORKS, hashtag_url
from samenight.print_kit.codes.qr import ErrorCorrection
from samenight.site import urls

# Small codes are short-lived and read from near: M gives them the fewest and so the largest modules.
# What hangs or sticks somewhere is scratched, folded and read from the side: Q. None needs H, which
# is for codes with a picture inside.
Use = Literal["badge", "name badge", "ticket", "file", "flyer", "poster", "screen", "sticker", "table tent"]
LEVELS: Mapping[Use, ErrorCorrection] = MappingProxyType(
    {
        "badge": "M",
        "name badge": "M",
        "ticket": "M",
        "file": "Q",  # it may hang anywhere
        "flyer": "Q",
        "poster": "Q",
        "screen": "Q",
        "sticker": "Q",
        "table tent": "Q",
    }
)

# The network for the hashtags of cities that are on none with public hashtag pages. The largest host
# of Mastodon shows hashtags to everybody; X, Instagram, Threads and, since October 2025, Bluesky
# (bluesky-social/social-app, pull request 9189) ask visitors to sign in.
_OPEN_TO_ALL = ("mastodon", "mastodon.social")
_SPECIAL = re.compile(r'[\\;,":]')


@dataclass(frozen=True)
class Code:
    """The content of a code, and the text below it."""

    text: str
    below: str


@dataclass(frozen=True)
class Codes:
    """The codes of a kit; ``None`` if there is nothing to link to."""

    page: Code
    tickets: Code | None = None
    donate: Code | None = None
    calendar: Code | None = None
    wifi: Code | None = None
    hashtag: Code | None = None
    raffle: Code | None = None

    def known(self) -> Iterator[tuple[str, Code]]:
        """The codes that exist, by name."""
        for field in fields(self):
            code = getattr(self, field.name)
            if code:
                yield field.name, code


def page_code(url: str) -> Code:
    """The code of a page: of the city, of its tickets, of its donations."""
    return Code(url, address_of(url))


def calendar_code(site_url: str, calendar: str) -> Code:
    """The code that subscribes to a calendar, by its published path, in the scheme ``webcal``
    (registered with IANA)."""
    url = urls.webcal(site_url, calendar)
    return Code(url, address_of(url))


def hashtag_code(tag: str, accounts: Mapping[str, str]) -> Code:
    """The code that shows the posts with a hashtag; ``accounts`` as in :func:`hashtag_search`."""
    return Code(hashtag_search(tag, accounts), f"#{tag}")


def wifi_code(network: str, password: str | None) -> Code:
    r"""The code that joins a Wi-Fi; without a password, an open one.

    The form is that of ZXing ("Barcode Contents", Wi-Fi Network config), which iOS since 11 and
    Android since 10 read: ``\ ; , " :`` are escaped with a backslash, anything else is plain UTF-8.
    The WPA3 specification (version 3.3, section 7.1) has the same fields in the same order; ``WPA``
    means WPA2 and WPA3 too. Names that look like hexadecimal digits are not put into quotes, as ZXing
    once required: iPhones take the quotes for a part of the name (codebude/QRCoder, issue 440).
    """
    if not password:
        return Code(f"WIFI:T:nopass;S:{_escaped(network)};;", network)
    return Code(f"WIFI:T:WPA;S:{_escaped(network)};P:{_escaped(password)};;", network)


def hashtag_search(tag: str, accounts: Mapping[str, str]) -> str:
    """The address of the posts with a hashtag (without ``#``).

    ``accounts`` are handles by network, in any order. The first network of
    :data:`samenight.content.values.social_networks.NETWORKS` that the city is on and that has pages for
    hashtags is taken; without any, a Mastodon host that needs no sign-in.
    """
    for key in NETWORKS:
        if key in accounts and (url := hashtag_url(key, accounts[key], tag)):
            return url
    url = hashtag_url(*_OPEN_TO_ALL, tag)
    assert url is not None
    return url


def address_of(url: str) -> str:
    """An address as people type it: without its scheme and its last slash."""
    return url.partition("://")[2].rstrip("/")


def _escaped(text: str) -> str:
    return _SPECIAL.sub(r"\\\g<0>", text)
