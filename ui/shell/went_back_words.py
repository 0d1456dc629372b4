"""What is said when the school's file is older than what a laptop has seen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trent_desktop.journeys.answers import date_for_people

if TYPE_CHECKING:
    from trent_desktop.reports.put_back_told import PutBackTold

_ANEW = (
    "Everything in it was looked through again. Reports that were sent since that copy was made "
)
_LOOK = (
    "are put back by the laptops that sent them, this one among them, as soon as they are opened. "
    "Check in Reports whether one of yours is still missing."
)


def went_back_words(told: PutBackTold | None) -> str:
    """Who put which copy back, where somebody did it with the program; else that it went back."""
    if told is None:
        return (
            "The school’s file is older than what this laptop has seen: it was put back from a "
            f"copy, or replaced. {_ANEW}{_LOOK} If you do not know why this happened, ask the ICT "
            "Lead."
        )
    who = told.by or "somebody with the code from the safe"
    of_day = f" of {date_for_people(told.day)}" if told.day else ""
    on = date_for_people(told.at.astimezone().date())
    if told.keys_only:
        return (
            f"On {on} {who} put back the school’s keys from the copy{of_day}. What was written is as "
            "it was. Passwords are those of that day."
        )
    return f"On {on} {who} put back the copy{of_day} of the school’s file. {_ANEW}{_LOOK}"
