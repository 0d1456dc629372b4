"""The share's process as the window's process sees it: ask it, and never wait longer than a person would.

Every call has a clock (rule 89). What does not move for three seconds is said in words, and the window goes
on; what was asked to be written is still done, in its order, as soon as the share answers.
"""

from __future__ import annotations

import logging
import queue
import threading
import time
import uuid
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Final

from trent_desktop.other_process.wire import Wire, number_of, packed, unpacked
from trent_desktop.problems import SchoolSilent, ShareEnded
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
    Tell,
    Told,
)
from trent_desktop.share.started import ChildOfProgram, Started, leave, wait_for_old_ones

if TYPE_CHECKING:
    from trent_desktop.share.leases import Lease

log = logging.getLogger(__name__)

#: Seconds after which a person is told that a call does not move.
CLOCK_S: Final = 2.5
#: Seconds for which a call has not moved, when it is given up; and without a sign of life.
_STUCK_S: Final = 1.75
_NO_BEAT_S: Final = 1.5
#: A process that is being started may take so long to its first sign of life.
_STARTS_S: Final = 60.0
#: Values are made of what comes through the pipe at this speed at least.
_READS_BYTES: Final = 4_000_000.0
_LOOK_S: Final = 0.05
#: How long what was written may take while the program ends.
_LAST_S: Final = 1.2


class _Asked:
    """A call under way."""

    def __init__(self, tell: Sequence[Tell], *, writes: bool) -> None:
        self.done = threading.Event()
        self.writes = writes
        self.begun = time.monotonic()
        self.result: Any = None
        self.error: Exception | None = None
        self.tell = tell
        self.stuck = 0.0
        self.given_up: Callable[[Any, Exception | None], object] | None = None


class ShareProcess:
    """One child of the program. Safe to use from any thread but the window's own."""

    def __init__(self, start: Callable[[], Started] = ChildOfProgram) -> None:
        """Start it. Raises `OSError` when no process can be started."""
        self.told: Callable[[Any], object] = lambda _moved: None
        self.stands: Callable[[Standing], object] = lambda _standing: None
        self._asked: dict[int, _Asked] = {}
        self._turn = threading.Lock()
        self._number = 0
        self._ended = threading.Event()
        self._closing_at = 0.0
        self._beat_at = time.monotonic()
        self._first_beat = False
        self._lease: Lease | None = None
        self._doors: list[Lease | None] = []  # of calls under way before anybody is signed in
        wait_for_old_ones()
        self._process = start()
        self._wire = Wire(self._process.incoming, self._process.outgoing)
        # A process that stands still reads nothing: what is asked of it must not wait for that.
        self._out: queue.SimpleQueue[bytes | None] = queue.SimpleQueue()
        self._threads = (
            threading.Thread(target=self._give, name="share-out", daemon=True),
            threading.Thread(target=self._take, name="share-in", daemon=True),
        )
        for thread in self._threads:
            thread.start()

    @property
    def ended(self) -> bool:
        """Whether it is gone."""
        return self._ended.is_set()

    @property
    def pid(self) -> int:
        """Its number; for tests."""
        return self._process.pid

    @property
    def lives(self) -> bool:
        """Whether it has given a sign of life: starting, it imports for a second or two first."""
        return self._first_beat

    @property
    def silent(self) -> bool:
        """Whether the school's place does not answer it just now."""
        with self._turn:
            return self._no_beat() or any(one.stuck >= _STUCK_S for one in self._asked.values())

    def _no_beat(self) -> bool:
        patience = _NO_BEAT_S if self._first_beat else _STARTS_S
        return time.monotonic() - self._beat_at > patience

    # ------------------------------------------------------------------ asking

    def call(
        self,
        path: str,
        args: Sequence[Any] = (),
        kwargs: Mapping[str, Any] | None = None,
        *,
        lane: str = "",
        write_id: uuid.UUID | None = None,
        late: Callable[[Any, Exception | None], object] | None = None,
    ) -> Any:
        """What a method of the open school gives, or raises.

        Raises `SchoolSilent` when it does not move; what is to be written is done all the same
        once the school answers, and `late` then hears how it went, on a thread of its own.
        Raises `ShareEnded` when the process is gone.
        """
        tell: list[Tell] = []
        given = tuple(_listened(one, tell) for one in args)
        named = {name: _listened(one, tell) for name, one in (kwargs or {}).items()}
        number, asked = self._ask(tell, may_be_silent=bool(lane), writes=bool(lane))
        self._post(number, Call(number, path, given, named, lane, write_id))
        return self._await(number, asked, late if lane else None)

    def open(
        self,
        location: str,
        name: str,
        password: str,
        laptop_code: str,
        root: str,
        tell: Tell | None = None,
    ) -> Opening:
        """Sign in; do not wait for it. `tell` hears in words what it waits for."""
        number, asked = self._ask([tell or _nobody], may_be_silent=True)
        # Not needed before somebody signs in.
        from trent_desktop.share.leases import Lease
        from trent_desktop.storage.location import parse_location

        lease = self._lease = Lease.of_window(root, parse_location(location))
        self._post(number, Open(number, location, name, password, laptop_code, root, lease.name))
        return Opening(self, number, asked)

    def at_the_door(self, name: str, *args: Any) -> Any:
        """Call one of `door.FUNCTIONS`. Waits as long as it takes, while it moves.

        A function among `args` is told how far it is, on a thread of its own.
        """
        tell: list[Tell] = []
        given = tuple(_listened(one, tell) for one in args)
        from trent_desktop.share.leases import Lease

        lease = Lease.at_the_door(args[0]) if args else None
        self._doors.append(lease)
        try:
            number, asked = self._ask(tell, may_be_silent=True)
            self._post(number, AtTheDoor(number, name, given, lease.name if lease else ""))
            return self._await(number, asked, None)
        except ShareEnded as ended:
            # Nobody is signed in; and what is done there is finished when it is asked again.
            raise ShareEnded(what_to_do="Try it again.") from ended
        except SchoolSilent as silent:
            raise SchoolSilent.at_the_door() from silent
        finally:
            # Given up it may still write: whoever comes after it waits until it has ended.
            self._doors.remove(lease)
            if lease is not None:
                lease.let_go()

    def _ask(
        self, tell: Sequence[Tell], *, may_be_silent: bool, writes: bool = False
    ) -> tuple[int, _Asked]:
        if self.ended:
            raise ShareEnded.undone() if writes else ShareEnded()
        if not may_be_silent and self.silent:
            raise SchoolSilent  # one more call would stand still behind those that do
        with self._turn:
            if self.ended:  # after the look above: nobody would answer any more
                raise ShareEnded.undone() if writes else ShareEnded()
            self._number += 1
            asked = self._asked[self._number] = _Asked(tell, writes=writes)
            return self._number, asked

    def _post(self, number: int, message: Any) -> None:
        try:
            self._out.put(packed(message))
        except Exception:
            with self._turn:
                self._asked.pop(number, None)
            raise

    def _await(
        self, number: int, asked: _Asked, late: Callable[[Any, Exception | None], object] | None
    ) -> Any:
        while not asked.done.wait(_LOOK_S):
            now = time.monotonic()
            gives_up = now - asked.begun > CLOCK_S and self._stands_still(asked)
            if self._closing_at:
                gives_up |= self._stands_still(asked) or now > self._closing_at
            if gives_up:
                with self._turn:
                    if asked.done.is_set():
                        break
                    asked.given_up = late or (lambda _result, _error: None)
                if late is not None and self._closing_at:
                    raise SchoolSilent.unsure()
                raise SchoolSilent(goes_on=late is not None)
        return _outcome(asked)

    def _stands_still(self, asked: _Asked) -> bool:
        with self._turn:
            return asked.stuck >= _STUCK_S or self._no_beat()

    # ------------------------------------------------------------------ the two threads

    def _give(self) -> None:
        while (content := self._out.get()) is not None:
            try:
                self._wire.send(content)
            except (OSError, ValueError):
                return

    def _take(self) -> None:
        while (content := self._wire.receive()) is not None:
            with self._turn:
                # Making values of a big answer takes longer than from one beat to the next.
                self._beat_at = max(self._beat_at, time.monotonic() + len(content) / _READS_BYTES)
            try:
                message = unpacked(content)
            except Exception as error:  # noqa: BLE001 - whoever asked hears of it
                log.warning("An answer of the share's process cannot be read: %s", error)
                message = Failed(number_of(content) or 0, error)
            self._heed(message)
        with self._turn:
            self._ended.set()
            left = list(self._asked.values())
            self._asked.clear()
            for asked in left:
                asked.error = ShareEnded.unsure() if asked.writes else ShareEnded()
                asked.done.set()
        self._out.put(None)
        for asked in left:
            if asked.given_up is not None:
                _heard(asked.given_up, None, asked.error)

    def _heed(self, message: Any) -> None:
        if isinstance(message, Beat):
            self._heed_beat(message)
        elif isinstance(message, Told):
            _heard(self.told, message.moved)
        elif isinstance(message, Standing):
            _heard(self.stands, message)
        elif isinstance(message, Progress):
            with self._turn:
                asked = self._asked.get(message.number)
            if asked is not None:
                _heard(asked.tell[message.which], *message.args)
        elif isinstance(message, Done | Failed):
            with self._turn:
                asked = self._asked.pop(message.number, None)
                if asked is None:
                    return
                if isinstance(message, Failed):
                    asked.error = message.error
                else:
                    asked.result = message.result
                asked.done.set()
                late = asked.given_up
            if late is not None:
                _heard(late, asked.result, asked.error)

    def _heed_beat(self, beat: Beat) -> None:
        with self._turn:
            self._beat_at, self._first_beat = time.monotonic(), True
            for number, asked in self._asked.items():
                asked.stuck = beat.stuck.get(number, 0.0)

    # ------------------------------------------------------------------ ending

    def hurry(self) -> None:
        """The program ends: give up what stands still, and all else after a second."""
        self._closing_at = time.monotonic() + _LAST_S

    def end(self, *, within: float = 0.7) -> None:
        """Let it finish what is written, for so many seconds; then it is ended, whatever it does."""
        self._closing_at = self._closing_at or time.monotonic() + within
        if not self.ended and not self.silent:
            self._out.put(packed(Goodbye()))
            self._process.wait(within)
        self.kill()

    def kill(self) -> None:
        """End it at once. One that stands still in a call of the system goes when that returns."""
        self._out.put(None)
        self._process.kill()
        for lease in (self._lease, *self._doors):
            if lease is not None:
                lease.let_go()
        if not self._process.wait(0.2):
            leave(self._process)
            return
        for thread in self._threads:
            if thread is not threading.current_thread():
                thread.join(1.0)
        for pipe in (self._process.outgoing, self._process.incoming):
            with suppress(OSError):
                pipe.close()


class Opening:
    """A sign-in under way in the share's process."""

    def __init__(self, process: ShareProcess, number: int, asked: _Asked) -> None:
        self._process = process
        self._number = number
        self._asked = asked

    def answered(self, within: float) -> bool:
        """Whether it is decided; waits for `within` seconds at most."""
        return self._asked.done.wait(within)

    def wait(self, stands_s: float) -> None:
        """Wait until it is decided. Raises `SchoolSilent` when it does not move for so long."""
        begun = time.monotonic()
        while not self.answered(_LOOK_S):
            if time.monotonic() - begun > CLOCK_S and self.stands_still(stands_s):
                raise SchoolSilent

    def stands_still(self, for_s: float) -> bool:
        """Whether it has not moved for so many seconds, or nobody waits for it any more."""
        process = self._process
        return bool(process._closing_at) or self._asked.stuck >= for_s or process._no_beat()  # pyright: ignore[reportPrivateUsage]

    def standing(self) -> Standing:
        """What it came to. Raises what signing in raises. Only when it is answered."""
        return _outcome(self._asked)


def _nobody(*_said: object) -> None:
    """In the place of whoever would hear."""


def _outcome(asked: _Asked) -> Any:
    if asked.error is not None:
        raise asked.error
    return asked.result


def _listened(given: Any, tell: list[Tell]) -> Any:
    """A function among the arguments stays here, and is told from there."""
    if not callable(given) or isinstance(given, type):
        return given
    tell.append(given)
    return Listener(len(tell) - 1)


def _heard(hears: Callable[..., object], *words: Any) -> None:
    """Tell somebody. What goes wrong there, as with a window that has gone, is not ours."""
    try:
        hears(*words)
    except Exception as error:  # noqa: BLE001 - the next message must be read all the same
        log.warning("What the share's process told was not heard: %s", type(error).__name__)
