"""Makes pages of a picture or a PDF, in a process that may come to an end over it.

A picture may be a bomb and a PDF a program, and what decodes them is large and old. So
`taking_in.py` starts a process for it, which has little memory and time and keeps no file, and out
come pixels that were drawn anew: no place, name, camera, profile, thumbnail, script, link, form or
file within the file is left.
"""

from __future__ import annotations

import io
import struct
import warnings
import zlib
from collections.abc import Iterator
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Final

from trent_desktop.reports.attachments.pages import (
    MOST_KEPT_BYTES,
    MOST_PAGES,
    encoded,
    packed,
    size_within,
)

if TYPE_CHECKING:
    from PIL.Image import Image as Picture

#: The exit status of the process when it made no pages.
DAMAGED, TOO_LARGE, TOO_MANY, LOCKED, TOO_MUCH = 30, 31, 32, 33, 34
#: What the process may have: bytes of memory, seconds of the processor.
MEMORY_BYTES: Final = 1280 * 1024**2
SECONDS: Final = 40
#: A telephone makes pictures of 50 million.
MOST_PIXELS: Final = 64_000_000
LONGEST_SIDE: Final = 30_000
#: The longer side of a page of a PDF, in pixels: A4 at 170 dots to the inch.
_PDF_SIDE: Final = 2_000
#: How much is given up where the pages would be too many bytes.
_QUALITIES: Final = (0, 60, 35)
#: What Pillow raises for a picture that is damaged.
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


class _Refused(Exception):
    def __init__(self, status: int) -> None:
        super().__init__(status)
        self.status = status


def made(content: bytes, *, is_pdf: bool) -> tuple[int, bytes]:
    """Status, and the pages as they are kept."""
    try:
        for quality in _QUALITIES:
            pages = _of_pdf(content) if is_pdf else _of_picture(content)
            kept = packed([encoded(page, quality) for page in pages])
            if len(kept) <= MOST_KEPT_BYTES:
                return 0, kept
    except _Refused as refused:
        return refused.status, b""
    except MemoryError:
        return TOO_LARGE, b""
    return TOO_MUCH, b""


def _of_picture(content: bytes) -> Iterator[Picture]:
    from PIL import Image, ImageOps

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            # Whatever else Pillow remarks on is no matter.
            warnings.simplefilter("ignore", UserWarning)
            with Image.open(io.BytesIO(content), formats=("PNG", "JPEG")) as picture:
                if picture.width * picture.height > MOST_PIXELS:
                    raise _Refused(TOO_LARGE)
                if max(picture.size) > LONGEST_SIDE:
                    raise _Refused(TOO_LARGE)
                # A JPEG may be decoded at a half or a quarter, which is quick.
                picture.draft("RGB", size_within(*picture.size))
                picture.load()
                upright: Picture = picture
                with suppress(*_DAMAGE):  # a damaged note about the camera is no matter
                    upright = ImageOps.exif_transpose(picture)
                yield _drawn_anew(_coloured(upright))
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise _Refused(TOO_LARGE) from error
    except _DAMAGE as error:
        raise _Refused(DAMAGED) from error


def _coloured(picture: Picture) -> Picture:
    """The picture as RGB, or as RGBA where some of it is clear."""
    if picture.mode.startswith("I"):  # 16 bits to a pixel
        wide: Any = picture.convert("I")
        picture = wide.point(_high_byte).convert("L")
    return picture.convert("RGBA" if picture.has_transparency_data else "RGB")


def _high_byte(shade: Any) -> Any:
    return shade * (1 / 256)


def _drawn_anew(picture: Picture) -> Picture:
    """The pixels alone, not more than are kept, on white paper: else what is clear comes out black."""
    from PIL import Image

    size = size_within(*picture.size)
    if size != picture.size:
        shrinking: Any = picture
        picture = shrinking.resize(size, Image.Resampling.LANCZOS, reducing_gap=2.0)
    clean = Image.new("RGB", picture.size, (255, 255, 255))
    clean.paste(picture, None, picture if picture.mode == "RGBA" else None)
    return clean


def _of_pdf(content: bytes) -> Iterator[Picture]:
    import pypdfium2
    from PIL import Image

    try:
        file: Any = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        raise _Refused(LOCKED if "password" in str(error).lower() else DAMAGED) from error
    if not len(file):
        raise _Refused(DAMAGED)
    if len(file) > MOST_PAGES:
        raise _Refused(TOO_MANY)
    for number in range(len(file)):
        try:
            page = file[number]
            wide, high = page.get_size()
            # Not beyond the longer side, and not beyond so many pixels either.
            scale = _PDF_SIDE / max(wide, high, 1.0)
            bitmap = page.render(scale=scale, may_draw_forms=False, rev_byteorder=True)
            size = (bitmap.width, bitmap.height)
            mode = {3: "RGB", 4: "RGBX"}[bitmap.n_channels]
            drawn = Image.frombuffer(
                "RGB", size, bytes(bitmap.buffer), "raw", mode, bitmap.stride, 1
            )
            bitmap.close()
            page.close()
        except (pypdfium2.PdfiumError, *_DAMAGE) as error:
            raise _Refused(DAMAGED) from error
        yield _drawn_anew(drawn)
