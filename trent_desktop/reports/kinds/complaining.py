"""What the kinds of complaint share: the steps that each has, and how their days are counted.

What a step gives to do is done with by the step that does it: acknowledging by *Acknowledged*,
telling whoever complained by *Told how it ended*, telling the governors by *Told to the governors*.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Final

from trent_desktop.clock import on_the_wall
from trent_desktop.journeys import (
    Choice,
    Choices,
    Option,
    Question,
    ShortText,
    When,
    moment_of,
    when_value,
)
from trent_desktop.reports.asked import names as asked
from trent_desktop.reports.cases import Answers, CaseState, Move, Route
from trent_desktop.reports.casework import names as n
from trent_desktop.reports.casework.records import HAVE_IT, REFERRED
from trent_desktop.reports.kinds.kind import Happened
from trent_desktop.reports.letters.step import LETTER
from trent_desktop.reports.steps import Details, Follows, Step, StepForm
from trent_desktop.reports.workflow import ALWAYS, OVER, STANDARD, Workflow, flow
from trent_desktop.school.people.permissions import Right

_S: Final = CaseState
#: With whoever leads, before it is decided.
LOOKED_INTO: Final = frozenset({_S.WITH_HEAD, _S.WITH_CHAIR})
UNDECIDED: Final = LOOKED_INTO | {_S.WITH_PANEL}

#: School days after the decision until whoever complained is told.
TELL_WITHIN: Final = 5
#: Days after that until the governors hear of it, in numbers: about half a term.
GOVERNORS_WITHIN: Final = dt.timedelta(days=42)

ACKNOWLEDGE: Final = "Acknowledge the complaint"
TELL: Final = "Tell whoever complained how it ended, and why"
TELL_GOVERNORS: Final = "Tell the governors that there was a complaint: numbers, no names"


def school_days_after(day: dt.date, count: int) -> dt.date:
    """The day `count` Mondays to Fridays after a day. Holidays are not known here."""
    while count:
        day += dt.timedelta(days=1)
        count -= day.weekday() < 5
    return day


def received_on(answers: Answers, today: dt.date) -> dt.date:
    """The day on which it came, from which its days are counted; today where that is not known."""
    at = moment_of(answers.get(asked.HAPPENED_AT))
    return min(on_the_wall(at).date(), today) if at else today


def dated(steps: Iterable[Happened]) -> tuple[Happened, ...]:
    """Invented steps, those that ask for it with the moment at which they are taken."""
    asks = (Move.ACKNOWLEDGED, Move.HEARING, Move.OUTCOME_TOLD, Move.GOVERNORS_TOLD)
    return tuple(
        replace(one, details={**one.details, n.WHEN: when_value}) if one.move in asks else one
        for one in steps
    )


def acknowledged(lead: str, follows: Callable[[Details, dt.date], tuple[Follows, ...]]) -> Step:
    """The step by which whoever complained knows that it has come. `lead` says by when."""
    return Step(
        Move.ACKNOWLEDGED,
        UNDECIDED,
        None,
        Right.DECIDE,
        once=True,
        follows=follows,
        settles=frozenset({None}),
        form=StepForm(
            "It is acknowledged",
            lead=lead,
            questions=(
                Choice(
                    n.ACKNOWLEDGED_HOW,
                    "How was it acknowledged?",
                    missing="Say how.",
                    options=(
                        Option("letter", "By letter or e-mail"),
                        Option("spoken", "In a talk or by telephone"),
                    ),
                ),
                When(n.WHEN, "When?"),
            ),
        ),
    )


def decided(
    *follows: Option,
    settles: frozenset[Move | None],
    lead: str,
) -> Step:
    """The outcome with its reason. `follows` are what may be done because of it."""

    def tell(_details: Details, today: dt.date) -> tuple[Follows, ...]:
        return (Follows(TELL, school_days_after(today, TELL_WITHIN)),)

    return Step(
        Move.DECIDE,
        UNDECIDED,
        _S.DECIDED,
        Right.DECIDE,
        "Write down why it ended that way.",
        follows=tell,
        settles=settles,
        form=StepForm(
            "Save the outcome",
            lead=lead,
            questions=(
                Choice(
                    n.OUTCOME,
                    "How did it end?",
                    missing="Say how it ended.",
                    options=(
                        Option(n.UPHELD, "Upheld: they were right"),
                        Option(n.PARTLY, "Upheld in part"),
                        Option(n.NOT_UPHELD, "Not upheld"),
                        Option(n.WITHDRAWN, "Settled, or taken back"),
                    ),
                ),
                Choices(
                    n.DECIDED,
                    "What is being done about it?",
                    hint="Choose all that apply.",
                    missing="Choose what is done.",
                    options=follows,
                ),
            ),
            words="Why did it end that way?",
            words_hint="What was looked at, and what it showed.",
            unfolds="How it ended…",
            icon="scales",
        ),
    )


def outcome_told(lead: str, *questions: Question) -> Step:
    """The step by which whoever complained knows how it ended."""

    def tell(_details: Details, today: dt.date) -> tuple[Follows, ...]:
        return (Follows(TELL_GOVERNORS, today + GOVERNORS_WITHIN),)

    return Step(
        Move.OUTCOME_TOLD,
        frozenset({_S.DECIDED, _S.SIGNED_OFF}),
        None,
        Right.DECIDE,
        once=True,
        follows=tell,
        settles=frozenset({None, Move.DECIDE}),
        form=StepForm(
            "They were told",
            lead=lead,
            questions=(*questions, When(n.WHEN, "When were they told?")),
            words="What was said (optional)",
            unfolds="Whoever complained was told…",
            icon="chat-circle-text",
        ),
    )


#: Governors read numbers, never names: that is a step of its own, with a day.
GOVERNORS_TOLD: Final = Step(
    Move.GOVERNORS_TOLD,
    frozenset({_S.DECIDED, _S.SIGNED_OFF}),
    None,
    Right.DECIDE,
    once=True,
    settles=frozenset({Move.OUTCOME_TOLD}),
    form=StepForm(
        "They were told",
        lead="Tell them that there was a complaint, what sort, which stage and how it ended. "
        "No names, and nothing by which somebody could be known.",
        questions=(
            ShortText(
                n.MEETING,
                "At which meeting, or in which paper?",
                missing="Say where they were told.",
            ),
            When(n.WHEN, "When?"),
        ),
        unfolds="The governors were told…",
        icon="users",
    ),
)
#: Also of one that only the Headteacher or the Chair reads: whoever complained is answered.
_LETTER: Final = replace(
    LETTER,
    routes=frozenset(Route) - {Route.STOPPED},
    form=replace(LETTER.form or StepForm(""), unfolds="A letter"),
)


def complaint_flow(*own: Step, waits: dict[CaseState, str]) -> Workflow:
    """The steps of a complaint in the order in which a page offers them: first what is its `own`.

    One whose outcome does not content whoever complained is opened again, and goes on from there.
    """
    reopen = STANDARD.steps[Move.REOPEN]
    ending = (
        STANDARD.steps[Move.SIGN_OFF],
        STANDARD.steps[Move.CLOSE],
        replace(reopen, sources=OVER | {_S.DECIDED}),
    )
    # Whoever decided has it.
    having = replace(HAVE_IT, sources=UNDECIDED)
    steps = flow(having, *own, GOVERNORS_TOLD, _LETTER, REFERRED, *ending, *ALWAYS)
    return Workflow(steps, waits=waits)
