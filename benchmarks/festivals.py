"""Made-up festivals of any size, with files as full as real ones. The same size gives the same bytes.

:func:`make` writes the content of Samenight, :func:`make_for_hugo` the same cities for Hugo.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from textwrap import dedent

EDITIONS = {
    "2023-spring": ("Spring 2023", "2023-03-23"),
    "2024-spring": ("Spring 2024", "2024-03-21"),
    "2025-autumn": ("Autumn 2025", "2025-09-25"),
}
# The time at which the festivals are built: the third edition is in the future.
NOW = "2025-09-01T12:00:00+00:00"


@dataclass(frozen=True)
class Land:
    """A country for made-up cities, with its facts."""

    country: str
    zone: str
    currency: str
    rate: str
    language: str
    coordinates: tuple[float, float]
    spread: tuple[float, float] = (3, 3)
    """How far its cities are from these coordinates, at most, so that they are in the country."""


LANDS = (
    Land("FR", "Europe/Paris", "EUR", "1.0856", "fr", (46.6, 2.4)),
    Land("DE", "Europe/Berlin", "EUR", "1.0856", "de", (51.1, 10.4), (2.7, 2.2)),
    Land("GB", "Europe/London", "GBP", "1.2735", "en", (52.6, -1.5), (1.6, 1.6)),
    Land("US", "America/Chicago", "USD", "1", "en", (39.8, -98.6)),
    Land("CA", "America/Toronto", "CAD", "0.7391", "en", (52.0, -88.0)),
    Land("BR", "America/Sao_Paulo", "BRL", "0.2010", "pt-BR", (-14.2, -51.9)),
    Land("MX", "America/Mexico_City", "MXN", "0.0598", "es", (23.6, -102.5)),
    Land("JP", "Asia/Tokyo", "JPY", "0.0066", "ja", (36.2, 138.3), (0.9, 1.7)),
    Land("IN", "Asia/Kolkata", "INR", "0.0120", "hi", (22.4, 79.0)),
    Land("EG", "Africa/Cairo", "EGP", "0.0213", "ar", (26.8, 30.8)),
    Land("KE", "Africa/Nairobi", "KES", "0.0076", "en", (-0.02, 37.9), (1.5, 2)),
    Land("NZ", "Pacific/Auckland", "NZD", "0.6050", "en", (-38.7, 175.9), (1, 0.8)),
)
PROSE = {
    "fr": "Une nuit de lanternes au bord du canal, avec un chœur, une tombola et beaucoup de voisins. ",
    "de": "Ein Abend der Laternen am Wasser, mit Chor, Tombola und vielen Nachbarn aus allen Vierteln. ",
    "en": "A night of lanterns by the water, with a choir, a raffle and many neighbours. ",
    "pt-BR": "Uma noite de lanternas junto ao rio, com coro, rifa e muitos vizinhos do bairro. ",
    "es": "Una noche de faroles junto al agua, con coro, rifa y muchos vecinos de la ciudad. ",
    "ja": "水辺の灯籠の夕べ。合唱とくじ引き、そして近所のみなさん。",
    "hi": "पानी के किनारे दीपों की शाम, गायन, लॉटरी और बहुत सारे पड़ोसी। ",
    "ar": "أمسية من الفوانيس على ضفاف الماء مع جوقة وسحب وجيران كثيرين. ",
}
CHARITIES = ("clean-wells", "open-school", "green-roofs", "night-kitchen", "river-watch")

FESTIVAL = """
    ---
    name: "Lantern Night"
    tagline: "One night, many cities, one cause"
    hashtags: ["LanternNight"]
    accounts: {x: "@lanternnight", mastodon: "@lanterns@example.social"}
    base_currency: "USD"
    account_pattern: "lantern{city}"
    languages: ["en"]
    ---
    A night of lanterns in many cities.
    """
EDITION = """
    ---
    name: "%(name)s"
    date: "%(date)s"
    announced: "%(announced)s"
    charity: "clean-wells"
    currency: "USD"
    goal: {amount: "1000000", currency: "USD"}
    partners: ["Example Press", "Example Rail"]
    ---
    All lanterns are lit at sunset.
    """
CHARITY = """
    ---
    name: "%(name)s"
    country: "US"
    registration: "12-3456789"
    website: "https://%(slug)s.example.org/"
    purpose: "Help that stays."
    buys:
      - {amount: "20.00", currency: "USD", buys: "water for one person"}
      - {amount: "500.00", currency: "USD", buys: "a school kit for a class"}
    ---
    What is given arrives.
    """
CITY = """
    ---
    name: "%(name)s"
    country: "%(country)s"
    region: "Region %(region)d"
    timezone: "%(zone)s"
    coordinates: "%(latitude).4f, %(longitude).4f"
    population: "%(population)d"
    languages: ["%(language)s"]
    hashtags: ["Lantern%(tag)s"]
    accounts:
      x: "@lantern%(number)d"
      instagram: "@lantern.%(number)d"
      mastodon: "@l%(number)d@example.social"
    also_known_as: ["Town %(number)d"]
    ---
    """
EVENT = """
    ---
    status: "%(status)s"
    updated: "%(updated)s"
    date: "%(date)s"
    start: "19:30"
    end: "00:30"
    venue:
      name: "Hall %(number)d"
      address: "%(house)d Lantern Street, %(name)s"
      url: "https://venue%(number)d.example.org/"
      coordinates: "%(latitude).4f, %(longitude).4f"
      step_free: "yes"
      getting_there: "Tram %(line)d to the last stop."
      wifi: {network: "Hall %(number)d", password: "lanterns"}
    capacity: "%(capacity)d"
    goal: {amount: "%(goal)s", currency: "%(currency)s"}
    tickets:
      - name: "Early bird"
        price: "%(early)s"
        currency: "%(currency)s"
        url: "https://tickets.example.org/%(number)d"
      - {name: "At the door", price: "%(door)s", currency: "%(currency)s", at_the_door: "yes"}
    donate:
      url: "https://give.example.org/%(number)d"
      platform: "Example Giving"
      tiers: [{amount: "%(early)s", currency: "%(currency)s", label: "water for one person"}]
    raffle:
      price: "2"
      currency: "%(currency)s"
      draw: "22:00"
      prizes: [{name: "A lamp", donor: "Lamp Shop"}, {name: "A dinner for two", donor: "Corner Kitchen"}]
    programme:
      - {time: "19:30", what: "Doors"}
      - {time: "20:00", what: "Choir", who: "Voices of %(name)s"}
      - {time: "22:00", what: "Raffle"}
      - {time: "23:30", what: "Last lantern"}
    volunteers:
      needed: "12"
      url: "https://help.example.org/%(number)d"
      roles: [{role: "Door", hours: "18:30-20:30"}]
    team:
      - {name: "A. Example", role: "Lead", accounts: {mastodon: "@a%(number)d@example.social"}}
      - {name: "B. Example", role: "Print"}
    sponsors:
      - {name: "Corner Kitchen", level: "venue", url: "https://kitchen.example.org/", covers: "the room"}
      - {name: "Print Shop", level: "silver"}
    %(results)s
    ---
    %(prose)s
    """
RESULTS = """results:
      status: "final"
      as_of: "%(counted)s"
      attendance: "%(capacity)d"
      lines:
        - {stream: "tickets", gross: "%(sold)s", fees: "%(fees)s", currency: "%(currency)s", evidence: "CSV"}
        - {stream: "raffle", gross: "%(raffle)s", currency: "%(currency)s", evidence: "counted by two"}
        - {stream: "donations", gross: "%(given)s", currency: "%(currency)s", evidence: "counted by two"}"""
POST = """
    ---
    title: "News from %(name)s"
    date: "2025-08-%(day)02d"
    edition: "2025-autumn"
    languages: ["%(language)s"]
    ---
    %(prose)s
    """
PAGE = """
    ---
    title: "About"
    ---
    What this is, and who does it.
    """


HUGO_CITY = """
    ---
    title: "%(name)s"
    date: "%(date)sT19:30:00Z"
    country: "%(country)s"
    venue: "Hall %(number)d"
    address: "%(house)d Lantern Street, %(name)s"
    hashtag: "Lantern%(tag)s"
    handle: "lantern%(number)d"
    price: "%(door)s"
    ---
    %(prose)s

    ## Programme

    - 19:30 Doors
    - 20:00 Choir: Voices of %(name)s
    - 22:00 Raffle
    - 23:30 Last lantern
    """

Facts = dict[str, object]


def make(content: Path, cities: int) -> list[Path]:
    """Write a festival of that many cities below ``content``; returns the files of its events."""
    for name, text in _shared():
        _write(content / name, text)
    found = []
    for number, (city, events, news) in enumerate(_cities(cities)):
        folder = content / "cities" / f"city-{number:05}"
        _write(folder / "city.md", CITY % city)
        for slug, event in events.items():
            found.append(folder / f"{slug}.md")
            _write(found[-1], EVENT % event)
        if news:
            _write(folder / "posts/2025-08-news.md", POST % news)
    return found


def make_for_hugo(content: Path, cities: int) -> list[Path]:
    """Write the same cities for Hugo, each in one file with the facts of its latest event; returns them."""
    found = []
    for number, (_, events, _) in enumerate(_cities(cities)):
        found.append(content / "cities" / f"city-{number:05}.md")
        _write(found[-1], HUGO_CITY % events[max(events)])
    return found


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(dedent(text).lstrip("\n"), "utf-8", newline="\n")


def _shared() -> Iterator[tuple[str, str]]:
    yield "festival.md", FESTIVAL
    yield "pages/about.md", PAGE
    for slug, (name, date) in EDITIONS.items():
        yield f"editions/{slug}.md", EDITION % {"name": name, "date": date, "announced": f"{date[:4]}-01-10"}
    for slug in CHARITIES:
        yield f"charities/{slug}.md", CHARITY % {"slug": slug, "name": slug.replace("-", " ").title()}
    rates = {land.currency: land.rate for land in LANDS if land.currency != "USD"}
    lines = [
        f"{code},{date},{rate},Example Bank" for code, rate in rates.items() for _, date in EDITIONS.values()
    ]
    yield "rates.csv", "\n".join(["currency,date,rate,source", *lines, ""])


def _cities(cities: int) -> Iterator[tuple[Facts, dict[str, Facts], Facts | None]]:
    """The facts of each city, those of its events by edition, and those of its news if it has any."""
    chance = random.Random(cities)  # noqa: S311 -- the same festival each time
    for number in range(cities):
        land = chance.choice(LANDS)
        city: Facts = {
            "name": f"City {number}", "number": number, "tag": f"City{number}", "country": land.country,
            "zone": land.zone,
            "region": number % 20, "population": chance.randrange(20_000, 9_000_000),
            "language": land.language,
            "latitude": land.coordinates[0] + chance.uniform(-1, 1) * land.spread[0],
            "currency": land.currency,
            "longitude": land.coordinates[1] + chance.uniform(-1, 1) * land.spread[1],
        }  # fmt: skip
        held = sorted(chance.sample(sorted(EDITIONS), k=chance.choice([1, 2, 2, 3])))
        events = {slug: _event(slug, city, chance) for slug in held}
        news = number % 5 == 0
        prose = {"day": 1 + number % 28, "prose": _prose(land.language, 3, chance)} if news else {}
        yield city, events, {**city, **prose} if news else None


def _event(slug: str, city: Facts, chance: random.Random) -> Facts:
    _, date = EDITIONS[slug]
    over = date < NOW[:10]
    capacity = chance.randrange(60, 900)
    facts: Facts = {
        **city, "date": date, "status": "held" if over else "confirmed",
        "updated": f"{date[:4]}-02-{1 + capacity % 28:02}",
        "house": chance.randrange(1, 200), "line": chance.randrange(1, 30), "capacity": capacity,
        "goal": capacity * 20,
        "early": f"{chance.randrange(5, 15)}", "door": f"{chance.randrange(15, 30)}", "results": "",
        "prose": _prose(str(city["language"]), chance.randrange(4, 20), chance),
    }  # fmt: skip
    if over:
        sold = capacity * chance.randrange(6, 12)
        facts |= {"counted": f"{date[:8]}30", "sold": sold, "fees": sold // 30}
        facts |= {"raffle": chance.randrange(100, 2000), "given": chance.randrange(100, 5000)}
        facts["results"] = RESULTS % facts
    return facts


def _prose(language: str, sentences: int, chance: random.Random) -> str:
    """Markdown of about that many sentences, with a heading, a list and a link in it."""
    words = PROSE[language]
    paragraphs = [words * chance.randrange(1, 4) for _ in range(max(1, sentences // 3))]
    listing = "\n    ".join(f"- {words.strip()}" for _ in range(3))
    link = "[example.org](https://example.org/)"
    return "\n\n    ".join(["## ✨", *paragraphs, listing, f"**{words.strip()}** {link}"])
