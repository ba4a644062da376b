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


@main.command(short_help="Say which cities are ready, and which are late.")
@click.option(
    "--edition", metavar="SLUG", help="Only this edition; without it, those of the last year and to come."
)
@click.option("--city", metavar="SLUG", help="Only this city, in every edition.")
@click.option("--all", "every", is_flag=True, help="Every edition.")
@click.option("--format", "form", type=click.Choice(["text", "json", "csv"]), default="text",
              show_default=True, help="How to write it.")  # fmt: skip
@click.option("--exit-code", is_flag=True, help="End with status 1 where a city that is shown is late.")
@click.option("--content", type=click.Path(path_type=Path), default=Path("content"), show_default=True,
              help="The folder of the festival's facts.")  # fmt: skip
def status(
    edition: str | None, city: str | None, every: bool, form: str, exit_code: bool, content: Path
) -> None:
    """Say for each city what is missing before its night, what is late after it, and when its file
    last changed in git.

    Exit status: 0, also where a city is late (but see --exit-code), 2 wrong use.
    """
    from samenight.commands import status as answer  # noqa: PLC0415 -- a quick start

    try:
        worst = answer.show_status(content, answer.Question(edition, city, every), form)
    except answer.UseError as error:
        click.echo(str(error), err=True)
        raise SystemExit(2) from None
    raise SystemExit(1 if exit_code and worst == "late" else 0)


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
