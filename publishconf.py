"""What production changes. Run with `make publish`, or `pelican content -s publishconf.py`."""

import os
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from pelicanconf import *  # noqa: F403 -- the way Pelican's own template does it

# Posters carry this address for years: `make publish SITEURL=https://your.festival`.
SITEURL = os.environ.get("SITEURL", "")
