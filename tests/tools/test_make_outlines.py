"""The tool that writes outlines of countries and namesakes of towns."""

from __future__ import annotations

import io
import math
import struct
import zipfile

from tools.make_outlines import DETAIL, namesakes, outlines, shapes, simplified

CIRCLE = [(math.cos(n / 500 * math.tau), math.sin(n / 500 * math.tau)) for n in (*range(500), 0)]


def archive(code, ring):
    """A zipped shapefile with one polygon."""
    points = b"".join(struct.pack("<2d", *point) for point in ring)
    content = struct.pack("<I4d2I", 5, 0, 0, 0, 0, 1, len(ring)) + struct.pack("<I", 0) + points
    shape = b"\0" * 100 + struct.pack(">2I", 1, len(content) // 2) + content
    field = b"ISO_A2_EH".ljust(11, b"\0") + b"C" + b"\0" * 4 + bytes([3]) + b"\0" * 15
    table = (
        b"\0" * 4 + struct.pack("<IHH", 1, 65, 4) + b"\0" * 20 + field + b"\r" + b" " + code.encode().ljust(3)
    )
    opened = io.BytesIO()
    with zipfile.ZipFile(opened, "w") as file:
        file.writestr("x.shp", shape)
        file.writestr("x.dbf", table)
    return opened.getvalue()


def test_a_shapefile_is_read():
    [(record, rings)] = shapes(archive("XX", CIRCLE))
    assert record == {"ISO_A2_EH": "XX"}
    assert rings == [CIRCLE]


def test_a_simplified_ring_is_near_the_drawn_one():
    kept = simplified(CIRCLE)
    assert 10 < len(kept) < 60
    assert kept[0] == kept[-1] == CIRCLE[0]
    assert all(min(math.dist(one, other) for other in kept) < 0.3 for one in CIRCLE)
    assert DETAIL < 0.03


def test_land_without_a_code_is_left_out():
    assert outlines([({"ISO_A2_EH": "-99"}, [CIRCLE])]) == "\n"
    assert outlines([({"ISO_A2_EH": "XX"}, [CIRCLE])]).startswith("XX\t")


def entry(city, state, latitude, longitude, country="US"):
    return {
        "city": city,
        "state": state,
        "latitude": latitude,
        "longitude": longitude,
        "country_code": country,
    }


def test_only_what_shares_the_name_of_a_larger_town_is_kept():
    rows = namesakes(
        [
            entry("Salem", "Oregon", 44.94, -123.03),
            entry("Bend", "Oregon", 44.06, -121.32),
            entry("Oregon", "Missouri", 39.99, -95.14),
            entry("Oregon", "Ohio", 41.64, -83.49),
            entry("Nowhere at all", "Kansas", 38.0, -97.0),
        ]
    ).splitlines()
    assert "US\toregon\tregion\t44.06\t-123.03\t44.94\t-121.32" in rows
    assert "US\toregon\ttown\t39.99\t-95.14\t39.99\t-95.14" in rows
    assert not any("41.64" in row or "nowhere" in row for row in rows)
