"""Links that lead, or pretend to lead, somewhere else."""

from __future__ import annotations

from samenight.content.problems.problem import Kind

SHORTENER = Kind(
    "link.shortener",
    "{found} is an address shortener.",
    "Write the address that it leads to.",
    "This address goes into QR codes on posters; when the shortener closes, all of them are dead.",
    "warning",
)
MIXED_SCRIPTS = Kind(
    "link.scripts",
    'The host "{found}" mixes letters of several alphabets.',
    "Type the address anew by hand.",
    "Letters that only look alike are a way to lead people to another site.",
)
LOOKALIKE = Kind(
    "link.lookalike",
    'The host "{found}" looks like {known}, and is not.',
    "Check every letter of the address.",
    "One wrong letter can lead people and their money to another site.",
    "warning",
)
PLATFORM = Kind(
    "link.platform",
    "This link does not lead to {platform}, but to {found}.",
    "Check the link, or the name of the platform.",
    "People who are told one name and meet another think of fraud.",
    "warning",
)
BODY_SCHEME = Kind(
    "body.link",
    'A link in the text begins with "{found}", which is not published.',
    "Use a link that begins with https://.",
    "Such links can run programs in the reader's browser.",
    "warning",
)
HASHTAG_SCRIPTS = Kind(
    "hashtag.scripts",
    'The hashtag "{found}" mixes letters of several alphabets.',
    "Type it anew by hand.",
    "It looks right, and nobody who types it will find it.",
)
