"""Reads a PDF back with programs that had no part in making it: pypdf and poppler."""

from __future__ import annotations

import io
import subprocess
from typing import Any

from pypdf import PdfReader
from pypdf.generic import DictionaryObject


def reader(pdf: bytes) -> PdfReader:
    return PdfReader(io.BytesIO(pdf), strict=True)


def text_of(pdf: bytes, page: int | None = None) -> str:
    """The words of all pages, or of one (from 1), as poppler reads them, one space between."""
    pages = [] if page is None else ["-f", str(page), "-l", str(page)]
    found = subprocess.run(
        ["pdftotext", *pages, "-", "-"], input=pdf, capture_output=True, check=True
    )
    return " ".join(found.stdout.decode().split())


def fonts_of(pdf: bytes) -> list[tuple[str, bool, bool]]:
    """Name, embedded, subset of every font, as poppler lists them."""
    found = subprocess.run(["pdffonts", "-"], input=pdf, capture_output=True, check=True)
    rows = found.stdout.decode().splitlines()[2:]
    # name, type (may hold a space), encoding, emb, sub, uni, object, generation
    cells = [row.split() for row in rows]
    return [(cell[0], cell[-5] == "yes", cell[-4] == "yes") for cell in cells]


#: The face whose nought is open.
OPEN = "NotoSans-Regular"


def faces_of_noughts(pdf: bytes) -> dict[str, set[str]]:
    """Each word with a nought in it, with the faces in which parts of it are printed."""
    faces: dict[str, set[str]] = {}

    def seen(
        text: str, _cm: object, _tm: object, font: dict[str, str] | None, _size: float
    ) -> None:
        face = font["/BaseFont"].split("+")[-1] if font else ""
        for word in text.split():
            if "0" in word:
                faces.setdefault(word, set()).add(face)

    for page in reader(pdf).pages:
        page.extract_text(visitor_text=seen)
    return faces


def objects_of(pdf: bytes) -> list[Any]:
    """Every object of the file, unpacked."""
    read = reader(pdf)
    return [read.get_object(number) for number in range(1, len(read.xref[0]) + 1)]


def names_of(pdf: bytes) -> set[str]:
    """Every key and name anywhere in the file's objects."""
    found: set[str] = set()

    def walk(value: Any) -> None:
        if isinstance(value, DictionaryObject):
            for key, inner in value.items():
                found.add(str(key))
                walk(inner)
        elif isinstance(value, list):
            for inner in value:
                walk(inner)
        elif isinstance(value, str) and value.startswith("/"):
            found.add(str(value))

    for one in objects_of(pdf):
        walk(one)
    return found


#: What no paper of ours may hold: links, actions, scripts, files, forms.
FORBIDDEN = {
    "/URI",
    "/Annots",
    "/Link",
    "/JavaScript",
    "/JS",
    "/Launch",
    "/OpenAction",
    "/AA",
    "/EmbeddedFiles",
    "/EmbeddedFile",
    "/Filespec",
    "/GoToR",
    "/SubmitForm",
    "/AcroForm",
    "/RichMedia",
}
