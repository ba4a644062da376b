"""The proof of codes in finished files: it holds for what is right, and for nothing that was changed."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import pytest
from samenight.print_kit.codes.contents import LEVELS
from samenight.print_kit.codes.qr import QrFacts, matrix_of, qr_pdf, qr_png, qr_svg
from samenight.print_kit.facts.fact_groups import PrintTheme
from samenight.print_kit.facts.template_data import data_of
from samenight.print_kit.files import CodeFile, code_of
from samenight.print_kit.finished.pdf_file import PdfFile
from samenight.print_kit.finished.pdf_painting import painted_pages
from samenight.print_kit.finished.svg_painting import painted_drawing
from samenight.print_kit.pieces.catalogue import PIECES
from samenight.print_kit.pieces.piece import MEDIA_TYPES, Family, Form, Piece
from samenight.print_kit.typesetting.code_checks import DrawnCodes, check_codes, is_first_here, is_proven
from samenight.print_kit.typesetting.press_pdf import CONDITIONS, for_press
from samenight.print_kit.typesetting.sheet import codes_drawn, set_piece
from samenight.site.artifact import UnfitError

from tests.print_kit.rich_and_bare import BARE as BARE_KIT
from tests.print_kit.samples import BARE, RICH

pytest.importorskip("typst")

PDF, SVG, PNG = "application/pdf", "image/svg+xml", "image/png"
URL, OTHER = "https://example.org/paris/", "https://example.org/lodz/"
CODE = QrFacts(URL, "Paris")
Edit = Callable[[bytes], bytes]
# Files like one that was decoded already.
SEEN = ("seen by these tests",)
is_first_here(SEEN)


@dataclass(frozen=True)
class Sample:
    """A finished file and the codes that it has."""

    content: bytes
    media_type: str
    codes: DrawnCodes

    def is_proven(self) -> bool:
        return is_proven(self.content, self.media_type, self.codes)


def code_file(content: bytes, media_type: str) -> Sample:
    return Sample(content, media_type, code_of(CodeFile(CODE)))


def piece_file(theme: PrintTheme, piece: Piece, form: Form, kit: Any = RICH) -> Sample:
    groups = {name: getattr(kit, name) for name in piece.groups}
    data = data_of(piece, form, groups, theme.words)
    content = set_piece(piece, form, data, theme, kit.codes, ())
    return Sample(content, MEDIA_TYPES[form], codes_drawn(piece, kit.codes))


CODED = [
    (name, form)
    for name, piece in PIECES.items()
    for form in piece.forms
    if piece.codes and piece.template not in {"", "letter.typ"} and form is not Form.PNG
]


@pytest.mark.parametrize("kit", [RICH, BARE], ids=["rich", "bare and from right to left"])
@pytest.mark.parametrize(("name", "form"), CODED)
def test_every_piece_that_is_right_is_proven(theme: PrintTheme, name: str, form: Form, kit: Any) -> None:
    piece = PIECES[name]
    if piece.codes == ("raffle",) and kit.codes.raffle is None:
        return
    pytest.importorskip("zxingcpp")  # it was decoded, too
    assert piece_file(theme, piece, form, kit).is_proven()


def edited(pdf: bytes, edit: Edit) -> bytes:
    """A PDF with other operators on its pages, without the update that finishes it."""
    plain = pdf[: pdf.index(b"%%EOF\n") + len(b"%%EOF\n")]
    file = PdfFile(plain)
    return file.with_drawings({page: edit(file.drawing(page)) for page in file.pages()})


def sub(old: bytes, new: bytes, count: int = 1) -> Edit:
    def edit(drawing: bytes) -> bytes:
        assert re.search(old, drawing), old
        return re.sub(old, new, drawing, count=count)

    return edit


def over(what: bytes) -> Edit:
    return lambda drawing: drawing.rstrip() + b"\n" + what + b"\n"


# Each of these spoils the poster's code, or makes it uncertain: it is 28.35 points from the sheet's edges.
SPOILT: dict[str, Edit] = {
    "a module is missing": sub(rb"(?<=h\n)\d+ \d+ m (?:\d+ \d+ l ){2}\d+ \d+ l\nh\n", b""),
    "an outline is missing": sub(rb"(?<=h\n)\d+ \d+ m [^mh]* l\nh\n", b""),
    "a corner is elsewhere": sub(rb"4 4 m 11 4 l 11 11 l", b"4 4 m 12 4 l 12 11 l"),
    "a white patch is over it": over(b"q 1 0 0 -1 480 130 cm 0 0 0 0 k 0 0 m 9 0 l 9 9 l 0 9 l\nh\nf\nQ"),
    "a black patch is over it": over(b"q 1 0 0 -1 480 130 cm 0 0 0 1 k 0 0 m 9 0 l 9 9 l 0 9 l\nh\nf\nQ"),
    "a line is over it": over(b"0 0 0 0 K 2 w 400 100 m 590 100 l\nS"),
    "something turned is over it": over(b"q 0.7 0.7 -0.7 0.7 490 90 cm 0 0 0 0 k 0 0 9 9 re f\nQ"),
    "an unknown operator": over(b"/x0 Do"),
    "on a layer that may be hidden": lambda drawing: b"/OC /hidden BDC\n" + drawing + b"\nEMC\n",
    "a transparent patch": over(b"/g0 gs 0 0 0 0 k 480 90 9 9 re f"),
    "four inks": sub(rb"0 0 0 1 k (?=4 4 m)", b"1 1 1 1 k "),
    "light modules": sub(rb"0 0 0 1 k (?=4 4 m)", b"0 0 0 0 k "),
    "on a dark ground": sub(rb"(?s)(.*)0 0 0 0 k(?=.*4 4 m)", rb"\g<1>0 0 0 1 k"),
    "the other rule of filling": sub(rb"(?s)(4 4 m.*?h\n)f\*", rb"\1f"),
    "too small": sub(rb"q (\S+) 0 0 -(\S+) (?=\S+ \S+ cm[^m]*4 4 m)", rb"q 0.5 0 0 -0.5 "),
    "mirrored": sub(rb"q (\S+) 0 0 -(\S+) (?=\S+ \S+ cm[^m]*4 4 m)", rb"q -\1 0 0 -\2 "),
    "squeezed": sub(rb"q (\S+) 0 0 -(\S+) (?=\S+ \S+ cm[^m]*4 4 m)", rb"q 3.2 0 0 -\2 "),
    "slanted": sub(rb"q (\S+) 0 0 -(\S+) (?=\S+ \S+ cm[^m]*4 4 m)", rb"q \1 0.4 0.4 -\2 "),
    "beside its white ground": sub(rb"(?<= )(\S+) (\S+)(?= cm[^m]*4 4 m)", rb"300 \2"),
    "off the sheet": sub(rb"(?<= )(\S+) (\S+)(?= cm[^m]*4 4 m)", rb"900 \2"),
    "a patch far from any grid is over it": over(b"0 0 0 0 k -9 0 m 9000000 0 l 9000000 900 l -9 9 l\nh\nf"),
    "cut off": lambda drawing: b"q 0 0 500 800 re\nW\nn\n" + drawing + b"\nQ\n",
    "cut off by a circle": lambda drawing: (
        b"q 0 500 m 0 0 1000 0 1000 500 c 1000 1000 0 1000 0 500 c\nh\nW\nn\n" + drawing + b"\nQ\n"
    ),
}  # fmt: skip


@pytest.fixture(scope="module")
def poster(theme_of_module: PrintTheme) -> Sample:
    return piece_file(theme_of_module, PIECES["poster-a4"], Form.PRESS)


@pytest.fixture(scope="module")
def theme_of_module(print_site: Any) -> PrintTheme:
    return PrintTheme(print_site.artwork, print_site.fonts, print_site.words)


def test_a_poster_that_is_only_written_again_is_proven(poster: Sample) -> None:
    again = edited(poster.content, lambda drawing: drawing)
    assert replace(poster, content=again).is_proven()
    finished = for_press(again, condition=CONDITIONS[Family.ISO])
    assert replace(poster, content=finished).is_proven()
    harmless = edited(poster.content, over(b"q 1 0 0 -1 50 700 cm 0 0 0 0 k 0 0 9 9 re f\nQ"))
    assert replace(poster, content=harmless).is_proven()


@pytest.mark.parametrize("spoil", SPOILT.values(), ids=SPOILT.keys())
def test_a_poster_with_a_spoilt_code_is_not_proven(poster: Sample, spoil: Edit) -> None:
    spoilt = edited(poster.content, spoil)
    assert PdfFile(spoilt).drawing(next(PdfFile(spoilt).pages())) != PdfFile(poster.content).drawing(
        next(PdfFile(poster.content).pages())
    )
    assert not replace(poster, content=spoilt).is_proven()


def test_a_text_over_a_code_is_seen(theme: PrintTheme) -> None:
    tent = piece_file(theme, PIECES["table-tent-a4"], Form.OFFICE)
    assert tent.is_proven()
    (page,) = painted_pages(tent.content)
    across, down = page.codes[-1].place[4:]

    def written_at(right: float, below: float) -> bytes:
        def edit(drawing: bytes) -> bytes:
            text = re.findall(rb"(?s)BT .*?ET", drawing)[-1]
            place = b"q 1 0 0 -1 %f %f cm" % (across + right, down - below)
            return drawing + b"\n%s/c0 cs 1 1 1 scn\n%s\nQ\n" % (place, text)

        return edited(tent.content, edit)

    assert not replace(tent, content=written_at(30, 40)).is_proven()
    assert replace(tent, content=written_at(30, -20)).is_proven(), "above it"


@pytest.mark.parametrize("page", [b"/Rotate 90", b"/UserUnit 2", b"/Annots[]"])
def test_what_changes_a_whole_page_is_uncertain(page: bytes) -> None:
    whole = code_file(qr_pdf(CODE), PDF)
    assert whole.is_proven()
    file = PdfFile(whole.content)
    number = next(file.pages())
    changed = file.with_objects({number: file.body(number) + page})
    assert not replace(whole, content=changed).is_proven()


SPOILT_DRAWINGS: dict[str, tuple[str, str]] = {
    "a module is missing": (r"z(?:[mM]\S+ ?\S+?h1v1h-1)(?:v-1)?z", "z"),
    "a corner is elsewhere": (r"([mM]4 4)h7v7h-7", r"\1h8v7h-8"),
    "light modules": (r'fill="#000(?:000)?"(?=[^>]*evenodd)', 'fill="#ffffff"'),
    "coloured modules": (r'fill="#000(?:000)?"(?=[^>]*evenodd)', 'fill="#000001"'),
    "not on white": (r'fill="#fff(?:fff)?"(?=[^#]*>\s*<path fill="#000)', 'fill="#fffffe"'),
    "the other rule of filling": (r' fill-rule="evenodd"', ""),
    "a patch over it": (
        r"</g>(?=<defs>|</svg>)|(?<=/>)(?=</svg>)",
        r'<path fill="#ffffff" transform="translate(200 100)" d="m-190-90h60v60h-60z"/>\g<0>',
    ),
    "an unknown element": (r"(?=</svg>)", '<circle r="5"/>'),
    "an unknown attribute": (r'(?=fill-rule="evenodd")', 'opacity=".5" '),
    "turned": (r'(?=fill-rule="evenodd")', 'transform="rotate(7)" '),
    "a text": (r"(?=</svg>)", "<text>8</text>"),
}


@pytest.mark.parametrize("spoil", SPOILT_DRAWINGS.values(), ids=SPOILT_DRAWINGS.keys())
def test_a_drawing_with_a_spoilt_code_is_not_proven(spoil: tuple[str, str]) -> None:
    whole = code_file(qr_svg(CODE), SVG)
    assert whole.is_proven()
    old, new = spoil
    text = whole.content.decode()
    changed = re.sub(old, new, text, count=1)
    assert changed != text
    assert not replace(whole, content=changed.encode()).is_proven()


@pytest.mark.parametrize("name", ["badge-dark", "badge-one-ink", "flyer-a6", "sticker-60"])
def test_a_drawing_of_typst_with_a_spoilt_code_is_not_proven(theme: PrintTheme, name: str) -> None:
    whole = piece_file(theme, PIECES[name], Form.SVG)
    assert whole.is_proven()
    text = whole.content.decode()
    assert len(painted_drawing(whole.content).codes) == 1
    for old, new in (
        (r"(m4 4)h7v7h-7", r"\1h8v7h-8"),
        (r'fill="#000000"(?=[^>]*evenodd)', 'fill="#ffffff"'),
        (r'fill="#ffffff"(?=[^#]*#000000" fill-rule="evenodd")', 'fill="#000000"'),
        (r'scale\((\d)(?=[^>]*d="m4 4)', r"scale(0.\1"),
        (r"(?=<defs>)", '<path fill="#ffffff" d="m0 0h400v400h-400z"/>'),
    ):
        changed = re.sub(old, new, text, count=1)
        assert changed != text, old
        assert not replace(whole, content=changed.encode()).is_proven(), old


@pytest.mark.parametrize(("draw", "media_type"), [(qr_pdf, PDF), (qr_svg, SVG)])
def test_another_text_level_or_number_is_not_proven(draw: Any, media_type: str) -> None:
    whole = code_file(draw(CODE), media_type)
    codes = whole.codes
    assert whole.is_proven()
    assert not replace(whole, codes=replace(codes, texts=(OTHER,))).is_proven()
    assert not replace(whole, codes=replace(codes, texts=(URL, URL))).is_proven()
    assert not replace(whole, codes=replace(codes, level="H")).is_proven()
    assert not replace(whole, codes=replace(codes, module=codes.module * 1.01)).is_proven()


def test_pixels_and_what_is_no_file_are_not_proven() -> None:
    assert not code_file(qr_png(CODE), PNG).is_proven()
    for media_type in (PDF, SVG):
        assert not code_file(b"no file at all", media_type).is_proven()
        assert not code_file(b"", media_type).is_proven()


def without_a_module(drawing: bytes) -> bytes:
    """The same without one dark module that has only light neighbours."""
    for found in re.finditer(rb"(\d+) (\d+) m (\d+) \d+ l \d+ (\d+) l \d+ \d+ l h ", drawing):
        left, top, right, bottom = map(int, found.groups())
        if (right - left, bottom - top) == (1, 1):
            return drawing.replace(found[0], b"")
    raise AssertionError("no such module")


def test_what_is_not_proven_is_decoded() -> None:
    pytest.importorskip("pypdfium2")
    pytest.importorskip("zxingcpp")
    whole = code_file(qr_pdf(CODE), PDF)
    module = edited(whole.content, without_a_module)
    assert not replace(whole, content=module).is_proven()
    check_codes(module, PDF, whole.codes, SEEN)  # a phone can still read it
    light = edited(whole.content, sub(rb"0 0 0 1 k", b"0 0 0 0 k"))
    with pytest.raises(UnfitError):
        check_codes(light, PDF, whole.codes, SEEN)


def test_the_smallest_codes_of_a_bare_kit_are_proven(theme: PrintTheme) -> None:
    assert len(matrix_of(BARE_KIT.codes.page.text, LEVELS["badge"])) > 20
    assert piece_file(theme, PIECES["badge-light"], Form.OFFICE, BARE_KIT).is_proven()
