"""Whole lessons taught from the room, on two screens, one and mirrored ones; what is kept."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget

from tests.fake_screens import BOARD, LAPTOP, MIRROR, FakeScreens
from tests.gallery.stage import Stage, settle
from tests.ui.lessons.hands import drag, drop, key, middle, tap, target, touch_drags
from trent_desktop.lessons.lesson import Promise, Sort, Story, Vote
from trent_desktop.lessons.library import our_packs
from trent_desktop.lessons.packs import Pack
from trent_desktop.lessons.play import PromiseState, SortState
from ui.components.sheets import Sheet
from ui.documents import DocumentPreview
from ui.lessons.board.overlays import Cover
from ui.lessons.board.window import BoardWindow
from ui.lessons.coverage import CoveragePage
from ui.lessons.room import LessonsPage
from ui.lessons.screen_roles import ScreenRoles
from ui.lessons.teaching import Teaching
from ui.program import Program


def pack_named(name: str) -> Pack:
    return next(one for one in our_packs() if one.name == name)


def room(stage: Stage, *screens: object, who: str = "teacher1") -> tuple[Program, LessonsPage]:
    program = stage.signed_in(who)
    program.window.inside.go("lessons")
    settle()
    page = program.window.inside.findChild(LessonsPage)
    assert page is not None
    fake = FakeScreens(*screens)  # type: ignore[arg-type]
    object.__setattr__(page.desk, "screens", fake)
    page.roles = ScreenRoles(fake, page.desk.preferences)
    return program, page


def click(widget: QWidget) -> None:
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton)
    settle()


def sheet_of(program: Program) -> Sheet:
    (sheet,) = [one for one in program.window.findChildren(Sheet) if one.isVisible()]
    return sheet


def words_on(widget: QWidget) -> list[str]:
    """Every label's words."""
    return [one.text() for one in widget.findChildren(QLabel)]


def button_with(widget: QWidget, words: str) -> QAbstractButton:
    """The button that says this."""
    return next(one for one in widget.findChildren(QAbstractButton) if one.text() == words)


def press_in_sheet(program: Program, words: str) -> None:
    click(button_with(sheet_of(program), words))


def begin(page: LessonsPage, band: str, letter: str) -> Teaching:
    """By clicks: the age, the letter, Start."""
    click(page.front.bands.rows()[band])
    click(next(door for one, door in page.front.doors.items() if one.value == letter))
    shown = page.stack.currentWidget()
    click(shown.button)  # type: ignore[attr-defined]
    assert page.teaching is not None
    return page.teaching


def to_slide_with(teaching: Teaching, kind: type) -> None:
    number = next(
        n for n, one in enumerate(teaching.run.lesson.slides) if isinstance(one.activity, kind)
    )
    while teaching.run.slide < number:
        key(teaching.window, Qt.Key.Key_PageDown)


@pytest.mark.parametrize(
    ("band", "letter", "screens"),
    [
        ("1-2", "S", (LAPTOP, BOARD)),
        ("3-4", "R", (LAPTOP,)),
        ("5-6", "T", (LAPTOP, MIRROR)),
    ],
)
def test_a_whole_lesson_is_taught_and_kept(
    stage: Stage, band: str, letter: str, screens: tuple[object, ...]
) -> None:
    program, page = room(stage, *screens)
    teaching = begin(page, band, letter)
    canvas, run = teaching.canvas, teaching.run
    to_slide_with(teaching, Story)
    panels = len(run.lesson.slides[run.slide].activity.panels)  # type: ignore[union-attr]
    here = run.slide
    for _ in range(panels - 1):
        key(teaching.window, Qt.Key.Key_PageDown)
        assert run.slide == here
    to_slide_with(teaching, Sort)
    touch_drags(
        canvas,
        {
            0: (middle(target(canvas, "pick", 0)), drop(canvas, 0)),
            1: (middle(target(canvas, "pick", 1)), drop(canvas, 1)),
        },
    )
    drag(canvas, middle(target(canvas, "pick", 2)), drop(canvas, 1))
    state = run.state(run.slide)
    assert isinstance(state, SortState)
    assert state.boxes[:3] == (0, 1, 1)
    to_slide_with(teaching, Promise)
    tap(canvas, "promise", 0)
    key(teaching.window, Qt.Key.Key_2)
    assert run.state(run.slide) == PromiseState((0, 1))
    assert run.is_last
    run.seconds = 1500
    key(teaching.window, Qt.Key.Key_Escape)
    if teaching.on_one_screen:
        click(teaching.window.question.yes)
    else:
        press_in_sheet(program, "End the lesson")
    assert page.teaching is None
    assert [one for one in QApplication.topLevelWidgets() if isinstance(one, BoardWindow)] == []
    (taught,) = page.desk.school.lesson_log.taught()
    assert (taught.furthest, taught.slides, taught.finished) == (
        len(run.lesson.slides), len(run.lesson.slides), True,
    )  # fmt: skip
    assert taught.minutes == 25
    assert taught.class_id == page.front.class_id
    door = next(door for one, door in page.front.doors.items() if one.value == letter)
    assert "Taught on" in door.accessibleDescription()


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


def test_the_console_leads_and_says_what_comes(stage: Stage) -> None:
    _, page = room(stage, LAPTOP, BOARD)
    teaching = begin(page, "3-4", "R")
    console = page.console
    assert console is not None
    assert console.isVisible()
    assert "Slide 1 of 9" in console.number.text()
    click(console.onward)
    assert "Slide 2 of 9" in console.number.text()
    click(console.back)
    click(console.tools["Black"])
    assert teaching.canvas.over.cover is Cover.BLACK
    click(console.tools["Everything off"])
    click(console.tools["Keys"])
    settle()
    teaching.end()
    settle()


def test_a_child_tells_something_with_two_screens(stage: Stage) -> None:
    """The report opens on the laptop; the board shows a calm picture and nothing else."""
    program, page = room(stage, LAPTOP, BOARD)
    teaching = begin(page, "3-4", "T")
    assert page.console is not None
    click(page.console.tells)
    words = " ".join(words_on(sheet_of(program)))
    assert words.count(". ") >= 8
    press_in_sheet(program, "Write a report now")
    assert program.window.inside.here == "reports"
    assert teaching.canvas.over.cover is Cover.CALM
    assert teaching.window.isVisible()
    program.window.inside.go("lessons")
    assert page.stack.currentWidget() is page.console
    teaching.end()
    settle()


@pytest.mark.parametrize("screens", [(LAPTOP,), (LAPTOP, MIRROR)])
def test_nothing_about_a_child_on_a_shared_screen_without_asking(
    stage: Stage, screens: tuple[object, ...]
) -> None:
    program, page = room(stage, *screens)
    teaching = begin(page, "3-4", "T")
    inside = program.window.inside
    for place in ("reports", "school", "home"):
        inside.go(place)
        settle()
        assert inside.here == "lessons"
        assert teaching.canvas.over.cover is Cover.CALM
        assert teaching.window.isVisible()
        question = teaching.window.question
        assert "projector" in question.words.text()
        click(question.no)
        assert teaching.canvas.over.cover is Cover.NONE
    click(teaching.window.bar.to_laptop)
    click(teaching.window.question.yes)
    assert not teaching.window.isVisible()
    assert page.console is not None
    click(page.console.show_board)
    assert teaching.window.isVisible()
    page.report()
    settle()
    assert inside.here == "lessons"
    click(teaching.window.question.yes)
    assert inside.here == "reports"
    assert not teaching.window.isVisible()
    inside.go("home")
    assert inside.here == "home"
    teaching.end()
    settle()
    inside.go("home")
    assert inside.here == "home"


def test_a_report_gives_way_when_the_screens_become_one(stage: Stage) -> None:
    """Windows shows a mirrored pair as one screen: the second one only seems to vanish."""
    program, page = room(stage, LAPTOP, BOARD)
    screens = page.desk.screens
    assert isinstance(screens, FakeScreens)
    teaching = begin(page, "3-4", "T")
    inside = program.window.inside
    page.report()
    assert inside.here == "reports"
    screens.become(LAPTOP)
    QTest.qWait(500)
    assert inside.here == "lessons"
    assert not teaching.window.isVisible()
    inside.go("reports")
    settle()
    assert inside.here == "lessons"
    press_in_sheet(program, "Stay with the lesson")
    inside.go("reports")
    settle()
    press_in_sheet(program, "The projector is off: go on")
    assert inside.here == "reports"
    screens.become(LAPTOP, MIRROR)
    QTest.qWait(500)
    inside.go("lessons")
    assert page.console is not None
    click(page.console.end)
    assert teaching.window.isVisible() or sheet_of(program)
    teaching.end()
    settle()
    assert screens.listeners == 0


def test_no_notice_reaches_the_board(stage: Stage) -> None:
    program, page = room(stage, LAPTOP, BOARD)
    teaching = begin(page, "1-2", "S")
    program._tell_new(3)
    program._tell_sent(("TR-2026-001",))
    settle()
    assert not program.window.inside.said
    kinds = {type(one).__name__ for one in teaching.window.findChildren(QWidget)}
    assert kinds == {
        "BoardCanvas", "BoardBar", "BoardButton", "QLabel", "BoardQuestion", "PrimaryButton",
        "SecondaryButton",
    }  # fmt: skip
    assert teaching.window.parent() is None
    teaching.end()
    settle()
    program._tell_new(3)
    assert program.window.inside.said


def test_signing_out_takes_the_board_away(stage: Stage) -> None:
    program, page = room(stage, LAPTOP, BOARD)
    screens = page.desk.screens
    assert isinstance(screens, FakeScreens)
    begin(page, "1-2", "S")
    program.sign_out()
    settle(40)
    boards = [one for one in QApplication.topLevelWidgets() if isinstance(one, BoardWindow)]
    assert boards == []
    assert screens.listeners == 0
    screens.become(LAPTOP)  # nobody is left to be told
    QTest.qWait(450)


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
    pdf = PdfReader(io.BytesIO(preview._document.make().content))
    assert len(pdf.pages) == len(teaching.run.lesson.slides)
    preview.left.emit()
    teaching.end()
    settle()
    del program


def text_of(preview: DocumentPreview) -> str:
    reader = PdfReader(io.BytesIO(preview._document.make().content))
    return " ".join(page.extract_text() for page in reader.pages)


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
    preview.left.emit()
    settle()


def test_a_lesson_is_copied_changed_and_kept(stage: Stage) -> None:
    program, page = room(stage, LAPTOP, BOARD)
    page.open(pack_named("safe-3-4"))
    settle()
    click(page.stack.currentWidget().copying)  # type: ignore[attr-defined]
    editor = page.stack.currentWidget()
    text = editor.text  # type: ignore[attr-defined]
    assert "Pieces of a puzzle (our copy)" in text.toPlainText()
    text.setPlainText(text.toPlainText().replace("::: sort", "::: sorts", 1))
    editor.look_again()  # type: ignore[attr-defined]
    assert not editor.keep.isEnabled()  # type: ignore[attr-defined]
    assert "sorts" in editor._faults[0].words  # type: ignore[attr-defined]
    assert text.extraSelections()
    text.setPlainText(text.toPlainText().replace("::: sorts", "::: sort", 1))
    editor.look_again()  # type: ignore[attr-defined]
    click(editor.keep)  # type: ignore[attr-defined]
    assert "Kept for the whole school" in program.window.inside.said
    assert [one.pack.lesson.title for one in page.desk.school.lessons.own()] == [
        "Pieces of a puzzle (our copy)"
    ]
    assert "own-pieces-of-a-puzzle-our-copy" in page.front.rows


def test_a_new_class_can_be_chosen_at_once(stage: Stage) -> None:
    _, page = room(stage, LAPTOP, BOARD)
    before = page.front.school_class
    classes = page.desk.school.people.classes()
    page.front.show_classes(classes[2:])
    assert page.front.class_box.count() == len(classes) - 1
    page.desk.changes.directory.emit()
    assert page.front.class_box.count() == len(classes) + 1
    assert page.front.school_class == before


def test_what_is_typed_is_there_again(stage: Stage) -> None:
    _, page = room(stage, LAPTOP, BOARD)
    click(page.front.write)
    editor = page.stack.currentWidget()
    editor.put_in("# My own slide")  # type: ignore[attr-defined]
    page.keep()
    page.show_front()
    click(page.front.write)
    assert "# My own slide" in page.stack.currentWidget().text.toPlainText()  # type: ignore[attr-defined]


def test_a_hostile_file_is_refused_in_one_sentence(stage: Stage, tmp_path: Path) -> None:
    program, page = room(stage, LAPTOP, BOARD)
    path = tmp_path / "evil.smartlesson"
    path.write_bytes(b"PK not a zip")
    page.bring_in(str(path))
    settle()
    assert program.window.inside.said == "This is no lesson pack, or it is damaged."
    assert page.desk.school.lessons.own() == ()
