"""A complaint about the social media policy, or about how it was used, as clause 1.3 has it."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Final

from trent_desktop.journeys import Answers, Journey
from trent_desktop.reports.asked import names as asked
from trent_desktop.reports.asked.complaints import LABELS
from trent_desktop.reports.asked.questions import Defaults
from trent_desktop.reports.cases import Route
from trent_desktop.reports.kinds.complaint import names as n
from trent_desktop.reports.kinds.complaint.letters import ENDED, RECEIVED
from trent_desktop.reports.kinds.complaint.pages import first_pages, rest_pages
from trent_desktop.reports.kinds.complaint.sample import answers, course
from trent_desktop.reports.kinds.complaint.steps import ABOUT_ADULTS, FLOW, TO_DO, begins
from trent_desktop.reports.kinds.filling import Filling
from trent_desktop.reports.kinds.kind import ORDINARY, Door, Kind, KindPaper
from trent_desktop.reports.stop.pages import to_the_stop
from trent_desktop.reports.who.telling import BY_ITSELF, TODAY, Telling

if TYPE_CHECKING:
    from trent_desktop.documents.page import Letterhead, Pdf

__all__ = ["KIND"]

_TITLE: Final = "Complaint about the policy"
_TOLD: Final = Telling(
    "headteacher",
    "Headteacher",
    TODAY,
    BY_ITSELF,
    "The Headteacher acknowledges it and looks into it.",
)


def _journey(stage: str, defaults: Defaults, _day: dt.date | None) -> Journey:
    if stage not in (asked.QUICK, asked.FULL):
        raise ValueError(f"a complaint has no stage {stage!r}")
    quick = stage == asked.QUICK
    return Journey(
        n.COMPLAINT,
        stage,
        _TITLE if quick else "The rest of the complaint",
        first_pages(defaults) if quick else rest_pages(),
        last_button="Send" if quick else "Send these answers",
        check_answers=not quick,
        may_stop=to_the_stop(n.COMPLAINT),
    )


def _blank(letterhead: Letterhead, day: dt.date, unchanging: bool) -> Pdf:
    from trent_desktop.reports.kinds.complaint.paper import blank

    return blank(letterhead, day, unchanging)


def _filled(filling: Filling) -> None:
    from trent_desktop.reports.kinds.complaint.paper import filled

    filled(filling)


def _seriousness(_answers: Answers) -> int:
    return ORDINARY


KIND: Final = Kind(
    n.COMPLAINT,
    _TITLE,
    led_by="Headteacher; Chair of Governors where it is about the Headteacher",
    route=Route.HEADTEACHER,
    door=Door(
        "A complaint about the policy",
        "From a parent, a pupil, staff or somebody else.",
        "chat-circle-text",
        "The policy",
    ),
    stages=(asked.QUICK, asked.FULL),
    make_journey=_journey,
    title_of=lambda _answers: _TITLE,
    seriousness=_seriousness,
    tellings=((_TOLD,),) * 5,
    labels={
        **LABELS,
        n.WHAT: "What it is about",
        n.CLAUSE: "Clause",
        n.BEFORE: "Spoken with them already",
    },
    paper=KindPaper(
        _TITLE,
        _blank,
        _filled,
        handling="Confidential: for the Headteacher",
        sources="Social media policy, clause 1.3; the school’s complaints policy",
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
