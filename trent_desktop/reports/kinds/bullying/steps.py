"""What is done about cyber-bullying: several things at once, and looking again three times (rule 47)."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Final

from trent_desktop.journeys import Choices, Option
from trent_desktop.reports.casework import names as n
from trent_desktop.reports.casework.deciding import TRIAGE, looks_again
from trent_desktop.reports.steps import Details, Follows
from trent_desktop.reports.workflow import DECISION, STANDARD

_TOLD_BOTH: Final = "parents-told"

_DECIDED: Final = Choices(
    n.DECIDED,
    "What is done?",
    hint="Choose all that apply.",
    missing="Choose what is done.",
    options=(
        Option("support", "Support for whoever was hurt"),
        Option("talk", "A talk with whoever did it"),
        Option("put-right", "Putting it right between them, if both want that"),
        Option(_TOLD_BOTH, "Parents or carers of both sides are told"),
        Option("sanction", "A sanction, written down under “What followed”"),
        Option("platform", "Reported to the app or site"),
        Option(n.POLICE, "Referred to the police"),
        Option(n.SOCIAL_CARE, "Referred to children’s social care"),
        Option(n.EARLY_HELP, "Early help"),
        Option(n.MONITOR, "Watched until a day"),
        Option(n.IN_SCHOOL, "Not referred: dealt with in school"),
    ),
)
_AFTER: Final = (
    (dt.timedelta(days=2), "After two days"),
    (dt.timedelta(weeks=2), "After two weeks"),
    # Half a term, where the days of term are not known.
    (dt.timedelta(weeks=6), "After half a term"),
)


def _school_day(day: dt.date) -> dt.date:
    """That day, or the Monday after it: nobody looks again at a weekend."""
    return day + dt.timedelta(days=max(0, 7 - day.weekday()) if day.weekday() > 4 else 0)


def _follows(details: Details, today: dt.date) -> tuple[Follows, ...]:
    """Looking again three times, and telling how it ended; both are named when it is signed off."""
    chosen = details.get(n.DECIDED)
    telling = isinstance(chosen, list) and _TOLD_BOTH in chosen
    tell = (Follows("Tell the parents or carers of both sides", _school_day(today)),)
    return (
        *(tell if telling else ()),
        *(
            Follows(
                f"{when}: ask whoever was hurt how things are now",
                _school_day(today + later),
                review=True,
            )
            for later, when in _AFTER
        ),
        Follows(
            "Tell whoever was hurt, and both sides’ parents, how it ended",
            _school_day(today + dt.timedelta(weeks=2)),
        ),
        *looks_again(details, today),
    )


FLOW: Final = STANDARD.having(
    replace(
        DECISION,
        form=replace(TRIAGE, questions=(_DECIDED, *TRIAGE.questions[1:])),
        follows=_follows,
    )
)
