"""What becomes of the invented requests of a sample school."""

from __future__ import annotations

import random
from collections.abc import Sequence

from trent_desktop.journeys import YES, Answers
from trent_desktop.reports.cases import Move
from trent_desktop.reports.kinds.access import names as n
from trent_desktop.reports.kinds.kind import Happened, Scene, later
from trent_desktop.roles import Role


def course(source: random.Random, _scene: Scene, _answers: Answers) -> Sequence[Happened]:
    """Looked at, decided, opened for a time, sometimes given longer, and blocked again."""
    first, open_for = source.randint(1, 5), source.randint(5, 40)
    advice = Happened(
        Move.RECOMMEND,
        Role.ICT_LEAD,
        "Looked at all of it: no adverts, no chat, links stay on the site.",
        {n.ADVICE: YES, n.EXTENT: "domain", n.PROFILES: [n.PROFILE_PUPILS]},
    )
    over = Happened(Move.CLOSE, Role.HEADTEACHER, days=source.randint(1, 6))
    if source.randint(1, 6) == 6:
        no = "The library’s own film shows the same, and is already open."
        return (advice, Happened(Move.REFUSE, Role.HEADTEACHER, no), over)
    days = {n.FROM: later(days=first), n.UNTIL: later(days=first + open_for)}
    opened = {
        n.APPLIED_BY: "The ICT Lead",
        n.TESTED_ON: [n.PROFILE_PUPILS],
        n.SEEN: "It opens for pupils. A page beside it stays blocked.",
    }
    ended = {n.SEEN: "The block page shows again for pupils."}
    longer: tuple[Happened, ...] = ()
    # In school days, so that it ends about its last day.
    rest = max(open_for * 5 // 7, 2)
    if source.randint(1, 4) == 4:
        why = "The unit goes on for a week."
        until = {n.UNTIL: later(days=8)}
        longer = (Happened(Move.EXTEND, Role.HEADTEACHER, why, until, days=rest - 1),)
        rest = 6
    return (
        advice,
        Happened(Move.AGREE, Role.HEADTEACHER, "It serves the unit well.", days),
        Happened(Move.APPLIED, Role.ICT_LEAD, "", opened, days=1),
        *longer,
        Happened(Move.BLOCKED_AGAIN, Role.ICT_LEAD, "", ended, days=rest),
        over,
    )
