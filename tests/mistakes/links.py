"""Links, in fields and in the text."""

from __future__ import annotations

from tests.mistakes.mistake import COMING, FESTIVAL, HELD, LODZ, POST, TOKYO_COMING, WELLS, Mistake

_TICKETS = '"https://www.eventbrite.com/e/lantern-lodz-1"'
_KOLO = '"https://kolo.pl/"'

MISTAKES = (
    Mistake("link.address", COMING, _KOLO, '"kolo"'),
    Mistake("link.address", COMING, _KOLO, '"www.kolo.pl/wspieramy nas"'),
    Mistake("link.address", COMING, _KOLO, '"http:/kolo.pl/"'),
    Mistake("link.address", COMING, _KOLO, '"https://"'),
    Mistake("link.address", COMING, _KOLO, '"https://kolo"'),
    Mistake("link.address", COMING, _KOLO, '"https://kolo.pl/a b"'),
    Mistake("link.address", COMING, _KOLO, '"javascript:alert(1)"'),
    Mistake("link.address", COMING, _KOLO, '"data:text/html,<script>1</script>"'),
    Mistake("link.address", COMING, _KOLO, '"ftp://kolo.pl/"'),
    Mistake("link.address", COMING, _KOLO, '"file:///etc/passwd"'),
    Mistake("link.address", COMING, _KOLO, '"https://[kolo.pl/"'),
    Mistake("link.address", COMING, _KOLO, '"https://kolo.pl:port/"'),
    Mistake("link.credentials", COMING, _KOLO, '"https://ana:secret@kolo.pl/"'),
    Mistake("link.credentials", COMING, _KOLO, '"https://kolo.pl@evil.org/"'),
    Mistake("link.sample", COMING, _KOLO, '"https://example.com/"'),
    Mistake("link.sample", COMING, _KOLO, '"https://www.yourwebsite.com/"'),
    Mistake("link.shortener", COMING, _TICKETS, '"https://bit.ly/lanternlodz"'),
    Mistake("link.shortener", TOKYO_COMING, '"https://peatix.com/event/lantern"', '"https://tinyurl.com/x"'),
    Mistake("link.scripts", COMING, _TICKETS, '"https://www.eventbrіte.com/e/lantern-lodz-1"',
            note="a Cyrillic i in eventbrite", more=(("link.platform", "ticket_url"),)),
    Mistake("link.scripts", WELLS, '"https://cleanwells.org/"', '"https://cleаnwells.org/"',
            note="a Cyrillic a"),
    Mistake("link.lookalike", COMING, _TICKETS, '"https://www.eventbr1te.com/e/lantern-lodz-1"',
            more=(("link.platform", "ticket_url"),)),
    Mistake("link.lookalike", COMING, '"https://www.helloasso.com/lantern"', '"https://www.he11oasso.com/lantern"',
            more=(("link.platform", "https://www.he11oasso.com/lantern"),)),
    Mistake("link.platform", COMING, _TICKETS, '"https://shop.kolo.pl/lantern"'),
    Mistake("link.platform", COMING, 'platform: "HelloAsso"', 'platform: "PayPal"',
            at='"https://www.helloasso.com/lantern"'),
    Mistake("tickets.copied", TOKYO_COMING, '"https://peatix.com/event/lantern"', _TICKETS),
    Mistake("body.link", COMING, "(https://staradrukarnia.pl/map)", "(javascript:alert(1))"),
    Mistake("body.pelican", COMING, "(https://staradrukarnia.pl/map)", "({static}/extra/map.pdf)"),
    Mistake("body.pelican", POST, "It has", "[1]: |attach|/x.svg\n\nIt has"),
    Mistake("body.link", COMING, "(https://staradrukarnia.pl/map)", "(data:text/html;base64,AAAA)"),
    Mistake("body.link", POST, "It has", "[1]: vbscript:x\n\nIt has"),
    Mistake("body.picture", POST, "It has", "![The room](room.jpg)\n\nIt has"),
    Mistake("link.address", FESTIVAL, '"https://lanternnight.org/about"', '"lanternnight/about"'),
    Mistake("link.address", HELD, '"https://cleanwells.org/thanks/lodz-2026"', '"receipt.pdf"'),
    Mistake("link.address", LODZ, 'contact: "lodz@lanternnight.org"', 'contact: "javascript://x"'),
)  # fmt: skip
