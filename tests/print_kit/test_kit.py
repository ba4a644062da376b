"""The whole kit in one file: complete, whole, and the same every time."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

from samenight.print_kit.badge import badge_pdf, badge_svg
from samenight.print_kit.badge_facts import BadgeFacts
from samenight.print_kit.kit import KitFacts, kit_zip
from samenight.print_kit.qr import QrFacts, qr_png, qr_svg

Badge = Callable[..., BadgeFacts]


def kit(badge: BadgeFacts) -> tuple[KitFacts, zipfile.ZipFile]:
    facts = KitFacts(QrFacts(badge.url, "title"), badge)
    return facts, zipfile.ZipFile(io.BytesIO(kit_zip(facts)))


def test_it_holds_the_files_that_lie_beside_it(typeset: Badge) -> None:
    facts, archive = kit(typeset())
    assert archive.testzip() is None
    assert archive.namelist() == ["README.txt", "badge.pdf", "badge.svg", "qr-page.png", "qr-page.svg"]
    assert archive.read("badge.pdf") == badge_pdf(facts.badge)
    assert archive.read("badge.svg") == badge_svg(facts.badge)
    assert archive.read("qr-page.png") == qr_png(facts.qr)
    assert archive.read("qr-page.svg") == qr_svg(facts.qr)


def test_nothing_in_it_tells_when_or_where_it_was_made(plain: Badge) -> None:
    facts, archive = kit(plain())
    for entry in archive.infolist():
        assert entry.date_time == (1980, 1, 1, 0, 0, 0)
        assert (entry.create_system, entry.external_attr) == (3, 0o100644 << 16)
        assert not entry.extra
    assert kit_zip(facts) == kit_zip(facts)


def test_the_text_names_every_file_and_the_address(typeset: Badge, plain: Badge) -> None:
    for badge in (typeset(), plain()):
        facts, archive = kit(badge)
        text = archive.read("README.txt").decode()
        assert facts.qr.text in text
        assert "\n" not in text.replace("\r\n", "")
        for name in set(archive.namelist()) - {"README.txt"}:
            assert f"\n{name} " in text
        assert ("badge.pdf" in text) == (badge.press is not None)
