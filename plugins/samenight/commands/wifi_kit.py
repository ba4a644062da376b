"""`samenight wifi-kit`: table tents and codes with the venue's Wi-Fi, for those in the room."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import click

from samenight.builder.progress import status_line
from samenight.commands.options import print_options
from samenight.commands.print_job import (
    PrintJob,
    PrintRequest,
    print_job_of,
    refuse_placeholder,
    stop_if_unfit,
)
from samenight.commands.private_files import private_folder, write_private
from samenight.commands.program import Command
from samenight.content.library.print_choice import PrintLevel, settings_for
from samenight.print_kit.files import KitFile, files_of, kit_tools
from samenight.print_kit.pieces.catalogue import PIECES
from samenight.print_kit.pieces.piece import Family
from samenight.print_kit.typesetting.code_checks import CodeReadings

CODE, TENT = "qr-wifi", "table-tent"


@click.command(cls=Command)
@print_options
def wifi_kit(request: PrintRequest) -> None:
    """Print table tents and codes with the Wi-Fi of the venue, for the tables of CITY.

    Network and password are in the event's file, under "venue". Unless it says there that they are
    public, they are on no file of the site, nor in the print kit that everybody can download.

    \b
      venue:
        name: "Stara Drukarnia"
        wifi: {network: "Drukarnia guests", password: "lantern2027"}

    \b
      {program} wifi-kit lodz

    The files are written to private/CITY, which git ignores and the site leaves alone: print them, and do
    not put them anywhere else. Everybody who can read the repository can read the password in the event's
    file, so only use a network for guests.

    Exit status: 0 made, 1 there is no Wi-Fi or nothing was made, 2 wrong use.
    """
    job = print_job_of(request)
    console = job.workspace.console
    folder = private_folder(request.output, request.city, job.workspace.here, console)
    if job.facts.codes.wifi is None:
        raise console.stop(1, 'The event\'s file has no Wi-Fi. Write it under venue: '
                           'wifi: {{network: "…", password: "…"}}')  # fmt: skip
    refuse_placeholder(job)
    with stop_if_unfit(console), status_line(console.text("Table tents and codes for the Wi-Fi")):
        made = [(file, file.make(file.facts)) for file in _files(job, request.city)]
    for file, content in made:
        console.say("Made {file}", file=write_private(folder, file.name, content, console))
    if all(file.piece.kind != TENT for file, _ in made):
        console.warn("There are no table tents: no font has all the letters on them.")


def _files(job: PrintJob, city: str) -> Iterator[KitFile]:
    """The files with the Wi-Fi, on the paper of the settings, else on that of the country."""
    library = job.workspace.library
    choice = settings_for(library, library.city[city])
    papers = replace(choice, levels={TENT: PrintLevel.LEAN}).papers(TENT)
    tools = kit_tools(job.facts, job.press, choice.home, CodeReadings())
    families = {str(Family.ANY), *map(str, papers)}
    for piece in PIECES.values():
        if piece.kind in {CODE, TENT} and str(piece.family) in families:
            yield from files_of(piece, job.facts, tools)
