"""Rules for posts: when each appears."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping

from samenight.checks import kinds
from samenight.content.library.library import Library
from samenight.content.library.resolved_event import resolved_post
from samenight.content.problems.problem import Problem
from samenight.content.reading.sources import Origin, origin_key

# Whoever prepares a post does so for the edition that comes.
FAR = dt.timedelta(days=366)
_NAMED_DAY = re.compile(r"\d{4}-\d{2}-\d{2}(?=-|$)")


def days_of_posts(library: Library, origins: Mapping[str, Origin]) -> Iterator[Problem]:
    """A post whose file is named after another day than its header has, or that nobody will see for so
    long that its year must be a slip."""
    for post in library.posts:
        named = _NAMED_DAY.match(post.slug)
        if named and named[0] != post.date.isoformat():
            yield origins[origin_key(post)].problem(("date",), kinds.POST_NAME(post.date, day=named[0]))
        elif resolved_post(post, library).published - library.now > FAR:
            yield origins[origin_key(post)].problem(("date",), kinds.POST_FAR(post.date))


RULES = (days_of_posts,)
