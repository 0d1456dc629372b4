"""Somebody got round the filter: the ICT Lead closes the way, the Headteacher decides."""

from __future__ import annotations

import datetime as dt
import random
from typing import TYPE_CHECKING, Any, Final

from trent_desktop.journeys import Answers, when_value
from trent_desktop.reports.asked import names as asked
from trent_desktop.reports.asked.questions import Defaults
from trent_desktop.reports.cases import Route
from trent_desktop.reports.kinds.circumvention import names as n
from trent_desktop.reports.kinds.circumvention.course import course
from trent_desktop.reports.kinds.circumvention.pages import first_page, later_pages
from trent_desktop.reports.kinds.circumvention.steps import FLOW
from trent_desktop.reports.kinds.filling import Filling
from trent_desktop.reports.kinds.kind import Door, Kind, KindPaper, Scene
from trent_desktop.reports.kinds.stages import stages
from trent_desktop.reports.who.telling import (
    DEPUTY,
    DSL,
    EMERGENCY_SERVICES,
    HEAD_TODAY,
    ICT_TODAY,
    SOCIAL_CARE,
)
from trent_desktop.sentences import going_on

if TYPE_CHECKING:
    from trent_desktop.documents.page import Letterhead, Pdf

__all__ = ["KIND"]

_TITLE: Final = "Somebody got round the filter"
#: More serious than an accident, and less than a danger (rule 16).
_LEVEL: Final = 2
_ORDINARY: Final = (ICT_TODAY, HEAD_TODAY)
_SERIOUS: Final = (DSL, DEPUTY, HEAD_TODAY, ICT_TODAY)

_HAPPENED: Final = (
    (n.WAY_PROXY, "A page on the screen that showed another page inside it, in the library."),
    (n.WAY_HOTSPOT, "A tablet was on a telephone’s network instead of the school’s."),
    (n.WAY_PASSWORD, "Signed in with a teacher’s password, and opened a site for games."),
    (n.WAY_VPN, "A VPN was installed on a laptop that went home at the weekend."),
)


def _title_of(answers: Answers) -> str:
    ways = first_page(Defaults()).questions
    shown = next(one for one in ways if one.name == n.WAY).shown(answers.get(n.WAY))
    known = answers.get(n.WAY) in {way for way, _ in _HAPPENED} | {n.WAY_DEVICE, n.WAY_SETTINGS}
    return f"{_TITLE}: {going_on(shown)}" if known else _TITLE


def _blank(letterhead: Letterhead, day: dt.date, unchanging: bool) -> Pdf:
    from trent_desktop.reports.kinds.circumvention.paper import blank

    return blank(letterhead, day, unchanging)


def _filled(filling: Filling) -> None:
    from trent_desktop.reports.kinds.circumvention.paper import filled

    filled(filling)


def _sample(source: random.Random, scene: Scene) -> dict[str, Any]:
    way, happened = source.choice(_HAPPENED)
    return {
        asked.ABOUT: asked.ABOUT_NO,
        n.WHO: [dict(scene.child)],
        n.WAY: way,
        n.WHAT: happened,
        n.REACHED: "https://games.example.net",
        asked.HAPPENED_AT: when_value(scene.at),
        asked.CLASS: dict(scene.school_class),
    }


KIND: Final = Kind(
    n.CIRCUMVENTION,
    _TITLE,
    led_by="ICT Lead, then Headteacher",
    route=Route.CONTENT,
    door=Door(_TITLE, "A proxy, a VPN, somebody’s password.", "wall", "The filter"),
    carries_out={"circumventing": "Report getting round the filter"},
    stages=(asked.QUICK, asked.FULL),
    make_journey=stages(
        n.CIRCUMVENTION, _TITLE, lambda defaults: (first_page(defaults),), later_pages
    ),
    title_of=_title_of,
    seriousness=lambda _answers: _LEVEL,
    tellings=(
        *(_ORDINARY,) * 3,
        _SERIOUS,
        (EMERGENCY_SERVICES, DSL, DEPUTY, SOCIAL_CARE, HEAD_TODAY),
    ),
    labels={
        asked.ABOUT: "About a grown-up who works here",
        asked.STAFF_NAME: "Member of staff",
        n.WHO: "Pupils",
        n.WAY: "How",
        n.WHAT: "What happened",
        n.REACHED: "What was reached",
        asked.HAPPENED_AT: "Happened",
        asked.CLASS: "Class",
        n.DEVICE: "Device",
        n.PLACE: "Place",
        n.PASSWORD_OF: "Whose password",
        n.SHOWN: "Others shown how",
        asked.DANGER: "A child in danger",
        n.DONE: "Done at once",
        n.DONE_MORE: "Also done",
        asked.CHILD_WORDS: "The child’s own words",
    },
    paper=KindPaper(
        _TITLE,
        _blank,
        _filled,
        sources="Policy 8.2: computers only under close supervision. Policy 8.3: to the ICT Lead.",
        sealed_sources="Policy 8.2. About a grown-up who works here: for whoever leads on it alone.",
    ),
    said=n.WHAT,
    people={n.WHO: "did it"},
    quoted=frozenset({asked.CHILD_WORDS}),
    folded=(asked.HAPPENED_AT, asked.CLASS),
    where=n.REACHED,
    flow=FLOW,
    sample=_sample,
    course=course,
)
