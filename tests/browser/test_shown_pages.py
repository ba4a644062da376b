"""The shipped pages as people see them: on small and large screens, in light and dark."""

from __future__ import annotations

from pathlib import Path

import pytest
from samenight.site import urls

pytestmark = pytest.mark.browser

MISSING = "no-such-city/"
CITIES = ("kuala-lumpur/2011-local/", "santa-barbara/", "ulaanbaatar/")
PAGES = (
    "",
    *CITIES,
    "results/",
    "results/2009-global/",
    "calendar/",
    "accounts/",
    "kuala-lumpur/print/",
    "print/",
    "kuala-lumpur/tonight/",
    "editions/2009-global/",
    "countries/us/",
    "charities/charity-water/",
    "about/",
    "status/",
    MISSING,
)
CONTRAST = Path(__file__).with_name("contrast.js").read_text("utf-8")
# What makes the page wider than the screen. A table may be wider within its own scrolling frame, but
# what is placed absolutely leaves that frame.
STICKS_OUT = """(width) => {
  const wide = document.documentElement.scrollWidth;
  const framed = (it) => it.closest('.scroll *') && getComputedStyle(it).position !== 'absolute';
  return wide <= width ? [] : [...document.body.querySelectorAll('*')]
    .filter((it) => it.getBoundingClientRect().right > width && !framed(it))
    .map((it) => it.outerHTML.slice(0, 80)).concat(`${wide} px wide`);
}"""
FOCUSED = "document.activeElement.outerHTML.slice(0, 60)"

every_page = pytest.mark.parametrize("path", PAGES, ids=lambda path: path or "home")
every_city = pytest.mark.parametrize("path", CITIES)
both_schemes = pytest.mark.parametrize("scheme", ["light", "dark"])


@every_page
@both_schemes
@pytest.mark.parametrize("width", [320, 390, 1280])
def test_a_page_fits_and_nothing_goes_wrong(visit, address, path, scheme, width):
    seen = visit(path, width, scheme)
    assert seen.status == (404 if path == MISSING else 200)
    assert seen.troubles == []
    assert [request.url for request in seen.requests if not request.url.startswith(address)] == []
    assert seen.page.locator("h1").count() == 1
    assert seen.page.locator("h1").is_visible()
    assert seen.page.evaluate(STICKS_OUT, width) == []


@every_page
@both_schemes
@pytest.mark.parametrize("width", [390, 1280])
def test_text_stands_out_from_its_ground(visit, path, scheme, width):
    assert visit(path, width, scheme).page.evaluate(CONTRAST) == []


@every_page
def test_without_javascript_a_page_says_the_same(visit, path):
    texts = [
        visit(path, java_script_enabled=enabled).page.locator("main").inner_text()
        for enabled in (True, False)
    ]
    assert texts[0] == texts[1]
    assert texts[0].strip()


@every_city
def test_a_city_page_is_light(visit, path):
    sizes = {
        request.url: request.sizes()["responseBodySize"]
        for request in visit(path).requests
        if "/print/" not in request.url  # the pictures of code and badge come when they are scrolled to
    }
    assert urls.STYLESHEET in " ".join(sizes)
    assert sum(sizes.values()) < 50_000, sizes


def test_the_style_sheet_is_light(built):
    assert (built / urls.STYLESHEET).stat().st_size < 15_000


@every_page
def test_the_first_tab_leads_past_the_menu(visit, path):
    page = visit(path).page
    page.keyboard.press("Tab")
    focused = page.locator(":focus")
    assert focused.get_attribute("href") == "#main", page.evaluate(FOCUSED)
    box = focused.bounding_box()
    assert box
    assert box["x"] >= 0
    assert box["y"] >= 0
    page.keyboard.press("Enter")
    assert page.url.endswith("#main")
    page.keyboard.press("Tab")
    assert page.locator(".top :focus").count() == 0, page.evaluate(FOCUSED)


@every_page
def test_what_has_the_focus_can_be_seen(visit, path):
    page = visit(path, 1280).page
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    assert outline != "none", page.evaluate(FOCUSED)
