"""Pelican's reader, writer and terminal output: pages are read strictly and written to the staging folder."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from pelican.log import console
from pelican.readers import BaseReader
from pelican.writers import Writer
from rich.console import ConsoleRenderable, RenderHook

from samenight.content.model.file_facts import Page
from samenight.content.reading.file_reader import parse
from samenight.content.reading.origins import decoded
from samenight.site import page_templates
from samenight.site.body_html import html_of


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
        return html_of(page.body), metadata


class StagingWriter(Writer):  # type: ignore[misc]
    """Pelican's writer, plus the variables that our templates need on every page."""

    def write_file(self, name: str, template: Any, context: Any, *args: Any, **kwargs: Any) -> None:
        """Render a template into the staging folder."""
        frame = context["SAMENIGHT_FRAME"]
        page = kwargs.get("page")
        here = str(name).removesuffix("index.html")
        lang = getattr(page, "lang", None) or frame.language
        super().write_file(name, template, context, *args, **kwargs, frame=frame, here=here, lang=lang)


class _WithoutClosingLine(RenderHook):
    """Drops Pelican's closing line, which counts articles, then removes itself: our own line replaces it."""

    def process_renderables(self, renderables: list[ConsoleRenderable]) -> list[ConsoleRenderable]:
        """The renderables without that line."""
        kept = [line for line in renderables if not str(line).startswith("Done: Processed ")]
        if len(kept) < len(renderables):
            console.pop_render_hook()
        return kept


def disable_animation() -> None:
    """Turn off Pelican's animations on the terminal. Its log messages are printed as before."""
    console.is_interactive = False


def hide_closing_line() -> None:
    """Drop the line that Pelican prints at the end of a build."""
    console.push_render_hook(_WithoutClosingLine())


def equip(generator: Any) -> None:
    """Give Pelican's templates our filters, functions and translations."""
    page_templates.equip(generator.env, generator.settings["SAMENIGHT_BUILD"].words)


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
