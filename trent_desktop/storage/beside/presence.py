"""Who has the school open: one small file for each program that runs, beside the school's file.

Such a file says that a program is in, and on which laptop, by names drawn at random: no member, no
computer, no account. It is written at sign-in, renewed every minute and removed at closing. What
was not renewed for some minutes belongs to a laptop that sleeps, or to a program that was killed;
ages go by the server's clock, which the file just written tells.

A program tells the others something by a `Row` in its own file, which nobody else writes, and then
by new bytes in a file that everybody looks at (`Presence.ring`). So a look with no news is three
calls and sixteen bytes.
"""

from __future__ import annotations

import datetime as dt
import functools
import json
import os
import re
import secrets
import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, cast

from trent_desktop import files
from trent_desktop.clock import moment_at
from trent_desktop.storage.atomic_file import share_like_folder
from trent_desktop.storage.cipher import digest
from trent_desktop.storage.server_clock import ahead_of

#: The folder beside `school.db`.
HERE = "here"
#: In seconds. A file is renewed so often; one that is older than `STALE_S` counts for nobody; one
#: that is older than `SWEPT_S` is removed. Who asks for exclusive work says so more often, and is
#: taken for dead after `DEAD_S`.
RENEWED_S, STALE_S, SWEPT_S, DEAD_S = 60.0, 180.0, 86_400.0, 10.0
_BELL = "bell"
_BELL_BYTES = 16
_IN = re.compile(r"in-[0-9a-f]{16}")
_SIZE = 512  # always as much, in one call: nobody reads half of an old row and half of a new one


@dataclass(frozen=True, slots=True)
class Row:
    """What a program tells the others. Empty where there is nothing to tell.

    `asks`: the number of the exclusive work that it wants to do, and `agrees`: the one of another
    that it lets go first. The rest belongs to the proof of the locks, see `proving`: which byte it
    holds (`holds`, 0 for none), in which trial (`trial`); in which trial of another it `met` that
    byte taken, or `got` it; in which one `both` had it at once; and in which one that is certain
    (`lies`).
    """

    asks: str = ""
    agrees: str = ""
    trial: str = ""
    holds: int = 0
    met: str = ""
    got: str = ""
    both: str = ""
    lies: str = ""


@dataclass(frozen=True, slots=True)
class Other:
    """Another program that has the school open, `age` seconds after it last said so.

    `laptop` is drawn at random for each laptop, `program` for each process.
    """

    name: str
    laptop: str
    program: str
    age: float
    row: Row


class Presence:
    """This program's own file, and those of the others. Calls raise `OSError` as the share does."""

    def __init__(self, school_folder: Path, laptop: str) -> None:
        """`laptop`: a name for this laptop, drawn at random and kept; it says nothing by itself."""
        self.folder = school_folder / HERE
        self.name = f"in-{secrets.token_hex(8)}"
        self.laptop = laptop
        self.row = Row()
        self._renewed = 0.0  # by this laptop's clock, which goes on while it sleeps
        self._since = 0.0  # the same moment by a clock that nobody puts right meanwhile
        self._server_at = 0.0  # and by the server's
        #: By how many seconds this laptop's clock is ahead of the server's, as it last wrote.
        self.ahead = 0.0
        self._asker: Path | None = None

    @property
    def is_in(self) -> bool:
        """Whether the others can see that this program is in."""
        return self._renewed > 0

    @property
    def unrenewed_s(self) -> float:
        """For how long, in seconds, nothing was written; a laptop that slept has a large number."""
        return abs(time.time() - self._renewed)

    @property
    def _now(self) -> float:
        return self._server_at + time.monotonic() - self._since

    @property
    def today(self) -> dt.date:
        """The day by the server's clock, once this program was in; before by this laptop's."""
        at = self._now if self._server_at else time.time()
        return moment_at(at).date()

    def enter(self) -> None:
        """Say that this program is in."""
        self._make_folder()
        self._write()
        share_like_folder(self.folder / self.name)
        files.sweep(self.folder.parent, now=self._now)

    def tell(self, **changed: Any) -> None:
        """Change some fields of this program's row; the others read them when they look."""
        self.row = replace(self.row, **changed)
        self._write()

    def renew(self) -> None:
        """Say again that this program is in, when it is time to."""
        if self.unrenewed_s >= RENEWED_S:
            self._write()

    def leave(self) -> None:
        """Say no more that this program is in. Never raises."""
        self._renewed = 0.0
        with suppress(OSError):
            files.remove(self.folder / self.name)

    def others(self) -> tuple[Other, ...]:
        """Everybody else who is in, this laptop's other programs too; sweeps what was left."""
        found: list[Other] = []
        now = self._now
        for path in self.folder.iterdir():
            if path.name != self.name and _IN.fullmatch(path.name):
                with suppress(OSError):  # it has just left
                    found += self._other(path, now)
        return tuple(found)

    def still_asks(self, asked: str) -> bool:
        """Whether somebody who is alive asks for exclusive work with this number still.

        False also where that has to be read anew.
        """
        path, self._asker = self._asker, None
        with suppress(OSError):
            for one in self._other(path, self._now) if path else ():
                if one.row.asks == asked and one.age < DEAD_S:
                    self._asker = path
                    return True
        return False

    def _other(self, path: Path, now: float) -> list[Other]:
        handle = files.opened(path, os.O_RDONLY)
        try:
            # Of the open file: a share may answer about a name from what it remembers.
            age = max(0.0, now - os.fstat(handle).st_mtime)
            content = os.read(handle, _SIZE)
        finally:
            os.close(handle)
        said = _said(content)
        program = str(said.get("program", ""))
        ended = _has_ended(program, same_laptop=said.get("laptop") == self.laptop)
        if age > SWEPT_S or ended:
            files.remove(path, within=0)
        if age > STALE_S or ended:
            return []
        if said.get("asks"):
            self._asker = path
        return [Other(path.name, str(said.get("laptop", "")), program, age, _row(said))]

    # ------------------------------------------------------------------ news

    def ring(self) -> None:
        """Let everybody who is in read the others' rows, at their next look."""
        path = self.folder / _BELL
        handle = files.opened(path, os.O_WRONLY | os.O_CREAT)
        try:
            os.write(handle, secrets.token_bytes(_BELL_BYTES))
        finally:
            os.close(handle)

    def bell(self) -> bytes:
        """What is there now: other bytes than before mean that somebody rang."""
        try:
            # It is opened anew each time: so the server is asked, and not what is remembered of it.
            handle = files.opened(self.folder / _BELL, os.O_RDONLY)
        except FileNotFoundError:
            return b""
        try:
            return os.read(handle, _BELL_BYTES)
        finally:
            os.close(handle)

    # ------------------------------------------------------------------ its own file

    def _make_folder(self) -> None:
        if self.folder.is_dir():
            return
        files.make_folder(self.folder)
        # Whoever may write in the school's folder may do so here, and sees who rang.
        files.allow(self.folder, self.folder.parent.stat().st_mode & 0o777)
        self.ring()
        share_like_folder(self.folder / _BELL)

    def _write(self) -> None:
        said = {"laptop": self.laptop, "program": this_program()}
        said |= {name: value for name, value in _fields(self.row).items() if value}
        content = json.dumps(said).encode("ascii").ljust(_SIZE)
        path = self.folder / self.name
        handle = files.opened(path, os.O_WRONLY | os.O_CREAT, 0o644)
        try:
            os.write(handle, content)
        finally:
            os.close(handle)
        self._renewed, self._since = time.time(), time.monotonic()
        # Opened anew: until it is closed, it has the time of this laptop's clock on some shares.
        handle = files.opened(path, os.O_RDONLY)
        try:
            self._server_at = os.fstat(handle).st_mtime
        finally:
            os.close(handle)
        self.ahead = ahead_of(self._server_at)


def _fields(row: Row) -> dict[str, Any]:
    return {name: getattr(row, name) for name in Row.__slots__}


def _said(content: bytes) -> Mapping[str, Any]:
    """What a file says; one of a newer program says more, and one that is cut off nothing."""
    with suppress(ValueError):
        said: object = json.loads(content)
        if isinstance(said, dict):
            return cast("dict[str, Any]", said)
    return {}


def _row(said: Mapping[str, Any]) -> Row:
    fields = _fields(Row())
    return Row(
        **{
            name: said[name]
            for name, empty in fields.items()
            if isinstance(said.get(name), type(empty))
        }
    )


_drawn: dict[int, str] = {}


def this_program() -> str:
    """A name for this process: its number, where that number means it, and chance."""
    number = os.getpid()
    return _drawn.setdefault(number, f"{number}-{this_start()}-{secrets.token_hex(6)}")


@functools.cache
def this_start() -> str:
    """Drawn by the system at random when this computer started; empty where it draws nothing.

    Two programs that give the same know each other's processes by number.
    """
    try:
        drawn = Path("/proc/sys/kernel/random/boot_id").read_text("ascii")
        within = Path("/proc/self/ns/pid").stat().st_ino
    except OSError:
        return ""
    return digest(f"{drawn.strip()} {within}".encode("ascii"))[:12]


def _has_ended(program: str, *, same_laptop: bool) -> bool:
    """Whether a program is known to run no more. Of another laptop only time will tell."""
    number, _, rest = program.partition("-")
    start = rest.partition("-")[0]
    if not start or not this_start() or not number.isdigit():
        return False
    if start != this_start():
        return same_laptop  # which was started anew since
    if int(number) == os.getpid():
        return program != this_program()
    try:
        os.kill(int(number), 0)
    except ProcessLookupError:
        return True
    except OSError:
        return False
    return False
