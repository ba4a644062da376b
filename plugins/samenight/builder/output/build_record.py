"""``build.json``: what the published site was built from, so that anybody can build it again and compare."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import platform
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import samenight

# What differs from one build to the next although the same site is published.
_OF_THE_BUILD = ("moment",)


@dataclass(frozen=True)
class Checkout:
    """What git says of the folder: the full name of the commit, whether nothing that a build reads differs
    from it, and whether only a part of the history is there (a shallow clone)."""

    commit: str
    clean: bool
    shallow: bool


@dataclass(frozen=True)
class WithheldFile:
    """A file with errors, in place of which an older version is published, or nothing.

    ``file`` is its name, ``commit`` that of the version (empty if there is none), ``since`` the first commit
    with an error (empty if the error is not committed) and ``since_when`` its time; ``is_own`` whether the
    error is in the file itself and not only in what others say.
    """

    file: str
    commit: str = ""
    since: str = ""
    since_when: dt.datetime | None = None
    is_own: bool = True


def build_record(
    settings: Mapping[str, Any],
    moment: dt.datetime,
    checkout: Checkout | None,
    withheld: Sequence[WithheldFile],
    manifest: bytes,
    libraries: Mapping[str, str],
) -> bytes:
    """The content of ``build.json``: version, commit, moment, settings, versions of Python and the libraries,
    files that were withheld, and the digest of the manifest, which lists all other files."""
    record = {
        "samenight": samenight.__version__,
        "commit": checkout.commit if checkout else None,
        "clean": checkout.clean if checkout else None,
        "shallow": checkout.shallow if checkout else None,
        "moment": moment.isoformat(),
        "settings": {
            "SITEURL": str(settings["SITEURL"]),
            "SITENAME": str(settings.get("SITENAME") or ""),
            "THEME": theme_of(settings),
            "PLUGINS": [str(name) for name in settings["PLUGINS"]],
        },
        "python": platform.python_version(),
        "libraries": dict(libraries),
        "withheld": [{"file": one.file, "published_as_of": one.commit or None} for one in withheld],
        "files": manifest.count(b', "sha256": "'),
        "manifest_sha256": hashlib.sha256(manifest).hexdigest(),
    }
    return (json.dumps(record, indent=1, ensure_ascii=False) + "\n").encode()


def theme_of(settings: Mapping[str, Any]) -> str:
    """The theme's folder as seen from the folder that holds the content, the same on every machine; of one
    elsewhere only the name."""
    theme, base = Path(settings["THEME"]).resolve(), Path(settings["PATH"]).resolve().parent
    return theme.relative_to(base).as_posix() if theme.is_relative_to(base) else theme.name


def is_same_site(old: bytes, new: bytes) -> bool:
    """Whether two records differ at most in the moment of the build."""
    return bool(_without_moment(old) == _without_moment(new))


def _without_moment(record: bytes) -> Any:
    try:
        read = json.loads(record)
        return {name: value for name, value in read.items() if name not in _OF_THE_BUILD}
    except (ValueError, AttributeError, RecursionError):
        return record
