"""What becomes of a complaint: acknowledged, three stages, an outcome with its reason (rule 56).

Stage 1 is a talk, stage 2 the Headteacher's answer in writing, stage 3 a panel of governors, which
reads a copy on paper with the names blacked out (rule 58).
"""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Final

from trent_desktop.journeys import Choice, Day, Option, ShortText, When, YesNo, day_of
from trent_desktop.reports.asked.questions import chose
from trent_desktop.reports.cases import Answers, CaseState, Move
from trent_desktop.reports.casework import names as c
from trent_desktop.reports.kinds.complaining import (
    ACKNOWLEDGE,
    LOOKED_INTO,
    acknowledged,
    complaint_flow,
    decided,
    outcome_told,
    received_on,
    school_days_after,
)
from trent_desktop.reports.kinds.complaint import names as n
from trent_desktop.reports.steps import Details, Follows, Step, StepForm
from trent_desktop.school.people.permissions import Right

_S: Final = CaseState

#: How many school days each part may take. The school's own complaints policy may say less.
ACKNOWLEDGE_WITHIN: Final = 5
INFORMAL_WITHIN: Final = 10
FORMAL_WITHIN: Final = 15
PANEL_WITHIN: Final = 20
PAPERS_WITHIN: Final = 5
WRITTEN_DOWN_WITHIN: Final = 5

_HAND_OVER: Final = (
    "Stage 3 is heard only on paper: nobody on a panel reads here, and the Chair of Governors does "
    "not either. Hand the Chair a copy made with “Give a copy to…”, for a panel of governors, with every "
    "name blacked out that they need not know, together with the letters and the policy. The Chair "
    "asks three governors who know nothing of it yet, and invites whoever complained."
)
_HAND_OVER_SEALED: Final = (
    "Stage 3 is heard only on paper: nobody on a panel reads here. Hand over a copy made with “Give a "
    "copy to…”, for a panel of governors, with every name blacked out that they need not know, "
    "together with the letters and the policy. Ask three governors who know nothing of it yet, and "
    "invite whoever complained."
)


def begins(answers: Answers, today: dt.date) -> tuple[Follows, ...]:
    """It is acknowledged some school days after it came, whoever passed it on and when."""
    due = school_days_after(received_on(answers, today), ACKNOWLEDGE_WITHIN)
    return (Follows(ACKNOWLEDGE, due),)


def _stage_one(_details: Details, today: dt.date) -> tuple[Follows, ...]:
    due = school_days_after(today, INFORMAL_WITHIN)
    return (Follows("Stage 1: put it right in a talk, or take it to stage 2", due),)


def _next_stage(details: Details, today: dt.date) -> tuple[Follows, ...]:
    if details.get(c.STAGE) != c.PANEL:
        due = school_days_after(today, FORMAL_WITHIN)
        return (Follows("Stage 2: look into it, and answer in writing", due),)
    meets = day_of(details.get(c.MEETS)) or school_days_after(today, PANEL_WITHIN)
    return (
        Follows(
            "Stage 3: hand the panel its papers, names blacked out",
            min(school_days_after(today, PAPERS_WITHIN), meets),
        ),
        Follows("Stage 3: the panel meets", meets),
    )


def _heard(_details: Details, today: dt.date) -> tuple[Follows, ...]:
    due = school_days_after(today, WRITTEN_DOWN_WITHIN)
    return (Follows("Write down what the panel decided, and why", due),)


def _lands(details: Details) -> CaseState | None:
    return _S.WITH_PANEL if details.get(c.STAGE) == c.PANEL else None


_STAGE: Final = Step(
    Move.STAGE,
    LOOKED_INTO,
    None,
    Right.DECIDE,
    "Write down why it goes further.",
    lands=_lands,
    follows=_next_stage,
    settles=frozenset({Move.ACKNOWLEDGED, Move.STAGE}),
    form=StepForm(
        "Take it there",
        lead=_HAND_OVER,
        questions=(
            Choice(
                c.STAGE,
                "To which stage?",
                missing="Say to which stage it goes.",
                options=(
                    Option(c.FORMAL, "Stage 2: an answer in writing"),
                    Option(c.PANEL, "Stage 3: a panel of governors"),
                ),
            ),
            Day(
                c.MEETS,
                "When does the panel meet?",
                hint="Leave it empty if no day has been found yet.",
                optional=True,
                asked_if=chose(c.STAGE, c.PANEL),
            ),
        ),
        words="Why does it go further?",
        words_hint="What they still ask for.",
        unfolds="It goes to the next stage…",
        icon="arrow-right",
    ),
)
_HEARING: Final = Step(
    Move.HEARING,
    frozenset({_S.WITH_PANEL}),
    None,
    Right.DECIDE,
    once=True,
    follows=_heard,
    settles=frozenset({Move.STAGE}),
    form=StepForm(
        "It was heard",
        lead="What the panel hears and decides, it gives you on paper. Keep the names of who sat on "
        "it; who said what stays with their notes.",
        questions=(
            When(c.WHEN, "When did the panel meet?"),
            ShortText(c.SAT, "Who sat on it?", missing="Say who sat on the panel."),
            YesNo(c.CAME, "Did whoever complained come?", missing="Say whether they came."),
        ),
        words="Anything to add? (optional)",
    ),
)
_ACKNOWLEDGED: Final = acknowledged(
    f"Thank them, say who looks into it and by when they hear: {ACKNOWLEDGE_WITHIN} school days from "
    "the day on which it came. A letter begins with the school’s own words.",
    _stage_one,
)
_SETTLES: Final = frozenset({Move.ACKNOWLEDGED, Move.STAGE, Move.HEARING, None})
_DONE: Final = (
    Option(n.SORRY, "The school says sorry"),
    Option(n.EXPLAINED, "The rule is explained"),
    Option(n.PRACTICE, "Something is done differently from now on"),
    Option(n.POLICY_LOOKED_AT, "The governors look at the clause again"),
    Option(n.TRAINING, "Staff are trained in it"),
    Option(n.NOTHING, "No more is done"),
)
_ABOUT_ADULTS: Final = (
    Option(n.SORRY, "The school says sorry"),
    Option(n.EXPLAINED, "The rule is explained"),
    Option(n.TRAINING, "A talk, or training"),
    Option(c.LOW_LEVEL, "Kept as a low-level concern"),
    Option(c.DISCIPLINARY, "Dealt with under the disciplinary procedure"),
    Option(c.LADO, "Referred to the Local Authority Designated Officer"),
    Option(n.NOTHING, "No more is done"),
)
_TOLD: Final = outcome_told(
    "Say how it ended and why, and what they may do if they are not content: the next stage, and "
    "after a panel the Department for Education.",
)

_WAITS: Final = {
    _S.WITH_HEAD: "The Headteacher acknowledges it and looks into it.",
    _S.WITH_CHAIR: "The Chair of Governors acknowledges it and looks into it.",
    _S.WITH_PANEL: "A panel of governors hears it on paper. What it decides is written down here.",
}
TO_DO: Final = {
    _S.WITH_HEAD: "Acknowledge it, look into it, and write down how it ended",
    _S.WITH_PANEL: "Write down what the panel decided",
}

_DECIDE_LEAD: Final = "For a panel, write down what it decided: that is the outcome."
FLOW: Final = complaint_flow(
    _ACKNOWLEDGED,
    _HEARING,
    decided(*_DONE, settles=_SETTLES, lead=_DECIDE_LEAD),
    _STAGE,
    _TOLD,
    waits=_WAITS,
)
#: Of one about a grown-up who works here: the same, read by one person alone (rule 2).
ABOUT_ADULTS: Final = complaint_flow(
    _ACKNOWLEDGED,
    _HEARING,
    decided(
        *_ABOUT_ADULTS,
        settles=_SETTLES,
        lead="If a child may have been harmed, it is not a complaint: ring the Local Authority "
        f"Designated Officer within one working day. {_DECIDE_LEAD}",
    ),
    replace(_STAGE, form=replace(_STAGE.form or StepForm(""), lead=_HAND_OVER_SEALED)),
    _TOLD,
    waits=_WAITS,
)
