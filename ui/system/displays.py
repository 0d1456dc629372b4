"""What the system knows of its displays and Qt does not tell: built in, or shown twice.

Windows and macOS name one screen only where two show the same; and Qt tells on neither which is
the laptop's own. Linux tells the one by places that overlap, the other by the socket's name.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Sequence
from typing import Final, NamedTuple

#: How sockets inside a laptop are called on Linux, and its panel on a Mac.
_INSIDE: Final = ("edp", "lvds", "dsi", "built-in", "color lcd")
#: Of Windows, DISPLAYCONFIG_VIDEO_OUTPUT_TECHNOLOGY: LVDS, embedded DisplayPort, UDI, internal.
INTERNAL: Final = frozenset({6, 11, 13, 0x80000000})


class Display(NamedTuple):
    """Where a part of the desktop begins, in the system's px, and what shows it."""

    x: int
    y: int
    built_in: bool
    doubled: bool


class Way(NamedTuple):
    """As Windows says it: a part of the desktop (`source`) and what it comes out of."""

    source: tuple[int, int]
    x: int
    y: int
    technology: int


def is_inside(name: str) -> bool:
    """Whether a screen's name is that of a laptop's own panel."""
    return name.lower().startswith(_INSIDE)


def of_ways(ways: Sequence[Way]) -> tuple[Display, ...]:
    """One for each part of the desktop."""
    times = Counter(one.source for one in ways)
    first = {one.source: (one.x, one.y) for one in ways}
    inside = {one.source for one in ways if one.technology in INTERNAL}
    return tuple(
        Display(*first[source], source in inside, many > 1) for source, many in times.items()
    )


if sys.platform == "win32":
    import ctypes
    from ctypes import wintypes

    _ACTIVE: Final = 2
    _IS_SOURCE: Final = 1
    _TRIES: Final = 3

    class _Luid(ctypes.Structure):
        _fields_ = (("low", wintypes.DWORD), ("high", wintypes.LONG))

    class _Source(ctypes.Structure):
        _fields_ = (
            ("adapter", _Luid), ("id", wintypes.UINT), ("mode", wintypes.UINT),
            ("status", wintypes.UINT),
        )  # fmt: skip

    class _Target(ctypes.Structure):
        _fields_ = (
            ("adapter", _Luid), ("id", wintypes.UINT), ("mode", wintypes.UINT),
            ("technology", wintypes.UINT), ("rotation", wintypes.UINT), ("scaling", wintypes.UINT),
            ("rate", wintypes.UINT * 2), ("order", wintypes.UINT), ("there", wintypes.BOOL),
            ("status", wintypes.UINT),
        )  # fmt: skip

    class _Path(ctypes.Structure):
        _fields_ = (("source", _Source), ("target", _Target), ("flags", wintypes.UINT))

    class _Mode(ctypes.Structure):
        # Of a source the union holds width, height, format, x, y.
        _fields_ = (
            ("kind", wintypes.UINT), ("id", wintypes.UINT), ("adapter", _Luid),
            ("values", wintypes.LONG * 12),
        )  # fmt: skip

    _user = ctypes.WinDLL("user32", use_last_error=True)

    def displays() -> tuple[Display, ...]:
        """Every part of the desktop; none where Windows does not say."""
        for _ in range(_TRIES):  # a screen may come between the two questions
            paths, modes = wintypes.UINT(), wintypes.UINT()
            if _user.GetDisplayConfigBufferSizes(_ACTIVE, ctypes.byref(paths), ctypes.byref(modes)):
                return ()
            path, mode = (_Path * paths.value)(), (_Mode * modes.value)()
            if not _user.QueryDisplayConfig(
                _ACTIVE, ctypes.byref(paths), path, ctypes.byref(modes), mode, None
            ):
                return of_ways(_ways(path[: paths.value], mode[: modes.value]))
        return ()

    def _ways(paths: Sequence[_Path], modes: Sequence[_Mode]) -> list[Way]:
        at = {
            (one.adapter.low, one.id): (one.values[3], one.values[4])
            for one in modes
            if one.kind == _IS_SOURCE
        }
        found = (((one.source.adapter.low, one.source.id), one) for one in paths)
        return [
            Way(source, *at[source], one.target.technology) for source, one in found if source in at
        ]

elif sys.platform == "darwin":
    import ctypes
    import ctypes.util
    from contextlib import suppress

    _MOST: Final = 16

    class _Rect(ctypes.Structure):
        _fields_ = (
            ("x", ctypes.c_double), ("y", ctypes.c_double),
            ("width", ctypes.c_double), ("height", ctypes.c_double),
        )  # fmt: skip

    def displays() -> tuple[Display, ...]:
        """Every part of the desktop; none where macOS does not say."""
        with suppress(OSError, AttributeError):
            graphics = ctypes.CDLL(ctypes.util.find_library("CoreGraphics"))
            graphics.CGDisplayBounds.restype = _Rect
            graphics.CGDisplayBounds.argtypes = [ctypes.c_uint32]
            ids, count = (ctypes.c_uint32 * _MOST)(), ctypes.c_uint32()
            if graphics.CGGetOnlineDisplayList(_MOST, ids, ctypes.byref(count)):
                return ()
            found: list[Display] = []
            for one in ids[: count.value]:
                place = graphics.CGDisplayBounds(one)
                inside = bool(graphics.CGDisplayIsBuiltin(one))
                twice = bool(graphics.CGDisplayIsInMirrorSet(one))
                found.append(Display(int(place.x), int(place.y), inside, twice))
            return tuple(found)
        return ()

else:

    def displays() -> tuple[Display, ...]:
        """Nothing more than Qt tells."""
        return ()
