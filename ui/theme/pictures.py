"""Pictures of our own, from `resources/pictures`."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

if TYPE_CHECKING:
    from PySide6.QtGui import QIcon

RESOURCES = Path(__file__).resolve().parents[2] / "resources"


@cache
def _drawing(name: str) -> QSvgRenderer:
    drawing = QSvgRenderer(str(RESOURCES / "pictures" / f"{name}.svg"))
    if not drawing.isValid():
        raise FileNotFoundError(f"The picture {name}.svg is missing from resources/pictures.")
    return drawing


def draw_picture(painter: QPainter, name: str, area: QRectF) -> None:
    """Draw a picture into an area. Raises `FileNotFoundError` when the program lacks it."""
    _drawing(name).render(painter, area)


def window_icon() -> QIcon:
    """The program's mark, for windows, the task bar and the tray."""
    from PySide6.QtGui import QIcon  # as in `ui.theme.icons`

    icon = QIcon()
    for side in (16, 24, 32, 48, 64, 128, 256):
        picture = QPixmap(side, side)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        draw_picture(painter, "mark", QRectF(0, 0, side, side))
        painter.end()
        icon.addPixmap(picture)
    return icon
