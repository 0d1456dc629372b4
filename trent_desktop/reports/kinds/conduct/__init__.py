"""Somebody broke the rules about social media: a pupil, a parent or carer, or staff."""

from __future__ import annotations

import datetime as dt
import random
from typing import TYPE_CHECKING, Any, Final

from trent_desktop.journeys import NO, YES, Answers, when_value
from trent_desktop.reports.asked import names as asked
from trent_desktop.reports.cases import Route
from trent_desktop.reports.kinds.conduct import names as n
from trent_desktop.reports.kinds.conduct.course import course
from trent_desktop.reports.kinds.conduct.letter import LETTER
from trent_desktop.reports.kinds.conduct.pages import conduct_pages
from trent_desktop.reports.kinds.conduct.steps import FLOW
from trent_desktop.reports.kinds.filling import Filling
from trent_desktop.reports.kinds.kind import SERIOUS, Door, Kind, KindPaper, Scene
from trent_desktop.reports.kinds.stages import stages
from trent_desktop.reports.who.telling import DSL, HEAD_TODAY, POLICE

if TYPE_CHECKING:
    from trent_desktop.documents.page import Letterhead, Pdf

__all__ = ["KIND"]

_TITLE: Final = "Conduct on social media"
_LOW: Final = 1
_MODERATE: Final = 2

_BY_PUPIL: Final = (
    (n.UNDER_AGE, "She told the class about her account on an app for thirteen and over."),
    (n.LESSON, "He had a telephone under the table and was scrolling through short films."),
    (n.DAMAGING, "A post about our school dinners with the cook’s name, shared among Year 6."),
    (n.ALIAS, "A new account in the name of another child comments on everybody’s pictures."),
)
_BY_PARENT: Final = (
    (n.PICTURES, "Pictures of the whole nativity, other children with them, on an open page."),
    (n.DAMAGING, "A long post that names a teaching assistant and says untrue things of her."),
)


def _blank(letterhead: Letterhead, day: dt.date, unchanging: bool) -> Pdf:
    from trent_desktop.reports.kinds.conduct.paper import blank

    return blank(letterhead, day, unchanging)


def _filled(filling: Filling) -> None:
    from trent_desktop.reports.kinds.conduct.paper import filled

    filled(filling)


def _what(answers: Answers) -> object:
    by = (n.BY_PUPIL, n.BY_PARENT, n.BY_STAFF)
    return next((answers[name] for name in by if answers.get(name)), None)


def _at_risk(answers: Answers) -> bool:
    """Whether a child may be at risk: a stranger has written, or nobody knows."""
    under_age = answers.get(n.BY_PUPIL) == n.UNDER_AGE
    return under_age and answers.get(n.STRANGER) not in (None, NO)


def _seriousness(answers: Answers) -> int:
    if _what(answers) in n.GRAVE:
        return SERIOUS
    return _MODERATE if _at_risk(answers) or answers.get(n.BEFORE) == YES else _LOW


def _routed(answers: Answers) -> Route:
    """A pupil's is a matter of the safeguarding leads too; a parent's is the Headteacher's."""
    return Route.HEADTEACHER if answers.get(asked.ABOUT) == n.A_PARENT else Route.LEADERSHIP


def _sample(source: random.Random, scene: Scene) -> dict[str, Any]:
    parent = source.random() < 0.3
    what, seen = source.choice(_BY_PARENT if parent else _BY_PUPIL)
    answers: dict[str, Any] = {
        asked.ABOUT: n.A_PARENT if parent else n.A_PUPIL,
        n.SEEN: seen,
        asked.HAPPENED_AT: when_value(scene.at),
        n.STILL_THERE: source.choice((YES, NO)),
    }
    if parent:
        return answers | {n.PARENT: f"A parent of {scene.child['name']}", n.BY_PARENT: what}
    answers |= {n.PUPILS: [dict(scene.child)], n.BY_PUPIL: what}
    return answers | ({n.STRANGER: NO} if what == n.UNDER_AGE else {})


KIND: Final = Kind(
    n.CONDUCT,
    _TITLE,
    led_by="Headteacher; with the safeguarding leads where it is about a pupil",
    route=Route.LEADERSHIP,
    routed=_routed,
    door=Door(
        "Conduct on social media",
        "Somebody broke the rules: a pupil, a parent or staff.",
        "warning-circle",
        "Social media",
    ),
    carries_out=dict.fromkeys(
        ("damaging", "identifying", "aliases", "pictures", "pupil-breaches"), ""
    ),
    stages=(asked.QUICK,),
    make_journey=stages(n.CONDUCT, _TITLE, conduct_pages),
    title_of=lambda _answers: _TITLE,
    seriousness=_seriousness,
    at_risk=_at_risk,
    tellings=((HEAD_TODAY,), (HEAD_TODAY,), (HEAD_TODAY, DSL), *((DSL, HEAD_TODAY, POLICE),) * 2),
    labels={
        asked.ABOUT: "Who it was",
        n.PUPILS: "Pupil",
        n.PARENT: "Parent or carer",
        asked.STAFF_NAME: "Member of staff",
        n.BY_PUPIL: "What it was",
        n.BY_PARENT: "What it was",
        n.BY_STAFF: "What it was",
        n.SEEN: "What was seen",
        asked.HAPPENED_AT: "Happened",
        n.PLATFORM: "App or page",
        n.STILL_THERE: "Can still be seen",
        n.HURT: "Hurt by it, or shown in it",
        n.STRANGER: "A stranger has written",
        n.KNOWN_HOW: "Known how",
        n.BEFORE: "Happened before",
    },
    paper=KindPaper(
        _TITLE,
        _blank,
        _filled,
        handling="Confidential: for the Headteacher",
        sources="Social media policy, clauses 6.2 to 6.18 and 7.1 to 7.11",
    ),
    said=n.SEEN,
    people={n.PUPILS: "did it", n.HURT: "hurt"},
    folded=(asked.HAPPENED_AT,),
    flow=FLOW,
    letters=(LETTER,),
    sample=_sample,
    risk="conduct",
    course=course,
)
