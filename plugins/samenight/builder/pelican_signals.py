"""Handlers for Pelican's signals: each runs one step of a build."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from pelican import signals
from pelican.plugins._utils import get_plugin_name

from samenight.builder.build import Build
from samenight.builder.pelican_pages import (
    LoggedErrors,
    PageReader,
    StagingWriter,
    copy_strictly,
    equip,
    hide_closing_line,
    pelican_paths,
    print_calmly,
)
from samenight.builder.pelican_settings import check_plugins, remember_plugins, restrict
from samenight.builder.site_settings import settings_explained

# The exit status of a build that has published the site, but older versions of some files, or none of them.
PUBLISHED_IN_PART = 3


def start_build(pelican: Any) -> None:
    """When Pelican has its settings: make it write to the staging folder, and publish when it has ended."""
    settings = pelican.settings
    settings.setdefault("SAMENIGHT_STORE", ".samenight")
    with settings_explained():
        check_plugins(settings, [get_plugin_name(plugin) for plugin in pelican.plugins])
        restrict(settings)
    build = Build(settings)
    settings["SAMENIGHT_BUILD"] = build
    print_calmly()
    copy_strictly()
    pelican.delete_outputdir = False  # Pelican would delete before it has read anything
    pelican.run = partial(build.run, partial(_run, pelican, pelican.run))


def _run(pelican: Any, run: Callable[[], None]) -> None:
    """Run Pelican, then add our files and publish everything in one swap.

    That is after all signals, so that every file that another plugin writes is checked. For such plugins
    the staging folder is the output folder until then.
    """
    build, settings = pelican.settings["SAMENIGHT_BUILD"], pelican.settings
    published = settings["OUTPUT_PATH"]
    pelican.output_path = settings["OUTPUT_PATH"] = str(build.staging)
    hide_closing_line()
    with LoggedErrors() as logged:
        settings["SAMENIGHT_LOGGED_ERRORS"] = logged
        try:
            run()
        finally:
            settings["OUTPUT_PATH"] = published  # Pelican's server shows this folder
    logged.stop_if_any()
    build.publish()
    if build.withheld:
        raise SystemExit(PUBLISHED_IN_PART)


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
    generators[0].settings["SAMENIGHT_LOGGED_ERRORS"].stop_if_any()  # a page was left out
    build.claim(pelican_paths(generators))
    generators[0].context["SAMENIGHT_FRAME"] = build.frame


def writer(_pelican: Any) -> type:
    """The writer class for Pelican to use."""
    return StagingWriter


def connect() -> None:
    """Connect all handlers."""
    remember_plugins()
    signals.initialized.connect(start_build)
    signals.get_generators.connect(read_first)
    signals.readers_init.connect(use_page_reader)
    signals.generator_init.connect(equip)
    signals.all_generators_finalized.connect(claim_paths)
    signals.get_writer.connect(writer)
