"""What people were asked to do in a case, beside it: how it stands, and what can be done about it."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from trent_desktop.clock import Clock
from trent_desktop.journeys import date_for_people
from trent_desktop.reports.cases import Action, CaseFile, Move
from trent_desktop.reports.entries import CANNOT, HOW, INSTEAD_OF, TAKEN_BACK
from trent_desktop.reports.tasks.task import SAY_WHY
from trent_desktop.reports.timeline_words import defused
from trent_desktop.school.people.people import Member
from trent_desktop.school.people.permissions import Right, may
from trent_desktop.sentences import going_on
from ui.components.buttons import LinkButton
from ui.components.marks import Icon
from ui.components.pages import flow
from ui.components.words import Words
from ui.journeys.direction import isolated, joined
from ui.journeys.moments import day_for_people, moment_near
from ui.journeys.plain_text import Refuse, nothing_refused
from ui.reports.act_forms import Act, ActForm, GiveActionForm
from ui.theme import SPACE

TickOff = Callable[[LinkButton, Act], object]
#: Goes to the step of the case that does a task.
GoToStep = Callable[[Move], object]
#: Opens a form about a task: to give it to somebody else, or to say that one cannot do it.
OpenForm = Callable[[Action], object]


def action_row(
    action: Action,
    case: CaseFile,
    me: uuid.UUID,
    now: dt.datetime,
    tick_off: TickOff,
    give_to_another: OpenForm,
    cannot: OpenForm,
    step: GoToStep,
) -> QWidget:
    """A task, who has it, what was said of it, and links for what is open."""
    row = QWidget()
    across = QHBoxLayout(row)
    across.setContentsMargins(0, 2, 0, 2)
    across.setSpacing(SPACE.near)
    is_open = action.done_at is None and action.withdrawn_at is None
    icon, colour = ("circle", "soft") if is_open else ("check-circle-fill", "leaf")
    if action.withdrawn_at is not None:
        icon, colour = "minus-circle", "soft"
    column = QVBoxLayout()
    column.setSpacing(0)
    column.addWidget(Words(defused(action.words), "body"))
    words, late = _standing(action, now)
    if words:
        column.addWidget(Words(words, "small", "coral" if late else "soft"))
    for who, said in _said(action, case):
        column.addWidget(Words(f"{who}: {said}", "small", "ink"))
    if is_open and Move.ACTION_DONE in case.moves:
        column.addSpacing(SPACE.hair)
        column.addWidget(_links(action, case, me, tick_off, give_to_another, cannot, step))
    across.addWidget(Icon(icon, 22, colour), 0, Qt.AlignmentFlag.AlignTop)
    across.addLayout(column, 1)
    return row


def _standing(action: Action, now: dt.datetime) -> tuple[str, bool]:
    """Who has it and by when, and whether its day has gone."""
    today, owner = now.astimezone().date(), isolated(action.owner_name)
    for at, what in ((action.withdrawn_at, "taken back"), (action.done_at, "done")):
        if at is not None:
            moment = moment_near(at, now)
            return joined(owner, f"{what} {going_on(moment)}"), False
    back = "cannot do it" if action.given_back_at is not None else ""
    if action.due is None:
        return joined(owner, back), False
    late = action.due < today
    day = day_for_people(action.due, today)
    return joined(owner, back, f"was due {day}" if late else f"due {day}"), late


def _said(action: Action, case: CaseFile) -> list[tuple[str, str]]:
    return [
        (isolated(entry.author_name), defused(entry.words))
        for entry in case.timeline
        if entry.move is Move.ACTION_DONE
        and entry.details.get("action") == str(action.id)
        and entry.words
    ]


def _step_link(action: Action, move: Move, go: GoToStep) -> LinkButton:
    """In the place of ticking off, where a step of the case does it and asks how it went."""
    link = LinkButton("Do it now", kind="small", name=f"Do it now: {defused(action.words)}")
    link.clicked.connect(lambda: go(move))
    return link


def _links(
    action: Action,
    case: CaseFile,
    me: uuid.UUID,
    tick_off: TickOff,
    give_to_another: OpenForm,
    cannot: OpenForm,
    step: GoToStep,
) -> QWidget:
    words = defused(action.words)

    def ends(text: str, **how: str) -> LinkButton:
        act = Act(Move.ACTION_DONE, uuid.uuid4(), "", {"action": str(action.id), **how})
        link = LinkButton(text, kind="small", name=f"{text}: {words}")
        link.clicked.connect(lambda: tick_off(link, act))
        return link

    def opens(text: str, form: OpenForm) -> LinkButton:
        link = LinkButton(text, kind="small", name=f"{text}: {words}")
        link.clicked.connect(lambda: form(action))
        return link

    links: list[LinkButton] = []
    if action.by is None:
        links.append(ends("Done"))
    elif action.by in case.moves:
        links.append(_step_link(action, action.by, step))
    links.append(opens("Give to somebody else", give_to_another))
    if action.owner_id == me and action.given_back_at is None:
        links.append(opens("I cannot do this", cannot))
    elif action.owner_id != me:
        links.append(ends("Take back", **{HOW: TAKEN_BACK}))
    return flow(*links, gap=SPACE.near)


def able(members: Sequence[Member]) -> tuple[Member, ...]:
    """Those who work on reports: governors see figures alone."""
    return tuple(one for one in members if may(one.roles, Right.ADD_TO_CASE))


class GiveToAnotherForm(GiveActionForm):
    """The same thing to do, for somebody else: the first has it no more."""

    def __init__(self, clock: Clock, members: Sequence[Member], action: Action) -> None:
        super().__init__(clock, [one for one in members if one.id != action.owner_id])
        self._instead_of = action.id
        self.put_words(action.words)
        if action.due is not None and action.due >= clock().astimezone().date():
            self.due.setText(date_for_people(action.due))

    def details(self) -> dict[str, Any]:
        return {**super().details(), INSTEAD_OF: str(self._instead_of)}


class CannotForm(ActForm):
    """Why somebody cannot do what she was asked to."""

    def __init__(
        self, action: Action, *, text_only: bool = False, refuse: Refuse = nothing_refused
    ) -> None:
        super().__init__(
            Move.ACTION_DONE,
            "Give it back",
            label="Why can you not do it?",
            hint=defused(action.words),
            needs_words=SAY_WHY,
            cancel=True,
            text_only=text_only,
            refuse=refuse,
        )
        self._action = action.id

    def details(self) -> dict[str, Any]:
        return {"action": str(self._action), HOW: CANNOT}
