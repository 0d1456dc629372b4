"""What is done about conduct: a decision of several things at once, and a look whether it helped."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Final

from trent_desktop.journeys import Choices, Option
from trent_desktop.reports.casework import names as c
from trent_desktop.reports.casework.deciding import TRIAGE, looks_again
from trent_desktop.reports.kinds.conduct import names as n
from trent_desktop.reports.letters.step import LETTER
from trent_desktop.reports.steps import Details, Follows
from trent_desktop.reports.workflow import DECISION, STANDARD

#: How long somebody has to take something down before it is looked at again.
_TO_TAKE_DOWN: Final = dt.timedelta(days=7)


def _follows(details: Details, today: dt.date) -> tuple[Follows, ...]:
    given = looks_again(details, today)
    if n.TAKE_DOWN in (details.get(c.DECIDED) or ()):
        words = "Check whether it has been taken down"
        return (*given, Follows(words, today + _TO_TAKE_DOWN, review=True))
    return given


_DECIDED: Final = Choices(
    c.DECIDED,
    "What has been decided?",
    hint="Choose all that apply.",
    missing="Choose what was decided.",
    options=(
        Option(n.TALK, "A talk about what happened"),
        Option(n.MEETING, "Parents or carers are met"),
        Option(n.TAKE_DOWN, "Asked to take it down"),
        Option(n.BEHAVIOUR, "Under the behaviour policy"),
        Option(n.PLATFORM_TOLD, "Reported to the app or page itself"),
        Option(c.EARLY_HELP, "Early help"),
        Option(c.SOCIAL_CARE, "Referred to children’s social care"),
        Option(c.POLICE, "Referred to the police"),
        Option(c.MONITOR, "Watched until a day"),
        Option(n.NO_MORE, "No more is done"),
    ),
)
FLOW: Final = STANDARD.having(
    replace(
        DECISION,
        form=replace(
            TRIAGE,
            questions=(
                _DECIDED,
                *(one for one in TRIAGE.questions if one.name == c.MONITOR_UNTIL),
            ),
        ),
        follows=_follows,
    ),
    LETTER,
)
