"""GIT: when each file changed, and how often each event was revised."""
