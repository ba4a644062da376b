"""The inputs of a build besides the content: settings, the moment, the theme's files."""

from __future__ import annotations

import datetime as dt
import functools
import hashlib
import importlib.metadata
import os
import platform
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import samenight
from samenight.builder.processes.cluster import Cluster, ClusterError
from samenight.builder.processes.workers import Workers
from samenight.builder.terminal import message, print_warning, terminal_wording
from samenight.content.library.library import Library
from samenight.content.problems.problem import Phrase
from samenight.content.problems.wording import CatalogueError, Wording, Words, catalogue, name_of_language
from samenight.content.reading.content_files import files_below
from samenight.content.reading.origins import decoded
from samenight.site.artifact import Fonts, Site, Sources
from samenight.site.media_types import media_type

# Packages whose version affects the bytes of an artifact, or that check it before it is kept: if a
# version changes or a package is missing, artifacts are made and checked again.
SHAPING = (
    "babel", "icalendar", "jinja2", "markdown", "markupsafe", "nh3", "pillow", "pydantic", "pypdfium2",
    "qrcode", "typst", "tzdata", "zxing-cpp",
)  # fmt: skip
# The endings of texts that are not of a type "text/...".
_OTHER_TEXTS = frozenset([".json", ".svg", ".webmanifest", ".xml"])


_SETTINGS = Phrase("Settings: {error}")


class SettingError(Exception):
    """A setting that cannot be used; the message says which, and what to write."""


@contextmanager
def settings_explained() -> Iterator[None]:
    """Stop with status 1 and the reason if a setting cannot be used."""
    try:
        yield
    except SettingError as error:
        print_warning(terminal_wording(os.environ).text(_SETTINGS, error=str(error)))
        raise SystemExit(1) from None


def moment(settings: Mapping[str, Any], environ: Mapping[str, str]) -> dt.datetime:
    """The moment of the build in UTC: ``SAMENIGHT_NOW``, else ``SOURCE_DATE_EPOCH``, else now.

    ``SAMENIGHT_NOW`` is an ISO 8601 date or date and time; without an offset it is UTC.
    Raises :class:`SettingError`.
    """
    setting = settings.get("SAMENIGHT_NOW")
    epoch = environ.get("SOURCE_DATE_EPOCH")
    try:
        if setting:
            is_moment = isinstance(setting, dt.datetime)
            now = setting if is_moment else dt.datetime.fromisoformat(str(setting))
            return now.astimezone(dt.UTC) if now.tzinfo else now.replace(tzinfo=dt.UTC)
        if epoch:
            return dt.datetime.fromtimestamp(int(epoch), dt.UTC)
    except (ValueError, OverflowError):
        name, value = ("SAMENIGHT_NOW", setting) if setting else ("SOURCE_DATE_EPOCH", epoch)
        example = "2011-03-24T18:00" if setting else "1300989600"
        raise SettingError(
            message(
                '{name} = "{value}" is not a moment. Write it like "{example}".',
                name=name,
                value=value,
                example=example,
            )
        ) from None
    return dt.datetime.now(dt.UTC)


def configured_url(settings: Mapping[str, Any], environ: Mapping[str, str]) -> str:
    """The configured address of the site: the environment variable ``SITEURL``, else the setting."""
    return str(environ.get("SITEURL") or settings.get("SITEURL") or "").rstrip("/")


def is_placeholder(url: str) -> bool:
    """Whether an address is only a sample: names in ``.example`` are reserved (RFC 2606)."""
    return (urlsplit(url).hostname or "").rstrip(".").endswith(".example")


def site_url(settings: Mapping[str, Any], environ: Mapping[str, str]) -> str:
    """The public address of the site's root. Raises :class:`SettingError` if it is not one."""
    url = configured_url(settings, environ)
    if not url.startswith(("http://", "https://")):
        english = Phrase(
            'SITEURL = "{url}" is not an address. QR codes and calendars contain it: write it like '
            '"https://example.org".'
        )
        raise SettingError(message(english, url=url))
    return url


def fonts_of(theme: Path) -> Fonts:
    """The fonts of a theme; a theme may have none."""
    return Fonts(theme / "fonts", _folder_digest(theme / "fonts"))


def words_of(theme: Path) -> Words:
    """The theme's translations of pages and artwork. Raises :class:`SettingError` if a catalogue cannot be
    read, so that no page is only half translated."""
    folder = theme / "translations"
    texts = {name.removesuffix(".po"): text for name, text in _texts(folder, "") if name.endswith(".po")}
    for language, text in texts.items():
        try:
            catalogue(language, text)
        except CatalogueError as error:
            file = f"{folder / language}.po"
            raise SettingError(message('"{file}" cannot be read: {error}.', file=file, error=error)) from None
    return Words(tuple(sorted(texts.items())))


def site_of(settings: Mapping[str, Any], environ: Mapping[str, str], fonts: Fonts | None = None) -> Site:
    """The site's settings and theme; ``fonts`` if they are read already. Raises :class:`SettingError`."""
    theme = Path(settings["THEME"])
    return Site(
        url=site_url(settings, environ),
        now=moment(settings, environ),
        templates=Sources(_texts(theme / "templates", "")),
        artwork=Sources(_texts(theme / "print", "")),
        fonts=fonts or fonts_of(theme),
        static={f"theme/{name}": _as_in_git(name, content) for name, content in _own_files(theme / "static")},
        words=words_of(theme),
    )


def code_digest() -> bytes:
    """A digest of everything besides the facts that affects bytes: our code, Python, the libraries."""
    package = Path(samenight.__file__).parent
    code = _folder_digest(package, "*.py") + _folder_digest(package, "LICENSE.md")  # the gazetteer's version
    versions = [f"{name} {version}" for name, version in library_versions()]
    python = ".".join(platform.python_version_tuple()[:2])
    return hashlib.sha256(b"\0".join([code, python.encode(), *map(str.encode, versions)])).digest()


def keeps_going(settings: Mapping[str, Any]) -> bool:
    """Whether a build goes on although files of some cities have errors (``SAMENIGHT_KEEP_GOING``).

    Raises :class:`SettingError`.
    """
    setting = str(settings.get("SAMENIGHT_KEEP_GOING") or "0").strip().lower()
    if setting in {"1", "true"}:  # True in the settings; workflows compare the variable with "1"
        return True
    if setting in {"0", "false"}:
        return False
    raise SettingError(message('SAMENIGHT_KEEP_GOING = "{setting}" is neither "1" nor "0".', setting=setting))


def library_versions() -> list[tuple[str, str]]:
    """The libraries that affect bytes, with their versions; "absent" for one that is not installed."""
    return [(name, _version(name)) for name in SHAPING]


def jobs(settings: Mapping[str, Any]) -> int:
    """How many processes may make artifacts; by default one a core. Raises :class:`SettingError`."""
    number = str(settings.get("SAMENIGHT_JOBS") or 0)
    if not number.isdecimal():
        english = Phrase('SAMENIGHT_JOBS = "{number}" is not a number of processes. Write it like "2".')
        raise SettingError(message(english, number=number))
    return int(number) or os.cpu_count() or 1


def workers_of(site: Site, settings: Mapping[str, Any], store: Path, code: bytes) -> Workers:
    """The processes of a build: of this machine, or of the cluster that the setting ``SAMENIGHT_EXECUTOR``
    names. They, and this process, get the compiled templates that the folder ``store`` keeps; ``code`` is
    the digest of the code. Raises :class:`SettingError`."""
    from samenight.builder.processes.template_code import (  # noqa: PLC0415 -- loads Jinja, only for builds
        compile_all,
        keep_templates,
    )

    texts = (site.templates, site.words)
    prepare = functools.partial(keep_templates, *texts, store, code)
    prepare()
    first = functools.partial(compile_all, *texts, store)
    cluster = _cluster(str(settings.get("SAMENIGHT_EXECUTOR") or ""), site, code)
    return Workers(jobs(settings), [*texts, site.artwork], prepare, first, cluster)


def _cluster(address: str, site: Site, code: bytes) -> Cluster | None:
    if not address:
        return None
    try:
        cluster = Cluster(address)
        cluster.check(Phrase("version of Samenight, Python or a library"), code, code_digest)
        cluster.check(
            Phrase("folder of fonts"), site.fonts, functools.partial(fonts_of, site.fonts.folder.parent)
        )
    except ClusterError as error:
        raise SettingError(f"SAMENIGHT_EXECUTOR: {message(error.what, **error.facts)}") from None
    return cluster


def _version(name: str) -> str:
    for _ in (1, 2):  # a folder or file that could not be read once counts as empty, and that is kept
        with suppress(importlib.metadata.PackageNotFoundError):
            found: str | None = importlib.metadata.version(name)
            if found:
                return found
        importlib.metadata.MetadataPathFinder().invalidate_caches()
    return "absent"


def _files(folder: Path, pattern: str = "*") -> list[tuple[str, bytes]]:
    """Files below a folder, sorted by name, without hidden ones: those are a desktop's or an editor's."""
    named = ((path.relative_to(folder).as_posix(), path) for path in files_below(folder))
    kept = sorted(one for one in named if one[1].match(pattern) and not f"/{one[0]}".count("/."))
    return [(name, path.read_bytes()) for name, path in kept]


def _own_files(folder: Path) -> list[tuple[str, bytes]]:
    """The files below a folder of the theme. Raises :class:`SettingError` for a symbolic link, which can lead
    to files that nobody meant to publish."""
    for path in sorted(folder.rglob("*")):
        if path.is_symlink():
            raise SettingError(message('"{path}" is a symbolic link. Put the file itself there.', path=path))
    return _files(folder)


def _as_in_git(name: str, content: bytes) -> bytes:
    """A file of the theme with the line ends that text has in git: git on Windows changes them."""
    is_text = media_type(name).startswith("text/") or Path(name).suffix.lower() in _OTHER_TEXTS
    return content.replace(b"\r\n", b"\n") if is_text else content


def _texts(folder: Path, prefix: str) -> tuple[tuple[str, str], ...]:
    try:
        return tuple((prefix + name, decoded(content)) for name, content in _own_files(folder))
    except UnicodeDecodeError:
        wrong = next(name for name, content in _files(folder) if not _is_text(content))
        english = Phrase(
            '"{file}" is not text in UTF-8. Keep pictures in the theme\'s static folder; drawings for print '
            "are SVG."
        )
        raise SettingError(message(english, file=folder / wrong)) from None


def _is_text(content: bytes) -> bool:
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _folder_digest(folder: Path, pattern: str = "*") -> bytes:
    digest = hashlib.sha256()
    for name, content in _files(folder, pattern):
        digest.update(f"{len(name)}:{name}{len(content)}:".encode() + content)
    return digest.digest()


def missing_words(library: Library, wording: Wording) -> Iterator[str]:
    """A sentence for each language of cities that the theme has no translation for."""
    for language, count in sorted(library.languages_without_words.items()):
        yield wording.text(
            "There is no translation into {language}: pages, calendars and artwork of {cities} are in "
            "another language. docs/theme.md says how to add theme/translations/{code}.po.",
            language=name_of_language(language, wording.language),
            cities=wording.counted(count, "{n} city", "{n} cities"),
            code=language,
        )
