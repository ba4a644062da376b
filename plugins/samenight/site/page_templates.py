"""Renders pages from templates: the frame that all pages share, and the filters for facts.

Everything here is pure: a page is made from its view, and the view holds everything needed, including
the templates.
"""

from __future__ import annotations

import dataclasses
import functools
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from babel import Locale
from jinja2 import DictLoader, Environment, StrictUndefined, pass_context
from jinja2.runtime import Context
from markupsafe import Markup

from samenight.content.library.library import Library
from samenight.content.library.resolved_event import WithdrawnEvent
from samenight.content.problems.wording import Wording, Words
from samenight.site import display, event_words, urls
from samenight.site.artifact import Artifact, Site, Sources

HTML = "text/html; charset=utf-8"


@dataclass(frozen=True)
class PageFrame:
    """The header and footer of every page. ``print_kit`` is whether the festival has one."""

    site_url: str
    name: str
    tagline: str | None
    hashtags: tuple[str, ...]
    accounts: Mapping[str, str]
    contact: str | None
    menu: tuple[tuple[str, str], ...]
    language: str
    print_kit: bool = False


@dataclass(frozen=True)
class WithdrawnPage:
    """The page in place of one that was withdrawn: the name of its city, and the path that it leads on to."""

    city_name: str
    onward: str


@dataclass(frozen=True)
class View:
    """A page before it is rendered: its template, path, language and facts."""

    template: str
    here: str
    language: str
    content: Any
    frame: PageFrame
    templates: Sources
    words: Words


def frame_of(library: Library, site: Site) -> PageFrame:
    """The frame of a festival's pages."""
    festival = library.festival
    pages = [page for page in library.pages if page.menu != "no" and page.status == "published"]
    return PageFrame(
        site_url=site.url,
        name=festival.name,
        tagline=festival.tagline,
        hashtags=festival.hashtags,
        accounts=festival.accounts,
        contact=festival.contact,
        menu=tuple((urls.page(page.slug), page.title) for page in pages),
        language=site.words.first(*festival.languages),
        print_kit=bool(library.editions),
    )


def page(
    site: Site, frame: PageFrame, here: str, template: str, content: Any, language: str = ""
) -> Artifact:
    """The artifact of a page: ``template`` filled with the fields of the dataclass ``content``.

    ``language`` must have a translation (:meth:`samenight.content.problems.wording.Words.first`), so that no
    page is half in another language; by default it is that of the frame.
    """
    view = View(template, here, language or frame.language, content, frame, site.templates, site.words)
    return Artifact(urls.output_file(here), HTML, render, view)


def withdrawn_page(site: Site, frame: PageFrame, here: str, event: WithdrawnEvent, onward: str) -> Artifact:
    """The neutral page at ``here``, the address of a page about a hidden event; it leads on to the page at
    ``onward``."""
    return page(site, frame, here, "withdrawn.html", WithdrawnPage(event.city_name, onward), event.language)


def render(view: View) -> bytes:
    """The page's HTML."""
    template = environment(view.templates, view.words).get_template(view.template)
    fields = {field.name: getattr(view.content, field.name) for field in dataclasses.fields(view.content)}
    text = template.render(fields, frame=view.frame, here=view.here, lang=view.language)
    return text.encode("utf-8")


@functools.lru_cache(maxsize=4)
def environment(templates: Sources, words: Words) -> Environment:
    """The Jinja environment of a set of templates; made once per process, as that is slow."""
    loader = DictLoader(dict(templates.texts))
    env = Environment(loader=loader, **ENVIRONMENT)  # noqa: S701 -- autoescape is in ENVIRONMENT
    equip(env, words)
    return env


# Used for our own pages and for those that Pelican renders.
ENVIRONMENT: dict[str, Any] = {
    "autoescape": True,
    "auto_reload": False,  # templates do not change within a process
    "undefined": StrictUndefined,
    "extensions": ["jinja2.ext.i18n", "jinja2.ext.do"],
    "trim_blocks": True,
    "lstrip_blocks": True,
}


# Filters that give sentences about a resolved event or a part of it: ``{{ resolved | in_short }}``.
SENTENCES: Mapping[str, Callable[[Any, Wording, Locale], Any]] = MappingProxyType(
    {
        "access_sentences": event_words.access_sentences,
        "in_short": event_words.in_short,
        "marked_title": event_words.marked_title,
        "first_words": event_words.first_words,
        "news": event_words.news,
        "place_words": event_words.place_words,
        "price_words": event_words.price_words,
        "sale_words": event_words.sale_words,
        "ticket_price": event_words.ticket_price,
        "ticket_words": event_words.ticket_words,
        "tier_amount": event_words.tier_amount,
        "tier_words": event_words.tier_words,
    }
)


def _filter_of(
    sentence: Callable[[Any, Wording, Locale], Any], words: Words
) -> Callable[[Context, Any], Any]:
    """A sentence about an event, as a filter in the language of the page."""

    @pass_context
    def in_page_language(context: Context, event: Any) -> Any:
        language = str(context.get("lang", "en"))
        return sentence(event, words.of(language), display.locale(language))

    return in_page_language


def equip(env: Environment, words: Words) -> None:
    """Give an environment our filters and functions, and translations into the language of each page."""
    env.filters.update(display.FILTERS)
    env.filters.update({name: _filter_of(sentence, words) for name, sentence in SENTENCES.items()})
    env.globals.update(display.FUNCTIONS, links=urls)

    @functools.cache  # for the few languages of a site
    def wording(language: str) -> Wording:
        return words.of(language)

    @functools.cache
    def filled(language: str, text: str) -> Markup:
        return Markup(wording(language).unfilled(text)) % {}  # noqa: S704 -- from the theme's catalogues

    @pass_context
    def gettext(context: Context, text: str, **variables: Any) -> str:
        """As Jinja's own, a sentence with its gaps filled; without any it is looked up, and not filled."""
        language = str(context.get("lang", "en"))
        if context.eval_ctx.autoescape and not variables:
            return filled(language, text)
        sentence = wording(language).unfilled(text)
        return (Markup(sentence) if context.eval_ctx.autoescape else sentence) % variables  # noqa: S704

    @pass_context
    def ngettext(context: Context, one: str, many: str, number: int) -> str:
        return wording(str(context.get("lang", "en"))).unfilled_of(number, one, many)

    env.install_gettext_callables(gettext, ngettext, newstyle=True)  # type: ignore[attr-defined]
    env.globals.update(_=gettext, gettext=gettext)
