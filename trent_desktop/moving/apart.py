"""What the process apart does that puts a school together in a new folder.

Whoever moves a school holds what others wait for. A folder that stands still holds whoever calls
it, and in it no lock of the old place is: this process has none, and can be given up.
"""

from __future__ import annotations

import os
import threading
from dataclasses import dataclass, field
from typing import Any, Final

from trent_desktop import clock, pulse
from trent_desktop.moving.new_place import NewFolder
from trent_desktop.other_process.raised import as_it_can_go
from trent_desktop.other_process.stalls import Stalls, watch_queries
from trent_desktop.other_process.wire import Wire, packed, standard_wire, unpacked
from trent_desktop.school.setting_up.place_check import PlaceReport, check_folder
from trent_desktop.storage.location import Location

#: The program's own command that is this process.
COMMAND: Final = "new-folder"
_BEAT_S: Final = 0.25
#: What is read or written in one call of the system goes at this speed at least.
_BYTES_A_SECOND: Final = 1_000_000
_STARTS_S: Final = 20.0


@dataclass(frozen=True, slots=True)
class Ask:
    """What is to be done. `name` is a method of `NewFolder`, or one of those of `_Served`."""

    name: str
    args: tuple[Any, ...] = field(default=(), repr=False)


@dataclass(frozen=True, slots=True)
class Stands:
    """It lives. For `seconds` it has not moved."""

    seconds: float


@dataclass(frozen=True, slots=True)
class Answer:
    """It is done, or `error` was raised."""

    result: Any = field(default=None, repr=False)
    error: Exception | None = None


class _Served:
    """The new folder, and whether the work on it moves."""

    def __init__(self, wire: Wire) -> None:
        self._wire = wire
        self._worker = threading.get_ident()
        self._allowed_s = 0.0
        self._folder: NewFolder | None = None

    def serve(self) -> None:
        """Do what is asked until nobody asks any more."""
        watch_queries()
        threading.Thread(target=self._beat, daemon=True).start()
        while (content := self._wire.receive()) is not None:
            self._allowed_s = len(content) / _BYTES_A_SECOND
            pulse.beat()
            try:
                answer = Answer(self._done(unpacked(content)))
            except BaseException as error:  # noqa: BLE001 - it belongs to whoever asked
                answer = Answer(error=as_it_can_go(error))
            self._wire.send(packed(answer))
        os._exit(0)

    def _done(self, ask: Ask) -> Any:
        match ask.name:
            case "check":
                return self._checked(*ask.args)
            case "open":
                self._folder = NewFolder(*ask.args)
                return None
            case "copy":
                at, keys = ask.args
                return self._there().copy(clock.going_on_from(at), keys)
            case name:
                # Read from end to end in one call.
                if name == "prove":
                    self._allowed_s += self._there().bytes_there() / _BYTES_A_SECOND
                return getattr(self._there(), name)(*ask.args)

    def _checked(self, location: Location) -> PlaceReport:
        self._allowed_s += _STARTS_S  # it waits for a process that tries the locks
        return check_folder(location.shown)

    def _there(self) -> NewFolder:
        if self._folder is None:
            raise RuntimeError("no folder is open")
        return self._folder

    def _beat(self) -> None:
        stalls, over = Stalls(), threading.Event()
        while not over.wait(_BEAT_S):
            stood = stalls.look({0: self._worker}).get(0, 0.0)
            try:
                self._wire.send(packed(Stands(max(0.0, stood - self._allowed_s))))
            except (OSError, ValueError):
                os._exit(0)  # whoever asked is gone, and what stands still never says so


def serve() -> int:
    """Serve whoever started this process, through standard input and output."""
    _Served(standard_wire()).serve()
    return 0
