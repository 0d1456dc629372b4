"""Teaching from the room: the console, going on another day, papers, what was covered."""

from __future__ import annotations

import io
from dataclasses import replace

from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.documents.tags import parts_of
from tests.fake_screens import BOARD, LAPTOP
from tests.gallery.stage import Stage, settle
from tests.ui.lessons.classroom import (
    begin,
    button_with,
    click,
    pack_named,
    press_in_sheet,
    room,
    sheet_of,
    to_slide_with,
    words_on,
)
from tests.ui.lessons.hands import key, tap
from trent_desktop.lessons.lesson import Letter, Promise, Vote
from ui.components.buttons import BackLink
from ui.components.fields import TextField
from ui.documents import DocumentPreview
from ui.lessons.board.overlays import Cover
from ui.lessons.coverage import CoveragePage
from ui.lessons.judging import TaughtCell
from ui.lessons.school_coverage import SchoolCoveragePage


def test_resume_where_we_stopped(stage: Stage) -> None:
    program, page = room(stage, LAPTOP, BOARD)
    teaching = begin(page, "3-4", "R")
    to_slide_with(teaching, Vote)
    tap(teaching.canvas, "hands", 0, 1)
    stopped = teaching.run.slide
    assert page.console is not None
    click(page.console.end)
    press_in_sheet(program, "End the lesson")
    page.open(pack_named("reliable-3-4"))
    settle()
    shown = page.stack.currentWidget()
    click(shown.going_on)  # type: ignore[attr-defined]
    assert page.teaching is not None
    assert page.teaching.run.slide == stopped
    assert page.teaching.run.state(stopped).hands[0] == 1  # type: ignore[union-attr]
    page.teaching.end()
    settle()


def test_resume_where_we_stopped_although_the_lesson_has_a_new_slide(stage: Stage) -> None:
    program, page = room(stage, LAPTOP, BOARD)
    teaching = begin(page, "3-4", "R")
    to_slide_with(teaching, Vote)
    tap(teaching.canvas, "hands", 0, 1)
    stopped, title = teaching.run.slide, teaching.run.lesson.slides[teaching.run.slide].title.plain
    assert page.console is not None
    click(page.console.end)
    press_in_sheet(program, "End the lesson")
    pack = pack_named("reliable-3-4")
    slides = (pack.lesson.slides[0], pack.lesson.slides[-1], *pack.lesson.slides[1:])
    page.open(replace(pack, lesson=replace(pack.lesson, slides=slides)))
    settle()
    shown = page.stack.currentWidget()
    assert shown is not None
    assert f"stopped at slide {stopped + 2} of {len(slides)}, “{title}”" in " ".join(
        words_on(shown)
    )
    click(button_with(shown, f"Go on from slide {stopped + 2}"))
    assert page.teaching is not None
    assert page.teaching.run.slide == stopped + 1
    assert page.teaching.run.state(stopped + 1).hands[0] == 1  # type: ignore[union-attr]
    page.teaching.end()
    settle()


def test_the_console_leads_and_says_what_comes(stage: Stage) -> None:
    _, page = room(stage, LAPTOP, BOARD)
    teaching = begin(page, "3-4", "R")
    console = page.console
    assert console is not None
    assert console.isVisible()
    assert "Slide 1 of 12" in console.number.text()
    click(console.onward)
    assert "Slide 2 of 12" in console.number.text()
    click(console.back)
    click(console.tools["Black"])
    assert teaching.canvas.over.cover is Cover.BLACK
    assert "the board is black" in console.number.text()
    click(console.tools["Everything off"])
    click(console.tools["Calm"])
    assert "a calm picture" in console.number.text()
    click(console.tools["Everything off"])
    click(console.tools["Freeze"])
    click(console.onward)
    assert console.number.text() == "Slide 2 of 12 · the board is frozen on slide 1"
    click(console.tools["Freeze"])
    assert console.number.text() == "Slide 2 of 12"
    click(console.tools["Keys"])
    settle()
    teaching.end()
    settle()


def test_the_promise_prints_and_so_does_the_board(stage: Stage) -> None:
    program, page = room(stage, LAPTOP, BOARD)
    teaching = begin(page, "1-2", "T")
    to_slide_with(teaching, Promise)
    tap(teaching.canvas, "promise", 1)
    console = page.console
    assert console is not None
    click(button_with(console, "Print the promise as a poster"))
    preview = page.stack.currentWidget()
    assert isinstance(preview, DocumentPreview)
    assert "We listen to each other." in text_of(preview)
    assert "We tell, always." not in text_of(preview)
    preview.left.emit()
    settle()
    assert page.stack.currentWidget() is console
    click(console.tools["Board as PDF"])
    preview = page.stack.currentWidget()
    assert isinstance(preview, DocumentPreview)
    made = preview._document.make().content
    pdf = PdfReader(io.BytesIO(made))
    assert len(pdf.pages) == len(teaching.run.lesson.slides)
    said = text_of(preview)
    assert "We listen to each other." in said  # the words, not only their picture
    assert "We tell, always." in said
    parts = parts_of(made)
    assert parts[0].words == teaching.run.lesson.title
    assert [part.words for part in parts if part.role == "H2"] == [
        f"Slide {number} of {len(pdf.pages)}" for number in range(1, len(pdf.pages) + 1)
    ]
    assert any(part.alt.startswith("Picture: ") for part in parts)
    preview.left.emit()
    teaching.end()
    settle()
    del program


def text_of(preview: DocumentPreview) -> str:
    reader = PdfReader(io.BytesIO(preview._document.make().content))
    return " ".join(page.extract_text() for page in reader.pages)


def way_back(preview: DocumentPreview) -> BackLink:
    """What leads back from a paper."""
    (link,) = preview.findChildren(BackLink)
    return link


def test_what_was_covered_is_seen_and_printed(stage: Stage) -> None:
    _, page = room(stage, LAPTOP, BOARD)
    teaching = begin(page, "3-4", "R")
    teaching.last()
    teaching.end()
    settle()
    click(page.front.coverage)
    shown = page.stack.currentWidget()
    assert isinstance(shown, CoveragePage)
    assert "The purple shark" in words_on(shown)
    shown.as_pdf.emit()
    settle()
    preview = page.stack.currentWidget()
    assert isinstance(preview, DocumentPreview)
    assert "The purple shark" in text_of(preview)
    click(way_back(preview))
    settle()
    assert page.stack.currentWidget() is shown  # the class that was asked about, not the letters


def test_the_whole_school_is_seen_and_printed(stage: Stage) -> None:
    _, page = room(stage, LAPTOP, BOARD)
    teaching = begin(page, "3-4", "R")
    teaching.last()
    teaching.end()
    settle()
    click(page.front.coverage)
    shown = page.stack.currentWidget()
    assert isinstance(shown, CoveragePage)
    click(shown.school)
    school = page.stack.currentWidget()
    assert isinstance(school, SchoolCoveragePage)
    (field,) = school.by_class
    assert "4B: Reliable looked at" in field.accessibleName()
    click(school.paper)
    preview = page.stack.currentWidget()
    assert isinstance(preview, DocumentPreview)
    assert "SMART lessons of the whole school" in text_of(preview)
    click(way_back(preview))
    settle()
    assert page.stack.currentWidget() is school
    assert school.paper.isVisible()
    school.left.emit()
    settle()
    assert isinstance(page.stack.currentWidget(), CoveragePage)


def test_a_click_through_is_grey_until_its_teacher_says_why_it_counts(stage: Stage) -> None:
    program, page = room(stage, LAPTOP, BOARD)
    teaching = begin(page, "3-4", "R")
    teaching.last()
    teaching.end()
    settle()
    assert "Looked at on" in page.front.doors[Letter.RELIABLE].accessibleDescription()
    click(page.front.coverage)

    def cell() -> TaughtCell:
        shown = page.stack.currentWidget()
        assert isinstance(shown, CoveragePage)
        (one,) = shown.cells
        return one

    assert "looked at" in " ".join(words_on(cell()))
    click(cell().change)
    settle()
    (why,) = sheet_of(program).findChildren(TextField)
    press_in_sheet(program, "Count it")
    settle()
    assert not cell().taught.counts  # without a word why it is not counted
    QTest.keyClicks(why, "We talked it through.")
    press_in_sheet(program, "Count it")
    settle()
    assert cell().taught.counts
    assert "We talked it through." in " ".join(words_on(cell()))
    (kept,) = page.desk.school.lesson_log.taught()
    assert kept.counts
    click(cell().change)  # Undo
    settle()
    assert "looked at" in " ".join(words_on(cell()))
    assert not page.desk.school.lesson_log.taught()[0].counts


def test_a_new_class_can_be_chosen_at_once(stage: Stage) -> None:
    _, page = room(stage, LAPTOP, BOARD)
    before = page.front.school_class
    classes = page.desk.school.people.classes()
    page.front.show_classes(classes[2:])
    assert page.front.class_box.count() == len(classes) - 1
    page.desk.changes.directory.emit()
    assert page.front.class_box.count() == len(classes) + 1
    assert page.front.school_class == before


def test_a_clicker_is_heard_wherever_the_focus_is(stage: Stage) -> None:
    _, page = room(stage, LAPTOP, BOARD)
    teaching = begin(page, "3-4", "R")
    console = page.console
    assert console is not None
    for button in (console.onward, console.tools["Undo"], console.end):
        button.setFocus()
        before = teaching.run.slide
        for which in (Qt.Key.Key_PageDown, Qt.Key.Key_Right):
            QTest.keyClick(button, which)
        for which in (Qt.Key.Key_PageUp, Qt.Key.Key_Left, Qt.Key.Key_PageDown):
            QTest.keyClick(button, which)
        QTest.keyClick(button, Qt.Key.Key_B)
        assert teaching.canvas.over.cover is Cover.BLACK
        key(button, Qt.Key.Key_Period)
        assert teaching.canvas.over.cover is Cover.NONE
        assert teaching.run.slide == before or teaching.run.slide == before + 1
    teaching.end()
    settle()
