"""What Pelican may do: its settings that would publish files without our checks are fixed."""

from __future__ import annotations

import inspect
import os
import traceback
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any

import pelican
from pelican.settings import DEFAULT_CONFIG, read_settings

from samenight.builder.machine_errors import fault_sentence
from samenight.builder.site_settings import SettingError, configured_url
from samenight.builder.terminal import (
    AS_IT_WAS,
    INTERRUPTED,
    message,
    print_if_possible,
    print_warning,
    terminal_wording,
)
from samenight.content.problems.problem import Phrase
from samenight.content.problems.wording import visible
from samenight.site import page_templates

_NO_SETTINGS = Phrase('"{path}" is not a file. Name the file of the settings with --settings.')
_NO_CONTENT = Phrase('"{path}" is not a folder. Name the folder of the content with --content.')
_NO_THEME = Phrase(
    '"{path}" is not a theme. Name a folder with the folder templates in it, with THEME in the settings or '
    "with --theme-path."
)
_NO_PLUGIN = Phrase(
    "PLUGINS names what Pelican cannot use: {names}. Correct the names, or mend the plugins, and try again."
)
_WRONG_SETTINGS = Phrase('"{path}" cannot be read ({error}). Correct it, and try again.')
_WRONG_IN_LINE = Phrase('Line {line} of "{path}" cannot be run ({error}). Correct it, and try again.')
# How the text of Pelican's exception for a missing theme begins.
_THEME_MISSING = "Could not find the theme "
_get_instance = pelican.get_instance

# Pelican's own link syntax ({static}, {attach}, {filename}) would publish any file of the content: this
# pattern never matches. The check reports such links.
_NO_LINK = "(?!)(?P<what>)"
# Settings by which Pelican publishes files of the content as they are, or reads them without our checks,
# with the only values that they can have.
_FIXED: Mapping[str, Any] = MappingProxyType(
    {
        "ARTICLE_PATHS": [],
        "EXTRA_PATH_METADATA": {},
        "OUTPUT_SOURCES": False,
        "PAGE_PATHS": ["pages"],
        "STATIC_PATHS": [],
        "TEMPLATE_PAGES": {},
    }
)


def explain_faults() -> None:
    """Let Pelican's main function stop with a sentence where it would print a traceback for settings that it
    cannot read, and end with status 130 if it is interrupted before a build: it would end with 0."""
    print_if_possible()
    pelican.read_settings = _settings_or_stop
    pelican.get_instance = _instance_or_interrupted


def _instance_or_interrupted(args: Any) -> Any:
    try:
        return _get_instance(args)
    except KeyboardInterrupt:
        print_warning(terminal_wording(os.environ).text(AS_IT_WAS))
        raise SystemExit(INTERRUPTED) from None


def _settings_or_stop(path: str | None = None, override: dict[str, Any] | None = None) -> dict[str, Any]:
    """Pelican's settings. Raises :class:`SystemExit` with status 1 after a sentence if there are none."""
    wording = terminal_wording(os.environ)
    content = (override or {}).get("PATH")
    sentence = None
    if path and not os.path.isfile(path):
        sentence = wording.text(_NO_SETTINGS, path=visible(path))
    elif content and not os.path.isdir(content):
        sentence = wording.text(_NO_CONTENT, path=visible(os.path.relpath(content)))
    else:
        try:
            settings: dict[str, Any] = read_settings(path, override)
            return settings
        except Exception as error:  # settings are code, and can raise anything
            sentence = fault_sentence(error, os.environ, path or "") or _sentence_of(error, path or "")
    print_warning(f"{sentence} {wording.text(AS_IT_WAS)}")
    raise SystemExit(1)


def _sentence_of(error: Exception, path: str) -> str:
    """Which line of the settings is wrong, as far as that is known."""
    wording = terminal_wording(os.environ)
    if str(error).startswith(_THEME_MISSING):
        return wording.text(_NO_THEME, path=visible(str(error).removeprefix(_THEME_MISSING)))
    what = visible(f"{type(error).__name__}: {error.msg if isinstance(error, SyntaxError) else error}")
    if isinstance(error, SyntaxError) and error.filename:
        return wording.text(
            _WRONG_IN_LINE, path=visible(_short(error.filename)), line=error.lineno or 1, error=what
        )
    own = [line for line in traceback.extract_tb(error.__traceback__) if _is_same(line.filename, path)]
    if not own:
        return wording.text(_WRONG_SETTINGS, path=visible(path), error=what)
    return wording.text(_WRONG_IN_LINE, path=visible(path), line=own[-1].lineno or 1, error=what)


def _short(path: str) -> str:
    below = os.path.relpath(path)
    return path if below.startswith("..") else below


def _is_same(name: str, path: str) -> bool:
    return os.path.abspath(name) == os.path.abspath(path)


def remember_plugins() -> None:
    """Keep the setting ``PLUGINS`` for :func:`check_plugins`. To be called while Pelican registers a plugin:
    afterwards the setting has only those that could be used, and before, no code of ours runs."""
    frame = inspect.currentframe()
    while frame is not None:
        caller = frame.f_locals.get("self")
        if isinstance(caller, pelican.Pelican):
            named = caller.settings["PLUGINS"] or ()
            names = [
                plugin if isinstance(plugin, str) else pelican.get_plugin_name(plugin) for plugin in named
            ]
            caller.settings["SAMENIGHT_PLUGINS"] = names
            return
        frame = frame.f_back


def check_plugins(settings: Mapping[str, Any], used: Sequence[str]) -> None:
    """Raises :class:`SettingError` if Pelican could not use a plugin: it logs that, and goes on without.

    ``used`` are the names of those that it uses.
    """
    names = settings.get("SAMENIGHT_PLUGINS", ())
    missing = [name for name in names if not {name, f"pelican.plugins.{name}"} & {*used}]
    if missing:
        wording = terminal_wording(os.environ)
        sentence = wording.text(_NO_PLUGIN, names=visible(", ".join(missing)))
        raise SettingError(f"{sentence} {wording.text(AS_IT_WAS)}")


def restrict(settings: dict[str, Any]) -> None:
    """Make Pelican publish pages only, of Markdown files that are read and checked as all other content.

    Raises :class:`samenight.builder.site_settings.SettingError` for a setting that would publish others.
    """
    if not os.path.isdir(os.path.join(settings["THEME"], "templates")):
        raise SettingError(
            terminal_wording(os.environ).text(_NO_THEME, path=visible(_short(settings["THEME"])))
        )
    for name, value in _FIXED.items():
        if settings.get(name) not in (value, DEFAULT_CONFIG.get(name)):
            english = Phrase(
                "{name} must be {value}. Pages are the files in content/pages, and files such as CNAME that "
                "are published as they are go into content/root (docs/festival.md)."
            )
            raise SettingError(message(english, name=name, value=repr(value)))
        settings[name] = value
    settings["THEME_STATIC_PATHS"] = []  # the theme's static files are artifacts
    settings["INTRASITE_LINK_REGEX"] = _NO_LINK
    settings["DRAFT_PAGE_SAVE_AS"] = settings["DRAFT_PAGE_LANG_SAVE_AS"] = ""
    # Desktops and editors keep files and links with such names next to the pages.
    settings["IGNORE_FILES"] = [*settings["IGNORE_FILES"], ".*"]
    settings["SITEURL"] = configured_url(settings, os.environ)
    settings["JINJA_ENVIRONMENT"] = {**page_templates.ENVIRONMENT, **_extensions(settings)}


def _extensions(settings: Mapping[str, Any]) -> dict[str, Any]:
    added = settings["JINJA_ENVIRONMENT"].get("extensions", [])
    return {"extensions": [*page_templates.ENVIRONMENT["extensions"], *added]}
