"""Work off the GUI thread. Results come back as signals; they are dropped when nobody is left.

    operation = background.run(lambda: school.cases.counts(), parent=self)
    operation.then(self._show_counts, self._say_what_failed)  # an Exception; often a `Problem`

    background.write(lambda: returns.answer(pupil_id, answers), parent=self)   # in its turn

What only looks is run side by side. What changes something is *written*, in a `Lane`: one thing
after another, in the order in which it was pressed, and also when its screen has gone meanwhile.

The pattern is Anki's `aqt/operations`. `parent` owns the operation: when it is deleted, the work
still ends, but its result goes nowhere. Tests give `AtOnce()` as the executor.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import itertools
import logging
import time
from collections.abc import Callable, Collection
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from PySide6.QtCore import QMetaMethod, QObject, Qt, Signal, Slot
from shiboken6 import isValid

from trent_desktop.asking import in_lane
from trent_desktop.news import Moved, Subject

if TYPE_CHECKING:
    import uuid

    from trent_desktop.open_school import OpenSchool
    from trent_desktop.reports.again.values import SentAgain
    from trent_desktop.reports.needs import Need

T = TypeVar("T")

log = logging.getLogger(__name__)


class AtOnce(Executor):
    """Runs everything at once, on the calling thread: for tests and the gallery."""

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        """Run it now; the future is done when this returns."""
        future: Future[Any] = Future()
        try:
            future.set_result(fn(*args, **kwargs))
        except BaseException as error:  # noqa: BLE001 - it belongs to whoever asks the future
            future.set_exception(error)
        return future


class Lane(Enum):
    """Where something is written. Lanes never wait for each other; within one there is an order.

    `LAPTOP`: this laptop's own disk (drafts, files saved). `SENDING`: reports, which are kept on
    this laptop first and must not wait behind a slow share for that. `SCHOOL`: all else that goes
    to the school's folder or server.
    """

    LAPTOP = "laptop"
    SENDING = "sending"
    SCHOOL = "school"


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
        self._executor = executor or ThreadPoolExecutor(4, thread_name_prefix="trent")
        # Threads of their own: several looks at a share that stalls must not hold up a draft.
        self._lanes: dict[Lane, Executor] = {
            lane: executor or ThreadPoolExecutor(1, thread_name_prefix=f"trent-{lane.value}")
            for lane in Lane
        }
        self._closed = False
        self._numbers = itertools.count()
        self._under_way: dict[int, Operation[Any]] = {}
        self._writes: set[int] = set()
        self._done.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

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


@dataclass(frozen=True, slots=True)
class Seen:
    """What a look at the school brought, for the windows. See `OpenSchool.follow`."""

    cases: frozenset[uuid.UUID] = frozenset()
    needs_me: tuple[Need, ...] = ()
    tasks_for_me: int = 0
    away: bool = False
    trouble: str = ""
    added_later: tuple[str, ...] = ()
    sent: tuple[str, ...] = ()
    refused: tuple[uuid.UUID, ...] = ()
    went_back: bool = False
    sent_again: tuple[SentAgain, ...] = ()
    ended: str = ""
    moved: str = ""
    subjects: frozenset[Subject] = frozenset()
    asked: bool = True


#: While a first look brings thousands, lists are shown anew no more often than this, in seconds.
_SHOWN_EVERY_S = 2.0
#: What this laptop holds a copy of, which a look renews.
_TAKEN_OVER = frozenset({Subject.CASES, Subject.DIRECTORY})


class Changes(QObject):
    """Says what has changed, so that open windows can look whether it concerns them.

    Of other laptops the follower tells, with `take`; of this one the school itself, as soon as it
    is kept: see `listen_to`. No screen announces what it changed. `cases` gives the ids of cases
    that changed. `drafts` means that a draft came, went or came back. Each `Subject` has a signal of
    its name. For a page that reads itself anew see `ui.shell.fresh`.
    """

    cases = Signal(frozenset)
    needs_me = Signal(tuple)  # of `Need`
    #: References of reports that were over, to which somebody has added something.
    added_later = Signal(tuple)
    drafts = Signal()
    #: People, classes, pupils, roles, keys.
    directory = Signal()
    settings = Signal()
    #: What was given out, returned, answered; families and languages.
    agreements = Signal()
    wordings = Signal()
    #: The school's own lessons, and what was taught.
    lessons = Signal()
    laptops = Signal()
    #: What she was given to do.
    tasks = Signal()
    #: Versions of the policy, and who has read them.
    policy = Signal()
    #: Training, meetings, accounts, checks of the filter, what is said to governors.
    oversight = Signal()
    #: How many tasks came, or whose day has come or gone, since she was last told.
    tasks_for_me = Signal(int)
    #: Something was changed from here that the next look takes over.
    look_wanted = Signal()
    sent = Signal(tuple)
    #: What was sent from this laptop, had gone missing in the school's file, and is there again.
    sent_again = Signal(tuple)  # of `SentAgain`
    away = Signal(bool)
    #: What is wrong with the school's folder although it can be reached, in words; empty for
    #: nothing.
    trouble = Signal(str)
    #: The school's file is older than what this laptop has seen, or another one.
    went_back = Signal()
    #: The process that talks to the school's folder is gone: she types her password again.
    lost = Signal()
    #: Her access to the school ended; the words say why.
    ended = Signal(str)
    #: The school is kept at this place now: it goes on there.
    moved = Signal(str)
    _heard = Signal(object)
    _some_came = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("changes")
        self._heard.connect(self._tell, Qt.ConnectionType.QueuedConnection)
        self._shown_at = float("-inf")
        self._some_came.connect(self._show_some, Qt.ConnectionType.QueuedConnection)
        self._is_away = False
        self._trouble = ""
        #: When the school answered last; None until it has, in this run.
        self.answered_at: dt.datetime | None = None

    def listen_to(self, school: OpenSchool) -> None:
        """Tell what is changed from this window, by whatever thread, on the GUI thread."""
        school.listen(self._hear)

    def _hear(self, moved: Moved) -> None:
        # What was pressed last is still written when the window has gone.
        with contextlib.suppress(RuntimeError):
            self._heard.emit(moved)

    def _tell(self, moved: Moved) -> None:
        if moved.cases:
            self.cases.emit(moved.cases)
        self._tell_subjects(moved.subjects)
        if not _TAKEN_OVER.isdisjoint(moved.subjects):
            self.look_wanted.emit()

    def look_soon(self) -> None:
        """What was done here shows in the school's place only: look there."""
        self.look_wanted.emit()

    def come_in(self, done: int, of: int) -> None:
        """Of what a look brings so many are there: lists may show them. From whatever thread."""
        if done < of and time.monotonic() - self._shown_at > _SHOWN_EVERY_S:
            self._shown_at = time.monotonic()
            with contextlib.suppress(RuntimeError):  # the window has gone
                self._some_came.emit()

    def _show_some(self) -> None:
        self.cases.emit(frozenset())

    def _tell_subjects(self, subjects: Collection[Subject]) -> None:
        for subject in sorted(subjects):
            if subject is not Subject.CASES:  # they are told by their ids
                getattr(self, subject.value).emit()

    def lose(self) -> None:
        """The process that talks to the school's folder is gone."""
        self.lost.emit()

    @Slot(object)
    def take(self, seen: Any) -> None:
        """Pass on what a look brought; anything with the fields of `Seen` will do."""
        if seen.ended:
            self.ended.emit(seen.ended)
            return
        if seen.moved:
            self.moved.emit(seen.moved)
            return
        if not seen.asked:
            return
        if not seen.away:
            self.answered_at = dt.datetime.now().astimezone()
        if seen.away != self._is_away:
            self._is_away = seen.away
            self.away.emit(seen.away)
        if seen.trouble != self._trouble:
            self._trouble = seen.trouble
            self.trouble.emit(seen.trouble)
        if seen.went_back:
            self.went_back.emit()
        if seen.sent_again:
            self.sent_again.emit(tuple(seen.sent_again))
        if seen.sent:
            self.sent.emit(tuple(seen.sent))
        if seen.sent or seen.refused:
            self.drafts.emit()
        if seen.cases:
            self.cases.emit(frozenset(seen.cases))
        self._tell_subjects(seen.subjects)
        if seen.added_later:
            self.added_later.emit(tuple(seen.added_later))
        if seen.needs_me:
            self.needs_me.emit(tuple(seen.needs_me))
        if seen.tasks_for_me:
            self.tasks_for_me.emit(seen.tasks_for_me)
