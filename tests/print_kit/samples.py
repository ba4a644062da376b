"""A badge to vary, and a way to look into drawings."""

from __future__ import annotations

from xml.etree import ElementTree

from samenight.print_kit.badge_facts import BadgeFacts

SVG = "{http://www.w3.org/2000/svg}"

PLAIN = BadgeFacts(
    festival="Lantern Night",
    edition="Spring 2011",
    night="24 March 2011",
    city="Newcastle upon Tyne",
    hashtags=("LanternNewcastle",),
    accounts=(("", "@lanternsncl"), ("Mastodon", "@lanterns@example.social")),
    url="https://example.org/newcastle-upon-tyne/",
    language="en",
    press=None,
)


def parsed(svg: bytes) -> ElementTree.Element:
    """The root of a drawing of ours. Raises :class:`ElementTree.ParseError` if it is not well-formed."""
    return ElementTree.fromstring(svg)  # noqa: S314 -- made by ourselves
