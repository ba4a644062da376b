"""Whole files as people write them: thirty cities with their events, in many languages and scripts."""

from __future__ import annotations

from collections.abc import Mapping

_BASE = {
    "festival.md": '---\nname: "Lamp Night"\nbase_currency: "EUR"\nlanguages: ["en", "fr"]\nprint: "none"\n---\nx\n',
    "editions/2031.md": '---\nname: "Edition 2031"\ndate: 20.3.2031\nend_date: 22 March 2031\ncities_choose: "yes"\ngoal: 20 000 EUR\n---\nx\n',
    "charities/wells.md": '---\nname: "Wells"\ncountry: UK\nwebsite: www.wells.org.uk\n---\nx\n',
}

# City: the lines of its own file, and those of its event.
_CITIES = {
    "ulm": (
        "name: Ulm\ncountry: de\ntimezone: Europe/Berlin\ncoordinates: 48,4011; 9,9876\nlanguages: [deutsch]",
        "status: Confirmed\ndate: Donnerstag, 20. März 2031\nstart: 19 Uhr\nend: 24:00\nvenue: Zunfthaus der Schiffleute\n"
        "capacity: ca. 120 Personen\ntickets:\n  - name: Abendkasse\n    price: 8,50 €\n    at_the_door: ja",
    ),
    "lodz": (
        "name: Łódź\ncountry: Polska\ntimezone: europe/warsaw\ncoordinates: 51.7687 N, 19.4570 E\naccounts:\n  twitter: \"@lamplodz\"\n"
        "  ig: lamplodz",
        "status: confirmed\ndate: 20 marca 2031 r.\nstart: godz. 19.30\nend: 23.30\nvenue: {name: Klub Przędza, step_free: tak}\n"
        "goal: 20 000 zł\ncharity: wells\ntickets:\n  - {name: Bilet, price: 35 zł}\n  - {name: W drzwiach, price: \"40\", currency: zł}",
    ),
    "lyon": (
        "name: Lyon\ncountry: France\ntimezone: Europe/Paris\ncoordinates: geo:45.7485,4.8467\nlanguages: [français]",
        "status: confirmed\ndate: le 20 mars 2031\nstart: 19h30\nend: 23h\nvenue:\n  name: Salle Molière\n  step_free: oui\n  url: www.salle-moliere.fr\n"
        "donate: www.helloasso.com/lampes\ntickets:\n  - name: Plein tarif\n    price: 12,00 €\n    until: 19/03/2031 18h00",
    ),
    "madrid": (
        "name: Madrid\ncountry: España\ntimezone: Europe/Madrid\ncoordinates: (40.4165, -3.70256)\nlanguages: [español]",
        "status: confirmed\ndate: jueves, 20 de marzo de 2031\nstart: a las 20:00\nend: medianoche\nvenue: Sala Sol\ncapacity: más de 200\n"
        "goal: 3.000,00 €\nteam:\n  - Lucía\n  - name: Marcos\n    role: Prensa",
    ),
    "porto": (
        "name: Porto\ncountry: Portugal\ntimezone: Europe/Lisbon\ncoordinates: 41°08'58\"N 8°36'39\"W\nlanguages: [português]",
        "status: confirmed\ndate: 20 de março de 2031\nstart: às 21h\nend: 23h30\nvenue: Casa da Luz\nvolunteers: 12\n"
        "tickets:\n  - {name: Bilhete, price: €7}\n",
    ),
    "torino": (
        "name: Torino\ncountry: Italia\ntimezone: Europe/Rome\ncoordinates: 45.0705, 7.6868\nlanguages: [italiano]",
        "status: confirmed\ndate: giovedì 20 marzo 2031\nstart: alle ore 20.30\nend: 23.30\nvenue: Circolo dei Lumi\n"
        "tickets:\n  - name: Ingresso\n    price: 10,- €\n    sold_out: no",
    ),
    "utrecht": (
        "name: Utrecht\ncountry: Nederland\ntimezone: Europe/Amsterdam\ncoordinates: 52.0908 5.1222\nlanguages: [Nederlands]",
        "status: confirmed\ndate: 20-03-2031\nstart: 19.30 uur\nend: 22u45\nvenue: De Lichtfabriek\ntickets:\n  - {name: Kaartje, price: \"€ 9,50\"}",
    ),
    "kyiv": (
        "name: Київ\ncountry: Україна\ntimezone: Europe/Kyiv\ncoordinates: 50°27′ с. ш. 30°31′ в. д.\nlanguages: [українська]",
        "status: confirmed\ndate: 20 березня 2031 р.\nstart: о 19:00\nend: \"22.00\"\nvenue: Будинок ліхтарів\ncapacity: близько 150\n"
        "tickets:\n  - {name: Квиток, price: 250 грн}",
    ),
    "riga": (
        "name: Rīga\ncountry: Latvija\ntimezone: Europe/Riga\ncoordinates: 56.946, 24.10589\nlanguages: [lv]",
        "status: confirmed\ndate: 2031. gada 20. marts\nstart: 19.00\nend: 23.00\nvenue: Gaismas nams",
    ),
    "praha": (
        "name: Praha\ncountry: Česko\ntimezone: Europe/Prague\ncoordinates: 50.08804, 14.42076\nlanguages: [čeština]",
        "status: confirmed\ndate: čtvrtek 20. března 2031\nstart: 19.30 hod.\nend: 23:00\nvenue: Dům světel\ntickets:\n"
        "  - {name: Vstupenka, price: 250 Kč}\nraffle: 20 Kč",
    ),
    "budapest": (
        "name: Budapest\ncountry: Magyarország\ntimezone: Europe/Budapest\ncoordinates: 47.49835, 19.04045\nlanguages: [magyar]",
        "status: confirmed\ndate: 2031. március 20.\nstart: 19:00\nend: 22:30\nvenue: Fények Háza\ngoal: 500 000 Ft",
    ),
    "istanbul": (
        "name: İstanbul\ncountry: Türkiye\ntimezone: Europe/Istanbul\ncoordinates: 41.01384, 28.94966\nlanguages: [Türkçe]",
        "status: confirmed\ndate: 20 Mart 2031 Perşembe\nstart: saat 20.00\nend: 23:00\nvenue: Fener Evi\ntickets:\n  - {name: Bilet, price: 200 TL}",
    ),
    "athina": (
        "name: Αθήνα\ncountry: Ελλάδα\ntimezone: Europe/Athens\ncoordinates: 37.98376, 23.72784\nlanguages: [Ελληνικά]",
        "status: confirmed\ndate: Πέμπτη 20 Μαρτίου 2031\nstart: 8:30 μ.μ.\nend: 11:30 μ.μ.\nvenue: Σπίτι του Φωτός",
    ),
    "helsinki": (
        "name: Helsinki\ncountry: Suomi\ntimezone: Europe/Helsinki\ncoordinates: 60.16952, 24.93545\nlanguages: [suomi, svenska]",
        "status: confirmed\ndate: torstai 20. maaliskuuta 2031\nstart: klo 19.30\nend: klo 23\nvenue: Valotalo\ncapacity: noin 200",
    ),
    "malmo": (
        "name: Malmö\ncountry: Sverige\ntimezone: Europe/Stockholm\ncoordinates: 55.60587, 13.00073\nlanguages: [svenska]",
        "status: confirmed\ndate: torsdag 20 mars 2031\nstart: kl. 19.00\nend: kl. 22.30\nvenue: Ljushuset\n"
        "tickets:\n  - {name: Biljett, price: 150 kr, currency: SEK}",
    ),
    "bergen": (
        "name: Bergen\ncountry: Norge\ntimezone: Europe/Oslo\ncoordinates: 60.39299, 5.32415\nlanguages: [norsk bokmål]".replace(
            "norsk bokmål", "nb"
        ),
        "status: confirmed\ndate: 20. mars 2031\nstart: 1930\nend: 2300\nvenue: Lyshuset\ntickets:\n  - {name: Billett, price: \"kr 200\", currency: NOK}",
    ),
    "zurich": (
        "name: Zürich\ncountry: Schweiz\ntimezone: Europe/Zurich\ncoordinates: 47.36667, 8.55\nlanguages: [Deutsch]",
        "status: confirmed\ndate: Do, 20. März 2031\nstart: 19:30h\nend: 24 Uhr\nvenue: Lichthaus\ngoal: CHF 12'000.-\n"
        "tickets:\n  - {name: Eintritt, price: CHF 25.-}",
    ),
    "tokyo": (
        "name: 東京\ncountry: 日本\ntimezone: Asia/Tokyo\ncoordinates: 北緯35度41分22秒 東経139度41分30秒\nlanguages: [日本語]",
        "status: confirmed\ndate: 2031年3月20日（木）\nstart: 午後7時半\nend: ２２：００\nvenue: 提灯ホール\ncapacity: 約２００名\n"
        "tickets:\n  - {name: 前売, price: ３０００円}",
    ),
    "taipei": (
        "name: 臺北\ncountry: tw\ntimezone: Asia/Taipei\ncoordinates: 25.05306, 121.52639\nlanguages: [zh-Hant]",
        "status: confirmed\ndate: 2031年3月20日 星期四\nstart: 下午7點\nend: 晚上10點\nvenue: 燈籠之家\ntickets:\n  - {name: 門票, price: NT$ 500}",
    ),
    "seoul": (
        "name: 서울\ncountry: 대한민국\ntimezone: Asia/Seoul\ncoordinates: 37.566, 126.9784\nlanguages: [한국어]",
        "status: confirmed\ndate: 2031년 3월 20일 목요일\nstart: 오후 7시 30분\nend: 오후 10시\nvenue: 등불의 집\ncapacity: 100명 이상\n"
        "tickets:\n  - {name: 입장권, price: 20 000 ₩}",
    ),
    "pune": (
        "name: पुणे\ncountry: India\ntimezone: Asia/Kolkata\ncoordinates: 18.51957, 73.85535\nlanguages: [mr, English]",
        "status: confirmed\ndate: 20th March 2031\nstart: 7:30 p.m.\nend: 10 pm\nvenue: House of Lamps\ngoal: ₹1,00,000.00\n"
        "tickets:\n  - {name: Entry, price: Rs. 500, currency: INR}",
    ),
    "haifa": (
        "name: חיפה\ncountry: ישראל\ntimezone: Asia/Jerusalem\ncoordinates: 32.81841, 34.9885\nlanguages: [עברית]",
        "status: confirmed\ndate: 20 במרץ 2031\nstart: 20:00\nend: 23:00\nvenue: בית הפנסים\ntickets:\n  - {name: כרטיס, price: 60 ₪}",
    ),
    "tunis": (
        "name: تونس\ncountry: Tunisie\ntimezone: Africa/Tunis\ncoordinates: 36.81897, 10.16579\nlanguages: [العربية, français]",
        "status: confirmed\ndate: ٢٠ مارس ٢٠٣١\nstart: ١٩:٣٠\nend: ٢٣:٠٠\nvenue: دار الفوانيس\ncapacity: ٢٠٠",
    ),
    "chicago": (
        "name: Chicago\ncountry: USA\nregion: Illinois\ntimezone: America/Chicago\ncoordinates: 41.85003 N, 87.65005 W\nlanguages: [English]",
        "status: confirmed\ndate: Thursday, March 20, 2031\nstart: 7:00 PM\nend: 12:00 AM\nvenue: Lamp Hall\ncapacity: 250+\ngoal: US$ 5,000.00\n"
        "tickets:\n  - {name: Door, price: $10, currency: USD, at_the_door: Yes}",
    ),
    "leeds": (
        "name: Leeds\ncountry: UK\ntimezone: Europe/London\ncoordinates: N 53° 47.800 W 1° 32.900\nlanguages: [english]",
        "status: confirmed\ndate: 2031-03-20T14:25:00.186Z\nstart: 7.30pm\nend: midnight\nvenue: The Lamp Rooms\ngoal: £2 500\n"
        "tickets:\n  - {name: Entry, price: £5.00}\n  - At the door\nprogramme:\n  - {time: 8pm, what: Choir}\n  - {time: 9.15pm, what: Quiz}\n  - Lunch\n  - Tea\n  - Lunch",
    ),
    "toronto": (
        "name: Toronto\ncountry: ca\nregion: Ontario\ntimezone: America/Toronto\ncoordinates: 43.70643, -79.39864\nlanguages: [en]",
        "status: confirmed\ndate: 03/20/2031\nstart: 6:30 p.m.\nend: 9 p.m.\nvenue: Lantern House\ntickets:\n  - {name: Entry, price: CA$ 15}",
    ),
    "recife": (
        "name: Recife\ncountry: Brasil\ntimezone: America/Recife\ncoordinates: 8,05389 S, 34,88111 W\nlanguages: [pt_BR]",
        "status: confirmed\ndate: quinta-feira, 20 de março de 2031\nstart: 19h30m\nend: 22h\nvenue: Casa das Lanternas\ngoal: R$ 8.000,00\n"
        "tickets:\n  - {name: Ingresso, price: \"R$ 25,00\"}",
    ),
    "hanoi": (
        "name: Hà Nội\ncountry: Việt Nam\ntimezone: Asia/Ho_Chi_Minh\ncoordinates: 21.0245, 105.84117\nlanguages: [Tiếng Việt]",
        "status: confirmed\ndate: 20 tháng 3 năm 2031\nstart: 19h00\nend: 22h00\nvenue: Nhà Đèn Lồng",
    ),
    "sofia": (
        "name: София\ncountry: България\ntimezone: Europe/Sofia\ncoordinates: 42.69751, 23.32415\nlanguages: [български]",
        "status: confirmed\ndate: 20 март 2031 г.\nstart: 19.00 ч.\nend: 22.00 ч.\nvenue: Къща на светлините\ntickets:\n  - {name: Вход, price: 5 €}",
    ),
    "graz": (
        "name: Graz\ncountry: Österreich\ntimezone: Europe/Vienna\ncoordinates: 47.06667; 15.45\nlanguages: [Deutsch]",
        "status: confirmed\ndate: 20.3.2031\nend_date: 21.3.2031\nstart: 9:00\nend: 24:00\nvenue: {name: Orpheum, url: orpheum.at/haus}\n"
        "programme:\n  - {time: \"12:30\", what: Mittagessen}\n  - {time: \"14.00\", what: Workshop}\n  - {time: \"12:30\", what: Mittagessen}",
    ),
}  # fmt: skip

TEXT = "Come by tram."


def _files() -> Mapping[str, str]:
    files = dict(_BASE)
    for slug, (city, event) in _CITIES.items():
        files[f"cities/{slug}/city.md"] = f"---\n{city}\n---\n{TEXT}\n"
        charity = "" if "\ncharity:" in event else "\ncharity: wells"
        files[f"cities/{slug}/2031.md"] = f"---\n{event.rstrip()}{charity}\n---\n{TEXT}\n"
    return files


FILES = _files()
