"""What changed, told to the open windows: by this laptop's school, and by a look at the share.

Imported when somebody signs in: no page before that has anything that changes (rule 107).
"""

from __future__ import annotations

import contextlib
import datetime as dt
import time
from collections.abc import Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt, Signal, Slot

from trent_desktop.news import Moved, Subject

if TYPE_CHECKING:
    import uuid

    from trent_desktop.open_school import OpenSchool
    from trent_desktop.reports.again.values import SentAgain
    from trent_desktop.reports.needs import Need


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
