"""GIT: when what changed, and how often each event was revised."""
