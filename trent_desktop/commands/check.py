"""``trent-desktop check``: the file, the audit chain, people, key slots, copies, room and clock."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass

from trent_desktop.clock import system_clock
from trent_desktop.commands.frame import DONE, REFUSED, Opened, Options, say
from trent_desktop.commands.streams import progress
from trent_desktop.journeys.answers import date_for_people
from trent_desktop.open_school import OpenSchool
from trent_desktop.problems import Problem
from trent_desktop.school.keys.key_check import check_keys
from trent_desktop.school.people.people_check import check_people
from trent_desktop.storage.copies.state import copy_state
from trent_desktop.storage.copies.values import CopyState, Place
from trent_desktop.storage.tables import SchoolRow

_OLD_AFTER_DAYS = 3
_NONE = "there is none. One is made when a member is signed in."
_NONE_YET = "no copy yet. The first is made when a member is signed in."
_SERVER = (
    "cannot be seen from here: the server's own backups hold this school. Ask whoever looks after "
    "the server when the last was made, and whether one was put back to try it."
)
_CLOCK_OFF_S = 300.0
#: Beside the school there should be room for so many more copies, and a little.
_COPIES_OF_ROOM, _LEAST_ROOM = 3, 200 * 1024**2


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that was looked at. `seen` is False of what could not be looked at, or is not yet."""

    what: str
    good: bool
    words: str
    seen: bool = True

    def __str__(self) -> str:
        """As one line of words."""
        mark = "WRONG" if not self.good else "good " if self.seen else "?    "
        return f"{mark}  {self.what}: {self.words}"


def check(options: Options) -> int:
    """Look at everything; 1 when something is wrong. How far it is goes to standard error."""
    with Opened(options) as school, ThreadPoolExecutor(1) as beside:
        with school.signed_in.database.read():
            pass  # while it cannot be read at all, that is all there is to say
        # Most of it is done by a process apart: the audit chain is followed meanwhile.
        file = beside.submit(_file, school)
        with _Progress() as tell:
            tell("The audit chain")
            chain = _chain(school, tell)
            people, keys, copies = _people(school), _keys(school), _copies(school)
            tell("Every page of the school's file")
            lines = [file.result(), chain, *people, *keys, *copies]
    good = all(one.good for one in lines)
    words = [str(one) for one in lines]
    if not good:
        words.append("Tell the ICT Lead what is marked WRONG. Nothing was changed by looking.")
    say(options, {"good": good, "checks": [asdict(one) for one in lines]}, "\n".join(words))
    return DONE if good else REFUSED


class _Progress:
    """One line on standard error that is written over, where somebody sees it."""

    def __enter__(self) -> Callable[[str], None]:
        return lambda words: progress(f"{words} …")

    def __exit__(self, *_: object) -> None:
        progress()


def _file(school: OpenSchool) -> Line:
    try:
        school.check_file()
    except Problem as problem:
        return Line("file", False, str(problem))
    return Line("file", True, "every page of the school's file is whole.")


def _chain(school: OpenSchool, tell: Callable[[str], None]) -> Line:
    try:
        chain = school.check_audit(
            lambda done, total: tell(f"The audit chain: {done:,} of {total:,}")
        )
    except Problem as problem:
        return Line("audit chain", False, str(problem))
    if chain.broken_at is None:
        return Line(
            "audit chain", True, f"{chain.entries:,} entries, each bound to the one before."
        )
    return Line(
        "audit chain",
        False,
        f"broken at entry {chain.broken_at} of {chain.entries:,}. Somebody changed what was "
        "written down.",
    )


def _people(school: OpenSchool) -> list[Line]:
    try:
        found = check_people(school.signed_in)
    except Problem as problem:
        found = [str(problem)]
    if not found:
        return [Line("people", True, "laptops see members, classes and settings as they are.")]
    return [Line("people", False, one) for one in found]


def _keys(school: OpenSchool) -> list[Line]:
    try:
        found = check_keys(school.signed_in)
    except Problem as problem:
        found = [str(problem)]
    if not found:
        return [
            Line("keys", True, "both copies are the same, and every member has a key of their own.")
        ]
    return [Line("keys", False, one) for one in found]


def _copies(school: OpenSchool) -> list[Line]:
    me = school.signed_in
    if me.database.location.is_server:
        return [Line("backup", True, _SERVER, seen=False)]
    try:
        state = copy_state(me.database, me.keys, system_clock)
    except Problem as problem:
        return [Line("backup", False, str(problem))]
    here = _place("backup", state.here)
    if here.words == _NONE and _is_fresh(school):
        here = Line("backup", True, _NONE_YET, seen=False)
    lines = [here]
    if state.elsewhere is not None:
        lines.append(_place("second place", state.elsewhere))
    return [*lines, _room(state), _clock(state)]


def _is_fresh(school: OpenSchool) -> bool:
    """Whether the school was made so short a time ago that it need not have a copy; or is a sample."""
    with school.signed_in.database.read() as session:
        row = session.get_one(SchoolRow, 1)
        return row.is_sample or system_clock() - row.made_at < dt.timedelta(days=_OLD_AFTER_DAYS)


def _place(what: str, place: Place) -> Line:
    if not place.reached:
        return Line(what, False, f"{place.folder} cannot be reached from this laptop.")
    waiting = ""
    if place.unopened is not None:
        waiting = f" That of {date_for_people(place.unopened)} has not been opened yet."
    if place.newest is None or place.age is None:
        said = f"there is none that was opened.{waiting}" if waiting else _NONE
        if place.spoilt is not None:
            said = f"none is whole. The newest is from {date_for_people(place.spoilt)}."
        return Line(what, False, said)
    said = f"the newest is from {date_for_people(place.newest)}.{waiting}"
    if place.spoilt is not None:
        return Line(what, False, f"{said} That of {date_for_people(place.spoilt)} is not whole.")
    return Line(what, place.age <= _OLD_AFTER_DAYS, said)


def _room(state: CopyState) -> Line:
    free = f"{state.free / 1024**3:.1f} GB are free beside the school."
    return Line("room", state.free >= _COPIES_OF_ROOM * state.needed + _LEAST_ROOM, free)


def _clock(state: CopyState) -> Line:
    if state.ahead is None:
        return Line("clock", False, "nothing can be written into the school's folder.")
    if abs(state.ahead) < _CLOCK_OFF_S:
        return Line("clock", True, "this laptop and the server have the same time.")
    behind = "ahead of" if state.ahead > 0 else "behind"
    return Line("clock", False, f"this laptop is {_long(abs(state.ahead))} {behind} the server.")


def _long(seconds: float) -> str:
    for unit, length in (("days", 86_400), ("hours", 3_600)):
        if seconds >= 2 * length:
            return f"{seconds / length:,.0f} {unit}"
    return f"{seconds / 60:.0f} minutes"
