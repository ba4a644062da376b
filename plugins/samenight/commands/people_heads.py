"""What the columns of a table of people mean: their heads, as people and ticket shops write them.

Known are plain heads in 25 languages, and those of tito, pretix, Eventbrite, HelloAsso, Weezevent and
Billetweb: a part of a name, with whose name it is ("Ticket First Name", "Attendee name: Given name",
"Prénom participant", "Nom acheteur").
"""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

# The parts. "name" is a word that means the whole name alone, the given name next to a family name, and the
# family name next to a given name, as "nom", "nombre" and "Name" do. "swapped" is a whole name with the
# family name first. "called" is what people want to be called. "prefix" is "van de", "suffix" is "Jr.".
_PARTS: Mapping[str, Mapping[str, str]] = {
    "name": {
        "en": "name, full name, complete name, names, name and surname, first and last name, display name, "
              "first name last name, given and family name, person, who, first name and surname",
        "fr": "nom, nom complet, noms, prenom et nom, prenom nom, personne, noms complets",
        "es": "nombre, nombre completo, nombre y apellidos, nombre y apellido, nombres y apellidos, persona",
        "ca": "nom, nom i cognoms, nom i cognom, nom complet",
        "pt": "nome, nome completo, nome e sobrenome, nome e apelido, pessoa",
        "it": "nome, nome e cognome, nome completo, nominativo, persona",
        "de": "name, vollständiger name, vor und nachname, vorname und nachname, vorname nachname, person, "
              "ganzer name, vor und zuname, namen, vorname name",
        "nl": "naam, volledige naam, voor en achternaam, voornaam en achternaam, namen, persoon",
        "pl": "imię i nazwisko, pełne imię i nazwisko, osoba, imiona i nazwiska",
        "cs": "jméno, jméno a příjmení, celé jméno, osoba",
        "sk": "meno, meno a priezvisko, celé meno, osoba",
        "hu": "név, teljes név",
        "ro": "nume complet, prenume și nume, persoana",
        "sv": "namn, fullständigt namn, för och efternamn, hela namnet, person",
        "da": "navn, fulde navn, for og efternavn, person",
        "nb": "navn, fullt navn, for og etternavn, person",
        "fi": "nimi, koko nimi, etu ja sukunimi, henkilö",
        "et": "nimi, täisnimi, ees ja perekonnanimi",
        "tr": "ad soyad, adı soyadı, ad ve soyad, ad, adı, isim, isim soyisim, tam ad, kişi",
        "hr": "ime, ime i prezime, puno ime, osoba",
        "sl": "ime, ime in priimek, polno ime, oseba",
        "lt": "vardas, vardas pavardė, vardas ir pavardė",
        "lv": "vārds, vārds uzvārds, vārds un uzvārds",
        "ru": "имя, имя и фамилия, имя фамилия, полное имя",
        "uk": "ім'я, ім'я та прізвище, повне ім'я",
        "bg": "име, име и фамилия, пълно име",
        "el": "όνομα, ονοματεπώνυμο, όνομα και επώνυμο, πλήρες όνομα, όνομα επώνυμο",
        "ja": "名前, お名前, 氏名, 姓名, ご氏名, フルネーム",
        "zh": "姓名, 名字, 全名, 名稱, 名称",
        "ko": "이름, 성명, 성함, 전체 이름",
        "vi": "họ và tên, họ tên, tên đầy đủ, họ và tên đệm và tên",
        "ar": "الاسم, الاسم الكامل, الاسم الثلاثي, اسم, الإسم, الإسم الكامل, الاسم واللقب",
        "he": "שם, שם מלא, שם פרטי ושם משפחה",
        "id": "nama, nama lengkap",
    },
    "swapped": {
        "en": "last name first name, surname and name, family and given name, last and first name",
        "fr": "nom et prénom, nom prénom, nom et prénoms, nom prénoms",
        "es": "apellidos y nombre, apellidos y nombres, apellido y nombre, apellidos nombre",
        "ca": "cognoms i nom", "pt": "sobrenome e nome, apelido e nome", "it": "cognome e nome, cognome nome",
        "de": "name und vorname, name vorname, nachname vorname, nach und vorname, nachname und vorname",
        "nl": "achternaam voornaam, naam voornaam, naam en voornaam, achternaam en voornaam",
        "pl": "nazwisko i imię, nazwisko imię, nazwiska i imiona",
        "cs": "příjmení a jméno", "sk": "priezvisko a meno", "ro": "nume și prenume, nume prenume",
        "sv": "efternamn förnamn", "da": "efternavn fornavn", "fi": "sukunimi ja etunimi, sukunimi etunimi",
        "tr": "soyad ad, soyadı adı", "hr": "prezime i ime", "sl": "priimek in ime",
        "ru": "фамилия и имя, фамилия имя, фио, ф и о, фамилия имя отчество",
        "uk": "прізвище та ім'я, піб, прізвище ім'я", "bg": "фамилия и име", "el": "επώνυμο και όνομα",
    },
    "given": {
        "en": "first name, given name, given names, first names, forename, forenames, firstname, fname, "
              "first, "
              "christian name, givenname, given",
        "fr": "prénom, prénoms", "es": "nombre de pila, nombres, primer nombre", "ca": "nom de pila",
        "pt": "primeiro nome, nome próprio, prenome", "it": "primo nome", "de": "vorname, vornamen",
        "nl": "voornaam, voornamen", "pl": "imię, imiona, pierwsze imię", "cs": "křestní jméno",
        "sk": "krstné meno", "hu": "keresztnév, utónév, keresztneve", "ro": "prenume", "sv": "förnamn",
        "da": "fornavn, fornavne", "nb": "fornavn", "fi": "etunimi, etunimet", "et": "eesnimi",
        "tr": "ön ad, ilk ad", "hr": "osobno ime", "sl": "osebno ime", "ja": "名, 下の名前", "zh": "名",
        "ko": "이름 부분", "vi": "tên", "ar": "الاسم الأول, الاسم الشخصي", "he": "שם פרטי", "id": "nama "
                                                                                              "depan",
        "bg": "собствено име",
    },
    "family": {
        "en": "last name, family name, surname, surnames, last names, lastname, lname, last, familyname, "
              "second name, family",
        "fr": "nom de famille, patronyme, nom d'usage",
        "es": "apellido, apellidos, primer apellido, apellido paterno", "ca": "cognom, cognoms",
        "pt": "sobrenome, apelido, último nome, apelidos, sobrenomes, nome de família", "it": "cognome",
        "de": "nachname, familienname, zuname, nachnamen", "nl": "achternaam, familienaam",
        "pl": "nazwisko", "cs": "příjmení", "sk": "priezvisko", "hu": "vezetéknév, családnév, családi név",
        "ro": "nume, nume de familie", "sv": "efternamn", "da": "efternavn", "nb": "etternavn",
        "fi": "sukunimi", "et": "perekonnanimi, perenimi", "tr": "soyad, soyadı, soyisim", "hr": "prezime",
        "sl": "priimek", "lt": "pavardė", "lv": "uzvārds", "ru": "фамилия", "uk": "прізвище", "bg": "фамилия",
        "el": "επώνυμο, επίθετο", "ja": "姓, 苗字, 氏, 名字", "zh": "姓, 姓氏", "ko": "성, 성씨", "vi": "họ",
        "ar": "اسم العائلة, اللقب, النسب, الكنية, الاسم الأخير", "he": "שם משפחה",
        "id": "nama belakang, nama keluarga",
    },
    "middle": {
        "en": "middle name, middle names, middle initial, middle", "fr": "deuxième prénom, autres prénoms",
        "es": "segundo nombre", "pt": "nome do meio", "it": "secondo nome",
        "de": "zweiter vorname, weitere vornamen", "pl": "drugie imię", "cs": "prostřední jméno",
        "sv": "mellannamn", "da": "mellemnavn", "nb": "mellomnavn", "tr": "ikinci ad, orta ad",
        "ru": "отчество", "uk": "по батькові", "bg": "презиме", "vi": "tên đệm", "el": "πατρώνυμο",
        "ar": "اسم الأب, الاسم الأوسط", "he": "שם אמצעי",
    },
    "prefix": {"nl": "tussenvoegsel, tussenvoegsels, voorvoegsel", "de": "namenszusatz",
               "en": "family name prefix, surname prefix"},
    "second": {"es": "segundo apellido, apellido materno", "en": "second surname, second last name"},
    "suffix": {"en": "suffix, name suffix", "fr": "suffixe"},
    "title": {"en": "academic title, name title, academic degree", "de": "akademischer titel",
              "fr": "titre universitaire", "cs": "titul", "pl": "tytuł naukowy", "it": "titolo accademico"},
    "called": {
        "en": "preferred name, preferred first name, calling name, chosen name, nickname, known as, goes by, "
              "name on badge, badge name, name tag, name for badge, name for the badge, badge",
        "fr": "prénom d'usage, prénom usuel, surnom, nom sur le badge, nom sur badge, nom badge, prénom "
              "badge",
        "es": "apodo, nombre en la acreditación, nombre preferido", "pt": "nome social, nome no crachá",
        "it": "soprannome, nome sul badge", "de": "rufname, spitzname, name auf dem namensschild, "
              "namensschild, name auf dem badge, badgename", "nl": "roepnaam, naam op badge",
        "pl": "imię na identyfikatorze, identyfikator", "cs": "přezdívka, jméno na visačce",
        "sv": "tilltalsnamn", "fi": "kutsumanimi", "da": "kaldenavn", "hu": "becenév",
    },
    "role": {
        "en": "role, job title, function, position, occupation", "fr": "rôle, fonction, poste, métier",
        "es": "rol, función, cargo, puesto", "ca": "rol, càrrec", "pt": "função, papel, cargo",
        "it": "ruolo, funzione", "de": "rolle, funktion, aufgabe, position, beruf", "nl": "rol, functie, "
                                                                                          "taak",
        "pl": "rola, funkcja, stanowisko", "cs": "role, funkce, pozice", "sk": "rola, funkcia, pozícia",
        "hu": "szerep, beosztás", "ro": "rol, funcție", "sv": "roll, funktion, uppgift",
        "da": "rolle, funktion, opgave", "nb": "rolle, funksjon, oppgave", "fi": "rooli, tehtävä",
        "tr": "rol, görev, unvan", "hr": "uloga, funkcija", "sl": "vloga", "ru": "роль, должность",
        "uk": "роль, посада", "el": "ρόλος, ιδιότητα", "ja": "役割, 役職, 担当", "zh": "角色, 职务, 職務",
        "ko": "역할, 직책", "vi": "vai trò", "ar": "الدور, الوظيفة", "he": "תפקיד", "id": "peran",
    },
    "handle": {
        "en": "handle, account, social handle, username, mastodon, twitter, twitter handle, bluesky, "
              "instagram",
        "fr": "compte, pseudo, pseudonyme", "es": "cuenta, usuario", "pt": "conta, usuário", "it": "profilo",
        "de": "konto, benutzername", "nl": "gebruikersnaam", "pl": "konto, nick", "cs": "účet",
        "sv": "konto, användarnamn", "da": "konto, brugernavn", "fi": "tili, käyttäjätunnus", "tr": "hesap",
        "ru": "аккаунт, учетная запись", "el": "λογαριασμός", "ja": "アカウント", "zh": "账号, 帳號",
        "ko": "계정", "ar": "الحساب",
    },
    "quantity": {
        "en": "quantity, qty, number of tickets, ticket quantity, tickets quantity, number of badges, count, "
              "number of people, number of persons, number of guests, pax, amount of tickets",
        "fr": "quantité, qté, nombre de billets, nombre de places, nb de places, nb de billets, nb places, "
              "nb billets, nombre de personnes, nombre de badges, nb",
        "es": "cantidad, número de entradas, n de entradas, cant", "ca": "quantitat, nombre d'entrades",
        "pt": "quantidade, qtd, qtde, número de bilhetes, número de ingressos",
        "it": "quantità, qta, numero di biglietti, numero biglietti", "de": "menge, anzahl, stückzahl, "
                                                                            "stück, "
              "anzahl tickets, anzahl karten, anzahl personen, ticketanzahl",
        "nl": "aantal, hoeveelheid, aantal tickets, aantal kaarten",
        "pl": "ilość, liczba, liczba biletów, ilość biletów, szt, sztuk, liczba osób, liczba sztuk",
        "cs": "počet, množství, počet vstupenek, ks, počet kusů", "sk": "počet, množstvo, počet lístkov",
        "hu": "mennyiség, darab, db, darabszám", "ro": "cantitate, număr de bilete",
        "sv": "antal, antal biljetter", "da": "antal, antal billetter", "nb": "antall, antall billetter",
        "fi": "määrä, lukumäärä, kpl, lippujen määrä", "et": "kogus, arv", "tr": "adet, miktar, bilet adedi",
        "hr": "količina, broj ulaznica", "sl": "količina, število", "lt": "kiekis", "lv": "daudzums, skaits",
        "ru": "количество, кол во, количество билетов, число билетов", "uk": "кількість, к сть",
        "bg": "количество, брой", "el": "ποσότητα, αριθμός εισιτηρίων", "ja": "数量, 枚数, 人数, 個数",
        "zh": "数量, 數量, 票数, 張數, 人数", "ko": "수량, 매수, 인원", "vi": "số lượng, số vé",
        "ar": "الكمية, العدد, عدد التذاكر", "he": "כמות, מספר כרטיסים", "id": "jumlah",
    },
}  # fmt: skip
# Words for whose name it is; the guest's is printed, the buyer's only where the guest's is missing.
_OWNERS: Mapping[str, str] = {
    "guest": "attendee, attendees, participant, participants, guest, ticket holder, holder, ticket, visitor, "
             "delegate, registrant, participante, invité, invitée, bénéficiaire, porteur, billet, adhérent, "
             "participante, asistente, invitado, entrada, convidado, bilhete, partecipante, ospite, "
             "biglietto, "
             "teilnehmer, teilnehmers, teilnehmerin, teilnehmende, teilnehmenden, teilnehmername, gast, "
             "gastname, besucher, besuchers, karteninhaber, ticketinhaber, inhaber, deelnemer, deelnemers, "
             "bezoeker, kaarthouder, deelnemersnaam, uczestnik, uczestnika, gość, gościa, bilet, účastník, "
             "účastníka, host, hosta, účastníci, résztvevő, vendég, deltagare, deltagarens, deltagarnamn, "
             "gäst, "
             "deltager, deltagers, deltagerens, gjest, gæst, osallistuja, osallistujan, vieras, katılımcı, "
             "katılımcının, misafir, davetli, участник, участника, гость, гостя, посетитель, учасник, "
             "учасника, "
             "συμμετέχων, συμμετέχοντα, συμμετέχοντος, καλεσμένος, 参加者, 参加者の, 来場者, 参会者, 參加者, "
             "참가자, 참석자, المشارك, الضيف, الحاضر, משתתף, peserta, polaznik, sudionik, udeleženec",
    "buyer": "buyer, purchaser, order, orderer, customer, billing, invoice, invoice address, payer, booker, "
             "cardholder, booked by, ordered by, bought by, contact, acheteur, acheteuse, payeur, payeuse, "
             "client, "
             "commande, facturation, comprador, pagador, cliente, pedido, factura, titular, compra, "
             "acquirente, "
             "pagante, ordine, fattura, acquirente, besteller, bestellers, bestellerin, käufer, käufers, "
             "käuferin, käufername, bestellername, kunde, kunden, rechnung, rechnungsadresse, "
             "rechnungsempfänger, bestellung, rechnungsanschrift, zahler, koper, klant, bestelling, factuur, "
             "kupujący, kupującego, zamawiający, zamawiającego, płatnik, płatnika, nabywca, nabywcy, klient, "
             "klienta, zákazník, zákazníka, kupující, kupujícího, objednatel, objednatele, plátce, vásárló, "
             "vevő, megrendelő, köpare, köparens, kund, beställare, køber, købers, kjøper, kunde, ostaja, "
             "ostajan, tilaaja, tilaajan, asiakas, alıcı, alıcının, müşteri, satın alan, покупатель, "
             "покупателя, заказчик, заказчика, плательщик, плательщика, покупець, покупця, αγοραστής, "
             "αγοραστή, "
             "πελάτης, 購入者, 購入者の, 申込者, 購買者, 购买者, 订购人, 구매자, 주문자, المشتري, العميل, "
             "רוכש, קונה, מזמין, pembeli, kupac, kupca, kupec",
}  # fmt: skip
# Of these words, those that are no people: "Ticket" alone is a kind of ticket.
_THINGS = frozenset(
    "ticket order billing invoice invoiceaddress billet commande facturation entrada pedido factura compra "
    "bilhete "
    "biglietto ordine fattura rechnung rechnungsadresse bestellung rechnungsanschrift bestelling factuur "
    "bilet "
    "contact host".split()
)
# Words between the two: "name of the attendee", "nom du participant".
_FILLERS = frozenset(
    "of the s for on du de la le les des l d del della dello di do da der des dem von van het en y your my "
    "ticketholder od na pro på af av til dla の のお 的".split()
)
# Each of these is written with the family name first: on its badges the whole name is large, in that order.
FAMILY_FIRST = frozenset({"hu", "ja", "ko", "vi", "zh"})
NAME_PARTS = frozenset("name swapped given family middle prefix second suffix title called".split())
_LETTERS = str.maketrans("łøđæœıŁØĐ", "lodaoilod")


@dataclass(frozen=True)
class Head:
    """A column: its head as typed, which part of a person it has (``name``, ``given``, ``role``, ...; empty
    if that is not known), whose name it is (``guest``, ``buyer`` or empty), and in which languages it is
    written so."""

    typed: str
    part: str = ""
    owner: str = ""
    languages: frozenset[str] = frozenset()


def head_of(typed: str) -> Head:
    """What the head of a column means."""
    shown = " ".join(typed.split())
    for words in _readings(shown):
        found = _meaning(words)
        if found:
            part, owner = found
            return Head(shown, part, owner, _languages().get((part, _without_owner(words)[0]), frozenset()))
    return Head(shown)


def _readings(typed: str) -> Iterator[str]:
    """The head; what follows a colon, with whose it is before; and the head without what is in brackets."""
    yield plain(typed)
    before, colon, after = typed.partition(":")
    if colon:
        _, owner = _without_owner(plain(before))
        part = "academic title" if plain(after) in {"title", "titel", "titre"} else plain(after)
        yield f"{_owner_word(owner)} {part}".strip()
    yield plain(re.sub(r"[(\[（].*?[)\]）]|#\d+", " ", typed))


def _owner_word(owner: str) -> str:
    return {"guest": "attendee", "buyer": "buyer"}.get(owner, "")


def _meaning(words: str) -> tuple[str, str] | None:
    """The part and whose it is, or ``None``."""
    known = _meanings()
    if words in known:
        return known[words], ""
    rest, owner = _without_owner(words)
    if owner and not rest:
        return None if words.replace(" ", "") in _THINGS else ("name", owner)
    return (known[rest], owner) if rest in known else None


def _without_owner(words: str) -> tuple[str, str]:
    """The head without the words for whose name it is, and whose it is."""
    if words in _meanings():
        return words, ""
    for owner, phrases in _owner_phrases().items():
        for phrase in phrases:
            rest = _cut(words, phrase)
            if rest is not None:
                return rest, owner
    return words, ""


def _cut(words: str, phrase: str) -> str | None:
    """The words without a phrase at their begin or end, and without fillers there; ``None`` if it is not
    there. Phrases of scripts that are written without spaces may touch the rest."""
    touching = not phrase.isascii() and ord(phrase[0]) > 0x2E80
    space = "" if touching else " "
    if words == phrase:
        return ""
    if words.startswith(phrase + space):
        rest = words[len(phrase) :].split()
    elif words.endswith(space + phrase):
        rest = words[: -len(phrase)].split()
    else:
        return None
    while rest and rest[0] in _FILLERS:
        del rest[0]
    while rest and rest[-1] in _FILLERS:
        del rest[-1]
    return {"名": "氏名"}.get(found := " ".join(rest).removeprefix("の"), found)


def plain(text: str) -> str:
    """A head in small letters, without accents and punctuation: ``first name`` for ``FirstName*``."""
    counted = re.sub("[#№]", " number ", text)
    apart = re.sub(r"(?<=[a-zß-ÿ])(?=[A-Z][a-z])", " ", counted)
    letters = unicodedata.normalize("NFKD", apart.casefold().translate(_LETTERS))
    kept = (sign if sign.isalnum() else "" if unicodedata.combining(sign) else " " for sign in letters)
    return " ".join("".join(kept).split())


@functools.cache
def _meanings() -> Mapping[str, str]:
    """The part that each plain head means. Where languages disagree, the general meaning wins."""
    found: dict[str, str] = {}
    for part, languages in _PARTS.items():
        for phrases in languages.values():
            for phrase in phrases.split(", "):
                found.setdefault(plain(phrase), part)
    return found


@functools.cache
def _languages() -> Mapping[tuple[str, str], frozenset[str]]:
    """The languages in which a plain head has a meaning."""
    found: dict[tuple[str, str], set[str]] = {}
    for part, languages in _PARTS.items():
        for language, phrases in languages.items():
            for phrase in phrases.split(", "):
                found.setdefault((part, plain(phrase)), set()).add(language)
    return {key: frozenset(value) for key, value in found.items()}


@functools.cache
def _owner_phrases() -> Mapping[str, Sequence[str]]:
    """The words for whose name it is, the longest first."""
    return {
        owner: sorted({plain(phrase) for phrase in text.split(", ")}, key=len, reverse=True)
        for owner, text in _OWNERS.items()
    }
