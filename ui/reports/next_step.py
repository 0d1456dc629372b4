"""Which step of a case is the reader's, and what she needs to take it."""

from __future__ import annotations

from dataclasses import dataclass, field

from PySide6.QtWidgets import QWidget

from trent_desktop.clock import Clock
from trent_desktop.newer import NEWER, NEWER_DO, NEWER_WORDS
from trent_desktop.reports.cases import CaseFile, CaseState, Move, Route
from trent_desktop.reports.kinds import kind_named
from trent_desktop.reports.stop.text_only import refusal
from trent_desktop.reports.workflow import flow_of
from trent_desktop.roles import Role
from trent_desktop.school.settings.values import SchoolSettings
from ui.components.words import Words
from ui.journeys.plain_text import Refuse, nothing_refused
from ui.journeys.sources import Sources
from ui.reports.act_forms import ActForm, Unfolding
from ui.reports.allow_step import allow_parts
from ui.reports.end_form import EndForm, Left, left_in
from ui.reports.filter_step import filter_step
from ui.reports.recording import records_of
from ui.reports.step_form import QuestionsForm

_S = CaseState

#: What happens next when it is not the reader's turn.
_WAITING: dict[CaseState, str] = {
    _S.NEW: "The ICT Lead asks for the block and then checks it.",
    _S.BLOCKED: "The ICT Lead checks on a pupil’s account that it is blocked.",
    _S.WITH_DSL: "The Designated Safeguarding Lead decides.",
    _S.WITH_HEAD: "The Headteacher decides.",
    _S.WITH_CHAIR: "The Chair of Governors decides.",
    _S.WITH_PANEL: "A panel of governors hears it. What it decides is written down here.",
    _S.CHECKED: "The Headteacher reads the report and signs it off.",
    _S.NO_BLOCK: "The Headteacher reads the report and signs it off.",
    _S.DECIDED: "The Headteacher reads the report and signs it off.",
    _S.AGREED: "The ICT Lead does what was agreed.",
    _S.RUNNING: "Nothing until the day on which it ends.",
    _S.SIGNED_OFF: "Nothing more. The report is signed off.",
    _S.CLOSED: "Nothing more. The report is closed.",
}


_DSL_FIRST = (
    "The Designated Safeguarding Lead decides first. After that the Headteacher reads the report "
    "and signs it off."
)


@dataclass(slots=True)
class Step:
    """The card's content. `key` tells whether it is still the same step after a change."""

    key: str
    heading: str
    parts: list[QWidget] = field(default_factory=list)
    forms: list[ActForm] = field(default_factory=list)


def step_key(case: CaseFile) -> str:
    """Which step it is: the same key means that forms can stay as they are, typed words and all."""
    moves = ",".join(sorted(move.value for move in case.moves))
    # What is left decides what the form that ends a report says of it.
    left = left_in(case)
    named = ",".join((*(str(task.id) for task in left.tasks), *left.undone))
    return f"{case.summary.id}:{case.summary.state.value}:{moves}:{named}"


@dataclass(frozen=True, slots=True)
class Wanted:
    """Who reads it (her roles, those she acts for among them), and what forms need."""

    roles: frozenset[Role]
    school: str
    settings: SchoolSettings
    sources: Sources
    clock: Clock


def next_step(case: CaseFile, wanted: Wanted) -> Step:
    """The reader's next step, by her roles and the case's state."""
    moves, state = case.moves, case.summary.state
    if case.summary.newer:
        return Step(step_key(case), NEWER, [Words(f"{NEWER_WORDS} {NEWER_DO}", "body", "soft")])
    step = Step(step_key(case), "Your next step")
    _add_have_it(step, case)
    today = wanted.clock().astimezone().date()
    step.parts += allow_parts(case, wanted.settings, wanted.school, today)
    before = len(step.forms)
    _add_asked(step, case, wanted)
    asked = len(step.forms) > before
    if Move.BLOCKED in moves:
        parts, forms = filter_step(case, wanted.settings, wanted.school, today)
        step.parts += parts
        step.forms += forms
    elif Move.STILL_BLOCKED in moves:
        _add_recheck(step)
    elif Move.SIGN_OFF in moves:
        _add_sign_off(step, case)
    elif not asked:
        step.heading = "What happens next"
        step.parts.append(Words(_waiting_words(case), "body", "soft"))
        if Move.NOT_BLOCKED in moves and state is _S.CHECKED:
            _add_unfolding(
                step,
                ActForm(
                    Move.NOT_BLOCKED,
                    "Save: no longer blocked",
                    label="What did you see? (optional)",
                    cancel=True,
                ),
                "It is no longer blocked",
            )
    _add_end(step, case)
    return step


def _waiting_words(case: CaseFile) -> str:
    """What others do next; what is urgent first."""
    one = case.summary
    flow = flow_of(kind_named(one.kind), one.route)
    words = flow.waits.get(one.state, _WAITING[one.state])
    if one.route.filtered and Role.DSL in one.waiting_for:
        return f"{_WAITING[_S.WITH_DSL]} {words}" if len(one.waiting_for) > 1 else _DSL_FIRST
    if one.route.signer is Role.CHAIR or Role.CHAIR in one.waiting_for:
        words = words.replace("Headteacher", "Chair of Governors")
    return words


def _add_unfolding(step: Step, form: ActForm, words: str, *, quiet: bool = False) -> None:
    step.forms.append(form)
    step.parts.append(Unfolding(words, form, quiet=quiet))


def _add_recheck(step: Step) -> None:
    """Checking on a pupil's account that the block holds."""
    still = ActForm(Move.STILL_BLOCKED, "Checked again: still blocked")
    not_blocked = ActForm(
        Move.NOT_BLOCKED, "Save: not blocked", label="What did you see? (optional)", cancel=True
    )
    step.parts += [
        Words(
            "Sign in with a pupil’s account, on a pupil’s device, and try the address once. "
            "No child should be near the screen.",
            "body",
            "soft",
        ),
        still,
    ]
    step.forms.append(still)
    _add_unfolding(step, not_blocked, "It is no longer blocked")


def _words_only(case: CaseFile) -> tuple[bool, Refuse]:
    stopped = case.summary.route is Route.STOPPED
    return stopped, refusal if stopped else nothing_refused


def _add_have_it(step: Step, case: CaseFile) -> None:
    """One press by which whoever sent it sees that it has reached somebody."""
    for one, asked in records_of(case):
        if not (asked.questions or asked.words):
            form = ActForm(one.move, asked.button, primary=False)
            if not case.summary.route.sealed:  # whoever sent that sees nothing of it
                step.parts.append(Words(asked.lead, "body", "soft"))
            step.parts.append(form)
            step.forms.append(form)


def _add_asked(step: Step, case: CaseFile, wanted: Wanted) -> None:
    """The steps of the kind's own, each with the form that it asks for."""
    for one in flow_of(kind_named(case.summary.kind), case.summary.route).steps.values():
        asked = one.form
        if asked is None or asked.record or one.move not in case.moves:
            continue
        text_only, refuse = _words_only(case)
        if (
            lead := _decision_lead(case, wanted.roles)
            if one.move is Move.DECIDE and not asked.lead
            else ""
        ):
            step.parts.append(Words(lead, "body", "soft"))
        form = QuestionsForm(
            one,
            asked,
            wanted.sources,
            wanted.clock,
            primary=not asked.unfolds,
            cancel=bool(asked.unfolds),
            text_only=text_only,
            refuse=refuse,
        )
        if asked.unfolds:
            _add_unfolding(step, form, asked.unfolds)
        else:
            step.parts.append(form)
            step.forms.append(form)


def _decision_lead(case: CaseFile, roles: frozenset[Role]) -> str:
    """What to know before a decision, also when nothing is referred (rule 9)."""
    one = case.summary
    safeguarding = one.route.filtered or one.state is _S.WITH_DSL
    if safeguarding and roles.isdisjoint({Role.DSL, Role.DEPUTY_DSL}):
        lead = "This waits for the Designated Safeguarding Lead. You may decide in their place."
        return f"{lead} The report can be signed off after that." if one.route.filtered else lead
    if one.route.filtered:
        return (
            "A child may be in danger, or this is serious, so it waits for you, whatever is done "
            "in the filter. Decide what is done; do not decide alone."
        )
    return "Decide what is done. Speak with a colleague who may know of it; do not decide alone."


def _add_sign_off(step: Step, case: CaseFile) -> None:
    """The Headteacher's decision and reason, and the signature (rule 15)."""
    text_only, refuse = _words_only(case)
    form = EndForm(
        Move.SIGN_OFF,
        "Sign off",
        left_in(case),
        "Sign off anyway",
        label="Your decision and the reason for it",
        hint="Your name and the time are put beside it.",
        text_only=text_only,
        refuse=refuse,
    )
    step.parts += [
        Words("Read the report and what was done, then write your decision.", "body", "soft"),
        form,
    ]
    step.forms.append(form)


def _add_end(step: Step, case: CaseFile) -> None:
    """Closing and opening again, for those who may."""
    text_only, refuse = _words_only(case)
    if Move.CLOSE in case.moves:
        over = case.summary.state is _S.SIGNED_OFF
        form = EndForm(
            Move.CLOSE,
            "Close the report",
            Left() if over else left_in(case),
            "Close it anyway",
            label="Anything to add? (optional)",
            primary=False,
            cancel=True,
            text_only=text_only,
            refuse=refuse,
        )
        words = "Close the report" if over else "Close it without signing off"
        _add_unfolding(step, form, words, quiet=True)
    if Move.REOPEN in case.moves:
        form = ActForm(
            Move.REOPEN,
            "Open it again",
            label="Why are you reopening it?",
            cancel=True,
            text_only=text_only,
            refuse=refuse,
        )
        _add_unfolding(step, form, "Open it again, because…")
