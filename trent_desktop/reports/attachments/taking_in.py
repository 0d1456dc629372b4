"""Taking in a file that somebody chose: what it is, by its content, and the pages made of it.

Nothing is decoded here: what a file is shows in its first bytes, and a process of its own draws
it. Everything else is refused in a sentence.
"""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import Final

from trent_desktop import files
from trent_desktop.picture_starts import JPEG_START, PNG_START
from trent_desktop.problems import UnreadableFile
from trent_desktop.reading_apart import read_apart
from trent_desktop.reports.attachments import page_maker as maker
from trent_desktop.reports.attachments.pages import (
    MOST_KEPT_BYTES,
    MOST_PAGES,
    NotOurPages,
    unpacked,
)
from trent_desktop.safe_pictures import looks_like_svg

COMMAND: Final = "attachment-pages"
LARGEST_FILE: Final = 10 * 1024 * 1024
#: Seconds until the process that draws is ended.
_PATIENCE_S: Final = 60.0

_PDF: Final = b"%PDF-"
#: A PDF says within so many bytes of its beginning that it is one, and of its end that it ends.
_HEAD: Final = 1024
_TAIL: Final = 2048
_END_OF_PDF: Final = b"%%EOF"

_SCREENSHOT: Final = "Take a screenshot of what matters, and attach that."
_AS_PNG: Final = "Open it in a program for pictures, save it as PNG or JPEG, and attach that."
_REFUSED: Final[dict[int, tuple[str, str]]] = {
    maker.DAMAGED: (
        "This file is damaged, or was not saved completely.",
        f"Save or send it again. {_SCREENSHOT}",
    ),
    maker.TOO_LARGE: (
        "This picture has far more pixels than can be opened safely.",
        _SCREENSHOT,
    ),
    maker.TOO_MANY: (
        f"This PDF has more than {MOST_PAGES} pages.",
        "Save the pages that matter as a PDF of their own, and attach that.",
    ),
    maker.LOCKED: (
        "This PDF is locked with a password.",
        "Open it and save it without a password, or take a screenshot of what matters.",
    ),
    maker.TOO_MUCH: (
        "There is more in this file than is kept with a report.",
        "Attach fewer pages at a time, or a screenshot of what matters.",
    ),
}


def read_chosen(path: Path) -> bytes:
    """What is in a file that was chosen. Raises `UnreadableFile` for one that is not to be read."""
    try:
        content = files.read_chosen(path, LARGEST_FILE)
        if len(content) > LARGEST_FILE:
            raise _too_big()
        return content
    except files.NotOrdinary as error:
        raise UnreadableFile(
            "This is not an ordinary file.", what_to_do="Choose a picture or a PDF."
        ) from error
    except (OSError, ValueError) as error:
        raise UnreadableFile(
            "This file cannot be opened.",
            what_to_do="Check whether it is still there, close it in other programs, and try again.",
        ) from error


def pages_of(content: bytes, *, patience: float = _PATIENCE_S) -> tuple[bytes, bool]:
    """The pages of a picture or PDF as they are kept, and whether it is a PDF. Takes a while.

    Raises `UnreadableFile` with what is wrong and what would help.
    """
    is_pdf = _is_pdf(content)
    try:
        done = read_apart(
            COMMAND,
            "pdf" if is_pdf else "picture",
            content=content,
            patience=patience,
            most=MOST_KEPT_BYTES,
        )
    except OSError as error:
        raise UnreadableFile(
            "This file cannot be looked at just now.",
            what_to_do="Close other programs and try again.",
        ) from error
    if done.ended_by_itself and done.status in _REFUSED:
        words, what_to_do = _REFUSED[done.status]
        raise UnreadableFile(words, what_to_do=what_to_do)
    try:
        if done.status != 0 or done.gave_up:
            raise NotOurPages
        unpacked(done.content)
    except NotOurPages as error:
        raise UnreadableFile(
            "This file could not be opened safely, so it was not attached.", what_to_do=_SCREENSHOT
        ) from error
    return done.content, is_pdf


def _too_big() -> UnreadableFile:
    return UnreadableFile(
        f"This file is larger than {LARGEST_FILE // 1024**2} MB.",
        what_to_do="Attach fewer pages at a time, or a screenshot of what matters.",
    )


def _is_pdf(content: bytes) -> bool:
    """Whether it is a PDF; else it is a PNG or JPEG. Raises `UnreadableFile` for anything else."""
    if len(content) > LARGEST_FILE:
        raise _too_big()
    if not content:
        raise UnreadableFile(
            "This file is empty.", what_to_do="It may not have been saved completely: try again."
        )
    is_picture = content.startswith((PNG_START, JPEG_START))
    is_pdf = content.lstrip(b"\xef\xbb\xbf \t\r\n\0").startswith(_PDF)
    if not is_picture and not is_pdf:
        words, what_to_do = _what_else(content)
        raise UnreadableFile(words, what_to_do=what_to_do)
    if (is_picture and _PDF in content[:_HEAD]) or zipfile.is_zipfile(io.BytesIO(content)):
        raise UnreadableFile(
            "This is two kinds of file in one, which no camera or program makes.",
            what_to_do="Do not open it, and tell the ICT Lead where it came from. " + _SCREENSHOT,
        )
    if is_pdf and _END_OF_PDF not in content[-_TAIL:]:
        words, what_to_do = _REFUSED[maker.DAMAGED]
        raise UnreadableFile(words, what_to_do=what_to_do)
    return is_pdf


def _what_else(content: bytes) -> tuple[str, str]:
    """What a file is that is not taken, and what would help."""
    if content.startswith((b"MZ", b"\x7fELF", b"\xcf\xfa\xed\xfe", b"\xca\xfe\xba\xbe", b"#!")):
        return (
            "This is a program, not a picture, whatever its name says.",
            "Do not open it, and tell the ICT Lead where it came from.",
        )
    start = content[:64].lower()
    if looks_like_svg(content):
        return (
            "This is a drawing that may hold instructions (SVG).",
            _SCREENSHOT,
        )
    if b"<html" in content[:_HEAD].lower() or b"<!doctype" in start:
        return "This is a web page, not a picture.", _SCREENSHOT
    brand = content[4:12]
    if brand.startswith(b"ftyp") and brand[4:] in _PICTURE_BRANDS:
        return "This picture is of a kind that telephones keep (HEIC or AVIF).", _AS_PNG
    if content.startswith(_OTHER_PICTURES) or content[8:12] == b"WEBP":
        return "Pictures of this kind cannot be attached: only PNG and JPEG can.", _AS_PNG
    if brand.startswith(b"ftyp") or content.startswith((b"\x1aE\xdf\xa3", b"RIFF")):
        return "Films and sound cannot be attached.", "Write down what is seen and heard in it."
    return (
        "Only pictures (PNG, JPEG) and PDFs can be attached.",
        "Save it as PDF, or take a screenshot of what matters, and attach that.",
    )


_PICTURE_BRANDS: Final = frozenset(
    [b"heic", b"heix", b"heim", b"heis", b"hevc", b"mif1", b"msf1", b"avif", b"avis"]
)
_OTHER_PICTURES: Final = (b"GIF8", b"BM", b"II*\0", b"MM\0*", b"\0\0\1\0", b"\0\0\0\x0cjP  ")
