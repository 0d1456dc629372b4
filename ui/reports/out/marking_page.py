"""The page on which a copy of a case is marked, and the names of others are looked through."""

from __future__ import annotations

import uuid
from collections.abc import Sequence

from PySide6.QtCore import QKeyCombination, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from trent_desktop.clock import Clock
from trent_desktop.reports.cases import CaseFile
from trent_desktop.reports.out.given import WHOM_MISSING, Giving, Purpose
from trent_desktop.reports.out.marks import Marking
from trent_desktop.reports.out.names import Suggestion, suggestions
from ui.components.choices import Option, TickRow
from ui.components.focus_kept import focus_if_before_her
from ui.components.pages import clear_layout
from ui.journeys.direction import joined
from ui.journeys.sources import Latest
from ui.reports.out.giving_preview import GivingCopy, GivingPreview
from ui.reports.out.marking_view import MarkingView
from ui.reports.out.pack_page import PackPage
from ui.shell.rooms import Desk

NO_NAMES = "No names of others were found."


class MarkingPage(QWidget):
    """Marks one case. `preview_wanted` gives the copy to look at, `pack_wanted` a child's pack."""

    left = Signal()
    preview_wanted = Signal(object)
    pack_wanted = Signal(object)

    def __init__(self, desk: Desk, case: CaseFile, clock: Clock) -> None:
        super().__init__()
        self._desk = desk
        self._clock = clock
        self._case = case
        self._giving: Giving | None = None
        self.marking: Marking | None = None
        self._finding = Latest(desk.background, self)
        self.view = MarkingView()
        self.view.title.setText(f"A copy of {case.summary.reference}")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.view)
        self._connect()
        self._show_waiting(True)
        self._begin()

    def _connect(self) -> None:
        view = self.view
        view.back.clicked.connect(self.left)
        keys = QKeyCombination(Qt.KeyboardModifier.AltModifier, Qt.Key.Key_Left)
        back = QShortcut(QKeySequence(keys), self)
        back.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        back.activated.connect(self.left)
        view.copy.selected.connect(self._marked)
        view.subject.changed.connect(lambda _key: self._find())
        view.subject.changed.connect(lambda _key: self._offer_pack())
        view.purposes.changed.connect(lambda _value: self._offer_pack())
        view.pack_link.clicked.connect(self._pack)
        view.tick_all.clicked.connect(lambda: self._tick_all(True))
        view.untick_all.clicked.connect(lambda: self._tick_all(False))
        view.to.textChanged.connect(lambda _text: view.to_block.show_error(""))
        view.look.clicked.connect(self._look)

    # ------------------------------------------------------------------ reading

    def _begin(self) -> None:
        out, case = self._desk.school.giving_out, self._case

        def begun(giving: Giving) -> None:
            self._giving = giving
            self.view.copy.show_blocks(giving.text.blocks)
            people = [
                Option(one.key, f"{one.name}, {one.detail}" if one.detail else one.name)
                for one in giving.of_case
            ]
            self.view.subject.offer([Option("", "Nobody’s: offer every name"), *people])
            self._find()
            focus_if_before_her(self.view.title)

        operation = self._desk.background.run(lambda: out.begin(case), parent=self)
        operation.then(begun, self._failed)

    def _failed(self, error: Exception) -> None:
        self._desk.shell.say_problem(error)
        self.left.emit()

    def _find(self) -> None:
        """Look for names; what was marked by hand stays marked."""
        giving, subject = self._giving, self.view.subject.value
        if giving is None:
            return
        self._show_waiting(True)
        before = self.marking

        def found(listed: tuple[Suggestion, ...]) -> None:
            self.marking = Marking(giving.text, listed)
            if before is not None:
                self.marking.take_over(before)
            self._show_names(listed)
            self._paint()

        self._finding.ask(
            lambda: suggestions(giving.text, giving.people, subject), found, self._failed
        )

    def _show_waiting(self, waiting: bool) -> None:
        view = self.view
        view.waiting.setVisible(waiting)
        for part in (view.ticks, view.names_hint):
            part.setVisible(not waiting)
        view.look.setEnabled(not waiting)
        if waiting:
            clear_layout(view.rows)

    def _show_names(self, listed: Sequence[Suggestion]) -> None:
        view = self.view
        self._show_waiting(False)
        for one in listed:
            view.rows.addWidget(self._row(one))
        view.ticks.setVisible(bool(listed))
        if not listed:
            view.names_hint.setText(NO_NAMES)

    def _row(self, one: Suggestion) -> TickRow:
        count = len(one.places)
        row = TickRow(one.title, joined(one.hint, "1 place" if count == 1 else f"{count} places"))
        row.setObjectName(f"name-{one.key}")
        row.setChecked(self.marking is not None and one.key in self.marking.ticked)
        row.toggled.connect(lambda on: self._tick(one, on))
        return row

    # ------------------------------------------------------------------ marking

    def _tick(self, one: Suggestion, on: bool) -> None:
        if self.marking is None:
            return
        self.marking.tick(one.key, on)
        self._paint()
        first = one.places[0]
        self.view.copy.go_to(first.block, first.start)

    def _tick_all(self, on: bool) -> None:
        for row in self.findChildren(TickRow):
            if row.objectName().startswith("name-"):
                row.setChecked(on)

    def _marked(self, parts: list[tuple[str, int, int]]) -> None:
        """Black out what was selected; what is all black already is shown again."""
        marking = self.marking
        if marking is None:
            return
        act = marking.clear if all(marking.is_marked(*one) for one in parts) else marking.mark
        for one in parts:
            act(*one)
        self._paint()

    def _paint(self) -> None:
        if self.marking is not None:
            self.view.copy.show_marks(self.marking.redactions())

    # ------------------------------------------------------------------ the next school

    def _child(self) -> uuid.UUID | None:
        """The child whose record it is, if the school's lists have her."""
        key = self.view.subject.value
        people = self._giving.people if self._giving is not None else ()
        listed = any(
            one.key == key and one.is_pupil and not one.key.startswith("name ") for one in people
        )
        return uuid.UUID(key) if listed else None

    def _offer_pack(self) -> None:
        next_school = self.view.purposes.value == Purpose.SCHOOL.value
        self.view.pack.setVisible(next_school and self._child() is not None)

    def _pack(self) -> None:
        child = self._child()
        if child is not None:
            self.pack_wanted.emit(PackPage(self._desk, child, self._clock))

    # ------------------------------------------------------------------ looking at it

    def _look(self) -> None:
        giving, marking, view = self._giving, self.marking, self.view
        if giving is None or marking is None:
            return
        to = view.to.text().strip()
        if not to:
            view.to_block.show_error(WHOM_MISSING)
            view.to.setFocus()
            return
        copy = GivingCopy(
            self._desk.school,
            giving,
            marking.redactions(labels=view.letters.isChecked()),
            Purpose(view.purposes.value),
            to,
        )
        self.preview_wanted.emit(GivingPreview(self._desk.background, copy, self._desk.school))
