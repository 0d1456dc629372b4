"""Somebody's page: read off the GUI thread, written down when it is opened, kept fresh."""

from __future__ import annotations

from PySide6.QtCore import (
    QItemSelectionModel,
    QKeyCombination,
    QModelIndex,
    QSignalBlocker,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from trent_desktop.children.page import PersonPage, Whom
from trent_desktop.problems import Problem
from ui.components.focus_kept import focus_if_before_her, focus_kept
from ui.journeys.sources import Latest
from ui.reports.child.events import EventModel
from ui.reports.child.view import NEWEST, ChildView
from ui.shell.fresh import Fresh
from ui.shell.rooms import Desk

#: When a page has not opened after so long, in ms, it says that it is being opened.
SLOW_MS = 250


class ChildPage(QWidget):
    """Shows one page at a time. `case_chosen` gives the id of a report."""

    left = Signal()
    case_chosen = Signal(object)
    print_wanted = Signal(object)
    pack_wanted = Signal(object)  # the id of the pupil

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._reading = Latest(desk.background, self)
        self._whom: Whom | None = None
        self._page: PersonPage | None = None
        self.view = ChildView()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.view)
        self.model = EventModel(self)
        self.view.list.setModel(self.model)
        self._slow = QTimer(self)
        self._slow.setObjectName("slowPage")
        self._slow.setSingleShot(True)
        self._slow.setInterval(SLOW_MS)
        self._slow.timeout.connect(lambda: self.view.show_waiting(True))
        view = self.view
        view.back.clicked.connect(self.left)
        view.print.clicked.connect(self._print)
        view.pack.clicked.connect(self._pack)
        view.order.changed.connect(self._show_events)
        view.list.activated.connect(self._open_row)
        view.list.selectionModel().currentChanged.connect(self._bring_into_view)
        changes = desk.changes
        fresh = (changes.cases, changes.agreements, changes.lessons, changes.directory)
        Fresh(self, fresh, self._look_again)
        keys = QKeyCombination(Qt.KeyboardModifier.AltModifier, Qt.Key.Key_Left)
        back = QShortcut(QKeySequence(keys), self)
        back.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        back.activated.connect(self.left)

    @property
    def page(self) -> PersonPage | None:
        """What is shown."""
        return self._page

    # ------------------------------------------------------------------ reading

    def open(self, whom: Whom) -> None:
        """Show somebody's page. It is written down that it was opened."""
        self._whom, self._page = whom, None
        self.view.trouble.hide()
        self.view.show_waiting(False)
        view = self.view
        for part in (view.body, view.title, view.meta, view.print, view.pack):
            part.hide()
        self._slow.start()
        children = self._desk.school.children
        self._reading.ask(lambda: children.open(whom), self._show, self._could_not_read)

    def _look_again(self) -> None:
        whom, children = self._whom, self._desk.school.children
        if whom is None or self._page is None:
            return
        self._reading.ask(lambda: children.look_again(whom), self._show, self._could_not_read)

    def _could_not_read(self, error: Exception) -> None:
        self._slow.stop()
        self.view.waiting.hide()
        if isinstance(error, Problem):
            self.view.trouble.say(error.what_to_do, heading=error.words)
            self.view.trouble.show()
        else:
            self._desk.shell.say_problem(error)

    # ------------------------------------------------------------------ showing

    def _show(self, page: PersonPage) -> None:
        self._slow.stop()
        before, self._page = self._page, page
        if before == page:
            return
        view = self.view
        view.trouble.hide()
        with focus_kept(self):
            view.show_head(page)
            self._show_events()
            for task, link in view.show_tasks(page.tasks):
                link.clicked.connect(
                    lambda _on=False, case_id=task.case_id: self.case_chosen.emit(case_id)
                )
            view.show_standing(page)
        view.show_waiting(False)
        view.pack.setVisible(page.is_pupil and self._desk.school.giving_out.may)
        if before is None:
            view.page.verticalScrollBar().setValue(0)
            focus_if_before_her(view.title)

    def _show_events(self, *_what: object) -> None:
        """Show what there is. Where she was in the list she stays, whatever came in above."""
        if self._page is None:
            return
        shown, bar = self.view.list, self.view.page.verticalScrollBar()
        row = shown.currentIndex().row()
        here, place, tall = self.model.at(row), bar.value(), shown.height()
        newest_first = self.view.order.value() == NEWEST
        with QSignalBlocker(shown.selectionModel()):
            self.model.show_events(self._page.events, newest_first=newest_first)
            shown.fit()
            if self._page.events:
                # Where the arrows begin; nothing is chosen yet.
                shown.selectionModel().setCurrentIndex(
                    self.model.index(self.model.row_of(here)),
                    QItemSelectionModel.SelectionFlag.NoUpdate,
                )
        if newest_first and row > 0 and shown.height() > tall:
            grown = shown.height() - tall
            QTimer.singleShot(0, self, lambda: bar.setValue(place + grown))

    def _bring_into_view(self, current: QModelIndex, _before: QModelIndex) -> None:
        shown = self.view.list
        if current.isValid() and shown.hasFocus():
            row = shown.visualRect(current)
            place = shown.mapTo(self.view.page.ground, row.center())
            self.view.page.ensureVisible(place.x(), place.y(), 0, row.height())

    # ------------------------------------------------------------------ going on

    def _open_row(self, index: QModelIndex) -> None:
        event = self.model.at(index.row())
        if event is not None:
            self.case_chosen.emit(event.case_id)

    def _pack(self) -> None:
        if self._page is not None and self._page.whom.pupil_id is not None:
            self.pack_wanted.emit(self._page.whom.pupil_id)

    def _print(self) -> None:
        if self._page is not None:
            self.print_wanted.emit(self._page)
