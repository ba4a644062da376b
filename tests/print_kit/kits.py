"""Kits of small festivals: declared, made, and opened."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Iterable
from typing import Any

from samenight.builder.processes.artifact_maker import levels
from samenight.content.library.library import Library
from samenight.print_kit.artifacts import artifacts
from samenight.site.artifact import Artifact, Digester, Site

from tests.calendars.conftest import seen

CITY = 'name: "Paris"\ncountry: "FR"\ntimezone: "Europe/Paris"\nlanguages: ["fr", "en"]\n'
EVENT = 'status: "confirmed"\ndate: "2011-03-24"\nvenue: {name: "Le Comptoir"}\n'
# The good site, with all facts of an event that a kit can show: each kind of piece has its facts.
RICH = {
    "cities/paris/2011-spring.md": f"""---
{EVENT}start: "19:30"
charity: "clean-wells"
goal: {{amount: "3000", currency: "EUR"}}
ticket_url: "https://tickets.example.org/1"
tickets: [{{name: "À la porte", price: "8.00", currency: "EUR"}}]
donate:
  url: "https://give.example.org/paris"
  tiers: [{{amount: "20", currency: "EUR", label: "un puits"}}]
raffle: {{price: "2.00", currency: "EUR", draw: "22:00"}}
sponsors: [{{name: "Dock & Co."}}]
results:
  status: "final"
  as_of: "2011-04-06"
  lines:
    - {{stream: "tickets", gross: "1500.00", fees: "48.66", currency: "EUR", evidence: "till"}}
    - {{stream: "raffle", gross: "900.00", currency: "EUR", precision: "about", evidence: "two people"}}
    - {{stream: "donations", gross: "50", currency: "USD", evidence: "bank"}}
---
""".replace(
        '{name: "Le Comptoir"}',
        '{name: "Le Comptoir", wifi: {network: "Invités", password: "mot de passe", public: "yes"}}',
    )
}
# A full kit for this one city, and lean ones for the others and for the festival.
ONE_FULL = {
    **RICH,
    "festival.md": """---
name: "Lantern Night"
base_currency: "USD"
hashtags: ["LanternNight"]
accounts: {x: "@lanternnight"}
languages: ["en"]
print: "lean"
---
""",
    "cities/paris/city.md": f"""---
{CITY}hashtags: ["LanternParis"]
accounts: {{x: "@lanternparis"}}
print: "full"
---
""",
}
# Full kits for all cities, the default of small festivals.
FULL = {"festival.md": ONE_FULL["festival.md"].replace('print: "lean"\n', "")}


def city(header: str) -> dict[str, str]:
    """Paris with more in its header."""
    return {"cities/paris/city.md": f"---\n{CITY}{header}\n---\n"}


def event(header: str, status: str = "confirmed") -> dict[str, str]:
    """The event in Paris with more in its header."""
    more = EVENT.replace("confirmed", status)
    return {"cities/paris/2011-spring.md": f"---\n{more}{header}\n---\n"}


def festival(header: str) -> dict[str, str]:
    """A festival with little more than the fields in ``header``."""
    return {"festival.md": f'---\nname: "Lantern Night"\nbase_currency: "USD"\n{header}\n---\n'}


def keys(artifacts: Iterable[Artifact]) -> dict[str, str]:
    """The keys of artifacts by their paths; nothing is made."""
    digester, every = Digester(b"mark"), list(artifacts)
    found = {one.path: digester.key(one) for one in every if not one.parts}
    for level in levels({one.path: one for one in every if one.parts}, found):
        for one in level:
            found[one.path] = digester.key(one, found)
    return found


def by_path(library: Library, site: Site) -> dict[str, Artifact]:
    """All artifacts of the print kit by their paths."""
    return {artifact.path: artifact for artifact in artifacts(seen(library, site), site)}


def names_in(files: Any, folder: str) -> set[str]:
    """The names of the files in a published folder."""
    return {path.removeprefix(folder) for path in files if path.startswith(folder)}


def opened(kit: bytes) -> zipfile.ZipFile:
    """The kit in one file."""
    return zipfile.ZipFile(io.BytesIO(kit))


def listed(files: dict[str, bytes], folder: str) -> dict[str, Any]:
    """The content of a kit's ``index.json``."""
    data: dict[str, Any] = json.loads(files[f"{folder}index.json"])
    return data
