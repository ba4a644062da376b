"""What holds for every page of a site: links that lead somewhere, and nothing from anywhere else."""

from __future__ import annotations

import itertools
import posixpath
from collections import Counter
from urllib.parse import unquote, urljoin, urlsplit
from xml.etree import ElementTree as ET

import pytest

from tests import sites
from tests.pages import pages

URL = "https://nights.example/festival"
MORE = {
    "cities/cairo/city.md": """
        ---
        name: "القاهرة"
        country: "EG"
        timezone: "Africa/Cairo"
        languages: ["ar"]
        ---
        """,
    "cities/cairo/2011-spring.md": """
        ---
        status: "planned"
        ---
        """,
    "cities/oslo/city.md": """
        ---
        name: "Oslo"
        country: "NO"
        timezone: "Europe/Oslo"
        ---
        No event yet.
        """,
    "cities/paris/2010-spring.md": """
        ---
        status: "held"
        date: "2010-03-25"
        charity: "clean-wells"
        sources: ["https://example.org/1"]
        ---
        """,
    "editions/2010-spring.md": """
        ---
        name: "Spring 2010"
        date: "2010-03-25"
        cities_choose: "yes"
        ---
        """,
    "cities/oslo/posts/2011-02-01-soon.md": """
        ---
        title: "Soon"
        date: "2011-02-01"
        ---
        See [the list](../accounts/).
        """,
    "pages/help.md": """
        ---
        title: "How <you> can help"
        menu: "no"
        ---
        ## First

        Write to [us](../about/).
        """,
    "pages/later.md": """
        ---
        title: "Later"
        status: "hidden"
        ---
        Not yet.
        """,
}


@pytest.fixture(scope="module")
def files(tmp_path_factory):
    """The files of a site that was built below a folder of its host."""
    site = sites.make_site(tmp_path_factory.mktemp("whole") / "site", MORE)
    sites.plugin(site, f'SITEURL = "{URL}"')
    assert sites.build(site).returncode == 0
    return sites.tree(site / "output")


@pytest.fixture(scope="module")
def trees(files):
    """All its pages, by the path of their files."""
    return {path: pages.read(content.decode()) for path, content in files.items() if path.endswith(".html")}


def address(file):
    """The public address of a page."""
    return f"{URL}/{file.removesuffix('index.html')}"


def meta(tree, name):
    found = tree.find(f".//meta[@name='{name}']")
    return "" if found is None else found.get("content", "")


def hidden(tree):
    """Whether a page asks search engines to leave it out."""
    return meta(tree, "robots") == "noindex"


def test_all_kinds_of_pages_are_there(trees):
    assert {
        "index.html",
        "404.html",
        "paris/index.html",
        "paris/2011-spring/index.html",
        "oslo/index.html",
        "paris/tonight/index.html",
        "paris/print/index.html",
        "countries/eg/index.html",
        "about/index.html",
        "editions/2010-spring/index.html",
        "charities/clean-wells/index.html",
        "results/index.html",
        "results/2011-spring/index.html",
        "accounts/index.html",
        "calendar/index.html",
        "status/index.html",
        "help/index.html",
        "later/index.html",
    } <= trees.keys()


def test_every_link_of_the_site_leads_to_a_file_of_it(files, trees):
    lost = []
    for path, tree in trees.items():
        for value in pages.hrefs(tree, ".//*") + [e.attrib["src"] for e in tree.iter() if "src" in e.attrib]:
            target = urljoin(address(path), value)
            if target.startswith(("https://nights.example/", "webcal://nights.example/")):
                name = unquote(urlsplit(target).path.removeprefix("/festival/"))
                name = posixpath.join(name, "index.html") if name.endswith("/") or not name else name
                lost += [] if name in files else [(path, value)]
    assert lost == []


def test_every_anchor_is_there(trees):
    lost = []
    for path, tree in trees.items():
        for value in pages.hrefs(tree):
            target, _, anchor = urljoin(address(path), value).partition("#")
            file = urlsplit(target).path.removeprefix("/festival/") + (
                "index.html" if target.endswith("/") else ""
            )
            if anchor and target.startswith(URL):
                ids = {element.get("id") for element in trees[file].iter()}
                lost += [] if anchor in ids else [(path, value)]
    assert lost == []


def test_every_page_has_one_headline_and_skips_no_level(trees):
    for path, tree in trees.items():
        levels = [
            int(element.tag[1]) for element in tree.iter() if element.tag in {"h1", "h2", "h3", "h4", "h5"}
        ]
        assert levels.count(1) == 1, path
        assert levels[0] == 1, path
        assert all(after - before <= 1 for before, after in itertools.pairwise(levels)), path
        assert all(pages.words(h) for h in tree.iter() if h.tag in {"h1", "h2", "h3"}), path


def test_every_page_has_a_title_and_a_description(trees):
    for path, tree in trees.items():
        assert len(tree.findall(".//title")) == 1, path
        assert pages.texts(tree, ".//title") != [""], path
        assert meta(tree, "description").strip(), path
        assert "&" not in meta(tree, "description"), path
        assert meta(tree, "viewport") == "width=device-width, initial-scale=1", path


def test_a_pages_title_is_its_headline_as_it_was_typed(trees):
    assert pages.texts(trees["help/index.html"], ".//h1") == ["How <you> can help"]
    assert pages.texts(trees["help/index.html"], ".//title") == ["How <you> can help · Lantern Night"]


def test_no_two_pages_that_are_listed_share_a_title(trees):
    titles = Counter(pages.texts(tree, ".//title")[0] for tree in trees.values() if not hidden(tree))
    assert [title for title, count in titles.items() if count > 1] == []


def test_every_listed_page_names_its_own_address(trees):
    for path, tree in trees.items():
        found = [link.get("href") for link in tree.iterfind(".//link[@rel='canonical']")]
        if not hidden(tree):
            assert found == [address(path)], path
    screen = trees["paris/tonight/index.html"].find(".//link[@rel='canonical']")
    assert screen.get("href") == f"{URL}/paris/"


def test_every_page_forbids_what_it_does_not_need(trees):
    for path, tree in trees.items():
        policy = tree.find(".//meta[@http-equiv='Content-Security-Policy']")
        assert policy is not None, path
        assert policy.attrib["content"].startswith("default-src 'none'"), path
        assert "unsafe" not in policy.attrib["content"], path
        assert "http" not in policy.attrib["content"], path


def test_no_page_has_script_or_style_in_it(trees):
    for path, tree in trees.items():
        assert not [e.tag for e in tree.iter() if e.tag in {"script", "style", "iframe", "form"}], path
        assert not [n for e in tree.iter() for n in e.attrib if n == "style" or n.startswith("on")], path


LOADED = {"stylesheet", "icon", "preload", "prefetch", "preconnect", "modulepreload", "manifest"}


def test_no_page_loads_anything_from_another_host(trees):
    for path, tree in trees.items():
        loaded = [
            e.get("href", "") for e in tree.iterfind(".//link") if LOADED & set(e.get("rel", "").split())
        ]
        loaded += [
            e.attrib[name] for e in tree.iter() for name in ("src", "srcset", "poster") if name in e.attrib
        ]
        assert [value for value in loaded if "//" in value] == [], path
        assert loaded, path


def test_no_style_sheet_loads_anything_at_all(files):
    for path, content in files.items():
        if path.endswith(".css"):
            assert b"url(" not in content, path
            assert b"@import" not in content, path


def test_links_to_other_hosts_give_nothing_away(trees):
    for path, tree in trees.items():
        for link in tree.iterfind(".//main//a"):
            ours = link.get("href", "").startswith(URL)
            if link.get("href", "").startswith("http") and not ours and "noopener" not in link.get("rel", ""):
                assert link.get("rel", "").startswith("noopener"), (path, link.attrib)


def test_pictures_say_what_they_are_and_how_large(trees):
    for path, tree in trees.items():
        for image in tree.iterfind(".//img"):
            assert {"alt", "width", "height"} <= image.attrib.keys(), path
            assert image.get("alt"), path


def test_no_name_of_a_place_in_a_page_comes_twice(trees):
    for path, tree in trees.items():
        names = Counter(element.get("id") for element in tree.iter() if "id" in element.attrib)
        assert [name for name, count in names.items() if count > 1] == [], path


def test_pages_are_in_the_language_of_their_city(trees):
    languages = {path: (tree.get("lang"), tree.get("dir")) for path, tree in trees.items()}
    assert languages["paris/2011-spring/index.html"] == ("fr", "ltr")
    assert languages["cairo/index.html"] == ("en", "ltr")  # there are no Arabic words yet
    assert languages["about/index.html"] == languages["index.html"] == ("en", "ltr")


def test_the_menu_lists_the_pages_that_want_to_be_listed(trees):
    for path in ("index.html", "about/index.html"):
        assert pages.texts(trees[path], ".//nav//li") == ["Cities", "Results", "Calendar", "About"]


LOC = "{http://www.sitemaps.org/schemas/sitemap/0.9}loc"


def test_the_sitemap_has_every_listed_page_once_and_no_other(files, trees):
    root = ET.fromstring(files["sitemap.xml"])  # noqa: S314 -- made by ourselves
    found = sorted(str(loc.text) for loc in root.iter(LOC))
    unlisted = {"later/index.html"}  # a hidden page: no link leads to it
    assert found == sorted(
        address(path) for path, tree in trees.items() if not hidden(tree) and path not in unlisted
    )


def test_no_link_leads_to_what_is_unlisted(trees):
    for path, tree in trees.items():
        found = [urljoin(address(path), value) for value in pages.hrefs(tree)]
        assert [value for value in found if value in {f"{URL}/status/", f"{URL}/later/"}] == [], path
