"""The school's crest: checked, bounded, and made anew from its pixels.

An SVG that only draws is let through, and is then drawn to a PNG by the window.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from trent_desktop.picture_starts import JPEG_START, PNG_START
from trent_desktop.problems import UnreadableFile
from trent_desktop.safe_pictures import (
    UnsafePicture,
    check_svg,
    looks_like_svg,
    made_anew,
)

#: The longer side of what is kept, in pixels.
SIDE = 600
LARGEST_FILE = 5 * 1024 * 1024
_MOST_PIXELS = 40_000_000
_WHAT = "Choose a PNG, JPEG or SVG of the crest."


@dataclass(frozen=True, slots=True)
class Crest:
    """A checked crest: `png` is ready to be kept; `svg` is still to be drawn (and safe to)."""

    png: bytes = field(default=b"", repr=False)
    svg: bytes = field(default=b"", repr=False)


def check_crest(content: bytes) -> Crest:
    """Check a picture that somebody chose. Raises `UnreadableFile` in words."""
    if len(content) > LARGEST_FILE:
        raise UnreadableFile(
            "This picture is larger than 5 MB.", what_to_do="Choose a smaller one."
        )
    if content.startswith((PNG_START, JPEG_START)):
        return Crest(png=as_png(content))
    if looks_like_svg(content):
        try:
            check_svg(content)
        except UnsafePicture as why:
            raise UnreadableFile(
                f"This SVG cannot be used: {why}.",
                what_to_do="Save the crest as PNG in a drawing program, and choose that.",
            ) from why
        return Crest(svg=content)
    raise UnreadableFile("This picture cannot be used as a crest.", what_to_do=_WHAT)


def as_png(content: bytes) -> bytes:
    """A PNG made anew within the bounds, from a PNG or JPEG. Raises `UnreadableFile`."""
    try:
        return made_anew(content, side=SIDE, most_pixels=_MOST_PIXELS)
    except UnsafePicture as why:
        raise UnreadableFile(f"This picture cannot be used: {why}.", what_to_do=_WHAT) from why
