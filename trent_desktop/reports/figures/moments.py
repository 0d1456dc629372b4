"""The moments of a case that figures are made of, read out of its timeline when it is indexed."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from trent_desktop.journeys import YES, moment_of
from trent_desktop.newer import is_far, known, moment_read
from trent_desktop.reports.asked import names as asked
from trent_desktop.reports.cases import EntryKind, Move, Route, TimelineEntry
from trent_desktop.reports.casework.names import SANCTION, TOLD, WHEN
from trent_desktop.reports.casework.sanctions import OTHER_SANCTION, SANCTIONS
from trent_desktop.school.people.people import YearGroup

#: Beside a sanction: the year group of whom it was given to, where that is not the case's own.
SANCTION_YEAR: Final = "sanction_year"
#: Answers of any kind that say when somebody was told in person.
_TOLD_ANSWERS: Final = (asked.STOP_DSL_TOLD_AT,)
#: Answers by which `concerned` finds the person a report is about.
_ABOUT: Final = (asked.ABOUT, asked.HOW, asked.STAFF_NAME)


@dataclass(frozen=True, slots=True)
class Sanction:
    """One sanction: which (of `SANCTIONS`, or `OTHER_SANCTION`), to which year group, on which day."""

    name: str
    year_group: YearGroup | None
    day: dt.date


@dataclass(frozen=True, slots=True)
class CaseMoments:
    """When things first happened in a case; None for what has not. Days are this laptop's.

    `told`: somebody who leads on it was told, in person or by the program. `decided`: the first
    decision with its reason; where none was asked for, the sign-off. `about` holds the answers
    that say whom it is about, so that figures leave that person out (rule 2).
    """

    recorded_on: dt.date
    told: dt.datetime | None = None
    blocked: dt.datetime | None = None
    checked: dt.datetime | None = None
    decided: dt.datetime | None = None
    parents_told: dt.datetime | None = None
    signed_off: dt.datetime | None = None
    sanctions: tuple[Sanction, ...] = ()
    about: str = field(default="", repr=False)


def moments_of(
    timeline: Iterable[TimelineEntry],
    answers: Mapping[str, Any],
    route: Route,
    recorded_at: dt.datetime,
    year_group: YearGroup | None,
) -> CaseMoments:
    """The moments of a case whose whole timeline is read. What cannot be read is left out."""
    entries = [entry for entry in timeline if not entry.newer]
    told = [entry.at for entry in entries if entry.kind is EntryKind.TOLD and _roles(entry)]
    told += [entry.at for entry in entries if entry.move is Move.HAVE_IT]
    told += [at for name in _TOLD_ANSWERS if (at := moment_of(answers.get(name))) is not None]
    signed = _first(entries, Move.SIGN_OFF)
    return CaseMoments(
        recorded_on=recorded_at.astimezone().date(),
        told=min(told, default=None),
        blocked=_first(entries, Move.BLOCKED),
        checked=_first(entries, Move.STILL_BLOCKED),
        decided=_first(entries, Move.DECIDE) or signed,
        parents_told=min(_parents_told(entries), default=None),
        signed_off=signed,
        sanctions=tuple(_sanctions(entries, year_group)),
        about="" if route is Route.CONTENT else _about(answers),
    )


def about_whom(kept: str) -> dict[str, Any]:
    """The answers that `CaseMoments.about` holds."""
    return json.loads(kept) if kept else {}


def _about(answers: Mapping[str, Any]) -> str:
    said = {name: answers[name] for name in _ABOUT if isinstance(answers.get(name), str)}
    return json.dumps(said, ensure_ascii=False, sort_keys=True)


def _first(entries: Iterable[TimelineEntry], move: Move) -> dt.datetime | None:
    return min((entry.at for entry in entries if entry.move is move), default=None)


def _parents_told(entries: Iterable[TimelineEntry]) -> list[dt.datetime]:
    """When parents were told, by what was written down; not that they are not told, or why."""
    found = [
        moment_read(entry.details.get(WHEN))
        for entry in entries
        if entry.move is Move.PARENTS_TOLD and entry.details.get(TOLD) == YES
    ]
    return [at for at in found if not is_far(at)]


def _roles(entry: TimelineEntry) -> bool:
    return bool(entry.details.get("roles"))


def _sanctions(
    entries: Iterable[TimelineEntry], year_group: YearGroup | None
) -> Iterable[Sanction]:
    for entry in entries:
        given = entry.details.get(SANCTION)
        if entry.kind is not EntryKind.MOVE or not given:
            continue
        year = known(YearGroup, entry.details.get(SANCTION_YEAR)) or year_group
        name = str(given) if str(given) in SANCTIONS else OTHER_SANCTION
        yield Sanction(name, year, entry.at.astimezone().date())
