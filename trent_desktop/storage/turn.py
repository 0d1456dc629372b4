"""Whether anything changed at the school, asked with next to nothing.

Beside a school's file lies `school.turn`: 32 random bytes that every unit of work puts there when
it has written. Reading it is three calls; looking into the school's file is a dozen times as many,
and thirty laptops look all day. It is another file, so no lock on the school's is dropped by
closing it. It is no promise: whoever writes may end, or be kept, before it is turned, so that a
real look is made every minute all the same. A server tells by itself (NOTIFY).
"""

from __future__ import annotations

import os
import secrets
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any, Final, Protocol

import sqlalchemy.exc
from sqlalchemy import Connection, Engine

from trent_desktop import files
from trent_desktop.storage.atomic_file import share_like_folder
from trent_desktop.storage.location import Location

#: Beside the school's file.
TURN_FILE: Final = "school.turn"
_LENGTH = 32
_CHANNEL = "school_turn"
# A link or a pipe that somebody put there is not followed, and not waited for.
_WAY = sum(getattr(os, name, 0) for name in ("O_BINARY", "O_NOFOLLOW", "O_NONBLOCK", "O_CLOEXEC"))
#: A token counts as unchanged when it was the same so many seconds ago: what is between a laptop
#: and its share may show a file for a moment as it was.
_APART_S = 2.0
#: So long one waits for whoever has it open: it is read every few seconds anyway.
_SHORT_S = 0.2
#: How long real looks are made after somebody wrote and did not turn it: an older program, say.
_DOUBT_S = 600.0


class Turn(Protocol):
    """Tells that something changed. `patience_s`: after so long it is not to be relied upon."""

    patience_s: float

    def token(self) -> bytes:
        """What is there now; nothing when it is not known."""
        ...

    def close(self) -> None:
        """Let go of what it holds open."""
        ...


class FileTurn:
    """`school.turn` in a school's folder. Raises nothing: without it all works, with more asking."""

    patience_s = 60.0

    def __init__(self, folder: Path) -> None:
        self._path = folder / TURN_FILE

    def token(self) -> bytes:
        """What is in it; nothing when it cannot be read or is not what it ought to be."""
        try:
            file = files.opened(self._path, os.O_RDONLY | _WAY, within=_SHORT_S)
            try:
                found = os.read(file, _LENGTH)
            finally:
                os.close(file)
        except OSError:
            return b""
        return found if len(found) == _LENGTH else b""

    def move(self) -> None:
        """Put another token there. Not made durable: after a fall real looks are made anyway."""
        with suppress(OSError):
            new = False
            try:
                file = files.opened(self._path, os.O_WRONLY | _WAY, within=_SHORT_S)
            except FileNotFoundError:
                file, new = files.opened(self._path, os.O_WRONLY | os.O_CREAT | _WAY, 0o600), True
            try:
                os.write(file, secrets.token_bytes(_LENGTH))
            finally:
                os.close(file)
            if new:
                share_like_folder(self._path)

    def close(self) -> None:
        """Nothing is held open."""


class ServerTurn:
    """What a server says by itself to whoever listens, on a connection of its own."""

    patience_s = 30.0

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._heard_by: Any = None
        self._heard = 0
        self._is_open = True

    def token(self) -> bytes:
        """Another one after each change; nothing while the server cannot be heard."""
        if not self._is_open:
            return b""
        try:
            if self._heard_by is None:
                self._heard_by = self._listen()
                self._heard += 1
            # Reads what has come on this computer; asks the server nothing.
            self._heard += sum(1 for _ in self._heard_by.notifies(timeout=0))
        except (sqlalchemy.exc.SQLAlchemyError, self._failure):
            self._let_go()
            return b""
        return str(self._heard).encode("ascii")

    def close(self) -> None:
        """Listen no more, whoever asks."""
        self._is_open = False
        self._let_go()

    def _let_go(self) -> None:
        heard_by, self._heard_by = self._heard_by, None
        if heard_by is not None:
            with suppress(self._failure):
                heard_by.close()

    def _listen(self) -> Any:
        pooled = self._engine.raw_connection()
        driver: Any = pooled.driver_connection
        pooled.detach()  # from here on nobody else closes it
        try:
            driver.rollback()
            driver.set_autocommit(True)
            driver.execute(f"LISTEN {_CHANNEL}")
        except BaseException:
            with suppress(self._failure):
                driver.close()
            raise
        return driver

    @property
    def _failure(self) -> type[Exception]:
        return self._engine.dialect.dbapi.Error  # type: ignore[union-attr]


def tell_server(connection: Connection) -> None:
    """Tell everybody who listens, when the unit of work is kept."""
    connection.exec_driver_sql(f"NOTIFY {_CHANNEL}")


def turn_of(location: Location, engine: Engine) -> FileTurn | ServerTurn:
    """What tells of changes at a school."""
    return ServerTurn(engine) if location.folder is None else FileTurn(location.folder)


class Watch:
    """Whether a laptop needs to look into the school's database at all.

    Ask `is_quiet` before the data is read, and say `looked` once it was.
    """

    def __init__(self, turn: Turn, seconds: Callable[[], float] = time.monotonic) -> None:
        self._turn = turn
        self._seconds = seconds
        self._token, self._since = b"", 0.0  # the token of the newest look, and when it came up
        self._looked: tuple[bytes, float, int] | None = None  # token, when, what change was found
        self._doubt_until = 0.0

    def is_quiet(self) -> bool:
        """Whether nothing has changed since what was read last."""
        token, now = self._turn.token(), self._seconds()
        if token != self._token:
            self._token, self._since = token, now
        if not token or self._looked is None or now < self._doubt_until:
            return False
        seen, at, _ = self._looked
        return token == seen and now - self._since >= _APART_S and now - at < self._turn.patience_s

    def looked(self, change: int) -> None:
        """The database was read, and stood at this change."""
        now = self._seconds()
        if self._looked is not None:
            token, at, before = self._looked
            if token and token == self._token and at - self._since >= _APART_S and change != before:
                self._doubt_until = now + _DOUBT_S
        self._looked = self._token, now, change
