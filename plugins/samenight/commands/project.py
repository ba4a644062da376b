"""The festival in the current folder and its settings, read without loading Pelican."""

from __future__ import annotations

import datetime as dt
import importlib
import os
import runpy
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

import click

from samenight.builder.site_settings import SettingError, moment
from samenight.builder.terminal import message
from samenight.content.problems.problem import Phrase

SETTINGS = "pelicanconf.py"
_OURS = "samenight"


@dataclass(frozen=True)
class Project:
    """A festival's folder: its settings, its content, its theme, the cache folder, and the
    moment (UTC)."""

    settings: Mapping[str, Any]
    content: Path
    theme: Path
    store: Path
    now: dt.datetime


def project_here(content: Path | None) -> Project:
    """The festival in the current folder; ``content`` is the folder given on the command
    line instead.

    Raises :class:`click.ClickException` with exit status 2 if there is none, or if its
    settings cannot be used.
    """
    settings = _settings(Path(SETTINGS))
    folder = _folder(content, settings)
    time = settings.get("SAMENIGHT_NOW") or os.environ.get("SAMENIGHT_NOW")
    try:
        now = moment({"SAMENIGHT_NOW": time}, os.environ)
    except SettingError as error:
        raise WrongUseError(f"{SETTINGS}: {error}") from None
    store = Path(settings.get("SAMENIGHT_STORE") or folder.resolve().parent / ".samenight")
    theme = Path(settings.get("THEME") or folder.resolve().parent / "theme")
    return Project(settings, folder, theme, store, now)


def content_folder(content: Path | None) -> Path:
    """The content folder alone. Raises as :func:`project_here` does."""
    return _folder(content, {} if content else _settings(Path(SETTINGS)))


def _folder(content: Path | None, settings: Mapping[str, Any]) -> Path:
    folder = content or Path(os.path.relpath(settings.get("PATH", "content")))
    if not folder.is_dir():
        raise WrongUseError(message('There is no folder "{folder}". Name it with --content.', folder=folder))
    return folder if folder.name not in {"", ".."} else Path(os.path.abspath(folder))  # by its own name


def register_rules(settings: Mapping[str, Any]) -> None:
    """Register our rules and those of a festival's own plugins."""
    plugins = {_name(plugin): plugin for plugin in settings.get("PLUGINS") or ()}
    for package in _packages(plugins):
        importlib.import_module(f"{_OURS}.{package}").register()
    sys.path[:0] = [str(path) for path in settings.get("PLUGIN_PATHS", ()) if str(path) not in sys.path]
    for name, plugin in plugins.items():
        if name.partition(".")[0] != _OURS:
            try:
                module = plugin if isinstance(plugin, ModuleType) else _plugin(name)
                module.register()
            except Exception as error:  # a build goes on without such a plugin as well
                reason = f"{type(error).__name__}: {error}"
                english = Phrase('The plugin "{name}" cannot be used ({reason}); its rules are left out.')
                print(message(english, name=name, reason=reason), file=sys.stderr)


def _packages(plugins: Iterable[str]) -> list[str]:
    """Our packages that have rules; a festival that lists packages one by one may leave out print."""
    ours = [name for name in plugins if name.partition(".")[0] == _OURS]
    printing = not ours or _OURS in ours or f"{_OURS}.print_kit" in ours
    return ["checks", "print_kit"] if printing else ["checks"]


def _name(plugin: ModuleType | str) -> str:
    return plugin.__name__ if isinstance(plugin, ModuleType) else str(plugin)


def _plugin(name: str) -> ModuleType:
    """A plugin by its name, or by its name in the namespace of Pelican's plugins."""
    try:
        return importlib.import_module(name)
    except ModuleNotFoundError as error:
        if error.name != name:
            raise
        return importlib.import_module(f"pelican.plugins.{name}")


def _settings(file: Path) -> Mapping[str, Any]:
    if not file.is_file():
        return {}
    try:
        found = runpy.run_path(str(file))
    except (Exception, SystemExit) as error:  # a settings file is a program: anything can go wrong in it
        reason = f"{type(error).__name__}: {error}"
        raise WrongUseError(message("{file} cannot be run: {reason}", file=file, reason=reason)) from None
    return {name: value for name, value in found.items() if name.isupper()}


class WrongUseError(click.ClickException):
    """The program was called in the wrong place or in the wrong way."""

    exit_code = 2
