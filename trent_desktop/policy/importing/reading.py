"""Brings in a policy from a file that somebody chose. The file is read by a process of its own."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from trent_desktop import files
from trent_desktop.policy.importing import reader
from trent_desktop.policy.importing.imported import Imported
from trent_desktop.policy.importing.lines import MOST_SIGNS, unpacked
from trent_desktop.policy.importing.recognising import recognise
from trent_desktop.problems import UnreadableFile
from trent_desktop.reading_apart import read_apart

#: The command that reads.
COMMAND: Final = "policy-lines"
#: Of the file itself: a policy with photographs in it has some.
LARGEST_FILE: Final = 25 * 1024**2
#: Which files are offered.
ENDINGS: Final = (".docx", ".md", ".txt", ".pdf")
_PATIENCE_S: Final = 40.0
_MOST_BYTES: Final = MOST_SIGNS * 12

_AS_WORD: Final = "Open it in Word or LibreOffice, save it as .docx, and choose that."
_REFUSED: Final = {
    reader.DAMAGED: ("This file is damaged, or is not a policy at all.", _AS_WORD),
    reader.TOO_LARGE: (
        "This file is far larger inside than a policy, so it was not opened.",
        "Copy only the policy’s text into a new document, save that, and choose it.",
    ),
    reader.LOCKED: (
        "This file is locked with a password.",
        "Save a copy without a password, and choose that.",
    ),
    reader.NO_TEXT: (
        "There are no words in this file. A scanned page is only a picture of them.",
        "Choose the Word file from which it was printed.",
    ),
    reader.INSTRUCTIONS: (
        "This file holds instructions that no document needs, so it was not opened.",
        "Do not open it elsewhere. Ask whoever gave it to you for a new copy.",
    ),
    reader.NOT_WORD: ("This is not a Word document.", _AS_WORD),
}
_OLD_WORD: Final = b"\xd0\xcf\x11\xe0"


def read_policy(path: Path, *, patience: float = _PATIENCE_S) -> Imported:
    """The policy in a file: Word (.docx), Markdown, plain text or PDF. Takes a second or more.

    Raises `UnreadableFile` with what is wrong and what would help.
    """
    content = _chosen(path)
    kind = _kind(path, content)
    try:
        done = read_apart(COMMAND, kind, content=content, patience=patience, most=_MOST_BYTES)
    except OSError as error:
        raise UnreadableFile(
            "This file cannot be read just now.",
            what_to_do="Close other programs and try again.",
            where=path.name,
        ) from error
    if done.status == 0 and not done.gave_up:
        return recognise(unpacked(done.content))
    status = done.status if done.ended_by_itself else reader.TOO_LARGE
    words, what_to_do = _REFUSED.get(status, _REFUSED[reader.DAMAGED])
    raise UnreadableFile(words, what_to_do=what_to_do, where=path.name)


def _chosen(path: Path) -> bytes:
    try:
        content = files.read_chosen(path, LARGEST_FILE)
    except files.NotOrdinary as error:
        raise UnreadableFile(
            "This is not an ordinary file.",
            what_to_do="Choose the policy’s file.",
            where=path.name,
        ) from error
    except (OSError, ValueError) as error:
        raise UnreadableFile(
            "This file cannot be opened.",
            what_to_do="Check whether it is still there, close it in other programs, and try again.",
            where=path.name,
        ) from error
    if len(content) > LARGEST_FILE:
        raise UnreadableFile(
            f"This file is larger than {LARGEST_FILE // 1024**2} MB.",
            what_to_do="Take the pictures out of it, and choose it again.",
            where=path.name,
        )
    if not content.strip():
        raise UnreadableFile(
            "This file is empty.",
            what_to_do="It may not have been saved completely: try again.",
            where=path.name,
        )
    return content


def _kind(path: Path, content: bytes) -> str:
    """By what it is, whatever it is called. Raises `UnreadableFile` for what is not read."""
    if content.startswith(b"PK\x03\x04"):
        if path.suffix.casefold() in (".odt", ".pages"):
            raise UnreadableFile(
                "Documents of this kind cannot be read here.", what_to_do=_AS_WORD, where=path.name
            )
        return reader.WORD
    if content.lstrip(b"\xef\xbb\xbf \t\r\n\0").startswith(b"%PDF"):
        return reader.PDF
    if content.startswith((_OLD_WORD, b"{\\rtf")):
        raise UnreadableFile(
            "This is a document of an older kind, or one that is locked with a password.",
            what_to_do=_AS_WORD,
            where=path.name,
        )
    head = content[:1024].lower()
    if b"<html" in head or b"<!doctype" in head:
        raise UnreadableFile("This is a web page.", what_to_do=_AS_WORD, where=path.name)
    return reader.TEXT
