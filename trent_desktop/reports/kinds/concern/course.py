"""What becomes of the invented reports of a sample school."""

from __future__ import annotations

import random
from collections.abc import Sequence

from trent_desktop.journeys import Answers, when_value
from trent_desktop.reports.cases import Move
from trent_desktop.reports.casework import names as c
from trent_desktop.reports.kinds.concern import names as n
from trent_desktop.reports.kinds.kind import Happened, Scene, later
from trent_desktop.roles import Role


def course(source: random.Random, _scene: Scene, answers: Answers) -> Sequence[Happened]:
    """A talk with whoever it is about, kept and, where it was not the first, watched."""
    head = Role.HEADTEACHER
    decided = {c.DECIDED: [c.LOW_LEVEL]}
    why = "Careless, and no child was harmed. Spoken with, and kept."
    if answers.get(n.ON_ITS_OWN) == n.AGAIN:
        decided = {c.DECIDED: [c.LOW_LEVEL, c.MONITOR], c.MONITOR_UNTIL: later(weeks=4)}
        why = "Not the first time. The code of conduct was gone through together."
    ended = {c.OUTCOME_TO: ["reporter", "staff"], c.WHEN: when_value}
    return (
        Happened(
            Move.NOTE,
            head,
            "Heard what happened from both. The two accounts agree.",
            minutes=source.randint(60, 300),
        ),
        Happened(Move.DECIDE, head, why, decided, days=1),
        Happened(Move.OUTCOME_TOLD, head, "", ended, minutes=90),
        Happened(Move.SIGN_OFF, head, "Looked at together with what was kept before.", days=1),
        Happened(Move.CLOSE, head, days=source.randint(2, 8)),
    )
