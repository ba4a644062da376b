"""The theme in other languages: a catalogue in the theme, and cities with that language."""

from __future__ import annotations

import io
import re

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import write_po
from samenight.builder.site_settings import SettingError, site_of
from samenight.calendars.artifacts import artifacts as calendars
from samenight.content.model.file_facts import Event
from samenight.pages.artifacts import artifacts
from samenight.print_kit.artifacts import artifacts as print_kit
from samenight.print_kit.facts.template_data import data_of
from samenight.print_kit.kit_zip import readme
from samenight.print_kit.pieces.catalogue import PIECES
from samenight.print_kit.typesetting.sheet import Sheet
from samenight.results.artifacts import artifacts as results
from samenight.site.artifact import Digester

from tests import sites
from tests.pages import pages
from tests.pages.filled import filled
from tools.update_messages import words

HEAD = r"""msgid ""
msgstr ""
"Content-Type: text/plain; charset=utf-8\n"
"Plural-Forms: nplurals=2; plural=n > 1;\n"

"""
FRENCH = (
    HEAD
    + """
msgid "Where"
msgstr "Où"

msgid "The venue is not known yet."
msgstr "Le lieu n’est pas encore connu."

msgid "about"
msgstr "environ"

msgid "Find your city"
msgstr "Trouvez votre ville"

#, fuzzy
msgid "When"
msgstr "Pas sûr"

msgid "Goal"
msgstr ""

msgid "%(count)s city"
msgid_plural "%(count)s cities"
msgstr[0] "%(count)s ville"
msgstr[1] "%(count)s villes"

msgid "More for %(city)s"
msgstr "%(city)s : plus"
"""
)
LYON = {"slug": "lyon", "name": "Lyon", "country": "FR", "timezone": "Europe/Paris", "languages": ["fr"]}
QUEBEC = {
    "slug": "quebec",
    "name": "Québec",
    "country": "CA",
    "timezone": "America/Toronto",
    "languages": ["fr-CA"],
}
BERLIN = {
    "slug": "berlin",
    "name": "Berlin",
    "country": "DE",
    "timezone": "Europe/Berlin",
    "languages": ["de"],
}
GOAL = {"amount": "500", "currency": "EUR", "precision": "about"}


@pytest.fixture
def speaking(tmp_path):
    """A site whose theme has catalogues, by language."""

    def made(**catalogs):
        theme = tmp_path / "theme"
        if not theme.exists():
            sites.own_theme(tmp_path)
        for language, text in catalogs.items():
            (theme / "translations" / f"{language.replace('_', '-')}.po").write_text(text, "utf-8")
        return site_of({"THEME": str(theme), "SITEURL": pages.URL, "SAMENIGHT_NOW": pages.BEFORE}, {})

    return made


def library(**parts):
    cities = [BERLIN, LYON, pages.PARIS, QUEBEC]
    return pages.of(*({"city": city["slug"], "goal": GOAL} for city in cities), cities=cities, **parts)


def event(site, city):
    return pages.body(pages.page(artifacts, library(), f"{city}/2011-spring/", site))


def test_a_city_speaks_its_language_where_there_is_a_catalogue(speaking):
    site = speaking(fr=FRENCH)
    assert "Où Le lieu n’est pas encore connu." in event(site, "lyon")
    assert "Lyon : plus" in event(site, "lyon")
    assert "environ 500 €" in event(site, "lyon")


def test_other_cities_speak_english(speaking):
    site = speaking(fr=FRENCH)
    for city in ("paris", "berlin"):
        assert "The venue is not known yet." in event(site, city)
        assert "More for " in event(site, city)
    assert "about €500" in event(site, "paris")
    assert "24 March 2011" in event(site, "berlin")


def test_a_country_s_own_way_of_a_language_falls_back_to_the_language(speaking):
    assert "Où" in event(speaking(fr=FRENCH), "quebec")


def test_a_country_s_own_catalogue_comes_first(speaking):
    site = speaking(fr=FRENCH, fr_CA=HEAD + 'msgid "Where"\nmsgstr "À quelle place"\n')
    assert "À quelle place" in event(site, "quebec")
    assert "Où" in event(site, "lyon")


def test_what_is_not_translated_or_not_sure_stays_english(speaking):
    text = event(speaking(fr=FRENCH), "lyon")
    assert "When" in text
    assert "Pas sûr" not in text
    assert "Goal" in text


@pytest.mark.parametrize("head", ["", '"Language: fr\\n"\n'])
@pytest.mark.parametrize(("cities", "text"), [(0, "0 ville,"), (1, "1 ville,"), (2, "2 villes,")])
def test_plurals_follow_the_rule_of_the_catalogue(speaking, head, cities, text):
    """French says "0 ville", English "0 cities"."""
    french = FRENCH.replace('charset=utf-8\\n"\n', f'charset=utf-8\\n"\n{head}')
    few = pages.of(festival={"languages": ["fr"]}, cities=[LYON, QUEBEC][:cities])
    assert text in pages.body(pages.page(artifacts, few, "", speaking(fr=french)))


RULE = "nplurals=3; plural=(n==1 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2)"
POLISH = """
msgid "%(count)s city"
msgid_plural "%(count)s cities"
msgstr[0] "%(count)s miasto"
msgstr[1] "%(count)s miasta"
msgstr[2] "%(count)s miast"
"""


def test_a_language_with_many_plurals(speaking):
    site, counts = speaking(pl=HEAD.replace("nplurals=2; plural=n > 1", RULE) + POLISH), []
    for number in (1, 2, 5, 22):
        cities = [{**LYON, "slug": f"c{n}"} for n in range(number)]
        few = pages.of(festival={"languages": ["pl"]}, cities=cities)
        counts += re.findall(r"\d+ miast\w*", pages.body(pages.page(artifacts, few, "", site)))
    assert counts == ["1 miasto", "2 miasta", "5 miast", "22 miasta"]


def test_catalogues_are_part_of_what_a_page_is_made_of(speaking):
    made = [
        pages.published(artifacts, library(), site)["lyon/2011-spring/index.html"]
        for site in (speaking(fr=FRENCH), speaking(fr=FRENCH + 'msgid "Charity"\nmsgstr "Cause"\n'))
    ]
    assert len(set(map(Digester(b"").key, made))) == 2


def test_a_damaged_catalogue_stops_the_build_and_is_named(speaking):
    with pytest.raises(SettingError, match=r"translations/fr\.po\" cannot be read"):
        speaking(fr="this is no catalogue\n")


def test_pages_of_pelican_speak_too(site):
    theme = sites.own_theme(site)
    (theme / "translations").mkdir(exist_ok=True)
    (theme / "translations/fr.po").write_text(HEAD + 'msgid "Results"\nmsgstr "Résultats"\n', "utf-8")
    page = '---\ntitle: "À propos"\nlanguage: "fr"\n---\nTexte.\n'
    sites.write(site / "content", {"pages/a-propos.md": page})
    assert sites.build(site).returncode == 0
    french, english = (
        pages.read((site / f"output/{name}/index.html").read_text("utf-8")) for name in ("a-propos", "about")
    )
    assert "Résultats" in pages.texts(french, ".//nav//li")
    assert "Results" in pages.texts(english, ".//nav//li")
    assert (french.get("lang"), english.get("lang")) == ("fr", "en")


# A language is one file in the theme.


PRINTED = pages.of(
    {"city": "berlin", "start": "19:30", "tickets": [{"price": "0", "currency": "EUR"}], "goal": GOAL},
    cities=[{**BERLIN, "print": {"pieces": ["full"]}}],
)


# Codes, what is made from other files, and the list of a kit, none of whose titles changes below.
WORDLESS = re.compile(r"(^|/)print/(qr-.*|.*\.png|.*\.webp|index\.json)$")


def german(room, path, site):
    artifact = pages.published(room, PRINTED, site)[path]
    return artifact.make(artifact.facts).decode()


def test_a_catalogue_that_is_put_into_the_theme_is_spoken_by_pages_and_calendars(speaking):
    site = speaking(de=bracketed("de"))
    page = german(artifacts, "berlin/2011-spring/index.html", site)
    assert '<html lang="de"' in page
    assert "⟦Where⟧" in page
    event = german(calendars, "berlin/2011-spring/event.ics", site)
    assert "SUMMARY;LANGUAGE=de:" in event
    assert "⟦Tickets:⟧" in event
    assert "DESCRIPTION:⟦Tomorrow: " in event.replace("\r\n ", "")


def test_and_by_the_print_kit(speaking):
    pytest.importorskip("typst")
    made = pages.published(print_kit, PRINTED, speaking(de=bracketed("de")))
    text = readme(made["berlin/print/kit.zip"].facts)
    assert "⟦Leave the white border of a code empty, and keep it dark on light.⟧" in text
    page = made["berlin/print/index.html"].facts
    assert page.language == "de"
    assert {section.title[0] for section in page.content.sections} == {"⟦"}
    berlins = (one.facts for path, one in made.items() if path.startswith("berlin/"))
    sheets = [facts for facts in berlins if isinstance(facts, Sheet)]
    assert sheets
    for sheet in sheets:
        data = data_of(PIECES[sheet.piece], sheet.form, dict(sheet.groups), sheet.theme.words)
        assert data["language"] == "de"
        assert {word[0] for word in data["words"].values()} == {"⟦"}


def test_whatever_contains_words_is_made_again_when_they_change(speaking):
    before, after = speaking(de=HEAD), speaking(de=HEAD + 'msgid "Donate"\nmsgstr "Spenden"\n')
    digester = Digester(b"")
    for room in (artifacts, calendars, print_kit):
        old, new = (pages.published(room, PRINTED, site) for site in (before, after))
        same = [path for path in old if digester.digest(old[path].facts) == digester.digest(new[path].facts)]
        assert [path for path in same if not WORDLESS.search(path)] == []


# Every word of pages can be translated.


def bracketed(language="ja"):
    """A catalogue of all words of pages and artwork, each one translated by itself in brackets."""
    catalog = Catalog(locale=language, charset="utf-8")
    for message in words():
        one = message if isinstance(message, str) else message[0]
        forms = (f"⟦{one}⟧",) * catalog.num_plurals
        catalog.add(message, forms[0] if isinstance(message, str) else forms)
    text = io.BytesIO()
    write_po(text, catalog)
    return text.getvalue().decode()


def left(tree):
    """Words of a page in lower-case Latin letters that no catalogue has touched."""
    text = pages.body(tree)
    while re.search("⟦[^⟦⟧]*⟧", text):
        text = re.sub("⟦[^⟦⟧]*⟧", " ", text)
    return set(re.findall(r"(?<![\w./@#:])[a-z]{3,}(?![\w./@:])", text)) - {"marker"}


def test_no_word_of_an_events_page_is_left_in_english(speaking):
    header, _ = filled(Event, {"city": "lyon", "slug": "2011-spring", "charity": None, "languages": []})
    header["results"]["also_reported"] = []
    header["edition"] = "2011-spring"
    made = pages.of(header, cities=[{**LYON, "languages": ["ja"], "name": "リヨン"}])
    site = speaking(ja=bracketed())
    for status in ("planned", "cancelled", "postponed"):
        changed = pages.of({**header, "status": status}, cities=[{**LYON, "languages": ["ja"]}])
        assert left(pages.page(artifacts, changed, "lyon/2011-spring/", site)) == set(), status
    assert "⟦" in pages.body(pages.page(artifacts, made, "lyon/", site))


@pytest.mark.parametrize(
    ("room", "path"),
    [
        (artifacts, ""),
        (artifacts, "404.html"),
        (artifacts, "status/"),
        (artifacts, "countries/fr/"),
        (artifacts, "editions/2011-spring/"),
        (results, "results/"),
        (results, "results/2011-spring/"),
    ],
)
def test_no_word_of_other_pages_is_left_in_english(speaking, room, path):
    paid = {
        "status": "final",
        "as_of": "2011-04-01",
        "lines": [{"stream": "tickets", "gross": "9", "currency": "EUR", "precision": "at_least"}],
    }
    made = pages.of(
        {"results": paid, "city": "lyon"},
        cities=[LYON],
        festival={"languages": ["ja"], "name": "祭"},
        editions=[{**pages.SPRING, "name": "春"}],
    )
    assert left(pages.page(room, made, path, speaking(ja=bracketed()))) == set()
