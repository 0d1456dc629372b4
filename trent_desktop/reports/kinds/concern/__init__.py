"""A low-level concern about a grown-up who works here: for the Headteacher alone."""

from __future__ import annotations

import datetime as dt
import random
from typing import TYPE_CHECKING, Any, Final

from trent_desktop.journeys import NO, YES, Answers, when_value
from trent_desktop.reports.asked import names as asked
from trent_desktop.reports.cases import Route
from trent_desktop.reports.kinds.concern import names as n
from trent_desktop.reports.kinds.concern.course import course
from trent_desktop.reports.kinds.concern.pages import concern_pages
from trent_desktop.reports.kinds.filling import Filling
from trent_desktop.reports.kinds.kind import SERIOUS, Door, Kind, KindPaper, Repeats, Scene
from trent_desktop.reports.kinds.stages import stages
from trent_desktop.reports.who.telling import HEAD_TODAY

if TYPE_CHECKING:
    from trent_desktop.documents.page import Letterhead, Pdf

__all__ = ["KIND"]

_TITLE: Final = "A concern about a grown-up here"
#: Below what would be an allegation: kept, looked at together, and mostly answered with a talk.
_LOW: Final = 1

_SAMPLES: Final = (
    ("online", "He replied to a pupil’s comment on his own account at the weekend, with a joke."),
    (
        "pictures",
        "She took a picture of the display with her own telephone; two children were in it.",
    ),
    ("words", "In the corridor he called a child “trouble” in front of her friends."),
    ("favourites", "The same child gets sweets after every club, and nobody else does."),
)
_NAMES: Final = ("Callum Brightwater", "Orla Fenwick-Hale", "Dominic Asante")


def _blank(letterhead: Letterhead, day: dt.date, unchanging: bool) -> Pdf:
    from trent_desktop.reports.kinds.concern.paper import blank

    return blank(letterhead, day, unchanging)


def _filled(filling: Filling) -> None:
    from trent_desktop.reports.kinds.concern.paper import filled

    filled(filling)


def _seriousness(answers: Answers) -> int:
    return _LOW if answers.get(n.HARM) == NO else SERIOUS


def _sample(source: random.Random, scene: Scene) -> dict[str, Any]:
    sort, seen = source.choice(_SAMPLES)
    return {
        asked.ABOUT: asked.ABOUT_STAFF,
        asked.STAFF_NAME: source.choice(_NAMES),
        n.SEEN: seen,
        n.HARM: NO,
        asked.HAPPENED_AT: when_value(scene.at),
        n.SORT: sort,
        n.ON_ITS_OWN: source.choice((n.ONCE, n.AGAIN)),
    }


KIND: Final = Kind(
    n.CONCERN,
    _TITLE,
    led_by="Headteacher; Chair of Governors where it is about the Headteacher",
    route=Route.STAFF,
    door=Door(
        _TITLE,
        "For the Headteacher alone. Small things count.",
        "user-focus",
        "About a grown-up who works here",
    ),
    carries_out={"staff-contact": "", "staff-breaches": ""},
    stages=(asked.QUICK,),
    make_journey=stages(n.CONCERN, _TITLE, concern_pages, last_button="Send"),
    title_of=lambda _answers: _TITLE,
    seriousness=_seriousness,
    decided=lambda answers: answers.get(n.HARM) in (YES, NO),
    at_risk=lambda answers: answers.get(n.HARM) != NO,
    tellings=((HEAD_TODAY,),) * 5,
    labels={
        asked.ABOUT: "About",
        asked.STAFF_NAME: "Name",
        asked.HAPPENED_AT: "Happened",
        n.SEEN: "Seen or heard",
        n.HARM: "A child harmed or at risk",
        n.SORT: "What sort of thing",
        n.ON_ITS_OWN: "The first time",
        n.PLACE: "Where",
        n.WITNESSES: "Who else was there",
        n.SPOKEN: "Spoken with them",
    },
    paper=KindPaper(
        _TITLE,
        _blank,
        _filled,
        handling="Confidential: for one person alone",
        sources="Keeping children safe in education, part four",
    ),
    said=n.SEEN,
    folded=(asked.HAPPENED_AT,),
    repeats=Repeats("concern", "about the same person, as far as the name says"),
    sample=_sample,
    course=course,
)
