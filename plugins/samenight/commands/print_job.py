"""Shared by commands that typeset: their options, the facts of a city, a finished PDF."""

from __future__ import annotations

import contextlib
import importlib.util
import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from samenight.builder.site_settings import SettingError, is_placeholder, site_of
from samenight.commands.prompts import Console, console_of, ended_with
from samenight.commands.workspace import Workspace, WorkspaceOptions, next_event_command, workspace_of
from samenight.content.authoring.new_files import languages_for
from samenight.content.library.print_choice import Paper, settings_for
from samenight.content.library.resolved_event import Moment
from samenight.content.problems.problem import Phrase, nearest
from samenight.print_kit.codes.qr import SMALLEST_MODULE
from samenight.print_kit.facts.fact_groups import KitFacts, PrintTheme, palette
from samenight.print_kit.facts.kit_facts import city_kit, home_of
from samenight.print_kit.facts.template_data import data_of
from samenight.print_kit.pieces.piece import Form, Piece
from samenight.print_kit.typesetting.code_reader import scan
from samenight.print_kit.typesetting.press_pdf import for_office
from samenight.print_kit.typesetting.sheet import settable
from samenight.print_kit.typesetting.typst import typeset
from samenight.site.artifact import UnfitError

LABELS = {Paper.ISO: "a4", Paper.US: "letter"}
INSTALL = ".venv/bin/python -m pip install -r requirements.txt"


@dataclass(frozen=True)
class PrintRequest:
    """The options of all these commands: the city, the content, theme and output folders, the address to
    which codes lead, the language of the messages."""

    city: str
    content: Path | None
    theme: Path | None
    output: Path | None
    site_url: str | None
    language: str | None

    @property
    def environ(self) -> Mapping[str, str]:
        """The environment, with the requested address as ``SITEURL``."""
        return {**os.environ, **({} if self.site_url is None else {"SITEURL": self.site_url})}


@dataclass(frozen=True)
class PrintJob:
    """All that is needed to typeset for a city; ``paper`` is the paper of its printers, "a4" or "letter". The
    facts include what is not public: the result is never published. ``languages`` are those of the city and
    of its country."""

    workspace: Workspace
    facts: KitFacts
    paper: str
    press: PrintTheme
    languages: tuple[str, ...] = ()


def print_job_of(request: PrintRequest) -> PrintJob:
    """The job for a city. Raises :class:`click.ClickException` with the reason if it is not possible."""
    console = console_of(request.language)
    if importlib.util.find_spec("typst") is None:
        raise console.stop(
            1, "Typst is needed for this and not installed. To install it: {command}", command=INSTALL
        )
    workspace = workspace_of(WorkspaceOptions(request.content, request.language, dry_run=False))
    library, city = workspace.library, workspace.library.city.get(request.city)
    if city is None:
        meant = nearest(request.city, library.city)
        if meant:
            raise console.stop(
                2, "There is no city {slug}. Did you mean {meant}?", slug=request.city, meant=meant
            )
        raise console.stop(2, "There is no city {slug}. Write the name of its folder.", slug=request.city)
    settings = dict(workspace.here.settings)
    theme = request.theme or Path(settings.get("THEME") or workspace.here.content.resolve().parent / "theme")
    if not (theme / "print").is_dir():
        raise console.stop(
            2, 'There is no folder "print" in {theme}. Name the theme with --theme.', theme=theme
        )
    try:
        site = site_of(
            {**settings, "THEME": str(theme), "SAMENIGHT_NOW": workspace.here.now}, request.environ
        )
    except SettingError as error:
        raise ended_with(2, str(error)) from None
    library = library.at(Moment(site.now, site.words.languages))
    event = library.current_event(city.slug)
    if event is None:
        raise console.stop(1, "{city} has no event yet. To make one: {command}",
                        city=city.name, command=next_event_command(workspace, city.slug))  # fmt: skip
    choice = settings_for(library, city)
    colours, home = palette(choice.ground, choice.accent), home_of(event, library)
    facts = city_kit(library.for_organisers(event), home, library, site, colours)
    languages = (*city.languages, *languages_for(city.country, city.region or ""))
    theme_files = PrintTheme(site.artwork, site.fonts, site.words)
    return PrintJob(workspace, facts, LABELS[choice.home], theme_files, languages)


def refuse_placeholder(job: PrintJob) -> None:
    """Raise :class:`click.ClickException` if codes would lead to the placeholder address."""
    page = job.facts.codes.page.text
    if is_placeholder(page):
        english = Phrase("The codes would lead to {url}, which is only a placeholder. Give your address with "
                         "--site-url https://your.festival (with make: SITEURL=https://your.festival), or "
                         "set SITEURL in pelicanconf.py.")  # fmt: skip
        raise job.workspace.console.stop(1, english, url=page)


def data_for(job: PrintJob, piece: Piece) -> dict[str, Any]:
    """The data for the template of a piece."""
    groups = {name: getattr(job.facts, name) for name in piece.groups}
    return data_of(piece, Form.OFFICE, groups, job.press.words)


def pdf_of(press: PrintTheme, template: str, data: Mapping[str, Any], drawn: Sequence[str] = ()) -> bytes:
    """A document for the office's printer; ``drawn`` are the texts of its codes, each as often as it
    occurs. Raises :class:`samenight.site.artifact.UnfitError` if one of them cannot be read, or the
    template is wrong."""
    (pdf,) = typeset(press, template, settable(data, press), "pdf")
    done = for_office(pdf)
    scan(done, "application/pdf", drawn, float(SMALLEST_MODULE))
    return done


@contextlib.contextmanager
def stop_if_unfit(console: Console) -> Iterator[None]:
    """End the command with the reason if a document must not be printed."""
    try:
        yield
    except UnfitError as error:
        raise ended_with(
            1, f"{console.words.what(error.finding)} {console.words.mend(error.finding)}"
        ) from None
