"""`samenight build`: the site, by Pelican in this process, as `make html` and `make publish` call it."""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

import click

from samenight.builder.last_build import (
    BuildFacts,
    commit_of,
    read_record,
    record_file,
    record_of,
    renew_record,
    why_due,
)
from samenight.builder.output.store import remove_oldest, write_atomically
from samenight.builder.terminal import INTERRUPTED, message, noted_warnings
from samenight.commands.options import language_choice, output_option
from samenight.commands.program import Command, program_name
from samenight.content.problems.problem import Phrase
from samenight.site import hooks

if TYPE_CHECKING:
    from samenight.builder.build import Build


@click.command(cls=Command, context_settings={"ignore_unknown_options": True})
@output_option
@click.option("--settings", default="pelicanconf.py", show_default=True,
              help="Pelican's settings; publishconf.py has those of the published site.")  # fmt: skip
@click.option("--content", default="content", show_default=True, help="The content folder.")
@language_choice
@click.option("--due", is_flag=True, help="Build nothing; only say whether a build would change anything.")
@click.argument("pelican_options", nargs=-1, type=click.UNPROCESSED, metavar="[PELICAN'S OPTIONS]...")
def build(output: Path, settings: str, content: str, due: bool, pelican_options: tuple[str, ...]) -> None:
    """Check the content and build the site; all options of Pelican can be added.

    \b
      {program} build
      {program} build --settings publishconf.py

    If nothing has changed since the last build with the same options, and no moment has come at which the
    site changes by itself, this says so at once. With --due, the same is said without looking at the
    output folder, as for a host that keeps only the folder .samenight, with the digest of what was
    published last (SHA-256 of manifest.json).

    If the content has errors, nothing is published, and the site stays as it was. With the variable
    SAMENIGHT_KEEP_GOING=1 and publishconf.py, files of cities with errors are published as they were in
    the last commit without, and everything else as it is now.

    Exit status: 0 published, or nothing changed; 1 not published; 2 wrong use; 3 published, but older
    versions of files with errors; 130 ended by Ctrl-C. With --due: 0 a build is due; 1 it is not.
    """
    words = [word for word in sys.argv[2:] if word != "--due"]
    if due:
        record = read_record(words)
        why = why_due(record, time.time(), with_output=False)
        if why is None and record is not None:
            renew_record(words, record)
            click.echo(
                message("No build is due. The digest of the last one: {digest}", digest=record["digest"])
            )
            raise SystemExit(1)
        click.echo(message("A build is due. {why}", why=_why(why)))
        return
    with recorded(words, content, [settings]):
        run_pelican([content, "-o", str(output), "-s", settings, *pelican_options])


# What samenight.builder.last_build says, which loads no catalogue.
REASONS = (
    Phrase("There is no record of a build with these options."),
    Phrase("The record of the last build cannot be read."),
    Phrase("The clock was set back."),
    Phrase("The site shows something that time has changed."),
    Phrase("A variable of the environment has changed."),
    Phrase("Python or a library has changed."),
    Phrase("There is another commit."),
    Phrase("There are other Python files here, which settings could import."),
    Phrase("{path} has changed."),
    Phrase("{path} is not as it was published."),
)


def _why(reason: str | None) -> str:
    """A reason of the last build's record in the reader's language."""
    for known in REASONS:
        gap = known.removeprefix("{path}")
        if reason == known or (gap != known and reason and reason.endswith(gap)):
            return message(known, path=reason.removesuffix(gap))
    return reason or ""


def run_pelican(arguments: list[str]) -> None:
    """Run Pelican's main function in this process, under the name of this command.

    Raises :class:`SystemExit`: 1 not published, 2 wrong use, 130 ended by Ctrl-C.
    """
    called = sys.argv[0]
    try:
        import pelican  # noqa: PLC0415 -- its packages take longer than the help

        from samenight.builder.pelican_settings import explain_faults  # noqa: PLC0415 -- loads Pelican

        explain_faults()
        sys.argv[0] = f"{program_name()} build"  # for its line of usage
        try:
            pelican.parse_arguments(arguments)
        except ValueError as error:  # an option --extra-settings
            raise click.UsageError(str(error)) from None
        pelican.main(arguments)
    except KeyboardInterrupt:  # before or after Pelican
        raise SystemExit(INTERRUPTED) from None
    finally:
        sys.argv[0] = called


@contextmanager
def recorded(words: Sequence[str], content: str, settings: Sequence[str]) -> Iterator[None]:
    """Keep a record of the build within, so that the next one with the same words can tell that nothing has
    changed. ``content`` and ``settings`` are the folder and the files named on the command line."""
    began, commit = time.time_ns(), commit_of(content)
    known = read_record(words)
    with suppress(OSError):  # without an old record, the next build works even if this one fails
        os.unlink(record_file(words))

    def keep(build: Build) -> None:
        if build.withheld:  # each build must list the files with errors
            return
        try:
            record = record_of(build_facts(build, warnings), settings, known, began, commit)
        except OSError:  # a file that cannot be read any more: the next build looks at everything
            return
        if record is not None:
            file = Path(record_file(words))
            write_atomically(file, json.dumps(record).encode())
            remove_oldest(file.parent)

    hooks.published.connect(keep)
    try:
        with noted_warnings() as warnings:
            yield
    finally:
        hooks.published.disconnect(keep)


def build_facts(build: Build, warnings: Sequence[str]) -> BuildFacts:
    """What the record says of a build that has printed these warnings."""
    from samenight.builder.build import unchanged_sentence  # noqa: PLC0415 -- is loaded by now

    fixed = build.settings.get("SAMENIGHT_NOW") or os.environ.get("SOURCE_DATE_EPOCH")
    moment, ends = build.moment, build.next_moment
    return BuildFacts(
        content=str(build.content.resolve()),
        theme=str(Path(build.settings["THEME"]).resolve()),
        output=str(build.output),
        published=build.files,
        digest=build.digest,
        moment=moment.timestamp() if moment else 0.0,
        next=ends.timestamp() if ends else None,
        clock=not fixed,
        output_state=build.published.state() if build.published else "",
        warnings=tuple(warnings),
        notes=tuple(build.notes),
        unchanged=unchanged_sentence(build.files, "{place}", "{seconds}"),
    )
