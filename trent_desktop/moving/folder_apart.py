"""The new folder of a school as whoever moves it sees it: a process apart, given up when it stands."""

from __future__ import annotations

import queue
import threading
import time
from collections.abc import Sequence
from contextlib import suppress
from typing import IO, Any, Final

from trent_desktop import pulse
from trent_desktop.clock import Clock
from trent_desktop.moving.apart import COMMAND, Answer, Ask, Stands
from trent_desktop.moving.new_place import Arrived
from trent_desktop.moving.rows import Digests, Key
from trent_desktop.other_process.wire import Wire, packed, unpacked
from trent_desktop.problems import Problem, SchoolAway
from trent_desktop.reading_apart import end_apart, started_apart
from trent_desktop.school.setting_up.place_check import PlaceReport
from trent_desktop.storage.gone import Gone
from trent_desktop.storage.key_slots import KeyDocument
from trent_desktop.storage.location import Location

_LOOK_S: Final = 0.25
#: From its start to its first sign of life it imports.
_STARTS_S: Final = 60.0
#: It beats four times a second: one that has not for so long stands still itself.
_MOVES_S: Final = 1.0
#: A copy has clocks of its own, but not the folder in which it is made.
_COPY_S: Final = 180.0


class FolderApart:
    """See `NewPlace`."""

    def __init__(self, location: Location, *, silent_s: float) -> None:
        """`silent_s`: so long the folder may stand still."""
        self.location = location
        self.key = b""
        self._silent_s = silent_s
        self._heard: queue.Queue[Any] = queue.Queue()
        self._process = started_apart(COMMAND)
        told, asked = self._process.stdout, self._process.stdin
        if told is None or asked is None:  # it was started with both
            raise RuntimeError("a process without pipes")
        self._wire = Wire(told, asked)
        threading.Thread(target=self._hear, args=(told,), daemon=True).start()
        self._begun = False

    # ------------------------------------------------------------------ what it does

    def checked(self) -> PlaceReport:
        """What `check_folder` says."""
        return self._ask("check", self.location)

    def begin(self, coming: Gone) -> None:
        """See `NewPlace.begin`."""
        self._ask("open", self.location, self.key)
        self._ask("begin", coming)

    def digests(self) -> dict[str, Digests]:
        """See `NewPlace.digests`."""
        return self._ask("digests")

    def put(self, table: str, rows: Sequence[dict[str, Any]]) -> None:
        """See `NewPlace.put`."""
        self._ask("put", str(table), rows)

    def change(self, table: str, rows: Sequence[dict[str, Any]]) -> None:
        """See `NewPlace.change`."""
        self._ask("change", str(table), rows)

    def remove(self, table: str, keys: Sequence[Key]) -> None:
        """See `NewPlace.remove`."""
        self._ask("remove", str(table), keys)

    def put_keys(self, document: KeyDocument) -> None:
        """See `NewPlace.put_keys`."""
        self._ask("put_keys", document)

    def prove(self) -> None:
        """See `NewPlace.prove`."""
        self._ask("prove")

    def arrived(self) -> Arrived:
        """See `NewPlace.arrived`."""
        return self._ask("arrived")

    def arrive(self, gone: Gone) -> None:
        """See `NewPlace.arrive`."""
        self._ask("arrive", gone)

    def copy(self, clock: Clock, keys: tuple[bytes, ...]) -> None:
        """See `NewPlace.copy`."""
        self._ask("copy", clock(), keys, within=_COPY_S)

    def close(self) -> None:
        """End it, also where its folder stands still."""
        end_apart(self._process)

    # ------------------------------------------------------------------ asking

    def _ask(self, name: str, *args: Any, within: float = 0.0) -> Any:
        try:
            self._wire.send(packed(Ask(name, args)))
            answer = self._answer(within)
        except (OSError, ValueError) as error:
            self._process.kill()
            raise self._ended() from error
        except Problem:
            self._process.kill()
            raise
        if answer.error is not None:
            raise answer.error
        return answer.result

    def _answer(self, within: float) -> Answer:
        begun = alive = time.monotonic()
        while True:
            now = time.monotonic()
            if now - alive > (self._silent_s if self._begun else _STARTS_S):
                raise self._silent()
            if within and now - begun > within:
                raise self._silent()
            try:
                said = self._heard.get(timeout=_LOOK_S)
            except queue.Empty:
                continue
            match said:
                case Stands():
                    self._begun, alive = True, time.monotonic() - said.seconds
                    if said.seconds < _MOVES_S:
                        pulse.beat()
                case Answer():
                    return said
                case _:
                    raise self._ended()

    def _hear(self, pipe: IO[bytes]) -> None:
        with suppress(OSError), pipe:
            while (content := self._wire.receive()) is not None:
                try:
                    self._heard.put(unpacked(content))
                except Exception:  # noqa: BLE001 - said below: it is as good as gone
                    break
        self._heard.put(None)

    def _silent(self) -> Problem:
        return SchoolAway(
            "The new folder has stopped answering in the middle of this.",
            what_to_do="What was under way was ended, so nobody waits for it. Tell whoever looks "
            "after the network, and move the school again when the folder answers.",
            where=self.location.shown,
        )

    def _ended(self) -> Problem:
        return SchoolAway(
            "What was putting the school together in the new folder has ended in the middle of it.",
            what_to_do="Move the school again: it goes on where it was.",
            where=self.location.shown,
        )
