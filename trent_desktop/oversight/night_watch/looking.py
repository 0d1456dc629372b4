"""One look at the school: its file, trail, keys, copies, room, locks and clocks.

Nobody waits for it: what takes long is done by a process apart, on a copy, or in portions; and it
ends as soon as `stop` says so.
"""

from __future__ import annotations

import datetime as dt
import shutil
import time
import zlib
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from sqlalchemy import func, select

from trent_desktop import files
from trent_desktop.oversight.night_watch.older_copies import OlderCopies, known_before
from trent_desktop.oversight.night_watch.room import History, judged
from trent_desktop.oversight.night_watch.values import OLD_AFTER, Finding, Kind, State, What
from trent_desktop.problems import DamagedDatabase, Problem
from trent_desktop.school.keys.key_check import Fault, Wrong, wrong_with_keys
from trent_desktop.school.keys.session import SignedIn
from trent_desktop.storage.audit import Act, check_chain, newest_entry
from trent_desktop.storage.copies.checking import check_file
from trent_desktop.storage.copies.child import CopyingChild, GaveUp
from trent_desktop.storage.copies.making import Proof, keys_beside, proof
from trent_desktop.storage.copies.names import Copy, copies_in, folder_elsewhere, folder_of
from trent_desktop.storage.copies.settings import read_copy_settings
from trent_desktop.storage.server_clock import ahead_of, day_at, laptop_ahead
from trent_desktop.storage.tables import AuditRow, SchoolRow

#: A copy is late when more than one day passed on which a school is open.
_LATE_AFTER: Final = 1
_CLOCK_OFF_S: Final = 300.0
_MEBIBYTE: Final = 1024 * 1024
#: What may be under way just now (keys being written, say) is looked at once more after so long.
_AGAIN_S: Final = 1.0
_POLL_S: Final = 0.05
#: The entry of the trail that says that the school came to the place where it is.
_MOVED: Final = select(func.max(AuditRow.number)).where(AuditRow.act == Act.SCHOOL_MOVED.value)

_FAULTS: Final = {
    Fault.COPIES: (Kind.KEYS, What.COPIES_DIFFER),
    Fault.UNREADABLE: (Kind.KEYS, What.UNREADABLE),
    Fault.OLDER: (Kind.KEYS, What.OLDER),
    Fault.UNFINISHED: (Kind.KEYS, What.UNFINISHED),
    Fault.NO_SAFE: (Kind.WAYS_IN, What.NO_SAFE),
    Fault.NO_WAY_IN: (Kind.WAYS_IN, What.NO_WAY_IN),
    Fault.HAS_LEFT: (Kind.WAYS_IN, What.HAS_LEFT),
    Fault.STRANGERS: (Kind.WAYS_IN, What.STRANGERS),
    # Old codes are tidied away when somebody signs in.
    Fault.EXPIRED: None,
}


class Stopped(Exception):
    """Somebody is at the laptop again: nothing of this look counts."""


@dataclass(slots=True)
class Look:
    """One look, of `today` by the server's clock. `history`: what earlier evenings found."""

    me: SignedIn
    today: dt.date
    history: History
    stop: Callable[[], bool]
    #: Told now and then that it goes on.
    going_on: Callable[[], object] = lambda: None
    _found: list[Finding] = field(default_factory=list[Finding])

    def findings(self) -> tuple[Finding, ...]:
        """Look at everything. Raises `Stopped`; what cannot be looked at is said to be so."""
        server = self.me.database.location.is_server
        parts: tuple[tuple[Kind, Callable[[], Iterator[Finding]]], ...] = (
            (Kind.CHAIN, self._chain),
            (Kind.KEYS, self._keys),
            (Kind.CLOCK, self._clock),
            *(
                ()
                if server
                else (
                    (Kind.LOCKS, self._locks),
                    (Kind.COPY, self._copy),
                    (Kind.SECOND_COPY, self._second),
                    (Kind.FILE, self._file),
                    # Last, since each takes as long as a copy is large.
                    (Kind.OLDER_COPIES, self._older),
                    (Kind.SECOND_OLDER, self._second_older),
                )
            ),
        )
        for kind, part in parts:
            self._heed()
            try:
                self._found += list(part())
            except DamagedDatabase:
                self._found.append(Finding(Kind.FILE, State.WRONG, What.DAMAGED))
            except (Problem, OSError):
                self._found.append(Finding(kind, State.UNSEEN, What.NOT_NOW))
        self._heed()
        if server:
            for kind in (Kind.FILE, Kind.COPY):
                self._found.append(Finding(kind, State.UNSEEN, What.SERVERS_OWN))
        order = list(Kind)
        return tuple(sorted(self._found, key=lambda one: order.index(one.kind)))

    def _heed(self, *_how_far: int) -> None:
        self.going_on()
        if self.stop():
            raise Stopped

    def _wait(self, seconds: float) -> None:
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            self._heed()
            time.sleep(_POLL_S)

    # ------------------------------------------------------------------ the file

    def _file(self) -> Iterator[Finding]:
        check_file(self.me.database, self._stop_and_tell)
        yield Finding(Kind.FILE, State.WELL)

    def _stop_and_tell(self) -> bool:
        self.going_on()
        return self.stop()

    def _chain(self) -> Iterator[Finding]:
        found = check_chain(self.me.database.read, self._heed)
        if found.broken_at is not None:
            found = check_chain(self.me.database.read, self._heed)
        if found.broken_at is None:
            yield Finding(Kind.CHAIN, State.WELL, None, {"entries": found.entries})
        else:
            numbers = {"entries": found.entries, "at": found.broken_at}
            yield Finding(Kind.CHAIN, State.WRONG, What.BROKEN, numbers)

    # ------------------------------------------------------------------ keys

    def _keys(self) -> Iterator[Finding]:
        wrong = self._wrong_keys()
        if wrong:
            self._wait(_AGAIN_S)
            again = {one.fault for one in self._wrong_keys()}
            wrong = [one for one in wrong if one.fault in again]
        counts: dict[tuple[Kind, What], int] = {}
        for one in wrong:
            place = _FAULTS[one.fault]
            if place is not None:
                counts[place] = counts.get(place, 0) + 1
        for (kind, what), count in counts.items():
            yield Finding(kind, State.WRONG, what, {"count": count})
        bad = {kind for kind, _ in counts}
        if Kind.KEYS not in bad:
            yield Finding(Kind.KEYS, State.WELL)
        if Kind.WAYS_IN not in bad and (Kind.KEYS, What.UNREADABLE) not in counts:
            members = sum(one.active for one in self.me.directory.members)
            yield Finding(Kind.WAYS_IN, State.WELL, None, {"count": members})

    def _wrong_keys(self) -> list[Wrong]:
        return [one for one in wrong_with_keys(self.me) if _FAULTS[one.fault]]

    # ------------------------------------------------------------------ copies, and room for them

    def _copy(self) -> Iterator[Finding]:
        folder = folder_of(self.me.database.location)
        copies = copies_in(folder, self.today) if files.is_folder(folder) else []
        yield from self._copies(Kind.COPY, copies)
        school = self.me.database.location.school_file.stat().st_size
        yield self._room(Kind.ROOM, folder.parent, school + sum(one.size for one in copies))

    def _second(self) -> Iterator[Finding]:
        me = self.me
        with me.database.read() as session:
            settings = read_copy_settings(session)
        if not settings.elsewhere:
            yield Finding(Kind.SECOND_COPY, State.UNSEEN, What.NONE_SET)
            return
        folder = folder_elsewhere(settings.elsewhere, me.keys.read().document.school_id)
        copies: list[Copy] | None = None
        if folder is not None and files.is_folder(folder):
            with suppress(OSError):
                # By that place's own clock, which named them.
                copies = copies_in(folder, self._day_at(folder))
        if folder is None or copies is None:
            yield self._away()
            return
        yield from self._copies(Kind.SECOND_COPY, copies)
        yield self._room(Kind.SECOND_ROOM, folder, sum(one.size for one in copies))

    def _day_at(self, folder: Path) -> dt.date:
        return day_at(folder, self.me.clock, self.me.database.location.school_file.parent)

    def _away(self) -> Finding:
        """This laptop does not reach the second place: an alarm if none has for a week."""
        looked = [
            (day, one)
            for day, findings in self.history
            for one in findings
            if one.kind is Kind.SECOND_COPY and one.what is not What.NONE_SET
        ]
        reached = [day for day, one in looked if one.what not in (What.AWAY, What.NOT_NOW)]
        since = max(reached, default=min((day for day, _ in looked), default=self.today))
        days = (self.today - since).days
        state = State.WRONG if days > OLD_AFTER.days else State.UNSEEN
        return Finding(Kind.SECOND_COPY, state, What.AWAY, {"days": days})

    def _copies(self, kind: Kind, copies: list[Copy]) -> Iterator[Finding]:
        """The newest copy: of what day, and whether it opens with its own keys and holds enough."""
        daily = [one for one in copies if not one.before and one.day <= self.today]
        newest = next((one for one in daily if one.whole), None)
        if newest is None:
            yield Finding(kind, State.WRONG, What.MISSING if not daily else What.NOT_WHOLE)
            return
        days = {"days": (self.today - newest.day).days, "count": len(copies)}
        if daily[0].day > newest.day:
            yield Finding(kind, State.WRONG, What.NOT_WHOLE, days)
        elif _open_days(newest.day, self.today) > _LATE_AFTER:
            yield Finding(kind, State.WRONG, What.LATE, days)
        else:
            yield self._opened(kind, newest, days)

    def _opened(self, kind: Kind, copy: Copy, days: dict[str, int]) -> Finding:
        me = self.me
        try:
            found = self._proved(copy)
        except GaveUp:
            found = None
        if found is None:
            return Finding(kind, State.UNSEEN, What.NOT_NOW, days)
        if not _holds_a_school(found):
            return Finding(kind, State.WRONG, What.NOT_WHOLE, days)
        with me.database.read() as session:
            change = session.execute(select(SchoolRow.change)).scalar_one()
            entry, _ = newest_entry(session)
        if found.counts[1] > change or found.counts[2] > entry:
            return Finding(kind, State.WRONG, What.AHEAD, days)
        return Finding(kind, State.WELL, None, days)

    def _proved(self, copy: Copy) -> Proof | None:
        """Read a copy; None where it is older than this member: its own keys open it for others.

        Raises `GaveUp`, or `Stopped`.
        """
        me = self.me
        own = me.own_keys
        for twice in range(2):  # a read that fails is one that failed
            keys: list[bytes] = []
            with suppress(Problem, OSError):
                keys = keys_beside(copy.path, lambda it: own.read(it).all)
            try:
                with CopyingChild() as child:
                    found = proof(
                        child, copy.path, keys or [me.database.data_key], stop=self._stop_and_tell
                    )
            except GaveUp:
                self._heed()
                raise
            if found.whole or twice:
                return found
            if not found.opened and not keys and _is_document(copy.keys):
                return None
        return None

    def _older(self) -> Iterator[Finding]:
        with self.me.database.read() as session:
            settings = read_copy_settings(session)
            moved = session.execute(_MOVED).scalar_one() or 0
        folder = folder_of(self.me.database.location)
        yield from self._in_turn(Kind.OLDER_COPIES, moved, folder, self.today, settings.most_bytes)

    def _second_older(self) -> Iterator[Finding]:
        me = self.me
        with me.database.read() as session:
            settings = read_copy_settings(session)
        folder = folder_elsewhere(settings.elsewhere, me.keys.read().document.school_id)
        if not settings.elsewhere or folder is None or not files.is_folder(folder):
            return  # which is said of its newest
        today = self._day_at(folder)
        place = zlib.crc32(settings.elsewhere.encode())
        yield from self._in_turn(Kind.SECOND_OLDER, place, folder, today, settings.most_bytes)

    def _in_turn(
        self, kind: Kind, place: int, folder: Path, today: dt.date, most_bytes: int
    ) -> Iterator[Finding]:
        copies = copies_in(folder, today) if files.is_folder(folder) else []
        if not copies:
            return  # that there is none is said of the newest
        before = known_before(kind, place, self.history)
        older = OlderCopies(kind, place, copies, today, before, most_bytes)
        yield from older.findings(self._is_whole)

    def _is_whole(self, copy: Copy) -> bool | None:
        found = self._proved(copy)
        return None if found is None else _holds_a_school(found)

    def _room(self, kind: Kind, folder: Path, used: int) -> Finding:
        needed = self.me.database.location.school_file.stat().st_size
        free = shutil.disk_usage(folder).free
        return judged(
            kind,
            self.today,
            free=_mebibytes(free),
            used=_mebibytes(used),
            needed=_mebibytes(needed),
            history=self.history,
        )

    # ------------------------------------------------------------------ locks and clocks

    def _locks(self) -> Iterator[Finding]:
        together = self.me.database.together
        if together is None:
            return
        standing = together.standing()
        if standing.proved is None:
            yield Finding(Kind.LOCKS, State.UNSEEN, What.NEVER_TRIED)
        else:
            days = max(0, (self.today - standing.proved).days)
            yield Finding(Kind.LOCKS, State.WELL, None, {"days": days})

    def _clock(self) -> Iterator[Finding]:
        location = self.me.database.location
        if location.is_server:
            with self.me.database.read() as session:
                ahead = ahead_of(session.execute(select(func.now())).scalar_one().timestamp())
        else:
            ahead = laptop_ahead(location.school_file.parent)
        if abs(ahead) < _CLOCK_OFF_S:
            yield Finding(Kind.CLOCK, State.WELL)
        else:
            yield Finding(Kind.CLOCK, State.WRONG, What.OFF, {"minutes": round(ahead / 60)})


def _holds_a_school(found: Proof) -> bool:
    return found.whole and bool(found.counts) and found.counts[0] == 1


def _is_document(path: Path) -> bool:
    with suppress(OSError):
        keys_beside(path, None)
        return True
    return False


def _open_days(copied: dt.date, today: dt.date) -> int:
    """How many days from Monday to Friday lie after the day of a copy, today included."""
    days = (today - copied).days
    return sum(
        (copied + dt.timedelta(days=number)).weekday() < 5 for number in range(1, min(days, 30) + 1)
    )


def _mebibytes(size: int) -> int:
    return round(size / _MEBIBYTE)
