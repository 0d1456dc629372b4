"""What a signed-in member sees: the rail, the rooms, and strips above and below them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QApplication, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from ui.background import Lane
from ui.components.focus_kept import focus_if_before_her
from ui.components.last_folders import NOTE, last_folders
from ui.components.sheets import Sheet
from ui.components.tab_order import start_of
from ui.components.toasts import Toasts
from ui.shell.banner import (
    AwayStrip,
    NoticeStrip,
    RefusedStrip,
    SampleBanner,
    WentBackStrip,
)
from ui.shell.rail import Rail
from ui.shell.rooms import Desk, Gate, Room, RoomPage
from ui.theme import Tone


class Inside(QWidget):
    """Holds the rooms of one signed-in member. It is a `Shell` for them.

    Rooms are made when they are first visited. `trouble` gives exceptions that are no `Problem`.
    """

    sign_out = Signal()
    hide_everything = Signal()
    lock = Signal()
    see_as = Signal(str)
    trouble = Signal(Exception)
    #: Another room is shown, or a lesson has begun or ended.
    moved = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rail = Rail()
        self.banner = SampleBanner()
        self.away = AwayStrip()
        self.notices = NoticeStrip()
        self.refused = RefusedStrip()
        self.went_back = WentBackStrip()
        # What has nothing to press stands highest: what comes below it would move that.
        self._at_foot = (self.away, self.went_back, self.refused)
        self.rooms = QStackedWidget()
        right = QVBoxLayout()
        right.setSpacing(0)
        for strip in (self.banner, self.notices):
            right.addWidget(strip)
        right.addWidget(self.rooms, 1)
        # What comes by itself comes below: above it would move the page under somebody's pointer.
        for strip in self._at_foot:
            strip.above, strip.column = self.rooms, right
            right.addWidget(strip)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.rail)
        row.addLayout(right, 1)
        self._toasts = Toasts(self)
        self._desk: Desk | None = None
        self._rooms: dict[str, Room] = {}
        self._pages: dict[str, QWidget] = {}
        self._shortcuts: list[QShortcut] = []
        self._here = ""
        self._gate: Gate | None = None
        self._screen_gate: Gate | None = None
        self.rail.chosen.connect(self.go)
        self.rail.hide_everything.connect(self.hide_everything)
        self.rail.lock.connect(self.lock)
        self.banner.see_as.connect(self.see_as)

    # ------------------------------------------------------------------ who is here

    def welcome(self, desk: Desk, rooms: Sequence[Room], settings: Room) -> None:
        """Fill it for a member who has just signed in, and show the first room."""
        self.clear()
        self._desk = desk
        school = desk.school
        open_to_her = [room for room in rooms if room.may_open(school)]
        self._rooms = {room.name: room for room in (*open_to_her, settings)}
        self.rail.show_rooms(open_to_her)
        self.rail.person.show_person(school.member.name, school.role_shown)
        self.banner.setVisible(school.school.is_sample)
        self.banner.mark(school.member.sign_in_name)
        self.banner.wait(False)
        self.notices.say(school.notices)
        self.away.attend(desk)
        for strip in (self.went_back, self.refused):
            strip.attend(desk)
        for number, room in enumerate(open_to_her, start=1):
            self._add_shortcut(f"Ctrl+{number}", room.name, None)
            if room.shortcut:
                self._add_shortcut(room.shortcut, room.name, room.shortcut_place)
        self.rail.fit(self.width())
        self._remember_folders(desk)
        if open_to_her:
            self.go(open_to_her[0].name)

    def begin_soon(self) -> None:
        """It is shown: the keyboard is where somebody begins, at the first thing of the page."""
        QTimer.singleShot(0, self, self._begin)

    def _begin(self) -> None:
        page, here = self.rooms.currentWidget(), QApplication.focusWidget()
        if page is not None and (here is None or not page.isAncestorOf(here)):
            self._begin_at(page)

    def _begin_at(self, page: QWidget) -> None:
        first = page.begins_at if isinstance(page, RoomPage) else start_of(page)
        if first is not None:
            focus_if_before_her(first)

    def _remember_folders(self, desk: Desk) -> None:
        """Dialogs for files open where she last was; her sealed store remembers it."""
        folders, store = last_folders(), desk.school.signed_in.store

        def keep(all_of_them: str) -> None:
            keeping = desk.background.write(
                lambda: store.remember(NOTE, all_of_them), parent=self, lane=Lane.LAPTOP
            )
            keeping.otherwise(lambda _error: None)  # a disk that refuses loses that, no more

        folders.begin(keep)
        brought = desk.background.run(lambda: store.note(NOTE), parent=self)
        brought.then(lambda kept: self._desk is desk and folders.bring(kept), lambda _error: None)

    def clear(self) -> None:
        """Let go of everything that belonged to the last member."""
        last_folders().forget()
        self._toasts.clear()
        for strip in (self.went_back, self.refused):
            strip.leave()
        for sheet in self.window().findChildren(Sheet):
            sheet.dismiss()
        for shortcut in self._shortcuts:
            shortcut.setParent(None)
            shortcut.deleteLater()
        self._shortcuts.clear()
        for page in self._pages.values():
            self.rooms.removeWidget(page)
            page.hide()
            page.setParent(None)
            page.deleteLater()
        self._pages.clear()
        self._rooms.clear()
        self._here = ""
        self._gate = None
        self._desk = None
        self.moved.emit()

    def keep(self) -> None:
        """Have every room keep what was typed."""
        for page in self._pages.values():
            if isinstance(page, RoomPage):
                page.keep()

    def _add_shortcut(self, keys: str, room: str, place: object | None) -> None:
        shortcut = QShortcut(QKeySequence(keys), self)
        shortcut.setContext(Qt.ShortcutContext.WindowShortcut)
        shortcut.activated.connect(lambda: self._by_shortcut(room, place))
        self._shortcuts.append(shortcut)

    def _by_shortcut(self, room: str, place: object | None) -> None:
        if not any(sheet.isVisible() for sheet in self.window().findChildren(Sheet)):
            self.go(room, place)

    # ------------------------------------------------------------------ Shell

    @property
    def here(self) -> str:
        """The name of the room that is shown."""
        return self._here

    def page(self, room: str) -> QWidget | None:
        """The page of a room, once it was visited."""
        return self._pages.get(room)

    def go(self, room: str, place: object | None = None) -> None:
        """Show a room, at a place in it."""
        wanted = self._rooms.get(room)
        if wanted is None or self._desk is None:
            return
        gate = self._gate or self._screen_gate
        if gate is not None and not gate(room, place):
            return
        before = self._pages.get(self._here)
        if room != self._here and isinstance(before, RoomPage):
            before.leave()
        page = self._pages.get(room)
        if page is None:
            page = self._pages[room] = wanted.make(self._desk)
            self.rooms.addWidget(page)
            signal = getattr(page, "sign_out", None)
            if signal is not None:
                signal.connect(self.sign_out)
        was_in_the_page = _is_in(before, QApplication.focusWidget())
        elsewhere = room != self._here
        self._here = room
        self.rail.mark(room)
        self.rooms.setCurrentWidget(page)
        handed_on = QApplication.focusWidget()
        if isinstance(page, RoomPage):
            page.arrive(place)
        if elsewhere and was_in_the_page and QApplication.focusWidget() is handed_on:
            self._begin_at(page)  # a stack gives it to whatever was made first
        for strip in self._at_foot:
            strip.wait_no_longer()
        self.moved.emit()

    def is_about_children(self, room: str) -> bool:
        """Whether a room may name a child."""
        known = self._rooms.get(room)
        return known is not None and known.about_children

    def say(
        self,
        words: str,
        tone: Tone = Tone.LEAF,
        *,
        link: str = "",
        then: Callable[[], object] | None = None,
    ) -> None:
        """A short notice at the foot of the window."""
        self._toasts.say(words, tone, link=link, then=then)

    @property
    def said(self) -> str:
        """What the notice says now, or nothing."""
        return self._toasts.words

    def say_problem(self, error: Exception) -> None:
        """Tell of a `Problem` in its own words; of anything else as an unforeseen error."""
        from trent_desktop.problems import Problem

        if isinstance(error, Problem):
            self._toasts.say(str(error), Tone.CORAL)
        else:
            self.trouble.emit(error)

    def set_count(self, room: str, count: int) -> None:
        """Show how much waits in a room."""
        button = self.rail.buttons.get(room)
        if button is not None:
            button.set_count(count)

    def set_gate(self, gate: Gate | None) -> None:
        """While a lesson runs: `gate` is asked before any other room is shown."""
        self._gate = gate
        self.moved.emit()

    def set_screen_gate(self, gate: Gate | None) -> None:
        """Asked before a room is shown while no lesson runs."""
        self._screen_gate = gate

    @property
    def hushed(self) -> bool:
        """Whether a lesson runs: nothing is announced meanwhile."""
        return self._gate is not None

    # ------------------------------------------------------------------ Qt

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.rail.fit(event.size().width())

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.rail.fit(self.width())


def _is_in(page: QWidget | None, focus: QWidget | None) -> bool:
    return page is not None and focus is not None and page.isAncestorOf(focus)
