"""Slides as small pictures: on the laptop only, laid out as on a board and made smaller."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import (
    QAccessible,
    QKeyEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QPixmap,
)
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from trent_desktop.lessons.lesson import Lesson
from trent_desktop.lessons.play import State, begin
from ui.lessons.board.faces import face_of
from ui.lessons.board.metrics import Metrics
from ui.lessons.board.painting import picture_of_slide
from ui.lessons.board.pictures import PictureBook
from ui.theme import look

_WIDE, _HIGH = 960, 540


def slide_picture(lesson: Lesson, number: int, state: State | None, book: PictureBook) -> QPixmap:
    """A slide as a picture of 960 by 540."""
    slide = lesson.slides[number]
    if state is None and slide.activity is not None:
        state = begin(slide.activity)
    measures = Metrics(_WIDE, _HIGH, lesson.band, lesson.letter)
    face = face_of(slide, state, measures, number, len(lesson.slides))
    return picture_of_slide(face, measures, book)


class SlideThumb(QAbstractButton):
    """A slide in 16:9; `marked` draws a ring. With `begins` it can be pressed, also by keys."""

    radius = 10

    def __init__(
        self, name: str, *, width: int = 240, begins: bool = False, parent: QWidget | None = None
    ) -> None:
        self.spoken_as = QAccessible.Role.Button if begins else QAccessible.Role.Graphic
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if begins else Qt.FocusPolicy.NoFocus)
        self._picture = QPixmap()
        self._width = width
        self.marked = False
        self.setAccessibleName(name)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_picture(self, picture: QPixmap) -> None:
        """Show another slide."""
        self._picture = picture
        self.update()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return round(width * _HIGH / _WIDE)

    def sizeHint(self) -> QSize:
        return QSize(self._width, self.heightForWidth(self._width))

    def minimumSizeHint(self) -> QSize:
        return QSize(120, self.heightForWidth(120))

    @property
    def picture_place(self) -> QRectF:
        """Where the slide is drawn: never stretched, whatever room there is."""
        wide, high = self.width() - 2, self.height() - 2
        wide = min(wide, high * _WIDE / _HIGH)
        return QRectF(1, 1, wide, wide * _HIGH / _WIDE)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.isAutoRepeat():
            self.click()
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        painter.setRenderHints(
            QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform
        )
        place = self.picture_place
        path = QPainterPath()
        path.addRoundedRect(place, 10, 10)
        painter.save()
        painter.setClipPath(path)
        if self._picture.isNull():
            painter.fillPath(path, look().colour("well"))
        else:
            ratio = self.devicePixelRatioF()
            wanted = (place.size() * ratio).toSize()
            small = self._picture.scaled(
                wanted,
                Qt.AspectRatioMode.IgnoreAspectRatio,
                Qt.TransformationMode.SmoothTransformation,
            )
            small.setDevicePixelRatio(ratio)
            painter.drawPixmap(place.topLeft(), small)
        painter.restore()
        pen = QPen(look().colour("act" if self.marked else "line"), 4 if self.marked else 1)
        painter.setPen(pen)
        painter.drawPath(path)
