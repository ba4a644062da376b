"""The settings that differ for the published site: `make publish SITEURL=https://your.festival`."""

import os
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from pelicanconf import *  # noqa: F403 -- the way Pelican's own template does it

# There is no default, since posters show the address for years: the variable SITEURL must contain it. It
# overrides this setting.
SITEURL = ""

# For the days on which no city may wait for another: the variable SAMENIGHT_KEEP_GOING.
SAMENIGHT_KEEP_GOING = os.environ.get("SAMENIGHT_KEEP_GOING", "")
