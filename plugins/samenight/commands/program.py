"""The program and its sub-commands."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import click

from samenight.commands import options, printing
from samenight.commands.calling import Program
from samenight.content.problems.wording import LANGUAGES

FORMS = ("text", "github", "gitlab", "json")


@click.group(cls=Program, context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """Many cities, one night, one cause.

    The site itself is built by Pelican, with one of these:

    \b
      make html
      .venv/bin/pelican content -s pelicanconf.py
    """
    if isinstance(sys.stdout, io.TextIOWrapper):  # an old terminal has not every letter of every city
        sys.stdout.reconfigure(errors="backslashreplace")


_CONTENT = click.option("--content", type=click.Path(path_type=Path), show_default="content",
                        help="The folder of the festival's facts.")  # fmt: skip
_LANG = click.option("--lang", type=click.Choice(LANGUAGES), show_default="your environment's",
                     help="The language of the messages.")  # fmt: skip


@main.command(short_help="Say everything that is wrong in the content.")
@click.argument("files", nargs=-1, type=click.Path(path_type=Path))
@_CONTENT
@click.option("--format", "form", type=click.Choice(FORMS), default="text", show_default=True,
              help="For people, for a change's lines on a git host, or for programs.")  # fmt: skip
@click.option("--strict", is_flag=True, help="Take warnings for problems.")
@_LANG
def check(files: tuple[Path, ...], content: Path | None, form: str, strict: bool, lang: str | None) -> None:
    """Say everything that is wrong in the content, without building.

    With FILES (or folders), only what is wrong with these, held against all the rest. This tells more
    of a mistake:

    \b
      {program} explain value.time

    Exit status: 0 nothing wrong (there may be warnings), 1 problems, 2 wrong use.
    """
    from samenight.commands import check as checking  # noqa: PLC0415 -- a quick start

    raise SystemExit(checking.check(checking.CheckRequest(content, files, form, strict, lang)))


@main.command()
@click.argument("code", required=False)
@_LANG
def explain(code: str | None, lang: str | None) -> None:
    """Tell what a mistake is, why it matters and its cure.

    CODE is what stands behind a mistake in the report, like "value.amount". Without it, all codes.
    """
    from samenight.commands import explain as explaining  # noqa: PLC0415 -- a quick start

    explaining.explain(code, lang)


@main.command(short_help="Rewrite headers in the one style.")
@click.argument("files", nargs=-1, type=click.Path(path_type=Path))
@click.option("--check", is_flag=True, help="Only name the files that would change.")
@click.option("--diff", is_flag=True, help="Only show what would change in them.")
@_CONTENT
def fmt(files: tuple[Path, ...], check: bool, diff: bool, content: Path | None) -> None:
    """Rewrite headers in the one style, in FILES or in the whole content.

    Values, comments and the text below the header stay what they are.

    Exit status: 0 all in order or rewritten, 1 something would change or is unfit, 2 wrong use.
    """
    from samenight.commands import fmt as formatting  # noqa: PLC0415 -- a quick start
    from samenight.commands.project import content_folder  # noqa: PLC0415

    show = formatting.show_difference if diff else formatting.show_name if check else None
    try:
        here = content_folder(content)
        status = formatting.compare(here, files, show) if show else formatting.rewrite(here, files)
    except formatting.WrongUseError as error:
        click.echo(str(error), err=True)
        status = 2
    raise SystemExit(status)


@main.command(short_help="Say which cities are ready, and which are late.")
@click.option(
    "--edition", metavar="SLUG", help="Only this edition; without it, those of the last year and to come."
)
@click.option("--city", metavar="SLUG", help="Only this city, in every edition.")
@click.option("--all", "every", is_flag=True, help="Every edition.")
@click.option("--format", "form", type=click.Choice(["text", "json", "csv"]), default="text",
              show_default=True, help="How to write it.")  # fmt: skip
@click.option("--exit-code", is_flag=True, help="End with status 1 where a city that is shown is late.")
@_CONTENT
def status(
    edition: str | None, city: str | None, every: bool, form: str, exit_code: bool, content: Path | None
) -> None:
    """Say for each city what is missing before its night, what is late after it, and when its file
    last changed in git.

    Exit status: 0, also where a city is late (but see --exit-code), 2 wrong use.
    """
    from samenight.commands import status as answer  # noqa: PLC0415 -- a quick start

    try:
        worst = answer.show_status(content, answer.StatusRequest(edition, city, every), form)
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
    from samenight.commands.serve import serve_site  # noqa: PLC0415 -- a quick start

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
    from samenight.commands.devserver import watch  # noqa: PLC0415 -- a quick start

    watch(output, settings, None if no_server else (host, port), content)


@main.command(short_help="Write CODEOWNERS from the maintainers of the cities.")
@_CONTENT
@click.option("--host", type=click.Choice(["github", "gitlab"]),
              help="For which git host; else the repository tells.")  # fmt: skip
@click.option("--check", is_flag=True, help="Write nothing; only say whether it is up to date.")
def codeowners(content: Path | None, host: str | None, check: bool) -> None:
    """Write who is asked about a change, and where, into a file that the git host obeys.

    The maintainers in festival.md own everything, those in a city.md the folder of their city.

    Exit status: 0 it is as it should be, 1 it is not and cannot be written, or with --check was not
    up to date, 2 wrong use.
    """
    from samenight.commands import owning  # noqa: PLC0415 -- a quick start
    from samenight.commands.project import content_folder  # noqa: PLC0415

    raise SystemExit(owning.own(content_folder(content), host, owning.compare if check else owning.write))


for _command in (*options.COMMANDS, *printing.COMMANDS):
    main.add_command(_command)
