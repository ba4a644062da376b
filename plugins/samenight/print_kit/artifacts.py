"""The artifacts of the print kit: for every city a kit and its page, and one for the whole festival."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from samenight.content.library.library import Library
from samenight.content.library.print_choice import lacking, settings_for
from samenight.content.library.resolved_event import ResolvedEvent, without_words
from samenight.content.library.titles import edition_title
from samenight.content.model.file_facts import Edition
from samenight.content.problems.wording import Wording
from samenight.print_kit.facts.fact_groups import KitFacts, PrintTheme, palette
from samenight.print_kit.facts.kit_facts import city_kit, festival_kit, home_of
from samenight.print_kit.files import KitFile, KitTools, files_of, kit_tools
from samenight.print_kit.kit_index import KitIndex, index_json
from samenight.print_kit.kit_zip import ReadmeFacts, kit_file
from samenight.print_kit.letters.letters import is_timely, letter_language
from samenight.print_kit.pieces.catalogue import LETTER_TEMPLATE
from samenight.print_kit.pieces.kit_pieces import chosen
from samenight.print_kit.pieces.piece import Form, Piece
from samenight.print_kit.print_page import (
    FileEntry,
    PieceEntry,
    PrintPage,
    piece_shown,
    print_page,
    sections_of,
)
from samenight.print_kit.typesetting.pdf_pictures import WEBP, preview
from samenight.site import page_templates, urls
from samenight.site.artifact import Artifact, Publisher, Site, Sources

ZIP = "application/zip"
Filed = tuple[tuple[Piece, tuple[KitFile, ...]], ...]


@dataclass(frozen=True)
class Kit:
    """A kit before it is made: its facts, its pieces with their files, and where it is published.

    ``folder`` is the published folder, ``home`` the page that its codes lead to; ``slug`` is used in
    the names of downloads.
    """

    facts: KitFacts
    folder: str
    home: str
    slug: str
    pieces: Filed
    lacking: tuple[str, ...]

    @property
    def title(self) -> str:
        """The city's name, else the festival's."""
        return self.facts.identity.city or self.facts.identity.festival


def _of_city(library: Library, site: Site) -> Iterable[Artifact]:
    """The kit, its page and its ``index.json``; in place of the page of a kit that was withdrawn, a neutral
    one."""
    theme = PrintTheme(site.artwork, site.fonts, site.words)
    frame = page_templates.frame_of(library, site)
    kits = list(_city_kits(library, site, theme))
    for kit in kits:
        others = tuple(
            (other.facts.identity.title or other.title, other.folder) for other in kits if other is not kit
        )
        yield from _published(kit, site, frame, others)
    for slug, event in {event.city: event for event in library.withdrawn}.items():
        if slug in library.emptied_cities:
            here, onward = urls.city_print(slug), urls.city(slug)
            yield page_templates.withdrawn_page(site, frame, here, event, onward)


def _of_festival(library: Library, site: Site) -> Iterable[Artifact]:
    """The festival's own kit, its page with those of all cities, and its ``index.json``."""
    theme = PrintTheme(site.artwork, site.fonts, site.words)
    frame = page_templates.frame_of(library, site)
    edition = library.current_edition
    if edition:
        kit = _festival_kit(edition, library, site, theme)
        with_kits = [city for city in library.cities if library.events_of_city.get(city.slug)]
        others = tuple((city.name, urls.city_print(city.slug)) for city in with_kits)
        yield from _published(kit, site, frame, others)


# Kinds in the festival's own kit: those that need neither a venue nor an hour.
_OF_THE_FESTIVAL = frozenset(
    "qr-page qr-calendar qr-hashtag badge name-badges poster flyer stickers social-wall money thanks".split()
)


def _city_kits(library: Library, site: Site, theme: PrintTheme) -> Iterator[Kit]:
    for city in library.cities:
        for event in library.night_of(city.slug):
            yield _event_kit(event, library, site, theme)


def _event_kit(event: ResolvedEvent, library: Library, site: Site, theme: PrintTheme) -> Kit:
    """The kit of one event, in a folder below the page that its codes lead to."""
    choice, home = settings_for(library, event.city), home_of(event, library)
    facts = city_kit(event, home, library, site, palette(choice.ground, choice.accent))
    wanted = chosen(choice, lacking(event))
    timely = (one for one in wanted if is_timely(one.kind, facts.organisers.phase))
    tools = kit_tools(facts, theme, choice.home)
    slug = home.strip("/").replace("/", "-")
    return Kit(facts, urls.print_folder(home), home, slug, _with_files(timely, facts, tools), tools.lacking)


def _festival_kit(edition: Edition, library: Library, site: Site, theme: PrintTheme) -> Kit:
    choice = settings_for(library, None)
    facts = festival_kit(edition, library, site, palette(choice.ground, choice.accent))
    wanted = (piece for piece in chosen(choice, _lacking_kinds(facts)) if piece.kind in _OF_THE_FESTIVAL)
    tools = kit_tools(facts, theme, choice.home)
    pieces = _with_files(wanted, facts, tools)
    return Kit(facts, urls.FESTIVAL_PRINT, urls.HOME, "festival", pieces, tools.lacking)


def _lacking_kinds(facts: KitFacts) -> frozenset[str]:
    """The kinds of pieces that the festival's own facts are not enough for."""
    cause, hashtag = facts.cause, facts.codes.hashtag
    lacks = {
        "qr-hashtag": not hashtag,
        "social-wall": not (hashtag or facts.identity.accounts),
        "money": not (cause.charity and (cause.goal or cause.buys)),
        "thanks": not facts.event.sponsors,
    }
    return frozenset(kind for kind, lacking in lacks.items() if lacking)


def _with_files(pieces: Iterable[Piece], facts: KitFacts, tools: KitTools) -> Filed:
    filed = ((piece, tuple(files_of(piece, facts, tools))) for piece in pieces)
    return tuple((files[0].piece, files) for _, files in filed if files)


def _published(
    kit: Kit, site: Site, frame: page_templates.PageFrame, others: tuple[tuple[str, str], ...] = ()
) -> Iterator[Artifact]:
    pictures = dict(_previews(kit))
    for path, pdf in dict.fromkeys(pictures.values()):
        yield Artifact(path, WEBP, preview, None, (pdf,))
    paths: list[str] = []
    for file in (file for _, files in kit.pieces for file in files):
        parts = tuple(urls.print_file(kit.folder, name) for name in file.parts)
        paths.append(urls.print_file(kit.folder, file.name))
        yield Artifact(paths[-1], file.media_type, file.make, file.facts, parts)
    identity = kit.facts.identity
    wording = site.words.of(identity.language)
    sections = sections_of(_shown(kit, pictures, wording, site.artwork), wording)
    title = f"{edition_title(identity.festival, identity.edition)}, {kit.title}"
    zipped = FileEntry(urls.print_download(kit.folder), "zip", "ZIP", "")
    missing = without_words(identity.languages, site.words.languages)
    readme = ReadmeFacts(title, identity.page, identity.language, site.words, sections, missing)
    yield Artifact(zipped.path, ZIP, kit_file, readme, tuple(paths))
    listed = (*paths, zipped.path)
    content = PrintPage(kit.title, kit.slug, kit.home, zipped, sections, not kit.lacking, others, missing)
    page = page_templates.page(site, frame, kit.folder, "print.html", content, identity.language)
    yield replace(page, make=print_page, parts=listed)
    index = KitIndex(kit.title, identity.page, zipped, sections)
    yield Artifact(urls.print_index(kit.folder), "application/json", index_json, index, listed)


def _previews(kit: Kit) -> Iterator[tuple[str, tuple[str, str]]]:
    """For each piece the path of its picture, and of the PDF that it shows. Pieces that differ only in
    size share one."""
    if "pypdfium2" in kit.lacking:
        return
    drawn: dict[tuple[object, ...], tuple[str, str]] = {}
    for piece, files in kit.pieces:
        pdf = next((file for file in files if file.form in {Form.OFFICE, Form.PRESS}), None)
        if pdf:
            same = (piece.kind, piece.template, repr(piece.options), bool(piece.codes))
            own = (urls.print_picture(kit.folder, piece.name), urls.print_file(kit.folder, pdf.name))
            yield piece.name, drawn.setdefault(same, own)


def _shown(
    kit: Kit, pictures: Mapping[str, tuple[str, str]], wording: Wording, artwork: Sources
) -> Iterator[PieceEntry]:
    for piece, files in kit.pieces:
        svg = next((urls.print_file(kit.folder, file.name) for file in files if file.form is Form.SVG), None)
        picture = pictures[piece.name][0] if piece.name in pictures else svg
        shown = piece_shown(piece, files, kit.folder, kit.facts.codes, wording, picture)
        yield replace(shown, language=_other_language(piece, kit, artwork))


def _other_language(piece: Piece, kit: Kit, artwork: Sources) -> str | None:
    """The language of a letter if it is not that of the kit; ``None`` for other pieces."""
    if piece.template != LETTER_TEMPLATE:
        return None
    language = letter_language(piece.kind, kit.facts, artwork)
    return None if language == kit.facts.identity.language else language


# The kits of all cities that have an event, and of the festival.
artifacts = Publisher(_of_festival, _of_city)
