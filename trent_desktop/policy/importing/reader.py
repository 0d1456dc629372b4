"""Reads the lines of a policy's file, in a process that may come to an end over it.

What comes from outside may be made to fill a memory or to take for ever. So `reading.py` starts a
process for it, this module takes away what that process may use, and what it read goes out as JSON.
"""

from __future__ import annotations

import zipfile
import zlib
from typing import Final
from xml.etree.ElementTree import ParseError

from trent_desktop.policy.importing.lines import MOST_LINES, MOST_SIGNS, Line, packed

#: The exit status of the process when it did not read the file.
DAMAGED, TOO_LARGE, LOCKED, NO_TEXT, INSTRUCTIONS, NOT_WORD = 40, 41, 42, 43, 44, 45
#: What the process may have: bytes of memory, seconds of the processor.
MEMORY_BYTES: Final = 1024 * 1024**2
SECONDS: Final = 20
#: The kinds of file that are read.
WORD, PDF, TEXT = "word", "pdf", "text"

_UNPRINTED: Final = frozenset(chr(code) for code in (*range(9), *range(14, 32), 0xFFFD))


class _Refused(Exception):
    def __init__(self, status: int) -> None:
        super().__init__(status)
        self.status = status


def as_json(content: bytes, kind: str) -> tuple[int, bytes]:
    """Status and lines. Nothing is raised."""
    try:
        lines = _lines(content, kind)
    except _Refused as refused:
        return refused.status, b""
    except (MemoryError, RecursionError):
        return TOO_LARGE, b""
    if not any(one.text for one in lines if not one.aside):
        return NO_TEXT, b""
    if len(lines) > MOST_LINES or sum(len(one.text) for one in lines) > MOST_SIGNS:
        return TOO_LARGE, b""
    return 0, packed(lines)


def _lines(content: bytes, kind: str) -> list[Line]:
    if kind == WORD:
        return _of_word(content)
    if kind == PDF:
        return _of_pdf(content)
    from trent_desktop.policy.importing.plain_text import lines_of_text

    text = _decoded(content)
    if len(text) > MOST_SIGNS:
        raise _Refused(TOO_LARGE)
    return lines_of_text(text)


def _of_word(content: bytes) -> list[Line]:
    from defusedxml.common import DefusedXmlException

    from trent_desktop.policy.importing import word

    try:
        return word.lines_of_word(content)
    except word.NotAWordFile as error:
        raise _Refused(NOT_WORD) from error
    except word.TooLarge as error:
        raise _Refused(TOO_LARGE) from error
    except DefusedXmlException as error:
        raise _Refused(INSTRUCTIONS) from error
    except RuntimeError as error:  # zipfile's word for a part that is locked
        raise _Refused(LOCKED if "encrypted" in str(error) else DAMAGED) from error
    except (
        zipfile.BadZipFile,
        zlib.error,
        ParseError,
        NotImplementedError,
        EOFError,
        OSError,
        ValueError,
        LookupError,
    ) as error:
        raise _Refused(DAMAGED) from error


def _of_pdf(content: bytes) -> list[Line]:
    import pypdfium2

    from trent_desktop.policy.importing import pdf

    try:
        return pdf.lines_of_pdf(content)
    except pdf.Locked as error:
        raise _Refused(LOCKED) from error
    except pdf.TooLong as error:
        raise _Refused(TOO_LARGE) from error
    except pdf.NoText as error:
        raise _Refused(NO_TEXT) from error
    except (pypdfium2.PdfiumError, ValueError, OSError) as error:
        raise _Refused(DAMAGED) from error


def _decoded(content: bytes) -> str:
    for mark, encoding in (
        (b"\xef\xbb\xbf", "utf-8-sig"),
        (b"\xff\xfe", "utf-16"),
        (b"\xfe\xff", "utf-16"),
    ):
        if content.startswith(mark):
            return content.decode(encoding, "replace")
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        text = _older(content)
    if sum(one in _UNPRINTED for one in text) > len(text) // 100:
        raise _Refused(DAMAGED)
    return text


def _older(content: bytes) -> str:
    """Text from before Unicode: nearly always as Windows or a Mac in Britain wrote it."""
    from charset_normalizer import from_bytes

    best = from_bytes(content, cp_isolation=["cp1252", "mac_roman", "cp850"]).best()
    return str(best) if best is not None else content.decode("cp1252", "replace")
