"""Languages of cities in which a theme has no words: nobody is to find out from a printed poster."""

from __future__ import annotations

from collections.abc import Iterator

from samenight.content.library.library import Library
from samenight.content.problems.wording import Wording, name_of_language


def missing_words(library: Library, said: Wording) -> Iterator[str]:
    """That the words around cities are in another language than theirs, where they are."""
    for language, count in sorted(library.unspoken.items()):
        yield said.text(
            "There are no words in {language}: pages, calendars and artwork of {cities} are in another "
            "language. docs/theme.md says how to add theme/translations/{code}.po.",
            language=name_of_language(language, said.language),
            cities=said.counted(count, "{n} city", "{n} cities"),
            code=language,
        )
