"""The words that stand on artwork, in the language of its city."""

from __future__ import annotations

from collections.abc import Mapping

from samenight.festival.wording import wording


def words_of(language: str) -> Mapping[str, str]:
    """What templates call their labels by, in a language."""
    said = wording(language)
    return {
        "tickets": said.text("Tickets"),
        "tickets_and_more": said.text("Tickets and all else"),
        "scan": said.text("Scan for all else"),
        "one_night": said.text("Many cities, one night, one cause"),
        "for": said.text("All for"),
        "donate": said.text("Give"),
        "wifi": said.text("Wi-Fi"),
        "password": said.text("Password"),
        "programme": said.text("Programme"),
        "raffle": said.text("Raffle"),
        "step_free": said.text("Step-free"),
        "post": said.text("Tell the world"),
        "fold": said.text("Fold"),
        "tent": said.text("Fold along the dashed lines, and tape this edge to the other end of the sheet."),
        "with_thanks": said.text("With thanks to"),
    }
