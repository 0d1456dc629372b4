"""Files that are no class list, and look a little like one: of Word, or locked with a password."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import Final

from trent_desktop import files
from trent_desktop.problems import UnreadableFile

RICH_TEXT: Final = b"{\\rtf"
#: Names of the parts of old documents, which are kept with two bytes for each letter.
_LOCKED: Final = "EncryptedPackage".encode("utf-16-le")
_OLD_WORD: Final = "WordDocument".encode("utf-16-le")


def require_a_spreadsheet(path: Path, start: bytes) -> None:
    """Raises `UnreadableFile` for a document of Word, and for what is locked with a password."""
    if start.startswith(b"PK"):
        try:
            with zipfile.ZipFile(io.BytesIO(files.read(path))) as file:
                names = file.namelist()
        except zipfile.BadZipFile:
            return  # what is wrong with it is said by whoever reads it
        if any(name.startswith("word/") for name in names):
            raise a_document(path)
        return
    content = files.read(path)
    if _LOCKED in content:
        raise UnreadableFile(
            "This spreadsheet is locked with a password.",
            what_to_do="Open it in Excel with its password, save it without one (or as CSV), and "
            "choose that. Delete that file when the list is in.",
            where=path.name,
        )
    if _OLD_WORD in content:
        raise a_document(path)


def a_document(path: Path) -> UnreadableFile:
    """What is said of a document of Word."""
    return UnreadableFile(
        "This is a document (Word), and no list that can be read.",
        what_to_do="Copy its table into an empty spreadsheet, save that, and choose it; or ask the "
        "office for the class list as CSV, as a spreadsheet (.xlsx) or as a CTF.",
        where=path.name,
    )
