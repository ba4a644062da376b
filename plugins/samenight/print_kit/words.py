"""The words that stand on artwork, in the language of its city."""

from __future__ import annotations

from collections.abc import Mapping

from samenight.festival.wording import Wording, wording


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
        "with_thanks": said.text("With thanks to"),
        **_on_sheets(said),
    }


def _on_sheets(said: Wording) -> Mapping[str, str]:
    """On name badges and raffle tickets."""
    return {
        "hello": said.text("Hello, my name is"),
        "full_size": said.text("Print at 100 %, not fit to page"),
        "measure": said.text("This line is 100 mm long. Hold the sheet against the label stock."),
        "a_ticket": said.text("a ticket"),
        "draw": said.text("Draw"),
        "your_name": said.text("Name"),
        "specimen": said.text("Specimen"),
    }
