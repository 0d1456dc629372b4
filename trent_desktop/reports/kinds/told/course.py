"""What becomes of the invented reports of a sample school."""

from __future__ import annotations

import random
from collections.abc import Sequence

from trent_desktop.journeys import NO, YES, Answers, when_value
from trent_desktop.reports.cases import Move
from trent_desktop.reports.casework import names as c
from trent_desktop.reports.kinds.kind import Happened, Scene, later
from trent_desktop.roles import Role


def course(source: random.Random, _scene: Scene, _answers: Answers) -> Sequence[Happened]:
    """Somebody has it within minutes, it is decided the same day, and parents are told or not."""
    dsl, head = Role.DSL, Role.HEADTEACHER
    seen = source.choice(
        (
            "Spoke with the child, with the class teacher there. Asked nothing more than was said.",
            "Saw the child at break: calm, with friends, and glad to have told somebody.",
        )
    )
    begun = (
        Happened(Move.HAVE_IT, dsl, minutes=source.randint(4, 15)),
        Happened(Move.NOTE, dsl, seen, minutes=20),
    )
    number = {c.REFERENCE: f"CP-{source.randint(1_000, 9_999)}"}
    kept = Happened(Move.ELSEWHERE, source.choice((dsl, Role.DEPUTY_DSL)), "", number, minutes=30)
    ended = (
        Happened(
            Move.OUTCOME_TOLD,
            dsl,
            "That it was right to tell, and who helps now.",
            {c.OUTCOME_TO: ["reporter", "hurt"], c.WHEN: when_value},
            days=source.randint(1, 3),
        ),
        Happened(Move.SIGN_OFF, head, "Read, with what came of it. I agree."),
        Happened(Move.CLOSE, head, days=source.randint(2, 12)),
    )
    if source.random() < 0.4:
        where = {c.REFERRED_TO: "social-care", c.WHEN: when_value}
        return (
            *begun,
            Happened(
                Move.DECIDE,
                dsl,
                "The child may not be safe at home, and was afraid to go. Rang the duty team at once.",
                {c.DECIDED: [c.SOCIAL_CARE], c.THRESHOLD: "3"},
                minutes=15,
            ),
            Happened(
                Move.REFERRED,
                dsl,
                "Somebody sees the family today.",
                where | {c.REFERENCE: f"D {source.randint(10_000, 99_999)}"},
                minutes=20,
            ),
            Happened(
                Move.PARENTS_TOLD,
                dsl,
                "Not yet: the duty team asks us to wait until they have been there.",
                {c.TOLD: NO},
                minutes=5,
            ),
            kept,
            *ended,
        )
    return (
        *begun,
        Happened(
            Move.PARENTS_TOLD,
            dsl,
            "They came in the same afternoon, and are thankful for the help that is offered.",
            {c.TOLD: YES, c.WHOM: "Both parents", c.WHEN: when_value, c.BY_WHOM: "The DSL"},
            minutes=60,
        ),
        Happened(
            Move.DECIDE,
            dsl,
            "Not referred: nobody is in danger, and the family takes early help. Looked at again.",
            {c.DECIDED: [c.EARLY_HELP, c.MONITOR], c.MONITOR_UNTIL: later(weeks=3)},
            minutes=25,
        ),
        kept,
        *ended,
    )
