"""Markdown that cannot run code on its reader's machine, nor on ours."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from samenight.site.body_html import html_of, placed
from samenight.site.text_links import TextHome, heading_id

TEMPLATES = Path(__file__).resolve().parent.parent.parent / "theme" / "templates"
SNIPPETS = [
    "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "[a](javascript:alert(1))",
    '<a href="javascript:alert(1)">b</a>', '<p style="position:fixed">', "<style>*{}</style>",
    "<iframe src=//x.org>",
    "<form action=//x.org><input name=a></form>", "<svg onload=alert(1)>", "<math><mtext><style><img src>",
    "<a href='data:text/html,x'>", "[a]: javascript:alert(1)\n[a]", '<div id="top" class="x">',
    "<base href=//x.org>",
    "<meta http-equiv=refresh content=0>", "<object data=x>", "<a href=\"vbscript:x\">",
    "<details ontoggle=x open>",
    "[a](JaVaScRiPt:alert(1))", "[a](java\tscript:alert(1))", "<a href='&#106;avascript:alert(1)'>", "**",
    "# ", "\n\n",
    "> ", "`", "- ", "1. ", "    ", "<", ">", "[", "]", "(", ")", "<!--", "-->", "<![CDATA[",
    "&lt;script&gt;", "é", "[^1]",
]  # fmt: skip
SAFE_TAGS = set(
    "p br hr h2 h3 h4 h5 ul ol li dl dt dd blockquote strong em b i code pre a table thead tbody tr th td"
    " sup sub abbr".split()
)
SAFE_ATTRIBUTES = {"href", "title", "lang", "dir", "id", "start", "rel"}


class Reader(HTMLParser):
    """Reads HTML as a browser does and notes all tags and attributes."""

    def __init__(self, html):
        super().__init__()
        self.tags, self.attributes = set(), set()
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        self.attributes |= {(name, value or "") for name, value in attrs}


def check_safe(html):
    found = Reader(html)
    assert found.tags <= SAFE_TAGS
    for name, value in found.attributes:
        assert name in SAFE_ATTRIBUTES
        if name == "href":
            scheme = re.match(r"\s*([A-Za-z][A-Za-z0-9+.-]*):", re.sub(r"[\t\r\n\0]", "", value))
            assert not scheme or scheme[1].lower() in {"http", "https", "mailto", "tel", "geo"}
        if name == "id":
            assert re.fullmatch(r"fn(ref)?\d*:[\w-]+", value)


@given(st.lists(st.sampled_from(SNIPPETS) | st.text(max_size=6), max_size=10).map("".join))
def test_no_text_acts(text):
    check_safe(html_of(text))


@pytest.mark.parametrize("text", SNIPPETS)
def test_no_snippet_acts(text):
    html = html_of(f"Before {text} after\n\n{text}\n")
    check_safe(html)
    assert not re.search(r"(?i)\son\w+\s*=|<style|<script|<iframe", html)


def test_the_text_of_scripts_and_styles_is_gone_too():
    assert "alert" not in html_of("a <script>alert(1)</script> b")
    assert "color" not in html_of("<style>p {color: red}</style>\n\nb")


def test_headings_leave_the_first_level_to_the_page():
    assert html_of("# One\n\n## Two\n\n### Three\n\n#### Four\n\nFive\n====\n") == (
        "<h2>One</h2>\n<h3>Two</h3>\n<h4>Three</h4>\n<h5>Four</h5>\n<h2>Five</h2>"
    )


def test_what_organisers_write_is_kept():
    html = html_of(
        "*a* **b** `c`\n\n- d\n- e\n\n1. f\n\n> g\n\nterm\n:   meaning\n\n[h](https://example.org/)"
    )
    for kept in (
        "<em>a</em>",
        "<strong>b</strong>",
        "<li>d</li>",
        "<ol>",
        "<blockquote>",
        "<dd>meaning</dd>",
    ):
        assert kept in html
    assert 'href="https://example.org/"' in html


def test_tables_are_kept():
    html = html_of("| a | b |\n|---|---|\n| c | d |\n")
    assert "<th>a</th>" in html
    assert "<td>d</td>" in html


def test_footnotes_lead_there_and_back():
    html = html_of("Text[^1].\n\n[^1]: A note.\n")
    ids, targets = set(re.findall(r'id="([^"]+)"', html)), set(re.findall(r'href="#([^"]+)"', html))
    assert ids
    assert targets == ids


def test_a_text_does_not_depend_on_the_text_before():
    first = html_of("Text[^1] and [a].\n\n[^1]: Note.\n[a]: https://example.org/\n")
    html_of("Other[^1].\n\n[^1]: Other.\n")
    assert html_of("Text[^1] and [a].\n\n[^1]: Note.\n[a]: https://example.org/\n") == first
    assert "example.org" not in html_of("Only [a].")


@pytest.mark.parametrize("text", ["", " ", "\n\n\t\n"])
def test_nothing_is_nothing(text):
    assert html_of(text) == ""


def test_pelicans_links_pass():
    assert 'href="{filename}/pages/about.md"' in html_of("[a]({filename}/pages/about.md)").replace(
        "%7B", "{"
    ).replace("%7D", "}")


HOME = TextHome("lodz/2027-global/", ("cities", "lodz"))


def links_of(text, home=None):
    """Each link of a text: its words and its address."""
    return re.findall(r'<a href="([^"]*)"[^>]*>(.*?)</a>', html_of(text, home))


@pytest.mark.parametrize(
    ("text", "address", "words"),
    [
        ("See https://lamp.example/map.", "https://lamp.example/map", "https://lamp.example/map"),
        ("www.lamp.example, too", "https://www.lamp.example", "www.lamp.example"),
        ("(http://lamp.example/a_(b))", "http://lamp.example/a_(b)", "http://lamp.example/a_(b)"),
        ("[https://lamp.example/x]", "https://lamp.example/x", "https://lamp.example/x"),
        ("“https://lamp.example/x”!", "https://lamp.example/x", "https://lamp.example/x"),
        ("https://lamp.example/a_b_c and _so_", "https://lamp.example/a_b_c", "https://lamp.example/a_b_c"),
        ("https://lamp.example/?a=1&b=2;", "https://lamp.example/?a=1&amp;b=2", "https://lamp.example/?a=1&amp;b=2"),
        ("地図：https://lamp.example/東京。", "https://lamp.example/%E6%9D%B1%E4%BA%AC", "https://lamp.example/東京"),
        ("*https://lamp.example/x*", "https://lamp.example/x", "https://lamp.example/x"),
        ("<p>https://lamp.example/x</p>", "https://lamp.example/x", "https://lamp.example/x"),
        ("- https://lamp.example/x\n- b", "https://lamp.example/x", "https://lamp.example/x"),
        ("HTTPS://LAMP.EXAMPLE/x", "HTTPS://LAMP.EXAMPLE/x", "HTTPS://LAMP.EXAMPLE/x"),
    ],
)  # fmt: skip
def test_a_web_address_in_the_text_becomes_a_link(text, address, words):
    assert links_of(text) == [(address, words)]


@pytest.mark.parametrize(
    "text",
    [
        "`https://lamp.example/`",
        "    https://lamp.example/",
        "https://",
        "www.",
        "ana@www.lamp.example",
        "xhttps://a.b",
    ],
)
def test_what_is_code_or_no_address_stays(text):
    assert links_of(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "[https://a.example](https://b.example)",
        '<a href="https://b.example">https://a.example</a> b',
        "<https://b.example>",
    ],
)
def test_an_address_in_a_link_gets_no_second_one(text):
    assert [address for address, _ in links_of(text)] == ["https://b.example"]
    assert "\x02" not in html_of(text)


def test_addresses_of_links_are_valid():
    links = links_of("[a](https://a.example/{b}|c) [d](<e f>) [g](www.a.example)")
    assert [address for address, _ in links] == [
        "https://a.example/%7Bb%7D%7Cc", "e%20f", "https://www.a.example"
    ]  # fmt: skip


def test_headings_have_ids_that_are_on_the_page_once():
    html = html_of(
        "# Tickets\n\n## Tickets\n\n## Über uns\n\n## Raffle\n\n## Post 1\n\n## 渋谷\n\n## ***\n", HOME
    )
    ids = re.findall(r'<h\d id="([^"]+)"', html)
    assert ids[:5] == ["tickets", "tickets-2", "uber-uns", "text--raffle", "text--post-1"]
    assert len(set(ids)) == len(re.findall("<h\\d", html))


def test_no_id_of_a_template_is_free_for_headings():
    named = {
        found
        for file in TEMPLATES.rglob("*.html")
        for found in re.findall(r'\bid="([\w-]+?)-?(?:\{\{[^"]*)?"', file.read_text("utf-8"))
    }
    assert {"main", "raffle", "post"} <= named
    for name in named:
        assert heading_id(name, HOME) != name or heading_id(f"{name} 1", HOME) != f"{name}-1", name


@pytest.mark.parametrize(
    ("link", "there"),
    [
        ("{filename}/pages/about.md", "/about/"),
        ("{filename}../../pages/about.md", "/about/"),
        ("|filename|/pages/about.md#The team", "/about/#the-team"),
        ("{static}/root/CNAME", "/CNAME"),
        ("{index}", "/"),
        ("2031.md", "/lodz/2031/"),
        ("./city.md", "/lodz/"),
        ("../wien/city.md#history", "/wien/#city--history"),
        ("posts/2031-01-01-x.md", "/lodz/#post-2031-01-01-x"),
        ("../../editions/2031.md", "/editions/2031/"),
        ("/content/charities/wells.md", "/charities/wells/"),
        ("/about", "/about/"),
        ("/about/?a=1#b", "/about/?a=1#b"),
        ("/calendar.ics", "/calendar.ics"),
        ("../", "/lodz/"),
        ("../../about/index.html", "/about/"),
        ("#tickets", "#tickets"),
        ("#raffle", "#text--raffle"),
        ("#Über%20uns", "#uber-uns"),
        ("#cities", "#cities"),
    ],
)
def test_links_inside_the_site_begin_at_its_root(link, there):
    text = f"[a](<{link}>)\n\n## Tickets\n\n## Raffle\n\n## Über uns\n"
    assert links_of(text, HOME) == [(there, "a")]


def test_links_lead_there_from_each_page():
    html = html_of("[a](/about/) [b](#x) [c](/lodz/#y) [d](https://a.example/)", HOME)
    shown = re.findall(r'href="([^"]*)"', placed(html, "lodz/"))
    assert shown == ["../about/", "#x", "#y", "https://a.example/"]
    assert re.findall(r'href="([^"]*)"', placed(html, "lodz/2027-global/"))[2] == "../#y"
