"""What becomes of a request: looked at, decided, opened for a time, and blocked again.

The ICT Lead looks and recommends, the Headteacher decides (rule 41), the ICT Lead opens it, tries it
on the profile that gets it, and has the task to block it again on the last day.
"""

from __future__ import annotations

import datetime as dt
from typing import Any, Final

from trent_desktop.journeys import YES, Choice, Choices, Day, LongText, Option, ShortText, YesNo
from trent_desktop.journeys.answers import day_of
from trent_desktop.reports.asked.questions import chose
from trent_desktop.reports.cases import CaseState, Move
from trent_desktop.reports.kinds.access import names as n
from trent_desktop.reports.steps import Details, Follows, Step, StepForm
from trent_desktop.reports.workflow import ALWAYS, OVER, STANDARD, Workflow, flow
from trent_desktop.roles import Role
from trent_desktop.school.people.permissions import Right

_S: Final = CaseState
_AGAIN: Final = "Block it again, and try it on the profile that had it"

_PROFILES: Final = (
    Option(n.PROFILE_PUPILS, "Pupils"),
    Option(n.PROFILE_STAFF, "Staff"),
    Option(n.PROFILE_GROUP, "One class or group only"),
)


def _days_fit(details: Details) -> tuple[tuple[str, str], ...]:
    first, last = day_of(details.get(n.FROM)), day_of(details.get(n.UNTIL))
    if first and last and last < first:
        return ((n.UNTIL, "The last day comes after the first. Check both."),)
    return ()


def _block_again(details: Details, _today: dt.date) -> tuple[Follows, ...]:
    last = day_of(details.get(n.UNTIL))
    return (Follows(_AGAIN, last, Role.ICT_LEAD),) if last else ()


def _until(label: str, **more: Any) -> Day:
    return Day(
        n.UNTIL,
        label,
        hint="It comes back to the ICT Lead on that day.",
        missing="Say which is the last day.",
        **more,
    )


_STEPS: Final = (
    Step(
        Move.RECOMMEND,
        frozenset({_S.NEW}),
        _S.WITH_HEAD,
        Right.TRIAGE,
        "Say why you advise this.",
        form=StepForm(
            "Send it to the Headteacher",
            lead="Look at the page and where its links lead, with no child near the screen.",
            questions=(
                YesNo(n.ADVICE, "Should it be opened?", missing="Say what you advise."),
                Choice(
                    n.EXTENT,
                    "How much of it?",
                    missing="Say how much of it.",
                    options=(
                        Option("page", "This page only"),
                        Option("domain", "The whole site"),
                        Option("app", "The app"),
                    ),
                    asked_if=chose(n.ADVICE, YES),
                ),
                Choices(
                    n.PROFILES,
                    "For which filter profile?",
                    missing="Say for which profile.",
                    options=_PROFILES,
                    asked_if=chose(n.ADVICE, YES),
                ),
            ),
            words="Why do you advise this?",
            words_hint="What you saw, and what might go wrong.",
        ),
    ),
    Step(
        Move.AGREE,
        frozenset({_S.WITH_HEAD}),
        _S.AGREED,
        Right.SIGN_OFF,
        "Write the reason.",
        fits=_days_fit,
        form=StepForm(
            "Agree",
            lead="You decide, whatever was advised. Whoever asked reads your reason.",
            questions=(
                Day(n.FROM, "First day", missing="Say which is the first day."),
                _until("Last day"),
            ),
            words="Why do you agree?",
        ),
    ),
    Step(
        Move.REFUSE,
        frozenset({_S.WITH_HEAD}),
        _S.SIGNED_OFF,
        Right.SIGN_OFF,
        "Write the reason, and what would help instead.",
        form=StepForm(
            "Do not agree",
            words="Why not, and what would help instead?",
            unfolds="It stays blocked, because…",
        ),
    ),
    Step(
        Move.APPLIED,
        frozenset({_S.AGREED}),
        _S.RUNNING,
        Right.TRIAGE,
        follows=_block_again,
        recalls=frozenset({n.UNTIL}),
        form=StepForm(
            "It is open",
            lead="Open in the filter what was agreed, no more, then try it.",
            questions=(
                ShortText(n.APPLIED_BY, "Who opened it?", missing="Say who opened it."),
                Choices(
                    n.TESTED_ON,
                    "On which profile did you try it?",
                    missing="Say on which profile you tried it.",
                    options=_PROFILES,
                ),
                LongText(
                    n.SEEN,
                    "What did you see?",
                    hint="On the profile that gets it, and on one that does not.",
                    missing="Say what you saw.",
                ),
            ),
        ),
    ),
    Step(
        Move.EXTEND,
        frozenset({_S.RUNNING}),
        None,
        Right.SIGN_OFF,
        "Write the reason.",
        follows=_block_again,
        settles=frozenset({Move.APPLIED, Move.EXTEND}),
        form=StepForm(
            "Give it longer",
            questions=(_until("New last day"),),
            words="Why is it still needed?",
            unfolds="Give it longer…",
        ),
    ),
    Step(
        Move.BLOCKED_AGAIN,
        frozenset({_S.RUNNING}),
        _S.SIGNED_OFF,
        Right.TRIAGE,
        settles=frozenset({Move.APPLIED, Move.EXTEND}),
        does=True,
        form=StepForm(
            "It is blocked again",
            questions=(
                LongText(
                    n.SEEN,
                    "What did you see on the profile that had it?",
                    missing="Say what you saw.",
                ),
            ),
            unfolds="Block it again…",
        ),
    ),
)

_WAITS: Final = {
    _S.NEW: "The ICT Lead looks at the page and advises. After that the Headteacher decides.",
    _S.WITH_HEAD: "The Headteacher decides.",
    _S.AGREED: "It was agreed. The ICT Lead opens it and tries it.",
    _S.RUNNING: "It is open until its last day. Then the ICT Lead blocks it again.",
    _S.SIGNED_OFF: "Nothing more. This request is over.",
}

TO_DO: Final = {
    _S.NEW: "Look at the page, and say what you advise",
    _S.WITH_HEAD: "Decide whether it is opened",
    _S.AGREED: "Open it and try it",
}

FLOW: Final = Workflow(
    flow(*_STEPS, STANDARD.steps[Move.CLOSE], STANDARD.steps[Move.REOPEN], *ALWAYS),
    rests=OVER | {_S.RUNNING},
    waits=_WAITS,
)
