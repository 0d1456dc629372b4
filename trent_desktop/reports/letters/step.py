"""The step by which a letter is written: its text starts from a template and is kept as sent."""

from __future__ import annotations

from typing import Final

from trent_desktop.journeys import LongText, ShortText
from trent_desktop.reports.cases import CaseState, Move, Route
from trent_desktop.reports.steps import Step, StepForm
from trent_desktop.school.people.permissions import Right

#: What the questions are called in entries: add to them, never rename.
LETTER_TO: Final = "letter_to"
LETTER_TEXT: Final = "letter_text"

LETTER: Final = Step(
    Move.LETTER,
    frozenset(CaseState) - {CaseState.CLOSED},
    None,
    Right.DECIDE,
    routes=frozenset(route for route in Route if not route.sealed),
    form=StepForm(
        "Keep the letter",
        lead="Read it through and change what you like. It can be printed once it is kept.",
        questions=(
            ShortText(
                LETTER_TO,
                "Who to?",
                hint="As it appears on the letter, such as Mrs J. Wilk",
                missing="Say who the letter goes to.",
            ),
            LongText(LETTER_TEXT, "The letter", missing="Write the letter."),
        ),
        unfolds="A letter home",
        record=True,
        icon="envelope-simple",
    ),
)
