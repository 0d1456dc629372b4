"""Whose case it is, how serious it is, and whom to tell how soon (domain 3.4).

All three are pure functions of the answers. Whom to tell is a table in `telling.py`; names and
telephone numbers are the school's own, from its settings.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, Protocol

from trent_desktop.journeys import Answers, is_unknown, moment_of
from trent_desktop.journeys.answers import YES
from trent_desktop.reports.about import about_of
from trent_desktop.reports.cases import Route
from trent_desktop.reports.content import names as n
from trent_desktop.reports.content.categories import TABLES, SubCategory, categories_on
from trent_desktop.reports.stop import is_stopped
from trent_desktop.reports.telling import Telling, tellings

#: Before anything is known: content met by accident.
ORDINARY: Final = 1
SERIOUS: Final = 3
EMERGENCY: Final = 4

SEVERITY_TITLES: Final = (
    "For information",
    "Low",
    "Moderate",
    "Serious",
    "Emergency",
)


_ROUTES: Final = {n.ABOUT_STAFF: Route.STAFF, n.ABOUT_HEAD: Route.HEAD}


class ContactLike(Protocol):
    """Somebody to tell, as the school's settings hold it."""

    @property
    def role(self) -> str:
        """A role's value, or a name such as ``lado``."""
        ...

    @property
    def name(self) -> str:
        """Full name; may be empty for a service."""
        ...

    @property
    def phone(self) -> str:
        """Telephone number as it is to be rung."""
        ...

    @property
    def note(self) -> str:
        """Anything else on how to reach them."""
        ...


@dataclass(frozen=True, slots=True)
class TellStep:
    """One person or service to tell. `how` holds the telephone number where there is one.

    `why` is a sentence for the reporter. `check_locally` asks to compare with what the local
    authority says, because law and numbers differ and move.
    """

    who: str
    when: str
    how: str
    why: str
    check_locally: bool = False


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
    """0 (for information) to 4 (emergency), from what is known so far (domain 3.4)."""
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
        level = max(3 if row and row.value == "self-harm" else 2, level)
    if answers.get(n.FILTER_STATE) == n.FILTER_OFF:
        # Somebody got round the filter, or nobody noticed that it was off (policy 8.2).
        level = max(2, level)
    return level


@dataclass(frozen=True, slots=True)
class Alarm:
    """How far answers call for the safeguarding lead's own decision.

    `danger` is 1 for "I don't know" and 2 for yes; `level` is a severity from `SERIOUS` on, else 0.
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
    return Alarm(2 if danger == YES else int(is_unknown(danger)), level if level >= SERIOUS else 0)


def category_of(answers: Answers) -> str:
    """The C of the chosen sub-category, by name (``content``); empty when it is not known yet."""
    row = _sub_category(answers)
    return row.four_c if row else ""


def whom_to_tell(
    severity: int, route: Route, contacts: Iterable[ContactLike] = ()
) -> tuple[TellStep, ...]:
    """Whom to tell, in that order. Without a contact the step still says whom, by role.

    A severity outside 0 to 4 is taken as the nearest.
    """
    by_role: dict[str, ContactLike] = {}
    for contact in contacts:
        by_role.setdefault(contact.role, contact)
    level = min(max(severity, 0), EMERGENCY)
    return tuple(_step(telling, by_role) for telling in tellings(level, route))


def _step(telling: Telling, by_role: dict[str, ContactLike]) -> TellStep:
    contact = by_role.get(telling.role)
    who = telling.who
    how = telling.how
    if contact is not None:
        who = f"{contact.name}, {telling.who}" if contact.name.strip() else telling.who
        reach = [part.strip() for part in (contact.phone, contact.note) if part.strip()]
        how = ". ".join(reach) or telling.how
    return TellStep(who, telling.when, how, telling.why, telling.check_locally)


def _sub_category(answers: Answers) -> SubCategory | None:
    value = answers.get(n.CATEGORY)
    happened = moment_of(answers.get(n.HAPPENED_AT))
    if happened is not None:
        row = categories_on(happened.date()).row(value)
        if row is not None:
            return row
    return next((row for table in reversed(TABLES) if (row := table.row(value))), None)
