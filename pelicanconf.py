"""Every setting, with its default and a line that explains it. `publishconf.py` has those that differ for the
published site."""

import os
import sys
from pathlib import Path

BASE = Path(__file__).resolve().parent
sys.path.insert(0, str(BASE / "plugins"))  # so that worker processes find the same modules

import samenight  # noqa: E402 -- after the path is set

# The public address of the site's root. QR codes, calendars and feeds contain it, also in builds at home:
# a proof with a local address would be printed sooner or later. The variable SITEURL overrides it. Name
# badges and raffle tickets are refused as long as it is this placeholder.
SITEURL = "https://samenight.example"
SITENAME = "Samenight"

PATH = str(BASE / "content")  # the festival's facts
OUTPUT_PATH = str(BASE / "output")  # the site; nothing else may be kept there
THEME = str(BASE / "theme")  # templates, style sheet, artwork, fonts, translations
PLUGINS = [samenight]  # all packages; list single ones (samenight.builder, ...) to leave some out

# The moment of the build, ISO 8601: decides whether an event is coming, today or over. Empty: the
# variable SOURCE_DATE_EPOCH, else now.
SAMENIGHT_NOW = os.environ.get("SAMENIGHT_NOW", "")
# Where artifacts and caches are kept from one build to the next; safe to delete.
SAMENIGHT_STORE = str(BASE / ".samenight")
# How many processes make artifacts; 0 is one for each core.
SAMENIGHT_JOBS = os.environ.get("SAMENIGHT_JOBS", "0")
# Where artifacts are made: empty for this machine, or "dask://host:8786" (docs/cluster.md).
SAMENIGHT_EXECUTOR = os.environ.get("SAMENIGHT_EXECUTOR", "")
# "1": when files of some cities have errors, publish these files as they were before, and everything else as
# it is now, with exit status 3. Otherwise nothing is published while there is an error (docs/festival.md).
SAMENIGHT_KEEP_GOING = ""

# Pelican's own settings. Cities and events are not articles; pages are pages.
ARTICLE_PATHS: list[str] = []
PAGE_PATHS = ["pages"]
PAGE_URL = "{slug}/"
PAGE_SAVE_AS = "{slug}/index.html"
PAGE_LANG_URL, PAGE_LANG_SAVE_AS = PAGE_URL, PAGE_SAVE_AS  # also for pages in another language
DIRECT_TEMPLATES: list[str] = []  # the front page and the lists are artifacts
STATIC_PATHS: list[str] = []  # files such as CNAME that are published as they are: content/root
AUTHOR_SAVE_AS = CATEGORY_SAVE_AS = TAG_SAVE_AS = ARCHIVES_SAVE_AS = ""
FEED_ALL_ATOM = CATEGORY_FEED_ATOM = TRANSLATION_FEED_ATOM = None  # feeds are artifacts
AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = None
TIMEZONE = "UTC"  # cities have their own
DEFAULT_LANG = "en"
RELATIVE_URLS = False  # the templates make relative links themselves
CACHE_CONTENT = LOAD_CONTENT_CACHE = False  # the store compares contents, not only the times of files
