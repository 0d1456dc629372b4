"""The pictures that may stand before a point: PNGs, drawn from those of the lessons.

`python -m tools.pictures` makes them. ReportLab draws no SVG.
"""

from __future__ import annotations

from functools import cache
from typing import Final

from trent_desktop.resources import RESOURCES

FOLDER: Final = RESOURCES / "pictures" / "agreements"


@cache
def our_picture_names() -> frozenset[str]:
    """The names of all of them."""
    return frozenset(path.stem for path in FOLDER.glob("*.png"))


@cache
def our_picture(name: str) -> bytes:
    """One of them. Raises `KeyError` for a name that there is not."""
    if name not in our_picture_names():
        raise KeyError(name)
    return (FOLDER / f"{name}.png").read_bytes()
