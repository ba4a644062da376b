"""New files: the one style of a header, a new city, the next event."""
