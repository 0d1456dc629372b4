"""Pictures of the board for paper."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, QSizeF
from PySide6.QtGui import QImage, QPainter

from trent_desktop.lessons.as_shown import ShownLine, ShownSlide
from trent_desktop.lessons.lesson import Band, Picture
from trent_desktop.lessons.run import LessonRun
from ui.lessons.board.faces import face_of
from ui.lessons.board.ink_layer import InkLayer
from ui.lessons.board.metrics import Metrics
from ui.lessons.board.painting import picture_of_slide
from ui.lessons.board.pictures import PictureBook
from ui.lessons.board.pieces import Face, PicturePiece, TextPiece
from ui.lessons.board.texts import text_top

_SIZE = QSize(1600, 900)
_PROUD = {
    Band.YEARS_1_2: ("classroom", "mila-proud", "theo-proud"),
    Band.YEARS_3_4: ("classroom", "amara-proud", "yusuf-proud", "hana-proud"),
    Band.YEARS_5_6: ("playground", "zara-proud", "kofi-proud", "leon-proud"),
    Band.EVERYBODY: ("hall", "mila-proud", "kofi-proud", "zara-proud"),
}


def shown_slides(run: LessonRun, book: PictureBook) -> list[ShownSlide]:
    """Each slide that was shown, as it was left; its PNG is made later, off the GUI thread.

    The painting itself is done here and now: pixmaps belong to the GUI thread.
    """
    lesson, of = run.lesson, run.furthest + 1
    measures = Metrics(_SIZE.width(), _SIZE.height(), lesson.band, lesson.letter)
    shown: list[ShownSlide] = []
    for number in range(of):
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
        place = f"{number + 1} of {len(lesson.slides)}"
        shown.append(
            ShownSlide(
                _png_of(picture), _SIZE.width(), _SIZE.height(), number + 1, len(lesson.slides),
                tuple(text for text in texts_of(face) if text[0].words != place),
                tuple(_pictures(face)), bool(strokes),
            )
        )  # fmt: skip
    return shown


def texts_of(face: Face) -> tuple[tuple[ShownLine, ...], ...]:
    """What stands on a slide, from the top down and from the left, whatever was moved where."""
    pieces = [one for one in face.every_piece() if isinstance(one, TextPiece)]
    rows: list[list[TextPiece]] = []
    for piece in sorted(pieces, key=lambda one: one.place.center().y()):
        if rows and rows[-1][0].place.bottom() > piece.place.center().y():
            rows[-1].append(piece)
        else:
            rows.append([piece])
    ordered = [one for row in rows for one in sorted(row, key=lambda one: one.place.left())]
    return tuple(lines for one in ordered if (lines := tuple(_lines(one))))


def _lines(piece: TextPiece) -> Iterator[ShownLine]:
    layout, place = piece.flow.layout, piece.place
    top = text_top(piece.flow, place, piece.valign)
    for number in range(layout.lineCount()):
        line = layout.lineAt(number)
        at = line.naturalTextRect()
        begins, long = line.textStart(), line.textLength()
        words = layout.text()[begins : begins + long].strip()
        if words:
            baseline = top + line.y() + line.ascent()
            yield ShownLine(words, place.left() + at.left(), baseline, piece.style.px)


def _pictures(face: Face) -> Iterator[str]:
    for piece in face.every_piece():
        if isinstance(piece, PicturePiece) and piece.picture.alt:
            yield f"Picture: {piece.picture.alt}"


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
