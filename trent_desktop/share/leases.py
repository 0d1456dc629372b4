"""Which processes of this laptop nobody wants any more, and have not ended yet.

A process that stands in a call of the system ends when that call returns, also when it was killed.
Until then it may still write; so one that comes after it waits before it opens the same school. Two
files of this laptop tell: one is locked by the window as long as it wants its process, the other by
the process as long as it lives. The system lets go of both, however they end.
"""

from __future__ import annotations

import threading
import time
import uuid
from contextlib import suppress
from pathlib import Path
from typing import Any, Final

from trent_desktop import files
from trent_desktop.problems import Problem
from trent_desktop.school.keys.laptops.local_folder import local_root
from trent_desktop.storage.box.turn import ProcessTurn
from trent_desktop.storage.location import Location, parse_location

#: So long one waits for those before it at most.
PATIENCE_S: Final = 60.0
_PAUSE_S: Final = 0.1
_WINDOW: Final = ".window"
_PROCESS: Final = ".process"


class Lease:
    """One end of it, held. Where this laptop's folder cannot be used nobody waits for anybody."""

    def __init__(self, root: str, place: Location, name: str, sort: str) -> None:
        self.name = name
        self._folder = Path(root or local_root()) / "share" / place.tag
        self._sort = sort
        self._held: ProcessTurn | None = None
        with suppress(OSError):
            files.make_folder(self._folder, parents=True)
            held = ProcessTurn(self._folder / f"{name}{sort}")
            if held.take(0):
                self._held = held

    @staticmethod
    def of_window(root: str, place: Location) -> Lease:
        """The window wants a process, until it lets go of this."""
        return Lease(root, place, uuid.uuid4().hex, _WINDOW)

    @staticmethod
    def of_process(root: str, place: Location, name: str) -> Lease:
        """A process lives; held until it ends. `name` is that of the window's lease."""
        return Lease(root, place, name, _PROCESS)

    @staticmethod
    def at_the_door(where: Any, name: str = "") -> Lease | None:
        """The same before anybody is signed in: the window's, or by its `name` the process's.

        None where `where` is no place: it is said in words by whoever uses it.
        """
        with suppress(Problem, ValueError, TypeError):
            place = parse_location(where)
            return Lease.of_process("", place, name) if name else Lease.of_window("", place)
        return None

    def wait_for_others(self) -> None:
        """Wait until processes that nobody wants any more are gone, for a minute at most.

        Seen from outside it stands still meanwhile, as they do.
        """
        gone = threading.Event()
        threading.Thread(target=self._watch, args=(gone,), daemon=True).start()
        gone.wait(PATIENCE_S)

    def let_go(self) -> None:
        """Nobody wants it any more, or it ends. Twice does no harm."""
        held, self._held = self._held, None
        if held is not None:
            held.close()

    def _watch(self, gone: threading.Event) -> None:
        until = time.monotonic() + PATIENCE_S
        while self._left() and time.monotonic() < until:
            time.sleep(_PAUSE_S)
        gone.set()

    def _left(self) -> bool:
        """Whether there is one that nobody wants, and that lives. What is over is tidied away."""
        left = False
        with suppress(OSError):
            for process in self._folder.glob(f"*{_PROCESS}"):
                window = process.with_suffix(_WINDOW)
                if process.stem != self.name and _is_free(window):
                    if _is_free(process):
                        for path in (process, window):
                            with suppress(OSError):
                                files.remove(path, within=0)
                    else:
                        left = True
        return left


def _is_free(path: Path) -> bool:
    turn = ProcessTurn(path)
    try:
        return turn.take(0)
    except OSError:
        return False
    finally:
        turn.close()
