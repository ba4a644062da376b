"""Markdown that cannot run code on its reader's machine, nor on ours."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st
from samenight.site.body_html import html_of

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
