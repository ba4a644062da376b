"""Accounts and hashtags in one canonical form, however they were typed.

Rules per network: X 1 to 15 of ``[A-Za-z0-9_]``; Mastodon ``user@host``; Bluesky a domain name
(AT Protocol handle syntax); Instagram and Threads 1 to 30 of ``[A-Za-z0-9._]``. Hashtags follow
the strictest common rule of the networks: letters, digits and ``_``, starting with a letter.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from urllib.parse import quote, urlsplit

_DOMAIN = r"(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"


@dataclass(frozen=True)
class Network:
    """A social network: the pattern of its handles, and the addresses of its profiles and hashtags.

    ``tag`` is empty if the network has no page for the posts with a hashtag.
    """

    key: str
    name: str
    handle: re.Pattern[str]
    hosts: tuple[str, ...]
    profile: str
    example: str
    tag: str


def _network(key: str, name: str, handle: str, hosts: str, profile: str, example: str, tag: str) -> Network:
    return Network(key, name, re.compile(handle), tuple(hosts.split()), profile, example, tag)


_META = r"[A-Za-z0-9._]{1,30}"
_TABLE = (
    # key, name, handle, hosts, profile, example, tag
    (
        "x", "X", r"[A-Za-z0-9_]{1,15}", "x.com twitter.com",
        "https://x.com/{}", "@city", "https://x.com/hashtag/{}",
    ),
    (
        "mastodon", "Mastodon", rf"[A-Za-z0-9_.-]{{1,30}}@{_DOMAIN}", "",
        "", "@city@host.org", "https://{host}/tags/{}",
    ),
    (
        "bluesky", "Bluesky", _DOMAIN, "bsky.app",
        "https://bsky.app/profile/{}", "@city.bsky.social", "https://bsky.app/hashtag/{}",
    ),
    (
        "instagram", "Instagram", _META, "instagram.com",
        "https://www.instagram.com/{}/", "@city", "https://www.instagram.com/explore/tags/{}/",
    ),
    (
        "threads", "Threads", _META, "threads.com threads.net",
        "https://www.threads.com/@{}", "@city", "https://www.threads.com/search?q={}&serp_type=tags",
    ),
    (
        "facebook", "Facebook", r"[A-Za-z0-9.-]{1,60}", "facebook.com",
        "https://www.facebook.com/{}", "city", "",
    ),
    (
        "linkedin", "LinkedIn", r"(?:in|company)/[\w-]{1,100}", "linkedin.com",
        "https://www.linkedin.com/{}/", "company/city", "",
    ),
    (
        "youtube", "YouTube", r"[A-Za-z0-9._-]{1,30}", "youtube.com",
        "https://www.youtube.com/@{}", "@city", "",
    ),
    (
        "github", "GitHub", r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,37}[A-Za-z0-9])?", "github.com",
        "https://github.com/{}", "city", "",
    ),
    (
        "website", "Website", rf"{_DOMAIN}(?:/[\w.~%/-]{{0,200}})?", "",
        "https://{}", "city.example.org", "",
    ),
)  # fmt: skip
NETWORKS = {row[0]: _network(*row) for row in _TABLE}
# Other names that people use for them.
OTHER_NAMES: Mapping[str, str] = MappingProxyType(
    {"twitter": "x", "fb": "facebook", "ig": "instagram", "insta": "instagram", "bsky": "bluesky"}
)


class AccountOfTopic(str):
    """A handle with its topic, like "press"."""

    topic: str

    @classmethod
    def of(cls, handle: str, topic: str) -> AccountOfTopic:
        """A handle with a topic."""
        one = cls(handle)
        one.topic = topic
        return one


def canonical_handle(network: Network, text: str) -> str | None:
    """The handle without ``@`` or address around it, or ``None`` if it cannot be one."""
    typed = text.strip()
    try:
        if "://" not in typed and typed.partition("/")[0].removeprefix("www.") in network.hosts:
            typed = f"https://{typed}"
        typed = _handle_in_url(network, typed) if "://" in typed else typed
    except ValueError:  # not an address at all
        return None
    handle = _with_plain_host(network, typed.removeprefix("@"))
    return handle if network.handle.fullmatch(handle) else None


def _with_plain_host(network: Network, handle: str) -> str:
    """The handle with its host in lower case: hosts are case-insensitive, user names may not be."""
    if network.key == "bluesky":
        return handle.lower()
    if network.key == "website":
        host, slash, path = handle.partition("/")
        return host.lower() + slash + path
    if network.key == "mastodon":
        user, at, host = handle.rpartition("@")
        return user + at + host.lower()
    return handle


def _handle_in_url(network: Network, url: str) -> str:
    parts = urlsplit(url)
    host = (parts.hostname or "").removeprefix("www.").removeprefix("mobile.").removeprefix("m.")
    steps = [step for step in parts.path.split("/") if step]
    if network.key == "mastodon":
        profile = len(steps) == 1 and steps[0].startswith("@")
        return f"{steps[0].removeprefix('@')}@{host}" if profile else ""
    if network.key == "website":
        plain = parts.scheme in {"http", "https"} and not (parts.query or parts.fragment or parts.username)
        return "/".join([parts.netloc, *steps]) if plain else ""
    if host not in network.hosts:
        return ""
    if network.key == "bluesky" and steps[:1] == ["profile"]:
        steps = steps[1:]
    return "/".join(steps).removeprefix("@")


def profile_url(network_key: str, handle: str) -> str:
    """The address of an account's public profile."""
    if network_key == "mastodon":
        user, host = handle.split("@")
        return f"https://{host}/@{user}"
    return NETWORKS[network_key].profile.format(handle)


def hashtag_url(network_key: str, handle: str, tag: str) -> str | None:
    """The address of the network's page with the posts that have a hashtag.

    ``None`` if the network has no such page. On Mastodon it is the page on the account's host.
    """
    page = NETWORKS[network_key].tag
    return page.format(quote(tag, safe=""), host=handle.rpartition("@")[2]) if page else None


def shown_handle(network_key: str, handle: str) -> str:
    """A handle as people write it: with ``@``, except on networks that do not use it."""
    return handle if network_key in {"facebook", "linkedin", "github", "website"} else f"@{handle}"


def canonical_hashtag(text: str) -> str | None:
    """A hashtag without ``#``, NFC, or ``None`` if a network would cut or refuse it."""
    tag = unicodedata.normalize("NFC", text.strip()).lstrip("#\uff03")
    if not 2 <= len(tag) <= 30 or not tag[0].isalpha():
        return None
    return tag if all(_in_hashtag(character) for character in tag) else None


def _in_hashtag(character: str) -> bool:
    return character == "_" or unicodedata.category(character)[0] in "LMN"
