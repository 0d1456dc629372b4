"""Drawing the pictures of a pack, each size once."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence

from PySide6.QtCore import QByteArray, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPixmap
from PySide6.QtSvg import QSvgRenderer

from trent_desktop.lessons.lesson import Picture
from trent_desktop.lessons.packs import Pack, shared_picture
from ui.lessons.board.layers import is_backdrop
from ui.lessons.board.texts import show_letters_of

_MOST_BYTES = 128 * 1024 * 1024
_HIGH = 0.9  # of a scene: how high those in front of it stand


class PictureBook:
    """The pictures of one pack. Lives on the GUI thread."""

    def __init__(self, pack: Pack) -> None:
        self._pack = pack
        show_letters_of(pack.text)
        self._layers: dict[str, QSvgRenderer | QImage | None] = {}
        self._drawn: OrderedDict[tuple[object, ...], QPixmap] = OrderedDict()
        self._bytes = 0

    def pixmap(self, picture: Picture, size: QSizeF, radius: float, ratio: float) -> QPixmap:
        """`picture` at `size`, in px of the board; `ratio` is real pixels to one of those."""
        wide, high = max(1, round(size.width() * ratio)), max(1, round(size.height() * ratio))
        key = (picture.layers, wide, high, round(radius))
        found = self._drawn.get(key)
        if found is not None:
            self._drawn.move_to_end(key)
            return found
        drawn = QPixmap(wide, high)
        drawn.fill(Qt.GlobalColor.transparent)
        painter = QPainter(drawn)
        painter.setRenderHints(
            QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform
        )
        whole = QRectF(0, 0, wide, high)
        if is_backdrop(picture.layers[0]):
            path = QPainterPath()
            path.addRoundedRect(whole, radius * ratio, radius * ratio)
            painter.setClipPath(path)
            self._layer(painter, picture.layers[0], whole, cover=True)
            self._in_front(painter, picture.layers[1:], whole)
        else:
            self._side_by_side(painter, picture.layers, whole)
        painter.end()
        drawn.setDevicePixelRatio(ratio)
        self._keep(key, drawn)
        return drawn

    def _in_front(self, painter: QPainter, layers: Sequence[str], whole: QRectF) -> None:
        if not layers:
            return
        people = [_height_of(layer) for layer in layers]
        slot = whole.width() / (len(layers) + 0.4)
        for number, layer in enumerate(layers):
            high = whole.height() * _HIGH * people[number]
            place = QRectF(
                slot * 0.2 + number * slot, whole.bottom() - high - whole.height() * 0.02,
                slot, high,
            )  # fmt: skip
            self._layer(painter, layer, place, cover=False, standing=True)

    def _side_by_side(self, painter: QPainter, layers: Sequence[str], whole: QRectF) -> None:
        slot = whole.width() / len(layers)
        for number, layer in enumerate(layers):
            place = QRectF(number * slot, 0, slot, whole.height())
            inner = place.adjusted(slot * 0.02, 0, -slot * 0.02, 0)
            self._layer(painter, layer, inner, cover=False)

    def _layer(
        self, painter: QPainter, layer: str, place: QRectF, *, cover: bool, standing: bool = False
    ) -> None:
        source = self._source(layer)
        if source is None:
            painter.fillRect(place, QColor("#E3E8EE"))
            return
        size = QSizeF(source.size() if isinstance(source, QImage) else source.viewBoxF().size())
        mode = (
            Qt.AspectRatioMode.KeepAspectRatioByExpanding
            if cover
            else Qt.AspectRatioMode.KeepAspectRatio
        )
        room = QRectF(place.topLeft(), size.scaled(place.size(), mode))
        room.moveCenter(place.center())
        if not cover and standing:
            room.moveBottom(place.bottom())
        if isinstance(source, QImage):
            painter.drawImage(room, source)
        else:
            source.render(painter, room)

    def _source(self, layer: str) -> QSvgRenderer | QImage | None:
        if layer not in self._layers:
            self._make_room()
            content = self._pack.picture(layer)
            source: QSvgRenderer | QImage | None = None
            if content is not None and content.startswith(b"\x89PNG"):
                picture = QImage.fromData(QByteArray(content), "PNG")  # type: ignore[arg-type]
                source = None if picture.isNull() else picture
            elif content is not None and (self._pack.ours or content == shared_picture(layer)):
                # What is not ours was made a picture by a process of its own.
                renderer = QSvgRenderer(QByteArray(content))
                source = renderer if renderer.isValid() else None
            self._layers[layer] = source
        return self._layers[layer]

    def _make_room(self) -> None:
        """Let decoded pictures go, the oldest first: each can be decoded again."""
        decoded = {name: one for name, one in self._layers.items() if isinstance(one, QImage)}
        held = sum(one.sizeInBytes() for one in decoded.values())
        for name, one in decoded.items():
            if held <= _MOST_BYTES:
                return
            held -= one.sizeInBytes()
            del self._layers[name]

    def _keep(self, key: tuple[object, ...], drawn: QPixmap) -> None:
        self._drawn[key] = drawn
        self._bytes += drawn.width() * drawn.height() * 4
        while self._bytes > _MOST_BYTES and len(self._drawn) > 1:
            _, old = self._drawn.popitem(last=False)
            self._bytes -= old.width() * old.height() * 4


_GROWN_UPS = ("okafor", "bell", "nana", "dad")
_CHILDREN = ("mila", "theo", "amara", "yusuf", "hana", "kofi", "zara", "leon")
_SMALL = ("mila", "theo")


def _height_of(layer: str) -> float:
    """How high a figure stands in a scene: grown-ups taller, small ones and things lower."""
    name = layer.partition("-")[0]
    if name in _GROWN_UPS:
        return 1.0
    if name in _SMALL:
        return 0.8
    if name in _CHILDREN:
        return 0.88
    return 0.5
