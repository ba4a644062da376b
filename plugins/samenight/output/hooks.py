from samenight.hooks import artifacts, rules  # noqa: F401
