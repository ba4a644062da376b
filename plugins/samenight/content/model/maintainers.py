"""Those who may change a part of the content: their names on the git host.

The forms are those that the CODEOWNERS files of GitHub and GitLab allow: ``@name``, ``@group/team``
and, for accounts that are known by it, an e-mail address.
"""

from __future__ import annotations

import re
from typing import Annotated

from pydantic import AfterValidator

from samenight.content.model.base import refuse
from samenight.content.model.fields import Text
from samenight.content.problems.kinds import values
from samenight.content.problems.problem import quoted

_PART = r"[A-Za-z0-9_](?:[A-Za-z0-9_.-]{0,253}[A-Za-z0-9_-])?"
_NAME = re.compile(rf"@{_PART}(?:/{_PART}){{0,19}}")
_EMAIL = re.compile(r"[A-Za-z0-9][A-Za-z0-9._%+-]{0,63}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,8}")
# The address of somebody's page on a git host, from which people copy.
_PROFILE = re.compile(r"https?://[^/\s]+/(?:orgs/)?([^/\s?#]+(?:/teams)?(?:/[^/\s?#]+)?)/?")


def is_maintainer(text: str) -> bool:
    """Whether ``text`` is a name on a git host, as CODEOWNERS files write it, or an e-mail address."""
    return bool(_NAME.fullmatch(text) or _EMAIL.fullmatch(text))


def _meant(text: str) -> str | None:
    """The name that somebody meant who left out the ``@``, or copied the address of a page."""
    page = _PROFILE.fullmatch(text)
    name = "@" + (page[1].replace("/teams/", "/") if page else text.lstrip("@").strip())
    return name if _NAME.fullmatch(name) else None


def _maintainer(text: str) -> str:
    if is_maintainer(text):
        return text
    meant = _meant(text)
    raise refuse(values.MAINTAINER(text, quoted(meant) if meant else None))


Maintainer = Annotated[Text, AfterValidator(_maintainer)]
