"""Pictures of the board for paper."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, QSizeF
from PySide6.QtGui import QImage, QPainter

from trent_desktop.lessons.lesson import Band, Picture
from trent_desktop.lessons.run import LessonRun
from ui.lessons.board.faces import face_of
from ui.lessons.board.ink_layer import InkLayer
from ui.lessons.board.metrics import Metrics
from ui.lessons.board.painting import picture_of_slide
from ui.lessons.board.pictures import PictureBook

_SIZE = QSize(1600, 900)
_PROUD = {
    Band.YEARS_1_2: ("classroom", "mila-proud", "theo-proud"),
    Band.YEARS_3_4: ("classroom", "amara-proud", "yusuf-proud", "hana-proud"),
    Band.YEARS_5_6: ("playground", "zara-proud", "kofi-proud", "leon-proud"),
    Band.EVERYBODY: ("hall", "mila-proud", "kofi-proud", "zara-proud"),
}


def board_pictures(run: LessonRun, book: PictureBook) -> list[Callable[[], bytes]]:
    """For each slide that was shown something that makes its PNG, off the GUI thread.

    The painting itself is done here and now: pixmaps belong to the GUI thread.
    """
    lesson = run.lesson
    measures = Metrics(_SIZE.width(), _SIZE.height(), lesson.band, lesson.letter)
    makers: list[Callable[[], bytes]] = []
    for number in range(run.furthest + 1):
        face = face_of(
            lesson.slides[number], run.state(number), measures, number, len(lesson.slides)
        )
        picture = picture_of_slide(face, measures, book).toImage()
        strokes = run.strokes(number)
        if strokes:
            ink = InkLayer(_SIZE)
            ink.show(strokes)
            painter = QPainter(picture)
            ink.paint(painter, picture.rect())
            painter.end()
        makers.append(_png_of(picture))
    return makers


def poster_picture(run: LessonRun, book: PictureBook) -> Callable[[], bytes]:
    """Children of the lesson's age who are proud of their promise: makes a PNG, like those above."""
    picture = Picture(_PROUD[run.lesson.band], "")
    return _png_of(book.pixmap(picture, QSizeF(_SIZE), 40, 1.0).toImage())


def _png_of(picture: QImage) -> Callable[[], bytes]:
    def make() -> bytes:
        content = QByteArray()
        buffer = QBuffer(content)
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        # The stub wants bytes, PySide itself a str.
        picture.save(buffer, "PNG")  # pyright: ignore[reportCallIssue, reportArgumentType]
        return bytes(content.data())

    return make
