"""The people of a case and the reports that belong to it, at the side of its page."""

from __future__ import annotations

import uuid
from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from trent_desktop.children.page import Whom
from trent_desktop.clock import Clock
from trent_desktop.reports.cases import CaseFile, LinkedPerson, Move, Route, TakenOut, Tie
from trent_desktop.reports.entries import open_actions
from trent_desktop.reports.stop.text_only import refusal
from trent_desktop.reports.timeline_words import defused
from ui.components.buttons import LinkButton
from ui.components.marks import Icon
from ui.components.pages import clear_layout
from ui.components.words import Words
from ui.journeys.direction import isolated, joined
from ui.journeys.moments import day_for_people
from ui.journeys.plain_text import nothing_refused
from ui.reports.act_forms import ActForm, Unfolding
from ui.reports.case_parts import StruckWords
from ui.reports.case_view import CaseView, Section
from ui.reports.former_pupils import sources_of
from ui.reports.linking.forms import (
    AddPersonForm,
    LinkReportForm,
    MergeForm,
    TakeOutForm,
    UntieForm,
)
from ui.shell.rooms import Desk
from ui.theme import SPACE

_HOW = {
    "led here": "closed, and continued here",
    "led there": "this one is closed, and continued there",
}
_MOVES = (Move.LINK_PERSON, Move.LINK_CASE, Move.MERGE)


class LinkingSide(QObject):
    """Fills two sections of a case's page. Forms tell `listen` of themselves, with their place."""

    person_chosen = Signal(object)  # Whom
    report_chosen = Signal(object)  # uuid.UUID

    def __init__(
        self, desk: Desk, clock: Clock, view: CaseView, listen: Callable[[ActForm, str], object]
    ) -> None:
        super().__init__(view)
        self._desk = desk
        self._clock = clock
        self._sources = sources_of(desk)
        self._listen = listen
        self._key = ""
        self.people = view.people
        self.reports = Section("Other reports that belong to it")
        view.right.insertWidget(view.right.indexOf(view.people) + 1, self.reports)
        self._people_forms = QVBoxLayout()
        self._report_forms = QVBoxLayout()
        for section, forms in (
            (self.people, self._people_forms),
            (self.reports, self._report_forms),
        ):
            forms.setSpacing(SPACE.tight)
            section.column.addLayout(forms)
        self.add_person: AddPersonForm | None = None
        self.link: LinkReportForm | None = None
        self.merge: MergeForm | None = None
        self.taking_out: TakeOutForm | UntieForm | None = None

    def show(self, case: CaseFile) -> None:
        """Show a case; forms that hold something typed stay while they can still be used."""
        clear_layout(self.people.rows)
        for person in _each_once(case.people):
            self.people.rows.addWidget(self._person_row(case, person))
        for gone in case.taken_out:
            self.people.rows.addWidget(self._gone_row(gone))
        clear_layout(self.reports.rows)
        for tie in case.ties:
            self.reports.rows.addWidget(self._tie_row(case, tie))
        self._show_forms(case)
        adds = Move.LINK_PERSON in case.moves
        self.people.setVisible(bool(case.people or case.taken_out) or adds)
        self.reports.setVisible(
            bool(case.ties) or not {Move.LINK_CASE, Move.MERGE}.isdisjoint(case.moves)
        )

    # ------------------------------------------------------------------ rows

    def _person_row(self, case: CaseFile, person: tuple[LinkedPerson, str]) -> QWidget:
        one, parts = person
        row = _Row("student" if one.pupil_id else "user")
        whom = Whom(one.pupil_id) if one.pupil_id else Whom(None, one.name)
        if self._desk.school.children.may_open(whom):
            name = LinkButton(one.name, name=f"{one.name}: open the page")
            name.setToolTip("Everything that you may read about them")
            name.pad_y = 0
            name.clicked.connect(lambda: self.person_chosen.emit(whom))
            row.column.addWidget(name, 0, Qt.AlignmentFlag.AlignLeft)
        else:
            row.column.addWidget(Words(one.name, "body"))
        said = joined(one.class_name, one.relation, parts)
        row.column.addWidget(Words(said, "small", "soft"))
        if one.link is not None and Move.UNLINK_PERSON in case.moves:
            out = LinkButton("Take out", kind="small", name=f"Take out: {one.name}, {one.part}")
            out.pad_y = 0
            out.clicked.connect(lambda: self._take_out(case, one))
            row.line.addWidget(out)
        return row

    def _gone_row(self, gone: TakenOut) -> QWidget:
        row = _Row("user-minus")
        row.column.addWidget(
            StruckWords(joined(gone.person.name, gone.person.relation, gone.person.part))
        )
        today = self._clock().astimezone().date()
        day = day_for_people(gone.at.astimezone().date(), today)
        said = joined(f"Taken out by {isolated(gone.by)}", day, defused(gone.why))
        row.column.addWidget(Words(said, "small", "soft"))
        return row

    def _tie_row(self, case: CaseFile, tie: Tie) -> QWidget:
        row = _Row("link")
        open_it = LinkButton(f"{tie.reference} {defused(tie.title)}")
        open_it.pad_y = 0
        open_it.clicked.connect(lambda: self.report_chosen.emit(tie.case_id))
        row.column.addWidget(open_it, 0, Qt.AlignmentFlag.AlignLeft)
        if tie.how in _HOW:
            row.column.addWidget(Words(_HOW[tie.how].capitalize(), "small", "soft"))
        elif Move.UNLINK_CASE in case.moves:
            out = LinkButton("Take out", kind="small", name=f"Take out: {tie.reference}")
            out.pad_y = 0
            out.clicked.connect(lambda: self._untie(case, tie))
            row.line.addWidget(out)
        return row

    # ------------------------------------------------------------------ forms

    def _show_forms(self, case: CaseFile) -> None:
        tasks = open_actions(case.actions)
        moves = [move.value for move in _MOVES if move in case.moves]
        key = f"{case.summary.id}:{','.join(moves)}:{','.join(str(one.id) for one in tasks)}"
        if key == self._key:
            return
        self._key = key
        for place in (self._people_forms, self._report_forms):
            clear_layout(place)
        self.add_person = self.link = self.merge = self.taking_out = None
        case_id, cases = case.summary.id, self._desk.school.cases
        stopped = case.summary.route is Route.STOPPED
        if Move.LINK_PERSON in case.moves:
            self.add_person = AddPersonForm(self._sources, self._clock, text_only=stopped)
            self._fold(self.add_person, self._people_forms, "Add a person", "user-plus", case_id)
        if Move.LINK_CASE in case.moves:
            self.link = LinkReportForm(cases, self._sources, case_id)
            self._fold(self.link, self._report_forms, "Put another report to it", "link", case_id)
        if Move.MERGE in case.moves:
            self.merge = MergeForm(
                cases, self._sources, case_id, tasks,
                text_only=stopped, refuse=refusal if stopped else nothing_refused,
            )  # fmt: skip
            words = "Continue in another report"
            self._fold(self.merge, self._report_forms, words, "git-merge", case_id)

    def _fold(
        self,
        form: AddPersonForm | LinkReportForm | MergeForm,
        place: QVBoxLayout,
        words: str,
        icon: str,
        case_id: uuid.UUID,
    ) -> None:
        unfolding = Unfolding(words, form, quiet=True, icon=icon)
        form.finished.connect(unfolding.fold)
        self._listen(form, f"{case_id}:{form.move_kind}")
        place.addWidget(unfolding, 0, Qt.AlignmentFlag.AlignTop)

    def _take_out(self, case: CaseFile, person: LinkedPerson) -> None:
        """Ask why, under the people."""
        stopped = case.summary.route is Route.STOPPED
        form = TakeOutForm(
            person, text_only=stopped, refuse=refusal if stopped else nothing_refused
        )
        self._ask_why(form, self._people_forms, f"{case.summary.id}:{form.move_kind}-{person.link}")

    def _untie(self, case: CaseFile, tie: Tie) -> None:
        """Ask why, under the reports."""
        stopped = case.summary.route is Route.STOPPED
        form = UntieForm(tie, text_only=stopped, refuse=refusal if stopped else nothing_refused)
        self._ask_why(form, self._report_forms, f"{case.summary.id}:{form.move_kind}-{tie.case_id}")

    def _ask_why(self, form: TakeOutForm | UntieForm, under: QVBoxLayout, place: str) -> None:
        if self.taking_out is not None:
            self._end_taking_out()
        self.taking_out = form
        form.finished.connect(self._end_taking_out)
        form.cancelled.connect(self._end_taking_out)
        self._listen(form, place)
        under.insertWidget(0, form)
        form.focus_here()

    def _end_taking_out(self) -> None:
        form, self.taking_out = self.taking_out, None
        if form is not None:
            for forms in (self._people_forms, self._report_forms):
                forms.removeWidget(form)
            form.hide()
            form.deleteLater()


def _each_once(people: tuple[LinkedPerson, ...]) -> list[tuple[LinkedPerson, str]]:
    """Each that the answers name once with all parts; those who were added, each by herself."""
    parts: dict[object, list[str]] = {}
    first: dict[object, LinkedPerson] = {}
    for one in people:
        key: object = one.link or (one.pupil_id or one.name)
        first.setdefault(key, one)
        parts.setdefault(key, []).append(one.part)
    return [(one, ", ".join(dict.fromkeys(parts[key]))) for key, one in first.items()]


class _Row(QWidget):
    """An icon, and a column beside it."""

    def __init__(self, icon: str) -> None:
        super().__init__()
        self.line = QHBoxLayout(self)
        self.line.setContentsMargins(0, 2, 0, 2)
        self.line.setSpacing(SPACE.near)
        self.line.addWidget(Icon(icon, 22, "soft"), 0, Qt.AlignmentFlag.AlignTop)
        self.column = QVBoxLayout()
        self.column.setSpacing(0)
        self.line.addLayout(self.column, 1)
