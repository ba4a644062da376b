"""Damage to files as done by editors, keyboards, merges and tired people, line by line.

Each operator takes a file's lines and the index of one of its header's lines, and returns the damaged
lines; ``None`` if the line has nothing of that kind to damage.
"""

from __future__ import annotations

import re
from collections.abc import Callable

Lines = list[str]
Operator = Callable[[Lines, int], Lines | None]
QUOTED = re.compile(r'"((?:[^"\\]|\\.)*)"')
# Keys whose values are words, codes, numbers, dates or times; all others are free texts.
CODED = (
    "status|country|timezone|currency|base_currency|stream|precision|companion_free|at_the_door|cities_choose"
)
AMOUNTS = "price|amount|gross|fees|cap"
DATES = "date|end_date|announced|as_of|since|until"
TIMES = "start|end|draw|time"


def fence(lines: Lines) -> int:
    """The index of the line that ends the header."""
    return lines.index("---", 1)


def rewritten(pattern: str, new: str | Callable[[re.Match[str]], str]) -> Operator:
    """An operator that replaces a part of the line."""

    def damage(lines: Lines, at: int) -> Lines | None:
        line = re.sub(pattern, new, lines[at], count=1)
        return None if line == lines[at] else [*lines[:at], line, *lines[at + 1 :]]

    return damage


def inserted(*new: str) -> Operator:
    """An operator that inserts lines before the line."""
    return lambda lines, at: [*lines[:at], *new, *lines[at:]]


def coded(keys: str, new: str | Callable[[re.Match[str]], str], value: str = '[^"]+') -> Operator:
    """An operator that replaces the value of some keys."""

    def changed(found: re.Match[str]) -> str:
        inside = new(found) if callable(new) else found.expand(new)
        return f'{found["before"]}"{inside}"'

    return rewritten(rf'(?P<before>\b(?:{keys}): )"(?P<value>{value})"', changed)


def duplicate(lines: Lines, at: int) -> Lines:
    return [*lines[: at + 1], *lines[at:]]


def swap_in_group(lines: Lines, at: int) -> Lines | None:
    """Swap two lines of one group; their order has no meaning."""
    one, two = lines[at : at + 2] if at + 1 < fence(lines) else ("-", "-")
    alike = re.fullmatch(r"(\s*)\w+: \S.*", one), re.fullmatch(r"(\s*)\w+: \S.*", two)
    if not all(alike) or alike[0][1] != alike[1][1]:
        return None
    after = lines[at + 2]
    deeper = len(after) - len(after.lstrip()) > len(alike[0][1])
    return None if deeper and after != "---" else [*lines[:at], two, one, *lines[at + 2 :]]


def without_end(lines: Lines, at: int) -> Lines:
    end = fence(lines)
    return [*lines[:end], *lines[end + 1 :]]


def cut_in_header(lines: Lines, at: int) -> Lines:
    return [*lines[:at], lines[at][: len(lines[at]) // 2]]


def typo(found: re.Match[str]) -> str:
    key = found[0]
    return key[:1] + key[2:] if len(key) > 3 else key + "x"


def turned(found: re.Match[str]) -> str:
    one, two = found["value"].split(", ")
    return found["value"] if one == two else f"{two}, {one}"


def other_sign(found: re.Match[str]) -> str:
    one, two = found["value"].split(", ")
    swap = two[1:] if two.startswith("-") else f"-{two}"
    return f"{one}, {swap}" if abs(float(two)) > 2 else found["value"]


def full_width(found: re.Match[str]) -> str:
    return "".join(chr(ord(sign) + 0xFEE0) if "!" <= sign <= "~" else sign for sign in found["value"])


def as_latin_1(found: re.Match[str]) -> str:
    return found[0].encode().decode("latin-1")


# After these, the file has a problem or still means the same.
STRICT: dict[str, Operator] = {
    "line twice": duplicate,
    "lines swapped in a group": swap_in_group,
    "indented by one more": rewritten(r"^", " "),
    "indented by one less": rewritten(r"^ ", ""),
    "indented with a tab": rewritten(r"^ +", "\t"),
    "tab before the value": rewritten(r": (?=\S)", ":\t"),
    "first quote lost": rewritten(r'"', ""),
    "last quote lost": rewritten(r'"(?=[^"]*$)', ""),
    "both quotes lost": rewritten(r'"([^"\\]*)"', r"\1"),
    "quotes of a hashtag lost": rewritten(r'"([^"]*)"', r"#\1"),
    "quotes of a word processor": rewritten(r'"([^"\\]*)"', r"“\1”"),
    "single curly quotes": rewritten(r'"([^"\\]*)"', r"‘\1’"),
    "full-width quotes": rewritten(r'"([^"\\]*)"', r"＂\1＂"),
    "one curly quote": rewritten(r'"(?=[^"]*$)', "”"),
    "single quotes": rewritten(r'"([^"\\]*)"', r"'\1'"),
    "colon lost": rewritten(r"(?<=\w):(?= |$)", ""),
    "semicolon for a colon": rewritten(r"(?<=\w):(?= |$)", ";"),
    "equals sign for a colon": rewritten(r"(?<=\w):(?= |$)", " ="),
    "full-width colon": rewritten(r"(?<=\w):(?= |$)", "："),
    "no space behind the colon": rewritten(r"(?<=\w): (?=\S)", ":"),
    "hard space behind the colon": rewritten(r"(?<=\w): (?=\S)", ":\u00a0"),
    "hard space before the colon": rewritten(r"(?<=\w):(?= |$)", "\u00a0:"),
    "hard spaces for indentation": rewritten(r"^ +", lambda found: "\u00a0" * len(found[0])),
    "hard space in a text": rewritten(r"(?<=\w) (?=\w+[^:]*\"$)", "\u00a0"),
    "opening bracket lost": rewritten(r"[\[{]", ""),
    "closing bracket lost": rewritten(r"[\]}](?=[^\]}]*$)", ""),
    "comma lost": rewritten(r'(?<="), ', " "),
    "comma at the end": rewritten(r"(?<=\")$", ","),
    "comma in the brackets' end": rewritten(r"(?=[\]}])", ","),
    "hyphen without a space": rewritten(r"^( *)- ", r"\1-"),
    "hyphen lost": rewritten(r"^( *)- ", r"\1  "),
    "bullet for a hyphen": rewritten(r"^( *)- ", r"\1• "),
    "dash for a hyphen": rewritten(r"^( *)- ", r"\1– "),
    "key with a typo": rewritten(r"\w+(?=:(?: |$))", typo),
    "key in capitals": rewritten(r"\w+(?=:(?: |$))", lambda found: found[0].upper()),
    "key in quotes": rewritten(r"^( *)(\w+):", r'\1"\2":'),
    "word in capitals": coded(CODED, lambda found: found["value"].upper()),
    "word in small letters": coded(CODED, lambda found: found["value"].lower()),
    "word with a typo": coded(CODED, lambda found: found["value"][:-1] + "~"),
    "euro sign behind an amount": coded(AMOUNTS, r"\g<value> €"),
    "dollar sign before an amount": coded(AMOUNTS, r"$\g<value>"),
    "minus before an amount": coded(AMOUNTS, r"-\g<value>"),
    "decimal comma": coded(AMOUNTS, lambda found: found["value"].replace(".", ",")),
    "comma for thousands": coded(AMOUNTS, lambda found: re.sub(r"^(\d+)(\d{3})", r"\1,\2", found["value"])),
    "letter O for a zero": coded(
        f"{AMOUNTS}|{DATES}|{TIMES}", lambda found: found["value"].replace("0", "O")
    ),
    "full-width digits": coded(f"{AMOUNTS}|{DATES}|{TIMES}", full_width),
    "day first": coded(DATES, r"\4.\3.\2", r"(\d{4})-(\d\d)-(\d\d)"),
    "slashes in a date": coded(DATES, lambda found: found["value"].replace("-", "/")),
    "day that is not": coded(DATES, lambda found: f"{found['value'][:8]}32", r"\d{4}-\d\d-\d\d"),
    "full stop in a time": coded(TIMES, lambda found: found["value"].replace(":", ".")),
    "offset behind a time": coded(TIMES, r"\g<value>+01:00"),
    "coordinates turned": coded("coordinates", turned),
    "a minus of coordinates lost or found": coded("coordinates", other_sign),
    "two minuses": coded("coordinates", lambda found: found["value"].replace("-", "--")),
    "semicolon in coordinates": coded("coordinates", lambda found: found["value"].replace(",", ";")),
    "point of coordinates lost": coded("coordinates", lambda found: found["value"].replace(".", "")),
    "scheme of a link lost": rewritten(r"https?://", ""),
    "slash of a link lost": rewritten(r"(https?:/)/", r"\1"),
    "blank in a link": rewritten(r"(https?://\S{5})", r"\1 "),
    "HTML in a text": rewritten(r'(?<=name: ")([^"]+)', r"<b>\1</b>"),
    "HTML line break": rewritten(r'(?<=name: ")([^"]+)', r"\1<br>"),
    "letters garbled": rewritten(r'(?<=")[^"]*[^\x00-\x7f][^"]*(?=")', as_latin_1),
    "letters lost": rewritten(r"(?<=\w)[^\x00-\x7f]", "\ufffd"),
    "backslash before a quote": rewritten(r'"(?=[^"]*$)', r"\\" + '"'),
    "zero-width space": rewritten(r"(?<=\w)(?=\w)", "\u200b"),
    "byte order mark inside": rewritten(r"(?<=\w)(?=\w)", "\ufeff"),
    "direction turned": rewritten(r"(?<=\w)(?=\w)", "\u202e"),
    "NUL": rewritten(r"(?<=\w)(?=\w)", "\0"),
    "template in a text": rewritten(r'(?<=name: ")[^"]+', "{{ name }}"),
    "anchor": rewritten(r": (?=\")", ": &a "),
    "tag": rewritten(r": (?=\")", ": !!str "),
    "blank line": inserted(""),
    "comment": inserted("# a note"),
    "spaces at the end": rewritten(r"$", "   "),
    "three full stops": inserted("..."),
    "conflict, ours": inserted("<<<<<<< HEAD"),
    "conflict, theirs": inserted(">>>>>>> branch"),
    "end of the header lost": without_end,
    "beginning of the header lost": lambda lines, _: lines[1:],
    "cut in the header": cut_in_header,
    "line ends of Windows": lambda lines, _: [f"{line}\r" for line in lines],
    "line ends of an old Mac": lambda lines, _: ["\r".join(lines)],
    "byte order mark": lambda lines, _: [f"\ufeff{lines[0]}", *lines[1:]],
    "no line end at the end": lambda lines, _: lines[:-1] if not lines[-1] else None,
}

# After these, the file may state another fact, which cannot be detected. It is still read without a
# traceback.
LEGAL: dict[str, Operator] = {
    "line lost": lambda lines, at: [*lines[:at], *lines[at + 1 :]],
    "line commented out": rewritten("^", "# "),
    "lines swapped": lambda lines, at: [*lines[:at], *lines[at : at + 2][::-1], *lines[at + 2 :]],
    "digits swapped": rewritten(r"(\d)(\d)", r"\2\1"),
    "digit changed": rewritten(r"\d", "9"),
    "month and day swapped": coded(DATES, r"\3-\5-\4", r"(\d{4})-(\d\d)-(\d\d)"),
    "letter lost in a text": rewritten(r'(?<=\w)\w(?=\w*")', ""),
    "text in capitals": rewritten(r'(?<=")[^"]+(?=")', lambda found: found[0].upper()),
    "value of another line": lambda lines, at: [
        *lines[:at], re.sub(r'".*"', (QUOTED.search(lines[at - 1]) or [""])[0].replace("\\", ""), lines[at]),
        *lines[at + 1 :],
    ],
    "end of the header here": inserted("---"),
    "cut anywhere": lambda lines, at: lines[: len(lines) - at],
}  # fmt: skip
