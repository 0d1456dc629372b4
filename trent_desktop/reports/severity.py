"""Whose case it is, how serious it is, and whom to tell how soon (domain 3.4).

All three are pure functions of the answers. Whom to tell is a table in `telling.py`; names and
telephone numbers are the school's own, from its settings.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from trent_desktop.journeys import Answers, moment_of
from trent_desktop.journeys.answers import YES
from trent_desktop.reports.cases import Route
from trent_desktop.reports.content import names as n
from trent_desktop.reports.content.categories import TABLES, SubCategory, categories_on
from trent_desktop.reports.stop import is_stopped
from trent_desktop.reports.telling import tellings
from trent_desktop.reports.told import ContactLike, Standing, TellStep, steps_of

#: Before anything is known: content met by accident.
ORDINARY: Final = 1
EMERGENCY: Final = 4

SEVERITY_TITLES: Final = (
    "For information",
    "Low",
    "Moderate",
    "Serious",
    "Emergency",
)


def route_for(answers: Answers, stage: str = "") -> Route:
    """Whose case the answers make it. The stop goes before everything else.

    Give the answers of all stages together, as far as they are known.
    """
    if is_stopped(stage, answers):
        return Route.STOPPED
    how = answers.get(n.HOW)
    if how == n.HOW_HEAD:
        return Route.HEAD
    if how == n.HOW_STAFF:
        return Route.STAFF
    return Route.CONTENT


def severity_of(route: Route, answers: Answers) -> int:
    """0 (for information) to 4 (emergency), from what is known so far (domain 3.4)."""
    if YES in (answers.get(n.DANGER), answers.get(n.STOP_RISK)):
        return EMERGENCY
    if route is not Route.CONTENT:
        return 3
    row = _sub_category(answers)
    level = row.severity if row else ORDINARY
    if answers.get(n.HOW) == n.HOW_PUPIL:
        level = max(row.on_purpose if row else 2, level)
    if answers.get(n.UPSET) == n.UPSET_VERY:
        # Self-harm content, and a child at risk.
        level = max(3 if row and row.value == "self-harm" else 2, level)
    if answers.get(n.FILTER_STATE) == n.FILTER_OFF:
        # Somebody got round the filter, or nobody noticed that it was off (policy 8.2).
        level = max(2, level)
    return level


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
