"""An open school whose services run in the share's process: the same names behind a pipe.

Screens call what they always called. What asks this laptop alone is done here; all else goes to the
share's process, and is given up in words when that does not move. See `asking`.
"""

from __future__ import annotations

import hashlib
import inspect
import io
import logging
import pickle
import threading
import uuid
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, NoReturn, Protocol

from trent_desktop.asking import Asks, brought_by, told_if_refused, whom_it_asks, writing_in
from trent_desktop.news import News
from trent_desktop.problems import (
    AnswersRefused,
    DiskFull,
    MoveNotPossible,
    NoLongerMember,
    NotAllowed,
    NotFound,
    NotKept,
    Problem,
    SchoolAway,
    SchoolSilent,
    ShareEnded,
)
from trent_desktop.share.asked import ELSE_LAST_SEEN, SERVICES, methods_of
from trent_desktop.share.process import Opening, ShareProcess

log = logging.getLogger(__name__)

_STANDS_S = 1.75
_MOST_SEEN = 64
_MOST_BYTES = 4 * 1024 * 1024
#: What keeps something from being kept on this laptop, and from nothing else.
_OF_ITS_DISK = (Problem, DiskFull)
#: What comes back to its writer, who is told why.
_TO_MEND = (AnswersRefused, NotAllowed, NotFound, MoveNotPossible, NoLongerMember)


class LastSeen:
    """The answers of last time, for while the school does not answer.

    Bounded, in memory alone, and never behind the lock: names of children are among them, which
    are sealed everywhere else.
    """

    def __init__(self) -> None:
        self._turn = threading.Lock()
        self._kept: OrderedDict[bytes, bytes] = OrderedDict()
        #: How often all were forgotten.
        self.forgotten = 0
        self._rests = False

    def keep(self, asked: bytes, answer: Any, forgotten: int) -> None:
        """Keep an answer, unless it is too big, or all was `forgotten` since it was asked for."""
        content = pickle.dumps(answer)
        if len(content) > _MOST_BYTES:
            return
        with self._turn:
            if self._rests or self.forgotten != forgotten:
                return
            self._kept[asked] = content
            self._kept.move_to_end(asked)
            while len(self._kept) > _MOST_SEEN:
                self._kept.popitem(last=False)

    def get(self, asked: bytes) -> tuple[bool, Any]:
        """Whether there is one, and what it said."""
        with self._turn:
            content = self._kept.get(asked)
        return (False, None) if content is None else (True, pickle.loads(content))  # noqa: S301 - our own

    def rest(self) -> None:
        """She signed out, or locked the screen: forget them all, and keep none until `wake`."""
        with self._turn:
            self._rests = True
            self.forgotten += 1
            self._kept.clear()

    def wake(self) -> None:
        """She is back."""
        with self._turn:
            self._rests = False


@dataclass
class _Unsure:
    """A write of which it is not known whether it landed: of which service, under which id.

    `ended`: the process ended on the way; else it is still to be done.
    """

    service: str
    write_id: uuid.UUID
    ended: bool = False


class Asking:
    """How distant services ask: the process of now, and what was seen last."""

    def __init__(self) -> None:
        self.seen = LastSeen()
        self.late: Callable[[Exception], object] = lambda _error: None
        #: What may have been done, by what was asked.
        self._unsure: dict[bytes, _Unsure] = {}
        self._turn = threading.Lock()
        self.process: ShareProcess | None = None
        self.opening: Opening | None = None

    def ask(
        self,
        path: str,
        args: tuple[Any, ...],
        kwargs: dict[str, Any],
        *,
        late: Callable[[Any, Exception | None], object] | None = None,
    ) -> Any:
        """Ask the share's process. Raises what it raises, or `SchoolSilent`."""
        process, lane = self.process, writing_in.get()
        try:
            if process is None:
                raise SchoolSilent
            self._wait_until_open()
        except SchoolSilent as silent:
            raise (SchoolSilent.undone() if lane else silent) from None
        if not lane:
            return process.call(path, args, kwargs)
        key, service = _asked_for(path, args, kwargs), path.rpartition(".")[0]
        again = key in self._unsure
        if not again:
            # What came before it is done before it: asked once more after this, it is meant anew.
            self._forget(service, ended=False)
            self._unsure[key] = _Unsure(service, uuid.uuid4())
        # Pressed again, because the answer got lost, it lands once.
        write_id = self._unsure[key].write_id

        def came_late(result: Any, error: Exception | None) -> None:
            self._settle(key, error, again=again)
            (late or self._came_late)(result, error)

        try:
            done = process.call(path, args, kwargs, lane=lane, write_id=write_id, late=came_late)
        except Exception as error:
            self._settle(key, error, again=again)
            raise
        self._settle(key, None, again=again)
        return done

    def _settle(self, key: bytes, error: Exception | None, *, again: bool) -> None:
        """It is known how something went, unless its answer got lost."""
        with self._turn:
            unsure = self._unsure.get(key)
            if unsure is None:
                return
            if isinstance(error, SchoolAway):
                unsure.ended |= isinstance(error, ShareEnded)
                return
            del self._unsure[key]
        if error is None and not again:
            self._forget(unsure.service, ended=True)

    def _forget(self, service: str, *, ended: bool) -> None:
        """Something else was asked of a service, or done: what was unsure there is so no more."""
        with self._turn:
            for key, one in tuple(self._unsure.items()):
                if one.service == service and one.ended == ended:
                    del self._unsure[key]

    def _wait_until_open(self) -> None:
        """She came in with what this laptop knows; the school may still be opening."""
        opening = self.opening
        if opening is None:
            return
        opening.wait(_STANDS_S)
        standing = opening.standing()
        with self._turn:
            process = self.process
            if self.opening is not opening or process is None:
                return
            # Of the school she came in before it said how it stands.
            process.stands(standing)
            self.opening = None

    def ask_or_last_seen(self, path: str, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
        """The same; while the school is away, what it said last."""
        key, forgotten = _asked_for(path, args, kwargs), self.seen.forgotten
        try:
            answer = self.ask(path, args, kwargs)
        except SchoolAway:
            there, answer = self.seen.get(key)
            if not there:
                raise
            return answer
        self.seen.keep(key, answer, forgotten)
        return answer

    def _came_late(self, _result: Any, error: Exception | None) -> None:
        # Done after all: whoever listens to what moved has heard of it. Or not, which is said.
        if error is not None:
            self.late(error)


def _asked_for(path: str, args: tuple[Any, ...], kwargs: dict[str, Any]) -> bytes:
    """The same bytes for the same question, but for functions in it, which only hear.

    Without the marks for what was met before: two equal texts may be one object or two.
    """
    plain = tuple(None if callable(one) else one for one in args)
    named = {name: None if callable(one) else one for name, one in kwargs.items()}
    written = io.BytesIO()
    pickler = pickle.Pickler(written, protocol=5)
    pickler.fast = True
    pickler.dump((path, plain, named))
    return hashlib.blake2b(written.getvalue()).digest()


class Here(Protocol):
    """What this laptop has of the services by itself."""

    def half_of(self, path: str) -> Any:
        """Its half of a service, of the school itself for an empty path; None for none."""
        ...


class DistantService:
    """A service of the open school, or several together, behind the pipe."""

    def __init__(self, path: str, here: Here, asking: Asking) -> None:
        self._path = path
        self._here = here
        self._asking = asking

    def __repr__(self) -> str:
        """Which one."""
        return f"DistantService({self._path})"

    def __getattr__(self, name: str) -> Any:
        return reached(self._path, name, self._here, self._asking)


def reached(service: str, name: str, here: Here, asking: Asking) -> Any:
    """An attribute of a service: done here, or asked of the share's process.

    Of the school itself for an empty `service`. Raises `AttributeError` for what there is not.
    """
    path = f"{service}.{name}" if service else name
    if path in SERVICES:
        return DistantService(path, here, asking)
    half = here.half_of(service)
    if hasattr(half, name):
        value = getattr(half, name)
        if name.startswith("_") or not inspect.ismethod(value):
            return value
        return _half_method(value, path, here, asking)
    methods = methods_of(service)
    if name + ELSE_LAST_SEEN in methods:
        return _asked_there(asking.ask_or_last_seen, path)
    if name not in methods:
        raise AttributeError(f"{service or 'the school'} has no {name}")
    return _asked_there(asking.ask, path)


def _asked_there(ask: Callable[..., Any], path: str) -> Callable[..., Any]:
    return lambda *args, **kwargs: ask(path, args, kwargs)


def _half_method(
    method: Callable[..., Any], path: str, here: Here, asking: Asking
) -> Callable[..., Any]:
    match whom_it_asks(method):
        case Asks.LAPTOP:
            return method
        case Asks.ELSE_LAPTOP:

            def either(*args: Any, **kwargs: Any) -> Any:
                try:
                    return asking.ask(path, args, kwargs)
                except SchoolAway:
                    return method(*args, **kwargs)

            return either
        case Asks.FIRST_LAPTOP:
            return _first_here(method, path, here, asking)
        case Asks.ELSE_LAST_SEEN | Asks.SCHOOL:
            return _asked_there(asking.ask, path)


def _first_here(
    method: Callable[..., Any], path: str, here: Here, asking: Asking
) -> Callable[..., Any]:
    service = path.rpartition(".")[0]
    beyond = f"{service}.{brought_by(method)}".removeprefix(".")
    refused = told_if_refused(method)

    def kept_and_brought(*args: Any, **kwargs: Any) -> Any:
        kept, unkept = None, None
        try:
            kept = method(*args, **kwargs)
        except Problem as problem:
            if type(problem) not in _OF_ITS_DISK:
                raise
            unkept = problem  # it may go all the same

        def came_late(_result: Any, error: Exception | None) -> None:
            if error is not None and unkept is not None:
                asking.late(NotKept())
            elif isinstance(error, _TO_MEND) and refused:
                of, _, name = f"{service}.{refused}".removeprefix(".").rpartition(".")
                getattr(here.half_of(of), name)(*args, **kwargs)
            elif error is not None:
                log.info("What is kept here waits because of %s", type(error).__name__)

        try:
            return asking.ask(beyond, args, kwargs, late=came_late)
        except _TO_MEND:
            raise
        except Exception as error:
            if unkept is None:
                if not isinstance(error, SchoolAway):
                    log.warning("What is kept here waits because of %s", type(error).__name__)
                return kept
            if isinstance(error, SchoolSilent) and error.goes_on:
                raise DiskFull(
                    "This laptop's disk is full, so this is not kept here.",
                    what_to_do="The school's folder has it as soon as it answers, if you leave "
                    "this program open.",
                ) from error
            raise unkept from error

    return kept_and_brought


class NoTurn:
    """Stands for the sign that somebody changed something, where nobody looks for it."""

    def token(self) -> bytes:
        """There is none."""
        return b""


class NoShare:
    """Stands for the school's database where there is none: in the window's process."""

    def __init__(self, location: Any) -> None:
        self.location = location
        self.news = News()
        self.turn = NoTurn()
        self.together = None

    def read(self) -> NoReturn:
        """Nothing is read here. Raises `SchoolSilent`, as a place that does not answer would."""
        raise SchoolSilent

    def write(self) -> NoReturn:
        """Nothing is written here. Raises `SchoolSilent`, which says so."""
        raise SchoolSilent.undone()

    def close(self) -> None:
        """There is nothing to close."""


class NoKeys:
    """Stands for the school's key document in the window's process."""

    def read(self) -> NoReturn:
        """See `NoShare.read`."""
        raise SchoolSilent

    def write(self, *_args: object) -> NoReturn:
        """See `NoShare.write`."""
        raise SchoolSilent.undone()
