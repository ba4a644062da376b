"""Single values as people write them in many languages, with what each means in canonical form."""

from __future__ import annotations

from collections.abc import Mapping

TIMES = {
    "09:00": "9:00|9.00|9h00|9h|9 h|9:00 Uhr|9 Uhr|9am|9 AM|9:00 a.m.|0900|09.00 Uhr|9h00m|um 9 Uhr|à 9h|上午9时|午前9時",
    "19:30": """
        19:30|19.30|19h30|19:30 Uhr|19.30 Uhr|19 Uhr 30|7:30pm|7:30 p.m.|7.30 pm|7:30 PM|07:30 PM|1930|1930 Uhr|１９：３０
        19：30|19:30:00|19:30h|19:30 h|19 h 30|19H30|19h30 min|kl. 19.30|kl 19.30|klo 19.30|at 19:30|at 7:30 pm|um 19.30
        à 19h30|a las 19:30|alle 19:30|alle ore 19:30|às 19h30|o godz. 19:30|godz. 19.30|om 19:30 uur|19u30|19.30 uur
        в 19:30|о 19:30|19時30分|19时30分|19點30分|下午7点30分|下午7点半|午後7時30分|午後7時半|오후 7시 30분|오후 7시 반|19시 30분
        ١٩:٣٠|７：３０ｐｍ|7:30 p. m.|7:30 μ.μ.|19,30|19 : 30|19:30 hrs|19:30 hod.|19:30 ч.
    """,
    "19:00": "7pm|7 pm|7 p.m.|19h|19 h|19 Uhr|19u|19 heures|19 horas|19時|오후 7시|下午7点|晚上7点|19 часов",
    "00:00": "12am|12:00 am|0:00|00.00|0h00|0000",
    "12:00": "12pm|12:00 PM|noon|midi|Mittag|mediodía|południe|正午",
    "23:59": "23.59|23h59|11:59 pm|2359",
}

DATES = {
    "2031-03-20": """
        20310320|2031-3-20|2031/03/20|2031/3/20|2031.03.20|2031. 3. 20.|2031 03 20|2031–03–20|2031‑03‑20|２０３１－０３－２０
        2031-03-20T19:30|2031-03-20 19:30|2031-03-20T14:25:00.186Z|2031-03-20T00:00:00Z|2031-03-20T00:00:00.000Z
        2031-03-20T19:30:00+01:00|2031-03-20T00:00:00|2031年3月20日|2031年03月20日|2031 年 3 月 20 日|2031年3月20號
        2031年3月20日(木)|2031年3月20日（星期四）|2031年3月20日 星期四|2031年3月20日木曜日|2031년 3월 20일|2031년 3월 20일 목요일
        20.3.2031|20.03.2031|20. 3. 2031|20. 03. 2031|20/3/2031|20/03/2031|20-03-2031|3/20/2031|03/20/2031|20 03 2031
        20 March 2031|20th March 2031|20th of March 2031|March 20, 2031|March 20th, 2031|Mar 20, 2031|Mar. 20, 2031
        20 Mar 2031|20-Mar-2031|20/Mar/2031|Thursday, 20 March 2031|Thursday, March 20, 2031|Thu, 20 Mar 2031
        Thu 20 March 2031|20 March 2031 (Thursday)|20 mars 2031|jeudi 20 mars 2031|le 20 mars 2031|20. März 2031|Donnerstag, 20. März 2031
        Do., 20.3.2031|Do, 20. März 2031|am 20. März 2031|20. Mär. 2031|20 marzo 2031|giovedì 20 marzo 2031|20 de marzo de 2031
        jueves, 20 de marzo de 2031|20 de março de 2031|quinta-feira, 20 de março de 2031|20 marca 2031|czwartek, 20 marca 2031
        20 marca 2031 r.|20 maart 2031|donderdag 20 maart 2031|20 марта 2031|20 марта 2031 г.|четверг, 20 марта 2031 г.
        20 березня 2031|20 березня 2031 р.|20 Mart 2031|20 Mart 2031 Perşembe|20 Μαρτίου 2031|Πέμπτη 20 Μαρτίου 2031
        20 mars 2031|torsdag 20 mars 2031|20. března 2031|čtvrtek 20. března 2031|20 martie 2031|joi, 20 martie 2031|20. marts 2031
        20. mars 2031|20. maaliskuuta 2031|torstai 20. maaliskuuta 2031|2031. március 20.|20. marca 2031|20 март 2031
        2031 m. kovo 20 d.|20 Maret 2031|20 tháng 3 năm 2031|ngày 20 tháng 3 năm 2031|20 במרץ 2031
        ٢٠ مارس ٢٠٣١|20 مارس 2031|20 मार्च 2031|20 მარტი 2031|20 сакавіка 2031
    """,
    "2031-04-01": "1er avril 2031|le 1er avril 2031|1 d'abril de 2031|1º de abril de 2031|1 April 2031|April 1st, 2031|1. huhtikuuta 2031|1. 4. 2031",
    "2031-04-04": "4/4/2031|04-04-2031|4.4.2031",
    "2031-11-13": "13/11/2031|11/13/2031|13 listopada 2031|13. listopadu 2031|13 листопада 2031|13. November 2031",
}

NUMBERS = {
    "1200": """
        1 200|1\u00a0200|1\u202f200|1\u2009200|1'200|1’200|１２００|１ ２００|١٢٠٠|१२००|1 200 people|1200 Personen|1200 osób|1 200 personnes
        1200 personas|1200 pessoas|1200 человек|1200人|1200 名|1200명|1200 guests|1200 seats|1200 Plätze|1200 places
    """,
    "1234567": "1 234 567|1.234.567|1,234,567|12,34,567|1'234'567|1\u00a0234\u00a0567",
    "80": "80|80 people|80 Gäste|80 gości|80人|80 pers.",
}

COUNTS = {
    "50": "50|50 people|50 guests|50人|50 osób",
    "about 50": """
        about 50|approx. 50|approximately 50|around 50|ca. 50|ca 50|circa 50|c. 50|~50|~ 50|≈50|± 50|roughly 50|some 50|50 or so|50ish
        env. 50|environ 50|à peu près 50|etwa 50|ungefähr 50|rund 50|około 50|ok. 50|mniej więcej 50|ongeveer 50|unos 50|aproximadamente 50
        aprox. 50|alrededor de 50|cerca de 50|por volta de 50|около 50|примерно 50|близько 50|приблизно 50|yaklaşık 50|περίπου 50
        cirka 50|omkring 50|noin 50|asi 50|přibližně 50|körülbelül 50|kb. 50|aproximativ 50|約50|約50人|約５０名|约50人|大约50人|50人左右|50人程度
        약 50명|about 50 people|approx 50 guests|etwa 50 Personen|environ 50 personnes|około 50 osób|Около 50 человек|About 50
    """,
    "at least 100": """
        100+|100 +|100+ people|at least 100|min. 100|more than 100|over 100|> 100|>100|≥ 100|100 or more|100 and more|upwards of 100|au moins 100
        plus de 100|100 et plus|mindestens 100|über 100|mehr als 100|co najmniej 100|ponad 100|minstens 100|meer dan 100|al menos 100
        más de 100|mais de 100|pelo menos 100|almeno 100|più di 100|oltre 100|не менее 100|более 100|больше 100|понад 100|en az 100
        τουλάχιστον 100|minst 100|mer än 100|vähintään 100|yli 100|přes 100|legalább 100|peste 100|100人以上|100名以上|至少100人|超过100人|100多人
        100명 이상|More than 100 people|over 100 guests|plus de 100 personnes
    """,
    "at least 1000": "1 000+|more than 1 000|ponad 1 000 osób|1'000+",
    "estimated 60": "estimated 60|est. 60|60 (estimated)|geschätzt 60",
    "exactly 12": "exactly 12|genau 12|exactement 12",
}  # fmt: skip

AMOUNTS = {
    "1200.50": "1.200,50|1,200.50|1 200,50|1 200.50|1\u00a0200,50|1\u202f200,50|1'200.50|1’200.50|1200,50|１２００．５０|١٢٠٠٫٥٠",
    "20000": "20 000|20'000|20\u202f000|２００００",
    "12.5": "12,5",
    "12.50": "12,50|12.50",
    "5": "5,-|5.-|5,--|5.—",
    "0.50": ",50|0,50|.50",
    "1234567.89": "1.234.567,89|1,234,567.89|12,34,567.89",
}

# Amounts with their currency, where both are in one text.
MONEY = {
    "20000 PLN": "20 000 PLN|PLN 20 000|20000 zł|20 000 złotych|PLN 20.000,00|zł 20 000|20 000 pln",
    "500 EUR": "500 €|€500|€ 500|500 EUR|EUR 500|500 euros|500 Euro|500,- €|500.00 EUR|500 евро",
    "1200.50 EUR": "1.200,50 €|€1,200.50|1 200,50 EUR",
    "300 USD": "US$300|USD 300|300 USD|300 US$",
    "250 GBP": "£250|250 GBP|250 pounds",
    "3000 JPY": "3000円|JPY 3000|３０００円|3000 yen",
    "80 CHF": "CHF 80.-|80 CHF|SFr. 80.-",
    "400 CZK": "400 Kč|CZK 400",
    "150 BRL": "R$ 150|R$150|150 reais",
    "90 UAH": "90 грн|90 ₴|90 UAH",
    "700 SEK": "700 SEK|SEK 700",
    "5000 HUF": "5 000 Ft|5000 HUF",
    "200 ILS": "₪200|200 ₪",
    "600 TRY": "₺600|600 TL",
    "1000 INR": "₹1000|INR 1,000.00",
}

URLS = {
    "https://www.kolo.pl": "www.kolo.pl|//www.kolo.pl|<https://www.kolo.pl>",
    "https://kolo.pl/bilety?x=1": "kolo.pl/bilety?x=1|//kolo.pl/bilety?x=1",
    "https://kolo.pl": "kolo.pl",
    "https://tickets.lanternnight.org": "tickets.lanternnight.org",
    "https://www.münchen.de/licht": "www.münchen.de/licht",
    "https://пример.рф": "пример.рф",
    "https://betterplace.org:8080/x": "betterplace.org:8080/x",
    "https://facebook.com/events/123": "facebook.com/events/123",
}

POINTS = {
    "48.85, 2.35": """
        48.85,2.35|48.85 , 2.35|(48.85, 2.35)|48.85; 2.35|48.85 2.35|48,85; 2,35|48,85 2,35|48,85, 2,35|48.85° N, 2.35° E|48.85N 2.35E
        N48.85 E2.35|N 48.85, E 2.35|2.35 E, 48.85 N|geo:48.85,2.35|geo:48.85,2.35;u=35|geo:48.85,2.35?z=15|48°51'N 2°21'E
        48° 51' 0" N, 2° 21' 0" E|48°51′00″N 2°21′00″E|48°51’00”N, 2°21’00”E|N 48° 51.000 E 2° 21.000|48º51'N 2º21'E|48.85°, 2.35°
        北緯48度51分 東経2度21分|48°51′ с. ш. 2°21′ в. д.|４８．８５，２．３５
    """,
    "-33.9, 151.2": "33.9 S, 151.2 E|33.9°S 151.2°E|151.2 E, 33.9 S|geo:-33.9,151.2|33°54'S 151°12'E|-33.9; 151.2|−33.9, 151.2",
}  # fmt: skip

ANSWERS = {
    "yes": "yes|Yes|YES|oui|Oui|ja|Ja|sí|si|sim|tak|да|так|ναι|evet|kyllä|ano|igen|はい|是|네|نعم|כן|true|True",
    "no": "no|No|NO|non|nein|Nein|nej|não|nie|нет|ні|όχι|hayır|ei|ne|nem|いいえ|否|아니요|لا|לא|false|nee",
    "unknown": "unknown|unbekannt|inconnu",
}

DEADLINES = {
    "2031-03-20T23:59": """
        2031-03-20 23:59|2031-03-20T23:59:00|2031-03-20T23:59:59|20.3.2031 23:59|20.3.2031, 23:59|20 March 2031 23:59|20 mars 2031 à 23h59
        2031/03/20 23:59|2031年3月20日 23:59|20310320 2359|March 20, 2031 11:59 pm
    """,
    "2031-03-20": "20.3.2031|20310320|2031年3月20日|20 March 2031",
    "2031-03-21T00:00": "2031-03-20T24:00|20.3.2031 24:00",
}

COUNTRIES = {
    "PL": "pl|Poland|Polska|Pologne|Polen|Polonia|ポーランド",
    "GB": "UK|gb|United Kingdom|Great Britain|Royaume-Uni",
    "DE": "de|Germany|Deutschland|Allemagne|Niemcy|Германия",
    "US": "USA|us|United States|U.S.A.",
    "JP": "Japan|日本|jp",
}
LANGUAGES = {
    "fr": "FR|French|français|Französisch|francuski",
    "pt-BR": "pt_BR|pt-br|PT-BR",
    "pl": "Polish|polski|PL",
    "ja": "日本語|Japanese",
}
CURRENCIES = {
    "EUR": "eur|€|euro|Euro|EURO|Eur",
    "PLN": "pln|zł|złoty",
    "CZK": "Kč|czk",
    "BRL": "R$|brl",
    "UAH": "₴|грн",
}
ZONES = {"Europe/Warsaw": "europe/warsaw|EUROPE/WARSAW"}
STATUSES = {"confirmed": "Confirmed|CONFIRMED| confirmed", "held": "Held", "cancelled": "Cancelled"}


def each(table: Mapping[str, str]) -> list[tuple[str, str]]:
    """The pairs of a typed text and its canonical form in a table, whose texts have "|" or line ends between
    them; each pair once."""
    pairs = [
        (typed.strip(), canonical)
        for canonical, texts in table.items()
        for line in texts.split("\n")
        for typed in line.split("|")
    ]
    return [pair for pair in dict.fromkeys(pairs) if pair[0]]
