"""`samenight build`: the site, by Pelican in this process, as `make html` and `make publish` call it."""

from __future__ import annotations

from pathlib import Path

import click

from samenight.commands.options import output_option
from samenight.commands.program import Command


@click.command(cls=Command, context_settings={"ignore_unknown_options": True})
@output_option
@click.option("--settings", default="pelicanconf.py", show_default=True,
              help="Pelican's settings; publishconf.py has those of the published site.")  # fmt: skip
@click.option("--content", default="content", show_default=True, help="The content folder.")
@click.argument("pelican_options", nargs=-1, type=click.UNPROCESSED, metavar="[PELICAN'S OPTIONS]...")
def build(output: Path, settings: str, content: str, pelican_options: tuple[str, ...]) -> None:
    """Check the content and build the site; all options of Pelican can be added.

    \b
      {program} build
      {program} build --settings publishconf.py

    If the content has errors, nothing is published, and the site stays as it was. With the variable
    SAMENIGHT_KEEP_GOING=1 and publishconf.py, files of cities with errors are published as they were in
    the last commit without, and everything else as it is now.

    Exit status: 0 published, or nothing changed; 1 not published; 3 published, but older versions of
    files with errors.
    """
    from pelican import main as pelican  # noqa: PLC0415 -- its packages take longer than the help

    pelican([content, "-o", str(output), "-s", settings, *pelican_options])
