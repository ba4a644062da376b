"""Handlers for Pelican's signals: each runs one step of a build."""

from __future__ import annotations

import os
from typing import Any

from pelican import signals

from samenight.builder.build import Build
from samenight.builder.pelican_pages import (
    PageReader,
    StagingWriter,
    disable_animation,
    equip,
    hide_closing_line,
    pelican_paths,
)
from samenight.builder.site_settings import configured_url
from samenight.site import page_templates

# Pelican's own generators must not read our folders as articles or pages.
OUR_FOLDERS = ["charities", "cities", "editions"]

# Pelican's own link syntax ({static}, {attach}, {filename}) would publish any file of the content: this
# pattern never matches. The check reports such links.
NO_LINK = "(?!)(?P<what>)"


def start_build(pelican: Any) -> None:
    """When Pelican has its settings: make it write to the staging folder."""
    settings = pelican.settings
    settings.setdefault("SAMENIGHT_STORE", ".samenight")
    settings["SITEURL"] = configured_url(settings, os.environ)
    build = Build(settings)
    settings["SAMENIGHT_BUILD"] = build
    disable_animation()
    pelican.output_path = str(build.staging)  # the setting stays: Pelican's server looks there
    pelican.delete_outputdir = False  # Pelican would delete before it has read anything
    settings["THEME_STATIC_PATHS"] = []  # the theme's static files are artifacts
    settings["JINJA_ENVIRONMENT"] = {**page_templates.ENVIRONMENT, **_extensions(settings)}
    settings["INTRASITE_LINK_REGEX"] = NO_LINK
    settings["DRAFT_PAGE_SAVE_AS"] = settings["DRAFT_PAGE_LANG_SAVE_AS"] = ""
    for name in ("ARTICLE_EXCLUDES", "PAGE_EXCLUDES"):
        settings[name] = [*settings[name], *OUR_FOLDERS]


def _extensions(settings: Any) -> dict[str, Any]:
    added = settings["JINJA_ENVIRONMENT"].get("extensions", [])
    return {"extensions": [*page_templates.ENVIRONMENT["extensions"], *added]}


def read_first(pelican: Any) -> list[type]:
    """Before generators are created: read all content and stop at errors. Adds no generator."""
    pelican.settings["SAMENIGHT_BUILD"].read()
    return []


def use_page_reader(readers: Any) -> None:
    """When a generator gets its readers: read Markdown as in all other content, and nothing else. Pelican's
    own readers publish what they find, and that of reStructuredText can include any file of the machine."""
    static = readers.reader_classes["static"]
    readers.reader_classes = {"static": static, "md": PageReader}


def claim_paths(generators: list[Any]) -> None:
    """When all generators have their pages: check all paths before the first byte is written."""
    build = generators[0].settings["SAMENIGHT_BUILD"]
    build.claim(pelican_paths(generators))
    generators[0].context["SAMENIGHT_FRAME"] = build.frame


def writer(_pelican: Any) -> type:
    """The writer class for Pelican to use."""
    return StagingWriter


def publish(pelican: Any) -> None:
    """When Pelican has written its own pages: add our files and publish everything in one swap."""
    pelican.settings["SAMENIGHT_BUILD"].publish()
    hide_closing_line()


def connect() -> None:
    """Connect all handlers."""
    signals.initialized.connect(start_build)
    signals.get_generators.connect(read_first)
    signals.readers_init.connect(use_page_reader)
    signals.generator_init.connect(equip)
    signals.all_generators_finalized.connect(claim_paths)
    signals.get_writer.connect(writer)
    signals.finalized.connect(publish)
