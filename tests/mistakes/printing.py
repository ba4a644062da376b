"""Letters that no font of the theme has."""

from __future__ import annotations

from tests.mistakes.mistake import COMING, FESTIVAL, GLOBAL, LODZ, WELLS, Mistake

MISTAKES = (
    Mistake("print.letters", COMING, 'name: "Ana"', 'name: "བསོད་ནམས"', note="Tibetan"),
    Mistake("print.pictures", FESTIVAL, "one well", "one well 💧", note="an emoji"),
    Mistake("print.letters", LODZ, 'name: "Łódź"', 'name: "𐤌𐤃𐤉"', note="Phoenician"),
    Mistake(
        "print.pictures", GLOBAL, '"Lantern Night 2027"', '"Lantern Night 2027 👩‍🚀"', note="joined emoji"
    ),
    Mistake("print.pictures", WELLS, '"water for one person"', '"water 🚰 for one person"'),
)
