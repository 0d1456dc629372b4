"""A folder that fails on command, for whichever process works in it.

    with failing_folder(path) as share:
        share.stall("read")                 # every read stands still
        ...                                 # another process works in `path`
        share.release()
        share.fail("write", "ENOSPC", at=3) # the third write from now fails, and no other

What `path` holds already is in it; at the end it is an ordinary folder again, with what was
written. Nothing is left mounted: not when a test fails, nor when the whole run is killed.
"""

from __future__ import annotations

import ctypes
import errno
import os
import shutil
import subprocess
import sys
import time
import weakref
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from tests.failing.compiling import NO_COMPILER, compiled

#: The calls that a rule can be about, in the order in which the server numbers them.
CALLS = ("stat", "open", "read", "write", "fsync", "lock", "unlink", "close", "rename")
_DETACH = 2
_PATIENCE_S = 10.0


def _missing() -> str:
    if sys.platform != "linux" or not os.access("/dev/fuse", os.R_OK | os.W_OK):
        return "a folder that fails on command takes /dev/fuse, and this machine has none"
    if os.geteuid():
        return "a folder that fails on command is mounted, and only root may do that"
    return "" if shutil.which("gcc") else NO_COMPILER


#: Why it cannot be had on this machine; empty where it can.
MISSING = _missing()


class FailingFolder:
    """The switch of a mounted folder. Every order holds from now on, for all who work in it."""

    def __init__(self, path: Path, behind: Path) -> None:
        #: Where programs work, and the folder that really holds what they write.
        self.path, self.behind = path, behind
        self._server = subprocess.Popen(
            [compiled("share.c"), behind, path],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            bufsize=1,
        )
        assert self._server.stdin is not None
        _close_in_children(self._server)
        if self._line() != "mounted":
            raise RuntimeError("The failing folder could not be mounted; what it said is above.")

    # ------------------------------------------------------------------ what goes wrong

    def fail(
        self, call: str = "", error: str = "EIO", *, at: int = 1, times: int = 0, name: str = "*"
    ) -> None:
        """Let calls of this kind fail, or of these (all without any).

        From the `at`-th on, `times` of them (0: for ever); only of files whose name begins with
        `name`, or of all but the folder itself (``?``).
        """
        self._rule(call, "f", error=getattr(errno, error), at=at, times=times, name=name)

    def tear(self, *, at: int = 1, times: int = 1, name: str = "*") -> None:
        """Let a write fail when half of it is written."""
        self._rule("write", "t", error=errno.EIO, at=at, times=times, name=name)

    def swallow(self, call: str, *, at: int = 1, times: int = 1, name: str = "*") -> None:
        """Say that a write or fsync is done, and do nothing. See `crash`."""
        if call == "fsync":
            self._ask("remember")
        self._rule(call, "s", at=at, times=times, name=name)

    def stall(
        self,
        *calls: str,
        seconds: float | None = None,
        at: int = 1,
        times: int = 0,
        name: str = "*",
    ) -> None:
        """Let calls stand still (all without any) for so long, or until `release`.

        Not even being killed ends a call that stands: its process is gone when it goes on.
        """
        held = -1 if seconds is None else round(seconds * 1000)
        self._rule(" ".join(calls), "h", ms=held, at=at, times=times, name=name)

    def vanish(self) -> None:
        """The server cannot be reached: every call fails, also on what is open."""
        self.fail(error="EHOSTDOWN")

    def unplug(self) -> None:
        """The folder is there and empty, as where a network drive was not connected."""
        self.unplug_from(1)

    def unplug_from(self, at: int) -> None:
        """It is empty from the `at`-th call on."""
        self._ask(f"unplug {at}")

    def lie_about_locks(self) -> None:
        """Grant every lock to everybody."""
        self._ask("lie")

    def refuse_as_windows(self) -> None:
        """Refuse to rename or remove what somebody has open, or to put another in its place."""
        self._ask("windows 1")

    def be_windows(self) -> None:
        """Be a Windows server's folder, with a virus scanner.

        As `refuse_as_windows`; a third of the files that were just written is held for 200 ms;
        capitals make no other name, and some names there are not; rights are refused, folders
        cannot be made durable, and times are of every other second.
        """
        self._ask("windows 2")

    # ------------------------------------------------------------------ and what ends it

    def release(self) -> None:
        """What stands still goes on, and nothing stands any more. Failing calls go on failing."""
        self._ask("release")

    def crash(self) -> None:
        """The server starts anew: what was written since a swallowed fsync is lost."""
        self._ask("crash")

    def heal(self) -> None:
        """All is well from now on; what stands goes on."""
        self._ask("heal")

    # ------------------------------------------------------------------ what happened

    def count(self) -> None:
        """Write the calls down from now on."""
        self._ask("count")

    def calls(self) -> list[str]:
        """The calls since `count`, as ``write school.db``."""
        self._say("calls")
        found: list[str] = []
        while (line := self._line()) != ".":
            found.append(line)
        return found

    @property
    def standing(self) -> int:
        """How many calls stand still now."""
        return int(self._ask("state").split()[0])

    @property
    def hits(self) -> int:
        """How many calls have met a rule since the last `heal`."""
        return int(self._ask("state").split()[1])

    def wait_until_standing(self, within: float = _PATIENCE_S) -> bool:
        """Wait until some call stands still; whether one does."""
        until = time.monotonic() + within
        while not self.standing:
            if time.monotonic() > until:
                return False
            time.sleep(0.01)
        return True

    def close(self) -> None:
        """Take the mount away, whatever stands in it."""
        with suppress(OSError, RuntimeError):
            self.heal()
        assert self._server.stdin is not None
        assert self._server.stdout is not None
        with suppress(OSError):
            self._server.stdin.close()
        try:
            self._server.wait(_PATIENCE_S)
        except subprocess.TimeoutExpired:
            self._server.kill()
            self._server.wait(_PATIENCE_S)
        self._server.stdout.close()
        _unmount(self.path)

    # ------------------------------------------------------------------ within

    def _rule(
        self,
        call: str,
        action: str,
        *,
        error: int = 0,
        ms: int = 0,
        at: int,
        times: int,
        name: str,
    ) -> None:
        calls = sum(1 << CALLS.index(one) for one in call.split() or CALLS)
        if self._ask(f"rule {calls} {name} {action} {error} {ms} {at} {times}") != "ok":
            raise ValueError("The failing folder does not take this rule.")

    def _ask(self, order: str) -> str:
        self._say(order)
        return self._line()

    def _say(self, order: str) -> None:
        assert self._server.stdin is not None
        self._server.stdin.write(order + "\n")

    def _line(self) -> str:
        assert self._server.stdout is not None
        line = self._server.stdout.readline()
        if not line:
            raise RuntimeError("The failing folder has ended.")
        return line.rstrip("\n")


@contextmanager
def failing_folder(path: Path) -> Iterator[FailingFolder]:
    """`path`, with what is in it, as a folder that fails on command while the block lasts."""
    _sweep()
    maker = os.getpid()
    behind = path.with_name(f".{path.name} behind")
    if path.exists():
        path.rename(behind)
    else:
        behind.mkdir(parents=True)
    path.mkdir()
    try:
        share = FailingFolder(path, behind)
        try:
            yield share
        finally:
            if os.getpid() == maker:  # and not a child that was forked meanwhile
                share.close()
    finally:
        if os.getpid() == maker:
            with suppress(OSError):
                path.rmdir()
                behind.rename(path)


def _unmount(path: Path) -> None:
    """Nobody's call hangs in it any more: its server has ended."""
    ctypes.CDLL(None).umount2(os.fsencode(path), _DETACH)


def _sweep() -> None:
    """Remove what a server left behind that was killed itself."""
    for line in Path("/proc/self/mountinfo").read_text("utf-8", "replace").splitlines():
        about, _, rest = line.partition(" - ")
        kind, source, *_ = rest.split()
        number = source.removeprefix("trent-failing-")
        if kind == "fuse.trent" and not Path("/proc", number).exists():
            _unmount(Path(about.split()[4].encode().decode("unicode_escape")))


_servers: weakref.WeakSet[subprocess.Popen[str]] = weakref.WeakSet()


def _close_in_children(server: subprocess.Popen[str]) -> None:
    """A child that was forked must not keep the server's ear open when its parent is gone."""
    if not _servers:
        os.register_at_fork(after_in_child=_let_go)
    _servers.add(server)


def _let_go() -> None:
    for server in list(_servers):
        for pipe in (server.stdin, server.stdout):
            with suppress(OSError):
                if pipe is not None:
                    os.close(pipe.fileno())
