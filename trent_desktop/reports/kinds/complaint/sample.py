"""Invented complaints about the policy, and what becomes of them in a sample school."""

from __future__ import annotations

import random
from collections.abc import Sequence
from typing import Any, Final

from trent_desktop.journeys import YES, Answers, when_value
from trent_desktop.reports.asked import names as asked
from trent_desktop.reports.cases import Move
from trent_desktop.reports.casework import names as c
from trent_desktop.reports.kinds.complaining import dated
from trent_desktop.reports.kinds.complaint import names as n
from trent_desktop.reports.kinds.kind import Happened, Scene
from trent_desktop.roles import Role

_SAID: Final = (
    (n.FAIR, "Others posted pictures of the fair as well, and only we were asked."),
    (
        n.USED,
        "A letter about an account that was deleted a year ago, in front of the class.",
    ),
    (n.POLICY, "We were friends long before either of us worked here. It should say so."),
    (n.USED, "I told the office twice about the group chat and heard nothing."),
    (n.USED, "The page for the family tree was refused, and nobody said why."),
)
_OUTCOMES: Final = (
    (c.UPHELD, n.SORRY, "Others were not asked. All families are written to now."),
    (c.PARTLY, n.PRACTICE, "The rule was right, and the way it was said was not."),
    (c.NOT_UPHELD, n.EXPLAINED, "It was used as with everybody. We went through it."),
)
_NAMES: Final = ("Helena Marsh", "Ibrahim Yusuf", "Joanne Pickering", "Luca Bertoni")


def answers(source: random.Random, scene: Scene) -> dict[str, Any]:
    """A complaint as the office takes it down. None of them is about a grown-up who works here."""
    what, said = source.choice(_SAID)
    by_staff = what == n.POLICY
    return {
        asked.COMPLAINT_FROM: asked.FROM_STAFF if by_staff else asked.FROM_PARENT,
        asked.COMPLAINT_NAME: source.choice(_NAMES),
        n.WHAT: what,
        asked.COMPLAINT_SAID: said,
        asked.ABOUT: asked.ABOUT_NO,
        asked.HAPPENED_AT: when_value(scene.at),
    }


def course(source: random.Random, _scene: Scene, _answers: Answers) -> Sequence[Happened]:
    """Most end with a talk, some with an answer in writing, a few before a panel."""
    head = Role.HEADTEACHER
    steps = [
        Happened(Move.HAVE_IT, head),
        Happened(Move.ACKNOWLEDGED, head, "", {c.ACKNOWLEDGED_HOW: "letter"}, days=2),
    ]
    how_far = source.choices((1, 2, 3), (5, 3, 2))[0]
    if how_far > 1:
        why = "The talk was friendly, and they would like it in writing."
        steps.append(Happened(Move.STAGE, head, why, {c.STAGE: c.FORMAL}, days=6))
    if how_far > 2:
        why = "They asked for the governors after the letter."
        heard = {c.SAT: "Three governors who knew nothing of it", c.CAME: YES}
        steps += [
            Happened(Move.STAGE, head, why, {c.STAGE: c.PANEL}, days=8),
            Happened(Move.HEARING, head, "", heard, days=15),
        ]
    outcome, done, why = source.choice(_OUTCOMES)
    governors = {c.MEETING: "The paper for the termly meeting"}
    steps += [
        Happened(Move.DECIDE, head, why, {c.OUTCOME: outcome, c.DECIDED: [done]}, days=4),
        Happened(Move.OUTCOME_TOLD, head, days=2),
        Happened(Move.GOVERNORS_TOLD, head, "", governors, days=5),
        Happened(Move.SIGN_OFF, head, "Answered, and written down for the governors.", days=2),
        Happened(Move.CLOSE, head, days=3),
    ]
    return dated(steps)
