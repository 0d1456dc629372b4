"""What was chosen in a picker: a row of chips, each of which takes itself out again."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from trent_desktop.sentences import ended
from ui.components.buttons import PaintedButton
from ui.components.pages import Flow, clear_layout
from ui.components.painting import round_box
from ui.components.read_aloud import announce
from ui.components.text import draw_block, lay_out
from ui.theme import SPACE, look
from ui.theme.icons import draw_icon


class ChosenChip(PaintedButton):
    """Somebody who was chosen; pressing it, or Delete on it, takes her out again."""

    pad_x, pad_y, gap, icon_px = 12, 7, 8, 16

    def __init__(self, words: str, apart: str) -> None:
        text = f"{words}, {apart}" if apart else words
        super().__init__(text, "x-bold", name=f"Remove {text}")
        self.radius = 18

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.click()
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        shown = look()
        area = QRectF(self.rect())
        ground = shown.colour("tint")
        edge = shown.colour("act") if self._warmth > 0.5 or shown.theme.name == "contrast" else None
        self.radius = min(18, int(area.height() / 2))
        round_box(painter, area, self.radius, ground, edge, 2 if edge else 0)
        side = shown.theme.px(self.icon_px)
        ink = shown.colour("on_tint")
        room = area.width() - 2 * self.pad_x - side - self.gap
        block = lay_out(self.text(), shown.font("body"), room)
        top = area.center().y() - block.height / 2
        draw_block(painter, block, QPointF(area.left() + self.pad_x, top), ink)
        box = QRectF(area.right() - self.pad_x - side, area.center().y() - side / 2, side, side)
        draw_icon(painter, self._icon_name, box, ink)

    def sizeHint(self) -> QSize:
        size = super().sizeHint()
        return QSize(size.width() + 2, size.height())


class ChosenChips(QWidget):
    """A chip for each that was chosen; not there at all while nobody is."""

    def __init__(self) -> None:
        super().__init__()
        self._row = Flow(self, gap=SPACE.tight)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_these(self, chosen: Iterable[tuple[str, str, Callable[[], object]]]) -> None:
        """Of each the words, what tells it apart, and what takes it out."""
        clear_layout(self._row)
        some = False
        for words, apart, remove in chosen:
            chip = ChosenChip(words, apart)
            chip.clicked.connect(lambda _on=False, remove=remove: remove())
            self._row.addWidget(chip)
            some = True
        self.setVisible(some)

    def say_chosen(self, words: str, apart: str) -> None:
        """Somebody was chosen: the keyboard stays in the field, which says nothing of it."""
        announce(self, f"Chosen: {ended(f'{words}, {apart}' if apart else words)}")

    def say_taken_out(self, words: str) -> None:
        """Somebody was taken out again."""
        announce(self, f"Taken out: {ended(words)}")
