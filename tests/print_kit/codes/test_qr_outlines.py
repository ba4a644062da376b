"""The outlines of a code enclose exactly its dark modules."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from samenight.print_kit.codes.qr import matrix_of
from samenight.print_kit.codes.qr_outlines import Matrix, Outline, outlines_of


def filled(outlines: tuple[Outline, ...], width: int, height: int) -> Matrix:
    """The picture by the even-odd rule: dark where there is an odd number of lines to the left."""
    crossed: dict[int, set[int]] = {y: set() for y in range(height)}
    for line in outlines:
        x, y, steps = line[0], line[1], line[2:]
        for across, down in zip(steps[::2], steps[1::2], strict=True):
            x += across
            for row in range(min(y, y + down), max(y, y + down)):
                crossed[row] ^= {x}
            y += down
        assert (x, y) == line[:2]
    return tuple(
        tuple(sum(border <= column for border in crossed[row]) % 2 == 1 for column in range(width))
        for row in range(height)
    )


@given(
    st.integers(1, 9).flatmap(
        lambda n: st.lists(st.lists(st.booleans(), min_size=n, max_size=n), min_size=1, max_size=9)
    )
)
def test_any_picture_is_enclosed(rows: list[list[bool]]) -> None:
    side = max(len(rows), len(rows[0]))
    matrix = tuple(
        tuple(y < len(rows) and x < len(rows[0]) and rows[y][x] for x in range(side)) for y in range(side)
    )
    assert filled(outlines_of(matrix), side, side) == matrix


def test_a_code_is_enclosed_with_fewer_lines_than_it_has_runs() -> None:
    matrix = matrix_of("https://example.org/lodz/")
    outlines = outlines_of(matrix)
    assert filled(outlines, len(matrix), len(matrix)) == matrix
    assert all(step for line in outlines for step in line[2:])


def test_light_alone_has_no_outline() -> None:
    assert outlines_of(((False, False), (False, False))) == ()
