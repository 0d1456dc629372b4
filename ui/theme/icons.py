"""Phosphor icons, drawn as glyphs of the font that QtAwesome carries.

Only the font and its list of names are used. Importing `qtawesome` itself would import QtPy and
with it every Qt module (0.25 s), and would load eleven other icon fonts: more than everything
else the first window needs. Glyphs are vectors, so they are sharp at every size and on every
screen, and take their colour from the token at the moment they are drawn.
"""

from __future__ import annotations

import json
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPixmap, QRawFont, QTransform

from ui.theme.fonts import FontMissing

if TYPE_CHECKING:
    from PySide6.QtGui import QIcon

#: Side of the square that paths are kept in.
_UNIT = 64.0


def _folder() -> Path:
    spec = find_spec("qtawesome")
    if spec is None or not spec.submodule_search_locations:
        raise FontMissing("The package qtawesome is not installed.")
    return Path(next(iter(spec.submodule_search_locations))) / "fonts"


@cache
def _charmap() -> str:
    """The list of names as it is written: four thousand, of which a page shows a few."""
    file = next(_folder().glob("phosphor-charmap-*.json"), None)
    if file is None:
        raise FontMissing("QtAwesome does not carry Phosphor.")
    return file.read_text("ascii")


def _sign(name: str) -> str:
    """The character that is drawn for a name. Raises `KeyError` where there is none."""
    before, found, after = _charmap().partition(f'"{name}": "0x')
    del before
    if not found:
        raise KeyError(name)
    return chr(int(after[: after.index('"')], 16))


@cache
def _raw_font() -> QRawFont:
    file = next(_folder().glob("phosphor-*.ttf"), None)
    font = QRawFont(str(file), _UNIT) if file else QRawFont()
    if not font.isValid():
        raise FontMissing("The icon font cannot be loaded.")
    return font


def icon_names() -> frozenset[str]:
    """Every name that `draw_icon` knows, such as ``flag`` and ``flag-fill``."""
    return frozenset(json.loads(_charmap()))


@cache
def _path(name: str) -> QPainterPath:
    font = _raw_font()
    glyph = font.glyphIndexesForString(_sign(name))[0]
    path = font.pathForGlyph(glyph)
    # Phosphor's square reaches from the ascent to the descent.
    return QTransform.fromTranslate(0, font.ascent()).map(path)


def draw_icon(painter: QPainter, name: str, square: QRect | QRectF, colour: QColor | str) -> None:
    """Draw an icon into a square. Raises `KeyError` for a name that Phosphor has not."""
    area = QRectF(square)
    side = min(area.width(), area.height())
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(area.center().x() - side / 2, area.center().y() - side / 2)
    painter.scale(side / _UNIT, side / _UNIT)
    painter.fillPath(_path(name), QColor(colour))
    painter.restore()


_SIZES = (16, 20, 24, 32, 48, 64)


def icon(name: str, colour: QColor | str) -> QIcon:
    """An icon for what takes only a QIcon, such as a menu. It keeps the colour it was made with.

    Raises `KeyError` for a name that Phosphor has not.
    """
    from PySide6.QtGui import QIcon  # knows 150 names of icons, and no page before sign-in has one

    _path(name)  # before a painter is begun: one left open by an exception takes Qt down
    made = QIcon()
    for side in _SIZES:
        picture = QPixmap(side, side)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        draw_icon(painter, name, QRect(0, 0, side, side), colour)
        painter.end()
        made.addPixmap(picture)
    return made
