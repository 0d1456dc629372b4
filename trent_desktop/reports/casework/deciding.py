"""What is decided on a report: several things at once, a threshold, and always the reason.

Also that nothing was referred is a decision, and has one (rule 9).
"""

from __future__ import annotations

import datetime as dt
from typing import Final

from trent_desktop.journeys import Choice, Choices, Day, Option
from trent_desktop.reports.asked.questions import chose
from trent_desktop.reports.casework import names as n
from trent_desktop.reports.steps import Details, Follows, StepForm

_BUTTON: Final = "Save the decision"
_WHY: Final = "Why?"
_WHY_HINT: Final = "Even if it was not referred. An inspector or a parent may read this one day."


def _decided(*options: Option) -> Choices:
    return Choices(
        n.DECIDED,
        "What has been decided?",
        hint="Choose all that apply.",
        missing="Choose what was decided.",
        options=options,
    )


_UNTIL: Final = Day(
    n.MONITOR_UNTIL,
    "Until when will it be watched?",
    hint="It comes back to you on that day.",
    missing="Say until when it will be watched.",
    asked_if=chose(n.DECIDED, n.MONITOR),
    asked_if_words="If it is watched",
)
_THRESHOLD: Final = Choice(
    n.THRESHOLD,
    "Which level of need?",
    hint="By your local authority’s own threshold document.",
    optional=True,
    options=(
        Option("1", "Level 1: what school gives every child"),
        Option("2", "Level 2: early help"),
        Option("3", "Level 3: a child in need"),
        Option("4", "Level 4: significant harm"),
    ),
)

#: A report about children, for the safeguarding leads.
TRIAGE: Final = StepForm(
    _BUTTON,
    questions=(
        _decided(
            Option(n.SOCIAL_CARE, "Referred to children’s social care"),
            Option(n.POLICE, "Referred to the police"),
            Option(n.EARLY_HELP, "Early help"),
            Option(n.ADVICE, "Advice asked for or given"),
            Option(n.MONITOR, "Watched until a day"),
            Option(n.IN_SCHOOL, "Not referred: dealt with in school"),
        ),
        _UNTIL,
        _THRESHOLD,
    ),
    words=_WHY,
    words_hint=_WHY_HINT,
)

#: A report about a grown-up who works here, for the Headteacher or the Chair of Governors.
ABOUT_ADULTS: Final = StepForm(
    _BUTTON,
    questions=(
        _decided(
            Option(n.LADO, "Referred to the Local Authority Designated Officer"),
            Option(n.POLICE, "Referred to the police"),
            Option(n.DISCIPLINARY, "Dealt with under the disciplinary procedure"),
            Option(n.LOW_LEVEL, "Kept as a low-level concern"),
            Option(n.MONITOR, "Watched until a day"),
            Option(n.IN_SCHOOL, "Not referred: dealt with in school"),
        ),
        _UNTIL,
    ),
    words=_WHY,
    words_hint=_WHY_HINT,
)


def looks_again(details: Details, _today: dt.date) -> tuple[Follows, ...]:
    """What is watched until a day comes back on it."""
    until = details.get(n.MONITOR_UNTIL)
    if not isinstance(until, str):
        return ()
    return (Follows("Look again at how things are", dt.date.fromisoformat(until), review=True),)
