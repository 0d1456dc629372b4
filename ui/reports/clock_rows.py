"""The clocks of a serious report, as rows: done, still in time, or late."""

from __future__ import annotations

import datetime as dt

from PySide6.QtWidgets import QWidget

from trent_desktop.reports.cases import CaseFile
from trent_desktop.reports.casework.clocks import Clock, ClockFace, clocks_of
from trent_desktop.reports.kinds import kind_named
from trent_desktop.reports.workflow import OVER
from ui.journeys.moments import moment_near
from ui.reports.case_parts import icon_row

TITLES: dict[Clock, str] = {
    Clock.HAS_IT: "Somebody has it",
    Clock.DECIDED: "Decided",
    Clock.PARENTS: "Parents or carers told",
}


def clock_rows(case: CaseFile, now: dt.datetime, *, in_part: bool) -> list[QWidget]:
    """One row for each clock. Who reads a part of it (`in_part`) sees that somebody has it."""
    one = case.summary
    if one.newer:
        return []
    faces = clocks_of(kind_named(one.kind), one.route, case.timeline)
    over = one.state in OVER
    return [
        _row(face, now)
        for face in faces
        if not (in_part and face.clock is not Clock.HAS_IT) and (face.done_at or not over)
    ]


def _row(face: ClockFace, now: dt.datetime) -> QWidget:
    title, late = TITLES[face.clock], face.late(now)
    if face.done_at is not None:
        when = moment_near(face.done_at, now)
        return icon_row(
            "check-circle-fill", title, f"{when}, later than it should" if late else when, "leaf"
        )
    due = moment_near(face.due, now)
    due = f"{due[0].lower()}{due[1:]}"
    if late:
        return icon_row("warning-circle-fill", title, f"Late: it was due {due}", "coral")
    return icon_row("clock", title, f"Not yet: due {due}")
