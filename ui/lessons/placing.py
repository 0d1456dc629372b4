"""Where a lesson is shown: the board on its screen, over everything; the rest never beside it.

Whatever happens to the screens, the class sees the lesson or nothing of this program (rule 165).
"""

from __future__ import annotations

from PySide6.QtCore import QObject, QRect, QTimer, Signal

from ui.lessons.board.window import BoardWindow
from ui.lessons.screen_roles import Arrangement, ScreenRoles
from ui.screens import Screens

_AFTER_CHANGE_MS = 400  # screens settle before windows move
#: Desktops move windows by themselves when a screen came or went, and take their time.
_LOOK_AGAIN_MS = 1_500


class Placing(QObject):
    """Puts the board where its screen is, and follows every change of the screens.

    `rearranged`: the roles of the screens are others, or the board was put away or shown again.
    `placed`: also when only windows may have been moved.
    """

    rearranged = Signal()
    placed = Signal()
    #: The board had the keyboard, and is not shown any more.
    keyboard_free = Signal()

    def __init__(
        self, window: BoardWindow, screens: Screens, roles: ScreenRoles, *, full: bool,
        parent: QObject,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._window = window
        self._screens = screens
        self._roles = roles
        self._full = full
        self._over = False
        self.arrangement: Arrangement = roles.hold()
        self._told = self.arrangement
        self._one = self._in_one()
        self.board_hidden = False  # on one screen: the teacher looks at something else
        self._settling = QTimer(self, singleShot=True, interval=_AFTER_CHANGE_MS)
        self._settling.timeout.connect(self._rearrange)
        self._again = QTimer(self, singleShot=True, interval=_LOOK_AGAIN_MS)
        self._again.timeout.connect(self._look_again)
        self._stop_listening = screens.on_change(self._screens_changed)
        self.destroyed.connect(self._stop_listening)

    def end(self) -> None:
        """The lesson is over: nothing is on the board any more."""
        self._over = True
        self._settling.stop()
        self._again.stop()
        self._stop_listening()
        self._roles.release()
        self._put_away()
        self._window.deleteLater()

    @property
    def on_one_screen(self) -> bool:
        """Whether the class sees, or may see, what the laptop shows."""
        # As the screens are now: `arrangement` follows when they have settled.
        return any(
            one.shared or one.unsure for one in (self.arrangement, self._roles.arrangement())
        )

    # ------------------------------------------------------------------ changes

    def _in_one(self) -> frozenset[tuple[str, ...]]:
        """The screens, where the class sees what the laptop shows; else none."""
        now = self._roles.arrangement()
        if not now.shared or now.gone:
            return frozenset()
        return frozenset((*one.identity, one.handle) for one in self._screens.all())

    def _screens_changed(self) -> None:
        if self._over:
            return
        # Windows move at once: where they are now may be on the wall since this moment.
        before, self._one = self._one, self._in_one()
        if self._one and self._one != before:
            self.board_hidden = False
        self._follow(settled=False)
        if self.arrangement.unsure:
            self._tell()  # also what the program shows gives way in this moment
        self._settling.start()

    def _rearrange(self) -> None:
        self._follow(settled=True)
        self._tell()
        self._again.start()

    def _follow(self, *, settled: bool) -> None:
        self.arrangement = self._roles.arrangement()
        if not self.arrangement.shared:
            self.board_hidden = False  # it was in the way on one screen only
        self.place(by_hand=False, settled=settled)

    def _tell(self) -> None:
        before, self._told = self._told, self.arrangement
        if self._told != before:
            self.rearranged.emit()

    def _look_again(self) -> None:
        now, window = self.arrangement, self._window
        if now.board is not None and window.isVisible() and window.geometry() != now.board.shows:
            window.showNormal()  # this desktop moves no window that fills a screen
        self._show(self.arrangement, may_type=False)
        self.placed.emit()

    # ------------------------------------------------------------------ placing

    def place(self, *, by_hand: bool = True, settled: bool = True) -> None:
        """Show the board where it belongs, or not at all. `by_hand`: somebody has asked for it."""
        now, window = self.arrangement, self._window
        for button in (window.bar.notes, window.bar.to_laptop):
            button.setVisible(now.shared)
        if not now.shared:
            window.peek(())  # held or not: on a board of its own they are not for the class
            window.question.drop()
        self._show(now, by_hand=by_hand, may_type=settled)
        self.placed.emit()

    def _show(self, now: Arrangement, *, by_hand: bool = False, may_type: bool) -> None:
        alone = now.shared and not now.gone
        screen = now.board or (now.laptop if alone else None)
        if screen is None or self.board_hidden:
            self._put_away()  # it comes back with its screen, and never jumps onto the laptop
            return
        # Not in between: a mode that changes is a pair that is parted and joined.
        keyboard = alone and may_type
        area, over = QRect(screen.shows), alone or by_hand
        self._window.show_on(area, full=self._full, over=over, keyboard=keyboard)

    def _put_away(self) -> None:
        typed_on = self._window.isActiveWindow()
        self._window.hide()
        if typed_on:
            self.keyboard_free.emit()

    def swap(self) -> None:
        """The other screen is the board."""
        self._take(self._roles.swap())

    def answer(self, *, seen_here: bool) -> None:
        """The teacher says whether the class sees the screen that she answers on."""
        self._take(self._roles.answer(seen_here=seen_here))

    def step_aside(self) -> None:
        """On one screen: put the board away, so that the laptop's own window is seen."""
        self.board_hidden = True
        self._take(self.arrangement)

    def come_back(self) -> None:
        """Show the board again; when its own screen will not come back, where there is one."""
        self.board_hidden = False
        self._take(self._roles.let_go() if self.arrangement.gone else self.arrangement)

    def _take(self, now: Arrangement) -> None:
        self._told = self.arrangement = now
        self.place()
        self.rearranged.emit()
        self._again.start()
