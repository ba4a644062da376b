"""All kinds of mistake that one file, or a reference from one to another, can have."""
