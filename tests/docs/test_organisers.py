"""The examples in the pages for organisers work, and the quoted messages are those of the check."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from textwrap import dedent

import pytest
from samenight.builder.site_settings import words_of
from samenight.checks import problems as rule_problems
from samenight.content.library.resolved_event import Moment
from samenight.content.problems.problem import in_order
from samenight.content.problems.report import Style, report_of
from samenight.content.problems.wording import wording
from samenight.print_kit.pieces.catalogue import PIECES
from samenight.print_kit.pieces.descriptions import kind_title, title

from tests.sites import REPOSITORY

HOME = REPOSITORY / "docs/organisers"
NOW = dt.datetime(2027, 2, 1, 12, tzinfo=dt.UTC)
THE_DAY_AFTER = dt.datetime(2027, 3, 26, 12, tzinfo=dt.UTC)
EDITION = {
    "editions/2027-global.md": """
        ---
        name: "Global 2027"
        date: "2027-03-25"
        charity: "clean-wells"
        ---
        """
}


@dataclass(frozen=True)
class Language:
    """The pages of one language."""

    code: str
    folder: str
    city: str

    @property
    def tutorial(self):
        return (HOME / self.folder / "README.md").read_text("utf-8")

    @property
    def how_to(self):
        return (HOME / self.folder / "how-to.md").read_text("utf-8")

    @property
    def files(self):
        """The example files, by their paths."""
        pasted = re.findall(r"`content/([\w/.-]+)` ?:\n\n```yaml\n(.*?)```", self.tutorial, re.DOTALL)
        return dict(pasted)

    @property
    def wording(self):
        return wording(self.code)

    @property
    def words(self):
        return words_of(REPOSITORY / "theme").of(self.code)

    @property
    def event(self):
        return f"cities/{self.city}/2027-global.md"


LANGUAGES = [Language("en", "", "lodz"), Language("fr", "fr", "nantes")]
each_language = pytest.mark.parametrize("language", LANGUAGES, ids=lambda language: language.code)


@pytest.fixture
def problems(reading):
    """A function that returns all problems of a festival with these files."""

    def problems_of(files, now=NOW):
        found = reading({**EDITION, **files})
        rules = rule_problems(found.library.at(Moment(now)), found.origins, now) if found.library else ()
        return in_order([*found.problems, *rules])

    return problems_of


@each_language
def test_the_examples_are_a_city_and_its_event(language):
    assert list(language.files) == [f"cities/{language.city}/city.md", language.event]


@each_language
def test_the_examples_have_no_problems(language, problems):
    assert [str(problem) for problem in problems(language.files)] == []


@each_language
def test_the_city_alone_has_no_problems(language, problems):
    """It is proposed before its event."""
    city = f"cities/{language.city}/city.md"
    assert [str(problem) for problem in problems({city: language.files[city]})] == []


@each_language
def test_the_examples_have_all_important_facts(language, library):
    facts = library({**EDITION, **language.files})
    city, (event,) = facts.city[language.city], facts.events_of_city[language.city]
    assert all([city.coordinates, city.languages, len(city.maintainers) == 2])
    assert all([event.date, event.start, event.venue.address, event.tickets, event.raffle, event.body])


# The how-to page.


def with_lines(event, lines):
    """The event with some keys of its header replaced."""
    head, _, body = event.removeprefix("---\n").partition("---\n")
    parts = re.findall(r"^\w+:.*\n(?:[ -].*\n)*", head, re.MULTILINE)
    new = re.findall(r"^\w+:.*\n(?:[ -].*\n)*", lines, re.MULTILINE)
    keys = [part.partition(":")[0] for part in new]
    kept = [part for part in parts if part.partition(":")[0] not in keys]
    return "---\n" + "".join([*kept, *new]) + "---\n" + body


def recipes(language):
    return [dedent(one) for one in re.findall(r"```yaml\n(.*?)```", language.how_to, re.DOTALL)]


PASTED = [(language, recipe) for language in LANGUAGES for recipe in recipes(language)]
RECIPES = [(language, recipe) for language, recipe in PASTED if not recipe.startswith("print:")]
OF_CITIES = [(language, recipe) for language, recipe in PASTED if recipe.startswith("print:")]


@pytest.mark.parametrize(("language", "recipe"), RECIPES)
def test_every_recipe_can_be_pasted_into_the_event(language, recipe, problems):
    event = with_lines(language.files[language.event], recipe)
    now = THE_DAY_AFTER if 'status: "held"' in recipe else NOW
    found = problems({**language.files, language.event: event}, now)
    assert [
        str(problem) for problem in found if problem.code != "money.rate"
    ] == []  # the table has no rate yet


@pytest.mark.parametrize(("language", "recipe"), OF_CITIES)
def test_every_recipe_can_be_pasted_into_the_city(language, recipe, problems):
    city = f"cities/{language.city}/city.md"
    files = {**language.files, city: with_lines(language.files[city], recipe)}
    assert [str(problem) for problem in problems(files)] == []


def test_there_are_recipes_for_what_organisers_ask():
    keys = [set(re.findall(r"^(\w+):", recipe, re.MULTILINE)) for _, recipe in RECIPES]
    expected = [{"status", "status_note", "updated"}, {"hidden"}, {"updated", "venue"}, {"notice"},
                {"format", "join_url", "languages"}, {"venue", "code_of_conduct"},
                {"status", "results"}, {"venue"}]  # fmt: skip
    assert keys == expected * len(LANGUAGES)


def test_both_languages_choose_the_same_for_print():
    choices = [[recipe for one, recipe in OF_CITIES if one is language] for language in LANGUAGES]
    assert choices[0]
    assert choices[0] == choices[1]


@each_language
def test_the_sizes_of_codes_are_right(language):
    """Each row of the table has a piece's title on the print page, and the side of its code."""
    rows = re.findall(r"^\| ([^|]+) \| (\d+) mm \|", language.how_to, re.MULTILINE)
    sides = {
        name: piece.least
        for piece in PIECES.values()
        if piece.codes
        for name in (title(piece, language.words), kind_title(piece, language.words))
    }
    assert rows
    assert [(name, side) for name, side in rows if sides[name] != float(side)] == []


# Messages of the check.


def changed(event, right, wrong):
    """The event with a mistake in one line, or in a part of it."""
    assert right in event, right
    return event.replace(right, wrong, 1)


def plain(text):
    """A text with spaces in place of no-break spaces, which are invisible in a page's source."""
    return text.replace("\u00a0", " ")


def mistakes(page):
    """The rows of common mistakes: the wrong line, the message, the right line."""
    rows = re.findall(r"^\| `(.+?)` \| (.+?) \| `([^`]+)` \|$", page, re.MULTILINE)
    assert len(rows) == page.count("\n| `")
    return rows


@pytest.mark.parametrize(
    ("language", "wrong", "message", "right"),
    [
        pytest.param(language, *row, id=f"{language.code}-{row[0]}")
        for language in LANGUAGES
        for row in mistakes(language.how_to)
    ],
)
def test_a_common_mistake_has_this_message(language, wrong, message, right, problems):
    event = changed(language.files[language.event], right, wrong)
    (problem,) = problems({**language.files, language.event: event})
    assert problem.file == f"content/{language.event}"
    what, sentence = language.wording.what(problem.finding), language.wording.sentence(problem)
    assert message in {plain(what), plain(sentence)}


@each_language
def test_there_are_enough_common_mistakes(language):
    assert len(mistakes(language.how_to)) >= 10


@each_language
def test_the_example_of_a_message_is_a_real_one(language, problems):
    pattern = r"<!-- message for: (.+) -->\n```\n(.+?)\n```"
    ((wrong, message),) = re.findall(pattern, language.tutorial, re.DOTALL)
    key = wrong.partition(":")[0]
    right = re.search(rf"^{key}: .*$", language.files[language.event], re.MULTILINE)[0]
    event = changed(language.files[language.event], right, wrong)
    (problem,) = problems({**language.files, language.event: event})
    style = Style(language.wording, lines=lambda _: event.split("\n"))
    assert plain(report_of(problem, style)) == message


@each_language
def test_a_header_without_an_end_has_this_message(language, problems):
    event = language.files[language.event]
    (problem,) = problems({**language.files, language.event: event.replace("\n---\n", "\n")})
    (quoted,) = re.findall(r"^- \*\*(?:\"|« )(.+?)(?:\"| »)\*\*.* `---`", language.how_to, re.MULTILINE)
    assert plain(language.wording.what(problem.finding)) == f"{quoted}."


def with_a_blank(language):
    """The event with its start still to be filled in."""
    event = language.files[language.event]
    return changed(event, re.search(r"^start: .*$", event, re.MULTILINE)[0], 'start: "___"')


@each_language
def test_a_planned_event_may_have_blanks(language, problems):
    assert problems({**language.files, language.event: with_a_blank(language)}) == []


@each_language
def test_a_blank_in_a_confirmed_event_has_this_message(language, problems):
    event = changed(with_a_blank(language), 'status: "planned"', 'status: "confirmed"')
    (problem,) = problems({**language.files, language.event: event})
    assert plain(language.wording.sentence(problem)) in " ".join(language.how_to.split())


# Both languages have the same content.


def headings(page):
    bare = re.sub(r"```.*?```", "", page, flags=re.DOTALL)
    return [line.split(" ")[0] for line in bare.splitlines() if line.startswith("#")]


@pytest.mark.parametrize("name", ["tutorial", "how_to"])
def test_both_languages_have_the_same_parts(name):
    first, second = (getattr(language, name) for language in LANGUAGES)
    assert headings(first) == headings(second)
    for sign in ("- [ ]", "\n| ", "```", "\n1. ", "<!-- message"):
        assert first.count(sign) == second.count(sign), sign


@each_language
def test_pages_lead_to_the_other_language_and_on(language):
    other = {"en": "fr/", "fr": "../"}[language.code]
    assert f"({other}README.md)" in language.tutorial
    assert f"({other}how-to.md)" in language.how_to
    assert "(how-to.md)" in language.tutorial
    assert "(README.md)" in language.how_to


@each_language
def test_links_to_a_heading_hold(language):
    heads = {
        re.sub(r"[^\w -]", "", head).strip().lower().replace(" ", "-")
        for head in re.findall(r"^#+ (.+)$", language.how_to, re.MULTILINE)
    }
    assert set(re.findall(r"\(how-to\.md#([\w-]+)\)", language.tutorial)) <= heads
