"""Checks of links and hashtags by their text alone, without network access."""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from urllib.parse import urlsplit

from samenight.content.model.file_facts import Event
from samenight.content.problems.kinds import texts as kinds
from samenight.content.problems.problem import Location
from samenight.content.reading.file_checks.texts import Oddities, Texts

SHORTENERS = frozenset(
    """
    adf.ly bit.do bit.ly bitly.com buff.ly cutt.ly goo.gl is.gd j.mp lc.chat lnkd.in ow.ly qr.ae qrco.de
    rb.gy rebrand.ly s.id short.gy shorturl.at soo.gd t.co t.ly t2m.io tiny.cc tinyurl.com tr.im trib.al
    v.gd wp.me x.co fb.me
    """.split()
)
# The hosts of platforms, by their names in lower case without blanks.
PLATFORMS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "eventbrite": ("eventbrite.",), "amiando": ("amiando.",), "ticketmaster": ("ticketmaster.",),
        "ticketweb": ("ticketweb.",), "brownpapertickets": ("brownpapertickets.",), "xing": ("xing.",),
        "helloasso": ("helloasso.",), "billetweb": ("billetweb.",), "weezevent": ("weezevent.",),
        "justgiving": ("justgiving.",), "gofundme": ("gofundme.", "gofund.me"), "paypal": ("paypal.",),
        "betterplace": ("betterplace.",), "leetchi": ("leetchi.",), "zeffy": ("zeffy.",),
        "pretix": ("pretix.",), "meetup": ("meetup.", "meetu.ps"), "eventim": ("eventim.",),
        "tickettailor": ("tickettailor.", "buytickets.at"), "dice": ("dice.fm",),
        "luma": ("lu.ma", "luma.com"),
        "stripe": ("stripe.",), "ticketsource": ("ticketsource.",), "sympla": ("sympla.",),
        "humanitix": ("humanitix.",), "trybooking": ("trybooking.",), "ammado": ("ammado.",),
        "firstgiving": ("firstgiving.",), "chipin": ("chipin.",), "globalgiving": ("globalgiving.",),
    }
)  # fmt: skip
_LOOKS_LIKE = str.maketrans({"0": "o", "1": "l", "3": "e", "5": "s", "i": "l", "|": "l"})
# Letters of other alphabets that look like Latin ones (UTS #39, confusables).
_LIKE_LATIN = frozenset("аеорсухіјѕһԁԛԝАВЕКМНОРСТХУІЈЅԌΑΒΕΖΗΙΚΜΝΟΡΤΥΧοανρυικսօհոՕՍ")
_SCRIPTS = ("LATIN", "CYRILLIC", "GREEK", "ARMENIAN", "HEBREW", "ARABIC", "CHEROKEE", "GEORGIAN")


def host_of(url: str) -> str:
    """The host of a web address in readable letters, without ``www.``; empty if it has none."""
    try:
        host = (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        return ""
    try:
        return host.encode("ascii").decode("idna") if "xn--" in host else host
    except UnicodeError:
        return host


def scripts_mixed(texts: Texts) -> Oddities:
    """Hosts and hashtags that mix alphabets whose letters look alike."""
    if texts.whole.isascii() and "xn--" not in texts.whole:
        return
    for at, url in texts.urls():
        host = host_of(url)
        if not host.isascii() and any(mixes_scripts(label) for label in host.split(".")):
            yield at, kinds.MIXED_SCRIPTS(host)
    for at, text in texts.typed:
        if "hashtags" in at and not text.isascii() and mixes_scripts(text) and not _two_names(text):
            yield at, kinds.HASHTAG_SCRIPTS(text)


def mixes_scripts(text: str) -> bool:
    """Whether one word has letters of two alphabets that share shapes (UTS #39, section 5.1)."""
    return len({_script(char) for char in text if char.isalpha()}.intersection(_SCRIPTS)) > 1


def _script(letter: str) -> str:
    return unicodedata.name(letter, "").partition(" ")[0]


def _two_names(tag: str) -> bool:
    """Whether a hashtag has whole words of each alphabet, such as the festival's name and the city's, rather
    than a single letter of another one."""
    runs = [
        (script, "".join(letters))
        for script, letters in itertools.groupby(filter(str.isalpha, tag), key=_script)
        if script in _SCRIPTS
    ]
    return all(len(run) > 2 and not _LIKE_LATIN.issuperset(run) for _, run in runs)


_HOST = re.compile(r"https?://(?:[^/?#@]*@)?([^/?#:]+)")


def lookalikes(texts: Texts) -> Oddities:
    """Hosts that differ from a platform's by a letter that looks alike."""
    for at, url in texts.urls():
        host = _HOST.match(url)  # ten times as fast as parsing the URL
        label = host[1].lower().rpartition(".")[0].rpartition(".")[2] if host else ""
        known = _SHAPES.get(_shape(label))
        if known and known != label:
            yield at, kinds.LOOKALIKE(host_of(url), known=known)


def _shape(label: str) -> str:
    return label.translate(_LOOKS_LIKE).replace("rn", "m").replace("vv", "w").replace("-", "")


_SHAPES = {_shape(known): known for known in PLATFORMS if len(known) > 4}


def shorteners(event: Event) -> Oddities:
    """Shortened addresses, as long as something is still to be printed."""
    if event.status in {"held", "cancelled"}:
        return
    for at, url in _printed(event):
        if host_of(url) in SHORTENERS:
            yield at, kinds.SHORTENER(host_of(url))


def _printed(event: Event) -> Iterator[tuple[Location, str]]:
    named: list[tuple[Location, str | None]] = [
        (("ticket_url",), event.ticket_url), (("website",), event.website)
    ]  # fmt: skip
    named += [(("tickets", number, "url"), ticket.url) for number, ticket in enumerate(event.tickets)]
    named += [(("donate", "url"), event.donate.url)] if event.donate else []
    return ((at, url) for at, url in named if url)


def platforms(event: Event) -> Oddities:
    """Links that do not lead to the platform that is named next to them."""
    pairs: list[tuple[Location, str | None, str | None]] = [
        (("ticket_url",), event.ticket_platform, event.ticket_url)
    ]
    if event.donate:
        pairs.append((("donate", "url"), event.donate.platform, event.donate.url))
    for at, platform, url in pairs:
        hosts = PLATFORMS.get(re.sub(r"[\W_]+|\.(?:com|org|fr|de)$", "", (platform or "").casefold()))
        host = host_of(url) if url else ""
        if url and hosts and host not in SHORTENERS and not any(f".{one}" in f".{host}." for one in hosts):
            yield at, kinds.PLATFORM(host, platform=platform)
