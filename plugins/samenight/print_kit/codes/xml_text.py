"""Text that may stand in XML."""

from __future__ import annotations

import html
import re

# What XML 1.0 (section 2.2) allows no document to hold, not even escaped.
_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def xml(text: str) -> str:
    """The text, safe as content and in quotes; characters that XML forbids become U+FFFD."""
    return html.escape(_FORBIDDEN.sub("\ufffd", text))
