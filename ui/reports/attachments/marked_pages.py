"""The pages of an attachment as pictures, each with the name of who looks at it across it."""

from __future__ import annotations

import math
from collections.abc import Sequence

from PySide6.QtCore import QBuffer, QByteArray, QPointF, QRect, QSize, QSizeF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QImage, QImageReader, QPainter

from trent_desktop.journeys import date_for_people
from trent_desktop.problems import UnreadableFile
from trent_desktop.reports.attachments.attached import Viewed
from trent_desktop.reports.attachments.pages import KeptPage
from ui.journeys.direction import joined

#: A page is not shown wider at 100 %, in points: a photograph would be larger than any window.
_WIDEST: float = 640
#: A page of a PDF is as large as A4, by its longer side in points.
_A4: float = 842
#: A picture that is drawn has at most so many pixels, however near one looks.
_MOST_DRAWN = 20_000_000
_LEAN = -30.0


class MarkedPages:
    """Pages that can only be looked at. They hold what was attached until nobody holds them."""

    def __init__(self, viewed: Viewed) -> None:
        self._pages = viewed.pages
        at = viewed.at.astimezone()
        self.mark = joined(viewed.viewer, f"{date_for_people(at.date())}, {at:%H:%M}")
        self._sizes = tuple(_size(page, is_pdf=viewed.attachment.is_pdf) for page in viewed.pages)

    def __repr__(self) -> str:
        """Says how many, and nothing of them."""
        return f"MarkedPages(pages={len(self)})"

    @property
    def sizes(self) -> Sequence[QSizeF]:
        """The sizes of all pages, in points."""
        return self._sizes

    def __len__(self) -> int:
        return len(self._pages)

    def words(self, page: int) -> str:
        """What a screen reader is told: there are no words in a picture."""
        del page
        return "A picture. What is in it cannot be read aloud."

    def draw(self, page: int, width: int, *, grey: bool = False) -> QImage:
        """Page `page` (from 0) with the mark, `width` pixels wide; less for a very large one."""
        del grey  # it is not printed
        kept = self._pages[page]
        height = max(1, round(width * kept.height / kept.width))
        shrunk = min(1.0, math.sqrt(_MOST_DRAWN / (width * height)))
        size = QSize(max(1, int(width * shrunk)), max(1, int(height * shrunk)))
        picture = _read(kept).scaled(
            size, Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation
        )
        picture = picture.convertToFormat(QImage.Format.Format_RGB32)
        _draw_mark(picture, self.mark)
        return picture


def _size(page: KeptPage, *, is_pdf: bool) -> QSizeF:
    points = _A4 / max(page.width, page.height) if is_pdf else 0.75  # a screen has 96 to the inch
    points = min(points, _WIDEST / page.width) if not is_pdf else points
    return QSizeF(page.width * points, page.height * points)


def _read(page: KeptPage) -> QImage:
    """The picture of a page, by the one format that it is kept in, and no larger than it says."""
    content = QByteArray(page.content)
    buffer = QBuffer(content)
    buffer.open(QBuffer.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer, QByteArray(b"png" if page.is_png else b"jpeg"))
    reader.setAutoDetectImageFormat(False)
    size = QSize(page.width, page.height)
    picture = reader.read() if reader.size() == size else QImage()
    if picture.isNull():
        raise UnreadableFile("What was attached cannot be shown.", what_to_do="Tell the ICT Lead.")
    return picture


def _draw_mark(picture: QImage, words: str) -> None:
    """Write who looks and when, again and again, from corner to corner."""
    area = QRect(QPointF(0, 0).toPoint(), picture.size())
    font = QFont()
    font.setPixelSize(max(14, min(area.width() // 30, 44)))
    font.setBold(True)
    metrics = QFontMetricsF(font)
    across = metrics.horizontalAdvance(words) + 3 * metrics.height()
    down = 4.5 * metrics.height()
    reach = math.hypot(area.width(), area.height())
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setFont(font)
    painter.translate(area.width() / 2, area.height() / 2)
    painter.rotate(_LEAN)
    # Light and dark, so that it is read on every ground, and what lies below it too.
    for nudge, colour in ((1.5, QColor(255, 255, 255, 110)), (0.0, QColor(0, 0, 0, 62))):
        painter.setPen(colour)
        line = 0
        y = -reach / 2
        while y < reach / 2:
            x = -reach / 2 - (across / 2 if line % 2 else 0)
            while x < reach / 2:
                painter.drawText(QPointF(x + nudge, y + nudge), words)
                x += across
            y += down
            line += 1
    painter.end()
