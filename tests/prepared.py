"""Loaded by a process that waits: what a build loads late, and the templates of the theme, compiled.

Compiled templates are kept by what the templates say: a build with other ones compiles those.
"""

from __future__ import annotations

import importlib
from contextlib import suppress

from PIL import Image
from samenight.output.surroundings import site_of
from samenight.theme import environment

from tests.programs import HERE

LATE = ("def_list", "footnotes", "sane_lists", "tables")
for name in (*(f"markdown.extensions.{name}" for name in LATE), "rich.status", "tzdata"):
    with suppress(ImportError):
        importlib.import_module(name)
Image.init()

THEME = str(HERE.parent / "theme")
TEMPLATES = site_of(
    {"THEME": THEME, "SITEURL": "https://example.org", "SAMENIGHT_NOW": "2011-03-01"}, {}
).templates
for name, _ in TEMPLATES.texts:
    if name.endswith(".html"):
        environment(TEMPLATES).get_template(name)
