"""What production changes. Run with `make publish SITEURL=https://your.festival`."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from pelicanconf import *  # noqa: F403 -- the way Pelican's own template does it

# Posters carry the address for years, so there is none to fall back on: the variable SITEURL must say it,
# which goes before this setting.
SITEURL = ""
