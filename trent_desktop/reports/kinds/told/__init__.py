"""A child told me something: led by the safeguarding leads, never a matter of the filter."""

from __future__ import annotations

import datetime as dt
import random
from typing import TYPE_CHECKING, Any, Final

from trent_desktop.journeys import NO, when_value
from trent_desktop.reports.asked import names as asked
from trent_desktop.reports.cases import Route
from trent_desktop.reports.kinds.filling import Filling
from trent_desktop.reports.kinds.kind import SERIOUS, Door, Kind, KindPaper, Scene
from trent_desktop.reports.kinds.stages import stages
from trent_desktop.reports.kinds.told import names as n
from trent_desktop.reports.kinds.told.course import course
from trent_desktop.reports.kinds.told.pages import told_pages
from trent_desktop.reports.who.telling import (
    DEPUTY,
    DSL,
    EMERGENCY_SERVICES,
    HEAD_TODAY,
    SOCIAL_CARE,
)

if TYPE_CHECKING:
    from trent_desktop.documents.page import Letterhead, Pdf

__all__ = ["KIND"]

_TITLE: Final = "A child told me something"
_SERIOUS: Final = (DSL, DEPUTY, HEAD_TODAY)

_SAID: Final = (
    "I don’t want to go home today.",
    "He said I mustn’t tell anybody or I get into trouble.",
    "They leave us on our own at night and I look after the little one.",
    "Somebody I don’t know keeps writing to me and wants a photo.",
)
_SEEMED: Final = (
    "Quiet, looked at the floor.",
    "Tearful at first, calm after a while.",
    "Calm, as if it was nothing.",
)


def _blank(letterhead: Letterhead, day: dt.date, unchanging: bool) -> Pdf:
    from trent_desktop.reports.kinds.told.paper import blank

    return blank(letterhead, day, unchanging)


def _filled(filling: Filling) -> None:
    from trent_desktop.reports.kinds.told.paper import filled

    filled(filling)


def _sample(source: random.Random, scene: Scene) -> dict[str, Any]:
    return {
        n.CHILD: [dict(scene.child)],
        asked.CHILD_WORDS: source.choice(_SAID),
        asked.ABOUT: asked.ABOUT_NO,
        asked.DANGER: NO,
        asked.HAPPENED_AT: when_value(scene.at),
        asked.CLASS: dict(scene.school_class),
        n.SEEMED: source.choice(_SEEMED),
        n.INJURY: NO,
        n.ANSWERED: "I said that it was right to tell me, and that I would tell somebody who helps.",
        n.IN_PERSON: [source.choice((n.IN_PERSON_DSL, n.IN_PERSON_DEPUTY))],
    }


KIND: Final = Kind(
    n.TOLD,
    _TITLE,
    led_by="Designated Safeguarding Lead, with the Headteacher",
    route=Route.SAFEGUARDING,
    door=Door(
        _TITLE,
        "Something worrying, in the child’s own words.",
        "ear",
        "About a child",
    ),
    carries_out={"smart-tell": ""},
    stages=(asked.QUICK,),
    make_journey=stages(n.TOLD, _TITLE, told_pages),
    title_of=lambda _answers: _TITLE,
    seriousness=lambda _answers: SERIOUS,
    tellings=(
        *(_SERIOUS,) * 4,
        (EMERGENCY_SERVICES, DSL, DEPUTY, SOCIAL_CARE, HEAD_TODAY),
    ),
    labels={
        n.CHILD: "Told by",
        asked.CHILD_WORDS: "The child’s own words",
        asked.ABOUT: "About a grown-up who works here",
        asked.DANGER: "Anybody in danger",
        asked.HAPPENED_AT: "Told",
        asked.CLASS: "Class",
        n.SEEMED: "How the child seemed",
        n.INJURY: "An injury",
        n.ANSWERED: "Said to the child",
        n.IN_PERSON: "Told in person",
    },
    paper=KindPaper(
        _TITLE, _blank, _filled, handling="Confidential: for the Designated Safeguarding Lead"
    ),
    said=asked.CHILD_WORDS,
    people={n.CHILD: "told it"},
    quoted=frozenset({asked.CHILD_WORDS}),
    folded=(asked.HAPPENED_AT, asked.CLASS),
    sample=_sample,
    course=course,
)
