"""Looks at the school behind the window, every few seconds, and says what is new."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal

from trent_desktop.problems import Problem, ShareEnded
from ui.changes import Changes, Seen

log = logging.getLogger(__name__)

#: Seconds between two looks at the share (rule 25). Most of them read 32 bytes.
FOLLOW_EVERY_S = 4.0


class Follower(QObject):
    """Looks at the school every four seconds on a thread of its own, until it is stopped.

    `look` is `OpenSchool.follow`; what it returns goes to `changes.take` on the GUI thread. A look
    that fails is tried again later; what failed is kept for the support details.
    """

    _looked = Signal(object, bool)

    def __init__(
        self, look: Callable[[], Any], changes: Changes, *, every: float = FOLLOW_EVERY_S
    ) -> None:
        super().__init__(changes)
        self.setObjectName("follower")
        self._look = look
        self._every = every
        self._lost = False
        self._stop = threading.Event()
        self._wake = threading.Event()
        self._looked.connect(self._pass_on, Qt.ConnectionType.QueuedConnection)
        self._changes = changes
        changes.look_wanted.connect(self.look_now)
        self._thread = threading.Thread(target=self._follow, name="trent-follow", daemon=True)

    def _pass_on(self, seen: object, lost: bool) -> None:
        if self._stop.is_set():
            return
        self._changes.take(seen)
        if lost and not self._lost:
            self._changes.lose()
        self._lost = lost

    def start(self) -> None:
        """Begin to look."""
        self._thread.start()

    def look_now(self) -> None:
        """Look without waiting for the next turn: after something was sent, say."""
        self._wake.set()

    def stop(self) -> None:
        """Look no more. The look under way goes on; `wait` for it on another thread."""
        self._stop.set()
        self._wake.set()

    def wait(self) -> None:
        """Stop, and wait until the look under way has ended."""
        self.stop()
        if self._thread.is_alive():
            self._thread.join()

    def _follow(self) -> None:
        while not self._stop.is_set():
            lost = False
            try:
                seen = self._look()
            except ShareEnded:
                seen, lost = Seen(away=True), True
            except Problem:
                seen = Seen(away=True)
            except Exception as failure:  # noqa: BLE001 - the next look may do better
                log.warning("Looking at the school failed: %s", type(failure).__name__)
                seen = None
            if seen is not None and not self._stop.is_set():
                self._looked.emit(seen, lost)
            self._wake.wait(self._every)
            self._wake.clear()
