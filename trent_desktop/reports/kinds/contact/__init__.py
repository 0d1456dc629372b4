"""Contact on social media between families and staff: the Headteacher is made aware of it."""

from __future__ import annotations

import datetime as dt
import random
from typing import TYPE_CHECKING, Any, Final, cast

from trent_desktop.journeys import NO, YES, Answers, when_value
from trent_desktop.reports.asked import names as asked
from trent_desktop.reports.cases import Route
from trent_desktop.reports.kinds.contact import names as n
from trent_desktop.reports.kinds.contact.course import course
from trent_desktop.reports.kinds.contact.labels import LABELS
from trent_desktop.reports.kinds.contact.letter import LETTER
from trent_desktop.reports.kinds.contact.pages import first_pages, is_declared, rest_pages
from trent_desktop.reports.kinds.contact.steps import FLOW
from trent_desktop.reports.kinds.contact.tellings import WITH_FAMILIES, WITH_PUPILS
from trent_desktop.reports.kinds.filling import Filling
from trent_desktop.reports.kinds.kind import ORDINARY, Door, Kind, KindPaper, Repeats, Scene
from trent_desktop.reports.kinds.stages import stages

if TYPE_CHECKING:
    from trent_desktop.documents.page import Letterhead, Pdf

__all__ = ["KIND"]

_TITLE: Final = "Social-media contact"
_DECLARED: Final = "A relationship outside school"
_FOR_INFORMATION: Final = 0
_MODERATE: Final = 2

_WHAT: Final = (
    "A request to be friends came in the evening. I left it without an answer.",
    "She wrote to my private account to ask about the homework. I did not answer.",
    "I was added to a group of parents, and left it at once.",
)
_PARENTS_SHARE: Final = 0.8
_PARENTS: Final = ("Joanna Wilk", "Dermot Hayes", "Priya Raman", "Yusuf Demir")


def _routed(answers: Answers) -> Route:
    """The Headteacher's alone; with the safeguarding leads where a child is concerned."""
    child = answers.get(n.BY) in (n.BY_PUPIL, n.BY_EX_PUPIL) and not is_declared(answers)
    return Route.LEADERSHIP if child else Route.HEADTEACHER


def _who(answers: Answers) -> tuple[str, str]:
    """Who was in contact: the id of one picked from the list of pupils, and the name."""
    if is_declared(answers):
        return "", ""
    listed = answers.get(n.PUPIL)
    if answers.get(n.BY) == n.BY_PUPIL and isinstance(listed, list) and listed:
        first = cast("list[dict[str, Any]]", listed)[0]
        return str(first.get("id") or ""), str(first.get("name", ""))
    name = answers.get(n.NAME)
    return "", name.strip() if isinstance(name, str) else ""


def _title(answers: Answers) -> str:
    if is_declared(answers):
        return _DECLARED
    _, name = _who(answers)
    return f"{_TITLE}: {name}" if name else _TITLE


def _seriousness(answers: Answers) -> int:
    if is_declared(answers):
        return _FOR_INFORMATION
    return _MODERATE if YES in (answers.get(n.UNDER_AGE), answers.get(n.AGAIN)) else ORDINARY


def _blank(letterhead: Letterhead, day: dt.date, unchanging: bool) -> Pdf:
    from trent_desktop.reports.kinds.contact.paper import blank

    return blank(letterhead, day, unchanging)


def _filled(filling: Filling) -> None:
    from trent_desktop.reports.kinds.contact.paper import filled

    filled(filling)


def _sample(source: random.Random, scene: Scene) -> dict[str, Any]:
    who: dict[str, Any] = {n.BY: n.BY_PARENT, n.NAME: source.choice(_PARENTS)}
    if source.random() > _PARENTS_SHARE:
        who = {n.BY: n.BY_PUPIL, n.PUPIL: [dict(scene.child)], asked.DANGER: NO}
    return {
        n.WAY: n.WAY_ME,
        **who,
        asked.ABOUT: asked.ABOUT_NO,
        n.WHAT: source.choice(_WHAT),
        asked.HAPPENED_AT: when_value(scene.at),
    }


KIND: Final = Kind(
    n.CONTACT,
    _TITLE,
    led_by="Headteacher",
    route=Route.HEADTEACHER,
    routed=_routed,
    door=Door(
        _TITLE, "A family or pupil wrote to staff, or you know one.", "user-plus", "Social media"
    ),
    carries_out={"friends": "A parent tried to contact me"},
    stages=(asked.QUICK, asked.FULL),
    make_journey=stages(n.CONTACT, _TITLE, first_pages, rest_pages),
    title_of=_title,
    seriousness=_seriousness,
    tellings=WITH_FAMILIES,
    told_on={Route.LEADERSHIP: WITH_PUPILS},
    labels=LABELS,
    paper=KindPaper(
        "Social-media contact report",
        _blank,
        _filled,
        handling="Confidential: for the Headteacher",
        sources="Policy 6.7 and 7.3: the Headteacher is made aware of it.",
        blank_sources="Policy 6.7, 7.3 and 7.5: the Headteacher is made aware of it.",
        sealed_sources="Policy 6.6, 6.8 and 7.5. About a grown-up who works here: for whoever leads "
        "on it alone.",
    ),
    said=n.WHAT,
    people={n.PUPIL: "was in contact"},
    folded=(asked.HAPPENED_AT,),
    flow=FLOW,
    letters=(LETTER,),
    shows_agreements=True,
    repeats=Repeats("attempt", "by the same person", _who),
    sample=_sample,
    risk="contact",
    course=course,
)
