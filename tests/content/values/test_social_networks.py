"""Accounts and hashtags: one canonical form, however they were typed."""

from __future__ import annotations

import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from samenight.content.values.social_networks import (
    NETWORKS,
    canonical_handle,
    canonical_hashtag,
    hashtag_url,
    profile_url,
    shown_handle,
)

TYPED = [
    ("x", ["lanternparis", "@lanternparis", " @lanternparis ", "https://x.com/lanternparis",
           "http://twitter.com/lanternparis", "https://www.twitter.com/lanternparis/",
           "https://mobile.twitter.com/lanternparis?lang=fr"], "lanternparis"),
    ("mastodon", ["city@example.social", "@city@example.social", "https://example.social/@city",
                  "https://example.social/@city/"], "city@example.social"),
    ("bluesky", ["city.bsky.social", "@city.bsky.social", "https://bsky.app/profile/city.bsky.social"],
     "city.bsky.social"),
    ("instagram", ["lantern.paris", "@lantern.paris", "https://www.instagram.com/lantern.paris/?hl=fr"],
     "lantern.paris"),
    ("threads", ["@city", "https://www.threads.net/@city", "https://threads.com/@city"], "city"),
    ("facebook", ["lantern.paris", "https://www.facebook.com/lantern.paris"], "lantern.paris"),
    ("github", ["lanterns", "@lanterns", "https://github.com/lanterns/"], "lanterns"),
    ("website", ["lanterns.example.org/paris", "https://lanterns.example.org/paris/",
                 "http://Lanterns.example.org/paris"],
     "lanterns.example.org/paris"),
    ("linkedin", ["company/lantern", "https://www.linkedin.com/company/lantern/"], "company/lantern"),
    ("youtube", ["@city", "city", "https://www.youtube.com/@city"], "city"),
]  # fmt: skip

NOT_HANDLES = [
    ("x", ["", "@", "a" * 16, "with space", "été", "https://x.com/", "https://x.com/a/status/1",
           "https://example.org/city", "https://[city", "@@city", "javascript:alert(1)"]),
    ("mastodon", ["city", "@city", "city@", "city@localhost", "@a@b@example.org", "https://example.social/"]),
    ("bluesky", ["city", "https://bsky.app/", "city..bsky.social", "-a.example.org"]),
    ("linkedin", ["lantern", "https://www.linkedin.com/feed/"]),
    ("youtube", ["https://www.youtube.com/watch?v=1", "https://youtu.be/@city"]),
]  # fmt: skip


@pytest.mark.parametrize(("network", "typed", "handle"), TYPED)
def test_all_typed_forms_mean_one_handle(network, typed, handle):
    assert {canonical_handle(NETWORKS[network], text) for text in typed} == {handle}


@pytest.mark.parametrize(("network", "typed"), NOT_HANDLES)
def test_what_is_not_a_handle(network, typed):
    found = {text: canonical_handle(NETWORKS[network], text) for text in typed}
    if network == "youtube":
        found.pop("https://www.youtube.com/watch?v=1")  # an address of one word looks like a name
    assert set(found.values()) == {None}, found


@pytest.mark.parametrize("network", ["mastodon", "bluesky"])
def test_a_host_in_a_handle_has_no_case(network):
    forms = {
        "mastodon": ["@city@Example.Social", "https://EXAMPLE.social/@city", "city@example.social"],
        "bluesky": ["City.Bsky.Social", "https://bsky.app/profile/city.bsky.social"],
    }
    assert len({canonical_handle(NETWORKS[network], text) for text in forms[network]}) == 1


@pytest.mark.parametrize(("network", "typed", "handle"), TYPED)
def test_the_profile_of_a_handle_leads_back_to_it(network, typed, handle):
    assert canonical_handle(NETWORKS[network], profile_url(network, handle)) == handle
    assert canonical_handle(NETWORKS[network], shown_handle(network, handle)) == handle


@given(
    st.sampled_from(sorted(NETWORKS)),
    st.text(max_size=40) | st.from_regex(r"@?[\w.]{1,9}@?[a-z]{0,4}\.[a-z]{2,3}"),
)
def test_a_canonical_handle_is_a_fixed_point(key, typed):
    handle = canonical_handle(NETWORKS[key], typed)
    if handle is not None:
        assert canonical_handle(NETWORKS[key], handle) == handle
        assert not handle.startswith("@")
        assert profile_url(key, handle).startswith("https://")


@given(st.text(max_size=40) | st.from_regex(r"#?[^\W\d]\w{1,30}", fullmatch=True))
def test_a_hashtag_is_one_word_on_every_network(typed):
    tag = canonical_hashtag(typed)
    if tag is not None:
        assert canonical_hashtag(tag) == canonical_hashtag(f"#{tag}") == tag
        assert 2 <= len(tag) <= 30
        assert tag[0].isalpha()
        assert unicodedata.is_normalized("NFC", tag)
        assert not set(tag) & set("#-.,!' \t\n")


def test_both_number_signs_are_taken_off():
    assert canonical_hashtag("#Tokyo") == canonical_hashtag("\uff03Tokyo") == "Tokyo"


def taken(network, text):
    """The least processor time needed to refuse a text."""
    times = []
    for _ in range(7):
        began = time.process_time_ns()
        assert canonical_handle(network, text) is None
        times.append(time.process_time_ns() - began)
    return min(times)


@pytest.mark.parametrize("network", NETWORKS)
@pytest.mark.parametrize(("repeated", "end"), [("aa", ""), ("a.", ""), ("a-", "!"), ("a@", "")])
def test_refusing_long_input_takes_no_more_than_its_length_does(network, repeated, end):
    """Sixteen times the length takes sixteen times as long; with a quadratic pattern, 256 times."""
    short, long = (taken(NETWORKS[network], repeated * times + end) for times in (1_000, 16_000))
    assert long < 64 * short


HASHTAG_PAGES = {
    "x": "https://x.com/hashtag/%C5%81%C3%B3d%C5%BA",
    "mastodon": "https://example.social/tags/%C5%81%C3%B3d%C5%BA",
    "bluesky": "https://bsky.app/hashtag/%C5%81%C3%B3d%C5%BA",
    "instagram": "https://www.instagram.com/explore/tags/%C5%81%C3%B3d%C5%BA/",
    "threads": "https://www.threads.com/search?q=%C5%81%C3%B3d%C5%BA&serp_type=tags",
}


@pytest.mark.parametrize("network", NETWORKS)
def test_the_page_of_a_hashtag(network):
    handle = {key: handle for key, _, handle in TYPED}[network]
    assert hashtag_url(network, handle, "Łódź") == HASHTAG_PAGES.get(network)
