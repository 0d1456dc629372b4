"""Keeps what is typed: within half a second, in order, off the GUI thread, by one writer."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import datetime
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from trent_desktop.problems import Problem
from ui.background import Background, Lane

#: The longest that something typed waits before it is written, in ms. The promise is a second.
AFTER_MS = 400

#: When writing failed, the next try comes this soon, in ms.
RETRY_MS = 5_000

NOT_KEPT = (
    "What you type cannot be kept on this laptop just now. Everything is still on this screen."
)


class DraftKeeper(QObject):
    """Writes the newest state of one draft.

    `write` puts a state on the disk; it runs on a worker thread, and at `flush` on the caller's.
    States are written in order: an older one never overwrites a newer. `kept` and `failed` say
    how it went. After `end` nothing is written any more.
    """

    kept = Signal()
    failed = Signal(str)

    def __init__(
        self,
        write: Callable[[Any], object],
        background: Background,
        *,
        clock: Callable[[], datetime],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._write = write
        self._background = background
        self._clock = clock
        self._lock = threading.Lock()
        self._newest: Any = None
        self._number = 0
        self._written = 0
        self._ended = False
        self._under_way = False
        self.kept_at: datetime | None = None
        self.problem = ""
        self._pause = QTimer(self)
        self._pause.setObjectName("draftPause")
        self._pause.setSingleShot(True)
        self._pause.timeout.connect(self._start)

    @property
    def waiting(self) -> bool:
        """Whether something is not on the disk yet."""
        return self._number > self._written

    def keep(self, state: Any) -> None:
        """Write `state` soon. The pause counts from the first change, not from the last."""
        if self._ended:
            return
        self._newest = state
        self._number += 1
        if not self._pause.isActive() and not self._under_way:
            self._pause.start(AFTER_MS)

    def flush(self) -> None:
        """Write what waits, now, and return when it is on the disk (or could not be put there).

        For the moments before the window locks, hides or closes: a few milliseconds on this
        laptop's own disk. What is under way is waited for.
        """
        self._pause.stop()
        if self._ended or not self.waiting:
            return
        try:
            self._put(self._number, self._newest)
        except Exception as error:  # noqa: BLE001 - said in words; the window must still close
            self._could_not(error)
        else:
            self._did()

    def end(self) -> None:
        """Write nothing more: the draft is sent or gone. Waits for a write under way."""
        self._pause.stop()
        with self._lock:
            self._ended = True

    def resume(self) -> None:
        """Go on after `end`: sending did not work, and the draft is still here."""
        self._ended = False

    def write_last(self, state: Any) -> None:
        """On a worker thread: write `state` as the last; nothing more after it until `resume`."""
        with self._lock:
            if not self._ended:
                self._ended = True
                number = self._number
                self._write(state)
                self._written = number

    def _start(self) -> None:
        if self._under_way or self._ended or not self.waiting:
            return
        self._under_way = True
        number, state = self._number, self._newest
        operation = self._background.write(
            lambda: self._put(number, state), parent=self, lane=Lane.LAPTOP
        )
        operation.then(lambda _result: self._went(None), self._went)

    def _put(self, number: int, state: Any) -> None:
        with self._lock:
            if self._ended or number <= self._written:
                return
            self._write(state)
            self._written = number

    def _went(self, error: Exception | None) -> None:
        self._under_way = False
        if self._ended:
            return
        if error is None:
            self._did()
            if self.waiting:
                self._pause.start(AFTER_MS)
        else:
            self._could_not(error)
            self._pause.start(RETRY_MS)

    def _did(self) -> None:
        self.kept_at = self._clock()
        self.problem = ""
        self.kept.emit()

    def _could_not(self, error: Exception) -> None:
        self.problem = str(error) if isinstance(error, Problem) else NOT_KEPT
        self.failed.emit(self.problem)
