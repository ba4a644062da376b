"""Prices, currencies, rates, pledges, raffles."""

from __future__ import annotations

from tests.mistakes.good import GOOD
from tests.mistakes.mistake import COMING, FESTIVAL, GLOBAL, HELD, RATES, TOKYO_COMING, WELLS, Mistake

MISTAKES = (
    Mistake("value.amount", COMING, 'price: "35.00"', 'price: "35,000"'),
    Mistake("value.amount", COMING, 'price: "35.00"', 'price: "35 or 40 zł"'),
    Mistake("money.other", COMING, 'price: "35.00"', 'price: "£35.00"'),
    Mistake("money.which", GLOBAL, 'goal: {amount: "20000", currency: "EUR"}', 'goal: "$20 000"'),
    Mistake("value.amount", COMING, 'price: "35.00"', 'price: "-35.00"'),
    Mistake("value.amount", COMING, 'price: "35.00"', 'price: "free"'),
    Mistake("value.amount", HELD, 'gross: "5000.00"', 'gross: "5.000 PLN"'),
    Mistake("value.amount", HELD, 'gross: "5000.00"', 'gross: "5,000"', note="two readings"),
    Mistake("value.amount", HELD, 'gross: "5000.00"', 'gross: "5e3"'),
    Mistake("value.amount", TOKYO_COMING, 'price: "3000"', 'price: "３千円"'),
    Mistake("value.amount", WELLS, 'amount: "20.00"', 'amount: "20.00000"'),
    Mistake("value.currency", COMING, 'price: "35.00"\n    currency: "PLN"', 'price: "35.00"\n    currency: "złote polskie"'),
    Mistake("value.currency", FESTIVAL, 'base_currency: "EUR"', 'base_currency: "$"'),
    Mistake("value.currency", FESTIVAL, 'base_currency: "EUR"', 'base_currency: "EURR"'),
    Mistake("value.currency", TOKYO_COMING, 'currency: "JPY"', 'currency: "¥"'),
    Mistake("money.decimals", HELD, 'gross: "5000.00"', 'gross: "5.000"',
            more=(("results.fees", 'fees: "150.00"'),)),
    Mistake("money.decimals", TOKYO_COMING, 'price: "3000"', 'price: "3.000"'),
    Mistake("money.absurd", COMING, 'price: "35.00"', 'price: "350000"'),
    Mistake("money.absurd", TOKYO_COMING, 'price: "3000"', 'price: "3000000"'),
    Mistake("money.foreign", COMING, 'price: "35.00"\n    currency: "PLN"', 'price: "35.00"\n    currency: "EUR"'),
    Mistake("money.foreign", HELD, 'price: "5.00"\n  currency: "PLN"', 'price: "5.00"\n  currency: "PLZ"',
            note="the old zloty"),
    Mistake("match.cap", COMING, 'cap: "500.00"', 'cap: "0.50"'),
    Mistake("raffle.winner", HELD, '- prize: "Dinner for two"', '- prize: "Diner for two"'),
    Mistake("value.rate", RATES, "PLN,2026-03-19,0.2341", "PLN,2026-03-19,-0.2341"),
    Mistake("value.rate", RATES, "BRL,2026-04-10,0.1612", "BRL,2026-04-10,0"),
    Mistake("value.currency", RATES, "BRL,", "R,"),
    Mistake("value.date", RATES, "2026-04-10", "10/04/2026"),
    Mistake("key.missing", RATES, 'BRL,2026-04-10,0.1612,"Central Bank, reference rates"', "BRL,2026-04-10,0.1612"),
    Mistake("rates.head", RATES, "currency,date", "date,currency"),
    Mistake("rates.head", RATES, after=GOOD[RATES].replace(",", ";"), note="semicolons, as some offices write"),
    Mistake("rates.twice", RATES, "BRL,2026-04-10", "PLN,2026-03-19"),
    Mistake("rates.line", RATES, 'BRL,2026-04-10,0.1612,"Central Bank, reference rates"', 'BRL,2026-04-10,0.1612,"Central'),
    Mistake("rates.cells", RATES, "BRL,2026-04-10,0.1612", "BRL,2026-04-10,0,1612"),
    Mistake("ticket.twice", COMING, 'name: "At the door"\n    price: "35.00"', 'name: "Early Bird"\n    price: "25.00"'),
    Mistake("volunteers.sum", COMING, 'needed: "12"', 'needed: "2"'),
    Mistake("volunteers.sum", COMING, 'hours: "18:30-20:30", needed: "3"}', 'needed: "3"}\n    - {role: "Bar", needed: "4"}', at='"12"'),
)  # fmt: skip
