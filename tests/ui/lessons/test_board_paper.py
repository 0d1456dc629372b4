"""The board as a paper: its words in the order in which they stand, whatever was moved where."""

from __future__ import annotations

import io

import pytest
from PIL import Image
from PySide6.QtCore import QRectF, Qt

from tests.documents.tags import climbs, parts_of
from trent_desktop.lessons.as_shown import ShownSlide
from trent_desktop.lessons.documents import board_pdf
from ui.lessons.board.pieces import Face, TextPiece
from ui.lessons.board.texts import Style, flow, plain
from ui.lessons.papers import texts_of
from ui.theme.fonts import FAMILY

LEFT = Qt.AlignmentFlag.AlignLeft


def piece(words: str, x: float, y: float, width: float = 300) -> TextPiece:
    style = Style(FAMILY, 40)
    set_ = flow(plain(words), style, width, LEFT)
    return TextPiece(QRectF(x, y, width, set_.height), plain(words), style, set_, "#000", "#FFF")


@pytest.mark.usefixtures("dressed")
def test_cards_are_read_as_they_lie() -> None:
    face = Face([piece("A title", 40, 40), piece("Under it all", 40, 700)])
    face.cards = {
        0: [piece("third", 900, 300)],
        1: [piece("first of two lines of words", 40, 260)],
        2: [piece("second", 450, 310)],
        3: [piece("fourth", 40, 500)],
    }
    texts = texts_of(face)
    said = [" ".join(line.words for line in text) for text in texts]
    assert said == [
        "A title",
        "first of two lines of words",
        "second",
        "third",
        "fourth",
        "Under it all",
    ]
    assert [len(text) for text in texts] == [1, 2, 1, 1, 1, 1]
    slide = ShownSlide(_white, 1600, 900, 1, 1, texts)
    pdf = board_pdf("A lesson", "Larkfield", [slide]).content
    assert [part.words for part in parts_of(pdf)][2:] == said
    assert climbs(pdf) == []
    turned = ShownSlide(_white, 1600, 900, 1, 1, texts[::-1])
    assert climbs(board_pdf("A lesson", "Larkfield", [turned]).content)


def _white() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (160, 90), "white").save(out, "PNG")
    return out.getvalue()
