"""Mistakes of the paths that a site is published at: two things at one, or outside of it."""

from __future__ import annotations

from samenight.content.problems.problem import Kind

OUTSIDE = Kind(
    "path.outside",
    "{owner} would leave the output folder.",
    "Rename the file behind it.",
    "A build writes nothing outside the site.",
)
TWICE = Kind(
    "path.twice",
    "{owner} and {other} claim one path.",
    "Rename one of them.",
    "One would overwrite the other, on some disks and hosts also where only the case differs.",
)
FOLDER = Kind(
    "path.folder",
    "{owner} needs a folder where {other} has a file.",
    "Rename one of them.",
    "A path cannot be both.",
)
