"""Contents of codes: valid addresses, and a Wi-Fi that any phone can join."""

from __future__ import annotations

import re
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st
from samenight.print_kit.codes.contents import (
    LEVELS,
    address_of,
    calendar_code,
    hashtag_code,
    hashtag_search,
    page_code,
    wifi_code,
)

ACCOUNTS = {
    "youtube": "city",
    "threads": "city",
    "mastodon": "city@example.social",
    "x": "city",
    "bluesky": "city.example.org",
    "instagram": "city",
}


def fields_of(text: str) -> dict[str, str]:
    """The fields of a Wi-Fi code, parsed as a phone does."""
    body = re.fullmatch(r"WIFI:((?:[TSP]:(?:\\.|[^\\;])*;)+);", text, re.DOTALL)
    assert body is not None, text
    pairs = re.findall(r"([TSP]):((?:\\.|[^\\;])*);", body[1], re.DOTALL)
    return {name: re.sub(r"\\(.)", r"\1", value, flags=re.DOTALL) for name, value in pairs}


@given(st.text(min_size=1, max_size=32), st.text(min_size=1, max_size=63))
def test_a_phone_reads_the_wifi_that_was_meant(network: str, password: str) -> None:
    fields = fields_of(wifi_code(network, password).text)
    assert fields == {"T": "WPA", "S": network, "P": password}


@pytest.mark.parametrize("password", [None, ""])
def test_a_wifi_without_password_is_open(password: str | None) -> None:
    assert wifi_code("Café; upstairs", password).text == r"WIFI:T:nopass;S:Café\; upstairs;;"


@pytest.mark.parametrize(
    ("network", "password", "text"),
    [
        ("mynetwork", "mypass", "WIFI:T:WPA;S:mynetwork;P:mypass;;"),
        (r'"foo;bar\baz"', "a,b:c", r"WIFI:T:WPA;S:\"foo\;bar\\baz\";P:a\,b\:c;;"),
        ("CAFE", "0123456789", "WIFI:T:WPA;S:CAFE;P:0123456789;;"),
        (" Świetlica 東京 ", "hasło z odstępem", "WIFI:T:WPA;S: Świetlica 東京 ;P:hasło z odstępem;;"),
    ],
)
def test_wifi_codes_as_they_are_written(network: str, password: str, text: str) -> None:
    code = wifi_code(network, password)
    assert (code.text, code.below) == (text, network)


def test_a_hashtag_is_looked_up_on_the_first_network_of_the_city() -> None:
    left, found = dict(ACCOUNTS), []
    while left.keys() != {"youtube"}:
        found.append(hashtag_search("LanternParis", left))
        for key in ("x", "mastodon", "bluesky", "instagram", "threads"):
            if key in left:
                del left[key]
                break
    assert found == [
        "https://x.com/hashtag/LanternParis",
        "https://example.social/tags/LanternParis",
        "https://bsky.app/hashtag/LanternParis",
        "https://www.instagram.com/explore/tags/LanternParis/",
        "https://www.threads.com/search?q=LanternParis&serp_type=tags",
    ]


@pytest.mark.parametrize(
    "accounts", [{}, {"youtube": "city", "facebook": "city", "linkedin": "company/city"}]
)
def test_a_city_on_no_such_network_gets_a_page_that_everybody_may_read(accounts: dict[str, str]) -> None:
    assert hashtag_search("LanternParis", accounts) == "https://mastodon.social/tags/LanternParis"


@pytest.mark.parametrize("tag", ["Łódź", "東京ナイト", "الرياض", "नई_दिल्ली"])
def test_a_hashtag_in_any_script_is_an_address_that_every_phone_opens(tag: str) -> None:
    code = hashtag_code(tag, ACCOUNTS)
    assert code.text.isascii()
    assert unquote(code.text) == f"https://x.com/hashtag/{tag}"
    assert code.below == f"#{tag}"


@pytest.mark.parametrize("site_url", ["https://example.org/below", "https://example.org/below/"])
def test_the_calendar_is_subscribed_to(site_url: str) -> None:
    code = calendar_code(site_url, "lodz/calendar.ics")
    assert code.text == "webcal://example.org/below/lodz/calendar.ics"
    assert code.below == "example.org/below/lodz/calendar.ics"


def test_an_address_is_printed_as_people_type_it() -> None:
    assert address_of("https://example.org/lodz/") == "example.org/lodz"
    code = page_code("https://example.org/lodz/")
    assert (code.text, code.below) == ("https://example.org/lodz/", "example.org/lodz")


def test_what_hangs_somewhere_may_lose_more_than_what_is_carried() -> None:
    assert {LEVELS[use] for use in ("badge", "name badge", "ticket")} == {"M"}
    assert {LEVELS[use] for use in ("file", "flyer", "poster", "screen", "sticker", "table tent")} == {"Q"}
