"""Work off the GUI thread. Results come back as signals; they are dropped when nobody is left.

    operation = background.run(lambda: school.cases.counts(), parent=self)
    operation.then(self._show_counts, self._say_what_failed)  # an Exception; often a `Problem`

    background.write(lambda: returns.answer(pupil_id, answers), parent=self)   # in its turn

What only looks is run side by side. What changes something is *written*, in a `Lane`: one thing
after another, in the order in which it was pressed, and also when its screen has gone meanwhile.

The pattern is Anki's `aqt/operations`. `parent` owns the operation: when it is deleted, the work
still ends, but its result goes nowhere. Tests give an executor that does everything at once.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable
from contextlib import suppress
from enum import Enum
from functools import cached_property
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from PySide6.QtCore import QMetaMethod, QObject, Qt, Signal
from shiboken6 import isValid

from trent_desktop.asking import in_lane

if TYPE_CHECKING:
    from concurrent.futures import Executor

T = TypeVar("T")
#: So many pieces of work that only look are under way at once.
_AT_ONCE = 4


class Lane(Enum):
    """Where something is written. Lanes never wait for each other; within one there is an order.

    `LAPTOP`: this laptop's own disk (drafts, files saved). `SENDING`: reports, which are kept on
    this laptop first and must not wait behind a slow share for that. `SCHOOL`: all else that goes
    to the school's folder or server.
    """

    LAPTOP = "laptop"
    SENDING = "sending"
    SCHOOL = "school"


def _start(executors: list[Executor]) -> None:
    """Let each begin a thread, as often as it stands there: it does when all it has are at work."""
    from threading import Event

    go = Event()
    try:
        with suppress(RuntimeError):  # the program was closed meanwhile
            for one in executors:
                one.submit(go.wait)
    finally:
        go.set()


def _in_its_lane(work: Callable[[], T], lane: Lane) -> Callable[[], T]:
    def written() -> T:
        with in_lane(lane.value):
            return work()

    return written


class Operation(QObject, Generic[T]):
    """Something under way, that gives a `T`. It ends once, well or not, on the GUI thread.

    Say with `then` what follows: unlike Qt's signals it knows what comes.
    """

    _succeeded = Signal(object)
    _failed = Signal(Exception)

    def then(
        self, done: Callable[[T], object], failed: Callable[[Exception], object] | None = None
    ) -> Operation[T]:
        """Call `done` with the result, or `failed` with what went wrong.

        A method of a widget that has gone meanwhile is not called.
        """
        self._succeeded.connect(done)
        return self if failed is None else self.otherwise(failed)

    def otherwise(self, failed: Callable[[Exception], object]) -> Operation[T]:
        """Call `failed` when it goes wrong; when all is well nobody waits for it."""
        self._failed.connect(failed)
        return self

    def arrive(self, result: object, error: Exception | None) -> None:
        """Pass on how it went. A failure that nobody listens for is raised."""
        self.deleteLater()
        if error is None:
            self._succeeded.emit(result)
        elif self.isSignalConnected(QMetaMethod.fromSignal(self._failed)):
            self._failed.emit(error)
        else:
            raise error  # from an event handler: the unforeseen-error panel says so


class Background(QObject):
    """Runs work on a few threads. One for the program, made by the composition root.

    `unheard` gives what went wrong with something written whose screen has gone meanwhile.
    """

    unheard = Signal(Exception)
    _done = Signal(int, object, object)

    def __init__(self, executor: Executor | None = None, parent: QObject | None = None) -> None:
        """`executor` does everything, and must keep the order in which things are given to it."""
        super().__init__(parent)
        self.setObjectName("background")
        self._given = executor
        self._closed = False
        self._numbers = itertools.count()
        self._under_way: dict[int, Operation[Any]] = {}
        self._writes: set[int] = set()
        self._done.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    @cached_property
    def _executor(self) -> Executor:
        from concurrent.futures import ThreadPoolExecutor  # the first page waits for no work

        return self._given or ThreadPoolExecutor(_AT_ONCE, thread_name_prefix="trent")

    @cached_property
    def _lanes(self) -> dict[Lane, Executor]:
        """Threads of their own: several looks at a share that stalls must not hold up a draft."""
        from concurrent.futures import ThreadPoolExecutor

        return {
            lane: self._given or ThreadPoolExecutor(1, thread_name_prefix=f"trent-{lane.value}")
            for lane in Lane
        }

    def run(self, work: Callable[[], T], *, parent: QObject) -> Operation[T]:
        """Do `work` on another thread and tell `Operation`, a child of `parent`, how it went.

        For what only looks: two pieces of work may end in either order, and what has not begun
        when the program closes is left undone.

        Signals come from the event loop, so there is time to connect them. A `Problem` is the
        expected way to fail; any other exception that nobody listens for reaches the
        unforeseen-error panel.
        """
        _number, operation, task = self._prepare(work, parent)
        if not self._closed:
            self._executor.submit(task)
        return operation

    def write(
        self, work: Callable[[], T], *, parent: QObject, lane: Lane = Lane.SCHOOL
    ) -> Operation[T]:
        """Do `work` after everything that was written before it in this lane.

        The same as `run` otherwise. It is done also when `parent` goes, or the program is closed,
        before its turn has come.
        """
        number, operation, task = self._prepare(_in_its_lane(work, lane), parent)
        self._writes.add(number)
        if not self._closed:
            self._lanes[lane].submit(task)
        return operation

    def after_writing(self, work: Callable[[], T], *, parent: QObject) -> Operation[T]:
        """Do `work` when everything written until now is done, in every lane: closing a school."""
        _number, operation, task = self._prepare(work, parent)
        lanes = list(self._lanes.values())

        def onward(lane: int) -> None:
            if lane == len(lanes):
                task()
            else:
                lanes[lane].submit(onward, lane + 1)

        if not self._closed:
            onward(0)
        return operation

    def with_its_threads(self, work: Callable[[], T]) -> Callable[[], T]:
        """`work`, to be run: it starts the other threads first, in place of the window.

        Whoever starts a thread waits until that runs: on a busy laptop a tenth of a second, in
        which the window would hear nobody.
        """
        if self._given or self._closed:
            return work
        # Made here: two threads must not make them both.
        pool, lanes = self._executor, list(self._lanes.values())

        def begun() -> T:
            _start([pool] * (_AT_ONCE - 1) + lanes)
            return work()

        return begun

    def _prepare(
        self, work: Callable[[], T], parent: QObject
    ) -> tuple[int, Operation[T], Callable[[], None]]:
        operation: Operation[T] = Operation(parent)
        number = next(self._numbers)
        self._under_way[number] = operation

        def task() -> None:
            result: object = None
            error: Exception | None = None
            try:
                result = work()
            except Exception as failure:  # noqa: BLE001 - handed to whoever asked for the work
                error = failure
            self._done.emit(number, result, error)

        return number, operation, task

    def _deliver(self, number: int, result: object, error: Exception | None) -> None:
        operation = self._under_way.pop(number, None)
        written = number in self._writes
        self._writes.discard(number)
        if operation is not None and isValid(operation):
            operation.arrive(result, error)
        elif written and error is not None:
            self.unheard.emit(error)

    def close(self) -> None:
        """Take no more work; finish what is written, and wait for what is under way."""
        if not self._closed:
            self._closed = True
            # In the order in which `after_writing` goes through them.
            for lane in self._lanes.values():
                lane.shutdown(wait=True)
            self._executor.shutdown(wait=True, cancel_futures=True)
