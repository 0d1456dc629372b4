"""The copy of the day: made by whichever program is first, in both places, whatever failed before.

Days go by the clock of the server that keeps the folder (rule 69).
"""

from __future__ import annotations

import datetime as dt
import random
import time
from contextlib import suppress
from dataclasses import dataclass, field
from enum import Enum, auto
from pathlib import Path

from trent_desktop import files
from trent_desktop.clock import Clock
from trent_desktop.problems import Problem
from trent_desktop.storage.copies.child import CopyingChild, GaveUp
from trent_desktop.storage.copies.claiming import claimed
from trent_desktop.storage.copies.copy_keys import publish, read_copy_keys
from trent_desktop.storage.copies.keeping import let_go, to_let_go
from trent_desktop.storage.copies.making import (
    Made,
    Maker,
    OpensWith,
    keys_beside,
    proof,
    require_room,
)
from trent_desktop.storage.copies.names import (
    BEGUN,
    CLAIM,
    Copy,
    copies_in,
    daily_name,
    folder_elsewhere,
    folder_of,
)
from trent_desktop.storage.copies.settings import read_copy_settings
from trent_desktop.storage.copies.unopened import open_unopened
from trent_desktop.storage.copies.values import CopySettings
from trent_desktop.storage.database import Database
from trent_desktop.storage.key_store import KeyStore
from trent_desktop.storage.server_clock import server_now, stamp

_WITHIN_S = 20.0
_CARRY_WITHIN_S = 900.0
_LEFT_S = 3600.0
#: One that is not whole is tried anew after so long.
_ANEW_S = 3600.0
_LOOK_AGAIN_S, _TRY_AGAIN_S = 3600.0, 300.0


class _Came(Enum):
    """What a try to have today's copy came to."""

    MADE = auto()
    THERE = auto()
    NOT_YET = auto()


@dataclass
class DailyCopy:
    """Sees to it, for one program, that each day has its copy; asks for it no more than needed."""

    opens_with: OpensWith | None = None
    _again: float = 0.0
    _day: dt.date | None = None
    _last: _Came = field(default=_Came.NOT_YET)

    def look(self, database: Database, keys: KeyStore, clock: Clock) -> None:
        """Make today's copy when it is time to look for it. Raises what `back_up` raises."""
        day, now = clock().date(), time.monotonic()
        if now < self._again and day == self._day:
            return
        self._day, self._again = day, now + _soon(_TRY_AGAIN_S)
        if _had(database, keys, clock, self.opens_with)[0] is not _Came.NOT_YET:
            self._again = now + _soon(_LOOK_AGAIN_S)


def back_up(
    database: Database, keys: KeyStore, clock: Clock, *, opens_with: OpensWith | None = None
) -> Path | None:
    """Make today's copy, if nobody has yet; None when there is nothing to do, or it went wrong.

    Also when there is one: what the second place lacks is put there. Raises `TookTooLong`,
    `SchoolAway`, `DiskFull` or `DamagedDatabase`; another program, or this one, tries again the
    same day. `opens_with` gives the data keys that a key document holds for who is signed in, so
    that the copy is opened with the keys beside it.
    """
    return _had(database, keys, clock, opens_with)[1]


def _had(
    database: Database, keys: KeyStore, clock: Clock, opens_with: OpensWith | None
) -> tuple[_Came, Path | None]:
    location = database.location
    if location.is_server:
        return _Came.THERE, None
    folder = folder_of(location)
    try:
        files.make_folder(folder)
        now = server_now(folder, clock)
        with claimed(folder, CLAIM) as claim:
            if claim is None:
                return _Came.NOT_YET, None
            return _Day(database, keys, opens_with, clock, now, folder, claim).have()
    except OSError:
        return _Came.NOT_YET, None


@dataclass(slots=True)
class _Day:
    """One try to have the copy of one day in both places."""

    database: Database
    keys: KeyStore
    opens_with: OpensWith | None
    clock: Clock
    now: dt.datetime
    folder: Path
    claim: Path

    def have(self) -> tuple[_Came, Path | None]:
        """See `_had`. What fails in the one place does not stop the other."""
        with self.database.read() as session:
            settings = read_copy_settings(session)
            copy_keys = read_copy_keys(session)
        second = None
        with suppress(Problem):
            school = self.keys.read().document.school_id
            second = folder_elsewhere(settings.elsewhere, school)
        came, made, trouble = _Came.THERE, None, None
        with suppress(Problem, OSError):
            publish(self.folder, copy_keys)  # also where an old list was put back
        read = None
        with suppress(OSError):
            there = copies_in(self.folder, self.now.date())
            read = open_unopened(self.database, self.folder, self.opens_with, there, self._going_on)
        if read is False or not self._is_there():
            try:
                made = self._made_in(self.folder)
            except (Problem, OSError) as error:
                trouble = error
            came = _Came.MADE if made and made.whole else _Came.NOT_YET
        self._let_go(self.folder, settings)
        if second is not None:
            self._see_to(second, settings, is_fresh=made is not None)
        if trouble is not None:
            raise trouble
        return came, made.path if made else None

    def _is_there(self) -> bool:
        today = self.now.date()
        of_today = [
            one
            for one in copies_in(self.folder, today)
            if one.day == today and one.opened and not one.before
        ]
        if any(one.whole for one in of_today):
            return True
        moment = stamp(self.folder)
        return any(moment - one.path.stat().st_mtime < _ANEW_S for one in of_today)

    def _made_in(self, folder: Path) -> Made | None:
        day = self.now.date()
        not_whole = folder / daily_name(day, whole=False)
        maker = Maker(self.database, self.keys, self.opens_with, self._going_on)
        made = maker.make(folder / daily_name(day, whole=True), not_whole, within=_WITHIN_S)
        if made and made.whole:
            _remove(not_whole)  # of an earlier try: the page has read again
        return made

    def _see_to(self, second: Path, settings: CopySettings, *, is_fresh: bool) -> None:
        """Bring the second place up to date. What fails there is seen by the age of its newest."""
        with suppress(Problem, OSError, GaveUp):
            if not files.is_folder(second.parent):
                return  # never made here: what is not plugged in would be made beside it
            files.make_folder(second)
            today = server_now(second, self.clock).date()
            here = _newest(copies_in(self.folder, self.now.date()), self.now.date())
            there = _newest(copies_in(second, today), today)
            if here is not None and (is_fresh or there is None or there.day < here.day):
                self._carry(here, second)
                there = _newest(copies_in(second, today), today)
            if (there is None or there.day < today) and not self._is_there():
                # None could be made beside the school: let there be one at all.
                self._made_in(second)
            self._let_go(second, settings)

    def _carry(self, one: Copy, second: Path) -> None:
        """Put a copy there too, and read it there. Raises `DiskFull`, `GaveUp` or `OSError`."""
        require_room(one.path, second)
        begun = second / f"{BEGUN}{self.claim.stat().st_mtime_ns:x}.db"
        try:
            with CopyingChild() as child:
                for path, to in ((one.path, begun), (one.keys, begun.with_suffix(".keys"))):
                    self._going_on()
                    child.ask({"copy": str(path), "to": str(to)}, within=_CARRY_WITHIN_S)
                    child.ask({"settle": str(to)}, within=_CARRY_WITHIN_S)
                keys = keys_beside(begun, self.opens_with) or [self.database.data_key]
                if not proof(child, begun, keys).whole:
                    raise OSError(0, "the copy in the second place does not read")
            files.replace(begun.with_suffix(".keys"), second / one.keys.name)
            files.replace(begun, second / one.path.name)
        finally:
            for left in (begun, begun.with_suffix(".keys")):
                with suppress(OSError):
                    files.remove(left)

    def _let_go(self, folder: Path, settings: CopySettings) -> None:
        with suppress(OSError):
            today = server_now(folder, self.clock).date()
            let_go(to_let_go(copies_in(folder, today), today, settings.most_bytes))
            moment = stamp(folder)
            files.sweep(folder, now=moment)
            for path in folder.glob(f"{BEGUN}*"):
                with suppress(OSError):
                    if path != self.claim and moment - path.stat().st_mtime > _LEFT_S:
                        # A folder was left where somebody put a copy back, and was cut off.
                        files.remove_folder(path)

    def _going_on(self) -> None:
        with suppress(OSError):
            files.write_over(self.claim, b"going on")


def _newest(copies: list[Copy], today: dt.date) -> Copy | None:
    """The newest whole copy of a day."""
    return next((one for one in copies if one.whole and not one.before and one.day <= today), None)


def _remove(path: Path) -> None:
    for one in (path, path.with_suffix(".keys")):
        with suppress(OSError):
            files.remove(one)


def _soon(seconds: float) -> float:
    """About so long: thirty programs that began together need not all come at once."""
    return seconds * random.uniform(0.8, 1.4)  # noqa: S311 - no secret
