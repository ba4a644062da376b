"""Every published path, defined in one place.

A path has no leading slash; one that ends in "/" (or is empty) is a folder with a page in it. Paths must
never change: they are printed on posters.
"""

from __future__ import annotations

import posixpath
from urllib.parse import quote

HOME = ""
CALENDAR_PAGE = "calendar/"
CALENDAR = "calendar.ics"
CALENDAR_JSON = "calendar.json"
FEED = "feed.atom"
RESULTS = "results/"
RESULTS_JSON = "results/results.json"
RESULTS_CSV = "results/results.csv"
RESULTS_SCHEMA = "results/schema.json"
ACCOUNTS = "accounts/"
STATUS = "status/"
FESTIVAL_PRINT = "print/"
SITEMAP = "sitemap.xml"
ROBOTS = "robots.txt"
SECURITY = ".well-known/security.txt"
NOT_FOUND = "404.html"
MANIFEST = "manifest.json"
BUILD = "build.json"
HEADERS = "_headers"
STYLESHEET = "theme/css/site.css"
ICON = "theme/images/icon.svg"
SHARE_IMAGE = "theme/images/share.png"


def city(slug: str) -> str:
    """The city's current event; QR codes point here."""
    return f"{slug}/"


def city_calendar(slug: str) -> str:
    """All events of a city, to subscribe."""
    return f"{slug}/calendar.ics"


def city_feed(slug: str) -> str:
    """News of a city."""
    return f"{slug}/feed.atom"


def city_print(slug: str) -> str:
    """The page of the city's print team."""
    return print_folder(city(slug))


def print_folder(home: str) -> str:
    """The print kit of an event, below its page or, for the first of a city's night, its city's."""
    return f"{home}print/"


def city_print_file(slug: str, name: str) -> str:
    """One file of the city's print kit, such as ``qr-page.svg``."""
    return print_file(city_print(slug), name)


def print_file(kit: str, name: str) -> str:
    """One file of a print kit, by the path of its page, as it is in the same folder."""
    return f"{kit}{name}"


def print_download(kit: str) -> str:
    """All files of a print kit in one zip."""
    return f"{kit}kit.zip"


def print_index(kit: str) -> str:
    """The machine-readable list of a print kit."""
    return f"{kit}index.json"


def print_picture(kit: str, piece: str) -> str:
    """The small picture of a piece on the page of its kit."""
    return f"{kit}{piece}-preview.webp"


def city_tonight(slug: str) -> str:
    """The page for the projector at the venue."""
    return f"{slug}/tonight/"


def post(city_slug: str, post_slug: str) -> str:
    """A post, on its city's page."""
    return f"{city_slug}/#post-{post_slug}"


def event(city_slug: str, event_slug: str) -> str:
    """The permanent page of one event."""
    return f"{city_slug}/{event_slug}/"


def event_calendar(city_slug: str, event_slug: str) -> str:
    """One event, to download."""
    return f"{city_slug}/{event_slug}/event.ics"


def country(code: str) -> str:
    """One country (ISO 3166 code in any case)."""
    return f"countries/{code.lower()}/"


def country_calendar(code: str) -> str:
    """All events of a country, to subscribe."""
    return f"countries/{code.lower()}/calendar.ics"


def edition(slug: str) -> str:
    """One edition."""
    return f"editions/{slug}/"


def edition_calendar(slug: str) -> str:
    """All events of an edition, to subscribe."""
    return f"editions/{slug}/calendar.ics"


def charity(slug: str) -> str:
    """One charity."""
    return f"charities/{slug}/"


def edition_results(slug: str) -> str:
    """The results of one edition."""
    return f"results/{slug}/"


def page(slug: str) -> str:
    """An ordinary page."""
    return f"{slug}/"


def sitemap_part(number: int) -> str:
    """A part of a sitemap that is too large for one file."""
    return f"sitemap-{number}.xml"


# Steps of a path that are no names.
_UPWARDS = frozenset([".", ".."])


def output_file(path: str) -> str:
    """The file, below the output folder, that serves a path."""
    return f"{path}index.html" if path == "" or path.endswith("/") else path


def relative(here: str, target: str) -> str:
    """The link from the page at ``here`` to ``target``, valid on any host and below any folder."""
    path, mark, anchor = target.partition("#")
    start = here if here.endswith("/") or not here else posixpath.dirname(here)
    link = _relative_path(path, start)
    if path == "" or path.endswith("/"):
        link = f"{link}/" if link != "." else "./"
    return quote(link) + mark + anchor


def _relative_path(path: str, start: str) -> str:
    """What ``posixpath.relpath`` gives for two paths below the site's root, in a quarter of its time: a page
    has dozens of links."""
    to, begin = [[step for step in one.split("/") if step] for one in (path, start)]
    if not _UPWARDS.isdisjoint([*to, *begin]):
        return posixpath.relpath(f"/{path}", f"/{start}")
    shared = 0
    for one, other in zip(to, begin, strict=False):
        if one != other:
            break
        shared += 1
    return "/".join([*[".."] * (len(begin) - shared), *to[shared:]]) or "."


def absolute(site_url: str, path: str) -> str:
    """The public address of a path. ``site_url`` may contain a folder, with or without a slash at its end."""
    base, mark, anchor = path.partition("#")
    return f"{site_url.rstrip('/')}/{quote(base)}{mark}{anchor}"


def webcal(site_url: str, path: str) -> str:
    """The address of a calendar with the ``webcal`` scheme, to which calendar programs subscribe."""
    return "webcal://" + absolute(site_url, path).split("://", 1)[-1]
