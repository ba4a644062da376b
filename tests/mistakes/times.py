"""Dates and times, also at changes of the clocks."""

from __future__ import annotations

from tests.mistakes.mistake import ATHENS_COMING, COMING, HELD, LODZ, POST, TOKYO_COMING, Mistake

_ATHENS = 'date: "2027-03-25"\nstart: "20:00"\nend: "23:30"'

MISTAKES = (
    Mistake("event.outside", COMING, 'date: "2027-03-25"', 'date: "2026-03-25"', note="last year's date",
            more=(("sale.late", 'until: "2027-03-01"'),)),
    Mistake("event.outside", HELD, 'date: "2026-03-19"', 'date: "2026-03-18"', note="a day before the window"),
    Mistake("event.outside", COMING, 'date: "2027-03-25"', 'date: "2027-05-23"'),
    Mistake("event.postponed", ATHENS_COMING, 'status: "confirmed"', 'status: "postponed"', at="date",
            note="the date may be the old or the new one"),
    Mistake("event.postponed", ATHENS_COMING, 'status: "confirmed"',
            'status: "postponed"\npostponed_from: "2027-03-25"', at="date: ", note="the old day twice"),
    Mistake("event.moved", ATHENS_COMING, 'date: "2027-03-25"', 'postponed_from: "2027-03-25"'),
    Mistake("post.name", POST, 'date: "2026-11-02"', 'date: "2026-12-02"'),
    Mistake("post.far", "cities/lodz/posts/2029-01-02-later.md",
            after='---\ntitle: "Later"\ndate: "2029-01-02"\n---\nText.\n', at="date"),
    Mistake("time.midnight", COMING, 'start: "19:30"\nend: "00:30"', 'start: "00:00"\nend: "00:30"',
            more=(("time.outside", 'draw: "22:00"'), ("time.outside", '{time: "20:00"'))),
    Mistake("time.midnight", TOKYO_COMING, 'start: "18:00"', 'start: "00:00"'),
    Mistake("programme.day", COMING, '- {time: "20:00", what: "Choir"}', '- {time: "20:00", what: "Choir", day: "2027-03-28"}'),
    Mistake("time.outside", COMING, 'draw: "22:00"', 'draw: "10:00"'),
    Mistake("time.outside", COMING, '{time: "00:10"', '{time: "12:10"'),
    Mistake("time.outside", ATHENS_COMING, "---\nΕλ", 'auction:\n  start: "19:00"\n---\nΕλ',
            at='start: "19:00"'),
    Mistake("time.skipped", ATHENS_COMING, _ATHENS, 'date: "2027-03-28"\nstart: "03:30"', at="start"),
    Mistake("time.skipped", ATHENS_COMING, _ATHENS, 'date: "2027-03-27"\nstart: "20:00"\nend: "03:15"',
            at='end: "03:15"', note="the end, in the night of summer time"),
    Mistake("time.twice", "cities/athens/2026-spring.md",
            after='---\nstatus: "held"\ndate: "2026-10-25"\nstart: "03:30"\n---\n', at="start",
            more=(("event.outside", "date"),)),
    Mistake("sale.late", COMING, 'until: "2027-03-01"', 'until: "2027-04-01"'),
    Mistake("sale.turned", COMING, 'since: "2027-01-10"', 'since: "2027-03-10"', at='until: "2027-03-01"'),
    Mistake("value.time", COMING, 'until: "2027-04-01T23:59"', 'until: "2027-04-01T24:10"'),
    Mistake("value.date", COMING, 'until: "2027-04-01T23:59"', 'until: "1.4. 23:59"'),
    Mistake("zone.country", LODZ, 'timezone: "Europe/Warsaw"', 'timezone: "Europe/London"',
            note="an hour less"),
)  # fmt: skip
