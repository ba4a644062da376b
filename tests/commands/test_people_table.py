"""Tables of names, as spreadsheets and ticket offices save them."""

import csv
import io
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from samenight.commands.people_table import LONGEST, MOST_PEOPLE, read_people
from samenight.print_kit.labels.name_badges import Person, split_name

ADA = Person("Ada", "Lovelace", "Speaker", "@ada")
TABLE = "name,role,handle\nAda Lovelace,Speaker,ada\n"


def people(text, encoding="utf-8"):
    found = read_people(text.encode(encoding))
    assert found.faults == ()
    return [row.person for row in found.rows]


def faults(table):
    found = read_people(table if isinstance(table, bytes) else table.encode())
    assert found.rows == ()
    return [(fault.line, fault.what.format(**fault.facts)) for fault in found.faults]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_every_program_may_save_it(encoding, separator, end):
    assert people(TABLE.replace(",", separator).replace("\n", end), encoding) == [ADA]


@pytest.mark.parametrize(
    "head", ["name,role,handle", "Nom,Rôle,Compte", '"NAME","Role","Handle"', "nom complet,ROLE,Pseudo"]
)
def test_columns_have_english_and_french_names(head):
    assert people(TABLE.replace("name,role,handle", head)) == [ADA]


def test_columns_may_be_in_any_order_among_others():
    table = "e-mail;handle;name;role;paid\nx@example.org;@ada;Ada Lovelace;Speaker;yes\n"
    assert people(table) == [ADA]


def test_first_and_last_names_may_have_a_column_each():
    assert people("Last name,First name\nLovelace,Ada\n") == [Person("Ada", "Lovelace")]
    assert people("nom;prénom\nde la Tour;Anne Marie\n") == [Person("Anne Marie", "de la Tour")]


def test_the_separator_line_of_excel_is_understood():
    assert people("sep=;\nname;role\nAda Lovelace;a, b\n") == [Person("Ada", "Lovelace", "a, b")]


def test_empty_lines_are_ignored():
    assert people("\nname,role\n,\n\nAda,\n  ,  \n") == [Person("Ada")]


def test_invisible_characters_are_left_out():
    assert people("name\n\u200e Ada\u00ad \u202e Love\tlace\n") == [Person("Ada", "Love lace")]


def test_short_lines_lack_nothing():
    assert people("name,role,handle\nAda\n") == [Person("Ada")]


@pytest.mark.parametrize(
    ("name", "split"),
    [
        ("Ada Lovelace", ("Ada", "Lovelace")),
        ("Lovelace, Ada", ("Ada", "Lovelace")),
        ("Jean-Baptiste de la Salle", ("Jean-Baptiste", "de la Salle")),
        ("Dr. Ada Lovelace", ("Dr. Ada", "Lovelace")),
        ("山田太郎", ("山田太郎", None)),
        ("Ada,", ("Ada,", None)),
        ("Anne\u00a0Marie Tour", ("Anne\u00a0Marie", "Tour")),
    ],
)
def test_names_are_split_into_given_and_family_name(name, split):
    assert split_name(name) == split


def test_accounts_keep_their_form():
    table = "name,handle\nA,ada\nB,@ada@example.social\nC,example.org/ada\nD,\n"
    assert [one.handle for one in people(table)] == ["@ada", "@ada@example.social", "example.org/ada", None]


def test_all_mistakes_are_reported_at_once_with_their_lines():
    table = f'name,role\nAda,\n,Speaker\n"two\nlines",\n,DJ\nAda,{"x" * 200}\nLi,a,b\n'
    assert faults(table) == [
        (3, "There is no name in this line."),
        (6, "There is no name in this line."),
        (7, f"role: 200 characters; the limit is {LONGEST}."),
        (
            8,
            "3 cells, but only 2 columns have a name. Put quotes around a text that has the separator in it.",
        ),
    ]


@pytest.mark.parametrize(
    ("table", "line", "message"),
    [
        (b"", 1, "The table is empty."),
        (b"name,role\n", 1, "no people"),
        (b"Ada,Speaker\n", 1, "No column has the names."),
        (b"name,nom\nAda,Ada\n", 1, "Two columns"),
        (b'name\nAda\n"Greta\nLi\n', 3, "Check its quotes."),
        ("name\nÉlodie\n".encode("latin-1"), 2, "not UTF-8"),
        (b"PK\x03\x04\x14\0\0\0\x08\0", 1, "not a text table"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0", 1, "not UTF-8"),
        (b"\xff\xfe\x00", 1, "not UTF-8"),
        (b"name\n" + b"A\n" * (MOST_PEOPLE + 1), 1, "the limit is"),
    ],
)
def test_what_is_no_table_of_people_is_refused(table, line, message):
    ((where, what),) = faults(table)
    assert where == line
    assert message in what


def test_the_same_badge_twice_is_odd_but_no_mistake():
    found = read_people(b"name,role\nAda,\nLi,\nADA,\nAda,DJ\n")
    assert len(found.rows) == 4
    assert [(one.line, one.facts["line"]) for one in found.oddities] == [(4, 2)]


words = st.text(st.characters(codec="utf-8", categories=["L", "N", "P", "S"]), min_size=1, max_size=30)


@given(st.lists(st.tuples(words, words, words), min_size=1, max_size=8), st.sampled_from(",;\t"))
def test_texts_come_out_as_they_went_in(rows, separator):
    """Whatever signs are in it, and whatever means something in a table or in Typst."""
    table = io.StringIO()
    writer = csv.writer(table, delimiter=separator)
    writer.writerows([("first name", "role", "handle"), *rows])
    found = read_people(table.getvalue().encode())
    assert found.faults == ()
    given_and_role = [(row.person.given, row.person.role) for row in found.rows]
    assert [pair for pair in zip(given_and_role, rows, strict=True) if pair[0] != _composed(pair[1])] == []


def _composed(row):
    return tuple(unicodedata.normalize("NFC", text) for text in row[:2])


@given(st.binary(max_size=200))
def test_no_bytes_make_it_fail(table):
    found = read_people(table)
    assert bool(found.rows) != bool(found.faults)
