"""Share processes are started, one of them ahead of time."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

from trent_desktop.problems import ShareEnded
from trent_desktop.share.process import ShareProcess


class Share:
    """Starts share processes for one program: one is kept ready while somebody types a password."""

    def __init__(self, start: Callable[[], ShareProcess] = ShareProcess) -> None:
        self._start = start
        self._ready: ShareProcess | None = None
        self._turn = threading.Lock()
        self._is_open = True

    def get_ready(self) -> None:
        """Start one, so that it has imported what it needs when it is wanted."""
        with self._turn:
            self._require_open()
            if self._ready is None or self._ready.ended:
                self._ready = self._start()

    def take(self) -> ShareProcess:
        """A process in which no school is open."""
        with self._turn:
            self._require_open()
            ready, self._ready = self._ready, None
        return ready if ready is not None and not ready.ended else self._start()

    def at_the_door(self, name: str, *args: Any) -> Any:
        """Call one of `door.FUNCTIONS` in a process; see `ShareProcess.at_the_door`."""
        self.get_ready()
        with self._turn:
            process = self._ready
        return process.at_the_door(name, *args) if process is not None else None

    def _require_open(self) -> None:
        if not self._is_open:
            raise ShareEnded  # the program ends, and nobody would end another one

    def close(self) -> None:
        """End the one that is kept ready, and start no other."""
        with self._turn:
            self._is_open = False
            ready, self._ready = self._ready, None
        if ready is not None:
            ready.kill()
