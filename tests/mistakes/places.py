"""Coordinates and time zones."""

from __future__ import annotations

from tests.mistakes.good import GOOD
from tests.mistakes.mistake import (
    ATHENS_COMING,
    CASABLANCA,
    COMING,
    LODZ,
    SAO_PAULO,
    TOKYO,
    Mistake,
)

_VILLAGE = """---
name: "Niemówiłów"
country: "PL"
timezone: "Europe/Warsaw"
coordinates: "{}"
---
"""
_REUNION = """---
name: "Saint-Pierre"
country: "FR"
timezone: "Indian/Reunion"
coordinates: "-21.3393, 55.4781"
---
"""
_VENUE = 'name: "Σπίτι του Φωτός"'

MISTAKES = (
    Mistake("place.zero", LODZ, '"51.7687, 19.4570"', '"0, 0"'),
    Mistake("place.zero", CASABLANCA, '"33.5883, -7.6114"', '"0.000000, 0.000000"'),
    Mistake("place.zero", COMING, '"51.7600, 19.4500"', '"0.0, 0.0"'),
    Mistake("place.turned", LODZ, '"51.7687, 19.4570"', '"19.4570, 51.7687"'),
    Mistake("place.turned", SAO_PAULO, '"-23.5505, -46.6333"', '"23.5505, -46.6333"', note="a minus lost"),
    Mistake("place.turned", CASABLANCA, '"33.5883, -7.6114"', '"33.5883, 7.6114"', note="east for west"),
    Mistake("place.turned", COMING, '"51.7600, 19.4500"', '"19.4500, 51.7600"', note="a venue's"),
    Mistake("place.far", LODZ, '"51.7687, 19.4570"', '"41.8781, -87.6298"', note="still the sample's Chicago"),
    Mistake("place.far", TOKYO, '"35.6895, 139.6917"', '"34.6937, 135.5023"', note="Osaka for Tokyo"),
    Mistake("place.far", COMING, '"51.7600, 19.4500"', '"35.6600, 139.7000"', note="a venue in Tokyo"),
    Mistake("place.off", LODZ, '"51.7687, 19.4570"', '"52.2297, 21.0122"', note="Warsaw for Łódź"),
    Mistake("place.off", ATHENS_COMING, _VENUE, _VENUE + '\n  coordinates: "38.2466, 21.7346"',
            at="coordinates", note="a venue in Patras"),
    Mistake("place.abroad", "cities/niemowilow/city.md", after=_VILLAGE.format("40.4168, -3.7038"),
            at="coordinates", note="a village in Madrid"),
    Mistake("place.turned", "cities/niemowilow/city.md", after=_VILLAGE.format("19.9450, 50.0647"),
            at="coordinates", note="a village turned"),
    Mistake("place.territory", "cities/saint-pierre/city.md", after=_REUNION, at="country"),
    Mistake("zone.country", LODZ, 'timezone: "Europe/Warsaw"', 'timezone: "America/Chicago"'),
    Mistake("zone.country", TOKYO, 'timezone: "Asia/Tokyo"', 'timezone: "Europe/Berlin"'),
    Mistake("zone.country", LODZ, 'timezone: "Europe/Warsaw"', 'timezone: "UTC"'),
    Mistake("zone.country", LODZ, 'timezone: "Europe/Warsaw"', 'timezone: "Etc/GMT-1"'),
    Mistake("zone.city", SAO_PAULO, 'timezone: "America/Sao_Paulo"', 'timezone: "America/Manaus"'),
    Mistake("city.twice", "cities/lodz-2/city.md",
            after='---\nname: "Lodz"\ncountry: "PL"\nregion: "Łódzkie"\ntimezone: "Europe/Warsaw"\n---\n', at="name"),
    Mistake("city.twice", "cities/tokyo-2/city.md",
            after='---\nname: "Tokyo"\ncountry: "JP"\ntimezone: "Asia/Tokyo"\n---\n', at="name"),
    Mistake("city.same", "cities/lodz-lodsch/city.md",
            after='---\nname: "Litzmannstadt"\ncountry: "PL"\ntimezone: "Europe/Warsaw"\n'
            'coordinates: "51.7592, 19.4560"\n---\n', at="name"),
    Mistake("city.same", "cities/athens-2/city.md",
            after='---\nname: "Athens"\ncountry: "GR"\ntimezone: "Europe/Athens"\n---\n', at="name"),
    Mistake("city.same", "cities/casablanca-2/city.md",
            after='---\nname: "Dar-el-Beida"\ncountry: "MA"\ntimezone: "Africa/Casablanca"\n'
            'coordinates: "33.5900, -7.6200"\n---\n', at="name"),
    Mistake("city.same", "cities/lodz-wschod/city.md",
            after='---\nname: "Dziwnowek Gorny"\ncountry: "PL"\ntimezone: "Europe/Warsaw"\n'
            'coordinates: "51.7687, 19.4570"\n---\n', at="name", note="a name that nobody knows"),
    Mistake("city.copied", "cities/pabianice/city.md",
            after=GOOD[LODZ].split("languages")[0].replace("Łódź", "Zgierz") + "---\n", at="coordinates"),
)  # fmt: skip
