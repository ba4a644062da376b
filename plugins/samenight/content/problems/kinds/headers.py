"""Problems in the syntax of a header; each message says what to type, not what a parser expected."""

from __future__ import annotations

from samenight.content.problems.problem import Kind

_ALL = "Until this is fixed, nothing in the file can be read."

MISSING = Kind(
    "header.missing",
    "The file does not begin with a header.",
    'Its first line must be "---".',
    "The header holds the facts; the text below it is only prose.",
)
UNCLOSED = Kind(
    "header.unclosed",
    "The header has no end.",
    'Close it with a line "---".',
    "All the prose would be taken for facts.",
)
SIZE = Kind(
    "header.size",
    "The header is larger than {limit} KB.",
    "Move text to the body, below the header.",
    "The longest real header has a tenth of that.",
)
CHARACTER = Kind(
    "header.character",
    "This character is not allowed in a header ({found}).",
    "Type the line again.",
    _ALL,
)
MAPPING = Kind(
    "header.mapping",
    "The header is not made of keys and values.",
    'Write the header as "key: value" lines.',
    _ALL,
)
DOCUMENT = Kind(
    "header.document",
    "A second document begins here.",
    "Keep one header.",
    "It would be unclear which of the two is right.",
)
ANCHOR = Kind(
    "header.anchor",
    "Anchors (&) and aliases (*) are not allowed.",
    "Put the text in quotes.",
    _ALL,
)
TAG = Kind(
    "header.tag",
    "Tags (!) are not allowed.",
    "Put the text in quotes.",
    _ALL,
)
DEPTH = Kind(
    "header.depth",
    "There are more than {limit} levels inside each other.",
    "Close the brackets, or indent less.",
    "No field is nested that deep.",
)
KEY = Kind(
    "header.key",
    "A list or mapping cannot be a key.",
    "Write a word, a colon and the value.",
    _ALL,
)
DUPLICATE = Kind(
    "header.duplicate",
    '"{found}" is here twice, first in line {first}.',
    "Keep one.",
    "One of the two values would be lost without notice.",
)
COLON = Kind(
    "header.colon",
    "There is a colon inside this text, and no quotes around it.",
    'Text with a colon in it needs quotes: key: "a: b".',
    _ALL,
    mend_with="Text with a colon in it needs quotes: {replacement}",
)
START = Kind(
    "header.start",
    'This value begins with "{sign}", which has a special meaning here.',
    "A value that begins with @, %, ` or a tab needs quotes.",
    _ALL,
    mend_with="Put it in quotes: {replacement}",
)
TAB = Kind(
    "header.tab",
    "This line is indented with a tab.",
    "Indent with spaces, not with a tab.",
    _ALL,
)
ESCAPE = Kind(
    "header.escape",
    "In double quotes a backslash begins a special character; this one is not known.",
    'In double quotes write a backslash twice: "\\\\".',
    _ALL,
)
QUOTE = Kind(
    "header.quote",
    "A quote is opened here and never closed.",
    'End the value with the same quote. A quote inside it is written \\".',
    _ALL,
)
INNER = Kind(
    "header.inner",
    "There are quotes inside these quotes.",
    'Write \\" for each quote inside the text, or put the text in single quotes.',
    _ALL,
    mend_with="Write {replacement}",
)
LIST = Kind(
    "header.list",
    "A list is mixed with keys.",
    'Begin each item with "-".',
    _ALL,
)
BRACKETS = Kind(
    "header.brackets",
    "This list in brackets is not complete.",
    "A list in brackets needs commas and a closing ].",
    _ALL,
)
BRACES = Kind(
    "header.braces",
    "This group in braces is not complete.",
    "A group in braces needs commas and a closing }}.",
    _ALL,
)
PAIR = Kind(
    "header.pair",
    "This line has no key.",
    'A key needs a colon and a space after it: "key: value".',
    _ALL,
)
INDENT = Kind(
    "header.indent",
    "The indentation or the quotes of this line are wrong.",
    "Keys of one group begin in the same column; text after a closing quote belongs inside it.",
    _ALL,
)
BLOCK = Kind(
    "header.block",
    "Text blocks with | or > are not understood here.",
    "Put the text in quotes, or below the header.",
    _ALL,
)
SYNTAX = Kind(
    "header.syntax",
    "The header cannot be read: {found}.",
    'Look at this line and the one above it: each is "key: value", with the value in quotes.',
    _ALL,
)
QUOTES = Kind(
    "header.quotes",
    "The quotes of {found} are not two straight ones around it.",
    'Put the text between two straight quotes, and \\ before each quote inside it: "...".',
    "The quotes would be shown as a part of the text, or hide what was meant.",
    mend_with="Write {replacement}.",
)
COMMENT = Kind(
    "header.comment",
    "{found} is read as a comment, and left out.",
    "Put the whole value in quotes.",
    "After a space, # begins a comment, unless there are quotes around the text.",
    "warning",
    mend_with="Write {replacement}.",
)
UNQUOTED = Kind(
    "header.unquoted",
    "{found} is written here without quotes.",
    "Put it in quotes.",
    "Other programs that read this file, such as an editor in a browser, would take it for "
    "{taken} and save something else.",
    "note",
    mend_with="Put it in quotes, as samenight fmt does: {replacement}",
)
