"""Looking at what was attached to a case: on a page of the program, and nowhere else."""

from __future__ import annotations

import uuid

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from trent_desktop.problems import Problem
from trent_desktop.reports.attachments.attached import Attachment, Viewed
from trent_desktop.reports.timeline_words import defused
from ui.components.buttons import SecondaryButton
from ui.components.focus_kept import focus_if_before_her
from ui.components.notices import EmptyState
from ui.documents.preview_view import PagesView
from ui.reports.attachments.marked_pages import MarkedPages
from ui.shell.rooms import Desk
from ui.theme import Tone

CLOSED = "It was closed when you went elsewhere. Each time that it is shown is written down."


class AttachmentViewer(QWidget):
    """Shows an attachment. `left` says that she pressed Back or Escape.

    It can be neither printed nor saved nor copied, and is forgotten whenever it is out of sight.
    """

    left = Signal()

    def __init__(
        self,
        desk: Desk,
        case_id: uuid.UUID,
        attachment: Attachment,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("attachmentViewer")
        self._desk = desk
        self._case_id = case_id
        self._attachment = attachment
        self.view = PagesView(
            desk.background,
            defused(attachment.name) or attachment.what,
            self,
            waits=EmptyState("image", "Opening it", "It takes a moment."),
            fails=lambda again: EmptyState(
                "warning-circle", "It cannot be shown", "", again, tone=Tone.CORAL
            ),
        )
        self.show_again = SecondaryButton("Show it again", "eye")
        self.closed_again = EmptyState("eye-slash", "Closed", CLOSED, self.show_again)
        self.view.stack.addWidget(self.closed_again)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.view)
        self._connect()
        self.look()

    def _connect(self) -> None:
        view = self.view
        view.back.clicked.connect(self.left)
        view.farther.clicked.connect(view.pages.farther)
        view.nearer.clicked.connect(view.pages.nearer)
        view.fit.clicked.connect(lambda: view.pages.set_zoom(None))
        view.again.clicked.connect(self.look)
        self.show_again.clicked.connect(self.look)
        view.pages.page_changed.connect(self._show_page_number)
        for keys, act in (
            (QKeySequence.StandardKey.ZoomIn, view.pages.nearer),
            (QKeySequence("Ctrl+="), view.pages.nearer),
            (QKeySequence.StandardKey.ZoomOut, view.pages.farther),
            (QKeySequence("Ctrl+0"), view.fit.click),
            (QKeySequence(Qt.Key.Key_Escape), self.left.emit),
        ):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)

    def look(self) -> None:
        """Take it out of the school's file, which is written down, and show it."""
        self._ready(False)
        self.view.stack.setCurrentWidget(self.view.waiting)
        attachments, case_id, which = self._desk.school.attachments, self._case_id, self._attachment
        operation = self._desk.background.run(
            lambda: attachments.view(case_id, which.id), parent=self
        )
        operation.then(self._show, self._could_not)

    def _show(self, viewed: Viewed) -> None:
        if not self.isVisible():
            self.forget()
            return
        self.view.stack.setCurrentWidget(self.view.pages)
        self.view.pages.show_pages(MarkedPages(viewed))
        self._ready(True)
        focus_if_before_her(self.view.pages)

    def _could_not(self, error: Exception) -> None:
        if not isinstance(error, Problem):
            raise error  # the panel for what nobody foresaw says so
        self.view.failed.words.setText(str(error))
        self.view.stack.setCurrentWidget(self.view.failed)

    def forget(self) -> None:
        """Let go of every pixel."""
        self.view.pages.show_pages(None)
        self.view.page.setText("")
        self._ready(False)
        self.view.stack.setCurrentWidget(self.closed_again)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if self.view.stack.currentWidget() is self.view.pages:
            self.forget()

    def _ready(self, ready: bool) -> None:
        for widget in (self.view.farther, self.view.nearer, self.view.fit):
            widget.setEnabled(ready)

    def _show_page_number(self, page: int, of: int) -> None:
        self.view.page.setText(f"Page {page} of {of}" if of > 1 else "")
