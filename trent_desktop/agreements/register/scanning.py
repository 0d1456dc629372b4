"""Finds the codes of forms on pictures and scanned PDFs: any rotation, askew, speckled.

Files from outside are opened with care: by what they are and not by their name, within bounds, and
nothing in them is followed or run.
"""

from __future__ import annotations

import io
import struct
import warnings
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, cast

import zxingcpp
from PIL import Image, ImageFilter, ImageOps

from trent_desktop import files
from trent_desktop.agreements.kinds import Consent
from trent_desktop.agreements.register.fields import open_fields, ticked_on
from trent_desktop.documents.pdfium import ONE_AT_A_TIME
from trent_desktop.problems import UnreadableFile

LARGEST_FILE: Final = 600 * 1024 * 1024
MOST_PAGES: Final = 1_000
#: A sheet of A3 at 600 dots to the inch has 70 million.
MOST_PIXELS: Final = 85_000_000
LONGEST_SIDE: Final = 30_000
#: Longest side of a page when it is looked at first, and then where nothing was found.
_SIDES: Final = (1_650, 2_500)
_PICTURES: Final = ("PNG", "JPEG", "BMP", "GIF", "TIFF", "WEBP", "AVIF", "HEIF")
#: How a picture of a telephone says that it is one: the kinds of HEIC.
_HEIC: Final = (b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1")
#: Of which one file may hold many pages.
_OF_PAGES: Final = "TIFF"
_PDF: Final = b"%PDF-"
#: How a page is judged blank: squares of so many pixels, how much darker than the paper one of
#: them must be, and how many of them per ten thousand a page has that still is blank.
_SQUARE: Final = 8
_DARKER: Final = 25
_SPECKS: Final = 5
#: What Pillow raises for a picture that is none, or is damaged.
_DAMAGE: Final = (
    OSError,
    ValueError,
    SyntaxError,
    EOFError,
    LookupError,
    TypeError,
    ArithmeticError,
    struct.error,
    zlib.error,
    Warning,
)


@dataclass(frozen=True, slots=True)
class ScannedPage:
    """One page, from 1, and what its codes say; nothing when none was found.

    `is_blank` tells a page with nothing on it, the back of a form, from one without a code.
    `ticked` is what was filled in on a screen; None where both yes and no are.
    """

    number: int
    of: int
    codes: tuple[str, ...]
    is_blank: bool = False
    ticked: tuple[tuple[Consent, bool | None], ...] = ()


def scan_file(
    path: Path,
    progress: Callable[[int, int], object] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Iterator[ScannedPage]:
    """The codes on each page of a scanned PDF, or on a picture. Slow: off the GUI thread.

    `progress` is told after each page how many of how many are done; `cancelled` is asked before
    each. Raises `UnreadableFile` with a sentence that says what is wrong with the file.
    """
    try:
        files.require_ordinary(path)
        if path.stat().st_size > LARGEST_FILE:
            raise _unreadable(path, "This file is larger than 600 MB.", "Scan it in parts.")
        with files.reading(path) as file:
            start = file.read(1024)
    except files.NotOrdinary as error:
        raise _unreadable(path, "This is not an ordinary file.", "Save it as a file.") from error
    except OSError as error:
        raise _unreadable(path, "This file cannot be opened.", "Is it still there?") from error
    for page in _of_pdf(path, cancelled) if _PDF in start else _of_picture(path, cancelled):
        yield page
        if progress is not None:
            progress(page.number, page.of)


def codes_on(picture: Image.Image) -> tuple[str, ...]:
    """What the codes on a picture say, each once, from top to bottom."""
    return _looked_at(picture)[0]


def _looked_at(picture: Image.Image) -> tuple[tuple[str, ...], bool]:
    """The codes on a picture, and whether there is nothing on it at all."""
    grey = _grey(picture)
    found = _read(_at_most(grey, _SIDES[0]))
    if found:
        return found, False
    if _is_blank(grey):
        return (), True
    if max(grey.size) > _SIDES[0]:
        found = _read(_at_most(grey, _SIDES[1]))
        if found:
            return found, False
    # A second look at what is hard to read: the speckles away, then black and white apart.
    calmer = _at_most(grey, _SIDES[1]).filter(ImageFilter.MedianFilter(3))
    return _read(calmer) or _read(ImageOps.autocontrast(calmer, cutoff=5)), False


def _read(picture: Image.Image) -> tuple[str, ...]:
    formats = zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)
    found = zxingcpp.read_barcodes(picture, formats, try_rotate=True, try_downscale=True)
    placed = sorted(found, key=lambda one: (one.position.top_left.y, one.position.top_left.x))
    return tuple(dict.fromkeys(one.text for one in placed if one.valid))


def _is_blank(grey: Image.Image) -> bool:
    """Whether hardly anything on a page is darker than its paper; speckles are averaged away."""
    if min(grey.size) < _SQUARE:
        return True
    counts = grey.reduce(_SQUARE).histogram()
    whole, passed, paper = sum(counts), 0, 255
    for shade, count in enumerate(counts):
        passed += count
        if passed * 2 >= whole:
            paper = shade
            break
    return sum(counts[: max(0, paper - _DARKER)]) * 10_000 <= whole * _SPECKS


def _grey(picture: Image.Image) -> Image.Image:
    """Shades of grey on white paper: what is transparent would else come out black."""
    if picture.mode == "L":
        return picture
    if picture.mode.startswith("I"):  # 16 bits to a pixel
        wide: Any = picture.convert("I")
        return wide.point(_high_byte).convert("L")
    if picture.has_transparency_data:
        coloured = picture.convert("RGBA")
        paper = Image.new("RGBA", coloured.size, (255, 255, 255, 255))
        paper.alpha_composite(coloured)
        return paper.convert("L")
    return picture.convert("L")


def _high_byte(shade: Any) -> Any:
    return shade * (1 / 256)


def _at_most(picture: Image.Image, side: int) -> Image.Image:
    if max(picture.size) <= side:
        return picture
    scale = side / max(picture.size)
    size = (max(1, round(picture.width * scale)), max(1, round(picture.height * scale)))
    resize: Any = cast("Any", picture).resize
    return resize(size, Image.Resampling.BILINEAR, reducing_gap=2.0)


def _of_picture(path: Path, cancelled: Callable[[], bool] | None) -> Iterator[ScannedPage]:
    number, pages = 0, 1
    while number < pages:
        if number and cancelled is not None and cancelled():
            return
        picture, pages = _picture(path, number)
        codes, is_blank = _looked_at(picture)
        number += 1
        yield ScannedPage(number, pages, codes, is_blank)


def _picture(path: Path, number: int) -> tuple[Image.Image, int]:
    """A page of a picture in grey, and how many it has; one, but for a TIFF.

    How it lies does not matter: codes are found in any rotation.
    """
    too_large = _unreadable(
        path,
        "This picture has far too many pixels.",
        "Scan it at 200 to 300 dots to the inch.",
    )
    try:
        content = files.read(path)
        if content[4:8] == b"ftyp" and content[8:12] in _HEIC:
            _read_heic_too()
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            # Whatever else Pillow remarks on, a damaged note about the camera say, is no matter.
            warnings.simplefilter("ignore", UserWarning)
            with Image.open(io.BytesIO(content), formats=_PICTURES) as image:
                pages = getattr(image, "n_frames", 1) if image.format == _OF_PAGES else 1
                if pages > MOST_PAGES:
                    raise _unreadable(
                        path, f"This file has {pages:,} pages.", "Scan at most 1,000."
                    )
                if number:
                    image.seek(number)
                if image.width * image.height > MOST_PIXELS or max(image.size) > LONGEST_SIDE:
                    raise too_large
                image.draft("L", (_SIDES[-1], _SIDES[-1]))
                return _grey(image).copy(), pages  # one that has no file any more
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise too_large from error
    except _DAMAGE as error:
        raise _unreadable(
            path,
            "This is neither a PDF nor a picture that can be read.",
            "Save the scan as PDF, JPEG or PNG.",
        ) from error


def _read_heic_too() -> None:
    """Tell Pillow how to read HEIC. Only when one comes: what reads it is seldom needed."""
    import pi_heif  # pyright: ignore[reportMissingTypeStubs]

    cast("Any", pi_heif).register_heif_opener()


def _of_pdf(path: Path, cancelled: Callable[[], bool] | None) -> Iterator[ScannedPage]:
    import pypdfium2

    with ONE_AT_A_TIME:
        try:
            file: Any = pypdfium2.PdfDocument(path)
            pages, has_fields = len(file), open_fields(file)
        except pypdfium2.PdfiumError as error:
            locked = "password" in str(error).lower()
            words = "This PDF is locked with a password." if locked else "This PDF is damaged."
            what = "Save it without one." if locked else "Scan it again."
            raise _unreadable(path, words, what) from error
    try:
        if pages > MOST_PAGES:
            raise _unreadable(path, f"This PDF has {pages:,} pages.", "Scan at most 1,000.")
        for number in range(pages):
            if cancelled is not None and cancelled():
                return
            drawn, ticked = _drawn(file, number, path, has_fields=has_fields)
            codes, is_blank = _looked_at(drawn)
            yield ScannedPage(number + 1, pages, codes, is_blank and not ticked, ticked)
    finally:
        with ONE_AT_A_TIME:
            file.close()


def _drawn(
    file: Any, number: int, path: Path, *, has_fields: bool
) -> tuple[Image.Image, tuple[tuple[Consent, bool | None], ...]]:
    """A page as a grey picture, fine enough for the second look, and what is ticked in its fields."""
    import pypdfium2

    with ONE_AT_A_TIME:
        try:
            page = file[number]
            try:
                scale = _SIDES[-1] / max(*page.get_size(), 1.0)
                bitmap = page.render(scale=scale, grayscale=True, may_draw_forms=False)
                try:
                    size, content = (bitmap.width, bitmap.height), bytes(bitmap.buffer)
                    drawn = Image.frombuffer("L", size, content, "raw", "L", bitmap.stride, 1)
                    return drawn, ticked_on(file, page) if has_fields else ()
                finally:
                    bitmap.close()
            finally:
                page.close()
        except pypdfium2.PdfiumError as error:
            raise _unreadable(
                path, f"Page {number + 1} of this PDF is damaged.", "Scan it again."
            ) from error


def _unreadable(path: Path, words: str, what_to_do: str) -> UnreadableFile:
    return UnreadableFile(words, what_to_do=what_to_do, where=path.name)
