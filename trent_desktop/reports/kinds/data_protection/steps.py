"""What becomes of a complaint about personal data, by the law of June 2026 (rule 57).

It is acknowledged within thirty days, looked into without undue delay, and whoever complained is
told how far it is, how it ended, and that the Information Commissioner’s Office comes next.
"""

from __future__ import annotations

import datetime as dt
from typing import Final

from trent_desktop.journeys import YES, Choice, Option
from trent_desktop.reports.cases import Answers, CaseState, Move
from trent_desktop.reports.casework import names as c
from trent_desktop.reports.kinds.complaining import (
    ACKNOWLEDGE,
    acknowledged,
    complaint_flow,
    decided,
    outcome_told,
    received_on,
)
from trent_desktop.reports.kinds.data_protection import names as n
from trent_desktop.reports.steps import Details, Follows

_S: Final = CaseState

#: Data Protection Act 2018, section 164A, as the Data (Use and Access) Act 2025 made it. Last
#: compared with the Act in November 2026.
IN_FORCE_FROM: Final = dt.date(2026, 6, 19)
#: The day on which it comes is the first of them.
ACKNOWLEDGE_WITHIN: Final = dt.timedelta(days=30)
#: Our own, for *without undue delay*: how far it is, is said every two weeks.
PROGRESS_WITHIN: Final = dt.timedelta(days=14)


def begins(answers: Answers, today: dt.date) -> tuple[Follows, ...]:
    """It is acknowledged by the thirtieth day, the one on which it came included."""
    due = received_on(answers, today) + ACKNOWLEDGE_WITHIN - dt.timedelta(days=1)
    return (Follows(ACKNOWLEDGE, due),)


def _look_into_it(_details: Details, today: dt.date) -> tuple[Follows, ...]:
    words = "Look into it without undue delay, and tell whoever complained how far it is"
    return (Follows(words, today + PROGRESS_WITHIN),)


_ACKNOWLEDGED: Final = acknowledged(
    "The law gives thirty days from the day on which it came; sooner is kinder. Say who looks into "
    "it, and that they hear how it goes. A letter begins with the school’s own words.",
    _look_into_it,
)
_SETTLES: Final = frozenset({Move.ACKNOWLEDGED, None})
_DONE: Final = (
    Option(n.SORRY, "The school says sorry"),
    Option(n.CORRECTED, "What is wrong is put right"),
    Option(n.DELETED, "What is not needed is deleted"),
    Option(n.GIVEN, "A copy is given"),
    Option(n.TAKEN_DOWN, "What was published is taken down"),
    Option(n.BREACH_TOLD, "It was a breach: the ICO was told"),
    Option(n.PRACTICE, "Something is done differently from now on"),
    Option(n.NOTHING, "No more is done"),
)
_LEAD: Final = (
    "Ask the school’s data protection officer. If it was a breach that may harm somebody, the "
    "Information Commissioner’s Office hears of it within 72 hours of its being known."
)
_DECIDED: Final = decided(*_DONE, settles=_SETTLES, lead=_LEAD)
_DECIDED_ABOUT_ADULTS: Final = decided(
    *_DONE[:-1],
    Option(c.DISCIPLINARY, "Dealt with under the disciplinary procedure"),
    _DONE[-1],
    settles=_SETTLES,
    lead=_LEAD,
)
_TOLD: Final = outcome_told(
    "Say how it ended and why. Say also where to go next: if they are not content, they may complain "
    "to the Information Commissioner’s Office (ICO), which asks that the school hears of it first.",
    Choice(
        c.TO_ICO,
        "Do they know that they may go to the ICO next?",
        missing="Say whether they know where to go next.",
        options=(Option(YES, "Yes, it was said"), Option("later", "Not yet: it will be sent")),
    ),
)

_WAITS: Final = {
    _S.WITH_HEAD: "The Headteacher acknowledges it and looks into it without undue delay.",
    _S.WITH_CHAIR: "The Chair of Governors acknowledges it and looks into it without undue delay.",
}
TO_DO: Final = {_S.WITH_HEAD: "Acknowledge it, look into it, and write down how it ended"}

FLOW: Final = complaint_flow(_ACKNOWLEDGED, _DECIDED, _TOLD, waits=_WAITS)
#: Of one about a grown-up who works here: the same, read by one person alone (rule 2).
ABOUT_ADULTS: Final = complaint_flow(_ACKNOWLEDGED, _DECIDED_ABOUT_ADULTS, _TOLD, waits=_WAITS)
