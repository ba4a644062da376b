"""Writes content files: headers in the standard style, a new city, the next event."""
