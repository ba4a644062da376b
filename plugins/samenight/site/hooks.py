"""Where rooms come in: each answers one of these signals with a pure function."""

from __future__ import annotations

from blinker import signal

# Answer with a function ``(library, site) -> Iterable[Artifact]``: what the room publishes.
# Sent once a build, after all content was read without errors and before anything is written.
artifacts = signal("samenight_artifacts")

# Answer with a function ``(library, origins, now) -> Iterable[Problem]``: what is wrong in the whole,
# as seen at the moment ``now`` (aware, UTC). Sent once a build or check, after all files were read,
# also where some have errors; the sender is the survey's ``Premises``.
rules = signal("samenight_rules")

# Answer with the ``Finding``s of what this machine lacks, so that the room makes or checks less than it
# could. Sent once a build; each is said and stops nothing, as it is no mistake of the content.
notices = signal("samenight_notices")
