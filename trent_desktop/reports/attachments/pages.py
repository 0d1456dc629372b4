"""What is kept of an attachment: pictures of its pages, one after the other, and nothing else."""

from __future__ import annotations

import io
import struct
import warnings
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, Final

from trent_desktop.picture_starts import JPEG_START, PNG_START

#: At most so many pages of a PDF are kept.
MOST_PAGES: Final = 20
#: And of each page so many pixels, of all pages so many bytes.
MOST_KEPT_PIXELS: Final = 8_000_000
MOST_KEPT_BYTES: Final = 4 * 1024 * 1024
#: No side of a page is longer, in pixels.
LONGEST_KEPT_SIDE: Final = 16_000

_START: Final = b"trent-pages/1\n"
_LENGTH: Final = struct.Struct(">I")


class NotOurPages(ValueError):
    """These bytes are not what `packed` makes, or go beyond the bounds."""


@dataclass(frozen=True, slots=True)
class KeptPage:
    """One page: its size in pixels, and a PNG or JPEG of it."""

    width: int
    height: int
    content: bytes = field(repr=False)

    @property
    def is_png(self) -> bool:
        """Whether it is a PNG; else it is a JPEG."""
        return self.content.startswith(PNG_START)


def packed(pictures: Iterable[bytes]) -> bytes:
    """Pages as they are kept."""
    return _START + b"".join(_LENGTH.pack(len(one)) + one for one in pictures)


def unpacked(content: bytes) -> tuple[KeptPage, ...]:
    """The inverse of `packed`; looks at the head of each picture. Raises `NotOurPages`."""
    if not content.startswith(_START) or len(content) > MOST_KEPT_BYTES:
        raise NotOurPages
    found: list[KeptPage] = []
    at = len(_START)
    while at < len(content):
        if at + _LENGTH.size > len(content) or len(found) == MOST_PAGES:
            raise NotOurPages
        (length,) = _LENGTH.unpack_from(content, at)
        at += _LENGTH.size
        if at + length > len(content):
            raise NotOurPages
        found.append(_page(content[at : at + length]))
        at += length
    if not found:
        raise NotOurPages
    return tuple(found)


def _page(content: bytes) -> KeptPage:
    from PIL import Image

    if not content.startswith((PNG_START, JPEG_START)):
        raise NotOurPages
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            # Its head alone: nothing of the picture is decoded.
            with Image.open(io.BytesIO(content), formats=("PNG", "JPEG")) as picture:
                width, height = picture.size
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError, Warning) as error:
        raise NotOurPages from error
    if width * height > MOST_KEPT_PIXELS or max(width, height) > LONGEST_KEPT_SIDE:
        raise NotOurPages
    return KeptPage(width, height, content)


def size_within(width: float, height: float, most: float = MOST_KEPT_PIXELS) -> tuple[int, int]:
    """The size of a page of these proportions that is within the bounds, never a larger one."""
    shrunk = min(1.0, (most / (width * height)) ** 0.5, LONGEST_KEPT_SIDE / max(width, height))
    return max(1, int(width * shrunk)), max(1, int(height * shrunk))


def encoded(picture: Any, quality: int = 0) -> bytes:
    """An RGB picture of Pillow's as PNG, or, where that is large or `quality` is given, as JPEG."""
    if not quality:
        png = io.BytesIO()
        picture.save(png, "PNG")
        if png.tell() <= _SMALL:
            return png.getvalue()
    jpeg = io.BytesIO()
    picture.save(jpeg, "JPEG", quality=quality or 85)
    return jpeg.getvalue()


#: A PNG of more bytes is a photograph, which a JPEG holds better.
_SMALL: Final = 600_000
