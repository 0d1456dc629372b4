"""The pictures that may stand before a point: PNGs, drawn from those of the lessons.

`python -m tools.pictures` makes them. ReportLab draws no SVG.
"""

from __future__ import annotations

from functools import cache
from typing import Final

from trent_desktop.resources import RESOURCES

FOLDER: Final = RESOURCES / "pictures" / "agreements"


#: What each shows, for whoever has a form read aloud.
_SHOWS: Final = {
    "amara-happy": "A happy girl",
    "amara-tell": "A girl who tells somebody",
    "bell-happy": "A happy teacher",
    "bell-listening": "A teacher who listens",
    "book": "A book",
    "camera": "A camera",
    "dad-listening": "A father who listens",
    "ear": "An ear",
    "envelope": "An envelope",
    "eye": "An eye",
    "games-console": "A games console",
    "globe": "The globe",
    "hana-tablet": "A girl with a tablet",
    "hand-five": "A hand with five fingers",
    "heart": "A heart",
    "house": "A house",
    "key": "A key",
    "kofi-tablet": "A boy with a tablet",
    "kofi-tell": "A boy who tells somebody",
    "laptop": "A laptop",
    "leon-thinking": "A boy who thinks",
    "lightbulb": "A light bulb",
    "magnifier": "A magnifying glass",
    "mask": "A mask",
    "nana-happy": "A happy grandmother",
    "newspaper": "A newspaper",
    "okafor-listening": "A teacher who listens",
    "padlock": "A padlock",
    "pencil": "A pencil",
    "people-group": "A group of people",
    "phone": "A phone",
    "photo": "A photograph",
    "school-building": "A school",
    "shield": "A shield",
    "speech-bubble-kind": "A kind word",
    "stop-hand": "A hand that says stop",
    "tablet": "A tablet",
    "thumb-down": "A thumb that points down",
    "thumb-up": "A thumb that points up",
    "video": "A film",
    "web-page": "A web page",
}


def shows(name: str) -> str:
    """What one of them shows, in words."""
    return _SHOWS[name]


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
