"""Tables of names, as spreadsheets and ticket offices save them."""

import csv
import io
import sys
import unicodedata
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from samenight.commands.people_table import LONGEST, MOST_PEOPLE, read_people
from samenight.print_kit.labels.name_badges import Person, split_name

ADA = Person("Ada", "Lovelace", "Speaker", "@ada")
TABLE = "name,role,handle\nAda Lovelace,Speaker,ada\n"


def zipped(*names, **texts):
    """A zip file of these names, or of these texts by name."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name in names:
            archive.writestr(name, "")
        for name, text in texts.items():
            archive.writestr(name, text)
    return file.getvalue()


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
        (b"name,nom\nAda,Li\n", 1, "Two columns have the same meaning: name and nom"),
        (b"Name,Nombre\nCastell,Mira\n", 1, 'write "first name" and "last name" above them'),
        (b"name,Menge\nAda,2\nLi,two\n", 3, "Menge: two is not a number of badges"),
        (b'name\nAda\n"Greta\nLi\n', 3, "Check its quotes."),
        ("name\nHélène\n".encode("cp1252"), 2, "the encoding is not certain"),
        (b"name\nAda\xff\xfe\xfd\n", 2, "the encoding is not certain"),
        (b"PK\x03\x04\x14\0\0\0\x08\0", 1, "a damaged or unknown zip file"),
        (zipped("content.xml"), 1, "a LibreOffice file (.ods)"),
        (zipped("Index/Document.iwa"), 1, "a Numbers file (.numbers)"),
        (zipped("xl/workbook.bin"), 1, "an Excel workbook of the binary kind (.xlsb)"),
        (zipped("xl/workbook.xml"), 1, "The workbook cannot be read"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0", 1, "an old Excel workbook (.xls)"),
        (b"<html><table><tr><td>name", 1, "a web page"),
        (b"\xff\xfe\x00", 1, "The end of the table is missing"),
        (b"name\nA\0da\n", 1, "not a text table"),
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


@pytest.mark.parametrize(
    ("table", "person"),
    [
        # Ticket shops: tito, pretix, HelloAsso, Billetweb and Weezevent, Eventbrite.
        ("Ticket Full Name,Ticket First Name,Ticket Last Name,Order Name\nMira Castell,Mira,Castell,Jo Roux",
         ("Mira", "Castell")),
        ("Attendee name;Attendee name: Given name;Attendee name: Family name;Invoice address name\n"
         "Mira Castell;Mira;Castell;Jo Roux", ("Mira", "Castell")),
        ("Attendee name: Title,Attendee name: Given name,Attendee name: Family name\nDr.,Mira,Castell",
         ("Dr. Mira", "Castell")),
        ("Nom participant;Prénom participant;Nom payeur;Prénom payeur\nCastell;Mira;Roux;Jo",
         ("Mira", "Castell")),
        ("Billet;Nom;Prénom;E-mail;Nom acheteur;Prénom acheteur\nPlein;Castell;Mira;;Roux;Jo",
         ("Mira", "Castell")),
        ("Nom du participant;Prénom du participant\nCastell;Mira", ("Mira", "Castell")),
        ("Order #,First Name,Last Name,Buyer First Name,Buyer Last Name\n77,Mira,Castell,Jo,Roux",
         ("Mira", "Castell")),
        ("Teilnehmername: Vorname;Teilnehmername: Nachname;Rechnungsadresse: Name\nMira;Castell;Roux",
         ("Mira", "Castell")),
        ("Buyer First Name,Buyer Last Name\nMira,Castell", ("Mira", "Castell")),
        # Plain heads.
        ("Name;Vorname;Funktion\nCastell;Mira;Helferin", ("Mira", "Castell")),
        ("Nom;Prenom participant\nCastell;Mira", ("Mira", "Castell")),
        ("Name,Voornaam\nCastell,Mira", ("Mira", "Castell")),
        ("Name,Last name\nMira,Castell", ("Mira", "Castell")),
        ("Name,Last name\nMira Castell,Castell", ("Mira", "Castell")),
        ("Vorname;Nachname\nMira;Castell", ("Mira", "Castell")),
        ("Nombre;Apellidos\nMira;Castell Roca", ("Mira", "Castell Roca")),
        ("Nombre;Primer apellido;Segundo apellido\nMira;Castell;Roca", ("Mira", "Castell Roca")),
        ("Imię;Nazwisko\nMira;Castell", ("Mira", "Castell")),
        ("IMIE;NAZWISKO\nMira;Castell", ("Mira", "Castell")),
        ("Surname,Forename\nCastell,Mira", ("Mira", "Castell")),
        ("Given names,Surname\nMira Ann,Castell", ("Mira Ann", "Castell")),
        ("FirstName,LastName\nMira,Castell", ("Mira", "Castell")),
        ("first_name,last_name\nMira,Castell", ("Mira", "Castell")),
        ("Nome,Cognome\nMira,Castell", ("Mira", "Castell")),
        ("Nome,Sobrenome\nMira,Castell", ("Mira", "Castell")),
        ("Naam;Tussenvoegsel;Achternaam\nMira;van der;Berg", ("Mira", "van der Berg")),
        ("Jméno;Příjmení\nMira;Castell", ("Mira", "Castell")),
        ("Förnamn;Efternamn\nMira;Castell", ("Mira", "Castell")),
        ("Fornavn;Efternavn\nMira;Castell", ("Mira", "Castell")),
        ("Etunimi;Sukunimi\nMira;Castell", ("Mira", "Castell")),
        ("Ad;Soyad\nMira;Castell", ("Mira", "Castell")),
        ("Prenume;Nume\nMira;Castell", ("Mira", "Castell")),
        ("Фамилия;Имя;Отчество\nИванов;Иван;Петрович", ("Иван", "Петрович Иванов")),
        ("Όνομα;Επώνυμο\nΜίρα;Παπά", ("Μίρα", "Παπά")),
        ("الاسم الأول,اسم العائلة\nأحمد,علي", ("أحمد", "علي")),
        ("שם פרטי,שם משפחה\nנועה,לוי", ("נועה", "לוי")),
        ("Surname (as in passport),First name *\nCastell,Mira", ("Mira", "Castell")),
        ("First Name,Middle Name,Last Name\nMira,Ann,Castell", ("Mira", "Ann Castell")),
        ("Full name,First name,Last name\nMira Ann Castell,Mira,Castell", ("Mira", "Ann Castell")),
        ("First name,Last name,Preferred name\nMargaret,Castell,Maggie", ("Maggie", "Castell")),
        ("Nom et prénom\nCastell Mira", ("Mira", "Castell")),
        ("Nom et prénom\nde la Tour Mira", ("de la Tour Mira", None)),
        ("Participant\nMira Castell", ("Mira", "Castell")),
        # Family name first.
        ("姓,名\n山田,太郎", ("山田太郎", None)),
        ("苗字,下の名前\n山田,太郎", ("山田 太郎", None)),
        ("姓氏,名字\n王,小明", ("王小明", None)),
        ("First name,Last name\n小明,王", ("王小明", None)),
        ("성,이름\n김,민준", ("김민준", None)),
        ("姓,名\nSmith,John", ("John", "Smith")),
        ("Vezetéknév;Keresztnév\nNagy;Anna", ("Nagy Anna", None)),
        ("Név\nNagy Anna", ("Nagy Anna", None)),
        ("Họ;Tên\nNguyễn;An", ("Nguyễn An", None)),
    ],
)  # fmt: skip
def test_heads_of_ticket_shops_and_of_many_languages_are_known(table, person):
    (found,) = people(table)
    assert (found.given, found.family) == person


def notes(table, languages=()):
    found = read_people(table if isinstance(table, bytes) else table.encode(), languages)
    assert found.faults == ()
    return [(one.line, one.what.format(**one.facts)) for one in found.oddities]


def test_a_column_that_may_have_the_other_half_is_named():
    ((line, what),) = notes("name,mystery,paid\nCastell,Mira,1\nRoux,Jo,1\n")
    assert line == 1
    assert "these columns were not used: mystery." in what
    assert notes("name,mystery\nMira Castell,Lyon\nJo Roux,Paris\n") == []
    assert notes("name,mail\nMira,a@example.org\nJo,b@example.org\n") == []


def test_the_name_of_the_guest_wins_over_that_of_the_buyer_and_it_is_said():
    table = "Name,Buyer name\nMira Castell,Jo Roux\n,Jo Roux\n"
    assert people(table) == [Person("Mira", "Castell"), Person("Jo", "Roux")]
    assert notes(table) == [
        (1, "The names are those of Name, not of Buyer name."),
        (3, "There is no name in Name, so the badge has the one in Buyer name."),
    ]


@pytest.mark.parametrize(
    "head",
    ["Quantity", "qty", "Menge", "Anzahl", "Quantité", "Nombre de billets", "Cantidad", "Quantidade",
     "Quantità", "Aantal", "Ilość", "Liczba biletów", "Počet", "Antal", "Määrä", "Adet", "Количество",
     "Ποσότητα", "数量", "수량"],
)  # fmt: skip
def test_a_quantity_makes_as_many_badges(head):
    table = f"name,{head}\nMira Castell,3\nJo Roux,\nLi Wei,0\nAda,2.0\n"
    assert [one.given for one in people(table)] == ["Mira"] * 3 + ["Jo"] + ["Ada"] * 2
    assert notes(table) == [(1, f"The column {head} says how many badges each person gets.")]


def test_nombre_is_a_name_in_spanish_and_a_number_in_french():
    assert people("Nom;Prénom;Nombre\nCastell;Mira;2\n") == [Person("Mira", "Castell")] * 2


@pytest.mark.parametrize(
    ("table", "encoding", "languages", "name"),
    [
        ("Imię;Nazwisko\nŁucja;Żak\nZdzisław;Święch\n", "cp1250", (), "Windows-1250"),
        ("Jméno;Příjmení\nŘehoř;Dvořák\n", "cp1250", (), "Windows-1250"),
        ("Name;Role\nŘehoř Dvořák;\n", "cp1250", (), "Windows-1250"),
        ("Prénom;Nom\nHélène;Lebœuf\n", "cp1252", (), "Windows-1252"),
        ("name,role\nHélène,\n", "cp1252", ("fr",), "Windows-1252"),
        ("name,role\nŽofia Čierna,\n", "cp1250", ("sk",), "Windows-1250"),
        (
            "name,role\nJosé Peña,\nHåkon Bjørnstad,\nÉlodie Lefèvre,\n",
            "cp1252",
            ("de", "pl"),
            "Windows-1252",
        ),
        ("name,role\nRené Müller,\n", "cp1252", (), "Windows-1252"),
        ("name,role\nRené Müller,\n", "mac_roman", (), "Mac Roman"),
        ("name,role\nИван Петров,\n", "cp1251", (), "Windows-1251"),
        ("name,role\nΓιώργος Παπάς,\n", "cp1253", (), "Windows-1253"),
    ],
)
def test_old_encodings_are_recognised_by_their_bytes(table, encoding, languages, name):
    file = table.encode(encoding)
    assert read_people(file, languages).rows == read_people(table.encode()).rows
    (note,) = read_people(file, languages).oddities
    assert name in note.facts["encoding"]
    assert "CSV UTF-8 (Comma delimited)" in note.advice


names = st.sampled_from(
    "Hélène José Müller Žofia Łucja Dvořák Çelik Åsa Søren Šimon François Ágnes Őri René".split()
)


@given(st.lists(names, min_size=1, max_size=6), st.sampled_from(["cp1252", "cp1250", "cp1254", "mac_roman"]),
       st.sampled_from([(), ("fr",), ("pl", "en"), ("de",)]))  # fmt: skip
def test_a_name_is_never_read_with_other_letters_unless_the_city_says_so(some, encoding, languages):
    """Without a city's languages, what is read is what was written, or it is refused."""
    text = "name\n" + "\n".join(some) + "\n"
    try:
        file = text.encode(encoding)
    except UnicodeEncodeError:
        return
    found = read_people(file, languages)
    assert bool(found.rows) != bool(found.faults)
    if not languages and found.rows:
        assert [row.person.given for row in found.rows] == some


SHEET = """<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>
<row r="1">{heads}</row><row r="3"><c r="A3" t="inlineStr"><is><t>Łucja</t></is></c>
<c r="B3" t="inlineStr"><is><t>Żak</t></is></c><c r="C3"><v>2</v></c></row></sheetData></worksheet>"""


def workbook(heads):
    """An Excel workbook with these heads and one person in its third line."""
    cells = "".join(f'<c r="{column}1" t="inlineStr"><is><t>{head}</t></is></c>'
                    for column, head in zip("ABC", heads, strict=True))  # fmt: skip
    spread = "http://schemas.openxmlformats.org/"
    relation = f"{spread}officeDocument/2006/relationships"
    return zipped(**{
        "[Content_Types].xml": f'<Types xmlns="{spread}package/2006/content-types"/>',
        "_rels/.rels": f'<Relationships xmlns="{spread}package/2006/relationships"><Relationship Id="r" '
                       f'Type="{relation}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{spread}spreadsheetml/2006/main" xmlns:r="{relation}"><sheets>'
                           '<sheet name="Guests" sheetId="1" r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{spread}package/2006/relationships">'
                                      f'<Relationship Id="r1" Type="{relation}/worksheet" '
                                      'Target="worksheets/one.xml"/>'
                                      '</Relationships>',
        "xl/worksheets/one.xml": SHEET.format(heads=cells),
    })  # fmt: skip


def test_an_excel_workbook_is_read():
    pytest.importorskip("python_calamine")
    found = read_people(workbook(["Imię", "Nazwisko", "Ilość"]))
    assert [(row.line, row.person) for row in found.rows] == [(3, Person("Łucja", "Żak"))] * 2


def test_without_its_package_a_workbook_is_refused_with_what_to_install(monkeypatch):
    monkeypatch.setitem(sys.modules, "python_calamine", None)
    ((line, what),) = faults(workbook(["a", "b", "c"]))
    assert (line, "samenight[xlsx]" in what) == (1, True)
