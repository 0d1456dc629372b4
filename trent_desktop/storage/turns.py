"""How long this program waits for its turn at the school's file.

Whoever saves holds the file for milliseconds, so a queue moves, and one that moves is worth waiting
in. One that stands still for two seconds does so because the laptop at its head sleeps, or its
network is gone; then nobody waits any longer, and what comes after it does not even wait so long,
until somebody has got a turn again.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable

import sqlcipher3
from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError

from trent_desktop import pulse
from trent_desktop.storage import troubles

#: How long a write waits in a queue that moves, and in one that stands still, in seconds.
PATIENCE, STILL_S = 20.0, 2.0
_STILL_AGAIN_S = 0.2  # when it stood still the last time
_LOOK_EVERY_S = 0.25
_TURN_WAIT_MS = 60
_READ_MS, _END_MS, _AGAIN_MS = 3_000, 10_000, 300


class Turns:
    """What this program has learned from waiting. For one file."""

    def __init__(self, where: str) -> None:
        self._where = where
        self._still = False  # the last who waited for a turn to write got none
        self._reading_waits = self._ending_waits = False
        self.pause: Callable[[float], None] = time.sleep

    @property
    def read_ms(self) -> int:
        """How long a reader waits for a lock, in milliseconds."""
        return _AGAIN_MS if self._reading_waits else _READ_MS

    @property
    def end_ms(self) -> int:
        """How long whoever has written waits for readers to finish, in milliseconds."""
        return _AGAIN_MS if self._ending_waits else _END_MS

    def read(self, *, well: bool) -> None:
        """A reader got its lock, or did not in `read_ms`."""
        self._reading_waits = not well

    def ended(self, *, well: bool) -> None:
        """A writer kept what it wrote, or could not in `end_ms`."""
        self._ending_waits = not well

    def take(self, connection: Connection) -> None:
        """Begin to write, in one's turn. Raises `SchoolBusy`, or what SQLite says."""
        queue = _Queue(connection, _STILL_AGAIN_S if self._still else STILL_S)
        connection.exec_driver_sql(f"PRAGMA busy_timeout = {_TURN_WAIT_MS}")
        # Else what changes much takes the file for itself long before it is done.
        connection.exec_driver_sql("PRAGMA cache_spill = OFF")
        while True:
            pulse.beat()
            try:
                connection.exec_driver_sql("BEGIN IMMEDIATE")
                break
            except DBAPIError as error:
                if not is_locked(error) or queue.is_long:
                    raise
                if queue.stands_still:
                    self._still = True
                    raise troubles.ASLEEP.problem(self._where, writing=True) from error
                # Jitter, so that laptops that met once do not meet again at the next try.
                self.pause(random.uniform(0.002, 0.03))  # noqa: S311 - no secret
        self._still = False
        connection.exec_driver_sql(f"PRAGMA busy_timeout = {self.end_ms}")


class _Queue:
    """Whether others get their turn while one waits."""

    def __init__(self, connection: Connection, still_s: float) -> None:
        self._connection = connection
        self._still_s = still_s
        self._until = time.monotonic() + PATIENCE
        self._moved = time.monotonic()
        self._looked = float("-inf")
        self._version: int | None = None

    @property
    def is_long(self) -> bool:
        """Whether it took all the time there is."""
        return time.monotonic() > self._until

    @property
    def stands_still(self) -> bool:
        """Whether nobody has saved for a while."""
        now = time.monotonic()
        if now - self._looked > _LOOK_EVERY_S:
            self._looked = now
            version = self._seen()
            if version is not None and version != self._version:
                if self._version is not None:
                    self._moved = now
                self._version = version
        return now - self._moved > self._still_s

    def _seen(self) -> int | None:
        """What the file is now, as a number that each save changes; None: it is locked for all."""
        try:
            return self._connection.exec_driver_sql("PRAGMA data_version").scalar_one()
        except DBAPIError as error:
            if not is_locked(error):
                raise
            return None


def is_locked(error: DBAPIError) -> bool:
    """Whether another program has the lock."""
    code = getattr(error.orig, "sqlite_errorcode", 0) & 0xFF
    return code in (sqlcipher3.SQLITE_BUSY, sqlcipher3.SQLITE_LOCKED)
