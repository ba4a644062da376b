"""A code that cannot be read from the finished file is found, in every format."""

from __future__ import annotations

import importlib.util
import io
import pickle
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image
from samenight.content.problems.wording import ENGLISH
from samenight.print_kit.codes.contents import Code, calendar_code, hashtag_code, page_code, wifi_code
from samenight.print_kit.codes.qr import QrFacts, matrix_of, qr_pdf, qr_png, qr_svg, side_of
from samenight.print_kit.files import CodeFile, code_pdf, code_png, code_svg
from samenight.print_kit.pieces.piece import Family
from samenight.print_kit.typesetting.code_reader import scan
from samenight.print_kit.typesetting.optional_packages import missing_extras, notices
from samenight.print_kit.typesetting.press_pdf import CONDITIONS, for_office, for_press
from samenight.site.artifact import UnfitError

typst = pytest.importorskip("typst")
pytest.importorskip("pypdfium2")
pytest.importorskip("zxingcpp")

PDF, SVG, PNG = "application/pdf", "image/svg+xml", "image/png"
DRAWN = {PDF: qr_pdf, SVG: qr_svg, PNG: qr_png}
READ = {PDF: code_pdf, SVG: code_svg, PNG: code_png}
URL, OTHER = "https://example.org/paris/", "https://example.org/lodz/"
SIDE = 20.0  # mm
MODULE = SIDE / len(matrix_of(OTHER))

every_format = pytest.mark.parametrize("media_type", DRAWN)


def facts(text: str) -> QrFacts:
    return QrFacts(text, text)


def module_of(one: QrFacts) -> float:
    matrix = matrix_of(one.text, one.level)
    return float(side_of(matrix)) / len(matrix)


def sheet(*places: tuple[str, float, float], over: str = "", media_type: str = PDF, pages: int = 1) -> bytes:
    """One or more A4 pages with codes of 20 mm at given places, and something drawn ``over`` them."""
    files = {f"{at}.svg": qr_svg(facts(text)) for at, (text, _, _) in enumerate(places)}
    codes = "".join(
        f'#place(dx: {x}mm, dy: {y}mm, image("{at}.svg", width: {SIDE}mm))\n'
        for at, (_, x, y) in enumerate(places)
    )
    head = '#set page(width: 210mm, height: 297mm, margin: 0mm, fill: rgb("#24506b"))\n'
    source = head + "#pagebreak()\n".join([f"{codes}{over}\n"] * pages)
    made: Any = typst.compile(
        {"main.typ": source.encode(), **files},
        format={PDF: "pdf", SVG: "svg", PNG: "png"}[media_type], ppi=200, ignore_system_fonts=True,
    )  # fmt: skip
    if media_type != PNG:
        return made
    file = io.BytesIO()
    Image.open(io.BytesIO(made)).save(file, "PNG", dpi=(200, 200))
    return file.getvalue()


def unread(content: bytes, expected: list[str], media_type: str = PDF) -> str:
    """The message about codes that cannot be read."""
    with pytest.raises(UnfitError) as raised:
        scan(content, media_type, expected, MODULE)
    assert raised.value.finding.kind.code == "print.code"
    return ENGLISH.what(raised.value.finding)


CODES = [
    page_code(URL),
    calendar_code("https://example.org", "kuala-lumpur"),
    hashtag_code("ŁódźNocą", {"mastodon": "lodz@example.social"}),
    wifi_code('Café "東京"; upstairs', r"a\b:c,d;ęł 12345678901234567890"),
    wifi_code("ソーシャル", None),
    page_code(f"https://example.org/{'long' * 60}/"),
]


@every_format
@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("level", ["M", "Q"])
def test_codes_of_every_kind_are_read(media_type: str, code: Code, level: Any) -> None:
    one = QrFacts(code.text, code.below, level)
    assert READ[media_type](CodeFile(one)) == DRAWN[media_type](one)


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=60))
@settings(max_examples=40, deadline=None)
def test_any_text_is_read(text: str) -> None:
    one = facts(text)
    scan(qr_pdf(one), PDF, [text], module_of(one))


@every_format
def test_another_code_is_not_taken_for_it(media_type: str) -> None:
    with pytest.raises(UnfitError) as raised:
        scan(DRAWN[media_type](facts(OTHER)), media_type, [URL], module_of(facts(OTHER)))
    assert ENGLISH.what(raised.value.finding) == f"Codes with {URL} that can be read: 0 of 1."


@every_format
def test_every_copy_is_read(media_type: str) -> None:
    places = [(OTHER, 15 + 95 * (at % 2), 10 + 55 * (at // 2)) for at in range(10)]
    content = sheet(*places, media_type=media_type)
    scan(content, media_type, [OTHER] * 10, MODULE)
    assert unread(content, [OTHER] * 11, media_type) == f"Codes with {OTHER} that can be read: 10 of 11."


@every_format
@pytest.mark.parametrize(
    "over",
    [
        "#place(dx: 22mm, dy: 22mm, rect(width: 12mm, height: 12mm, fill: white))",
        "#place(dx: 10mm, dy: 10mm, rect(width: 40mm, height: 40mm, fill: rgb(0, 0, 0, 252)))",
    ],
    ids=["covered", "darkened"],
)
def test_one_copy_that_is_covered_is_found(media_type: str, over: str) -> None:
    content = sheet((OTHER, 20, 20), (OTHER, 120, 20), over=over, media_type=media_type)
    assert unread(content, [OTHER] * 2, media_type).endswith("1 of 2.")


def test_light_on_dark_is_found() -> None:
    assert unread(qr_png(facts(OTHER)), [OTHER, OTHER], PNG).endswith("1 of 2.")
    inverted = (
        qr_svg(facts(OTHER)).replace(b"#fff", b"#123").replace(b"#000", b"#fff").replace(b"#123", b"#000")
    )
    assert unread(inverted, [OTHER], SVG).endswith("0 of 1.")


def test_copies_on_all_pages_count() -> None:
    content = sheet((OTHER, 20, 20), pages=3)
    scan(content, PDF, [OTHER] * 3, MODULE)
    assert unread(content, [OTHER] * 4).endswith("3 of 4.")


def test_codes_that_stand_on_their_heads_are_read() -> None:
    files = {"code.svg": qr_svg(facts(OTHER))}
    turns = (0, 7, 90, 180, 270)
    source = "".join(
        f'#place(dx: {10 + at * 40}mm, dy: 40mm, rotate({turn}deg, image("code.svg", width: {SIDE}mm)))\n'
        for at, turn in enumerate(turns)
    )
    made: Any = typst.compile(
        {"main.typ": b"#set page(margin: 0mm)\n" + source.encode(), **files},
        format="pdf", ignore_system_fonts=True,
    )  # fmt: skip
    scan(made, PDF, [OTHER] * len(turns), MODULE)


def test_finished_files_are_read() -> None:
    scan(for_office(sheet((OTHER, 20, 20))), PDF, [OTHER], MODULE)
    source = (
        '#set page(width: 60mm, height: 60mm, bleed: 10mm, margin: 10mm)\n#image("code.svg", width: 20mm)'
    )
    made: Any = typst.compile(
        {"main.typ": source.encode(), "code.svg": qr_svg(facts(OTHER))},
        format="pdf", ignore_system_fonts=True,
    )  # fmt: skip
    scan(for_press(made, condition=CONDITIONS[Family.ISO]), PDF, [OTHER], MODULE)


def test_without_codes_nothing_is_looked_at() -> None:
    scan(b"no PDF at all", PDF, [], MODULE)


def test_a_picture_states_its_size() -> None:
    bare = qr_png(facts(OTHER))
    at = bare.index(b"pHYs") - 4
    with pytest.raises(ValueError, match="density"):
        scan(bare[:at] + bare[at + 21 :], PNG, [OTHER], MODULE)


def test_other_formats_are_refused() -> None:
    with pytest.raises(KeyError):
        scan(b"", "image/webp", [OTHER], MODULE)


@pytest.fixture
def without(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Lets packages be missing."""
    real = importlib.util.find_spec

    def lacks(*modules: str) -> None:
        monkeypatch.setattr(
            importlib.util,
            "find_spec",
            lambda name: None if name in modules else real(name),
        )

    return lacks


@pytest.mark.parametrize(
    ("media_type", "module"),
    [(PDF, "pypdfium2"), (PDF, "zxingcpp"), (PNG, "zxingcpp"), (SVG, "typst"), (SVG, "pypdfium2")],
)
def test_without_what_looks_nothing_is_looked_at(without: Any, media_type: str, module: str) -> None:
    without(module)
    scan(b"no file at all", media_type, [URL], MODULE)


def test_missing_packages_are_listed_once(without: Any) -> None:
    assert missing_extras() == ()
    assert list(notices()) == []
    without("pypdfium2", "zxingcpp")
    assert missing_extras() == ("pypdfium2", "zxing-cpp")
    (finding,) = notices()
    assert ENGLISH.what(finding) == (
        "Print kits are made without pypdfium2, zxing-cpp: "
        "codes are not decoded, and there are no pictures and no PNG of the pieces."
    )
    assert "pip install -r requirements.txt" in ENGLISH.mend(finding)
    without("typst")
    (finding,) = notices()
    assert "only codes, plain badges and the texts of letters are made" in ENGLISH.what(finding)


def test_what_was_found_can_be_sent_to_another_process() -> None:
    with pytest.raises(UnfitError) as raised:
        scan(qr_png(facts(OTHER)), PNG, [URL], MODULE)
    again = pickle.loads(pickle.dumps(raised.value))  # noqa: S301 -- our own
    assert again.finding == raised.value.finding


def test_no_password_is_in_the_log_of_a_build() -> None:
    wifi = wifi_code("Guests", "correct horse")
    blank = Image.new("L", (300, 300), 255)
    file = io.BytesIO()
    blank.save(file, "PNG", dpi=(300, 300))
    with pytest.raises(UnfitError) as raised:
        scan(file.getvalue(), "image/png", [wifi.text], 0.4)
    assert "correct horse" not in str(raised.value.finding)
    assert "Guests" in str(raised.value.finding)
