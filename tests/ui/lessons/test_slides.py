"""Every slide of every lesson, in every state, at four sizes: nothing cut off, small or pale."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations
from typing import get_args

import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFontDatabase, QImage, QPainter
from PySide6.QtWidgets import QApplication

from tests.lessons.words import EVERYTHING
from tests.ui.lessons.slide_states import states
from trent_desktop.lessons.lesson import Activity, Run, Text
from trent_desktop.lessons.on_laptop import our_packs
from trent_desktop.lessons.packs import Pack, pack_of
from trent_desktop.lessons.weighing import reading_words
from ui.lessons.board.bar import SIDE, BoardBar
from ui.lessons.board.faces import face_of
from ui.lessons.board.metrics import TARGET, Metrics
from ui.lessons.board.painting import picture_of_slide
from ui.lessons.board.pictures import PictureBook
from ui.lessons.board.pieces import Face, IconPiece, PicturePiece, TextPiece
from ui.lessons.board.texts import Flow, Style, draw, flow, plain, show_letters_of
from ui.theme.fonts import FAMILY, FIRST_READERS, load_first_readers
from ui.theme.tokens import contrast

PACKS = {pack.name: pack for pack in our_packs()}
#: Whole boards; the bar below takes its part.
BOARDS = {"4:3": (1024, 768), "16:10": (1280, 800), "full HD": (1920, 1080), "4K": (3840, 2160)}


@pytest.mark.parametrize("board", BOARDS)
@pytest.mark.parametrize("name", PACKS)
def test_every_slide_can_be_read_and_hit(qapp: QApplication, name: str, board: str) -> None:
    load_first_readers()
    pack: Pack = PACKS[name]
    lesson = pack.lesson
    width, height = BOARDS[board]
    bar = BoardBar()
    measures = Metrics(width, height - bar.sizeHint().height(), lesson.band, lesson.letter)
    bar.deleteLater()
    for number, slide in enumerate(lesson.slides):
        where = f"slide {number + 1} of {name} ({slide.title.plain}) at {board}"
        assert reading_words(slide) <= lesson.limits.text, where
        for state in states(slide.activity):
            face = face_of(slide, state, measures, number, len(lesson.slides))
            check(face, measures, f"{where}, {state}")


@pytest.mark.parametrize("kind", get_args(Activity), ids=lambda one: one.__name__)
def test_every_kind_of_activity_is_drawn_in_each_of_its_states(
    qapp: QApplication, kind: type
) -> None:
    load_first_readers()
    pack = pack_of("test", {"lesson.md": EVERYTHING.encode()})
    lesson = pack.lesson
    measures = Metrics(1920, 1000, lesson.band, lesson.letter)
    (slide,) = [one for one in lesson.slides if isinstance(one.activity, kind)]
    bare = face_of(replace(slide, activity=None), None, measures, 0, 1)
    empty = picture_of_slide(bare, measures, PictureBook(pack)).toImage()
    for state in states(slide.activity):
        face = face_of(slide, state, measures, 0, 1)
        check(face, measures, f"{kind.__name__}, {state}")
        assert picture_of_slide(face, measures, PictureBook(pack)).toImage() != empty


@pytest.mark.parametrize("name", [name for name in PACKS if name.endswith("1-2")])
def test_no_letters_of_first_readers_are_smeared(qapp: QApplication, name: str) -> None:
    """Their face has no bold one, and Qt would make one up. Titles are in it too."""
    load_first_readers()
    assert QFontDatabase.styles(FIRST_READERS) == ["Regular"]
    lesson = PACKS[name].lesson
    measures = Metrics(1366, 696, lesson.band, lesson.letter)
    for number, slide in enumerate(lesson.slides):
        for state in states(slide.activity):
            face = face_of(slide, state, measures, number, len(lesson.slides))
            texts = [one for one in face.every_piece() if isinstance(one, TextPiece)]
            assert (
                next(one for one in texts if one.text == slide.title).style.family == FIRST_READERS
            )
            for text in texts:
                for glyphs in text.flow.layout.glyphRuns():
                    font = glyphs.rawFont()
                    assert font.familyName() != FIRST_READERS or font.weight() == 400, (
                        text.text.plain
                    )


@pytest.mark.parametrize(
    ("family", "weight", "marked"), [(FAMILY, 700, False), (FIRST_READERS, 400, True)]
)
def test_a_bold_word_is_marked_in_every_face(
    qapp: QApplication, family: str, weight: int, marked: bool
) -> None:
    load_first_readers()
    text = Text((Run("We "), Run("never", bold=True), Run(" tap.")))
    flowed = flow(text, Style(family, 60), 600, Qt.AlignmentFlag.AlignLeft)
    assert weight in {glyphs.rawFont().weight() for glyphs in flowed.layout.glyphRuns()}
    image = QImage(600, 100, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    painter = QPainter(image)
    draw(painter, flowed, QRectF(0, 0, 600, 100), "#000000", Qt.AlignmentFlag.AlignVCenter)
    painter.end()
    inked = {image.pixelColor(x, 50).name() for x in range(600)}
    assert ("#ffe59a" in inked) == marked


def test_aims_have_a_style_of_their_own_and_another_mark_at_the_end(qapp: QApplication) -> None:
    load_first_readers()
    for pack in PACKS.values():
        lesson = pack.lesson
        measures = Metrics(1920, 1000, lesson.band, lesson.letter)
        marks: list[set[str]] = []
        for slide in (one for one in lesson.slides if one.aims):
            face = face_of(slide, None, measures, 1, len(lesson.slides))
            check(face, measures, f"aims of {pack.name}")
            said = [one.text for one in face.pieces if isinstance(one, TextPiece)]
            assert all(aim in said for aim in slide.body)
            icons = [one.icon for one in face.pieces if isinstance(one, IconPiece)]
            marks.append({one for one in icons if icons.count(one) == len(slide.body)})
        assert [one & {"target-bold", "thumbs-up-bold"} for one in marks] == [
            {"target-bold"},
            {"thumbs-up-bold"},
        ]


def check(face: Face, measures: Metrics, where: str) -> None:
    whole = QRectF(-1, -1, measures.width + 2, measures.height + 2)
    texts = [piece for piece in face.every_piece() if isinstance(piece, TextPiece)]
    for piece in texts:
        words = piece.text.plain
        assert not piece.is_cut, f"“{words}” is cut off on {where}"
        assert piece.style.px >= measures.smallest_px * 0.89, f"“{words}” is small on {where}"
        assert contrast(piece.colour, piece.ground) >= 4.5, f"“{words}” is pale on {where}"
    for piece in face.every_piece():
        assert whole.contains(piece.place), f"{piece} lies outside on {where}"
    for target in face.targets:
        assert target.place.width() >= TARGET - 0.5, f"{target} is narrow on {where}"
        assert target.place.height() >= TARGET - 0.5, f"{target} is low on {where}"
        assert target.says, f"{target} has no name on {where}"
    for one, two in combinations(texts, 2):
        seen = text_area(one).intersected(text_area(two))
        small = min(seen.width(), seen.height())
        assert small < 4, f"“{one.text.plain}” lies over “{two.text.plain}” on {where}"
    drawn = [one for one in face.every_piece() if isinstance(one, PicturePiece | IconPiece)]
    for piece in texts:
        for other in drawn:
            seen = text_area(piece).intersected(other.place)
            small = min(seen.width(), seen.height())
            assert small < 4, f"“{piece.text.plain}” lies over {other} on {where}"
    for one, two in combinations([target for target in face.targets if target.drag >= 0], 2):
        both = one.place.intersected(two.place)
        assert min(both.width(), both.height()) < 1, f"cards lie over each other on {where}"


def text_area(piece: TextPiece) -> QRectF:
    """Where the letters of a text are: in the middle of the height of their place."""
    room = QRectF(0, 0, piece.flow.widest, piece.flow.height)
    room.moveCenter(piece.place.center())
    align = piece.flow.layout.textOption().alignment()
    if align & Qt.AlignmentFlag.AlignLeft:
        room.moveLeft(piece.place.left())
    elif align & Qt.AlignmentFlag.AlignRight:
        room.moveRight(piece.place.right())
    return room


def test_the_bar_has_room_for_a_childs_finger(qapp: QApplication) -> None:
    bar = BoardBar()
    for button in (*bar.hands.values(), *bar.colours, *bar.widths, bar.to_back, bar.to_next):
        assert button.minimumWidth() >= SIDE >= TARGET
        assert button.minimumHeight() >= SIDE
        assert button.accessibleName()
    bar.deleteLater()


@pytest.mark.parametrize("family", [FAMILY, FIRST_READERS])
@pytest.mark.parametrize("bold", [False, True])
def test_a_nought_on_the_board_is_not_struck_through(
    qapp: QApplication, family: str, bold: bool
) -> None:
    """In its middle there is ground: children read 0800, and no other sign."""
    load_first_readers()
    drawn = QImage(300, 400, QImage.Format.Format_RGB32)
    drawn.fill(QColor("white"))
    nought = flow(plain("0"), Style(family, 300, bold), 300, Qt.AlignmentFlag.AlignLeft)
    painter = QPainter(drawn)
    draw(painter, nought, QRectF(0, 0, 300, 400), "black", Qt.AlignmentFlag.AlignTop)
    painter.end()
    dark = [
        (x, y)
        for x in range(0, 300, 2)
        for y in range(0, 400, 2)
        if drawn.pixelColor(x, y).lightness() < 128
    ]
    across, down = [x for x, _ in dark], [y for _, y in dark]
    centre = (min(across) + max(across)) // 2, (min(down) + max(down)) // 2
    # Whatever strikes it through goes by its middle.
    assert not [at for at in dark if abs(at[0] - centre[0]) < 8 and abs(at[1] - centre[1]) < 8]


@pytest.mark.parametrize("words", ["[" * 100_000, "word " * 38_000, "ا" * 50_000])
def test_a_text_without_end_is_set_as_far_as_a_board_could_show_it(
    qapp: QApplication, words: str
) -> None:
    set_ = flow(plain(words), Style(FAMILY, 30), 1_200, Qt.AlignmentFlag.AlignLeft)
    assert set_.layout.text() == words[:1_500]
    assert not set_.fits(1e9, 1e9)


@pytest.mark.parametrize(
    "words", ["نسأل شخصاً بالغاً", "אנחנו שואלים", "我们先问", "เราถามก่อน", "👩🏽‍🏫 🇬🇧", "Ẫsk gṝowń"]
)
def test_no_letter_stands_out_of_the_room_of_its_text(qapp: QApplication, words: str) -> None:
    show_letters_of(words)
    set_ = flow(plain(words), Style(FAMILY, 40), 900, Qt.AlignmentFlag.AlignLeft)
    image = QImage(900, 300, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    place = QRectF(0, 100, 900, set_.height)
    painter = QPainter(image)
    draw(painter, set_, place, "#000000", Qt.AlignmentFlag.AlignTop)
    painter.end()
    inked = [y for y in range(300) for x in range(900) if image.pixel(x, y) & 0xFF < 128]
    assert inked
    assert place.top() <= min(inked)
    assert max(inked) < place.bottom()
    middle = (min(inked) + max(inked)) / 2 - place.center().y()
    assert abs(middle) < set_.height * 0.2  # in a card it is in the middle


def test_words_stand_in_the_order_of_the_language_that_begins(qapp: QApplication) -> None:
    arabic = flow(plain("نسأل أولاً. Ask!"), Style(FAMILY, 40), 900, Qt.AlignmentFlag.AlignLeft)
    english = flow(plain("Ask! نسأل أولاً."), Style(FAMILY, 40), 900, Qt.AlignmentFlag.AlignLeft)
    assert places_of(arabic, "نA") == sorted(places_of(arabic, "نA"), reverse=True)
    assert places_of(english, "Aن") == sorted(places_of(english, "Aن"))


def places_of(set_: Flow, letters: str) -> list[float]:
    """How far from the left each letter's first place is."""
    line, words = set_.layout.lineAt(0), set_.layout.text()
    return [line.cursorToX(words.index(one))[0] for one in letters]  # type: ignore[index]
