"""The print page of a kit: every piece with its picture, its sizes and its files."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from samenight.content.problems.wording import Wording
from samenight.print_kit.codes.contents import Codes
from samenight.print_kit.files import KitFile
from samenight.print_kit.pieces import descriptions
from samenight.print_kit.pieces.kit_pieces import public_codes, smallest_width
from samenight.print_kit.pieces.piece import Form, Piece
from samenight.print_kit.typesetting.pdf_pictures import size_of
from samenight.site import page_templates, urls
from samenight.site.artifact import Part

Parts = Mapping[str, Part]


@dataclass(frozen=True)
class FileEntry:
    """One file: its published path, its form, its use, its size in bytes and its SHA-256."""

    path: str
    form: str
    label: str
    use: str
    bytes: int = 0
    digest: str = ""

    @property
    def name(self) -> str:
        """Its file name."""
        return self.path.rpartition("/")[2]


@dataclass(frozen=True)
class PieceEntry:
    """One piece: its kind with its title, and the variant that distinguishes it from others of that kind.

    ``width`` and ``height`` are after cutting, in mm; ``size`` is the same in mm or inches, whichever is
    usual for its paper. ``smallest`` is the width in mm below which it must not be printed, or its code
    could not be read (0 without a code). ``dots`` is the density of its PNG, in dots per inch.
    ``language`` is that of a letter, if the theme does not have it in the language of the kit.
    """

    name: str
    kind: str
    kind_title: str
    title: str
    variant: str
    purpose: str
    width: float
    height: float
    size: tuple[float, float, str]
    smallest: int
    dots: int
    picture: str | None
    codes: tuple[tuple[str, str], ...]
    files: tuple[FileEntry, ...]
    language: str | None = None

    @property
    def pixels(self) -> tuple[int, int]:
        """Width and height of its picture."""
        return size_of(self.width, self.height)


@dataclass(frozen=True)
class PieceCard:
    """Pieces of one drawing, with their picture and their common description."""

    title: str
    first: PieceEntry
    pieces: tuple[PieceEntry, ...]


@dataclass(frozen=True)
class Section:
    """Pieces under one heading."""

    title: str
    pieces: tuple[PieceEntry, ...]

    @property
    def cards(self) -> tuple[PieceCard, ...]:
        """Its pieces by drawing: those with the same picture share a card."""
        drawn: dict[tuple[str, str | None], list[PieceEntry]] = {}
        for piece in self.pieces:
            drawn.setdefault((piece.kind, piece.picture), []).append(piece)
        return tuple(
            PieceCard(pieces[0].title if len(pieces) == 1 else pieces[0].kind_title, pieces[0], tuple(pieces))
            for pieces in drawn.values()
        )


@dataclass(frozen=True)
class PrintPage:
    """The fields of ``print.html``. ``home`` is the page of the city or of the festival; ``others``
    are names and pages of the cities' kits, on the page of the festival. ``read_back`` is whether all
    codes were checked before they were published, ``missing_language`` the city's language if the
    theme has no translation into it."""

    name: str
    slug: str
    home: str
    kit: FileEntry
    sections: tuple[Section, ...]
    read_back: bool
    others: tuple[tuple[str, str], ...] = ()
    missing_language: str | None = None


def print_page(view: page_templates.View, parts: Parts) -> bytes:
    """The page's HTML, with the size and digest of each file."""
    page: PrintPage = view.content
    sections = tuple(
        replace(section, pieces=tuple(_with_digests(piece, parts) for piece in section.pieces))
        for section in page.sections
    )
    return page_templates.render(
        replace(view, content=replace(page, kit=with_digest(page.kit, parts), sections=sections))
    )


def with_digest(file: FileEntry, parts: Parts) -> FileEntry:
    """A file with its size and digest."""
    part = parts[file.path]
    return replace(file, bytes=part.size, digest=part.digest)


def _with_digests(piece: PieceEntry, parts: Parts) -> PieceEntry:
    return replace(piece, files=tuple(with_digest(file, parts) for file in piece.files))


def sections_of(pieces: Iterable[PieceEntry], wording: Wording) -> tuple[Section, ...]:
    """Pieces by heading."""
    shown = list(pieces)
    sections = (
        Section(wording.text(heading), tuple(piece for piece in shown if piece.kind in known))
        for heading, known in descriptions.SECTIONS
    )
    return tuple(section for section in sections if section.pieces)


def piece_shown(
    piece: Piece, files: Sequence[KitFile], folder: str, codes: Codes, wording: Wording, picture: str | None
) -> PieceEntry:
    """A piece as the page shows it; its files are in the published folder ``folder``."""
    return PieceEntry(
        name=piece.name,
        kind=piece.kind,
        kind_title=descriptions.kind_title(piece, wording),
        title=descriptions.title(piece, wording),
        variant=descriptions.variant(piece, wording),
        purpose=descriptions.purpose(piece, wording),
        width=piece.width,
        height=piece.height,
        size=descriptions.size(piece),
        smallest=smallest_width(piece, codes),
        dots=piece.dots,
        picture=picture,
        codes=public_codes(piece, codes),
        files=tuple(_file_entry(file, folder, wording) for file in files),
    )


def _file_entry(file: KitFile, folder: str, wording: Wording) -> FileEntry:
    label = {Form.TEXT: "Markdown"}.get(file.form, file.name.rpartition(".")[2].upper())
    use = descriptions.use(file.piece, file.form, wording)
    return FileEntry(urls.print_file(folder, file.name), str(file.form), label, use)
