"""Pages from templates, and facts in the page's language."""
# ruff: noqa: DTZ001 -- wall-clock times have no zone

from __future__ import annotations

import datetime as dt
import io
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import pytest
from babel.messages.pofile import read_po
from jinja2 import UndefinedError
from samenight.content.problems.wording import Words
from samenight.site import page_templates
from samenight.site.artifact import Fonts, Site, Sources
from samenight.site.page_templates import PageFrame, View, environment, frame_of, render

from tests.sites import REPOSITORY

PO = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n' \
     'Plural-Forms: nplurals=2; plural=n > 1;\\n"\n' \
     'msgid "Tickets"\nmsgstr "Billets"\nmsgid "%(num)s city"\nmsgid_plural "%(num)s cities"\n' \
     'msgstr[0] "%(num)s ville"\nmsgstr[1] "%(num)s villes"\n'  # fmt: skip
WORDS = Words((("fr", PO),))


@dataclass(frozen=True)
class Content:
    """What the pages of these tests show."""

    value: object = None
    more: object = None


def frame(**more):
    made: dict[str, Any] = {
        "site_url": "https://example.org/a",
        "name": "F",
        "tagline": None,
        "hashtags": (),
        "accounts": {},
        "contact": None,
        "menu": (),
        "language": "en",
    }
    return PageFrame(**{**made, **more})


def shown(template, value=None, language="en", here="paris/2011/", more=None):
    sources = Sources((("t.html", template),))
    return render(View("t.html", here, language, Content(value, more), frame(), sources, WORDS)).decode()


def test_text_is_escaped_and_what_is_missing_is_an_error():
    assert shown("{{ value }}", "<b>&") == "&lt;b&gt;&amp;"
    with pytest.raises(UndefinedError):
        shown("{{ valeu }}")


def test_a_page_follows_its_language():
    assert shown("{% trans %}Tickets{% endtrans %}", language="fr") == "Billets"
    assert shown("{% trans %}Tickets{% endtrans %}", language="fr-CA") == "Billets"
    assert shown("{% trans %}Tickets{% endtrans %}", language="de") == "Tickets"
    many = "{% trans num=value %}{{ num }} city{% pluralize %}{{ num }} cities{% endtrans %}"
    assert [shown(many, n, "fr") for n in (0, 1, 2)] == ["0 ville", "1 ville", "2 villes"]
    assert [shown(many, n) for n in (0, 1, 2)] == ["0 cities", "1 city", "2 cities"]


def test_one_language_after_the_other_in_one_environment():
    sources = Sources((("t.html", "{{ _('Tickets') }}"),))
    views = (View("t.html", "", lang, Content(), frame(), sources, WORDS) for lang in ("fr", "en", "fr"))
    assert [render(view) for view in views] == [b"Billets", b"Tickets", b"Billets"]
    assert environment(sources, WORDS) is environment(Sources(sources.texts), Words(WORDS.texts))


def test_links_are_relative_to_the_page():
    assert shown("{{ links.CALENDAR | link }}") == "../../calendar.ics"
    assert shown("{{ '' | link }}", here="") == "./"
    assert shown("{{ links.CALENDAR | absolute }}") == "https://example.org/a/calendar.ics"
    assert shown("{{ links.CALENDAR | webcal }}") == "webcal://example.org/a/calendar.ics"


def test_the_page_for_what_is_not_found_is_shown_at_any_address():
    assert shown("{{ 'theme/css/site.css' | link }}", here="404.html") == "/a/theme/css/site.css"


DAY = dt.date(2011, 3, 24)


@pytest.mark.parametrize(
    ("template", "value", "language", "text"),
    [
        ("{{ value | day }}", DAY, "en", "Thursday, 24 March 2011"),
        ("{{ value | day('long') }}", DAY, "fr", "24 mars 2011"),
        ("{{ value | clock }}", dt.time(19, 30), "fr", "19:30"),
        ("{{ value | clock }}", dt.time(19, 30), "en", "7:30\u00a0pm"),
        ("{{ value | deadline }}", DAY, "en", "24 March 2011"),
        ("{{ value | deadline }}", dt.datetime(2011, 3, 24, 23, 59), "de", "24. März 2011, 23:59"),
        ("{{ value | money('EUR') }}", Decimal("2351.34"), "en", "€2,351.34"),
        ("{{ value | money('EUR') }}", Decimal("2000"), "en", "€2,000"),
        ("{{ value | money('EUR') }}", Decimal("2000.00"), "en", "€2,000"),
        ("{{ value | money('EUR') }}", Decimal("2351.5"), "de", "2.351,50\u00a0€"),
        ("{{ value | money('JPY') }}", Decimal("2000"), "en", "JP¥2,000"),
        ("{{ value | money('BHD') }}", Decimal("1.125"), "en", "BHD\u00a01.125"),
        ("{{ value | money('EUR') }}", Decimal("0"), "en", "€0"),
        ("{{ value | money('USD') }}", Decimal("5.00"), "en", "US$5"),
        ("{{ value | number }}", 12345, "fr", "12\u202f345"),
        ("{{ value | country_name }}", "FR", "de", "Frankreich"),
        ("{{ value | country_name }}", "QQ", "de", "QQ"),
        ("{{ value | currency_name }}", "EUR", "en", "Euro"),
        ("{{ value | direction }}", "ar", "en", "rtl"),
        ("{{ value | direction }}", "fr", "en", "ltr"),
        ("{{ value | direction }}", "no such language", "en", "ltr"),
        ("{{ value | host }}", "https://www.example.org/a", "en", "example.org"),
        ("{{ value | words }}", "at_least", "en", "at least"),
        ("{{ value | breakable }}", "LanternParis<", "en", "Lantern<wbr>Paris&lt;"),
        ("{{ value | prose }}", "*a* <script>x</script>", "en", "<p><em>a</em> </p>"),
        ("{{ profile_url('x', value) }}", "city", "en", "https://x.com/city"),
        ("{{ shown_handle('x', value) }}", "city", "en", "@city"),
        ("{{ network_name(value) }}", "mastodon", "en", "Mastodon"),
    ],
)  # fmt: skip
def test_facts_in_words(template, value, language, text):
    assert shown(template, value, language) == text


def test_an_unusual_language_falls_back_to_english():
    assert shown("{{ value | day('long') }}", DAY, "xx-nonsense") == "24 March 2011"


def test_the_frame_lists_pages_that_want_to_be_listed(library):
    page = '---\ntitle: "{}"\n{}\n---\n'
    files = {"pages/b.md": page.format("B", 'menu: "no"'), "pages/c.md": page.format("C", 'status: "draft"'),
             "pages/d.md": page.format("D", 'status: "hidden"')}  # fmt: skip
    site = Site(
        "https://example.org", dt.datetime.now(dt.UTC), Sources(()), Sources(()), Fonts(REPOSITORY, b"")
    )
    made = frame_of(library(files), site)
    assert made.menu == (("about/", "About"),)
    assert (made.name, made.language, made.site_url) == ("Lantern Night", "en", "https://example.org")


def test_a_page_is_an_artifact_at_its_file():
    site = Site("https://example.org", dt.datetime.now(dt.UTC), Sources((("t.html", "{{ value }}"),)),
        Sources(()),
                Fonts(REPOSITORY, b""))  # fmt: skip
    made = page_templates.page(site, frame(), "paris/", "t.html", Content("v"))
    assert (made.path, made.media_type, made.make(made.facts)) == (
        "paris/index.html",
        "text/html; charset=utf-8",
        b"v",
    )
    assert made.facts.language == "en"


# The theme that is shipped.

TEMPLATES = sorted((REPOSITORY / "theme/templates").rglob("*.html"))
CATALOGS = sorted((REPOSITORY / "theme/translations").glob("*.po"))


def test_every_template_can_be_compiled():
    texts = {
        path.relative_to(REPOSITORY / "theme/templates").as_posix(): path.read_text("utf-8")
        for path in TEMPLATES
    }
    env = environment(Sources(tuple(texts.items())), Words())
    for name in texts:
        env.get_template(name)
    assert texts


@pytest.mark.parametrize("catalog", CATALOGS, ids=lambda path: path.stem)
def test_every_translation_keeps_the_places_of_its_values(catalog):
    messages = read_po(io.BytesIO(catalog.read_bytes()))
    for message in messages:
        if message.id and message.string and not message.fuzzy:
            ids = message.id if isinstance(message.id, tuple) else (message.id,)
            strings = message.string if isinstance(message.string, tuple) else (message.string,)
            wanted = {word for text in ids for word in text.split("%(")[1:]}
            for text in filter(None, strings):
                assert {w.split(")")[0] for w in text.split("%(")[1:]} <= {w.split(")")[0] for w in wanted}, (
                    message.id
                )
