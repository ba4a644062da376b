"""Links in texts: what the check says of them is what the built site has."""

from __future__ import annotations

import re

from samenight.checks.published_paths import is_part_of_a_kit, paths_of
from samenight.content.reading.content_reader import read_content
from samenight.site.urls import output_file

from tests import sites

MORE = {
    "pages/about.md": '---\ntitle: "About"\n---\n[a](/paris/#tickets) '
    "[b]({filename}../cities/paris/2011-spring.md)\n\n## Team\n",
    "pages/draft.md": '---\ntitle: "D"\nstatus: "draft"\n---\nx\n',
    "root/CNAME": "lamp.example\n",
    "cities/rome/city.md": '---\nname: "Rome"\ncountry: "IT"\ntimezone: "Europe/Rome"\nwas: ["roma"]\n---\n'
    "[c](/about/#team)\n",
    "cities/rome/2011-spring.md": '---\nstatus: "confirmed"\ndate: "2011-03-24"\nwas: ["supper"]\n---\n',
    "cities/rome/brunch.md": '---\nedition: "2011-spring"\nstatus: "confirmed"\ndate: "2011-03-25"\n'
    'was: ["lunch"]\nhidden: "yes"\n---\n',
    "cities/oslo/city.md": '---\nname: "Oslo"\ncountry: "NO"\n'
    'timezone: "Europe/Oslo"\nwas: ["kristiania"]\n---\n',
    "cities/oslo/2011-spring.md": '---\nstatus: "confirmed"\nhidden: "yes"\n---\n',
}


def test_the_known_paths_are_the_published_ones(tmp_path):
    site = sites.make_site(tmp_path / "site", MORE)
    assert sites.build(site, {"SAMENIGHT_NOW": sites.NOW}).returncode == 0
    published = {
        one.relative_to(site / "output").as_posix() for one in site.rglob("output/**/*") if one.is_file()
    }
    library = read_content(site / "content").library
    assert library is not None
    known = paths_of(sites.seen(library))
    assert {output_file(path) for path in known} <= published
    files = {output_file(path) for path in known}
    assert {one for one in published - files if not is_part_of_a_kit(one, known)} <= {"_headers"}
    page = (site / "output/about/index.html").read_text("utf-8")
    assert re.findall(r'<a href="(\.\./paris[^"]*)"', page) == ["../paris/#tickets", "../paris/2011-spring/"]
    assert 'id="team"' in page
