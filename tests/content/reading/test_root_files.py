"""The files of ``content/root``: which names and contents are published, and which are not."""

from __future__ import annotations

import pytest
from samenight.content.model.file_facts import RootFile
from samenight.content.reading.root_files import root_file

PNG = b"\x89PNG\r\n\x1a\n..."
GOOGLE = b"google-site-verification: googleab12cd34ef567890.html"
YANDEX = b"""<html>
    <head>
        <meta http-equiv="Content-Type" content="text/html; charset=UTF-8">
    </head>
    <body>Verification: 0123456789abcdef</body>
</html>
"""
PINTEREST = b'<!DOCTYPE html><html><head><meta name="p:domain_verify" content="0"/></head></html>'
BING = b'<?xml version="1.0"?>\n<users>\n\t<user>0123456789ABCDEF</user>\n</users>\n'


@pytest.mark.parametrize(
    ("path", "content"),
    [
        ("CNAME", b"lantern.example\n"),
        ("CNAME", b"www.xn--ldz-fqa.example"),
        (".nojekyll", b""),
        ("favicon.ico", b"\x00\x00\x01\x00..."),
        ("favicon-32x32.png", PNG),
        ("apple-touch-icon.png", PNG),
        ("ads.txt", b"placeholder.example, placeholder, DIRECT\n"),
        ("a1b2c3.txt", "Łódź".encode()),
        ("googleab12cd34ef567890.html", GOOGLE),
        ("yandex_0123456789abcdef.html", YANDEX),
        ("pinterest-01234.html", PINTEREST),
        ("BingSiteAuth.xml", BING),
        (".well-known/security.txt", b"Contact: mailto:safe@lantern.example\n"),
        (".well-known/assetlinks.json", b"[]"),
        (".well-known/matrix/server", b'{"m.server": "chat.lantern.example:443"}'),
        (".well-known/atproto-did", b"did:plc:0123"),
    ],
)  # fmt: skip
def test_what_services_ask_for_is_published_as_it_is(path, content):
    found = root_file(path, content)
    assert isinstance(found, RootFile)
    assert (found.path, found.content) == (path, content)


@pytest.mark.parametrize(
    "path",
    [
        "index.html", "lodz/index.html", "_headers", "_redirects", ".htaccess", "web.config", "logo.svg",
        "sw.js", "feed.xml", "crossdomain.xml", "a.pdf", "cname", "google.html", "googlex.html", "names.csv",
        ".well-known/index.html", ".well-known/pki-validation/x.html", "more/CNAME", "CNAME\n", "",
        ".git/config", "a.txt.html", ".env", ".well-known/../x.txt", "login.html", "googleab12.html.js",
    ],
)  # fmt: skip
def test_other_names_are_not(path):
    assert root_file(path, b"").kind.code == "root.name"


@pytest.mark.parametrize(
    ("path", "content"),
    [
        ("CNAME", b"https://lantern.example/"),
        ("CNAME", b"lantern.example other.example"),
        ("CNAME", b""),
        (".nojekyll", b"<script>"),
        ("favicon.ico", b"<svg onload=1>"),
        ("apple-touch-icon.png", b"GIF89a"),
        ("a.txt", b"\xff\xfe"),
        ("a.txt", b"\0"),
        ("googleab12cd34ef567890.html", GOOGLE + b"<script>1</script>"),
        ("googleab12cd34ef567890.html", b"<img src=x onerror=1>"),
        ("googleab12cd34ef567890.html", b"<svg/onload=1>"),
        ("googleab12cd34ef567890.html", b'<meta http-equiv="refresh" content="0;url=https://evil.example">'),
        ("googleab12cd34ef567890.html", b'<body onload="1">'),
        ("googleab12cd34ef567890.html", b"<a href=//evil.example>"),
        ("googleab12cd34ef567890.html", b"<!--><script>1</script>-->"),
        ("googleab12cd34ef567890.html", b"<script"),
        ("googleab12cd34ef567890.html", b"<![CDATA[<script>1</script>]]>"),
        ("googleab12cd34ef567890.html", b"<?php phpinfo(); ?>"),
        ("googleab12cd34ef567890.html", b"<p>" * 30),
        ("googleab12cd34ef567890.html", b"\x1b$B<script>"),
        ("BingSiteAuth.xml", b"<users><user>1</user><x:script xmlns:x='urn:x'/></users>"),
        (".well-known/assetlinks.json", b"<html>"),
        (".well-known/assetlinks.json", b"[" * 100_000),
    ],
)  # fmt: skip
def test_a_file_holds_what_its_name_says(path, content):
    found = root_file(path, content)
    assert not isinstance(found, RootFile)
    assert found.kind.code == "root.content"


def test_texts_have_the_same_line_ends_on_every_machine():
    found = root_file("humans.txt", b"Ada\r\nGrace\r\n")
    assert isinstance(found, RootFile)
    assert found.content == b"Ada\nGrace\n"
