"""What becomes of the invented reports of a sample school."""

from __future__ import annotations

import random
from collections.abc import Sequence

from trent_desktop.journeys import YES, Answers, when_value
from trent_desktop.reports.asked import names as asked
from trent_desktop.reports.cases import Move
from trent_desktop.reports.casework import names as c
from trent_desktop.reports.kinds.conduct import names as n
from trent_desktop.reports.kinds.conduct.letter import LETTER
from trent_desktop.reports.kinds.kind import Happened, Scene
from trent_desktop.reports.letters.letter import SCHOOL
from trent_desktop.reports.letters.step import LETTER_TEXT, LETTER_TO
from trent_desktop.roles import Role


def course(source: random.Random, scene: Scene, answers: Answers) -> Sequence[Happened]:
    """A talk and what follows for a pupil, a letter for a parent; looked at again where it stays."""
    head = Role.HEADTEACHER
    parent = answers.get(asked.ABOUT) == n.A_PARENT
    still = [n.TAKE_DOWN] if answers.get(n.STILL_THERE) == YES else []
    decided = [n.MEETING, *still] if parent else [n.TALK, *still, n.BEHAVIOUR]
    followed: Happened
    if parent:
        why = "They did not think of the other families. A letter first, then a talk."
        text = LETTER.text.replace(SCHOOL, "our school")
        followed = Happened(
            Move.LETTER, head, "", {LETTER_TO: "The parents", LETTER_TEXT: text}, minutes=60
        )
    else:
        why = "A first time, and owned up to at once. Talked about why the rule is there."
        which = source.choice(("talk", "talk", "parents", "lesson", "warning"))
        details = {c.FOR_WHOM: [dict(scene.child)], c.SANCTION: which}
        followed = Happened(Move.SANCTION, head, "", details, minutes=30)
    told = {c.TOLD: YES, c.WHOM: "The parents", c.WHEN: when_value, c.BY_WHOM: "The Headteacher"}
    ended = {c.OUTCOME_TO: ["reporter", "parents"], c.WHEN: when_value}
    return (
        Happened(Move.DECIDE, head, why, {c.DECIDED: decided}, days=1),
        followed,
        Happened(
            Move.PARENTS_TOLD,
            head,
            source.choice(("They knew nothing of it.", "They will look at it together tonight.")),
            told,
            minutes=90,
        ),
        Happened(Move.OUTCOME_TOLD, head, "", ended, days=1),
        Happened(Move.SIGN_OFF, head, "Put right, and nobody was harmed.", minutes=40),
        Happened(Move.CLOSE, head, days=source.randint(2, 9)),
    )
