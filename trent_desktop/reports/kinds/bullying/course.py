"""What becomes of the invented reports of a sample school."""

from __future__ import annotations

import random
from collections.abc import Sequence

from trent_desktop.journeys import YES, Answers, when_value
from trent_desktop.reports.asked import names as asked
from trent_desktop.reports.cases import Move
from trent_desktop.reports.casework import names as c
from trent_desktop.reports.kinds.bullying import names as n
from trent_desktop.reports.kinds.kind import Happened, Scene
from trent_desktop.roles import Role


def course(source: random.Random, scene: Scene, answers: Answers) -> Sequence[Happened]:
    """Both are heard, parents told, and it is looked at again by the tasks of the decision."""
    staff = answers.get(n.HURT) == n.HURT_STAFF
    lead = Role.HEADTEACHER if staff else Role.DSL
    known = answers.get(asked.ABOUT) == n.BY_CHILD
    words = "It went on for a week, in a group that nobody looked after. The group is gone."
    if staff:
        words = "It was untrue, and hurt. The page was kept as it was, and then taken down."
    decided = ["support", "parents-told"]
    followed: tuple[Happened, ...] = ()
    if known:
        words = "Both were heard, one after the other. Whoever did it is sorry, and said so."
        decided = ["support", "talk", "put-right", "parents-told", "sanction"]
        which = source.choice(("apology", "apology", "lost-time", "talk"))
        details = {c.FOR_WHOM: [dict(scene.other)], c.SANCTION: which}
        followed = (Happened(Move.SANCTION, lead, "", details, minutes=40),)
    else:
        decided.append("platform")
    told = {
        c.TOLD: YES,
        c.WHOM: "The parents of everybody in it",
        c.WHEN: when_value,
        c.BY_WHOM: "The class teacher",
    }
    ended = {c.OUTCOME_TO: ["reporter", "hurt", "parents"], c.WHEN: when_value}
    return (
        Happened(Move.HAVE_IT, lead, minutes=source.randint(10, 90)),
        Happened(Move.DECIDE, lead, words, {c.DECIDED: decided}, days=1),
        Happened(Move.PARENTS_TOLD, lead, "They read the rules together.", told, minutes=90),
        *followed,
        Happened(Move.OUTCOME_TOLD, lead, "", ended, days=source.randint(1, 3)),
        Happened(
            Move.SIGN_OFF,
            Role.HEADTEACHER,
            "By our policy. It is looked at again as it says.",
            minutes=60,
        ),
        Happened(Move.CLOSE, Role.HEADTEACHER, days=1),
    )
