"""Every code on paper and on screens can be read and leads to its city."""

from __future__ import annotations

import pytest
from samenight.print_kit.codes.contents import calendar_code, hashtag_code, page_code, wifi_code
from samenight.print_kit.codes.qr import QrFacts, qr_pdf, qr_png
from samenight.site import urls

from tests.browser.codes import read_in_pdf, read_in_picture
from tests.browser.printed_codes import SPOILED, files_with_codes, unread_of
from tests.sites import REPOSITORY

pytestmark = pytest.mark.browser

SITE_URL = "https://samenight.example"
ALL = sorted(folder.name for folder in (REPOSITORY / "content" / "cities").iterdir())
SAMPLE = [*ALL[:: len(ALL) // 9][:9], "kuala-lumpur"]

PROJECTORS = ({"width": 1024, "height": 768}, {"width": 1280, "height": 720}, {"width": 1920, "height": 1080})

every_city = pytest.mark.parametrize("city", SAMPLE)


def leads_to(city: str) -> list[str]:
    return [urls.absolute(SITE_URL, urls.city(city))]


@every_city
def test_code_for_word_processors(built, city):
    assert read_in_picture(built / urls.city_print_file(city, "qr-page.png")) == leads_to(city)


@pytest.fixture(scope="module")
def kits(built):
    return [built / "print", *sorted(built.glob("*/print"))]


@pytest.fixture(scope="module")
def unread(kits):
    return unread_of(kits)


def test_every_city_has_codes_to_be_read(kits):
    assert [kit.parent.name for kit in kits[1:]] == ALL
    for kit in kits:
        found = dict(files_with_codes(kit))
        assert {kit / "qr-page.pdf", kit / "badge-dark.pdf"} < found.keys()
        assert found.keys() <= set(kit.glob("*.pdf"))


@pytest.mark.parametrize("spoiled", ["", *SPOILED], ids=lambda name: name or "as it is")
def test_every_code_of_every_sheet_is_read(unread, spoiled):
    assert [one for one in unread if one.spoiled == spoiled] == []


CODES = [
    page_code("https://samenight.example/newcastle-upon-tyne/"),
    calendar_code(SITE_URL, "kuala-lumpur/calendar.ics"),
    hashtag_code("ŁódźNocą", {"mastodon": "lodz@example.social"}),
    wifi_code('Café "東京"; upstairs', r"a\b:c,d;ęł 12345678901234567890"),
    wifi_code("CAFE", None),
]


@pytest.mark.parametrize("level", "LMQH")
@pytest.mark.parametrize("code", CODES, ids=["page", "calendar", "hashtag", "Wi-Fi", "open Wi-Fi"])
def test_code_from_the_print_shop(tmp_path, code, level):
    facts = QrFacts(code.text, code.below, level)
    (tmp_path / "qr.pdf").write_bytes(qr_pdf(facts))
    assert read_in_pdf(tmp_path / "qr.pdf") == [code.text]
    assert read_in_picture(qr_png(facts)) == [code.text]


@every_city
@pytest.mark.parametrize("name", ["badge-dark.svg", "qr-page.svg"])
def test_drawing_in_the_browser(visit, city, name):
    page = visit(urls.city_print_file(city, name), 600).page
    assert read_in_picture(page.screenshot()) == leads_to(city)


@every_city
@pytest.mark.parametrize("size", PROJECTORS, ids=["XGA", "HD", "Full HD"])
def test_screen_in_the_room_without_a_hand_on_it(visit, city, size):
    page = visit(urls.city_tonight(city)).page
    page.set_viewport_size(size)
    assert read_in_picture(page.screenshot()) == leads_to(city)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_page_of_the_print_team(visit, scheme):
    page = visit(urls.city_print("kuala-lumpur"), 1280, scheme).page
    read = []
    for picture in page.locator("main img").all():
        picture.scroll_into_view_if_needed()
        page.wait_for_function("it => it.complete && it.naturalWidth", arg=picture.element_handle())
        if picture.get_attribute("src").startswith("qr-"):  # others are too small to be read
            read += read_in_picture(picture.screenshot())
    assert read[0:1] == leads_to("kuala-lumpur")
    contents = [text.partition(": ")[2] for text in page.locator(".print-piece .held").all_inner_texts()]
    assert len(read) >= 3
    assert set(read) <= set(contents)
