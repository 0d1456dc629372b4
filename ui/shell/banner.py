"""Strips across the window: the sample school's banner, quiet word that the share is away, and what
stays until somebody has seen to it: a report that could not go, a file that was put back.

What is there from sign-in on lies across the top. What comes by itself comes at the foot, where
it moves nothing that somebody is about to press.
"""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication, QEvent, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractScrollArea, QHBoxLayout, QVBoxLayout, QWidget

from ui.components.buttons import IconButton, LinkButton
from ui.components.input_watch import input_watch
from ui.components.marks import Icon
from ui.components.pages import flow
from ui.components.words import Words
from ui.place_words import place_of
from ui.shell.rooms import Desk, OpenDraft
from ui.shell.went_back_words import went_back_words
from ui.theme import SPACE, look

if TYPE_CHECKING:
    from trent_desktop.reports.put_back_told import PutBackTold
    from trent_desktop.reports.waiting.refusals import Refusal
    from ui.changes import Changes

#: Sides of the sample school: sign-in name and what it is called.
SAMPLE_SIDES = (
    ("teacher1", "Teacher"),
    ("ict", "ICT Lead"),
    ("dsl", "DSL"),
    ("head", "Headteacher"),
)
SAMPLE_PASSWORD = "sample-school"  # noqa: S105 - printed in the README, for a school that is not real

#: How long somebody has been still who is not about to press anything, and how often it is asked.
_STILL_SECONDS = 10
#: How often parts are laid out: what comes of one may change what another needs.
_ROUNDS = 3
_LOOKS_EVERY_MS = 2000


class Strip(QWidget):
    """A tinted line across the window, at its top or its foot."""

    def __init__(
        self, ground: str, parent: QWidget | None = None, *, at_foot: bool = False
    ) -> None:
        super().__init__(parent)
        self._ground = ground
        self._at_foot = at_foot

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        shown = look()
        painter.fillRect(self.rect(), shown.colour(self._ground))
        width = shown.theme.palette.outline
        edge = 0 if self._at_foot else self.height() - width
        painter.fillRect(0, edge, self.width(), width, shown.colour("line"))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.update()


class SampleBanner(Strip):
    """`Sample school: nobody here is real`, and whose side of it to see. `see_as` gives a name."""

    see_as = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("sun_tint", parent)
        words = Words("Sample school: nobody here is real", "small", "sun", bold=True, wrap=False)
        see = Words("See it as", "small", "sun", wrap=False)
        self.links: dict[str, LinkButton] = {}
        for name, side in SAMPLE_SIDES:
            link = LinkButton(
                side, name=f"See the sample school as {side}", colour="sun", kind="small"
            )
            link.clicked.connect(lambda _on=False, name=name: self.see_as.emit(name))
            self.links[name] = link
        row = QHBoxLayout(self)
        row.setContentsMargins(SPACE.page, 5, SPACE.base, 6)
        row.setSpacing(SPACE.near)
        row.addWidget(Icon("flask", 18, "sun"), 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(flow(words, see, *self.links.values(), gap=10), 1)

    def mark(self, sign_in_name: str) -> None:
        """Show whose side it is now."""
        for name, link in self.links.items():
            now = name == sign_in_name
            link.set_bold(now)
            link.setAccessibleDescription("This is what you see now." if now else "")

    def wait(self, waiting: bool) -> None:
        """While another member signs in, the links rest."""
        for link in self.links.values():
            link.setEnabled(not waiting)


_AWAY = (
    "The school’s {place} cannot be reached just now. What you write is kept on this "
    "laptop and sent when the {place} is back."
)
_AS_SEEN = "You see it as it stood at"
_THEN_SENT = "What waits here is sent as soon as it can be."


class FootStrip(Strip):
    """A line at the foot of the window that comes by itself.

    It takes its room from what stands at the foot of a page. Where something that can be pressed or
    typed in would move, it comes when she has been still for a while, or goes to another page.
    """

    def __init__(self, ground: str, parent: QWidget | None = None) -> None:
        super().__init__(ground, parent, at_foot=True)
        #: What stands above it, and the column that both stand in, with no margins of its own.
        self.above: QWidget | None = None
        self.column: QVBoxLayout | None = None
        self._wanted = False
        self._clock = QTimer(self)
        self._clock.setObjectName("footStrip")
        self._clock.setInterval(_LOOKS_EVERY_MS)
        self._clock.timeout.connect(self._look_whether_still)
        self.hide()

    def come(self, wanted: bool = True) -> None:
        """Come, or go again by itself."""
        self._wanted = wanted
        changes = wanted == self.isHidden()
        if changes and self._would_move():
            self._clock.start()
        else:
            self.wait_no_longer()

    def go(self) -> None:
        """Go at once: what it said was heeded, or nobody is here any more."""
        self._wanted = False
        self.wait_no_longer()

    def wait_no_longer(self) -> None:
        """Another page is shown, or nobody is about to press anything."""
        self._clock.stop()
        if self.isHidden() or not self._wanted:
            self.setMinimumHeight(0)
        self.setVisible(self._wanted)

    def _would_move(self) -> bool:
        """Whether what can be pressed or typed in would be elsewhere with more room, or with less.

        Tried, unseen: what gives way differs from page to page.
        """
        page, column = self.above, self.column
        if page is None or column is None or not page.isVisible():
            return False
        if any(one.isVisible() for one in page.window().findChildren(QWidget, "sheet")):
            return True  # it lies in the middle of what there is
        needed = self.sizeHint().height(), self.heightForWidth(page.width())
        takes = max(*needed, self.minimumHeight())
        page.setUpdatesEnabled(False)
        _leave_at_foot(column, page, 0)  # what waits to be laid out anyway is none of this
        used = [one for one in page.findChildren(QWidget) if one.focusPolicy() and one.isVisible()]
        before = [one.mapTo(page, QPoint(0, 0)) for one in used]
        bars = [one.verticalScrollBar() for one in page.findChildren(QAbstractScrollArea)]
        scrolled = [(bar, bar.value()) for bar in bars]
        _leave_at_foot(column, page, takes if self.isHidden() else -self.height())
        after = [one.mapTo(page, QPoint(0, 0)) for one in used]
        _leave_at_foot(column, page, 0)
        for bar, value in scrolled:
            bar.setValue(value)
        page.setUpdatesEnabled(True)
        return before != after

    def _look_whether_still(self) -> None:
        if input_watch().idle_seconds >= _STILL_SECONDS:
            self.wait_no_longer()


def _leave_at_foot(column: QVBoxLayout, page: QWidget, height: int) -> None:
    """Take so much from the foot of a column, and lay out what follows from it for a page, now."""
    column.setContentsMargins(0, 0, 0, height)
    parts = [*reversed(page.findChildren(QWidget)), page]  # each hears of what is in it
    for _ in range(_ROUNDS):
        column.activate()
        for one in parts:
            QCoreApplication.sendPostedEvents(one, QEvent.Type.LayoutRequest.value)
            if isinstance(one, QAbstractScrollArea):  # shows and hides its bars a moment later
                QCoreApplication.sendPostedEvents(one, QEvent.Type.MetaCall.value)


class AwayStrip(FootStrip):
    """Says that the school's folder is away or in trouble, and that nothing is lost by it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("well", parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(SPACE.page, SPACE.tight, SPACE.base, SPACE.tight)
        row.setSpacing(SPACE.near)
        row.addWidget(Icon("cloud-slash", 20, "soft"), 0, Qt.AlignmentFlag.AlignVCenter)
        self.words = Words("", "small", "ink")
        row.addWidget(self.words, 1, Qt.AlignmentFlag.AlignVCenter)
        self._is_away = False
        self._trouble = ""
        self._changes: Changes | None = None
        self._place = "folder"

    def attend(self, desk: Desk) -> None:
        """Speak for the school that was just opened."""
        self._changes = desk.changes
        self._place = place_of(desk.school)
        self.say_away(desk.school.started_away)
        self.say_trouble("")
        desk.changes.away.connect(self.say_away)
        desk.changes.trouble.connect(self.say_trouble)

    def say_away(self, away: bool) -> None:
        """Whether the folder can be reached."""
        self._is_away = away
        self._say()

    def say_trouble(self, trouble: str) -> None:
        """What is wrong with the folder although it can be reached, in words; or nothing."""
        self._trouble = trouble
        self._say()

    def _say(self) -> None:
        if self.isHidden():
            self._take_room()
        else:
            self.setMinimumHeight(self.height())  # shorter words give the page no room back
        if self._is_away:
            at = self._changes.answered_at if self._changes is not None else None
            seen = f" {_AS_SEEN} {at:%H:%M}." if at is not None else ""
            self.words.setText(_AWAY.format(place=self._place) + seen)
        elif self._trouble:
            self.words.setText(f"{self._trouble} {_THEN_SENT}")
        self.come(self._is_away or bool(self._trouble))

    def _take_room(self) -> None:
        """The room that it takes is that of the longest words: others may follow, and move nothing."""
        if self.above is not None:
            self.words.setText(f"{_AWAY.format(place=self._place)} {_AS_SEEN} 00:00.")
            self.setMinimumHeight(self.heightForWidth(self.above.width()))


class StandingStrip(FootStrip):
    """An amber line that stays until its button was pressed and did what it says.

    What it says comes from this laptop and outlives the program: ask for it with `look`. Nothing
    of a report's content, and no reference, is ever on it: the whole class may see this screen.
    """

    def __init__(self, button: str, parent: QWidget | None = None) -> None:
        super().__init__("sun_tint", parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(SPACE.page, 3, SPACE.base, 4)
        row.setSpacing(SPACE.near)
        row.addWidget(Icon("warning-fill", 20, "sun"), 0, Qt.AlignmentFlag.AlignVCenter)
        self.words = Words("", "small", "ink")
        row.addWidget(self.words, 1, Qt.AlignmentFlag.AlignVCenter)
        self.button = LinkButton(button, kind="small", colour="sun")
        self.button.set_bold(True)
        self.button.clicked.connect(self._press)
        row.addWidget(self.button, 0, Qt.AlignmentFlag.AlignVCenter)
        self._desk: Desk | None = None

    def attend(self, desk: Desk) -> None:
        """Speak for the member who has just signed in."""
        self._desk = desk
        self.look()

    def leave(self) -> None:
        """Nobody is signed in any more."""
        self._desk = None
        self.go()

    def look(self) -> None:
        """Ask this laptop whether there is something to say."""
        desk = self._desk
        if desk is None:
            return
        operation = desk.background.run(lambda: self._ask(desk), parent=self)
        operation.then(
            lambda found: self._answered(desk, found), lambda error: self._not_answered(desk, error)
        )

    def _answered(self, desk: Desk, found: object) -> None:
        if desk is self._desk:  # and nobody else has signed in meanwhile
            self._show(found)

    def _not_answered(self, desk: Desk, error: Exception) -> None:
        if desk is self._desk:
            desk.shell.say_problem(error)

    def _ask(self, desk: Desk) -> object:
        """What there is to say, off the GUI thread."""
        raise NotImplementedError

    def _show(self, found: Any) -> None:
        """Say it, or hide."""
        raise NotImplementedError

    def _press(self) -> None:
        """The button."""
        raise NotImplementedError


class RefusedStrip(StandingStrip):
    """A report could not be sent, and only its writer can mend it. The button opens it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Open it", parent)
        self._first: uuid.UUID | None = None

    def attend(self, desk: Desk) -> None:
        super().attend(desk)
        desk.changes.drafts.connect(self.look)

    def _ask(self, desk: Desk) -> object:
        return [one for one in desk.school.drafts.refusals() if not one.opened]

    def _show(self, found: list[Refusal]) -> None:
        self._first = found[0].draft_id if found else None
        if len(found) > 1:
            said = f"{len(found)} reports of yours could not be sent. Open the first to see why."
            self.words.setText(said)
        elif found:
            why = found[0].aloud or "Open it to see why."
            self.words.setText(f"A report of yours could not be sent. {why}")
        self.button.setText("Open the first" if len(found) > 1 else "Open it")
        self.come() if found else self.go()

    def _press(self) -> None:
        if self._desk is not None and self._first is not None:
            self._desk.shell.go("reports", OpenDraft(self._first))


class WentBackStrip(StandingStrip):
    """The school's file is older than what this laptop has seen. The button: it was read."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("I have read this", parent)

    def attend(self, desk: Desk) -> None:
        super().attend(desk)
        desk.changes.went_back.connect(self.look)

    def _ask(self, desk: Desk) -> object:
        return (desk.school.put_back_told(),) if desk.school.went_back() else ()

    def _show(self, found: tuple[PutBackTold | None, ...]) -> None:
        if found:
            self.words.setText(went_back_words(found[0]))
        self.come() if found else self.go()

    def _press(self) -> None:
        desk = self._desk
        if desk is None:
            return
        operation = desk.background.run(desk.school.heed_went_back, parent=self)
        operation.then(lambda _none: self.look(), desk.shell.say_problem)


class NoticeStrip(Strip):
    """Sentences to show once after signing in, such as that the second copy of the keys was used."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("sky_tint", parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(SPACE.page, 3, SPACE.near, 4)
        row.setSpacing(SPACE.near)
        row.addWidget(Icon("info-fill", 20, "sky"), 0, Qt.AlignmentFlag.AlignVCenter)
        self._words = Words("", "small", "ink")
        row.addWidget(self._words, 1, Qt.AlignmentFlag.AlignVCenter)
        self.close_button = IconButton("x", "Close this notice")
        self.close_button.pad_x = self.close_button.pad_y = 4
        self.close_button.clicked.connect(self.hide)
        row.addWidget(self.close_button, 0, Qt.AlignmentFlag.AlignVCenter)
        self.hide()

    def say(self, sentences: tuple[str, ...]) -> None:
        """Show them, or nothing."""
        self._words.setText("\n".join(sentences))
        self.setVisible(bool(sentences))
