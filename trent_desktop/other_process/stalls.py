"""Which calls stand still: seen from outside, since a call that stalls cannot say so itself.

A thread that has not moved by a single step of Python, and whose queries have not moved either,
waits for something that does not answer. Looking costs microseconds, and nothing that is called
needs to take part.
"""

from __future__ import annotations

import sys
import time
from types import FrameType
from typing import Any, Final

from sqlalchemy import event
from sqlalchemy.pool import Pool

from trent_desktop import pulse

#: Whoever is in these waits for a disk on purpose, with a clock of its own.
_PATIENT: Final = ("/storage/copies/", "/school/keys/key_change.py", "reading_apart.py")
_STEPS: Final = 2_000  # of SQLite's machine: a query that reads page after page moves


def watch_queries() -> None:
    """Count how far queries are, in this process, from now on."""
    event.listen(Pool, "connect", _count)


def _count(connection: Any, _record: Any) -> None:
    raw = getattr(connection, "set_progress_handler", None)
    if raw is not None:
        raw(_moved, _STEPS)


def _moved() -> int:
    pulse.beat()
    return 0


class Stalls:
    """Looks at threads now and then. Used by one thread."""

    def __init__(self) -> None:
        self._seen: dict[int, tuple[tuple[int, ...], float]] = {}

    def look(self, threads: dict[int, int]) -> dict[int, float]:
        """For how many seconds each call has not moved: `threads` gives the thread of each."""
        frames = sys._current_frames()  # pyright: ignore[reportPrivateUsage]
        now = time.monotonic()
        found: dict[int, float] = {}
        for call, thread in threads.items():
            frame = frames.get(thread)
            if frame is None:
                continue
            stands = (*_places(frame), pulse.of(thread))
            before = self._seen.get(call)
            if before is None or before[0] != stands or _is_patient(frame):
                self._seen[call] = (stands, now)
                found[call] = 0.0
            else:
                found[call] = now - before[1]
        for call in self._seen.keys() - threads.keys():
            del self._seen[call]
        return found


def _places(frame: FrameType) -> tuple[int, ...]:
    """Where a thread is: of the innermost frames, which they are and how far."""
    found: list[int] = []
    at: FrameType | None = frame
    while at is not None and len(found) < 12:
        found += (id(at), at.f_lasti)
        at = at.f_back
    return tuple(found)


def _is_patient(frame: FrameType) -> bool:
    at: FrameType | None = frame
    while at is not None:
        name = at.f_code.co_filename.replace("\\", "/")
        if any(part in name for part in _PATIENT):
            return True
        at = at.f_back
    return False
