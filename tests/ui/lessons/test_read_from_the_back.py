"""What the last row can read: capitals of 24 mm on a board of 75 inches, and large marks."""

from __future__ import annotations

from math import hypot

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import QApplication

from tests.lessons.words import EVERYTHING
from tests.ui.lessons.slide_states import looks, states
from tests.ui.lessons.test_slides import BOARDS, PACKS, check, text_area
from trent_desktop.lessons.lesson import Order, Sort
from trent_desktop.lessons.library import our_decks
from trent_desktop.lessons.packs import Pack, pack_of
from trent_desktop.lessons.play import OrderState, SortState
from ui.lessons.board.bar import BoardBar
from ui.lessons.board.faces import face_of
from ui.lessons.board.metrics import RIGHT, WRONG, Metrics
from ui.lessons.board.pieces import ShapePiece, TextPiece
from ui.lessons.board.texts import Style, flow, font_of, plain
from ui.theme.fonts import load_first_readers

#: The diagonal of a board of 75 inches (1660 mm wide at 16:9), and how high capitals must be.
_BOARD_MM, _CAPITALS_MM = 1905, 24
#: The class sees the laptop itself: one screen, or a mirrored one, also with the system's scale.
LAPTOPS = {
    "laptop": (1366, 768),
    "HD": (1280, 720),
    "full HD at 125 %": (1536, 864),
    "laptop at 125 %": (1093, 614),
    "laptop at 150 %": (911, 512),
}


@pytest.mark.slow  # every slide of ours in every state
@pytest.mark.parametrize("board", [*BOARDS, *LAPTOPS])
def test_all_words_on_every_slide_can_be_read_from_eight_metres(
    qapp: QApplication, board: str
) -> None:
    load_first_readers()
    width, height = (BOARDS | LAPTOPS)[board]
    bar = BoardBar()
    foot = bar.sizeHint().height()
    bar.deleteLater()
    mm = _BOARD_MM / hypot(width, height)
    low: set[str] = set()
    for name, pack in PACKS.items():
        lesson = pack.lesson
        measures = Metrics(width, height - foot, lesson.band, lesson.letter)
        for number, slide in enumerate(lesson.slides):
            for state in states(slide.activity):
                face = face_of(slide, state, measures, number, len(lesson.slides))
                if board in LAPTOPS:
                    check(face, measures, f"slide {number + 1} of {name} at {board}, {state}")
                for piece in face.every_piece():
                    if isinstance(piece, TextPiece):
                        cap = QFontMetricsF(font_of(piece.style)).capHeight() * mm
                        if cap < _CAPITALS_MM:
                            words = piece.text.plain
                            low.add(f"{cap:.1f} mm: “{words}” on {number + 1} of {name}")
    assert not low


def test_a_telephone_number_is_on_one_line(qapp: QApplication) -> None:
    load_first_readers()
    words = plain("A grown-up at home or at school. Childline: 0800 1111, free, day or night.")
    style = Style("Noto Sans", 40)
    seen = set[int]()
    for width in range(240, 900, 20):
        layout = flow(words, style, width, Qt.AlignmentFlag.AlignLeft).layout
        lines = [layout.lineAt(at) for at in range(layout.lineCount())]
        said = [layout.text()[one.textStart() :][: one.textLength()] for one in lines]
        assert sum("0800\N{NO-BREAK SPACE}1111" in one for one in said) == 1, said
        seen.add(len(said))
    assert len(seen) > 3


@pytest.mark.parametrize("deck", our_decks(), ids=lambda one: one.name)
@pytest.mark.parametrize("board", BOARDS)
def test_a_deck_can_be_read_too_and_what_is_right_has_room(
    qapp: QApplication, deck: Pack, board: str
) -> None:
    load_first_readers()
    lesson, (width, height) = deck.lesson, BOARDS[board]
    measures = Metrics(width, height - 72, lesson.band, lesson.letter)
    tellable = sum(isinstance(one.activity, Sort | Order) for one in lesson.slides)
    told = 0
    for number, slide in enumerate(lesson.slides):
        for state in looks(slide.activity):
            face = face_of(slide, state, measures, number, len(lesson.slides))
            check(face, measures, f"slide {number + 1} of {deck.name} at {board}, {state}")
            grounds = [
                one.place
                for one in face.pieces
                if isinstance(one, ShapePiece) and one.fill == RIGHT and not one.edge
            ]
            for ground in grounds:
                (words,) = [
                    text_area(one)
                    for one in face.pieces
                    if isinstance(one, TextPiece) and ground.contains(one.place.center())
                ]
                assert words.right() < ground.right() - measures.px(20), deck.name
                told += 1
    assert told >= tellable


def test_what_is_right_is_seen_from_the_back(qapp: QApplication) -> None:
    load_first_readers()
    lesson = pack_of("test", {"lesson.md": EVERYTHING.encode()}).lesson
    for width, height in BOARDS.values():
        measures = Metrics(width, height - 72, lesson.band, lesson.letter)
        for slide in lesson.slides:
            activity = slide.activity
            if isinstance(activity, Sort):
                right = SortState(activity.answers, checked=True)
                wrong = SortState(tuple(1 - one for one in activity.answers), checked=True)
            elif isinstance(activity, Order):
                steps = tuple(range(len(activity.steps)))
                right, wrong = (
                    OrderState(steps, checked=True),
                    OrderState(steps[::-1], checked=True),
                )
            else:
                continue
            for state in (right, wrong):
                face = face_of(slide, state, measures, 0, 1)
                marks = [
                    piece.place.width()
                    for pieces in face.cards.values()
                    for piece in pieces
                    if isinstance(piece, ShapePiece) and piece.fill in (RIGHT, WRONG)
                ]
                assert len(marks) == len(face.cards)
                assert min(marks) > max(30, height * 0.05)
                words = [one.text.plain for one in face.pieces if isinstance(one, TextPiece)]
                assert ("All correct" in words) is (state is right)
