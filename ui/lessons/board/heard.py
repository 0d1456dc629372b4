"""The board for whoever cannot see it: what stands on it now, and what has come since."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from trent_desktop.sentences import sentences
from ui.components.read_aloud import announce, announce_unless_there
from ui.lessons.board.pieces import Face, PicturePiece, TextPiece


class Heard:
    """Tells a screen reader of the slides that `board` shows."""

    def __init__(self, board: QWidget) -> None:
        self._board = board
        board.setAccessibleName("The whiteboard")
        self._slide = -1
        self._words: list[str] = []

    def show(self, face: Face, slide: int, count: int) -> None:
        """Slide number `slide` (from 0) of `count` stands there like this now."""
        place = f"{slide + 1} of {count}"
        words = [f"Slide {place}", *(one for one in words_of(face) if one != place)]
        first, turned, before = self._slide < 0, slide != self._slide, self._words
        self._slide, self._words = slide, words
        self._board.setAccessibleDescription(sentences(*words))
        new = [one for one in words if turned or one not in before]
        if first:
            announce_unless_there(self._board, sentences(*words))
        elif new:
            announce(self._board, sentences(*new))


def words_of(face: Face) -> list[str]:
    """What can be read on a slide, and what its pictures show, as it is laid out."""
    found: list[str] = []
    for piece in face.every_piece():
        if isinstance(piece, TextPiece):
            found.append(piece.text.plain.strip())
        elif isinstance(piece, PicturePiece) and piece.picture.alt:
            found.append(f"Picture: {piece.picture.alt}")
    return [one for one in found if one]
