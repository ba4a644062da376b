"""The codes of a kit's files, and decoding them all in a site that is built."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from samenight.content.problems.kinds.printing import UNREADABLE
from samenight.content.problems.problem import Finding
from samenight.print_kit.codes.contents import LEVELS
from samenight.print_kit.codes.qr import SMALLEST_MODULE
from samenight.print_kit.files import CodeFile, code_of
from samenight.print_kit.letters.letters import LetterSheet, letter_pdf
from samenight.print_kit.pieces.catalogue import PIECES
from samenight.print_kit.plain_badge import PlainBadge
from samenight.print_kit.typesetting.code_checks import DrawnCodes
from samenight.print_kit.typesetting.code_reader import scan
from samenight.print_kit.typesetting.pdf_pictures import Pixels
from samenight.print_kit.typesetting.sheet import Sheet, codes_drawn
from samenight.site.artifact import Artifact, UnfitError


@dataclass(frozen=True)
class CodedFile:
    """A published file with codes: its path below the output folder, its media type, and its codes."""

    path: str
    media_type: str
    codes: DrawnCodes


def coded_file(artifact: Artifact) -> CodedFile | None:
    """An artifact as a file with codes; ``None`` if it has none, or is not one of a kit's pieces."""
    codes = _codes_of(artifact)
    return CodedFile(artifact.path, artifact.media_type, codes) if codes and codes.texts else None


def _codes_of(artifact: Artifact) -> DrawnCodes | None:
    facts = artifact.facts
    if isinstance(facts, Sheet):
        codes = dict(facts.groups).get("codes")
        return codes_drawn(PIECES[facts.piece], codes) if codes else None
    if isinstance(facts, LetterSheet):
        return codes_drawn(PIECES[facts.piece], facts.kit.codes) if artifact.make is letter_pdf else None
    if isinstance(facts, PlainBadge):
        return DrawnCodes((facts.code.text,), LEVELS["badge"], float(SMALLEST_MODULE))
    if isinstance(facts, Pixels):
        return DrawnCodes(facts.codes, LEVELS["file"], facts.module)
    return code_of(facts) if isinstance(facts, CodeFile) else None


def unread(file: CodedFile, output: Path) -> Finding | None:
    """Why not all codes of a built file can be decoded, or ``None`` if they can. A file that is missing
    has none."""
    try:
        content = (output / file.path).read_bytes()
        scan(content, file.media_type, file.codes.texts, file.codes.module)
    except UnfitError as error:
        return error.finding
    except OSError:
        return UNREADABLE(file.codes.texts[0], read=0, drawn=len(file.codes.texts))
    return None
