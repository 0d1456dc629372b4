"""What *Insert* puts into a wording: names that are filled in, points, pictures, places to sign."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QPainter, QTextCursor
from PySide6.QtWidgets import QMenu, QWidget

from trent_desktop.agreements.kinds import REMINDERS, Kind
from trent_desktop.agreements.wording.pictures import our_picture, our_picture_names
from trent_desktop.agreements.wording.wording import MEETING, MISSING
from ui.background import Background
from ui.components.buttons import PaintedButton
from ui.components.marked_text import MarkedText
from ui.components.pages import flow
from ui.components.sheets import Sheet
from ui.components.text import draw_block, lay_out
from ui.theme import SPACE, look

_SIGNING = {
    "A place to sign": "::: sign\n- signature: Parent or carer\n:::",
    "A box for a child’s mark": "::: sign\n- mark: This is my mark\n:::",
    "A line for a name": "::: sign\n- name: Name in capital letters\n:::",
}
_STAFF_SIGNING = {"A place to sign": "::: sign\n- signature: Member of staff\n:::"}


def names_for(kind: Kind) -> Iterator[tuple[str, str]]:
    """What can be filled in on a paper of a kind, in words; and the name it is written as."""
    if kind is Kind.STAFF:
        yield "The member’s name", "member"
    else:
        yield "The pupil’s name", "pupil"
        yield "The class", "class"
        yield "How the family is addressed", "family"
    yield "The school’s name", "school"
    yield "The day to return it by", "return-by"
    yield "The school year", "year"
    if kind is Kind.CONSENTS:
        yield "Who answers questions about data protection", "data-protection"


class InsertMenu(QMenu):
    """The menu of the button *Insert*. Everything goes in at the cursor of `text`."""

    def __init__(
        self, kind: Kind, text: MarkedText, background: Background, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._text = text
        self._background = background
        self.sheet: PictureSheet | None = None
        for words, name in names_for(kind):
            self._add(f"{words}\t{{{name}}}", f"{{{name}}}", "within")
        if kind in REMINDERS:
            self._add(f"What has not come back\t{{{MISSING}}}", f"{{{MISSING}}}", "alone")
        if kind is Kind.INVITATION:
            self._add(f"The meeting\t{{{MEETING}}}", f"{{{MEETING}}}", "alone")
        self.addSeparator()
        if kind is Kind.PUPIL_KS1:  # only there are they printed
            self.addAction("A point with a picture…").triggered.connect(self._choose_picture)
        self._add("A point", "- I …", "point")
        self._add("A clause of the policy\t[7.1]", " [7.1]", "line end")
        self._add("A heading", "## Heading", "alone")
        if kind.is_returned:
            self.addSeparator()
            for words, block in (_STAFF_SIGNING if kind is Kind.STAFF else _SIGNING).items():
                self._add(words, block, "alone")

    def _add(self, shown: str, words: str, how: str) -> None:
        self.addAction(shown).triggered.connect(partial(self._put, words, how))

    def _put(self, words: str, how: str, _checked: bool = False) -> None:
        """`how` says where: within the words, behind them, as the next point, or by itself."""
        match how:
            case "within":
                self._text.put_in(words, own_line=False)
            case "alone":
                self._text.put_in(words)
            case _:
                cursor = self._text.textCursor()
                beside = cursor.block().text().startswith("- ")
                cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock)
                self._text.setTextCursor(cursor)
                gap = "" if how == "line end" else "\n" if beside else "\n\n"
                self._text.put_in(gap + words, own_line=False)
                self._select(len("7.1]") if how == "line end" else len("…"), how == "line end")

    def _select(self, back: int, keep_last: bool) -> None:
        """Mark what is to be typed over."""
        cursor = self._text.textCursor()
        end = cursor.position()
        cursor.setPosition(end - back)
        cursor.setPosition(end - keep_last, QTextCursor.MoveMode.KeepAnchor)
        self._text.setTextCursor(cursor)

    # ------------------------------------------------------------------ pictures

    def _choose_picture(self) -> None:
        operation = self._background.run(_pictures, parent=self)
        operation.then(self._show_pictures)

    def _show_pictures(self, pictures: Mapping[str, QImage]) -> None:
        self.sheet = PictureSheet(self._text, pictures)
        self.sheet.chosen.connect(lambda name: self._put(f"- ![]({name}) I …", "point"))
        self.sheet.open()


def _pictures() -> dict[str, QImage]:
    return {name: QImage.fromData(our_picture(name)) for name in sorted(our_picture_names())}


class PictureSheet(Sheet):
    """The program's pictures, to choose one. `chosen` gives its name."""

    chosen = Signal(str)

    def __init__(self, over: QWidget, pictures: Mapping[str, QImage]) -> None:
        super().__init__(over, "Choose a picture", widest=720)
        self.buttons = {name: PictureButton(name, image) for name, image in pictures.items()}
        for name, button in self.buttons.items():
            button.clicked.connect(partial(self._choose, name))
        self.column.addWidget(flow(*self.buttons.values(), gap=SPACE.tight))

    def _choose(self, name: str, _checked: bool = False) -> None:
        self.dismiss()
        self.chosen.emit(name)


class PictureButton(PaintedButton):
    """A picture with its name below."""

    kind = "small"
    _SIDE, _WIDE = 64, 116

    def __init__(self, name: str, image: QImage) -> None:
        self._image = image
        super().__init__(name.replace("-", " "))

    def heightForWidth(self, width: int) -> int:
        block = lay_out(self.text(), self._font(), width - 2 * SPACE.hair)
        return int(block.height + 0.999) + look().theme.px(self._SIDE) + 3 * SPACE.tight

    def sizeHint(self) -> QSize:
        width = look().theme.px(self._WIDE)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def _dress(self) -> tuple[QColor | None, QColor | None, QColor]:
        shown = look()
        ground = "tint" if self.isDown() else "hover" if self._warmth > 0.5 else "card"
        edge = shown.colour("edge") if shown.theme.name == "contrast" else None
        return shown.colour(ground), edge, shown.colour("ink")

    def _paint_content(self, painter: QPainter, area: QRectF, ink: QColor) -> None:
        side = float(look().theme.px(self._SIDE))
        place = QRectF(area.center().x() - side / 2, area.top() + SPACE.tight, side, side)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(place, self._image)
        width = area.width() - 2 * SPACE.hair
        block = lay_out(self.text(), self._font(), width, align=Qt.AlignmentFlag.AlignHCenter)
        at = QPointF(area.left() + SPACE.hair, place.bottom() + SPACE.tight)
        draw_block(painter, block, at, ink)
