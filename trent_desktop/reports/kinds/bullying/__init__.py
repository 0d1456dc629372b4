"""Cyber-bullying: led by whoever leads the school's anti-bullying chain, or by the Headteacher."""

from __future__ import annotations

import datetime as dt
import random
from typing import TYPE_CHECKING, Any, Final

from trent_desktop.journeys import NO, Answers, HandOver, when_value
from trent_desktop.reports.asked import names as asked
from trent_desktop.reports.cases import Route
from trent_desktop.reports.kinds.bullying import names as n
from trent_desktop.reports.kinds.bullying.course import course
from trent_desktop.reports.kinds.bullying.labels import LABELS
from trent_desktop.reports.kinds.bullying.pages import first_page
from trent_desktop.reports.kinds.bullying.rest_pages import rest_pages
from trent_desktop.reports.kinds.bullying.seriousness import is_decided, must_stop, seriousness
from trent_desktop.reports.kinds.bullying.steps import FLOW
from trent_desktop.reports.kinds.bullying.tellings import BY_CHILD_PROTECTION, BY_HEADTEACHER
from trent_desktop.reports.kinds.filling import Filling
from trent_desktop.reports.kinds.kind import Door, Kind, KindPaper, Scene
from trent_desktop.reports.kinds.stages import stages
from trent_desktop.reports.stop.pages import to_the_stop

if TYPE_CHECKING:
    from trent_desktop.documents.page import Letterhead, Pdf

__all__ = ["KIND"]

_TITLE: Final = "Cyber-bullying"
_STOP: Final = to_the_stop(n.BULLYING)

_SAID: Final = (
    "They made a group without me and everybody laughs about me in it.",
    "Somebody wrote that nobody likes me, and then the others put hearts on it.",
    "He filmed me when I tripped over at lunch, and put it in the group.",
    "They say I smell, every evening, in the game chat.",
)
_CHILDREN_SHARE: Final = 0.85
_COLLEAGUES: Final = ("Bettina Fairweather", "Osman Yardley", "Carys Linfield")
_ABOUT_COLLEAGUES: Final = (
    "Parents wrote in a group that she should not be near children. It is not true.",
    "A picture of him was put on a page with an unkind joke, and many laughed at it.",
)


def _hand_over(answers: Answers) -> HandOver | None:
    return _STOP if must_stop(answers) else None


def _routed(answers: Answers) -> Route:
    """A colleague who was hurt is the Headteacher's; a child goes along the school's own chain."""
    if answers.get(n.HURT) == n.HURT_STAFF:
        return Route.HEADTEACHER
    return Route.LEADERSHIP if answers.get(n.CHAIN) == n.CHAIN_HEAD else Route.SAFEGUARDING


def _title(answers: Answers) -> str:
    return f"{_TITLE} of a colleague" if answers.get(n.HURT) == n.HURT_STAFF else _TITLE


def _blank(letterhead: Letterhead, day: dt.date, unchanging: bool) -> Pdf:
    from trent_desktop.reports.kinds.bullying.paper import blank

    return blank(letterhead, day, unchanging)


def _filled(filling: Filling) -> None:
    from trent_desktop.reports.kinds.bullying.paper import filled

    filled(filling)


def _sample(source: random.Random, scene: Scene) -> dict[str, Any]:
    if source.random() > _CHILDREN_SHARE:
        return {
            n.HURT: n.HURT_STAFF,
            n.HURT_ADULTS: source.choice(_COLLEAGUES),
            asked.CHILD_WORDS: source.choice(_ABOUT_COLLEAGUES),
            asked.ABOUT: n.BY_PARENT,
            asked.DANGER: NO,
            asked.HAPPENED_AT: when_value(scene.at),
        }
    known = bool(scene.other) and source.random() < 0.6
    return {
        n.HURT: n.HURT_CHILD,
        n.HURT_CHILDREN: [dict(scene.child)],
        asked.CHILD_WORDS: source.choice(_SAID),
        asked.ABOUT: n.BY_CHILD if known else n.BY_UNKNOWN,
        **({n.BY_CHILDREN: [dict(scene.other)]} if known else {}),
        asked.DANGER: NO,
        asked.HAPPENED_AT: when_value(scene.at),
        asked.CLASS: dict(scene.school_class),
    }


KIND: Final = Kind(
    n.BULLYING,
    _TITLE,
    led_by="Designated Safeguarding Lead or Headteacher, as the school says",
    route=Route.SAFEGUARDING,
    routed=_routed,
    given={n.CHAIN: n.CHAIN},
    door=Door(_TITLE, "Unkind online, to a child or a colleague.", "chats-circle", "About a child"),
    carries_out={"cyber-bullying": ""},
    stages=(asked.QUICK, asked.FULL),
    make_journey=stages(
        n.BULLYING,
        _TITLE,
        lambda defaults: (first_page(defaults),),
        rest_pages,
        hand_over=_hand_over,
    ),
    title_of=_title,
    seriousness=seriousness,
    decided=is_decided,
    must_stop=must_stop,
    tellings=BY_CHILD_PROTECTION,
    told_on={Route.LEADERSHIP: BY_HEADTEACHER, Route.HEADTEACHER: BY_HEADTEACHER},
    labels=LABELS,
    paper=KindPaper(
        "Cyber-bullying report",
        _blank,
        _filled,
        handling="Confidential: for whoever leads on bullying",
        sources="Policy 9.2: dealt with along the same chain as the Anti-Bullying Policy.",
        sealed_sources="Policy 6.18 and 9.2. About a grown-up who works here: for whoever leads on "
        "it alone.",
    ),
    said=asked.CHILD_WORDS,
    people={n.HURT_CHILDREN: "was hurt", n.BY_CHILDREN: "did it"},
    quoted=frozenset({asked.CHILD_WORDS}),
    folded=(asked.HAPPENED_AT, asked.CLASS),
    flow=FLOW,
    shows_agreements=True,
    attachments=True,
    sample=_sample,
    risk="conduct",
    course=course,
)
