"""Everything that can be got out of a PDF, by programs that had no part in making it."""

from __future__ import annotations

import io
import re
import subprocess
import unicodedata
import zlib
from pathlib import Path
from typing import Any

import pypdfium2
from pypdf import PdfReader
from pypdf.generic import StreamObject

from trent_desktop.documents.pdfium import ONE_AT_A_TIME


def text_by_pdfium(pdf: bytes) -> str:
    with ONE_AT_A_TIME:
        document = pypdfium2.PdfDocument(pdf)
        text = "\n".join(page.get_textpage().get_text_range() for page in document)
        document.close()
    return text


def text_by_poppler(pdf: bytes, folder: Path) -> str:
    file = folder / "out.pdf"
    file.write_bytes(pdf)
    told = subprocess.run(["pdftotext", "-raw", str(file), "-"], capture_output=True, check=True)
    return told.stdout.decode("utf-8")


def unpacked(pdf: bytes) -> bytes:
    """The raw bytes with every stream unpacked beside them, strings and metadata with them."""
    found = [pdf]
    reader = PdfReader(io.BytesIO(pdf))
    for number in range(1, len(reader.xref[0]) + 1 if reader.xref else 1):
        try:
            one: Any = reader.get_object(number)
        except Exception:  # noqa: BLE001, S112 - a number that is no object
            continue
        if isinstance(one, StreamObject):
            found.append(one.get_data())
        found.append(repr(one).encode("utf-8"))
    # And by force, whatever a reader thinks of it.
    for part in re.findall(rb"stream\r?\n(.*?)endstream", pdf, re.DOTALL):
        found.append(_inflated(part))
    found.append(repr(reader.metadata).encode("utf-8"))
    return b"\n".join(found)


def _inflated(part: bytes) -> bytes:
    import base64

    part = part.strip()
    for way in (lambda raw: raw, lambda raw: base64.a85decode(raw.removesuffix(b"~>"))):
        try:
            return zlib.decompress(way(part))
        except (zlib.error, ValueError):
            continue
    return part


def ways_to_write(word: str) -> set[bytes]:
    """A word in every encoding that a PDF may hold it in, as bytes and as hex."""
    spellings = {word, unicodedata.normalize("NFD", word), word.upper(), word.casefold()}
    found: set[bytes] = set()
    for one in spellings:
        for code in ("utf-8", "utf-16-be", "utf-16-le", "latin-1", "cp1252", "cp1250"):
            try:
                found.add(one.encode(code))
            except UnicodeEncodeError:
                continue
    return found | {b.hex().encode() for b in found} | {b.hex().upper().encode() for b in found}
