"""Results of events."""

from __future__ import annotations

from pathlib import Path

from tests.mistakes.good import GOOD
from tests.mistakes.mistake import COMING, HELD, RATES, SAO_PAULO_HELD, TOKYO_COMING, Mistake


def _with_a_logo(content: Path) -> None:
    (content / "cities/lodz/kolo.svg").write_text("<svg/>", "utf-8")
    (content / COMING).write_text(GOOD[COMING].replace('level: "venue"', 'logo: "kolo.svg"'), "utf-8")


def _with_few_sold(content: Path) -> None:
    sold = GOOD[HELD].replace('gross: "1250.00"', 'gross: "1250.00"\n      count: "100"')
    (content / HELD).write_text(sold.replace('ticket: "0042"', 'ticket: "201-9"'), "utf-8")


MISTAKES = (
    Mistake("results.fees", HELD, 'fees: "150.00"', 'fees: "15000.00"'),
    Mistake("results.parts", HELD, 'total:\n    amount: "6100.00"', 'total:\n    amount: "6000.00"'),
    Mistake("results.parts", HELD, 'fees: "150.00"\n', 'precision: "exact"\n', at='amount: "6100.00"\n    currency: "PLN"\n  handed'),
    Mistake("results.evidence", HELD, '      evidence: "counted by two"\n', "", at='stream: "raffle"'),
    Mistake("results.early", HELD, 'as_of: "2026-03-25"', 'as_of: "2025-03-25"'),
    Mistake("results.early", HELD, 'as_of: "2026-03-25"', 'as_of: "2026-03-18"'),
    Mistake("results.handed", HELD, 'date: "2026-03-30"', 'date: "2026-03-10"'),
    Mistake("results.handed.more", HELD, 'date: "2026-03-30"\n    amount: "6100.00"',
            'date: "2026-03-30"\n    amount: "61000.00"'),
    Mistake("results.cancelled", SAO_PAULO_HELD, 'status: "held"', 'status: "cancelled"', at='status: "reported"'),
    Mistake("results.planned", HELD, 'status: "held"', 'status: "planned"'),
    Mistake("results.planned", HELD, 'status: "held"', 'status: "postponed"\npostponed_from: "2026-03-12"'),
    Mistake("results.late", HELD, 'status: "final"', 'status: "provisional"'),
    Mistake("event.charity", TOKYO_COMING, 'start: "18:00"', 'start: "18:00"\ncharity: "night-school"',
            at="charity"),
    Mistake("event.held", COMING, 'status: "confirmed"', 'status: "held"'),
    Mistake("event.held", TOKYO_COMING, 'status: "planned"', 'status: "held"'),
    Mistake("money.rate", HELD, "PLN,2026-03-19", "PLN,2025-03-19", changed=RATES,
            at='currency: "PLN"\n  handed'),
    Mistake("winner.digit", HELD, 'ticket: "0042"', 'ticket: "201-8"'),
    Mistake("winner.digit", HELD, 'ticket: "0042"', 'ticket: "No. 0042-1"'),
    Mistake("winner.digit", HELD, 'ticket: "0042"', 'ticket: "42-2"'),
    Mistake("winner.sold", HELD, at='ticket: "0042"', note="a ticket beyond those sold", alter=_with_few_sold),
    Mistake("event.logo", COMING, 'level: "venue"', 'logo: "kolo.svg"'),
    Mistake("event.logo", COMING, at='level: "venue"', note="a logo that is there", alter=_with_a_logo),
)  # fmt: skip
