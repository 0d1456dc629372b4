"""Signs of life of work that waits on purpose: who looks from outside sees that it does not stall.

pulse.beat()            # in every turn of a loop that waits for its turn
pulse.of(thread)        # how often a thread has said so
"""

from __future__ import annotations

import threading

_beats: dict[int, int] = {}


def beat() -> None:
    """This thread goes on: it waits, and knows for how long."""
    beat_of(threading.get_ident())


def beat_of(thread: int) -> None:
    """Somebody else knows that this thread goes on."""
    _beats[thread] = _beats.get(thread, 0) + 1


def of(thread: int) -> int:
    """How often the thread of this number has said so."""
    return _beats.get(thread, 0)
