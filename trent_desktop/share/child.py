"""The share's process: an open school behind a pipe.

What only looks runs side by side, each call on a thread of its own; what writes runs one after
another in its lane, in the order in which it was pressed. When the window's process is gone, what
was written is finished and this process ends.
"""

from __future__ import annotations

import contextlib
import os
import queue
import threading
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from trent_desktop.news import Moved
from trent_desktop.open_school import OpenSchool
from trent_desktop.opening import open_school
from trent_desktop.other_process.raised import as_it_can_go
from trent_desktop.other_process.stalls import Stalls, watch_queries
from trent_desktop.other_process.wire import Wire, number_of, packed, standard_wire, unpacked
from trent_desktop.share.door import FUNCTIONS
from trent_desktop.share.leases import Lease
from trent_desktop.share.messages import (
    AtTheDoor,
    Beat,
    Call,
    Done,
    Failed,
    Goodbye,
    Listener,
    Open,
    Progress,
    Standing,
    Told,
)
from trent_desktop.share.server_pulse import ServerPulse, watch_connections
from trent_desktop.storage.landed import LandedBefore
from trent_desktop.storage.landed_rows import asked_as
from trent_desktop.storage.location import parse_location

_BEAT_S = 0.25
#: When nobody is there any more, what is written may stand still for so long; then it all ends.
_GRACE_S = 10.0
#: Of calls that only look: more than any window asks at once.
_MOST_AT_ONCE = 32


class Child:
    """Serves one window's process until it says goodbye or is gone."""

    def __init__(
        self,
        wire: Wire,
        school: OpenSchool | None = None,
        *,
        looks_for_stalls: bool = True,
        end: Callable[[], object] | None = None,
    ) -> None:
        """`end` ends the process, whatever its threads do. Tests give a `school` that is open already.

        Nor do they look for stalls beside a window in one process: looking holds frames of all
        threads for a moment, and what is in them must not end on another thread than Qt's.
        """
        self._wire = wire
        self._end = end
        self._looks = looks_for_stalls
        self._school: OpenSchool | None = None
        self._directory_sent: object = None
        self._turn = threading.Lock()
        self._threads: dict[int, int] = {}  # of the calls under way
        self._behind: dict[int, str] = {}  # of calls that wait in their lane
        self._written: set[int] = set()  # of calls under way those that have a lane
        self._moved_at = 0.0  # when one of them moved last
        self._lanes: dict[str, queue.SimpleQueue[Call | None]] = {}
        self._lane_threads: list[threading.Thread] = []
        self._at_once = threading.Semaphore(_MOST_AT_ONCE)
        self._over = threading.Event()
        self._lease: Lease | None = None
        self._server: ServerPulse | None = None
        if school is not None:
            self._has_open(school)

    def serve(self) -> None:
        """Do what comes until there is nobody any more, then finish what is written."""
        watch_queries()
        watch_connections()
        threading.Thread(target=self._beat, name="beat", daemon=True).start()
        while (content := self._wire.receive()) is not None:
            try:
                message = unpacked(content)
            except Exception as error:  # noqa: BLE001 - whoever asked hears of it
                number = number_of(content) or 0
                self._send(packed(Failed(number, as_it_can_go(error))))
                continue
            if isinstance(message, Goodbye):
                break
            self._take(message)
        if self._end is not None:
            # A share that stands still must not keep this alive, and the keys with it.
            last = threading.Thread(target=self._end_at_last, args=(self._end,), daemon=True)
            last.start()
        for lane in self._lanes.values():
            lane.put(None)
        for thread in self._lane_threads:
            thread.join()
        self._over.set()
        if self._school is not None:
            self._school.close()
        if self._lease is not None:
            self._lease.let_go()

    def _take(self, message: Open | Call | AtTheDoor) -> None:
        if isinstance(message, Call) and message.lane:
            self._into_lane(message)
            return
        work = threading.Thread(
            target=self._answer, args=(message,), name=f"call-{message.number}", daemon=True
        )
        with self._turn:
            self._behind[message.number] = ""
        work.start()

    def _into_lane(self, call: Call) -> None:
        lane = self._lanes.get(call.lane)
        if lane is None:
            lane = self._lanes[call.lane] = queue.SimpleQueue()
            thread = threading.Thread(
                target=self._work, args=(lane,), name=f"lane-{call.lane}", daemon=True
            )
            self._lane_threads.append(thread)
            thread.start()
        with self._turn:
            self._behind[call.number] = call.lane
        lane.put(call)

    def _work(self, lane: queue.SimpleQueue[Call | None]) -> None:
        while (call := lane.get()) is not None:
            self._answer(call)

    # ------------------------------------------------------------------ one call

    def _answer(self, message: Open | Call | AtTheDoor) -> None:
        number = message.number
        lane = message.lane if isinstance(message, Call) else None
        with self._at_once if not lane else contextlib.nullcontext():
            with self._turn:
                self._behind.pop(number, None)
                self._threads[number] = threading.get_ident()
                if lane:
                    self._written.add(number)
            try:
                answer = packed(Done(number, self._result(message)))
            except BaseException as error:  # noqa: BLE001 - it belongs to whoever asked
                answer = packed(Failed(number, as_it_can_go(error)))
            finally:
                with self._turn:
                    self._threads.pop(number, None)
                    self._written.discard(number)
        self._tell_standing()
        self._send(answer)

    def _result(self, message: Open | Call | AtTheDoor) -> Any:
        if isinstance(message, Open):
            return self._open(message)
        args = [self._listener(message.number, one) for one in message.args]
        if isinstance(message, AtTheDoor):
            return _at_the_door(message, args)
        kwargs = {name: self._listener(message.number, one) for name, one in message.kwargs.items()}
        school = self._school
        if school is None:
            raise RuntimeError("no school is open")
        found: Any = school
        for part in message.path.split("."):
            if part.startswith("_"):
                raise AttributeError(message.path)
            found = getattr(found, part)
        if not callable(found):
            return found
        if message.write_id is None:
            return found(*args, **kwargs)
        me = school.signed_in
        try:
            with asked_as(message.write_id, me.database, me.clock):
                return found(*args, **kwargs)
        except LandedBefore:
            return None  # it is done: only the answer got lost

    def _listener(self, number: int, given: Any) -> Any:
        """The function that stands for one in the other process: it is told, and gives nothing."""
        if not isinstance(given, Listener):
            return given

        def tell(*args: Any) -> None:
            self._send(packed(Progress(number, given.which, args)))

        return tell

    def _open(self, message: Open) -> Standing:
        if self._school is not None:
            raise RuntimeError("a school is already open")
        place = parse_location(message.location)
        if message.lease:
            self._lease = Lease.of_process(message.root, place, message.lease)
            if self._over.is_set():
                self._lease.let_go()  # all has ended meanwhile
            self._lease.wait_for_others()
        if place.is_server and self._looks:
            self._server = ServerPulse(place)
        school = open_school(
            message.location,
            message.name,
            message.password,
            root=Path(message.root) if message.root else None,
            laptop_code=message.laptop_code,
            tell=lambda words: self._send(packed(Progress(message.number, 0, (words,)))),
        )
        self._has_open(school)
        return standing_of(school)

    def _has_open(self, school: OpenSchool) -> None:
        self._school = school
        school.listen(self._tell)
        self._directory_sent = school.signed_in.directory

    # ------------------------------------------------------------------ telling

    def _tell(self, moved: Moved) -> None:
        self._send(packed(Told(moved)))

    def _tell_standing(self) -> None:
        """The directory is another one: the window's process has it before the answer."""
        school = self._school
        if school is None:
            return
        me = school.signed_in
        with self._turn:
            if me.directory is self._directory_sent:
                return
            self._directory_sent = me.directory
        self._send(packed(Standing(me.member, me.directory, school.keys_put_by.others())))

    def _beat(self) -> None:
        stalls = Stalls()
        while not self._over.wait(_BEAT_S):
            with self._turn:
                threads, behind = dict(self._threads), dict(self._behind)
                written = set(self._written)
            stuck = stalls.look(threads) if self._looks else {}
            if self._server is not None:
                self._server.look({threads[number]: still for number, still in stuck.items()})
            if any(stuck.get(number, 0.0) < _BEAT_S for number in written):
                self._moved_at = time.monotonic()
            worst = max(stuck.values(), default=0.0)
            # What waits for its turn waits as long as what it waits for.
            stuck |= dict.fromkeys(behind, worst)
            self._send(packed(Beat(stuck)))

    def _end_at_last(self, end: Callable[[], object]) -> None:
        """Nobody is there any more: wait as long as what is written moves, and some seconds more."""
        since = time.monotonic()
        while time.monotonic() - max(since, self._moved_at) < _GRACE_S:
            time.sleep(_BEAT_S)
        end()

    def _send(self, content: bytes) -> None:
        with contextlib.suppress(OSError, ValueError):  # nobody listens any more
            self._wire.send(content)


def _at_the_door(message: AtTheDoor, args: Sequence[Any]) -> Any:
    lease = Lease.at_the_door(message.args[0], message.lease) if message.lease else None
    try:
        if lease is not None:
            lease.wait_for_others()
        return FUNCTIONS[message.name](*args)
    finally:
        if lease is not None:
            lease.let_go()


def standing_of(school: OpenSchool) -> Standing:
    """How it stands when somebody has just signed in."""
    me = school.signed_in
    return Standing(
        me.member,
        me.directory,
        school.keys_put_by.others(),
        school.notices,
        school.started_away,
        me.own_keys.private,
        school.location,
    )


def main(options: object = None) -> int:
    """Serve the window's process that started this one, through standard input and output."""
    del options
    Child(standard_wire(), end=lambda: os._exit(0)).serve()
    # Threads that stand still must not keep the process, and its keys, alive.
    os._exit(0)
