"""Pages out of templates: the frame that every page shares, and how facts are shown in it.

Everything here is pure: a page is made from its view, and the view holds all it needs, the
templates included.
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

from samenight.content.library.library import Library
from samenight.content.problems.wording import Wording, Words
from samenight.site import display, event_words, urls
from samenight.site.artifact import Artifact, Site, Sources

HTML = "text/html; charset=utf-8"


@dataclass(frozen=True)
class PageFrame:
    """What stands around the content of every page. ``print_kit`` is whether the festival has one."""

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
class View:
    """A page before it is rendered: which template, where, in which language, with what facts."""

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

    ``language`` is one that has words (:meth:`samenight.content.problems.wording.Words.first`), for half a
    page in one language and half in another helps nobody; without it, that of the frame.
    """
    view = View(template, here, language or frame.language, content, frame, site.templates, site.words)
    return Artifact(urls.output_file(here), HTML, render, view)


def render(view: View) -> bytes:
    """The page's HTML."""
    template = environment(view.templates, view.words).get_template(view.template)
    fields = {field.name: getattr(view.content, field.name) for field in dataclasses.fields(view.content)}
    text = template.render(fields, frame=view.frame, here=view.here, lang=view.language)
    return text.encode("utf-8")


@functools.lru_cache(maxsize=4)
def environment(templates: Sources, words: Words) -> Environment:
    """The Jinja environment of a set of templates; made once a process, as it is costly."""
    loader = DictLoader(dict(templates.texts))
    env = Environment(loader=loader, **ENVIRONMENT)  # noqa: S701 -- autoescape is in ENVIRONMENT
    equip(env, words)
    return env


# The same for our own pages and for those that Pelican renders.
ENVIRONMENT: dict[str, Any] = {
    "autoescape": True,
    "auto_reload": False,  # a process sees one set of templates
    "undefined": StrictUndefined,
    "extensions": ["jinja2.ext.i18n", "jinja2.ext.do"],
    "trim_blocks": True,
    "lstrip_blocks": True,
}


# What templates can say of a resolved event: ``{{ resolved | in_short }}``.
SENTENCES: Mapping[str, Callable[[Any, Wording, Locale], Any]] = MappingProxyType(
    {
        "in_short": event_words.in_short,
        "marked_title": event_words.marked_title,
        "news": event_words.news,
        "place_words": event_words.place_words,
        "price_words": event_words.price_words,
        "sale_words": event_words.sale_words,
    }
)


def _filter_of(
    sentence: Callable[[Any, Wording, Locale], Any], words: Words
) -> Callable[[Context, Any], Any]:
    """A sentence about an event as a filter that speaks the language of the page."""

    @pass_context
    def spoken(context: Context, event: Any) -> Any:
        language = str(context.get("lang", "en"))
        return sentence(event, words.of(language), display.locale(language))

    return spoken


def equip(env: Environment, words: Words) -> None:
    """Give an environment our filters and functions, and words in the language of the page that it
    renders."""
    env.filters.update(display.FILTERS)
    env.filters.update({name: _filter_of(sentence, words) for name, sentence in SENTENCES.items()})
    env.globals.update(display.FUNCTIONS, links=urls)

    def said(context: Context) -> Wording:
        return words.of(str(context.get("lang", "en")))

    @pass_context
    def gettext(context: Context, text: str) -> str:
        return said(context).unfilled(text)

    @pass_context
    def ngettext(context: Context, one: str, many: str, number: int) -> str:
        return said(context).unfilled_of(number, one, many)

    env.install_gettext_callables(gettext, ngettext, newstyle=True)  # type: ignore[attr-defined]
