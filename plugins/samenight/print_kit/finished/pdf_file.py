"""Reading and changing PDF files as Typst writes them: objects, pages, and the streams that draw pages.

They have one plain cross-reference table (ISO 32000-1, 7.5.4), dictionaries outside of streams, the
catalogue and the document information in objects of their own. When finished, they have a second table.
"""

from __future__ import annotations

import hashlib
import re
import zlib
from collections.abc import Iterator, Mapping

_TRAILER = re.compile(rb"trailer\n<<(.*)>>\nstartxref\n(\d+)\n%%EOF\s*\Z", re.DOTALL)
_ID = re.compile(rb"(/ID\[\([^()\\]*\))\([^()\\]*\)\]")
_KIDS = re.compile(rb"/Kids\[([^\]]*)\]")
_REFERENCE = re.compile(rb"(\d+) 0 R")
_CONTENTS = re.compile(rb"/Contents (\d+) 0 R")
_PREVIOUS = re.compile(rb"/Prev (\d+)")
_LENGTH = re.compile(rb"/Length (\d+)")
_ENTRY = 20  # bytes of a line in the cross-reference table
_STREAM, _ENDSTREAM = b"\nstream\n", b"\nendstream"


class PdfFile:
    """A PDF with the structure of Typst's. Raises :class:`ValueError` for any other."""

    def __init__(self, pdf: bytes) -> None:
        self.content = pdf
        self._trailer, self._table = _trailer_of(pdf)
        self._places: dict[int, int] = {}
        table: int | None = self._table
        while table is not None:
            end = pdf.find(b"trailer\n", table)
            for number, place in _entries(pdf[table + len(b"xref\n") : end]):
                self._places.setdefault(number, place)
            before = _PREVIOUS.search(pdf, end, pdf.find(b"startxref", end))
            table = int(before[1]) if before and int(before[1]) < table else None
        self.catalogue = number_in(rb"/Root (\d+) 0 R", self._trailer)
        self.info = number_in(rb"/Info (\d+) 0 R", self._trailer)

    def body(self, number: int) -> bytes:
        """The content of an object's dictionary, without its brackets."""
        start = self._place(number)
        head = b"%d 0 obj\n<<" % number
        end = self.content.find(b">>\nendobj\n", start)
        if end < 0 or not self.content.startswith(head, start):
            raise ValueError("This PDF has no plain cross-reference table.")
        return self.content[start + len(head) : end]

    def object(self, number: int) -> bytes:
        """The whole object, with the dictionary of its stream but not the stream."""
        start = self._place(number)
        if not self.content.startswith(b"%d 0 obj\n" % number, start):
            raise ValueError("This PDF has no plain cross-reference table.")
        end = self.content.find(b"endobj\n", start)
        stream = self.content.find(_STREAM, start, end)
        return self.content[start : end if stream < 0 else stream]

    def pages(self) -> Iterator[int]:
        """The numbers of its pages, in order."""
        waiting = [number_in(rb"/Pages (\d+) 0 R", self.body(self.catalogue))]
        while waiting:
            number = waiting.pop(0)
            body = self.body(number)
            if body.startswith(b"/Type/Pages"):
                kids = _KIDS.search(body)
                waiting[:0] = map(int, _REFERENCE.findall(kids[1] if kids else b""))
            else:
                yield number

    def drawing(self, page: int) -> bytes:
        """The operators that draw a page; empty for an empty page."""
        found = _CONTENTS.search(self.body(page))
        return self.stream(int(found[1])) if found else b""

    def stream(self, number: int) -> bytes:
        """The stream of an object, unpacked."""
        head, start, end = self._stream(number)
        packed = self.content[start:end]
        return zlib.decompress(packed) if b"/FlateDecode" in head else packed

    def with_drawings(self, drawings: Mapping[int, bytes]) -> bytes:
        """The file with other operators for some of its pages, by the page's number. Every object stays
        in its order; the table has their new places. Raises :class:`ValueError` for a finished file."""
        self._refuse_update()
        parts: list[bytes] = []
        moved: list[tuple[int, int]] = []  # from which place on, and by how many bytes
        done = 0
        streams = {number_in(_CONTENTS.pattern, self.body(page)): page for page in drawings}
        for number in sorted(streams, key=self._place):
            place, (_, _, end) = self._place(number), self._stream(number)
            packed = zlib.compress(drawings[streams[number]], 6)
            drawn = b"%d 0 obj\n<</Length %d/Filter/FlateDecode>>\nstream\n" % (number, len(packed)) + packed
            parts += [self.content[done:place], drawn]
            moved.append((place, len(drawn) - (end - place)))
            done = end
        parts.append(self.content[done : self._table])
        return b"".join([*parts, self._moved_table(moved)])

    def _moved_table(self, moved: list[tuple[int, int]]) -> bytes:
        """The table and the trailer after some objects have become longer or shorter."""

        def new(place: int) -> int:
            return place + sum(more for start, more in moved if place > start)

        first = self.content.find(b"\n", self._table + len(b"xref\n")) + 1
        end = self.content.find(b"trailer\n", first)
        lines = (self.content[at : at + _ENTRY] for at in range(first, end, _ENTRY))
        table = b"".join(
            b"%010d%s" % (new(int(line[:10])), line[10:]) if line[17:18] == b"n" else line for line in lines
        )
        tail = b"trailer\n<<%s>>\nstartxref\n%d\n%%%%EOF\n" % (self._trailer, new(self._table))
        return self.content[self._table : first] + table + tail

    def _refuse_update(self) -> None:
        if b"/Prev" in self._trailer:
            raise ValueError("This PDF has more than one cross-reference table.")

    def with_objects(self, changed: Mapping[int, bytes]) -> bytes:
        """The file with other dictionaries for some of its objects, as an incremental update (7.5.6): the
        file stays as it is, and what has changed is appended with a second table. Raises :class:`ValueError`
        for a file that was finished before."""
        self._refuse_update()
        update, table = b"\n", b"xref\n"
        for number, body in sorted(changed.items()):
            table += b"%d 1\n%010d 00000 n \n" % (number, len(self.content) + len(update))
            update += b"%d 0 obj\n<<%s>>\nendobj\n" % (number, body)
        # each version of a file has its own identifier (14.4), the first one is kept
        name = hashlib.blake2b(self.content + update, digest_size=12).hexdigest().encode()
        trailer = _ID.sub(rb"\g<1>(%s)]" % name, self._trailer)
        start = len(self.content) + len(update)
        tail = b"trailer\n<<%s/Prev %d>>\nstartxref\n%d\n%%%%EOF\n" % (trailer, self._table, start)
        return self.content + update + table + tail

    def _place(self, number: int) -> int:
        """Where an object begins; the end of the file if it has no such object."""
        return self._places.get(number, len(self.content))

    def _stream(self, number: int) -> tuple[bytes, int, int]:
        """The head of an object with a stream, and where the stream starts and ends."""
        head = self.object(number)
        start = self._place(number) + len(head) + len(_STREAM)
        end = start + number_in(_LENGTH.pattern, head)
        if self.content[end : end + len(_ENDSTREAM)] != _ENDSTREAM:
            raise ValueError("A stream of this PDF has another length than it says.")
        return head, start, end


def _trailer_of(pdf: bytes) -> tuple[bytes, int]:
    """The dictionary of the last trailer, and the offset of its cross-reference table."""
    start = pdf.rfind(b"trailer\n")
    found = _TRAILER.match(pdf, start) if start >= 0 else None
    if not found or not pdf.startswith(b"xref\n", int(found[2])):
        raise ValueError("This PDF has no plain cross-reference table.")
    return found[1], int(found[2])


def _entries(table: bytes) -> Iterator[tuple[int, int]]:
    """The objects of a table with their places: sections of lines of 20 bytes, each after its first
    number and its count."""
    at = 0
    while at < len(table):
        end = table.find(b"\n", at) + 1
        try:
            first, count = map(int, table[at:end].split())
            for number in range(first, first + count):
                line = table[(start := end + _ENTRY * (number - first)) : start + _ENTRY]
                if line[17:18] == b"n":
                    yield number, int(line[:10])
        except ValueError:
            raise ValueError("This PDF has no plain cross-reference table.") from None
        at = end + _ENTRY * count


def number_in(pattern: bytes, body: bytes) -> int:
    """The number that a pattern finds in a dictionary. Raises :class:`ValueError` if it finds none."""
    found = re.search(pattern, body)
    if not found:
        raise ValueError("This PDF lacks its catalogue, its pages or its document information.")
    return int(found[1])
