"""The step by which somebody uses computers only under supervision for a time (rule 42)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final, cast

from trent_desktop.journeys import Day, People
from trent_desktop.journeys.answers import day_of
from trent_desktop.reports.cases import CaseState, Move, Route
from trent_desktop.reports.steps import Details, Step, StepForm
from trent_desktop.school.people.permissions import Right

#: What the questions are called in entries: add, never rename.
WHOM: Final = "supervised"  # people
FROM: Final = "from"  # a day
UNTIL: Final = "until"  # a day


def _fits(details: Details) -> tuple[tuple[str, str], ...]:
    people = cast("list[Mapping[str, Any]]", details.get(WHOM, []))
    if not all(person.get("id") for person in people):
        # Whose class nobody knows, no teacher would see.
        return ((WHOM, "Choose from the school’s list, so that the class’s teachers see it."),)
    first, last = day_of(details.get(FROM)), day_of(details.get(UNTIL))
    if first and last and last < first:
        return ((UNTIL, "The last day comes after the first. Check both."),)
    return ()


#: Also while the filter's part is under way: a child is not left alone with it until then.
_OPEN: Final = frozenset(
    {CaseState.NEW, CaseState.BLOCKED, CaseState.CHECKED, CaseState.NO_BLOCK, CaseState.DECIDED}
)

#: What its class reads of it is the name and the days, and no more.
SUPERVISE: Final = Step(
    Move.SUPERVISE,
    _OPEN,
    None,
    Right.SIGN_OFF,
    "Write the reason.",
    fits=_fits,
    routes=frozenset({Route.CONTENT}),
    form=StepForm(
        "Save",
        lead="Teachers of the class see the name and the days. The reason stays here.",
        questions=(
            People(WHOM, "Who?", missing="Say who."),
            Day(FROM, "First day", missing="Say which is the first day."),
            Day(
                UNTIL,
                "Last day",
                hint="It ends automatically.",
                missing="Say which is the last day.",
            ),
        ),
        words="Why?",
        words_hint="Only those who lead on this report read it.",
        unfolds="Computers only under supervision",
    ),
)
