"""What Pelican may do: its settings that would publish files without our checks are fixed."""

from __future__ import annotations

import os
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from pelican.settings import DEFAULT_CONFIG

from samenight.builder.site_settings import SettingError, configured_url
from samenight.site import page_templates

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


def restrict(settings: dict[str, Any]) -> None:
    """Make Pelican publish pages only, of Markdown files that are read and checked as all other content.

    Raises :class:`samenight.builder.site_settings.SettingError` for a setting that would publish others.
    """
    for name, value in _FIXED.items():
        if settings.get(name) not in (value, DEFAULT_CONFIG.get(name)):
            raise SettingError(
                f"{name} must be {value!r}. Pages are the files in content/pages, and files such as CNAME "
                "that are published as they are go into content/root (docs/festival.md)."
            )
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
