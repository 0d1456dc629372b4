"""Work on copies that takes long in one call of the system: seen to live, or said to stand still."""

from __future__ import annotations

import contextvars
import threading
import time
from collections.abc import Callable
from typing import Any, Final, TypeVar

from trent_desktop import pulse
from trent_desktop.other_process.stalls import Stalls

#: Reading a copy from end to end, or making it durable, is one call.
_LONG_S: Final = 15.0
_LOOK_S: Final = 0.1
#: Looking at what a thread does holds it up for a moment.
_LOOK_CLOSER_S: Final = 2.0
T = TypeVar("T")


def while_it_lasts(work: Callable[[], T], stands: Callable[[], object] | None = None) -> T:
    """Do it, and be seen to live as long as it moves.

    Where it stands still: `stands` is called, once for each time, and whoever waits waits on; without
    it nobody is told any more that this lives, and whoever asked hears that from outside.
    """
    came: list[Any] = []
    failed: list[BaseException] = []
    context = contextvars.copy_context()

    def run() -> None:
        try:
            came.append(context.run(work))
        except BaseException as error:  # noqa: BLE001 - raised again by whoever asked
            failed.append(error)

    thread = threading.Thread(target=run, name="putting back", daemon=True)
    thread.start()
    stood = _Stood(thread.ident or 0)
    while thread.is_alive():
        thread.join(_LOOK_S)
        began = stood.began()
        if began and stands is not None:
            stands()
        if stands is not None or not stood.still:
            pulse.beat()
    if failed:
        raise failed[0]
    return came[0]


class _Stood:
    """Whether a thread stands still for long."""

    def __init__(self, thread: int) -> None:
        self.still = False
        self._thread = thread
        self._stalls = Stalls()
        self._next = time.monotonic() + _LOOK_CLOSER_S

    def began(self) -> bool:
        """Look, now and then: whether it is so since this look."""
        now = time.monotonic()
        if now < self._next:
            return False
        self._next = now + _LOOK_CLOSER_S
        before = self.still
        self.still = self._stalls.look({0: self._thread}).get(0, 0.0) > _LONG_S
        return self.still and not before
