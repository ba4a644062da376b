"""The kinds of problem that a file, or a reference between files, can have."""
