"""Preloaded by a waiting process: the modules that a build loads late, and the theme's templates, compiled.

Compiled templates are cached by the templates' texts: a build with other templates compiles those.
"""

from __future__ import annotations

import importlib
from contextlib import suppress

from PIL import Image
from samenight.builder.site_settings import site_of
from samenight.site.page_templates import environment

from tests.programs import HERE

LATE = ("def_list", "footnotes", "sane_lists", "tables")
for name in (*(f"markdown.extensions.{name}" for name in LATE), "rich.status", "tzdata"):
    with suppress(ImportError):
        importlib.import_module(name)
Image.init()

SETTINGS = {
    "THEME": str(HERE.parent / "theme"),
    "SITEURL": "https://example.org",
    "SAMENIGHT_NOW": "2011-03-01",
}
SITE = site_of(SETTINGS, {})
for name, _ in SITE.templates.texts:
    if name.endswith(".html"):
        environment(SITE.templates, SITE.words).get_template(name)
