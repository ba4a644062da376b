"""Where Pelican is met: its pages are read strictly, and all it writes goes to the staging folder."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from pelican.log import console
from pelican.readers import BaseReader
from pelican.writers import Writer
from rich.console import ConsoleRenderable, RenderHook

from samenight.content.model.file_facts import Page
from samenight.content.reading.file_reader import parse
from samenight.content.reading.sources import decoded
from samenight.site import page_templates
from samenight.site.body_html import html_of


class PageReader(BaseReader):  # type: ignore[misc]
    """Reads ``content/pages``: the same header and the same safe Markdown as everywhere.

    All files were read and checked before Pelican comes to them, so nothing can go wrong here.
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


class DoorWriter(Writer):  # type: ignore[misc]
    """Pelican's writer, with what our templates need on every page."""

    def write_file(self, name: str, template: Any, context: Any, *args: Any, **kwargs: Any) -> None:
        """Render a template into the staging folder."""
        frame = context["SAMENIGHT_FRAME"]
        page = kwargs.get("page")
        here = str(name).removesuffix("index.html")
        lang = getattr(page, "lang", None) or frame.language
        super().write_file(name, template, context, *args, **kwargs, frame=frame, here=here, lang=lang)


class _Summary(RenderHook):
    """Leaves out Pelican's own last line, which counts articles, and goes: ours says it all."""

    def process_renderables(self, renderables: list[ConsoleRenderable]) -> list[ConsoleRenderable]:
        """What is left to be printed."""
        kept = [one for one in renderables if not str(one).startswith("Done: Processed ")]
        if len(kept) < len(renderables):
            console.pop_render_hook()
        return kept


def keep_still() -> None:
    """Let nothing of Pelican's move on the terminal. What it logs is printed as before."""
    console.is_interactive = False


def end_quietly() -> None:
    """Leave out the line with which Pelican is about to end a build."""
    console.push_render_hook(_Summary())


def equip(generator: Any) -> None:
    """Give Pelican's templates the filters, functions and words of ours."""
    page_templates.equip(generator.env, generator.settings["SAMENIGHT_DOOR"].words)


def pelican_paths(generators: list[Any]) -> list[tuple[str, str]]:
    """The paths that Pelican's own generators are about to write, and from which file."""
    lists = (
        "pages", "translations", "hidden_pages", "hidden_translations", "draft_pages",
        "draft_translations", "articles", "drafts", "staticfiles",
    )  # fmt: skip
    found = []
    for generator in generators:
        for content in (content for name in lists for content in getattr(generator, name, ())):
            source = getattr(content, "relative_source_path", None) or str(content)
            found.append((str(content.save_as), f"content/{source}"))
    return found
