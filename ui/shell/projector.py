"""Nothing about a child on the projector: where screens are mirrored, the teacher is told first.

A mirrored screen shows the class whatever the laptop shows. Rooms about children open only when
she has said that the projector is off; one that is open when mirroring begins is covered at once.
While a lesson runs its own gate asks instead (`ui.lessons.gate`); the cover comes all the same.
"""

from __future__ import annotations

from PySide6.QtCore import QObject, QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from shiboken6 import isValid

from ui.components.buttons import PrimaryButton, SecondaryButton
from ui.components.cards import Card
from ui.components.pages import flow
from ui.components.sheets import Sheet, ask
from ui.components.words import Words
from ui.screens import Screens, mirrored
from ui.shell.river import draw_river
from ui.shell.window import TrentWindow
from ui.theme import SPACE, look

QUESTION = "Can the class see this screen?"
CLASS_SEES = (
    "The class can see this screen. Switch the projector off, or press its blank or freeze "
    "button, before you go on."
)
PROJECTOR_OFF = "The projector is off: go on"


class ProjectorPage(QWidget):
    """Covers a room about children until somebody says that the class does not see it."""

    agreed = Signal()
    home = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(QUESTION)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE.far, SPACE.far, SPACE.far, SPACE.far)
        self.card = Card(pad=SPACE.wide, gap=SPACE.near)
        self.yes = PrimaryButton(PROJECTOR_OFF)
        self.no = SecondaryButton("Go to Home", "house")
        self.card.column.addWidget(Words(QUESTION, "strong"))
        self.card.column.addWidget(Words(CLASS_SEES, "body", "soft"))
        self.card.column.addWidget(
            Words("Everything you typed is kept, and comes back as it was.", "body", "soft")
        )
        self.card.column.addSpacing(SPACE.hair)
        self.card.column.addWidget(flow(self.yes, self.no))
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.card)
        row.addStretch(1)
        column.addStretch(3)
        column.addLayout(row)
        column.addStretch(4)
        # What she was typing must not press anything here: nothing has the focus.
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.yes.clicked.connect(self.agreed)
        self.no.clicked.connect(self.home)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        most = max(self.width() - 2 * SPACE.far, 200)
        self.card.setFixedWidth(min(look().theme.px(520), most))

    def paintEvent(self, event: QPaintEvent) -> None:
        draw_river(QPainter(self), QRectF(self.rect()))


class ProjectorGuard(QObject):
    """Watches the screens of the window, and stands between the class and rooms about children."""

    def __init__(self, window: TrentWindow, screens: Screens, parent: QObject) -> None:
        super().__init__(parent)
        self.setObjectName("projectorGuard")
        self._window = window
        self._screens = screens
        self._shared = False
        self._which: frozenset[tuple[str, ...]] = frozenset()
        self._agreed = False  # she said that nobody sees this screen
        self._began = False  # since she last said so, or the screens were told apart again
        self._page: ProjectorPage | None = None
        self._sheet: Sheet | None = None
        self._in_lesson = False
        self._on = False
        window.curtain_drawn.connect(self._lapse)
        stop = screens.on_change(self.look)
        self.destroyed.connect(stop)
        self._stop = stop
        self._take()

    def stop(self) -> None:
        """Watch no more."""
        self._stop()

    def guard(self) -> None:
        """A member is signed in: stand before her rooms."""
        inside = self._window.inside
        self._agreed = False
        inside.set_screen_gate(self.may_show)
        if not self._on:
            self._on = True
            inside.moved.connect(self._moved)
        self._cover_or_not()

    # ------------------------------------------------------------------ what there is

    def _take(self) -> bool:
        """Read the screens; whether they are mirrored anew."""
        found = self._screens.all()
        before, which = self._shared, frozenset((*one.identity, one.handle) for one in found)
        self._shared = mirrored(found)
        anew = self._shared and (not before or which != self._which)
        self._which = which
        if anew or not self._shared:
            self._agreed = False
        self._began = anew or (self._began and self._shared)
        return anew

    def look(self) -> None:
        """The screens have changed. At once: a list must not stand on the wall for a moment."""
        self._take()
        self._cover_or_not()

    def _moved(self) -> None:
        """Another room is shown, or a lesson begins or ends."""
        in_lesson = self._window.inside.hushed
        if in_lesson and not self._in_lesson:
            # The projector is on again for the lesson.
            self._agreed = self._began = False
        self._in_lesson = in_lesson
        self._cover_or_not()

    def _lapse(self) -> None:
        """Everything was hidden: what was true of the projector then may not be when it returns."""
        self._agreed, self._began = False, self._shared
        self._cover_or_not()

    # ------------------------------------------------------------------ opening a room

    def may_show(self, room: str, place: object | None) -> bool:
        """Whether a room may be shown now; if not, asks, and shows it when she agrees."""
        self._take()
        if not self._shared or self._agreed or not self._window.inside.is_about_children(room):
            return True

        def go() -> None:
            self._agreed = True
            self._window.inside.go(room, place)

        if self._sheet is not None and isValid(self._sheet):
            self._sheet.dismiss()
        self._sheet = ask(
            self._window.inside,
            QUESTION,
            CLASS_SEES,
            yes=PROJECTOR_OFF,
            no="Stay here",
            then=go,
        )
        return False

    # ------------------------------------------------------------------ covering

    def _cover_or_not(self) -> None:
        if not self._on:
            return
        inside = self._window.inside
        about = inside.is_about_children(inside.here)
        self._began = self._began and about  # every other room is left through a gate
        exposed = self._shared and not self._agreed and about
        # In a lesson its gate has asked already, unless mirroring began only now.
        if exposed and (self._began or not inside.hushed):
            if self._page is None:
                page = self._page = ProjectorPage()
                page.agreed.connect(self._is_off)
                page.home.connect(self._to_home)
            self._window.cover_with(self._page)
        elif self._page is not None:
            self._window.uncover(self._page)

    def _is_off(self) -> None:
        self._agreed, self._began = True, False
        self._cover_or_not()

    def _to_home(self) -> None:
        self._window.inside.go("home")
