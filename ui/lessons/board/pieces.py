"""What a slide is made of once it is laid out: places with text, pictures and shapes in them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from PySide6.QtCore import QPointF, QRectF, Qt

from trent_desktop.lessons.lesson import Picture, Text
from trent_desktop.lessons.play import Act
from ui.lessons.board.texts import Flow, Style, words_at


@dataclass(frozen=True, slots=True)
class TextPiece:
    """A text in its place, on its ground."""

    place: QRectF
    text: Text
    style: Style
    flow: Flow
    colour: str
    ground: str
    valign: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignVCenter

    @property
    def is_cut(self) -> bool:
        """Whether it does not fit into its place."""
        return not self.flow.fits(self.place.width(), self.place.height())


@dataclass(frozen=True, slots=True)
class ShapePiece:
    """A rounded rectangle. An `edge` may be dashed."""

    place: QRectF
    fill: str = ""
    edge: str = ""
    thick: float = 0.0
    radius: float = 0.0
    dashed: bool = False
    shadow: bool = False


@dataclass(frozen=True, slots=True)
class PicturePiece:
    """A picture in its place. A backdrop fills it, with `radius` at its corners."""

    place: QRectF
    picture: Picture
    radius: float = 0.0


@dataclass(frozen=True, slots=True)
class IconPiece:
    """An icon of the program's font."""

    place: QRectF
    icon: str
    colour: str


@dataclass(frozen=True, slots=True)
class RingPiece:
    """A ring around a place that was found."""

    place: QRectF
    colour: str
    thick: float


Piece = TextPiece | ShapePiece | PicturePiece | IconPiece | RingPiece


@dataclass(frozen=True, slots=True)
class Target:
    """What can be tapped. `drag` is the card that it picks up, or -1. `says` names it."""

    place: QRectF
    act: Act
    says: str
    drag: int = -1


@dataclass(frozen=True, slots=True)
class Drop:
    """Where a dragged card can be put down: `to` is the box or place."""

    place: QRectF
    to: int
    says: str


@dataclass(slots=True)
class Face:
    """A whole slide, laid out. What can be dragged is in `cards`, by its number."""

    pieces: list[Piece] = field(default_factory=list[Piece])
    cards: dict[int, list[Piece]] = field(default_factory=dict[int, list[Piece]])
    targets: list[Target] = field(default_factory=list[Target])
    drops: list[Drop] = field(default_factory=list[Drop])
    drag_act: str = ""

    def every_piece(self) -> Iterator[Piece]:
        """Those that lie still, and those that can be dragged."""
        yield from self.pieces
        for pieces in self.cards.values():
            yield from pieces

    def meaning_at(self, place: QPointF) -> str:
        """What the word of the vocabulary there means, or nothing."""
        for piece in self.every_piece():
            if isinstance(piece, TextPiece) and piece.place.contains(place):
                found = words_at(piece.flow, piece.place, piece.text, place)
                if found:
                    return found
        return ""

    def picture_at(self, place: QPointF) -> Picture | None:
        """The picture that lies still there."""
        for piece in self.pieces:
            if isinstance(piece, PicturePiece) and piece.place.contains(place):
                return piece.picture
        return None
