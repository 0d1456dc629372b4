"""PNGs of a lesson from outside, drawn anew by a process that may come to an end over them.

What decodes a PNG is large and old, and thirteen kilobytes may become seventy megabytes. So the
files of a lesson that is brought in are decoded once, with limits of time and memory, and come
back no larger than a board shows them.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from trent_desktop.lessons.faults import PackRefused
from trent_desktop.lessons.packs import LARGEST_PACK, LONGEST_SIDE, Pack
from trent_desktop.reading_apart import read_apart
from trent_desktop.safe_pictures import UnsafePicture, made_anew

COMMAND: Final = "lesson-pictures"
#: What the process may have: bytes of memory, seconds of the processor.
MEMORY_BYTES: Final = 1024 * 1024**2
SECONDS: Final = 40
#: Seconds until the process is ended.
_PATIENCE_S: Final = 60.0
#: The longer side of a picture, in pixels: as wide as most boards.
_SIDE: Final = 1920
#: The exit status when a picture cannot be used; the answer is then the name of its file.
UNUSABLE: Final = 30


def drawn_apart(pack: Pack, *, patience: float = _PATIENCE_S) -> Pack:
    """`pack` with its PNGs drawn anew. Takes a while. Raises `PackRefused`."""
    foreign = {file: body for file, body in pack.pictures.items() if file.endswith(".png")}
    if not foreign:
        return pack
    return replace(pack, pictures={**pack.pictures, **_drawn(foreign, patience)})


def png_drawn_apart(content: bytes) -> bytes:
    """One PNG drawn anew. Raises `PackRefused`."""
    return _drawn({"picture.png": content}, _PATIENCE_S)["picture.png"]


def _drawn(files: Mapping[str, bytes], patience: float) -> dict[str, bytes]:
    try:
        done = read_apart(COMMAND, content=_packed(files), patience=patience, most=LARGEST_PACK * 2)
        if done.ended_by_itself and done.status == UNUSABLE:
            raise PackRefused(
                f"The picture {done.content.decode()} is damaged.",
                what_to_do="Save it again in a drawing program.",
            )
        drawn = _unpacked(done.content) if done.status == 0 and not done.gave_up else {}
    except (OSError, ValueError, zipfile.BadZipFile, zlib.error):
        drawn = {}
    if set(drawn) != set(files):
        raise PackRefused(
            "The pictures of this lesson could not be opened safely, so it was not used.",
            what_to_do="Save them again as smaller PNGs in a drawing program.",
        )
    return drawn


def drawn_anew(given: bytes) -> tuple[int, bytes]:
    """In the process: the status, and what is written for it."""
    drawn: dict[str, bytes] = {}
    for file, body in _unpacked(given).items():
        try:
            drawn[file] = made_anew(body, side=_SIDE, most_pixels=LONGEST_SIDE**2)
        except UnsafePicture:
            return UNUSABLE, file.encode()
    return 0, _packed(drawn)


def _packed(files: Mapping[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for file, body in files.items():
            archive.writestr(file, body)
    return out.getvalue()


def _unpacked(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {one.filename: archive.read(one) for one in archive.infolist()}
