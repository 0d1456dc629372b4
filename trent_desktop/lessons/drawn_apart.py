"""Pictures of a lesson from outside, drawn by a process that may come to an end over them.

What decodes a PNG is large and old, and thirteen kilobytes may become seventy megabytes. So the
files of a lesson that is brought in are decoded once, with limits of time and memory, and come
back no larger than a board shows them. An SVG stays as it is, and a window is given what such a
process made of it.
"""

from __future__ import annotations

import hashlib
import io
import threading
import zipfile
import zlib
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Final

from trent_desktop.lessons.faults import PackRefused
from trent_desktop.lessons.packs import LARGEST_PACK, LONGEST_SIDE, Pack, shared_picture
from trent_desktop.reading_apart import read_apart
from trent_desktop.safe_pictures import UnsafePicture, made_anew

COMMAND: Final = "lesson-pictures"
DRAW: Final = "lesson-drawings"
#: What the process may have: bytes of memory, seconds of the processor.
MEMORY_BYTES: Final = 1024 * 1024**2
SECONDS: Final = 40
DRAWING_SECONDS: Final = 20
#: Seconds until the process is ended.
_PATIENCE_S: Final = 60.0
_DRAWING_PATIENCE_S: Final = 25.0
#: The longer side of a picture, in pixels: as wide as most boards.
_SIDE: Final = 1920
#: How much of what was drawn is kept for the next time, in bytes.
_MOST_SEEN: Final = 64 * 1024**2
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


def svg_seen_apart(content: bytes) -> None:
    """Find out whether an SVG can be drawn, and remember what came of it. Raises `PackRefused`."""
    if _SEEN.get(content) is None:
        drawn = _drawn({"picture.svg": content}, _DRAWING_PATIENCE_S, command=DRAW)
        _SEEN.put(content, drawn["picture.svg"])


def foreign_drawings(pack: Pack) -> dict[str, bytes]:
    """Its SVGs that are none of the program's own, by file."""
    if pack.ours:
        return {}
    return {
        file: body
        for file, body in pack.pictures.items()
        if file.endswith(".svg") and body != shared_picture(file.removesuffix(".svg"))
    }


def as_seen(pack: Pack, *, patience: float = _DRAWING_PATIENCE_S) -> Pack:
    """`pack` as a window may show it: each SVG from outside is a picture of it.

    Takes a while the first time. Raises `PackRefused` when one cannot be drawn.
    """
    foreign = foreign_drawings(pack)
    missing = {file: body for file, body in foreign.items() if _SEEN.get(body) is None}
    if missing:
        drawn = _drawn(missing, patience, command=DRAW)
        for file, body in missing.items():
            _SEEN.put(body, drawn[file])
    return seen_so_far(pack)


def seen_so_far(pack: Pack) -> Pack:
    """The same with what was drawn already; what was not is left out, and shown as nothing."""
    foreign = foreign_drawings(pack)
    pictures = {file: body for file, body in pack.pictures.items() if file not in foreign}
    for file, body in foreign.items():
        drawn = _SEEN.get(body)
        pictures[f"{file.removesuffix('.svg')}.png"] = drawn or b""
    return replace(pack, pictures=pictures)


class _Seen:
    """What was drawn in this run, by what it was drawn from: the oldest goes when it is much."""

    def __init__(self) -> None:
        self._turn = threading.Lock()
        self._drawn: dict[bytes, bytes] = {}

    def get(self, body: bytes) -> bytes | None:
        with self._turn:
            return self._drawn.get(hashlib.sha256(body).digest())

    def put(self, body: bytes, drawn: bytes) -> None:
        with self._turn:
            self._drawn[hashlib.sha256(body).digest()] = drawn
            while sum(len(one) for one in self._drawn.values()) > _MOST_SEEN:
                del self._drawn[next(iter(self._drawn))]


_SEEN: Final = _Seen()


def _drawn(
    files: Mapping[str, bytes], patience: float, *, command: str = COMMAND
) -> dict[str, bytes]:
    try:
        done = read_apart(command, content=_packed(files), patience=patience, most=LARGEST_PACK * 2)
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


def drawings_made(given: bytes, png_of: Callable[[bytes], bytes]) -> tuple[int, bytes]:
    """In the process: the status, and what is written for it. `png_of` gives nothing for damage."""
    drawn: dict[str, bytes] = {}
    for file, body in _unpacked(given).items():
        drawn[file] = png_of(body)
        if not drawn[file]:
            return UNUSABLE, file.encode()
    return 0, _packed(drawn)


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
