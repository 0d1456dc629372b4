"""``trent-desktop lesson-drawings``: a process that draws the SVGs of a lesson, or dies of it.

The window draws no SVG from outside: what draws one is large, and a few lines can keep it busy
for hours. It is shown what this process made of it.
"""

from __future__ import annotations

import os

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRectF, QSizeF, Qt
from PySide6.QtGui import QGuiApplication, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

from trent_desktop.lessons.drawn_apart import DRAWING_SECONDS, MEMORY_BYTES, drawings_made
from trent_desktop.reading_apart import answer, bound_this_process, given

#: The longer side of what is made, in pixels.
_SIDE = 1600


def draw() -> int:
    """Draw what comes in on standard input, and write the pictures to standard output.

    The status says why there is nothing.
    """
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    application = QGuiApplication(["lesson-drawings"])  # words in a drawing want its fonts
    bound_this_process(MEMORY_BYTES, DRAWING_SECONDS)
    status, drawn = drawings_made(given(), png_of)
    answer(drawn)
    del application
    return status


def png_of(svg: bytes) -> bytes:
    """A PNG of it, 1,600 pixels on its longer side; nothing for what cannot be drawn."""
    renderer = QSvgRenderer(QByteArray(svg))
    size = renderer.viewBoxF().size()
    if not renderer.isValid() or not size.isValid() or size.isEmpty():
        return b""
    wanted = size.scaled(QSizeF(_SIDE, _SIDE), Qt.AspectRatioMode.KeepAspectRatio)
    image = QImage(
        max(1, round(wanted.width())), max(1, round(wanted.height())),
        QImage.Format.Format_ARGB32_Premultiplied,
    )  # fmt: skip
    if image.isNull():
        return b""
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    renderer.render(painter, QRectF(0, 0, image.width(), image.height()))
    painter.end()
    content = QByteArray()
    buffer = QBuffer(content)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    # The stub wants bytes, PySide itself a str.
    image.save(buffer, "PNG")  # pyright: ignore[reportCallIssue, reportArgumentType]
    return bytes(content.data())
