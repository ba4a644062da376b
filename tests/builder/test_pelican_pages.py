"""Pages publish nothing but pages: no other readers, no files by links, no drafts."""

from __future__ import annotations

import pytest

from tests import sites

PAGE = '---\ntitle: "About us"\n{more}---\n\n{text}\n'


def built(tmp_path, files):
    site = sites.make_site(tmp_path / "site")
    sites.write(site / "content", files)
    done = sites.build(site)
    return done, sites.tree(site / "output")


def test_a_draft_goes_nowhere(tmp_path):
    draft = PAGE.format(more='status: "draft"\n', text="Not yet for everybody.")
    done, output = built(tmp_path, {"pages/plans.md": draft})
    assert done.returncode == 0, done.stderr
    assert [path for path, content in output.items() if b"Not yet for everybody" in content] == []
    assert [path for path in output if "draft" in path or "plans" in path] == []


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("pages/host.rst", "Host\n====\n\n.. include:: /etc/hostname\n"),
        ("pages/host.html", "<html><head><title>Host</title></head><body><script>1</script></body></html>"),
        ("pages/host.mkd", "Title: Host\n\n<script>1</script>\n"),
        ("pages/more/host.md", PAGE.format(more="", text="In a folder.")),
    ],
)
def test_other_files_among_the_pages_stop_the_build(tmp_path, name, text):
    done, output = built(tmp_path, {name: text})
    assert done.returncode == 1
    assert f"content/{name}  problem file.page" in done.stderr
    assert output == {}


@pytest.mark.parametrize(
    "link", ["{static}/cities/paris/city.md", "{attach}map.svg", "|filename|../festival.md"]
)
def test_links_of_pelican_stop_the_build(tmp_path, link):
    page = PAGE.format(more="", text=f"See [this]({link}).")
    done, output = built(tmp_path, {"pages/links.md": page})
    assert done.returncode == 1
    assert "body.pelican" in done.stderr
    assert output == {}
