"""PNG pictures with a density and few colours."""

from __future__ import annotations

import io

from PIL import Image, ImageDraw
from samenight.print_kit.typesetting.pdf_pictures import COLOURS, in_few_colours


def drawn() -> Image.Image:
    picture = Image.new("RGB", (90, 55), "#005b6f")
    ImageDraw.Draw(picture).ellipse((20, 20, 60, 50), "#ffd53b")
    return picture


def test_it_has_its_density_and_its_colours() -> None:
    before = drawn()
    after = Image.open(io.BytesIO(in_few_colours(drawn(), 300)))
    assert all(abs(density - 300) < 0.1 for density in after.info["dpi"])
    assert after.mode == "P"
    assert after.size == before.size
    assert len(after.getcolors() or ()) <= COLOURS
    for place in ((0, 0), (40, 35)):
        pair = zip(before.getpixel(place), after.convert("RGB").getpixel(place), strict=True)  # type: ignore[arg-type]
        assert all(abs(one - other) <= 2 for one, other in pair)


def test_it_is_the_same_every_time() -> None:
    assert in_few_colours(drawn(), 144) == in_few_colours(drawn(), 144)
