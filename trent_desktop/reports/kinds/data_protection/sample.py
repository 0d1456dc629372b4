"""Invented complaints about personal data, and what becomes of them in a sample school."""

from __future__ import annotations

import random
from collections.abc import Sequence
from typing import Any, Final

from trent_desktop.journeys import YES, Answers, when_value
from trent_desktop.reports.asked import names as asked
from trent_desktop.reports.cases import Move
from trent_desktop.reports.casework import names as c
from trent_desktop.reports.kinds.complaining import dated
from trent_desktop.reports.kinds.data_protection import names as n
from trent_desktop.reports.kinds.kind import Happened, Scene
from trent_desktop.roles import Role

_SAID: Final = (
    (n.PICTURE, "Her picture was on the website, though we ticked no."),
    (n.WRONG, "The old telephone number is still rung, and we changed it in spring."),
    (n.SHARED, "The list for the trip went to all families, with what he is allergic to."),
    (n.COPY, "I asked for what is kept about us before the holidays and have not had it."),
    (n.KEPT, "Why is the form from the nursery still kept?"),
)
_OUTCOMES: Final = (
    (c.UPHELD, n.SORRY, "It should not have happened. The list is checked by two now."),
    (c.PARTLY, n.CORRECTED, "It was put right in one place and not in the other."),
    (c.NOT_UPHELD, n.NOTHING, "It is kept for as long as the law asks, and no longer."),
)
_NAMES: Final = ("Priscilla Oduya", "Martin Ashdown", "Camille Fournier", "Devinder Gill")


def answers(source: random.Random, scene: Scene) -> dict[str, Any]:
    """A complaint as the office takes it down. None of them is about a grown-up who works here."""
    what, said = source.choice(_SAID)
    return {
        asked.COMPLAINT_FROM: asked.FROM_PARENT,
        asked.COMPLAINT_NAME: source.choice(_NAMES),
        n.WHAT: what,
        asked.COMPLAINT_SAID: said,
        asked.ABOUT: asked.ABOUT_NO,
        asked.HAPPENED_AT: when_value(scene.at),
    }


def course(source: random.Random, _scene: Scene, _answers: Answers) -> Sequence[Happened]:
    """Acknowledged within days, and mostly put right."""
    head = Role.HEADTEACHER
    outcome, done, why = source.choice(_OUTCOMES)
    governors = {c.MEETING: "The paper for the termly meeting"}
    steps = (
        Happened(Move.HAVE_IT, head),
        Happened(Move.ACKNOWLEDGED, head, "", {c.ACKNOWLEDGED_HOW: "letter"}, days=2),
        Happened(Move.DECIDE, head, why, {c.OUTCOME: outcome, c.DECIDED: [done]}, days=7),
        Happened(Move.OUTCOME_TOLD, head, "", {c.TO_ICO: YES}, days=2),
        Happened(Move.GOVERNORS_TOLD, head, "", governors, days=8),
        Happened(Move.SIGN_OFF, head, "Answered, and put right where it was wrong.", days=2),
        Happened(Move.CLOSE, head, days=3),
    )
    return dated(steps)
