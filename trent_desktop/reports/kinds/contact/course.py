"""What becomes of the invented reports of a sample school."""

from __future__ import annotations

import random
from collections.abc import Sequence

from trent_desktop.journeys import YES, Answers, when_value
from trent_desktop.reports.cases import Move
from trent_desktop.reports.casework import names as c
from trent_desktop.reports.kinds.contact import names as n
from trent_desktop.reports.kinds.contact.letter import LETTER
from trent_desktop.reports.kinds.kind import Happened, Scene
from trent_desktop.reports.letters.letter import SCHOOL
from trent_desktop.reports.letters.step import LETTER_TEXT, LETTER_TO
from trent_desktop.roles import Role


def course(source: random.Random, _scene: Scene, answers: Answers) -> Sequence[Happened]:
    """A talk at the gate, or a friendly letter."""
    head = Role.HEADTEACHER
    name = answers.get(n.NAME)
    to = name if isinstance(name, str) else "The parents"
    told = {c.TOLD: YES, c.WHOM: to, c.WHEN: when_value, c.BY_WHOM: "The Headteacher"}
    ended = {c.OUTCOME_TO: ["reporter", "parents"], c.WHEN: when_value}
    over = (
        Happened(Move.OUTCOME_TOLD, head, "", ended, days=1),
        Happened(Move.SIGN_OFF, head, "It was kindly meant, and is over.", minutes=30),
        Happened(Move.CLOSE, head, days=source.randint(3, 10)),
    )
    if source.random() < 0.5:
        text = LETTER.text.replace(SCHOOL, "our school")
        return (
            Happened(
                Move.DECIDE,
                head,
                "Not meant badly: they do not know our rule. A friendly letter will do.",
                {c.DECIDED: ["letter"]},
                days=1,
            ),
            Happened(Move.LETTER, head, "", {LETTER_TO: to, LETTER_TEXT: text}, minutes=90),
            Happened(Move.PARENTS_TOLD, head, "By the letter.", told, minutes=20),
            *over,
        )
    return (
        Happened(
            Move.DECIDE,
            head,
            "First time, and the colleague did right: no answer, and told at once.",
            {c.DECIDED: ["noted", "talk", "advice"]},
            days=1,
        ),
        Happened(
            Move.PARENTS_TOLD,
            head,
            "Friendly, and sorry: they had not thought of it.",
            told,
            minutes=120,
        ),
        *over,
    )
