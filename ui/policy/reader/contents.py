"""The sections of a policy, to go to one."""

from __future__ import annotations

from PySide6.QtCore import QPointF, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from trent_desktop.policy.clauses import PolicyText
from ui.components.buttons import QuietButton
from ui.components.pages import ScrollPage, clear_layout
from ui.components.painting import round_box
from ui.components.rows import RowButton, RowFace
from ui.components.sheets import Sheet
from ui.components.text import draw_block, lay_out
from ui.theme import SPACE, look

WIDE = 236
_NUMBER = 22


class SectionLink(QuietButton):
    """A section: its number before its name, which wraps. The one in sight is strong."""

    pad_x, pad_y = 8, 5
    stepped = Signal(int)

    def __init__(self, number: str, title: str) -> None:
        super().__init__(title, name=f"{number}. {title}" if number else title)
        self.number = number
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def _icon_room(self) -> int:
        return look().theme.px(_NUMBER)

    def mark_here(self, here: bool) -> None:
        """Whether it is the section in sight."""
        if bool(self.bold) != here:
            self.bold = here
            self.setAccessibleDescription("You are here." if here else "")
            self.updateGeometry()
            self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
        if event.key() in steps:
            self.stepped.emit(steps[Qt.Key(event.key())])
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        ground, _edge, _ink = self._dress()
        if ground is not None:
            round_box(painter, self.rect(), self.radius, ground)
        ink = look().colour("act" if self.bold else "ink")
        room = self.width() - 2 * self.pad_x - self._icon_room()
        words = lay_out(self.text(), self._font(), room)
        top = (self.height() - words.height) / 2
        number = lay_out(self.number, self._font())
        draw_block(painter, number, QPointF(self.pad_x, top), look().colour("soft"))
        draw_block(painter, words, QPointF(self.pad_x + self._icon_room(), top), ink)


class SectionList(ScrollPage):
    """All sections beside the text. `chosen` gives the place of one."""

    chosen = Signal(int)

    def __init__(self) -> None:
        super().__init__(pad=SPACE.hair, top=SPACE.hair, gap=0)
        self.links: list[SectionLink] = []
        self._names: list[tuple[str, str]] = []

    def show_policy(self, text: PolicyText) -> None:
        """Show the sections of another policy."""
        self._names = [(one.number, one.title) for one in text.sections]
        clear_layout(self.column)
        self.links = []
        for place, (number, title) in enumerate(self._names):
            link = SectionLink(number, title)
            link.clicked.connect(lambda _=False, place=place: self.chosen.emit(place))
            link.stepped.connect(lambda step, place=place: self._step(place + step))
            self.column.addWidget(link)
            self.links.append(link)
        self.column.addStretch(1)

    def mark(self, place: int) -> None:
        """The section in sight."""
        for number, link in enumerate(self.links):
            link.mark_here(number == place)
        if 0 <= place < len(self.links):
            link = self.links[place]
            QTimer.singleShot(0, link, lambda: self.ensureWidgetVisible(link, 0, SPACE.wide))

    def _step(self, to: int) -> None:
        if 0 <= to < len(self.links):
            self.links[to].setFocus(Qt.FocusReason.OtherFocusReason)

    def open_sheet(self, over: QWidget) -> None:
        """All sections over the text, where there is no room beside it."""
        sheet = Sheet(over, "Contents", widest=560)
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for place, (number, title) in enumerate(self._names):
            row = RowButton(RowFace(f"{number}  {title}" if number else title))
            row.clicked.connect(lambda _=False, place=place: self._choose(sheet, place))
            column.addWidget(row)
        sheet.column.addWidget(holder)
        sheet.open()

    def _choose(self, sheet: Sheet, place: int) -> None:
        sheet.dismiss()
        self.chosen.emit(place)
