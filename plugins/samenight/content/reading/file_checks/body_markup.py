"""What is in a Markdown text and would be lost on its page: HTML that is not published, signs of other kinds
of Markdown, and lines that would run together."""

from __future__ import annotations

import re
from collections.abc import Iterator

from samenight.content.problems.kinds import texts as kinds
from samenight.content.problems.kinds import values
from samenight.content.problems.problem import Finding

# The HTML that is published, whether it was typed or made from Markdown.
KEPT_TAGS = frozenset(
    "p br hr h2 h3 h4 h5 ul ol li dl dt dd blockquote strong em b i code pre a table thead tbody tr "
    "th td sup sub abbr".split()
)
# Tags that are left out without a trace: what is in them looks plainer, and says the same.
_PLAINER = frozenset(
    "span font u small big mark ins kbd samp var cite tt time data bdi bdo wbr dfn h1".split()
)
# What is shown by a program or another site, or would be filled in; it is gone with all that belongs to it.
_EMBEDDED = frozenset(
    "iframe frame frameset video audio source track embed object param applet canvas svg math map area "
    "portal form input button select textarea fieldset script style template noscript link meta base "
    "dialog".split()
)
_PICTURES = frozenset(["img", "picture"])
# What blanks of templates begin with ("<your name>"), which have a rule of their own.
_BLANKS = frozenset(["your", "my", "insert", "enter"])
_TAG = re.compile(r"<([a-zA-Z][a-zA-Z0-9-]*)(?=[\s/>])[^<>]*>|<\?[^>]*>")
_SIGNS = (
    re.compile(r"(?<![~\\])(~~)(?=[^\s~])[^~\n]{0,200}~~"),
    re.compile(r"(?:^|(?<=\s))[-*+] (\[[ xX]?\])(?=\s)", re.MULTILINE),
    re.compile(r"(?<![=\\])(==)(?=[^\s=])[^=\n]{0,200}[^\s=]==(?!=)"),
    re.compile(r"(?<!!)(\[\[)[^\[\]\n]{1,80}\]\](?!\()"),
    re.compile(r"^ {0,3}(\[TOC\]|!!! ?\w+|:::[ \w]*|```.*|~~~.*)", re.MULTILINE),
    re.compile(r"(\{:? ?[#.][\w-][^{}\n]{0,80}\})"),
)
# Code, comments of HTML: what is in them is meant as it is, or meant to be hidden.
_CODE = re.compile(r"(?<!`)(`+)(?!`)(?:(?!\n\s*\n).)+?(?<!`)\1(?!`)|<!--.*?-->", re.DOTALL)
_INDENTED = re.compile(r"(?: {4}|\t)")
_ITEM = re.compile(r"(?:[-*+] (?!- )|1[.)] )(?=\S)")
_IN_LIST = re.compile(r"\s*(?:[-*+]|\d+[.)]) ")
# Marks of lists that Markdown does not know.
_OTHER_ITEM = re.compile(r"(?:[•·▪‣●○◦]|\d{1,2}\)) ?(?=\S)")
_COLUMNS = re.compile(r"\|? ?:?-+:? ?\|[\s:|-]*$")
_ROW = re.compile(r"\|.*\|\s*$")
_NO_PARAGRAPH = re.compile(r"[#>|<]|={2,}$|-{2,}$|\[\^?[^\]]+\]:")
_BREAK = re.compile(r"(?:  |\\|<br ?/?>)$")
# Quick searches, which nearly all texts do not need more than.
_MAY_HAVE_SIGNS = re.compile(r"<|~~|==|\[\[|\[[ xX]?\]|\[TOC\]|!!!|:::|```|\{[:#.]")
_MAY_BE_JOINED = re.compile(
    r"^[^\n\-*+#>|<\s\d].*\n(?:[-*+] |1[.)] |\|)|^\d.*\n(?:[-*+] |1[.)] |\|)|^(?:[•·▪‣●○◦]|\d{1,2}\))",
    re.MULTILINE,
)


def markup_oddities(text: str) -> Iterator[tuple[int, int, Finding]]:
    """What would be lost of a text: the line (0 is its first), the column (from 1), and the finding; what is
    found again in a line is left out."""
    signs, joined = _MAY_HAVE_SIGNS.search(text), _MAY_BE_JOINED.search(text)
    if not signs and not joined:
        return
    bare = without_code(text)
    told: set[tuple[int, str, str]] = set()
    for start, finding in sorted(
        (*_tags(bare), *_signs(bare, text), *_joined(bare)), key=lambda pair: pair[0]
    ):
        line = text.count("\n", 0, start)
        if (line, finding.kind.code, finding.found) not in told:
            told.add((line, finding.kind.code, finding.found))
            yield line, start - (text.rfind("\n", 0, start) + 1) + 1, finding


def without_code(text: str) -> str:
    """A text with blanks in place of its code and its comments, so that all else stays where it is."""
    if "`" in text or "<!--" in text:
        text = _CODE.sub(_blanks, text)
    if "\n    " not in text and "\n\t" not in text:
        return text
    lines, code, listed = text.split("\n"), True, False
    for number, line in enumerate(lines):
        if not line.strip():
            code = True
        elif not _INDENTED.match(line):
            code, listed = False, bool(_IN_LIST.match(line)) or (listed and line[0] == " ")
        elif code and not listed:
            lines[number] = " " * len(line)
    return "\n".join(lines)


def _blanks(found: re.Match[str]) -> str:
    return re.sub(r"[^\n]", " ", found[0])


def _tags(text: str) -> Iterator[tuple[int, Finding]]:
    if "<" not in text:
        return
    for found in _TAG.finditer(text):
        name = (found[1] or "").lower()
        if name in KEPT_TAGS or name in _PLAINER or name in _BLANKS:
            continue
        if name in _PICTURES:
            yield found.start(), values.BODY_PICTURE()
        elif name in _EMBEDDED:
            yield found.start(), kinds.BODY_EMBED(f"<{name}>")
        else:
            yield found.start(), kinds.BODY_HTML(f"<{found[1]}>" if found[1] else found[0])


def _signs(text: str, typed: str) -> Iterator[tuple[int, Finding]]:
    for pattern in _SIGNS:
        for found in pattern.finditer(text):
            yield found.start(1), kinds.BODY_SIGNS(found[1].strip())
    if "```" in typed:  # as code it is blanked, but its lines are joined and its language is shown
        for found in re.finditer(r"^(```)[^`\n]*$", typed, re.MULTILINE):
            yield found.start(1), kinds.BODY_SIGNS(found[1])
            break


def _joined(text: str) -> Iterator[tuple[int, Finding]]:
    """Lists and tables that are not apart from the paragraph above, or are no lists for Markdown."""
    before, start = "", 0
    for line in text.split("\n"):
        if _is_joined(before, line):
            yield start, kinds.BODY_JOINED(line.strip()[:40])
        before, start = line, start + len(line) + 1


def _is_joined(before: str, line: str) -> bool:
    if not line.strip() or not before.strip() or _BREAK.search(before):
        return False
    if _OTHER_ITEM.match(line):
        return bool(_OTHER_ITEM.match(before))
    if _COLUMNS.match(line):
        return False
    if _ROW.match(line):
        return _is_paragraph(before)
    return bool(_ITEM.match(line)) and _is_paragraph(before)


def _is_paragraph(line: str) -> bool:
    """Whether a line is in a paragraph that goes on in the next line."""
    return not (line[0].isspace() or _NO_PARAGRAPH.match(line) or _IN_LIST.match(line))
