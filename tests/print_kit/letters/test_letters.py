"""The organisers' letters: complete sentences with any facts."""

from __future__ import annotations

import datetime as dt
import itertools
import re
from dataclasses import replace

import pytest
from babel import Locale
from samenight.content.library.event_state import Phase
from samenight.content.library.print_choice import Paper
from samenight.content.model.venue import Venue
from samenight.print_kit.facts.fact_groups import KitFacts, PrintTheme
from samenight.print_kit.letters.letter_blocks import french_to
from samenight.print_kit.letters.letters import is_timely, letter_data, letter_text, on_paper
from samenight.print_kit.pieces.catalogue import PIECES
from samenight.print_kit.pieces.piece import Form
from samenight.print_kit.typesetting.typst import typeset
from samenight.site.artifact import Site, Sources
from samenight.site.display import day_in

from tests.print_kit.rich_and_bare import BARE, RICH, localized

LETTERS = [name for name, piece in PIECES.items() if Form.TEXT in piece.forms]
NO_BREAK = "\u00a0"
every_letter = pytest.mark.parametrize("name", LETTERS)
ALL = pytest.mark.parametrize(
    ("name", "kit", "language", "phase"),
    [*itertools.product(LETTERS, [BARE, RICH], ["en", "fr"], [Phase.UNKNOWN, Phase.BEFORE, Phase.OVER])],
)


def theme_of(site: Site) -> PrintTheme:
    return PrintTheme(site.artwork, site.fonts, site.words)


def text_of(name: str, kit: KitFacts, site: Site) -> str:
    return letter_text(PIECES[name], kit, theme_of(site)).decode()


def test_there_are_four() -> None:
    kinds = {PIECES[name].kind for name in LETTERS}
    assert kinds == {"press-release", "sponsor-letter", "pledge-form", "thank-you"}


@ALL
def test_every_letter_reads_well(
    name: str, kit: KitFacts, language: str, phase: Phase, print_site: Site
) -> None:
    text = text_of(name, localized(kit, language, phase), print_site)
    assert "Le Havre" in text or "au Havre" in text
    assert not re.search(r"None|[{}]|\[\]|\(\)|  |\.\.| [,.](?!\w)|,\.|undefined", text.replace("_" * 30, ""))
    assert all(line == line.strip() for line in text.split("\n"))
    if language == "fr":
        assert not re.search(rf"(?<!{NO_BREAK})[;!?](?=\s|$)|\w [:;!?]|\w'\w", text)


@ALL
def test_what_a_letter_is_typeset_from(
    name: str, kit: KitFacts, language: str, phase: Phase, print_site: Site
) -> None:
    data = letter_data(PIECES[name], Form.OFFICE, localized(kit, language, phase), theme_of(print_site))
    assert data["language"] == language
    assert all(text for block in data["blocks"] for text in block["texts"])


def test_the_press_release_announces_and_then_reports(print_site: Site) -> None:
    name = "letter-press-release"
    before = text_of(name, localized(RICH, "en", Phase.BEFORE), print_site)
    after = text_of(name, localized(RICH, "en", Phase.OVER), print_site)
    for part in (
        "On Thursday, 1 March 2012",
        "The Old Dock (1 Quay Road)",
        "Early bird: €5 (one drink)",
        "202",
    ):
        assert part in before
    assert "€2,351.34" not in before
    for part in (
        "raises about €2,351.34 for Water for All",
        "at least 1,220 guests",
        "provisional",
        "1 May 2012",
    ):
        assert part in after
    assert "Raffle: about €900" in after


def test_french_asks_for_its_own(print_site: Site) -> None:
    text = text_of("letter-press-release", localized(RICH, "fr", Phase.BEFORE), print_site)
    assert "Lantern Night Spring 2012 au Havre, tout pour Water for All" in text
    assert "Le jeudi 1er mars 2012" in text


@every_letter
def test_another_language_is_written_in_english_with_english_dates(name: str, print_site: Site) -> None:
    polish = text_of(name, localized(RICH, "pl", Phase.BEFORE), print_site)
    assert polish == text_of(name, localized(RICH, "en", Phase.BEFORE), print_site)
    data = letter_data(PIECES[name], Form.OFFICE, localized(RICH, "ar", Phase.BEFORE), theme_of(print_site))
    assert (data["language"], data["direction"]) == ("en", "ltr")


def test_a_theme_may_add_a_language(print_site: Site) -> None:
    theme = replace(
        theme_of(print_site), artwork=Sources((("letters/pl/thank-you.md", "Dziękujemy: {{ when }}"),))
    )
    text = letter_text(PIECES["letter-thank-you"], localized(RICH, "pl", Phase.BEFORE), theme).decode()
    assert text == "Dziękujemy: czwartek, 1 marca 2012\n"


@pytest.mark.parametrize(
    ("languages", "greeting"),
    [
        (("dz", "pl", "fr"), "Dziękujemy"),
        (("fr-CA", "pl"), "Merci"),
        (("PT-br",), "Obrigado"),
        (("pt-PT", "dz"), "Thank you"),
        ((), "Thank you"),
    ],
)
def test_a_letter_takes_the_first_language_of_its_people_that_has_it(
    languages: tuple[str, ...], greeting: str, print_site: Site
) -> None:
    """Even if the words of the artwork are in another one."""
    texts = {"en": "Thank you", "fr": "Merci", "pl": "Dziękujemy", "pt-BR": "Obrigado"}
    artwork = Sources(tuple((f"letters/{tag}/thank-you.md", text) for tag, text in texts.items()))
    kit = replace(RICH, identity=replace(RICH.identity, language="fr", languages=languages))
    theme = replace(theme_of(print_site), artwork=artwork)
    assert letter_text(PIECES["letter-thank-you"], kit, theme).decode() == f"{greeting}\n"


def test_a_theme_without_the_letter_is_reported(print_site: Site) -> None:
    with pytest.raises(KeyError, match=r"letters/en/thank-you\.md"):
        letter_text(PIECES["letter-thank-you"], RICH, replace(theme_of(print_site), artwork=Sources(())))


def test_names_stay_text(print_site: Site) -> None:
    wicked = "- # *x* `y` {{ 7*7 }} {% if %} <b>\n\n# z"
    event = replace(RICH.event, venue=Venue.model_construct(**{**Venue().__dict__, "name": wicked}))
    plain = text_of("letter-press-release", RICH, print_site)
    text = text_of("letter-press-release", replace(RICH, event=event), print_site)
    assert text.count("\n") == plain.count("\n")
    assert "at - # \\*x\\* \\`y\\` {{ 7\\*7 }} {% if %} &lt;b> # z for Lantern Night Spring 2012" in text


def test_nobody_asks_for_sponsors_when_all_is_over() -> None:
    kinds = [PIECES[name].kind for name in LETTERS]
    assert all(is_timely(kind, phase) for kind in kinds for phase in Phase if phase is not Phase.OVER)
    assert {kind for kind in kinds if is_timely(kind, Phase.OVER)} == {"press-release", "thank-you"}


def test_the_paper_is_that_of_the_city() -> None:
    piece = PIECES["letter-thank-you"]
    assert (on_paper(piece, Paper.ISO).width, round(on_paper(piece, Paper.US).width, 1)) == (210, 215.9)


def test_files_have_their_endings() -> None:
    piece = PIECES["letter-press-release"]
    assert [piece.file(form) for form in piece.forms] == [
        "letter-press-release.pdf",
        "letter-press-release.md",
    ]


@every_letter
@pytest.mark.parametrize("kit", [BARE, RICH], ids=["bare", "rich"])
def test_a_letter_is_one_page(name: str, kit: KitFacts, print_site: Site) -> None:
    pytest.importorskip("typst")
    data = letter_data(PIECES[name], Form.OFFICE, kit, theme_of(print_site)) | {"families": ["Inter"]}
    theme = theme_of(print_site)
    assert len(typeset(theme, PIECES[name].template, data, "png", 20)) == 1


def test_towns_with_an_article() -> None:
    towns = ("Le Havre", "Les Sables", "La Rochelle", "Lens", "Paris")
    assert [french_to(town) for town in towns] == [
        "au Havre",
        "aux Sables",
        "à La Rochelle",
        "à Lens",
        "à Paris",
    ]


def test_the_first_of_a_month() -> None:
    french = Locale("fr")
    assert day_in(french, dt.date(2012, 3, 1)) == "jeudi 1er mars 2012"
    assert day_in(french, dt.date(2011, 8, 11)) == "jeudi 11 août 2011"
