"""When Pelican calls, and what is done then."""

from __future__ import annotations

import os
from typing import Any

from pelican import signals

from samenight.builder.build import Build
from samenight.builder.pelican_pages import (
    DoorWriter,
    PageReader,
    end_quietly,
    equip,
    keep_still,
    pelican_paths,
)
from samenight.builder.site_settings import said_url
from samenight.site import page_templates

# Pelican's own generators must not read our folders as articles or pages.
OUR_FOLDERS = ["charities", "cities", "editions"]


def open_door(pelican: Any) -> None:
    """When Pelican has its settings: turn what it writes to the staging folder."""
    settings = pelican.settings
    settings.setdefault("SAMENIGHT_STORE", ".samenight")
    settings["SITEURL"] = said_url(settings, os.environ)
    door = Build(settings)
    settings["SAMENIGHT_DOOR"] = door
    keep_still()
    pelican.output_path = str(door.staging)  # the setting stays: Pelican's server looks there
    pelican.delete_outputdir = False  # Pelican would delete before it has read anything
    settings["THEME_STATIC_PATHS"] = []  # the theme's static files are artifacts
    settings["JINJA_ENVIRONMENT"] = {**page_templates.ENVIRONMENT, **_extensions(settings)}
    for name in ("ARTICLE_EXCLUDES", "PAGE_EXCLUDES"):
        settings[name] = [*settings[name], *OUR_FOLDERS]


def _extensions(settings: Any) -> dict[str, Any]:
    added = settings["JINJA_ENVIRONMENT"].get("extensions", [])
    return {"extensions": [*page_templates.ENVIRONMENT["extensions"], *added]}


def read_first(pelican: Any) -> list[type]:
    """Before any generator is made: read all content and stop at errors. Adds no generator."""
    pelican.settings["SAMENIGHT_DOOR"].open()
    return []


def use_page_reader(readers: Any) -> None:
    """When a generator gets its readers: read Markdown as everywhere in the festival."""
    readers.reader_classes["md"] = PageReader


def claim_paths(generators: list[Any]) -> None:
    """When all generators know what they will write: check it all before the first byte."""
    door = generators[0].settings["SAMENIGHT_DOOR"]
    door.claim(pelican_paths(generators))
    generators[0].context["SAMENIGHT_FRAME"] = door.frame


def writer(_pelican: Any) -> type:
    """The writer that Pelican is to use."""
    return DoorWriter


def publish(pelican: Any) -> None:
    """When Pelican has written its own pages: add ours and publish all in one swap."""
    pelican.settings["SAMENIGHT_DOOR"].publish()
    end_quietly()


def connect() -> None:
    """Connect all of it."""
    signals.initialized.connect(open_door)
    signals.get_generators.connect(read_first)
    signals.readers_init.connect(use_page_reader)
    signals.generator_init.connect(equip)
    signals.all_generators_finalized.connect(claim_paths)
    signals.get_writer.connect(writer)
    signals.finalized.connect(publish)
