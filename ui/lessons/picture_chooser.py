"""Choosing a picture for a lesson: ours, found by what they show, or one's own from a file."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, QSizeF, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from trent_desktop.lessons.lesson import Picture
from trent_desktop.lessons.picture_words import ShownPicture, pictures_found
from ui.components.buttons import PaintedButton, SecondaryButton
from ui.components.fields import TextField
from ui.components.pages import EqualColumns, clear_layout
from ui.components.painting import round_box
from ui.components.sheets import Sheet
from ui.components.text import draw_block, lay_out
from ui.components.words import soft
from ui.lessons.board.pictures import PictureBook
from ui.theme import RADIUS, SPACE, look

#: How many are shown at once: of more than these nobody finds one by looking.
MOST_SHOWN = 24
_HIGH = 92
_NARROWEST = 128


class PictureTile(PaintedButton):
    """One of our pictures to press, with what it shows."""

    radius = RADIUS.button

    def __init__(self, shown: ShownPicture, book: PictureBook) -> None:
        self._shown = shown
        self._book = book
        super().__init__(shown.words)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def _words(self, width: float):  # type: ignore[no-untyped-def]
        return lay_out(self.text(), look().font("small"), width - 2 * SPACE.tight)

    def heightForWidth(self, width: int) -> int:
        return round(look().theme.px(_HIGH) + self._words(width).height + 3 * SPACE.tight)

    def sizeHint(self) -> QSize:
        width = look().theme.px(_NARROWEST)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        width = look().theme.px(80)
        return QSize(width, self.heightForWidth(width))

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        shown = look()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        hover = self.underMouse() or self.isDown()
        ground = shown.colour("hover" if hover else "card")
        round_box(painter, QRectF(self.rect()), RADIUS.button, ground, shown.colour("line"), 1.0)
        high = shown.theme.px(_HIGH)
        room = QSizeF(self.width() - 2 * SPACE.tight, high - SPACE.tight)
        drawn = self._book.pixmap(
            Picture((self._shown.name,), ""), room, 6, self.devicePixelRatioF()
        )
        painter.drawPixmap(SPACE.tight, SPACE.tight, drawn)
        block = self._words(self.width())
        place = QRectF(SPACE.tight, high + SPACE.tight, 1, 1).topLeft()
        draw_block(painter, block, place, shown.colour("ink"))


class PictureChooser(Sheet):
    """`chosen` gives the picture; `from_file` asks for one of her own. Either closes the sheet."""

    chosen = Signal(object)
    from_file = Signal()

    def __init__(self, over: QWidget, book: PictureBook) -> None:
        super().__init__(over, "Choose a picture", widest=940)
        self._book = book
        self.typed = TextField(
            name="What the picture shows", placeholder="For example: tablet, worried, school"
        )
        self.typed.textChanged.connect(self._fill)
        self.typed.returnPressed.connect(self._choose_only)
        self.said = soft("")
        self.column.addWidget(self.typed)
        self.column.addWidget(self.said)
        holder = QWidget()
        self._grid = EqualColumns(holder, narrowest=_NARROWEST, gap=SPACE.near, whole_rows=False)
        self.column.addWidget(holder)
        self.tiles: list[PictureTile] = []
        file = SecondaryButton("From a file…", "folder-open")
        file.clicked.connect(self._from_file)
        self.file = file
        back = SecondaryButton("Cancel")
        back.clicked.connect(self.dismiss)
        self.add_buttons(file, back)
        self.column.addStretch(1)
        self._fill()

    def _fill(self) -> None:
        found = pictures_found(self.typed.text())
        clear_layout(self._grid)
        self.tiles = [PictureTile(one, self._book) for one in found[:MOST_SHOWN]]
        for tile, one in zip(self.tiles, found, strict=False):
            tile.clicked.connect(lambda _=False, one=one: self._choose(one))
            self._grid.addWidget(tile)
        more = len(found) - len(self.tiles)
        if not found:
            words = "No picture of ours shows that. Try another word, or take one from a file."
        elif more > 0:
            words = f"{len(found)} pictures. The first {MOST_SHOWN} are shown: type what you want."
        else:
            words = "1 picture." if len(found) == 1 else f"{len(found)} pictures."
        self.said.setText(words)

    def _choose_only(self) -> None:
        """Enter takes the picture when the words leave one."""
        if len(self.tiles) == 1:
            self.tiles[0].click()

    def _choose(self, shown: ShownPicture) -> None:
        self.chosen.emit(shown)
        self.dismiss()

    def _from_file(self) -> None:
        self.dismiss()
        self.from_file.emit()


def layers_at(line: str, column: int) -> int:
    """Where one more layer is written when `column` is inside a picture of `line`; else -1."""
    start = line.rfind("](", 0, column + 1)
    end = line.find(")", max(start, 0))
    inside = start >= 0 and end >= 0 and line.rfind("![", 0, start + 1) >= 0
    return end if inside and start + 1 < column <= end and end > start + 2 else -1
