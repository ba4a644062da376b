"""What is private is on no published file: not in texts, nor inside of zips, PDFs, pictures and codes."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator, Mapping

import pytest

from tests import sites
from tests.print_kit import kits

pdfium = pytest.importorskip("pypdfium2")
reader = pytest.importorskip("zxingcpp")
Image = pytest.importorskip("PIL.Image")
typst = pytest.importorskip("typst")

NETWORK, PASSWORD = "Qx7net guests", "zw9 door key"
MAINTAINERS = ("@vk3-keeper", "@pj5-keeper")
EVENT = "cities/paris/2011-spring.md"


def files(wifi: str) -> dict[str, str]:
    """The good site with all facts of an event and a full kit; the Wi-Fi ends with these words."""
    event = kits.RICH[EVENT].replace(
        'network: "Invités", password: "mot de passe", public: "yes"',
        f'network: "{NETWORK}", password: "{PASSWORD}"{wifi}',
    )
    assert event.count(PASSWORD) == 1
    festival = kits.ONE_FULL["festival.md"].replace('languages: ["en"]', f'maintainers: ["{MAINTAINERS[0]}"]')
    city = kits.ONE_FULL["cities/paris/city.md"]
    city = city.replace('print: "full"', f'print: "full"\nmaintainers: ["{MAINTAINERS[1]}"]')
    return {**kits.ONE_FULL, "festival.md": festival, "cities/paris/city.md": city, EVENT: event}


def built(folder, wifi: str) -> dict[str, bytes]:
    """The files that a real build publishes."""
    site = sites.make_site(folder, files(wifi))
    done = sites.build(site, {"SAMENIGHT_JOBS": "2"})
    assert done.returncode == 0, done.stderr
    return sites.tree(site / "output")


@pytest.fixture(scope="module")
def private(tmp_path_factory):
    return built(tmp_path_factory.mktemp("private") / "site", ', public: "no"')


@pytest.fixture(scope="module")
def public(tmp_path_factory):
    return built(tmp_path_factory.mktemp("public") / "site", ', public: "yes"')


def codes(picture) -> Iterator[str]:
    for code in reader.read_barcodes(picture.convert("L")):
        yield code.bytes.decode("utf-8", "replace")


def of_pdf(content: bytes) -> Iterator[str]:
    """The text of a PDF and what its codes hold."""
    with pdfium.PdfDocument(content) as document:
        for page in document:
            yield page.get_textpage().get_text_bounded()
            yield from codes(page.render(scale=2.5, grayscale=True).to_pil())


def of_drawing(content: bytes) -> Iterator[str]:
    page = b'#set page(width: auto, height: auto, margin: 0pt)\n#image("drawing.svg")'
    yield from of_pdf(bytes(typst.compile(input={"main.typ": page, "drawing.svg": content}, format="pdf")))


def readings(path: str, content: bytes) -> Iterator[str]:
    """All that can be read in a file: its bytes, and by its type its text, its codes, its files."""
    yield content.decode("utf-8", "replace")
    ending = path.rpartition(".")[2]
    if ending == "zip":
        with zipfile.ZipFile(io.BytesIO(content)) as kit:
            for name in kit.namelist():
                yield name
                yield kit.read(name).decode("utf-8", "replace")  # each of them is published alone, too
    elif ending == "pdf":
        yield from of_pdf(content)
    elif ending in {"png", "webp"}:
        yield from codes(Image.open(io.BytesIO(content)))
    elif ending == "svg" and b"<path" in content:
        yield from of_drawing(content)


def bare(text: str) -> str:
    """A text without white space, as that of a PDF has line breaks in it."""
    return re.sub(r"\s+", "", text)


def texts_of(published: Mapping[str, bytes]) -> dict[str, list[str]]:
    """All that can be read in each file, without white space."""
    return {path: [*map(bare, readings(path, content))] for path, content in published.items()}


@pytest.fixture(scope="module")
def private_texts(private):
    return texts_of(private)


def with_words(texts_by_path: Mapping[str, list[str]], *words: str) -> dict[str, list[str]]:
    """The files in which words can be read."""
    found: dict[str, list[str]] = {}
    for path, texts in texts_by_path.items():
        there = [word for word in words if any(bare(word) in text for text in texts)]
        if there:
            found[path] = there
    return found


def test_a_private_network_is_on_no_published_file(private, private_texts):
    assert with_words(private_texts, NETWORK, PASSWORD) == {}
    assert [path for path in private if "wifi" in path.lower()] == []


def test_it_is_in_no_name_inside_of_a_kit(private):
    with zipfile.ZipFile(io.BytesIO(private["paris/print/kit.zip"])) as kit:
        assert [name for name in kit.namelist() if "wifi" in name.lower()] == []
        assert any("table-tent" in name for name in kit.namelist())


def test_names_of_maintainers_are_on_no_published_file(private_texts):
    assert with_words(private_texts, *MAINTAINERS) == {}


def test_a_public_network_is_on_the_page_and_in_the_kit(public):
    """The same search finds it in each of its forms: those above do not pass by searching badly."""
    found = with_words(texts_of(public), NETWORK, PASSWORD)
    there = {path for path, words in found.items() if PASSWORD in words}
    kit = {f"paris/print/{name}" for name in (
        "qr-wifi.svg", "qr-wifi.png", "qr-wifi.pdf", "table-tent-a4.pdf", "table-tent-a4-press.pdf",
        "table-tent-letter.pdf", "table-tent-letter-press.pdf",
    )}  # fmt: skip
    assert kit | {"paris/index.html", "paris/tonight/index.html"} <= there
    assert "paris/print/index.json" in found
