"""``/.well-known/security.txt`` (RFC 9116), from two fields of the festival."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from samenight.content.library.next_moment import next_moment
from samenight.content.library.resolved_event import Moment
from samenight.content.model.festival import Festival
from samenight.feeds.artifacts import artifacts

from tests import sites
from tests.pages import pages

PATH = ".well-known/security.txt"
# The day before its last, its last minute, and the first after it, in UTC.
BEFORE, LAST, AFTER = "2011-06-29T12:00", "2011-06-30T23:59", "2011-07-01T00:00"


def festival(**fields):
    return pages.of(festival={"security_contact": "safe@lanterns.example", **fields})


def published(library, now=BEFORE, url=pages.URL):
    return pages.published(artifacts, library, pages.a_site(now, url))


def content(library, **how):
    artifact = published(library, **how)[PATH]
    assert artifact.media_type == "text/plain; charset=utf-8"
    return artifact.make(artifact.facts).decode()


def fields_of(text):
    """Each field with its values (RFC 9116, 4: fields are lines that end with a line feed)."""
    assert text.endswith("\n")
    lines = [re.fullmatch(r"([A-Za-z-]+): (\S.*)", line) for line in text.splitlines()]
    assert all(lines)
    return [(line[1], line[2]) for line in lines]


def test_it_has_all_fields_of_the_standard_once():
    library = festival(security_expires="2011-06-30", languages=["fr", "en"])
    assert fields_of(content(library)) == [
        ("Contact", "mailto:safe@lanterns.example"),
        ("Expires", "2011-07-01T00:00:00Z"),
        ("Preferred-Languages", "fr, en"),
        ("Canonical", f"{pages.URL}/{PATH}"),
    ]


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("mailto:safe@lanterns.example", "mailto:safe@lanterns.example"),
        ("https://lanterns.example/safe", "https://lanterns.example/safe"),
        ("tel:+44-20-7946-0000", "tel:+44-20-7946-0000"),
    ],
)
def test_a_contact_is_an_address(typed, shown):
    library = festival(security_contact=typed, security_expires="2011-06-30")
    assert dict(fields_of(content(library)))["Contact"] == shown


@pytest.mark.parametrize(
    "typed",
    ["http://lanterns.example/", "safe", "tel:0207946", "mailto:", "@lanterns", "https://a:b@lanterns.example/",
     "safe@lanterns.example\nExpires: 2099-01-01T00:00:00Z", "https://lanterns.example/\nPolicy: x"],
)  # fmt: skip
def test_what_is_no_address_is_refused(typed):
    with pytest.raises(ValueError, match="security_contact"):
        Festival.model_validate({**pages.FESTIVAL, "security_contact": typed})


def test_an_address_without_encryption_is_not_canonical():
    text = content(festival(security_expires="2011-06-30"), url="http://localhost:8000")
    assert "Canonical" not in text


def test_nothing_is_published_without_both_fields():
    assert PATH not in published(pages.of())
    assert PATH not in published(festival())
    assert PATH not in published(pages.of(festival={"security_expires": "2011-06-30"}))


def test_it_is_published_through_its_last_day_and_not_after():
    library = festival(security_expires="2011-06-30")
    assert PATH in published(library, now=LAST)
    assert PATH not in published(library, now=AFTER)


def test_the_site_changes_at_the_end_of_its_last_day():
    library = festival(security_expires="2011-06-30")
    assert next_moment(seen(library, LAST)) == dt.datetime(2011, 7, 1, tzinfo=dt.UTC)
    assert next_moment(seen(library, AFTER)) != dt.datetime(2011, 7, 1, tzinfo=dt.UTC)


def seen(library, now):
    return library.at(Moment(dt.datetime.fromisoformat(now).replace(tzinfo=dt.UTC)))


def test_a_real_build_publishes_it_and_hosts_are_told_its_type(tmp_path):
    festival = sites.GOOD["festival.md"].replace(
        "sources:",
        'security_contact: "safe@lanterns.example"\n        security_expires: "2011-12-31"\n        sources:',
    )
    site = sites.make_site(tmp_path / "site", {"festival.md": festival})
    done = sites.build(site)
    assert (done.returncode, "warning" in done.stderr) == (0, False), done.stderr
    text = (site / "output" / PATH).read_text("utf-8")
    assert text.startswith("Contact: mailto:safe@lanterns.example\nExpires: 2012-01-01T00:00:00Z\n")
    assert f"/{PATH}\n  Content-Type: text/plain; charset=utf-8\n" in (site / "output/_headers").read_text(
        "utf-8"
    )
    later = sites.build(site, {"SAMENIGHT_NOW": "2012-01-01T00:00"})
    assert later.returncode == 0
    assert "warning security.expired" in later.stderr
    assert not (site / "output" / PATH).exists()
