"""With one screen the class can read the notes: what is for the teacher alone is not among them."""

from __future__ import annotations

import re

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.fake_screens import BOARD, LAPTOP, FakeScreens
from tests.lessons.words import EVERYTHING
from tests.ui.lessons.conftest import MakeTeaching
from trent_desktop.lessons.lesson import Notes
from trent_desktop.lessons.on_laptop import our_packs
from trent_desktop.lessons.reading import read_lesson
from ui.components.words import Words
from ui.lessons.console import Console

#: What a class must not read: what is done about one of them, and by whom.
_ALONE = re.compile(
    r"safeguarding|disclos|\bthe lead\b|\b(?:a|any) child who (?:goes|cannot|looks|seems)", re.I
)


def test_the_mark_is_read_from_the_file() -> None:
    written = (
        "::: notes\nSay: Hello.\nWatch: A child who goes quiet.\n"
        "only you: Mention it\nto the lead.\nHarder: More.\n:::\n"
    )
    head, rest = EVERYTHING.split("::: notes", 1)
    notes = read_lesson(head + written + rest.split(":::\n", 1)[1]).slides[0].notes
    assert notes == Notes(
        say="Hello.",
        watch="A child who goes quiet.",
        only_you="Mention it to the lead.",
        harder="More.",
    )
    assert [name for name, _ in notes.for_all] == ["Say", "Harder", "For you alone"]
    assert Notes(say="Hello.").for_all == (("Say", "Hello."),)


@pytest.mark.parametrize("screens", [(LAPTOP,), (LAPTOP, BOARD)])
def test_held_notes_say_nothing_about_a_child(
    teach: MakeTeaching, screens: tuple[object, ...]
) -> None:
    teaching = teach(FakeScreens(*screens))  # type: ignore[arg-type]
    slide = teaching.run.lesson.slides[0]
    private = Notes(say="Who could help?", watch="Ana, today.", only_you="Tell the lead.")
    object.__setattr__(slide, "notes", private)
    QTest.keyPress(teaching.window, Qt.Key.Key_N)
    seen = teaching.window._notes.words
    assert ("Who could help?" in seen) is (len(screens) == 1)
    assert "Ana" not in seen
    assert "Tell the lead" not in seen
    QTest.keyRelease(teaching.window, Qt.Key.Key_N)
    console = Console(teaching, "4B")
    words = [one.text() for one in console.findChildren(Words)]
    assert {"Ana, today.", "Tell the lead."} <= set(words), "on the laptop it is there"
    console.deleteLater()


def test_our_lessons_keep_from_the_class_what_is_for_teachers() -> None:
    found = [
        f"{pack.name}, slide {number}: {words}"
        for pack in our_packs()
        for number, slide in enumerate(pack.lesson.slides, start=1)
        for _, words in slide.notes.for_all
        if _ALONE.search(words)
    ]
    assert not found
    assert sum(bool(one.notes.only_you) for pack in our_packs() for one in pack.lesson.slides) > 15
