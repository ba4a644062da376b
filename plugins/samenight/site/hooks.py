"""Signals to which packages connect: each returns a pure function, or findings."""

from __future__ import annotations

from blinker import signal

# Return a ``Publisher``, or a function ``(library, site) -> Iterable[Artifact]``: the package's artifacts.
# Sent once per build, after all content was read without errors and before anything is written.
artifacts = signal("samenight_artifacts")

# Return a function ``(library, origins, now) -> Iterable[Problem]``: what is wrong in the whole, as seen
# at the moment ``now`` (aware, UTC). Sent once per build or check, after all files were read, even if
# some have errors; the sender is the ``InspectedFolder``.
rules = signal("samenight_rules")

# Sent once per build after the site is published, or found to be current; the sender is the build.
published = signal("samenight_published")

# Return ``Finding``s of what this machine lacks, so that the package makes or checks less than it could.
# Sent once per build; each is printed and stops nothing, as it is no mistake in the content.
notices = signal("samenight_notices")
