"""All reports of hers that nobody has yet, and all that waits to be sent: each told apart.

It stands in the room of reports, where titles are: Home, which others see, names none of it.
"""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Callable, Iterable
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from trent_desktop.journeys.cleaning import clean
from trent_desktop.reports.asked.names import STOP
from trent_desktop.reports.kinds import kind_named
from trent_desktop.reports.tasks.task import ToDo, ToDoKind
from trent_desktop.reports.waiting.drafts import Draft
from ui.background import Lane
from ui.components.buttons import BackLink, IconButton
from ui.components.cards import Card
from ui.components.focus_kept import focus_if_before_her, focus_kept
from ui.components.notices import EmptyState
from ui.components.pages import ScrollPage, clear_layout
from ui.components.rows import RowButton, RowFace
from ui.components.sheets import ask
from ui.components.words import Words
from ui.home.times import when
from ui.home.to_do_page import inset_line
from ui.home.todo import draft_task, waiting_task
from ui.journeys.direction import isolated, joined
from ui.journeys.sources import Latest
from ui.shell.fresh import Fresh
from ui.shell.rooms import Desk
from ui.theme import SPACE

#: So many letters of what was typed tell a report apart.
_LONGEST = 90
#: A report about somebody who works here, and a stopped one, are named by nothing that was typed.
_UNNAMED = "A report that is not sent yet"

#: Said once it is done; of what it was about nothing, as a notice may be read by anybody.
_DISCARDED = "Discarded. It was sent to nobody."
_LEFT_OUT = "Left out. What was sent stays as it is."

_KINDS = (ToDoKind.REFUSED, ToDoKind.DRAFT, ToDoKind.WAITING)


def draft_face(draft: Draft, now: dt.datetime, *, refused: bool, over: bool = False) -> RowFace:
    """A row for a draft: its first words, what kind of report it is, when it was begun, how far."""
    face = draft_task(draft, now, refused=refused, over=over).face
    words, kind = named(draft)
    if over or (draft.case_id is not None and not refused):
        return replace(face, detail=joined(kind, words, face.detail))
    if refused:
        return replace(face, detail=joined(words, face.detail))
    return replace(face, words=words, detail=joined(kind, face.detail))


def waiting_face(row: ToDo, now: dt.datetime) -> RowFace:
    """A row for what goes by itself as soon as it can be received."""
    face = waiting_task(row, now).face
    if row.draft is None:
        return face
    words, kind = named(row.draft)
    since = f"waits since {when(row.since, now)}" if row.since else ""
    return replace(face, words=words, detail=joined(kind, since))


def named(draft: Draft) -> tuple[str, str]:
    """What a draft is called, and its kind; neither says anything of what is sealed once sent."""
    kind = kind_named(draft.journey)
    answers = dict(draft.answers)
    if kind is None or draft.stage == STOP or kind.lead(draft.stage, answers).sealed:
        return _UNNAMED, ""
    said = answers.get(kind.said)
    words = clean(said, one_line=True).text.strip() if isinstance(said, str) else ""
    if len(words) > _LONGEST:
        whole = words[: _LONGEST + 1].rpartition(" ")[0] or words[:_LONGEST]
        words = f"{whole.rstrip(' .,;:')}…"
    return (isolated(words), kind.title) if words else (kind.title, "")


class UnsentPage(QWidget):
    """The list, read anew whenever something of it changes. `left`: back to the reports."""

    left = Signal()
    draft_chosen = Signal(object)  # uuid.UUID

    def __init__(self, desk: Desk, now: Callable[[], dt.datetime]) -> None:
        super().__init__()
        self._desk = desk
        self._now = now
        self._rows = Latest(desk.background, self)
        self._found: list[ToDo] | None = None
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        page = ScrollPage(widest=860, top=SPACE.wide)
        outer.addWidget(page)
        self.back = BackLink("All reports")
        self.back.clicked.connect(self.left)
        page.column.addWidget(self.back, 0, Qt.AlignmentFlag.AlignLeft)
        self.title = Words("Not finished, or not sent", "title")
        self.title.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.title.setProperty("ownFocus", True)
        page.column.addWidget(self.title)
        self.groups = QVBoxLayout()
        self.groups.setSpacing(SPACE.base)
        page.column.addLayout(self.groups)
        page.column.addStretch(1)
        changes = desk.changes
        Fresh(self, (changes.cases, changes.drafts, changes.tasks), self.refresh)

    def arrive(self) -> None:
        """She came here."""
        self.refresh()
        focus_if_before_her(self.title)

    def refresh(self) -> None:
        """Ask what is on this laptop."""
        calendar = self._desk.school.calendar
        self._rows.ask(calendar.to_do, self._show, self._desk.shell.say_problem)

    def _show(self, rows: Iterable[ToDo]) -> None:
        found = [row for row in rows if row.kind in _KINDS]
        if found == self._found:
            return  # rows stay under the mouse
        self._found = found
        waiting = [row for row in found if row.kind is ToDoKind.WAITING]
        drafts = [row for row in found if row.kind is not ToDoKind.WAITING]
        with focus_kept(self):
            clear_layout(self.groups)
            if drafts:
                self.groups.addWidget(self._group("Not finished", drafts))
            if waiting:
                self.groups.addWidget(self._group("Waits to be sent", waiting))
            if not found:
                words = "Reports that you begin and do not send appear here."
                self.groups.addWidget(EmptyState("check-circle", "Everything is sent.", words))

    def _group(self, name: str, rows: Iterable[ToDo]) -> QWidget:
        part = QWidget()
        column = QVBoxLayout(part)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE.tight)
        column.addWidget(Words(name, "heading"))
        card = Card(pad=SPACE.tight, gap=0)
        for number, row in enumerate(rows):
            if number:
                card.column.addWidget(inset_line())
            card.column.addWidget(self._row(row))
        column.addWidget(card)
        return part

    def _row(self, row: ToDo) -> QWidget:
        draft, now = row.draft, self._now().astimezone()
        if row.kind is ToDoKind.WAITING or draft is None:
            # It needs nobody, and leads nowhere.
            button = RowButton(waiting_face(row, now))
            button.setEnabled(False)
            return button
        refused = row.kind is ToDoKind.REFUSED
        face = draft_face(draft, now, refused=refused, over=row.over)
        return draft_row(
            face,
            lambda: self.draft_chosen.emit(draft.id),
            lambda: ask_discard(self, self._desk, draft),
        )


def draft_row(
    face: RowFace, opens: Callable[[], object], discards: Callable[[], object]
) -> QWidget:
    """A row that opens a draft, with a way to discard it beside it."""
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 0, 6, 0)
    row.setSpacing(4)
    button = RowButton(face)
    button.clicked.connect(opens)
    row.addWidget(button, 1)
    away = IconButton("trash", "Discard what is not finished")
    away.setAccessibleName(f"Discard what is not finished: {face.words}")
    away.clicked.connect(discards)
    row.addWidget(away)
    return holder


def ask_discard(page: QWidget, desk: Desk, draft: Draft) -> None:
    """Ask whether a draft is to go, and let it go."""
    sent = draft.stage == "full"
    ask(
        page,
        "Leave the rest of the questions out?" if sent else "Discard this report?",
        "What was sent stays as it is. The answers you have given since will be gone."
        if sent
        else "Nobody has it yet. What you typed will be gone.",
        yes="Discard these answers" if sent else "Discard report",
        no="Keep it",
        danger=True,
        then=lambda: discard(page, desk, draft.id, _LEFT_OUT if sent else _DISCARDED),
    )


def discard(page: QWidget, desk: Desk, draft_id: uuid.UUID, said: str) -> None:
    """Let a draft go that its writer does not want, and say so."""
    operation = desk.background.write(
        lambda: desk.school.drafts.discard(draft_id), parent=page, lane=Lane.LAPTOP
    )
    operation.then(lambda _gone: desk.shell.say(said), desk.shell.say_problem)
