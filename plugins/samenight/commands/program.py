"""The program and its sub-commands."""

from __future__ import annotations

from pathlib import Path

import click


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """Many cities, one night, one cause.

    The site itself is built by Pelican: "make html", or "pelican content -s pelicanconf.py".
    """


@main.command()
@click.option("--content", type=click.Path(path_type=Path), default=Path("content"), show_default=True,
              help="The folder of the festival's facts.")  # fmt: skip
def check(content: Path) -> None:
    """Say everything that is wrong in the content, without building.

    Exit status: 0 nothing wrong (there may be warnings), 1 problems, 2 wrong use.
    """
    from samenight.commands.checking import check_content  # noqa: PLC0415 -- a quick start

    raise SystemExit(check_content(content))


_PORT = click.option("--port", default=8000, show_default=True, help="The port to listen on.")
_HOST = click.option("--host", default="127.0.0.1", show_default=True,
                     help='Where to listen; "0.0.0.0" lets phones on your network in.')  # fmt: skip
_OUTPUT = click.option("--output", type=click.Path(path_type=Path), default=Path("output"),
                       show_default=True, help="The folder of the built site.")  # fmt: skip


@main.command()
@_OUTPUT
@_HOST
@_PORT
def serve(output: Path, host: str, port: int) -> None:
    """Show the built site in a browser, as a web host would."""
    from samenight.commands.serving import serve_site  # noqa: PLC0415 -- a quick start

    serve_site(output, host, port)


@main.command(short_help="Rebuild and reload the browser on every change.")
@_OUTPUT
@_HOST
@_PORT
@click.option("--settings", default="pelicanconf.py", show_default=True, help="Pelican's settings.")
@click.option("--content", default="content", show_default=True, help="The folder of the festival's facts.")
@click.option("--no-server", is_flag=True, help="Only rebuild; serve nothing.")
def devserver(output: Path, host: str, port: int, settings: str, content: str, no_server: bool) -> None:
    """Rebuild whenever content, theme, plugins or settings change, and reload the browser."""
    from samenight.commands.watching import watch  # noqa: PLC0415 -- a quick start

    watch(output, settings, None if no_server else (host, port), content)


@main.command(short_help="Write CODEOWNERS from the maintainers of the cities.")
@click.option("--content", type=click.Path(path_type=Path), default=Path("content"), show_default=True,
              help="The folder of the festival's facts.")  # fmt: skip
@click.option("--host", type=click.Choice(["github", "gitlab"]),
              help="For which git host; else the repository tells.")  # fmt: skip
@click.option("--check", is_flag=True, help="Write nothing; only say whether it is up to date.")
def codeowners(content: Path, host: str | None, check: bool) -> None:
    """Write who is asked about a change, and where, into a file that the git host obeys.

    The maintainers in festival.md own everything, those in a city.md the folder of their city.

    Exit status: 0 it is as it should be, 1 it is not and cannot be written, or with --check was not
    up to date, 2 wrong use.
    """
    from samenight.commands import owning  # noqa: PLC0415 -- a quick start

    raise SystemExit(owning.own(content, host, owning.compare if check else owning.write))
