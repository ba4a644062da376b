"""Pages out of templates: the frame that every page shares, and how facts are shown in it.

Everything here is pure: a page is made from its view, and the view holds all it needs, the
templates included.
"""

from __future__ import annotations

import dataclasses
import functools
import io
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from gettext import NullTranslations
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import Translations
from jinja2 import DictLoader, Environment, StrictUndefined, pass_context
from jinja2.runtime import Context

from samenight import show
from samenight.artifact import Artifact, Site, Sources
from samenight.festival import links
from samenight.festival.library import Library

HTML = "text/html; charset=utf-8"
TRANSLATIONS = "translations/"


@dataclass(frozen=True)
class Frame:
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
    frame: Frame
    templates: Sources


def frame_of(library: Library, site: Site) -> Frame:
    """The frame of a festival's pages."""
    festival = library.festival
    pages = [page for page in library.pages if page.menu != "no" and page.status == "published"]
    return Frame(
        site_url=site.url,
        name=festival.name,
        tagline=festival.tagline,
        hashtags=festival.hashtags,
        accounts=festival.accounts,
        contact=festival.contact,
        menu=tuple((links.page(page.slug), page.title) for page in pages),
        language=festival.languages[0],
        print_kit=bool(library.editions),
    )


def page(site: Site, frame: Frame, here: str, template: str, content: Any, language: str = "") -> Artifact:
    """The artifact of a page: ``template`` filled with the fields of the dataclass ``content``.

    It speaks ``language`` where the theme has its words, else the festival's: half a page in one
    language and half in another helps nobody.
    """
    view = View(template, here, _spoken(site, language, frame.language), content, frame, site.templates)
    return Artifact(links.output_file(here), HTML, render, view)


def _spoken(site: Site, language: str, otherwise: str) -> str:
    names = {name for name, _ in site.templates.texts if name.startswith(TRANSLATIONS)}
    main = language.partition("-")[0]
    known = main == "en" or f"{TRANSLATIONS}{main}.po" in names or f"{TRANSLATIONS}{language}.po" in names
    return language if known else otherwise


def render(view: View) -> bytes:
    """The page's HTML."""
    template = environment(view.templates).get_template(view.template)
    fields = {field.name: getattr(view.content, field.name) for field in dataclasses.fields(view.content)}
    text = template.render(fields, frame=view.frame, here=view.here, lang=view.language)
    return text.encode("utf-8")


@functools.lru_cache(maxsize=4)
def environment(templates: Sources) -> Environment:
    """The Jinja environment of a set of templates; made once a process, as it is costly."""
    texts = dict(templates.texts)
    env = Environment(loader=DictLoader(texts), **ENVIRONMENT)  # noqa: S701 -- autoescape is in ENVIRONMENT
    equip(env, texts)
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


def equip(env: Environment, texts: Mapping[str, str]) -> None:
    """Give an environment our filters, functions and translations of the UI text."""
    env.filters.update(show.FILTERS)
    env.globals.update(show.FUNCTIONS, links=links)
    one, many = _translators(_catalogs(texts))
    env.install_gettext_callables(one, many, newstyle=True)  # type: ignore[attr-defined]


def _catalogs(texts: Mapping[str, str]) -> dict[str, NullTranslations]:
    """Translations by language, out of the theme's ``translations/<language>.po``."""
    catalogs: dict[str, NullTranslations] = {}
    for name, text in texts.items():
        if name.startswith(TRANSLATIONS) and name.endswith(".po"):
            language = name.removeprefix(TRANSLATIONS).removesuffix(".po")
            compiled = io.BytesIO()
            write_mo(compiled, read_po(io.BytesIO(text.encode()), locale=language.replace("-", "_")))
            compiled.seek(0)
            catalogs[language] = Translations(compiled)
    return catalogs


def _translators(
    catalogs: Mapping[str, NullTranslations],
) -> tuple[Callable[..., str], Callable[..., str]]:
    """``gettext`` and ``ngettext`` that follow the language of the page being rendered."""
    english = NullTranslations()

    def of(context: Context) -> NullTranslations:
        language = str(context.get("lang", "en"))
        return catalogs.get(language) or catalogs.get(language.partition("-")[0]) or english

    @pass_context
    def gettext(context: Context, text: str) -> str:
        return of(context).gettext(text)

    @pass_context
    def ngettext(context: Context, one: str, many: str, number: int) -> str:
        return of(context).ngettext(one, many, number)

    return gettext, ngettext
