"""A person taken out of content files."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from samenight.content.authoring.forgotten_person import mentions, without_person
from samenight.content.model.festival import Festival
from samenight.content.model.file_facts import Event
from samenight.content.model.posts_and_pages import Post
from samenight.content.problems.problem import errors
from samenight.content.reading.file_reader import parse
from samenight.content.values.whole_names import person_of, replaced, without

MIRA = person_of(["Mira Castell", "@mira", "mira@example.org", "https://x.com/mira"])


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("MIRA CASTELL plays", "… plays"),
        ("Mira Castéll's set", "…'s set"),
        ("Mi\u0301ra Castell plays", "… plays"),
        ("Mira\u00a0Castell", "…"),
        ("with Castell, Mira", "with …"),
        ("Photo: Mira Castell, CC BY", "Photo: …, CC BY"),
        ("Mira Castell CC BY 4.0", "… CC BY 4.0"),
        ("Write to mira@example.org or @mira.", "Write to … or …."),
        ("see https://x.com/mira/ now", "see … now"),
        # Not this person.
        ("Mira Castellan plays", None),
        ("Anna-Mira Castell plays", None),
        ("Mira Castell-Roux plays", None),
        ("Mira Castell Roca plays", None),
        ("Miramira Castell", None),
        ("Jo Castell plays", None),
        ("@mira@example.social", None),
        ("xmira@example.org", None),
        ("https://x.com/mirabel", None),
        ("https://x.com/mira/status/1", None),
        ("Mira plays", None),
    ],
)
def test_whole_names_and_accounts_are_found_and_never_half_of_one(text, left):
    assert replaced(MIRA, text, "…") == (text if left is None else left)


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Ada, Mira Castell and Li", "Ada and Li"),
        ("Mira Castell & Ada", "Ada"),
        ("Ada et Mira Castell", "Ada"),
        ("Ada, Li, Mira Castell", "Ada, Li"),
        ("a song by Mira Castell", "a song by …"),
    ],
)
def test_a_list_of_names_stays_a_list(text, left):
    assert without(MIRA, text, "…") == left


@pytest.mark.parametrize(
    ("name", "text", "left"),
    [
        ("Łucja Żak", "LUCJA ZAK plays", "… plays"),
        ("Zoë", "Zoe sings", "… sings"),
        ("Zoë", "Zoe Roux sings", "Zoe Roux sings"),
        ("Castell", "Mira Castell sings", "Mira Castell sings"),
        ("山田太郎", "山田太郎さん", "…さん"),
        ("Иван Петров", "ИВАН ПЕТРОВ", "…"),
    ],
)
def test_names_of_all_scripts(name, text, left):
    assert replaced(person_of([name]), text, "…") == left


words = st.text(st.sampled_from("abc éł-' @.\nMC"), max_size=40)


@given(words, words)
def test_what_is_not_the_name_stays_as_it_is(before, after):
    left = replaced(MIRA, f"{before}. Mira Castell. {after}", "\0")
    assert left.startswith(before)
    assert left.endswith(after)
    assert "\0" in left


EVENT = """---
status: "held"
date: "2011-03-24"
# ask Mira Castell about the key
venue: {name: "Le Comptoir"}
programme:
  - {time: "20:00", what: "Songs", who: "Mira Castell"}
  - {time: "21:00", what: "Mira Castell"}
  - {time: "22:00", what: "Talk", who: "Ada Roux and Mira Castell"}
team:
  # the door
  - {name: "Mira Castell", role: "Door", accounts: {mastodon: "@mira@example.social"}}
  # the light
  - {name: "Ada Roux", role: "Light", accounts: {x: "mira"}}
sponsors: ["Mira Castell", "Bakery"]
match: [{sponsor: "Mira Castell", per: "ticket", amount: "1", currency: "EUR"}]
raffle: {prizes: [{name: "Lamp", donor: "Mira Castell"}]}
press: [{title: "Interview with Mira Castell", url: "https://example.org/1"}]
notes: ["Thanks to MIRA CASTELL."]
---
Music by Mira
Castell, and [Mira Castell](https://example.org/mira).

![Mira Castell on stage](stage.jpg "Photo: Mira Castell")

- Mira Castell
- Ada Roux

Mira Castellan came too.
"""


def test_a_person_is_taken_out_of_a_whole_file():
    after = without_person(Event, "event.md", EVENT, MIRA)
    fact, problems = parse("event.md", after, Event, {"city": "paris", "edition": "2011-spring"})
    assert errors(problems) == []
    assert [(act.what, act.who) for act in fact.programme] == [("Songs", None), ("Talk", "Ada Roux")]
    assert [(one.name, dict(one.accounts)) for one in fact.team] == [("Ada Roux", {})]
    assert [one.name for one in fact.sponsors] == ["Bakery"]
    assert fact.match == ()
    assert (fact.raffle.prizes[0].name, fact.raffle.prizes[0].donor) == ("Lamp", None)
    assert fact.press[0].title == "Interview with …"
    assert fact.notes[0].text == "Thanks to …."
    assert after.count("# the light") == 1
    assert "# the door" not in after
    assert "# ask … about the key" in after
    assert after.partition("---\n")[2].partition("---\n")[2] == (
        "Music by …, and ….\n\n"
        '![… on stage](stage.jpg "Photo: …")\n\n- Ada Roux\n\nMira Castellan came too.\n'
    )


def test_what_may_mean_the_person_is_listed():
    text = "a\nJo Castell\nhttps://mira-castell.example\nCastellan\nMira Castell Roca\n"
    assert [one.line for one in mentions(text, MIRA)] == [2, 3, 5]


def test_a_file_without_the_person_stays_byte_for_byte():
    text = "---\nstatus:   planned\n---\nJo Castell\n"
    assert without_person(Event, "event.md", text, MIRA) == text


def test_a_file_keeps_its_line_ends():
    text = EVENT.replace("\n", "\r\n")
    after = without_person(Event, "event.md", text, MIRA)
    assert after.count("\n") == after.count("\r\n") > 20


def test_a_file_that_mixes_line_ends_is_written_with_one():
    text = EVENT.replace("\n", "\r\n", 5)
    assert "\r" not in without_person(Event, "event.md", text, MIRA)


def test_a_group_whose_required_key_was_the_person_goes_with_them():
    text = (
        '---\nstatus: "planned"\ngrants:\n- {from: "Mira Castell", amount: "50", currency: "EUR"}\n'
        '- {from: "A fund", amount: "9", currency: "EUR", for: "Mira Castell"}\n---\n'
    )
    after = without_person(Event, "event.md", text, MIRA)
    fact, problems = parse("event.md", after, Event, {"city": "paris", "edition": "2011-spring"})
    assert errors(problems) == []
    assert [(one.giver, one.purpose) for one in fact.grants] == [("A fund", None)]


def test_what_a_file_needs_is_replaced_and_the_rest_goes():
    text = '---\ntitle: "Mira Castell"\ndate: "2011-03-01"\n---\nx\n'
    assert 'title: "…"' in without_person(Post, "post.md", text, MIRA)
    text = (
        '---\nname: "Night"\nbase_currency: "EUR"\ncontact: "mira@example.org"\n'
        'maintainers: ["@mira", "@ada"]\n---\nx\n'
    )
    after = without_person(Festival, "festival.md", text, MIRA)
    assert "contact" not in after
    assert after.count('- "@') == 1
