"""The look in the evening: made by whichever laptop is idle first, seen by those who can mend."""

from __future__ import annotations

import datetime as dt
import threading
import time
from collections.abc import Callable
from contextlib import nullcontext, suppress
from typing import Final

from sqlalchemy import JSON, bindparam, delete, func, or_, select, text
from sqlalchemy.orm import Session

from trent_desktop import files
from trent_desktop.asking import or_as_last_seen
from trent_desktop.news import Subject
from trent_desktop.oversight.night_watch.looking import Look, Stopped
from trent_desktop.oversight.night_watch.models import NightWatchRow
from trent_desktop.oversight.night_watch.room import History
from trent_desktop.oversight.night_watch.values import (
    OLD_AFTER,
    Finding,
    Kind,
    Stands,
    State,
    Watch,
    What,
    as_json,
    from_json,
)
from trent_desktop.school.keys.session import SignedIn
from trent_desktop.school.people.permissions import Right
from trent_desktop.storage.copies.claiming import claimed
from trent_desktop.storage.copies.names import BEGUN, folder_of
from trent_desktop.storage.landed import Repeat
from trent_desktop.storage.moved import note_moved
from trent_desktop.storage.server_clock import ahead_of, server_now
from trent_desktop.storage.tables import Day, Moment, SchoolRow

#: From this hour on a school is over; nobody has told the program another.
AFTER_SCHOOL: Final = 16
#: Nobody has looked for so many days: then any quiet moment of the day will do. A school in which
#: every screen locks itself before four is looked at too.
_ANY_TIME_AFTER: Final = 3
_KEPT: Final = dt.timedelta(days=100)
_TRY_AGAIN_S, _DONE_S = 300.0, 1800.0
_TELL_EVERY_S: Final = 30.0
#: Closing waits for so long for what lies beside the school to be tidied away.
_CLOSE_S: Final = 1.0

_PUT = text(
    "INSERT INTO night_watch (day, at, found) VALUES (:day, :at, :found) "
    "ON CONFLICT (day) DO UPDATE SET at = excluded.at, found = excluded.found"
).bindparams(
    bindparam("day", type_=Day()),
    bindparam("at", type_=Moment()),
    bindparam("found", type_=JSON()),
)


class NightWatch:
    """Looks, and says what was found. Both ask the share."""

    def __init__(self, signed_in: SignedIn) -> None:
        self._me = signed_in
        self._turn = threading.Lock()
        self._stop = threading.Event()
        self._again = 0.0

    # ------------------------------------------------------------------ looking

    def look(self) -> bool:
        """Look at the school if it is time for it; True when this laptop did, to the end.

        For a program that nobody touches, as often as once a minute. Anybody's program looks, and
        nobody sees by it what was found. Takes minutes in a large school. Raises what reading and
        writing raise.
        """
        if time.monotonic() < self._again or self._locks_lie:
            return False
        if not self._turn.acquire(blocking=False):
            return False
        try:
            self._stop.clear()
            return self._looked_in_time()
        except Stopped:
            return False
        finally:
            self._turn.release()

    def look_now(self) -> Watch:
        """Look at once, whatever the time: somebody who mended something wants to see it.

        What is found stands for this day. Takes minutes in a large school. Raises `NotAllowed`, or
        what reading and writing raise.
        """
        self._me.require(Right.SEE_WATCH)
        self._stop.set()  # of a look that began while nobody was there
        with self._turn:
            self._stop.clear()
            with suppress(Stopped):  # by closing the program
                self._look_through(self._now(), lambda: None)
        return self.last()

    def stop(self) -> None:
        """Somebody is at the laptop again: end the look under way. Returns at once."""
        self._stop.set()

    def close(self) -> None:
        """The school is closed: the same, and wait for a moment until it has ended."""
        self._stop.set()
        if self._turn.acquire(timeout=_CLOSE_S):
            self._turn.release()

    def _looked_in_time(self) -> bool:
        self._again = time.monotonic() + _TRY_AGAIN_S
        location = self._me.database.location
        now = self._now()
        if not self._is_time(now):
            return False
        if location.is_server:
            sign = nullcontext()
        else:
            folder = folder_of(location)
            files.make_folder(folder)
            sign = claimed(folder, f"{BEGUN}watch")
        with sign as claim:
            if not location.is_server and claim is None:
                return False  # another laptop is at it
            if not self._is_time(now):
                return False  # another was, until just now
            told = 0.0

            def going_on() -> None:
                nonlocal told
                if claim is not None and time.monotonic() - told > _TELL_EVERY_S:
                    told = time.monotonic()
                    with suppress(OSError):
                        files.write_over(claim, b"going on")

            self._look_through(now, going_on)
        return True

    def _look_through(self, now: dt.datetime, going_on: Callable[[], object]) -> None:
        today = now.date()
        look = Look(self._me, today, self._history(today), self._stop.is_set, going_on)
        findings = look.findings()
        if self._now().date() != today:
            # This laptop slept in the middle: what was looked at is of two days, and another may
            # have looked since.
            raise Stopped
        with self._me.database.write(Repeat.LOOKS) as session:
            # Of two laptops at once the later counts, of each day one row.
            row = {"day": today, "at": now, "found": as_json(findings)}
            session.connection().execute(_PUT, row)
            # Also those of days that have not come: some clock was wrong.
            out = or_(NightWatchRow.day < today - _KEPT, NightWatchRow.day > today)
            session.execute(delete(NightWatchRow).where(out))
            note_moved(session, Subject.OVERSIGHT)

    def _now(self) -> dt.datetime:
        """The moment by the server's clock, in this laptop's zone."""
        me = self._me
        if me.database.location.is_server:
            with me.database.read() as session:
                there = session.execute(select(func.now())).scalar_one()
            now = me.clock() - dt.timedelta(seconds=ahead_of(there.timestamp()))
        else:
            now = server_now(me.database.location.school_file.parent, me.clock)
        return now.astimezone()

    def _is_time(self, now: dt.datetime) -> bool:
        with self._me.database.read() as session:
            last = _last_before(session, now.date())
        if last == now.date():
            self._again = time.monotonic() + _DONE_S
            return False
        if now.weekday() >= 5 or now.hour >= AFTER_SCHOOL:
            return True
        return last is None or (now.date() - last).days > _ANY_TIME_AFTER

    def _history(self, today: dt.date) -> History:
        with self._me.database.read() as session:
            rows = session.execute(
                select(NightWatchRow.day, NightWatchRow.found).where(NightWatchRow.day < today)
            )
            return [(row.day, from_json(row.found)) for row in rows]

    # ------------------------------------------------------------------ what was found

    @or_as_last_seen
    def last(self) -> Watch:
        """What the last look found. Raises `NotAllowed`: for the ICT Lead and the Headteacher."""
        self._me.require(Right.SEE_WATCH)
        watch = self._by(self._me.clock().astimezone().date())
        if watch.stands in (Stands.OLD, Stands.NOT_YET):
            # Perhaps it is this laptop's clock; the server is asked only where it matters.
            with suppress(OSError):
                return self._by(self._now().date())
        return watch

    def _by(self, today: dt.date) -> Watch:
        with self._me.database.read() as session:
            # One day more: it goes by the server's clock, and this laptop's may be behind.
            last = _last_before(session, today + dt.timedelta(days=1))
            row = session.get(NightWatchRow, last) if last else None
            if row is None:
                return self._never(session, today)
            findings, at = from_json(row.found), row.at
            days = max(0, (today - row.day).days)
        findings = self._with_locks(findings)
        watch = Watch(Stands.WELL, at, findings, days)
        if days > OLD_AFTER.days:
            return Watch(Stands.OLD, at, findings, days)
        return Watch(Stands.WRONG, at, findings, days) if watch.wrong else watch

    def _with_locks(self, findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
        """A laptop whose locks do not hold saves nothing, so what it found is in no row."""
        if not self._locks_lie:
            return findings
        others = tuple(one for one in findings if one.kind is not Kind.LOCKS)
        return (Finding(Kind.LOCKS, State.WRONG, What.LIE), *others)

    @property
    def _locks_lie(self) -> bool:
        together = self._me.database.together
        return together is not None and together.standing().lies

    def _never(self, session: Session, today: dt.date) -> Watch:
        made = session.execute(select(SchoolRow.made_at)).scalar_one()
        days = (today - made.astimezone().date()).days
        if findings := self._with_locks(()):
            return Watch(Stands.WRONG, None, findings)
        return Watch(Stands.OLD if days > OLD_AFTER.days else Stands.NOT_YET)


def _last_before(session: Session, day: dt.date) -> dt.date | None:
    """The day of the last look, on this day or before: later ones are of a clock that was wrong."""
    newest = select(NightWatchRow.day).where(NightWatchRow.day <= day)
    return session.execute(newest.order_by(NightWatchRow.day.desc()).limit(1)).scalar_one_or_none()
