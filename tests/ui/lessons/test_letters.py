"""Emoji, flags and other scripts on the board: from faces of the program's own, or it is said."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QApplication

from tests.lessons.words import lesson
from trent_desktop.documents.fonts import further_files
from trent_desktop.lessons.letters import not_shown
from trent_desktop.lessons.on_laptop import our_packs
from trent_desktop.lessons.packs import pack_of
from ui.lessons.board.pictures import PictureBook
from ui.lessons.board.texts import Style, flow, plain
from ui.theme.fonts import FAMILY, board_families, load_faces

WORDS = "Sawasdee สวัสดี \N{FOX FACE} \U0001f1ec\U0001f1e7 שלום → ½"


def faces_of(words: str) -> dict[str, list[int]]:
    """Which faces a text on the board is drawn with, and the glyphs of each."""
    laid = flow(plain(words), Style(FAMILY, 40), 2_000, Qt.AlignmentFlag.AlignLeft)
    found: dict[str, list[int]] = {}
    for run in laid.layout.glyphRuns():
        found.setdefault(run.rawFont().familyName(), []).extend(run.glyphIndexes())
    return found


def test_a_lesson_in_other_scripts_is_drawn_with_faces_that_come_with_the_program(
    qapp: QApplication,
) -> None:
    load_faces()
    faces_of(WORDS)  # laid out before anything was loaded, and kept
    PictureBook(pack_of("x", {"lesson.md": lesson(f"# A\n\n{WORDS}").encode()}))
    found = faces_of(WORDS)
    assert set(found) <= {FAMILY, *board_families()}
    assert {"Noto Sans Thai", "Noto Emoji", "Noto Sans Hebrew"} <= set(found)
    assert all(all(glyphs) for glyphs in found.values())  # none is the box
    assert {"Noto Emoji", "Noto Sans Thai"} <= set(QFontDatabase.families())


def test_what_no_face_has_is_named_by_its_line() -> None:
    text = lesson(f"# A\n\n{WORDS}") + "\n中文 and ✓\n"
    assert [str(one) for one in not_shown(text)] == [
        f"Line {text[: text.index(letter)].count(chr(10)) + 1}: “{letter}” may be an empty box on "
        "the board: the program has no face for it. Use a picture, or write it in words."
        for letter in ("✓", "中", "文")
    ]
    assert not [one.name for one in our_packs() if not_shown(one.text)]
    assert further_files("Plain “quoted” – words … here") == ((), ())


FROM_RIGHT = ("لا تشارك اسمك أو عنوانك مع أحد لا تعرفه " * 3, "אל תשתף את השם שלך " * 6)


@pytest.mark.parametrize("words", FROM_RIGHT)
@pytest.mark.parametrize("before", ["", "“1. "])
def test_what_is_written_from_the_right_begins_on_the_right_on_each_of_its_lines(
    qapp: QApplication, words: str, before: str
) -> None:
    load_faces()
    left = Qt.AlignmentFlag.AlignLeft
    laid = flow(plain(before + words.strip()), Style(FAMILY, 40), 500, left).layout
    assert laid.lineCount() > 2
    ends = [laid.lineAt(at).naturalTextRect().right() for at in range(laid.lineCount())]
    assert all(494 < end < 506 for end in ends), ends


def test_english_begins_on_the_left_also_where_other_words_follow(qapp: QApplication) -> None:
    load_faces()
    words = "Say it: " + FROM_RIGHT[0]
    laid = flow(plain(words), Style(FAMILY, 40), 500, Qt.AlignmentFlag.AlignLeft).layout
    begins = [laid.lineAt(at).naturalTextRect().left() for at in range(laid.lineCount())]
    assert begins == [0] * len(begins)
