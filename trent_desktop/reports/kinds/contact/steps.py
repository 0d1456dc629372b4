"""What is done about contact on social media: nothing, a talk, a letter; and a child's account."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Final

from trent_desktop.journeys import Choices, Option
from trent_desktop.reports.casework import names as n
from trent_desktop.reports.casework.deciding import TRIAGE, looks_again
from trent_desktop.reports.letters.step import LETTER
from trent_desktop.reports.steps import Details, Follows
from trent_desktop.reports.workflow import DECISION, STANDARD
from trent_desktop.roles import Role

_LETTER: Final = "letter"
_UNDER_AGE: Final = "under-age"

_DECIDED: Final = Choices(
    n.DECIDED,
    "What is done?",
    hint="Choose all that apply.",
    missing="Choose what is done.",
    options=(
        Option("noted", "Noted: nothing more is needed"),
        Option("declared", "The relationship is declared, and may go on"),
        Option("talk", "A talk with the family"),
        Option(_LETTER, "A letter to the parent or carer"),
        Option("meeting", "A meeting with the family"),
        Option(_UNDER_AGE, "The account is under age: parents are told"),
        Option("advice", "Advice to the member of staff, on privacy for example"),
        Option("chair", "The Chair of Governors is told"),
        Option(n.POLICE, "Referred to the police"),
        Option(n.MONITOR, "Watched until a day"),
        Option(n.IN_SCHOOL, "Not referred: dealt with in school"),
    ),
)


def _follows(details: Details, today: dt.date) -> tuple[Follows, ...]:
    """The letter is written, and parents and safeguarding leads hear of an account under age."""
    chosen = details.get(n.DECIDED)
    if not isinstance(chosen, list):
        return ()
    soon = today + dt.timedelta(days=1 if today.weekday() < 4 else 7 - today.weekday())
    found: list[Follows] = []
    if _LETTER in chosen:
        found.append(Follows("Write the letter, print it and send it", soon, Role.HEADTEACHER))
    if _UNDER_AGE in chosen:
        found.append(Follows("Tell the parents that the account is under age", soon))
        found.append(Follows("Tell the Designated Safeguarding Lead of the account", soon))
    return (*found, *looks_again(details, today))


FLOW: Final = STANDARD.having(
    replace(
        DECISION,
        form=replace(TRIAGE, questions=(_DECIDED, TRIAGE.questions[1])),
        follows=_follows,
    ),
    LETTER,
)
