"""The festival's files, from text to a library of typed facts."""
