"""A festival without a mistake: five cities in four scripts, one past edition and one to come.

The check finds nothing in it at :data:`NOW`, not even a warning.
"""

from __future__ import annotations

import datetime as dt
from textwrap import dedent

NOW = dt.datetime(2026, 11, 20, 12, tzinfo=dt.UTC)

_FILES = {
    "festival.md": """
        ---
        name: "Lantern Night"
        tagline: "One night, many cities, one well"
        hashtags: ["LanternNight"]
        accounts:
          x: "@lanternnight"
          mastodon: "@lanterns@lantern.social"
        base_currency: "EUR"
        contact: "hello@lanternnight.org"
        account_pattern: "lantern{city}"
        languages: ["en", "pl"]
        results_due_days: "7"
        maintainers: ["@ana"]
        sources: ["https://lanternnight.org/about"]
        ---
        A night of lanterns.
        """,
    "editions/2026-spring.md": """
        ---
        name: "Spring 2026"
        date: "2026-03-19"
        end_date: "2026-04-26"
        announced: "2026-01-10"
        cities_choose: "yes"
        currency: "EUR"
        facts:
          - what: "raised"
            amount: "9000"
            currency: "EUR"
            source: "https://lanternnight.org/2026"
        ---
        The first edition.
        """,
    "editions/2027-global.md": """
        ---
        name: "Lantern Night 2027"
        date: "2027-03-25"
        announced: "2026-10-01"
        charity: "clean-wells"
        currency: "EUR"
        goal: {amount: "20000", currency: "EUR"}
        hashtags: ["LanternNight27"]
        ---
        All lanterns on one night.
        """,
    "charities/clean-wells.md": """
        ---
        name: "Clean Wells"
        country: "GB"
        registration: "1105851"
        website: "https://cleanwells.org/"
        accounts:
          x: "@cleanwells"
        buys:
          - amount: "20.00"
            currency: "GBP"
            buys: "water for one person"
        ---
        Wells, dug and kept.
        """,
    "charities/night-school.md": """
        ---
        name: "Night School"
        country: "BR"
        website: "https://nightschool.org.br/"
        ---
        Lessons for grown-ups.
        """,
    "cities/lodz/city.md": """
        ---
        name: "Łódź"
        country: "PL"
        region: "Łódzkie"
        timezone: "Europe/Warsaw"
        coordinates: "51.7687, 19.4570"
        population: "655000"
        languages: ["pl", "en"]
        hashtags: ["LanternLodz"]
        accounts:
          x: "@lanternlodz"
          bluesky: "@lanternlodz.bsky.social"
        contact: "lodz@lanternnight.org"
        also_known_as: ["Lodz"]
        maintainers: ["@ana", "@lantern-night/lodz"]
        ---
        A city of mills.
        """,
    "cities/lodz/2026-spring.md": """
        ---
        status: "held"
        date: "2026-03-19"
        start: "19:00"
        end: "23:30"
        venue:
          name: "Klub Przędza"
          address: "Piotrkowska 105, Łódź"
        charity: "clean-wells"
        tickets:
          - name: "Ticket"
            price: "25.00"
            currency: "PLN"
        raffle:
          price: "5.00"
          currency: "PLN"
          prizes:
            - "Weekend in Gdańsk"
            - "Dinner for two"
          winners:
            - prize: "Dinner for two"
              ticket: "0042"
        results:
          status: "final"
          as_of: "2026-03-25"
          attendance: "220"
          lines:
            - stream: "tickets"
              gross: "5000.00"
              fees: "150.00"
              currency: "PLN"
              count: "200"
              evidence: "export of the ticket shop"
            - stream: "raffle"
              gross: "1250.00"
              currency: "PLN"
              evidence: "counted by two"
          total:
            amount: "6100.00"
            currency: "PLN"
          handed_over:
            date: "2026-03-30"
            amount: "6100.00"
            currency: "PLN"
            receipt: "https://cleanwells.org/thanks/lodz-2026"
        sources: ["https://lanternnight.org/2026/lodz"]
        ---
        It rained, and nobody left.
        """,
    "cities/lodz/2027-global.md": """
        ---
        status: "confirmed"
        date: "2027-03-25"
        start: "19:30"
        end: "00:30"
        venue:
          name: "Stara Drukarnia"
          address: "Gdańska 130, Łódź"
          url: "https://staradrukarnia.pl/"
          coordinates: "51.7600, 19.4500"
          access: {step_free: "yes", companion_free: "yes"}
          getting_there: "Tram 11, two stops from the station"
          wifi:
            network: "Drukarnia"
            password: "lampiony 2027"
        capacity: "250"
        ticket_url: "https://www.eventbrite.com/e/lantern-lodz-1"
        ticket_platform: "Eventbrite"
        tickets:
          - name: "Early bird"
            price: "25.00"
            currency: "PLN"
            since: "2027-01-10"
            until: "2027-03-01"
          - name: "At the door"
            price: "35.00"
            currency: "PLN"
            at_the_door: "yes"
        donate:
          url: "https://www.helloasso.com/lantern"
          platform: "HelloAsso"
          tiers:
            - {amount: "50", currency: "PLN", label: "a filter"}
          until: "2027-04-01T23:59"
        raffle:
          price: "5.00"
          currency: "PLN"
          draw: "22:00"
          prizes:
            - name: "Bicycle"
              donor: "Koło"
        match:
          - sponsor: "Koło"
            per: "ticket"
            amount: "1.00"
            currency: "PLN"
            cap: "500.00"
        programme:
          - {time: "20:00", what: "Choir"}
          - {time: "00:10", what: "Last song"}
        volunteers:
          needed: "12"
          url: "https://lanternnight.org/lodz/helpers"
          roles:
            - {role: "Door", hours: "18:30-20:30", needed: "3"}
        team:
          - name: "Ana"
            role: "Programme"
            accounts: {mastodon: "@ana@lantern.social"}
        sponsors:
          - name: "Koło"
            level: "venue"
            url: "https://kolo.pl/"
        ---
        Come by tram. [Map](https://staradrukarnia.pl/map)
        """,
    "cities/tokyo/city.md": """
        ---
        name: "東京"
        country: "JP"
        timezone: "Asia/Tokyo"
        coordinates: "35.6895, 139.6917"
        languages: ["ja"]
        hashtags: ["LanternTokyo"]
        accounts:
          x: "@lanterntokyo"
        also_known_as: ["Tokyo"]
        ---
        """,
    "cities/tokyo/2027-global.md": """
        ---
        status: "planned"
        start: "18:00"
        venue:
          name: "渋谷会館"
        tickets:
          - name: "前売券"
            price: "3000"
            currency: "JPY"
            url: "https://peatix.com/event/lantern"
        ---
        提灯の夜。
        """,
    "cities/casablanca/city.md": """
        ---
        name: "الدار البيضاء"
        country: "MA"
        timezone: "Africa/Casablanca"
        coordinates: "33.5883, -7.6114"
        languages: ["ar", "fr"]
        also_known_as: ["Casablanca"]
        ---
        """,
    "cities/casablanca/2027-global.md": """
        ---
        status: "planned"
        date: "2027-03-25"
        date_note: "___ is it a holiday?"
        venue:
          name: "____"
        ---
        ليلة الفوانيس
        """,
    "cities/sao-paulo/city.md": """
        ---
        name: "São Paulo"
        country: "BR"
        region: "SP"
        timezone: "America/Sao_Paulo"
        coordinates: "-23.5505, -46.6333"
        languages: ["pt-BR"]
        hashtags: ["LanternaSP"]
        ---
        """,
    "cities/sao-paulo/2026-spring.md": """
        ---
        status: "held"
        date: "2026-04-10"
        start: "20:00"
        end: "23:00"
        venue:
          name: "Casa das Luzes"
        charity: "night-school"
        results:
          status: "reported"
          total:
            amount: "12000.00"
            currency: "BRL"
            precision: "about"
        ---
        """,
    "cities/athens/city.md": """
        ---
        name: "Αθήνα"
        country: "GR"
        timezone: "Europe/Athens"
        coordinates: "37.9838, 23.7278"
        languages: ["el"]
        hashtags: ["LanternAthens"]
        ---
        """,
    "cities/athens/2027-global.md": """
        ---
        status: "confirmed"
        date: "2027-03-25"
        start: "20:00"
        end: "23:30"
        venue:
          name: "Σπίτι του Φωτός"
          address: "Ερμού 5, Αθήνα"
        ---
        Ελάτε!
        """,
    "cities/lodz/posts/2026-11-02-venue.md": """
        ---
        title: "We have a room"
        date: "2026-11-02"
        edition: "2027-global"
        languages: ["en"]
        ---
        It has **windows**.
        """,
    "pages/about.md": """
        ---
        title: "About"
        summary: "What this is."
        language: "en"
        ---
        Text about the festival.
        """,
    "rates.csv": """
        currency,date,rate,source
        PLN,2026-03-19,0.2341,"Central Bank, reference rates"
        BRL,2026-04-10,0.1612,"Central Bank, reference rates"
        """,
}
GOOD = {name: dedent(text).lstrip("\n") for name, text in _FILES.items()}
