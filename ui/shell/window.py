"""The window: pages before sign-in, the rooms, and the curtain over everything."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QEvent, QRect, Qt, QTimer, Signal
from PySide6.QtGui import (
    QAccessible,
    QCloseEvent,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QShortcut,
)
from PySide6.QtWidgets import QApplication, QStackedLayout, QWidget
from shiboken6 import isValid

from ui.components.tab_order import open_sheet, tab_on
from ui.shell.in_sight import is_in_sight
from ui.theme import look
from ui.theme.pictures import window_icon

# What no page before sign-in has is imported where it is made (rule 107).
if TYPE_CHECKING:
    from ui.screens import Screens
    from ui.shell.curtain import Covers, Curtain
    from ui.shell.inside import Inside
    from ui.shell.trouble_panel import TroublePanel

#: What the window opens with, where the screen allows, in px.
FIRST_SIZE = (1366, 768)
LEAST_SIZE = (720, 480)


class TrentWindow(QWidget):
    """The one main window. It shows pages; `ui.program.Program` decides which."""

    spoken_as = QAccessible.Role.Window
    closing = Signal()
    #: The window has been drawn for the first time.
    first_picture = Signal()
    shade_asked = Signal()
    lock_asked = Signal()
    sign_out_asked = Signal()
    see_as_asked = Signal(str)
    password_tried = Signal(str)
    trouble_met = Signal(Exception)
    #: Everything was hidden: the shade or the lock.
    curtain_drawn = Signal()

    def __init__(self, support_details: Callable[[], str], screens: Screens | None = None) -> None:
        super().__init__()
        self._screens = screens
        self.setObjectName("window")
        # Never the name of a case or a person: titles are read by task bars and screen sharing.
        self.setWindowTitle("Trent Desktop")
        self.setMinimumSize(*LEAST_SIZE)
        self._stack = QStackedLayout(self)
        self._drawn = False
        self._inside: Inside | None = None
        self._curtain: Curtain | None = None
        self._support_details = support_details
        self._over: list[QWidget] = []  # what covers the page, the topmost last
        self._behind: QWidget | None = None
        self._focus_behind: QWidget | None = None
        shade = QShortcut(QKeySequence("F9"), self)
        shade.setContext(Qt.ShortcutContext.ApplicationShortcut)
        shade.activated.connect(self.shade_asked)

    @cached_property
    def covers(self) -> Covers:
        """What hides the other windows of the program."""
        from ui.shell.curtain import Covers

        return Covers(self)

    @cached_property
    def trouble(self) -> TroublePanel:
        """Tells of an unforeseen error."""
        from ui.shell.trouble_panel import TroublePanel

        return TroublePanel(self, self._support_details)

    @property
    def inside(self) -> Inside:
        """What a signed-in member sees. Made when first asked for: the first page comes sooner."""
        if self._inside is None:
            from ui.components.input_watch import input_watch
            from ui.shell.inside import Inside

            inside = self._inside = Inside()
            self._stack.addWidget(inside)
            input_watch().pressed.connect(self._key_anywhere)
            inside.hide_everything.connect(self.shade_asked)
            inside.lock.connect(self.lock_asked)
            inside.sign_out.connect(self.sign_out_asked)
            inside.see_as.connect(self.see_as_asked)
            inside.trouble.connect(self.trouble_met)
        return self._inside

    @property
    def curtain(self) -> Curtain:
        """What hides everything; made ahead, since hiding must not wait (`to_get_ready`)."""
        if self._curtain is None:
            from ui.shell.curtain import Curtain

            curtain = self._curtain = Curtain()
            self._stack.addWidget(curtain)
            curtain.tried.connect(self.password_tried)
            curtain.somebody_else.connect(self.sign_out_asked)
        return self._curtain

    def to_get_ready(self) -> tuple[Callable[[], object], ...]:
        """What makes what is needed soon, in slices: while nobody waits for it."""
        return (
            lambda: self.setWindowIcon(window_icon()),
            lambda: self.inside,
            lambda: self.curtain,
            lambda: self.covers,
            lambda: self.trouble,
        )

    # ------------------------------------------------------------------ pages

    def show_page(self, page: QWidget) -> None:
        """Show a page before sign-in, or the inside; behind whatever covers the window."""
        if self._stack.indexOf(page) < 0:
            self._stack.addWidget(page)
        if self._over:
            self._behind = page
        else:
            self._stack.setCurrentWidget(page)

    @property
    def shown_page(self) -> QWidget:
        """The page that is shown now."""
        return self._stack.currentWidget() or self

    # ------------------------------------------------------------------ covering

    @property
    def is_covered(self) -> bool:
        """Whether the curtain is drawn."""
        return self._curtain is not None and self._curtain in self._over

    def draw_curtain(self, *, locked: bool, name: str) -> None:
        """Hide everything in every window at once; but no lock hides a lesson from its class."""
        if self.is_covered:
            return
        was_in_front = QApplication.activeWindow() is not None
        self.curtain.draw(locked=locked, name=name)
        self.cover_with(self.curtain)
        board = self.covers.board if locked else None
        aside = self.covers.draw(boards=board is None)
        if board is not None:
            # The clicker goes on turning pages: it types wherever the keyboard is.
            board.activateWindow()
        elif was_in_front or aside:
            # The keyboard goes to the password box, whichever window had it.
            self.bring_forward()
        self.repaint()
        self.curtain_drawn.emit()

    def lift_curtain(self) -> None:
        """Show everything again, and put the focus back where it was."""
        if self.is_covered:
            self.covers.lift()
            self.uncover(self.curtain)

    def cover_with(self, page: QWidget) -> None:
        """Show `page` instead of what is shown, and nothing of what lay over that.

        The curtain lies over every other. Dialogs close; the board of a lesson is left alone.
        """
        if page in self._over:
            return
        if not self._over:
            from ui.components.system_dialogs import put_away_dialogs

            active = QApplication.activeWindow()
            put_away_dialogs()
            if active is not None and not active.isVisible():
                self.activateWindow()  # the dialog had the keyboard
            self._focus_behind = QApplication.focusWidget()
            self._behind = self._stack.currentWidget()
            for child in self._floating():
                child.setProperty("behindCurtain", child.isVisibleTo(self))
                child.hide()
        if self._stack.indexOf(page) < 0:
            self._stack.addWidget(page)
        at = len(self._over) - 1 if self.is_covered else len(self._over)
        self._over.insert(at, page)
        self._stack.setCurrentWidget(self._over[-1])
        if not self.is_covered:
            self.covers.draw(boards=False)
            page.setFocus()
            self.repaint()

    def uncover(self, page: QWidget) -> None:
        """What `page` covered is shown again, unless something else covers it too."""
        if page not in self._over:
            return
        self._over.remove(page)
        if self._over:
            self._stack.setCurrentWidget(self._over[-1])
            if not self.is_covered:
                self.covers.draw(boards=False)
            return
        self.covers.lift()
        from ui.components.sheets import Sheet

        behind, self._behind = self._behind, None
        there = behind is not None and isValid(behind)
        self._stack.setCurrentWidget(behind if behind is not None and there else self.inside)
        highest: Sheet | None = None
        for child in self._floating():
            of_another_room = isinstance(child, Sheet) and not child.is_where_she_is
            if child.property("behindCurtain") and not of_another_room:
                child.show()
                highest = child if isinstance(child, Sheet) else highest
        focus, self._focus_behind = self._focus_behind, None
        if highest is not None and not (focus and isValid(focus) and highest.isAncestorOf(focus)):
            # A dialog stood before it and had the keyboard; nothing behind it may have that now.
            highest.take_focus()
        elif focus is not None and isValid(focus) and focus.isVisibleTo(self):
            focus.setFocus(Qt.FocusReason.OtherFocusReason)
        elif (inside := self._inside) is not None and behind is inside:
            inside.begin_soon()  # it was covered before it was ever shown

    def _key_anywhere(self, key: int) -> None:
        """No shortcut of this window works while a dialog bars the way; this key must."""
        if key == Qt.Key.Key_F9 and QApplication.activeModalWidget() is not None:
            self.shade_asked.emit()

    def _floating(self) -> list[QWidget]:
        """What lies over the pages: sheets, the trouble panel."""
        pages = {self._stack.widget(number) for number in range(self._stack.count())}
        return [
            child
            for child in self.children()
            if isinstance(child, QWidget)
            and child not in pages
            and not child.isWindow()
            and child.objectName() != "focusRing"
        ]

    # ------------------------------------------------------------------ place on the screen

    def restore_place(self, geometry: str) -> None:
        """Open where it was last time, or at a size that fits the screen."""
        if (
            geometry
            and self.restoreGeometry(QByteArray.fromHex(geometry.encode()))
            and is_in_sight(self.geometry(), self._areas())
        ):
            return
        screen = QGuiApplication.primaryScreen()
        room = screen.availableGeometry().size()
        self.resize(min(FIRST_SIZE[0], room.width()), min(FIRST_SIZE[1], room.height()))
        if room.width() <= FIRST_SIZE[0]:
            self.setWindowState(Qt.WindowState.WindowMaximized)

    def _areas(self) -> list[QRect]:
        """What windows may use of each screen. Of Qt itself: what more there is to know can wait."""
        if self._screens is not None:
            return [one.area for one in self._screens.all()]
        return [one.availableGeometry() for one in QGuiApplication.screens()]

    def place(self) -> str:
        """Where it is, for next time."""
        return self.saveGeometry().toHex().toStdString()

    def bring_forward(self) -> None:
        """In front of other windows, and not as an icon."""
        if self.isMinimized():
            self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.show()
        self.raise_()
        self.activateWindow()

    # ------------------------------------------------------------------ Qt

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab goes through the page that is shown as it is read (rule 157)."""
        return tab_on(self, forward)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape closes the sheet that lies over the page, wherever the keyboard is."""
        if event.key() == Qt.Key.Key_Escape and (sheet := open_sheet(self)) is not None:
            QApplication.sendEvent(sheet, event)
        else:
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        self.closing.emit()
        event.accept()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._drawn:
            self._drawn = True
            QTimer.singleShot(0, self, self.first_picture.emit)
        QPainter(self).fillRect(event.rect(), look().colour("page"))
