"""Accounts and hashtags."""

from __future__ import annotations

from tests.mistakes.mistake import (
    ATHENS,
    CASABLANCA_COMING,
    COMING,
    FESTIVAL,
    GLOBAL,
    LODZ,
    SAO_PAULO,
    TOKYO,
    WELLS,
    Mistake,
)

MISTAKES = (
    Mistake("hashtag.syntax", LODZ, '["LanternLodz"]', '["Lantern-Lodz"]'),
    Mistake("hashtag.syntax", LODZ, '["LanternLodz"]', '["Lantern Łódź"]'),
    Mistake("hashtag.syntax", GLOBAL, '["LanternNight27"]', '["2027"]'),
    Mistake("hashtag.syntax", LODZ, '["LanternLodz"]', '["Lantern.Lodz"]'),
    Mistake("hashtag.syntax", LODZ, '["LanternLodz"]', '["LanternLodzWithFriendsOfTheLibrary"]'),
    Mistake("hashtag.scripts", LODZ, '["LanternLodz"]', '["LanternLоdz"]', note="a Cyrillic o"),
    Mistake("hashtag.shared", TOKYO, '["LanternTokyo"]', '["LanternLodz"]'),
    Mistake("hashtag.shared", TOKYO, '["LanternTokyo"]', '["#lanternLODZ"]'),
    Mistake("hashtag.alike", TOKYO, '["LanternTokyo"]', '["LanternL0dz"]'),
    Mistake("hashtag.alike", TOKYO, '["LanternTokyo"]', '["LanternLódź"]'),
    Mistake("hashtag.case", TOKYO, '["LanternTokyo"]', '["lanterntokyo"]'),
    Mistake("hashtag.case", ATHENS, '["LanternAthens"]', '["thisisnotours"]'),
    Mistake("account.list", LODZ, '\n  x: "@lanternlodz"\n  bluesky: "@lanternlodz.bsky.social"', ' "@lanternlodz"'),
    Mistake("account.list", WELLS, '\n  x: "@cleanwells"', ' ["@cleanwells"]'),
    Mistake("account.network", LODZ, 'x: "@lanternlodz"', 'twiter: "@lanternlodz"'),
    Mistake("account.network", LODZ, "bluesky:", "blusky:"),
    Mistake("account.network", LODZ, "bluesky:", "Bluski:"),
    Mistake("account.template", FESTIVAL, '"lantern{city}"', '"lantern[city]"'),
    Mistake("account.template", FESTIVAL, '"lantern{city}"', '"lantern{town}"'),
    Mistake("account.handle", LODZ, 'x: "@lanternlodz"', 'x: "@lantern-lodz"'),
    Mistake("account.handle", LODZ, 'x: "@lanternlodz"', 'x: "@lanternlodzforever"', note="over 15 letters"),
    Mistake("account.handle", LODZ, '"@lanternlodz.bsky.social"', '"@lanternlodz"'),
    Mistake("account.handle", COMING, '"@ana@lantern.social"', '"@ana"', note="Mastodon without its host"),
    Mistake("account.handle", LODZ, 'x: "@lanternlodz"', 'x: "https://www.facebook.com/lanternlodz"'),
    Mistake("account.handle", FESTIVAL, 'x: "@lanternnight"', 'x: "@ lanternnight"'),
    Mistake("account.shared", TOKYO, 'x: "@lanterntokyo"', 'x: "https://x.com/LanternLodz"'),
    Mistake("account.pattern", LODZ, 'x: "@lanternlodz"', 'x: "@lodzlights"'),
    Mistake("hashtag.syntax", SAO_PAULO, '["LanternaSP"]', '["Lanterna_SP!"]'),
    Mistake("hashtag.syntax", CASABLANCA_COMING, "venue:", 'hashtags:\n  - "___"\n  - "a b"\nvenue:', at='"a b"',
            note="behind a blank"),
)  # fmt: skip
