"""What becomes of the invented reports of a sample school."""

from __future__ import annotations

import random
from collections.abc import Sequence

from trent_desktop.journeys import YES, Answers, when_value
from trent_desktop.reports.cases import Move
from trent_desktop.reports.casework import names as c
from trent_desktop.reports.kinds.circumvention import names as n
from trent_desktop.reports.kinds.kind import Happened, Scene, later
from trent_desktop.reports.supervision.step import FROM, UNTIL, WHOM
from trent_desktop.roles import Role


def course(source: random.Random, scene: Scene, answers: Answers) -> Sequence[Happened]:
    """The way is closed, computers are used with a grown-up for a while, and parents know."""
    ict, head = Role.ICT_LEAD, Role.HEADTEACHER
    who = [dict(scene.child)]
    filtered: tuple[Happened, ...]
    if answers.get(n.WAY) in (n.WAY_PROXY, n.WAY_VPN):
        filtered = (
            Happened(Move.BLOCKED, ict, "Asked for the block of that way in.", minutes=15),
            Happened(Move.STILL_BLOCKED, ict, "Tried on a pupil’s account.", days=1),
        )
    else:
        no = "Nothing for the filter: passwords are changed, and the tablets keep to our network."
        filtered = (Happened(Move.NO_BLOCK_NEEDED, ict, no, minutes=40),)
    details = {WHOM: who, FROM: later(days=0), UNTIL: later(weeks=source.randint(2, 4))}
    supervised = (
        Happened(
            Move.SUPERVISE,
            head,
            "Twice in a month, and friends were shown how.",
            details,
            days=1,
        ),
    )
    which = "supervised"
    if not scene.child.get("id") or source.random() < 0.3:
        # Who has left the school is on no class's list.
        supervised, which = (), source.choice(("talk", "talk", "lesson"))
    told = {c.TOLD: YES, c.WHOM: "The parents", c.WHEN: when_value, c.BY_WHOM: "The Headteacher"}
    return (
        *filtered,
        *supervised,
        Happened(Move.SANCTION, head, "", {c.FOR_WHOM: who, c.SANCTION: which}, minutes=20),
        Happened(Move.PARENTS_TOLD, head, "They agree with it.", told, minutes=60),
        Happened(Move.SIGN_OFF, head, "Talked about why there is a filter. Put right.", days=1),
        Happened(Move.CLOSE, head, days=source.randint(1, 8)),
    )
