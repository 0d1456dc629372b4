"""The clocks of a serious report, a chip for each: done, still in time, or late."""

from __future__ import annotations

import datetime as dt

from trent_desktop.newer import is_far
from trent_desktop.reports.cases import CaseFile
from trent_desktop.reports.casework.clocks import Clock, ClockFace, clocks_of
from trent_desktop.reports.kinds import kind_named
from trent_desktop.reports.workflow import OVER
from ui.components.marks import Chip
from ui.home.times import day_and_month
from ui.theme import Tone

#: What each says when it is done, and until then: read alone, neither may say the other.
_WORDS: dict[Clock, tuple[str, str]] = {
    Clock.HAS_IT: ("Somebody has it", "Nobody has it"),
    Clock.DECIDED: ("Decided", "Not decided"),
    Clock.PARENTS: ("Parents or carers told", "Parents or carers not told"),
}
_NEAR = {-1: "yesterday", 0: "today", 1: "tomorrow"}


def clock_chips(case: CaseFile, now: dt.datetime, *, in_part: bool) -> list[Chip]:
    """One chip for each clock. Who reads a part of it (`in_part`) sees that somebody has it."""
    one = case.summary
    if one.newer:
        return []
    faces = clocks_of(kind_named(one.kind), one.route, case.timeline)
    over = one.state in OVER
    return [
        _chip(face, now)
        for face in faces
        if not (in_part and face.clock is not Clock.HAS_IT) and (face.done_at or not over)
    ]


def _chip(face: ClockFace, now: dt.datetime) -> Chip:
    done, still = _WORDS[face.clock]
    late = face.late(now)
    if face.done_at is not None:
        after = ", later than it should" if late else ""
        return Chip(f"{done}: {_moment(face.done_at, now)}{after}", Tone.LEAF, "check-circle-fill")
    due = _moment(face.due, now)
    if late:
        return Chip(f"{still}: late since {due}", Tone.CORAL, "warning-circle-fill")
    return Chip(f"{still}: due {due}", Tone.PLAIN, "clock")


def _moment(moment: dt.datetime, now: dt.datetime) -> str:
    """``today at 10:42``, ``20 Nov at 10:42``: three of them stand in one line."""
    if is_far(moment):
        return "on a day that is not known"
    local, today = moment.astimezone(), now.astimezone().date()
    day = _NEAR.get((local.date() - today).days)
    if day is None:
        number, month = day_and_month(local.date()).split()
        year = "" if local.year == today.year else f" {local.year}"
        day = f"{number} {month[:3]}{year}"
    return f"{day} at {local:%H:%M}"
