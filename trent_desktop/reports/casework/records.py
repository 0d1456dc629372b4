"""What is written down on the way, whatever is decided: who has it, who was told, what followed."""

from __future__ import annotations

from typing import Final

from trent_desktop.journeys import YES, Choice, Choices, Option, People, ShortText, When, YesNo
from trent_desktop.reports.asked.questions import chose
from trent_desktop.reports.cases import CaseState, Move, Route
from trent_desktop.reports.casework import names as n
from trent_desktop.reports.casework.sanctions import SANCTIONS
from trent_desktop.reports.steps import Step, StepForm
from trent_desktop.school.people.permissions import Right

_OPEN: Final = frozenset(CaseState) - {CaseState.CLOSED}
_GOES_ON: Final = _OPEN - {CaseState.SIGNED_OFF}
#: Reports about children and their families; of grown-ups who work here other things are kept.
_FAMILIES: Final = frozenset(Route) - {Route.STAFF, Route.HEAD}

HAVE_IT: Final = Step(
    Move.HAVE_IT,
    _GOES_ON,
    None,
    Right.DECIDE,
    once=True,
    form=StepForm(
        "I have it",
        lead="This tells whoever sent it that it has reached you.",
        unfolds="I have it",
        record=True,
        icon="hand",
    ),
)
PARENTS_TOLD: Final = Step(
    Move.PARENTS_TOLD,
    _OPEN,
    None,
    Right.DECIDE,
    routes=_FAMILIES,
    form=StepForm(
        "Save",
        questions=(
            YesNo(n.TOLD, "Have parents or carers been told?", missing="Say whether they have."),
            ShortText(
                n.WHOM,
                "Who was told?",
                hint="Name, and of which child",
                missing="Say who was told.",
                asked_if=chose(n.TOLD, YES),
            ),
            When(n.WHEN, "When were they told?", asked_if=chose(n.TOLD, YES)),
            ShortText(n.BY_WHOM, "Who told them?", optional=True, asked_if=chose(n.TOLD, YES)),
        ),
        words="What was said, or why they are not told",
        unfolds="Parents told",
        record=True,
        icon="users",
    ),
)
REFERRED: Final = Step(
    Move.REFERRED,
    _OPEN,
    None,
    Right.DECIDE,
    form=StepForm(
        "Save the referral",
        questions=(
            Choice(
                n.REFERRED_TO,
                "Who was it referred to?",
                missing="Say who it was referred to.",
                options=(
                    Option("social-care", "Children’s social care"),
                    Option("police", "The police"),
                    Option("lado", "The Local Authority Designated Officer"),
                    Option("ceop", "CEOP Safety Centre"),
                    Option("prevent", "Prevent or Channel"),
                    Option("early-help", "Early help"),
                    Option("platform", "The app or website itself"),
                    Option("other", "Somebody else"),
                ),
            ),
            When(n.WHEN, "When?"),
            ShortText(n.REFERENCE, "Their reference", optional=True),
        ),
        words="What they answered (optional)",
        unfolds="A referral",
        record=True,
        icon="arrow-square-out",
    ),
)
OUTCOME_TOLD: Final = Step(
    Move.OUTCOME_TOLD,
    _OPEN,
    None,
    Right.DECIDE,
    form=StepForm(
        "Save",
        questions=(
            Choices(
                n.OUTCOME_TO,
                "Who was told how it ended?",
                missing="Say who was told.",
                options=(
                    Option("reporter", "Whoever reported it"),
                    Option("hurt", "The child it happened to"),
                    Option("did-it", "Whoever did it"),
                    Option("parents", "Parents or carers"),
                    Option("staff", "The staff concerned"),
                ),
            ),
            When(n.WHEN, "When?"),
        ),
        words="What was said (optional)",
        unfolds="Outcome told",
        record=True,
        icon="chat-circle-text",
    ),
)
ELSEWHERE: Final = Step(
    Move.ELSEWHERE,
    _OPEN,
    None,
    Right.DECIDE,
    form=StepForm(
        "Save the number",
        lead="So that the child-protection file stays the one master record.",
        questions=(
            ShortText(
                n.REFERENCE,
                "Its number in the child-protection system",
                missing="Give the number under which it is kept there.",
            ),
        ),
        unfolds="In the child-protection system",
        record=True,
        icon="link-simple",
    ),
)
SANCTION: Final = Step(
    Move.SANCTION,
    _OPEN,
    None,
    Right.DECIDE,
    routes=_FAMILIES,
    form=StepForm(
        "Save what followed",
        questions=(
            People(n.FOR_WHOM, "Who for?", missing="Say who for."),
            Choice(
                n.SANCTION,
                "What followed?",
                missing="Say what followed.",
                options=tuple(Option(name, words) for name, words in SANCTIONS.items()),
            ),
        ),
        words="Anything to add? (optional)",
        unfolds="What followed",
        record=True,
        icon="scales",
    ),
)

#: In the order in which a page offers them.
RECORDS: Final = (HAVE_IT, PARENTS_TOLD, REFERRED, SANCTION, OUTCOME_TOLD, ELSEWHERE)
