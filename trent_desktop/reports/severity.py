"""Whose case it is, how serious it is, and whom to tell how soon (rule 4).

All three are pure functions of the answers. Whom to tell is a table in `telling.py`; names and
telephone numbers are the school's own, from its settings.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from trent_desktop.journeys import Answers, is_unknown, moment_of
from trent_desktop.journeys.answers import YES
from trent_desktop.reports.cases import Route
from trent_desktop.reports.kinds.content import names as n
from trent_desktop.reports.kinds.content.categories import TABLES, SubCategory, categories_on
from trent_desktop.reports.stop.rules import is_stopped
from trent_desktop.reports.who.about import about_of
from trent_desktop.reports.who.telling import tellings
from trent_desktop.reports.who.told import ContactLike, Standing, TellStep, steps_of

#: Before anything is known: content met by accident.
ORDINARY: Final = 1
MODERATE: Final = 2
SERIOUS: Final = 3
EMERGENCY: Final = 4

SEVERITY_TITLES: Final = (
    "For information",
    "Low",
    "Moderate",
    "Serious",
    "Emergency",
)
NOT_YET_KNOWN: Final = "Not yet known"


_SELF_HARM: Final = "self-harm"
_ROUTES: Final = {n.ABOUT_STAFF: Route.STAFF, n.ABOUT_HEAD: Route.HEAD}


def route_for(answers: Answers, stage: str = "") -> Route:
    """Whose case the answers make it. The stop goes before everything else.

    Give the answers of all stages together, as far as they are known. Who leads may still be
    the next in line, where nobody holds that role (`readers`).
    """
    if is_stopped(stage, answers):
        return Route.STOPPED
    about = about_of(answers)
    return _ROUTES[about] if about else Route.CONTENT


def severity_of(route: Route, answers: Answers) -> int:
    """0 (for information) to 4 (emergency), from what is known so far (rule 4)."""
    if YES in (answers.get(n.DANGER), answers.get(n.STOP_RISK)):
        return EMERGENCY
    if route is not Route.CONTENT:
        return SERIOUS
    row = _sub_category(answers)
    level = row.severity if row else ORDINARY
    if answers.get(n.HOW) == n.HOW_PUPIL:
        level = max(row.on_purpose if row else 2, level)
    if answers.get(n.UPSET) == n.UPSET_VERY:
        # Self-harm content, and a child at risk.
        level = max(3 if row and row.value == _SELF_HARM else 2, level)
    if answers.get(n.FILTER_STATE) == n.FILTER_OFF:
        # Somebody got round the filter, or nobody noticed that it was off (rule 16).
        level = max(2, level)
    return level


def is_known(route: Route, answers: Answers) -> bool:
    """Whether anything was answered that decides how serious it is.

    Until then `severity_of` says what is ordinary, which is a guess and is not shown as more.
    """
    return (
        route is not Route.CONTENT
        or _sub_category(answers) is not None
        or severity_of(route, answers) > ORDINARY
    )


def level_title(severity: int, *, known: bool = True) -> str:
    """How serious, in words. A severity outside 0 to 4 is taken as the nearest."""
    return SEVERITY_TITLES[min(max(severity, 0), EMERGENCY)] if known else NOT_YET_KNOWN


@dataclass(frozen=True, slots=True)
class Alarm:
    """How far answers call for the safeguarding lead's own decision.

    `danger` is 1 for "I don't know" and 2 for yes; `level` is the severity where it counts:
    from `SERIOUS` on always, `MODERATE` with a child at risk; else 0.
    """

    danger: int = 0
    level: int = 0

    def __bool__(self) -> bool:
        """Whether they call for it at all."""
        return bool(self.danger or self.level)

    def above(self, before: Alarm) -> bool:
        """Whether it is more than it was: then she is asked again."""
        return self.danger > before.danger or self.level > before.level


def alarm_of(route: Route, answers: Answers) -> Alarm:
    """What of `answers` is the safeguarding lead's turn besides the filter's.

    Only an ordinary report: a stopped one is hers anyway, and one about a grown-up who works
    here is not hers to read.
    """
    if route is not Route.CONTENT:
        return Alarm()
    danger = answers.get(n.DANGER)
    level = severity_of(route, answers)
    counts = level >= SERIOUS or (level >= MODERATE and child_at_risk(answers))
    return Alarm(2 if danger == YES else int(is_unknown(danger)), level if counts else 0)


def child_at_risk(answers: Answers) -> bool:
    """Whether the answers say that a child may be at risk, and not only saw what she should not.

    A danger, or that nobody knows; a child who is very upset; somebody who seeks contact; a child
    who went looking for self-harm. What needs no more than the filter is none of these.
    """
    danger, row = answers.get(n.DANGER), _sub_category(answers)
    return (
        danger == YES
        or is_unknown(danger)
        or answers.get(n.UPSET) == n.UPSET_VERY
        or (row is not None and row.four_c == "contact")
        or (row is not None and row.value == _SELF_HARM and answers.get(n.HOW) == n.HOW_PUPIL)
    )


def category_of(answers: Answers) -> str:
    """The C of the chosen sub-category, by name (``content``); empty when it is not known yet."""
    row = _sub_category(answers)
    return row.four_c if row else ""


def whom_to_tell(
    severity: int,
    route: Route,
    contacts: Iterable[ContactLike] = (),
    standing: Standing | None = None,
) -> tuple[TellStep, ...]:
    """Whom to tell, in that order. Without a contact the step still says whom, by role.

    With `standing` each step says what has become of it. A severity outside 0 to 4 is taken as
    the nearest.
    """
    by_role: dict[str, ContactLike] = {}
    for contact in contacts:
        by_role.setdefault(contact.role, contact)
    level = min(max(severity, 0), EMERGENCY)
    return steps_of(tellings(level, route), route, by_role, standing)


def _sub_category(answers: Answers) -> SubCategory | None:
    value = answers.get(n.CATEGORY)
    happened = moment_of(answers.get(n.HAPPENED_AT))
    if happened is not None:
        row = categories_on(happened.date()).row(value)
        if row is not None:
            return row
    return next((row for table in reversed(TABLES) if (row := table.row(value))), None)
