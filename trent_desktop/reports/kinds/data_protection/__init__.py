"""A complaint about personal data, which the law asks schools to take, answer and write down."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Final

from trent_desktop.journeys import Answers, Journey, date_for_people
from trent_desktop.reports.asked import names as asked
from trent_desktop.reports.asked.complaints import LABELS
from trent_desktop.reports.asked.questions import Defaults
from trent_desktop.reports.cases import Route
from trent_desktop.reports.kinds.data_protection import names as n
from trent_desktop.reports.kinds.data_protection.letters import ENDED, RECEIVED
from trent_desktop.reports.kinds.data_protection.pages import first_pages, rest_pages
from trent_desktop.reports.kinds.data_protection.sample import answers, course
from trent_desktop.reports.kinds.data_protection.steps import (
    ABOUT_ADULTS,
    FLOW,
    IN_FORCE_FROM,
    TO_DO,
    begins,
)
from trent_desktop.reports.kinds.filling import Filling
from trent_desktop.reports.kinds.kind import ORDINARY, Door, Kind, KindPaper
from trent_desktop.reports.stop.pages import to_the_stop
from trent_desktop.reports.who.telling import BY_ITSELF, IN_PERSON, NOW, TODAY, Telling

if TYPE_CHECKING:
    from trent_desktop.documents.page import Letterhead, Pdf

__all__ = ["KIND"]

_TITLE: Final = "Complaint about personal data"
_MODERATE: Final = 2
_TOLD: Final = Telling(
    "headteacher",
    "Headteacher",
    TODAY,
    BY_ITSELF,
    "The Headteacher acknowledges it and looks into it.",
)
_TOLD_NOW: Final = Telling(
    "headteacher",
    "Headteacher",
    NOW,
    IN_PERSON,
    "It may be a breach, and some of those must be told to the Information Commissioner’s Office "
    "within 72 hours of being known.",
)


def _journey(stage: str, defaults: Defaults, _day: dt.date | None) -> Journey:
    if stage not in (asked.QUICK, asked.FULL):
        raise ValueError(f"a complaint has no stage {stage!r}")
    quick = stage == asked.QUICK
    return Journey(
        n.DATA_PROTECTION,
        stage,
        _TITLE if quick else "The rest of the complaint",
        first_pages(defaults) if quick else rest_pages(),
        last_button="Send" if quick else "Send these answers",
        check_answers=not quick,
        may_stop=to_the_stop(n.DATA_PROTECTION),
    )


def _blank(letterhead: Letterhead, day: dt.date, unchanging: bool) -> Pdf:
    from trent_desktop.reports.kinds.data_protection.paper import blank

    return blank(letterhead, day, unchanging)


def _filled(filling: Filling) -> None:
    from trent_desktop.reports.kinds.data_protection.paper import filled

    filled(filling)


def _seriousness(given: Answers) -> int:
    return _MODERATE if given.get(n.WHAT) in n.MAYBE_BREACH else ORDINARY


KIND: Final = Kind(
    n.DATA_PROTECTION,
    _TITLE,
    led_by="Headteacher; Chair of Governors where it is about the Headteacher",
    route=Route.HEADTEACHER,
    door=Door(
        "A complaint about personal data",
        "What we keep, share or publish about somebody.",
        "database",
        "The policy",
    ),
    stages=(asked.QUICK, asked.FULL),
    make_journey=_journey,
    title_of=lambda _answers: _TITLE,
    seriousness=_seriousness,
    tellings=((_TOLD,), (_TOLD,), *((_TOLD_NOW,),) * 3),
    labels={
        **LABELS,
        n.WHAT: "What it is about",
        n.WHOSE: "Whose data",
        n.SINCE: "Known since",
    },
    paper=KindPaper(
        _TITLE,
        _blank,
        _filled,
        handling="Confidential: for the Headteacher",
        sources="Data Protection Act 2018, section 164A, in force since "
        f"{date_for_people(IN_FORCE_FROM)}",
    ),
    said=asked.COMPLAINT_SAID,
    people={asked.COMPLAINT_PUPILS: "complained"},
    folded=(asked.HAPPENED_AT,),
    flow=FLOW,
    about_adults=ABOUT_ADULTS,
    begins=begins,
    letters=(RECEIVED, ENDED),
    to_do=TO_DO,
    sample=answers,
    carries_out={"complaints": ""},
    course=course,
)
