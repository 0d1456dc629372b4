"""A request for a blocked page (policy Appendix 1): looked at, decided, opened for a time, blocked again."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final

from trent_desktop.journeys import Answers
from trent_desktop.reports.asked import names as asked
from trent_desktop.reports.cases import Route
from trent_desktop.reports.filter.addresses import addresses_in
from trent_desktop.reports.kinds.access import names as n
from trent_desktop.reports.kinds.access.course import course
from trent_desktop.reports.kinds.access.opening import opening
from trent_desktop.reports.kinds.access.pages import first_pages, later_pages
from trent_desktop.reports.kinds.access.steps import FLOW, TO_DO
from trent_desktop.reports.kinds.filling import Filling
from trent_desktop.reports.kinds.kind import Door, Kind, KindPaper, Scene
from trent_desktop.reports.kinds.stages import stages
from trent_desktop.reports.who.telling import BY_ITSELF, THIS_WEEK, Telling

if TYPE_CHECKING:
    from trent_desktop.documents.page import Letterhead, Pdf

__all__ = ["KIND"]

#: Stands in an e-mail for what is in the program alone.
LEFT_OUT: Final = "stands in the request"
_TITLE: Final = "Request for a blocked page"
_LONGEST: Final = 60
_TOLD: Final = (
    Telling(
        "ict-lead",
        "ICT Lead",
        THIS_WEEK,
        BY_ITSELF,
        "The ICT Lead looks at the page and advises.",
    ),
    Telling(
        "headteacher",
        "Headteacher",
        THIS_WEEK,
        BY_ITSELF,
        "The Headteacher decides. You see the answer here.",
    ),
)

_WANTED: Final = (
    ("https://rivers.example.org/map", n.WHAT_PAGE, "A map of rivers for our geography week."),
    (
        "https://films.example.net/frogs",
        n.WHAT_VIDEO,
        "A short film of how frogs grow, for science.",
    ),
    ("https://times-tables.example.com", n.WHAT_GAME, "Practice of times tables on the tablets."),
)


def _title_of(answers: Answers) -> str:
    where = answers.get(n.WHERE)
    found = addresses_in(where[:5_000]) if isinstance(where, str) else ()
    if not found:
        return _TITLE
    shown = found[0].host.replace(".", "[.]") if found[0].is_web else found[0].defanged
    return f"Asked for: {shown[:_LONGEST]}"


def _letter(answers: Answers) -> Sequence[tuple[str, str]]:
    where = answers.get(n.WHERE)
    found = addresses_in(where[:5_000]) if isinstance(where, str) else ()
    hosts = dict.fromkeys(one.host.replace(".", "[.]") for one in found if one.is_web)
    questions = KIND.questions()
    said = [("Page", ", ".join(hosts) or LEFT_OUT)]
    said += [
        (KIND.labels[name], questions[name].shown(answers[name]))
        for name in (n.WHAT, n.FIRST_DAY, n.LAST_DAY, n.WHO)
        if name in answers
    ]
    return [(label, "; ".join(words.splitlines())) for label, words in said]


def _blank(letterhead: Letterhead, day: dt.date, unchanging: bool) -> Pdf:
    from trent_desktop.reports.kinds.access.paper import blank

    return blank(letterhead, day, unchanging)


def _filled(filling: Filling) -> None:
    from trent_desktop.reports.kinds.access.paper import filled

    filled(filling)


def _sample(source: random.Random, scene: Scene) -> dict[str, Any]:
    where, what, why = source.choice(_WANTED)
    return {
        n.WHERE: where,
        n.WHAT: what,
        n.WHY: why,
        asked.ABOUT: asked.ABOUT_NO,
        asked.CLASS: dict(scene.school_class),
    }


KIND: Final = Kind(
    n.ACCESS,
    _TITLE,
    led_by="ICT Lead, then Headteacher",
    route=Route.CONTENT,
    door=Door(_TITLE, "Something you need for lessons.", "lock-key-open", "The filter"),
    carries_out={"access": ""},
    stages=(asked.QUICK, asked.FULL),
    make_journey=stages(
        n.ACCESS,
        _TITLE,
        first_pages,
        later_pages,
        last_button="Send request",
        rest_title="The rest of your request",
    ),
    title_of=_title_of,
    seriousness=lambda _answers: 0,
    tellings=(_TOLD,) * 5,
    labels={
        n.WHERE: "Page, app or site",
        n.WHAT: "What it is",
        n.WHY: "Why it is needed",
        asked.ABOUT: "About a grown-up who works here",
        asked.CLASS: "Class",
        n.CONTENT: "What is on it",
        n.LESSON: "Lesson or work",
        n.FIRST_DAY: "First day",
        n.LAST_DAY: "Last day",
        n.WHO: "Who needs it",
        n.LOOKED: "Looked at beforehand",
        n.LOOKED_BY: "Looked at by",
        n.RISKS: "Risks",
        n.MET: "How they are met",
        n.INSTEAD: "Tried instead",
    },
    paper=KindPaper(
        "Blocked content access request",
        _blank,
        _filled,
        appendix="Appendix 1 of the Social Media Policy",
        handling="For the ICT Lead and the Headteacher",
        sources="Policy 8.4: the request goes to the ICT Lead. Policy 8.5: the Headteacher decides.",
    ),
    said=n.WHY,
    folded=(asked.CLASS,),
    where=n.WHERE,
    flow=FLOW,
    to_do=TO_DO,
    letter=_letter,
    gives_copies=False,
    opening=opening,
    sample=_sample,
    course=course,
)
