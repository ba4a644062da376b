"""Options that several commands share."""

from __future__ import annotations

import functools
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from samenight.content.problems.wording import LANGUAGES

PATH = click.Path(path_type=Path)

content_option = click.option("--content", type=PATH, show_default="content", help="The content folder.")
language_option = click.option(
    "--lang", type=click.Choice(LANGUAGES), show_default="your environment's",
    help="The language of the messages.",
)  # fmt: skip
# For commands that print everything in the language of the reader, which the program has chosen before.
language_choice = click.option(
    "--lang", type=click.Choice(LANGUAGES), show_default="your environment's", expose_value=False,
    help="The language of the messages.",
)  # fmt: skip
output_option = click.option(
    "--output", type=PATH, default=Path("output"), show_default=True, help="The folder of the built site."
)
host_option = click.option(
    "--host", default="127.0.0.1", show_default=True,
    help='Where to listen; "0.0.0.0" also allows phones on your network.',
)  # fmt: skip
port_option = click.option("--port", default=8000, show_default=True, help="The port to listen on.")


def workspace_options(command: Callable[..., None]) -> Callable[..., None]:
    """The options of all commands that make new files, passed to the command as ``options``."""
    from samenight.commands.workspace import WorkspaceOptions  # noqa: PLC0415 -- not needed by the others

    @content_option
    @click.option("--dry-run", is_flag=True, help="Only show what would be made.")
    @click.option("--lang", type=click.Choice(LANGUAGES), show_default="your environment's",
                  help="The language of messages and of the hints in the files.")  # fmt: skip
    @functools.wraps(command)
    def with_options(content: Path | None, dry_run: bool, lang: str | None, **others: Any) -> None:
        command(options=WorkspaceOptions(content, lang, dry_run), **others)

    return with_options


def print_options(command: Callable[..., None]) -> Callable[..., None]:
    """The options of all commands that print, passed to the command as ``request``."""
    from samenight.commands.print_job import PrintRequest  # noqa: PLC0415 -- not needed by the others

    @click.argument("city")
    @click.option("--output", type=PATH, show_default="private/CITY", help="The folder to write to.")
    @content_option
    @click.option(
        "--theme", type=PATH, show_default="theme", help="The folder of the theme, with its artwork."
    )
    @click.option("--site-url", metavar="URL", show_default="the variable SITEURL, else the setting",
                  help="The address of the site, to which the codes lead.")  # fmt: skip
    @language_option
    @functools.wraps(command)
    def with_request(
        city: str,
        output: Path | None,
        content: Path | None,
        theme: Path | None,
        site_url: str | None,
        lang: str | None,
        **others: Any,
    ) -> None:
        command(request=PrintRequest(city, content, theme, output, site_url, lang), **others)

    return with_request
