"""Rules for the links in texts that lead to something of the site: it must be there."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from html import unescape

from samenight.checks import published_paths
from samenight.content.library.library import Library
from samenight.content.model.base import FileFact
from samenight.content.problems.kinds import texts as kinds
from samenight.content.problems.problem import Finding, Problem, nearest
from samenight.content.reading.file_checks.body_limits import rejection
from samenight.content.reading.file_checks.body_markup import without_code
from samenight.content.reading.origins import Origin, Origins, origin_key
from samenight.content.values.slugs import slug_of
from samenight.site import text_links, urls
from samenight.site.body_html import html_of
from samenight.site.text_links import TextHome, home_of

# What may be a link inside the site: most texts have none, and need not be converted.
_MAY_LEAD_INSIDE = re.compile(
    r"\]\([ \n]*<?(?!https?:|mailto:|tel:|geo:|//|www\.)|\]:[ \t]*<?(?!\s|https?:|mailto:|tel:|geo:|//|www\.)"
    r"|[hH][rR][eE][fF]"
)
# The same with what it leads to, so that its place can be found.
_LINK = re.compile(
    r"\]\(\s*(?:<([^<>\n]*)>|([^\s)]*(?:\([^\s)]*\)[^\s)]*)*))|^ {0,3}\[[^\]^\n][^\]\n]*\]:[ \t]*<?([^\s>]+)"
    r"|\bhref\s*=\s*[\"']?([^\"'\s>]+)",
    re.IGNORECASE | re.MULTILINE,
)
_PELICAN = re.compile(r"[{|]\w+[}|]")
_ID = re.compile(r' id="([^"]+)"')
# A host without its scheme, as in "example.org/map".
_HOST = re.compile(
    r"(?:[a-z0-9-]+\.)+(?:com|org|net|info|eu|de|fr|pl|uk|ch|at|it|es|nl|be|io|app|social)(?:/.*)?", re.I
)


def dead_links(library: Library, origins: Origins) -> Iterator[Problem]:
    """Links in texts to files, pages and headings that are not there."""
    texts = [fact for fact in _texts(library) if _may_lead_inside(fact.body)]
    if not texts:
        return
    site = _Site(library)
    for fact in texts:
        if rejection(fact.body) is None:
            yield from _dead_in(fact, site, origins[origin_key(fact)])


def _may_lead_inside(body: str) -> bool:
    """Whether a text may have a link inside the site: the first words are much quicker to find."""
    linked = "](" in body or "]:" in body or "href" in body.lower()
    return linked and _MAY_LEAD_INSIDE.search(body) is not None


def _texts(library: Library) -> Iterator[FileFact]:
    yield library.festival
    yield from (*library.editions, *library.charities, *library.cities, *library.events, *library.posts)
    yield from library.pages


class _Site:
    """What can be linked to: the published paths, and the ids on the pages of texts."""

    def __init__(self, library: Library) -> None:
        self.paths = published_paths.paths_of(library)
        self._by_path: dict[str, list[FileFact]] = defaultdict(list)
        for fact in _texts(library):
            for path in _shown_on(fact, library):
                self._by_path[path].append(fact)
        self._ids: dict[str, frozenset[str]] = {}

    def has(self, path: str) -> bool:
        return path in self.paths or published_paths.is_part_of_a_kit(path, self.paths)

    def ids(self, path: str) -> frozenset[str] | None:
        """The ids of the page at a path; ``None`` if it is not known which it has."""
        facts = self._by_path.get(path)
        if facts is None:
            return None
        if path not in self._ids:
            bodies = [html_of(fact.body, home_of(fact)) for fact in facts if rejection(fact.body) is None]
            own = {one for body in bodies for one in _ID.findall(body)}
            marks = {home_of(fact).mark.removesuffix("--") for fact in facts}
            self._ids[path] = text_links.RESERVED_IDS.union(own, marks)
        return self._ids[path]


def _shown_on(fact: FileFact, library: Library) -> Iterable[str]:
    """The pages that show a text: that of a city shows its current event, each of its events the city."""
    home = home_of(fact)
    city = fact.__dict__.get("city")
    if city and not home.mark:
        return {home.path, urls.city(city)}
    if home.mark == "city--":
        events = library.events_of_city.get(str(fact.__dict__["slug"]), ())
        return {home.path, *(home_of(event).path for event in events)}
    return {home.path}


def _dead_in(fact: FileFact, site: _Site, origin: Origin) -> Iterator[Problem]:
    home = home_of(fact)
    bare = without_code(fact.body)
    published = set(map(unescape, re.findall(r' href="([^"]*)"', html_of(fact.body))))
    for found in _LINK.finditer(bare):
        number = next(one for one in (1, 2, 3, 4) if found[one] is not None)
        link = unescape(found[number])
        shown = _PELICAN.match(link) or text_links.clean_address(link) in published
        if not link or not shown or not text_links.is_inside(link):
            continue
        finding = _finding(link, home, site)
        if finding:
            start = found.start(number)
            line = bare.count("\n", 0, start)
            column = start - (bare.rfind("\n", 0, start) + 1) + 1
            yield Problem(origin.file, origin.header.body_line + line, column, "", finding)


def _finding(link: str, home: TextHome, site: _Site) -> Finding | None:
    target = text_links.target_of(link, home)
    path = home.path if target is None or target.path is None else target.path
    if _PELICAN.match(link) and (target is None or target.path is None or not site.has(path)):
        return kinds.BODY_PELICAN(link)
    if target is None:
        return kinds.BODY_DEAD(link)
    if not site.has(path):
        return kinds.BODY_DEAD(link, _meant(link, path, site))
    ids = site.ids(path) if target.anchor else None
    if ids is None or target.anchor.startswith("post-"):
        return None
    there = target.anchor if target.path is not None else text_links.heading_id(target.anchor, home)
    if not ids.isdisjoint([there, target.anchor]):
        return None
    headings = sorted(one.rpartition("--")[2] for one in ids - text_links.RESERVED_IDS)
    near = nearest(slug_of(target.anchor), headings)
    return kinds.BODY_ANCHOR(link, f"{link.partition('#')[0]}#{near}" if near else None)


def _meant(link: str, path: str, site: _Site) -> str | None:
    """The address that was probably meant: on another site, from the root of this one, or a similar one."""
    if _HOST.fullmatch(link):
        return f"https://{link}"
    typed = link.partition("#")[0].strip("./")
    if f"{typed}/" in site.paths:
        return f"/{typed}/"
    pages = sorted(one for one in site.paths if one.endswith("/"))
    near = nearest(path, pages) if path.endswith("/") else None
    return f"/{near}" if near else None


RULES = (dead_links,)
