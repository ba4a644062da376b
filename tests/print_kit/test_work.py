"""How much work the kits of a small festival are, counted instead of timed."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest
from PIL import Image
from samenight.print_kit.codes import qr, qr_outlines
from samenight.print_kit.finished.pdf_file import PdfFile
from samenight.site.artifact import Site

from tests import sites
from tests.making import made
from tests.print_kit import kits

pypdfium2 = pytest.importorskip("pypdfium2")
typst = pytest.importorskip("typst")
zxingcpp = pytest.importorskip("zxingcpp")

# Of Paris with a full kit, Auckland with a lean one, and the festival's. Kits cost more if a number grows.
# A file is decoded twice if its first picture is not enough.
WORK = {
    "Typst runs": 110,
    "templates read again": 0,
    "PDF files opened by PDFium": 102,
    "pages rendered": 102,
    "pictures decoded": 63,
    "pictures compressed": 51,
    "PDF files read by ourselves": 221,
    "codes worked out": 16,
    "outlines worked out": 16,
}


@pytest.fixture(scope="module")
def work(print_site: Site, tmp_path_factory: pytest.TempPathFactory) -> Counter[str]:
    """The work of a build without a store, in one process."""
    folder = tmp_path_factory.mktemp("work")
    artifacts = kits.by_path(sites.library_of(folder / "site", kits.ONE_FULL), print_site).values()
    counted: Counter[str] = Counter()

    def counting(name: str, function: Callable[..., Any]) -> Callable[..., Any]:
        def counts(*arguments: Any, **named: Any) -> Any:
            counted[name] += 1
            return function(*arguments, **named)

        return counts

    whole = typst.Compiler

    class CountedCompiler:
        """Typst, counting how often it runs, and how many templates it is given instead of reading them."""

        def __init__(self, *arguments: Any, **named: Any) -> None:
            self._compiler = whole(*arguments, **named)

        def compile(self, **named: Any) -> Any:
            counted["Typst runs"] += 1
            counted["templates read again"] += sum(name.endswith(".typ") for name in named["input"]) - 1
            return self._compiler.compile(**named)

    with pytest.MonkeyPatch.context() as patch:
        forget()
        patch.setattr(typst, "Compiler", CountedCompiler)
        for owner, function, name in (
            (pypdfium2.PdfDocument, "__init__", "PDF files opened by PDFium"),
            (pypdfium2.PdfPage, "render", "pages rendered"),
            (zxingcpp, "read_barcodes", "pictures decoded"),
            (Image.Image, "save", "pictures compressed"),
            (PdfFile, "__init__", "PDF files read by ourselves"),
        ):
            patch.setattr(owner, function, counting(name, getattr(owner, function)))
        made(artifacts, folder / "store")
        counted["codes worked out"] = qr._matrix.cache_info().misses
        counted["outlines worked out"] = qr_outlines.outlines_of.cache_info().misses
        forget()  # the counting compilers
    return counted


def forget() -> None:
    """Empty all caches of the print kit: other tests have filled them."""
    for name, module in list(sys.modules.items()):
        if name.startswith("samenight.print_kit"):
            for value in vars(module).values():
                if hasattr(value, "cache_clear"):
                    value.cache_clear()


@pytest.mark.parametrize("name", WORK)
def test_kits_are_no_more_work_than_before(work: Counter[str], name: str) -> None:
    assert work[name] == WORK[name], f"{name}: if there is less work, write the new number"
