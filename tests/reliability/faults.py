"""What a share does wrong while somebody saves: each fault, and where in the work it strikes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from typing import Final

from tests.failing.folder import CALLS, FailingFolder

_CHANGING = "open write fsync unlink rename"
_ALL = " ".join(CALLS)


@dataclass(frozen=True, slots=True)
class Kind:
    """A fault. `calls`: those among which its place is chosen; none: it holds from the start.

    `strike` lets it begin at a place, counted from 1 among those calls. `lies`: the server says
    done and it is not, so that what was saved can be lost or damaged, and must then be found.
    `always`: it is so already when people sign in.
    """

    words: str
    calls: str
    strike: Callable[[FailingFolder, int], None]
    lies: bool = False
    always: bool = False


def _fails(words: str, error: str, calls: str = _ALL, *, times: int = 0) -> Kind:
    return Kind(words, calls, lambda share, at: share.fail(calls, error, at=at, times=times))


def _stands(call: str) -> Kind:
    return Kind(f"hangs in {call}", call, lambda share, at: share.stall(call, at=at, times=1))


class Fault(Enum):
    """Every fault of a share that the program has to live with."""

    FAILED_ONCE = _fails("one call fails", "EIO", times=1)
    FAILED_ON = _fails("every call fails from there on", "EIO")
    FULL = _fails("the disk is full from there on", "ENOSPC", "open write fsync")
    QUOTA = _fails("the quota is used up from there on", "EDQUOT", "open write fsync")
    READ_ONLY = _fails("nothing can be written from there on", "EROFS", _CHANGING)
    FORBIDDEN = _fails("the right to it is gone from there on", "EACCES", "open unlink rename")
    STALE = _fails("handles are stale from there on", "ESTALE", "stat open read write fsync")
    TORN = Kind("half of a write is on the disk", "write", lambda share, at: share.tear(at=at))
    LOST_WRITE = Kind(
        "a write is said to be done and was not",
        "write",
        lambda share, at: share.swallow("write", at=at),
        lies=True,
    )
    LOST_SYNC = Kind(
        "nothing is made durable from there on, and the server restarts",
        "fsync",
        lambda share, at: share.swallow("fsync", at=at, times=0),
        lies=True,
    )
    STALL_STAT = _stands("stat")
    STALL_OPEN = _stands("open")
    STALL_READ = _stands("read")
    STALL_WRITE = _stands("write")
    STALL_FSYNC = _stands("fsync")
    STALL_LOCK = _stands("lock")
    STALL_UNLINK = _stands("unlink")
    STALL_CLOSE = _stands("close")
    STALL_RENAME = _stands("rename")
    KILLED = Kind(
        "the program is killed", _ALL, lambda share, at: share.stall(_ALL, at=at, times=1)
    )
    SLOW = Kind("every call takes 3 ms longer", "", lambda share, _: share.stall(seconds=0.003))
    VANISHED = _fails("the server is gone from there on", "EHOSTDOWN")
    UNPLUGGED = Kind("the folder is empty from there on", _ALL, FailingFolder.unplug_from)
    NO_LOCKS = _fails("no locks can be had", "ENOLCK", "lock")
    LYING_LOCKS = Kind(
        "every lock is granted to everybody, and a colleague saves at the same time",
        "",
        lambda share, _: share.lie_about_locks(),
        lies=True,
        always=True,
    )
    IN_USE = Kind(
        "what a colleague has open is not replaced, as on Windows",
        "",
        lambda share, _: share.refuse_as_windows(),
    )


#: How long somebody's saving may stand before the share goes on, in seconds.
STANDS_S: Final = 0.7
