"""Pelican's reader, writer and terminal output: pages are read strictly and written to the staging folder,
and Pelican stops where it would go on without a file."""

from __future__ import annotations

import errno
import functools
import logging
import os
import shutil
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pelican.utils
from jinja2 import ChoiceLoader, DictLoader
from pelican.generators import PagesGenerator, PelicanTemplateNotFound
from pelican.log import console
from pelican.readers import BaseReader
from pelican.writers import Writer

from samenight.builder.machine_errors import StepFailed
from samenight.builder.output.store import named
from samenight.builder.processes.template_code import keep_compiled
from samenight.builder.terminal import AS_IT_WAS, print_if_possible, print_warning, terminal_wording
from samenight.content.model.posts_and_pages import Page
from samenight.content.problems.problem import Phrase
from samenight.content.reading.file_reader import parse
from samenight.content.reading.origins import decoded
from samenight.site import page_templates, urls
from samenight.site.body_html import html_of, placed
from samenight.site.text_links import home_of

# The theme whose templates Pelican takes if ours has none of a name.
SIMPLE_THEME = os.path.join(os.path.dirname(pelican.utils.__file__), "themes", "simple", "templates")


_ERROR_LOGGED = Phrase("Pelican or one of its plugins reports an error (see above). Mend it, and try again.")


class PageReader(BaseReader):  # type: ignore[misc]
    """Reads ``content/pages``, with the same header and the same safe Markdown as all other content.

    All files are read and checked before Pelican reads them, so nothing can go wrong here.
    """

    enabled = True
    file_extensions = ["md"]

    def read(self, source_path: str) -> tuple[str, dict[str, Any]]:
        """The page's HTML and Pelican's metadata."""
        path = Path(source_path)
        page, problems = parse(path.name, decoded(path.read_bytes()), Page, {"slug": path.stem})
        assert page is not None, problems
        metadata = {"title": page.title, "slug": page.slug, "status": page.status}
        if page.summary:
            metadata["summary"] = page.summary
        if page.language:
            metadata["lang"] = page.language
        return placed(html_of(page.body, home_of(page)), urls.page(page.slug)), metadata


class StagingWriter(Writer):  # type: ignore[misc]
    """Pelican's writer, plus the variables that our templates need on every page."""

    def write_file(self, name: str, template: Any, context: Any, *args: Any, **kwargs: Any) -> None:
        """Render a template into the staging folder."""
        frame = context["SAMENIGHT_FRAME"]
        page = kwargs.get("page")
        here = str(name).removesuffix("index.html")
        lang = getattr(page, "lang", None) or frame.language
        super().write_file(name, template, context, *args, **kwargs, frame=frame, here=here, lang=lang)


def print_calmly() -> None:
    """Turn off Pelican's animations on the terminal. Its log messages are printed as before, if they can be
    printed at all."""
    console.is_interactive = False
    print_if_possible()


def copy_strictly() -> None:
    """Let Pelican stop if it cannot copy a file. It would log a warning, and publish half of the file."""
    pelican.utils.copy_file = _copy


def _copy(source: str, destination: str) -> None:
    with named(destination):
        shutil.copyfile(source, destination)


class LoggedErrors(logging.Handler):
    """Stops a build in which Pelican logs an error: it would go on, and publish a site without that page.

    Used in a ``with`` statement around a build.
    """

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self._logger, self._count = logging.getLogger("pelican"), 0
        self._level = self._logger.level

    def emit(self, record: logging.LogRecord) -> None:  # noqa: ARG002 -- a method of Handler
        """Count an error, which Pelican itself prints."""
        self._count += 1

    def __enter__(self) -> LoggedErrors:
        self._logger.addHandler(self)
        if self._level > logging.ERROR:  # the option --quiet hides even errors
            self._logger.setLevel(logging.ERROR)
        return self

    def __exit__(self, *_: object) -> None:
        self._logger.removeHandler(self)
        self._logger.setLevel(self._level)

    def stop_if_any(self) -> None:
        """Raises :class:`SystemExit` with status 1 after a sentence if there was an error."""
        if self._count:
            wording = terminal_wording(os.environ)
            print_warning(f"{wording.text(_ERROR_LOGGED)} {wording.text(AS_IT_WAS)}")
            raise SystemExit(1)


def hide_closing_line() -> None:
    """Drop the line that Pelican prints at the end of a build, which counts articles: our own line replaces
    it, after the site is published. Nothing is written for it either, as that may not be possible."""
    printed = console.print

    def print_others(*things: Any, **more: Any) -> None:
        if things and str(things[0]).startswith("Done: Processed "):
            console.print = printed
        else:
            printed(*things, **more)

    console.print = print_others


def equip(generator: Any) -> None:
    """Give Pelican's templates our filters, functions and translations, and let it stop where it would leave
    out a page that cannot be read."""
    build = generator.settings["SAMENIGHT_BUILD"]
    page_templates.equip(generator.env, build.words)
    name = f"Pelican with {sorted(generator.env.extensions)}"
    keep_compiled(generator.env, build.store_folder, build.code_digest, name)
    if not generator.settings["THEME_TEMPLATES_OVERRIDES"]:  # as they were read before, and not once more
        loaders = [DictLoader(build.templates), generator.env.loader]
        generator.env.loader = ChoiceLoader(loaders)
    generator.get_template = functools.partial(_template, generator, generator.get_template)
    generator.readers.read_file = _without_exceptions(generator.readers.read_file)
    if isinstance(generator, PagesGenerator):
        generator.get_files = functools.partial(_all_pages, generator, generator.get_files, build.pages)


def _template(generator: Any, real: Callable[[str], Any], name: str) -> Any:
    """A template. Raises :class:`OSError` if it is there and cannot be read: Pelican takes it for missing."""
    try:
        return real(name)
    except PelicanTemplateNotFound:
        for folder in (*generator._templates_path, SIMPLE_THEME):
            file = os.path.join(folder, f"{name}.html")
            if os.path.exists(file):
                raise OSError(errno.EIO, os.strerror(errno.EIO), file) from None
        raise


def _without_exceptions(read: Callable[..., Any]) -> Callable[..., Any]:
    """The same function, whose exceptions Pelican does not catch: it would log them, and go on without a
    page."""

    def read_file(*args: Any, **kwargs: Any) -> Any:
        try:
            return read(*args, **kwargs)
        except Exception as error:  # Pelican would catch any
            raise StepFailed from error

    return read_file


def _all_pages(
    generator: Any, real: Callable[..., set[str]], pages: Sequence[str], *args: Any, **kwargs: Any
) -> set[str]:
    """The files that Pelican found. Raises :class:`OSError` if pages are missing that were read before:
    Pelican takes a folder for an empty one if the system cannot list it."""
    found = real(*args, **kwargs)
    if "pages" in generator.settings["PAGE_PATHS"] and "extensions" not in kwargs:
        for page in pages:
            if page not in found and generator._include_path(page):
                raise OSError(errno.EIO, os.strerror(errno.EIO), os.path.join(generator.path, page))
    return found


def pelican_paths(generators: list[Any]) -> list[tuple[str, str]]:
    """The paths that Pelican's own generators are about to write, each with its source file."""
    lists = (
        "pages", "translations", "hidden_pages", "hidden_translations", "draft_pages",
        "draft_translations", "articles", "drafts", "staticfiles",
    )  # fmt: skip
    found = []
    for generator in generators:
        for content in (content for name in lists for content in getattr(generator, name, ())):
            source = getattr(content, "relative_source_path", None) or str(content)
            found.append((str(content.save_as), f"content/{source}"))
    return [(path, source) for path, source in found if path]  # drafts have none
