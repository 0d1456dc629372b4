"""Writing a lesson, and bringing lessons in and out."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QTextCursor
from PySide6.QtTest import QTest

from tests.fake_screens import BOARD, LAPTOP
from tests.gallery.stage import Stage, settle
from tests.lessons.test_packs import SVG, png
from tests.ui.lessons.classroom import (
    button_with,
    click,
    pack_named,
    press_in_sheet,
    room,
    sheet_of,
    words_on,
)
from trent_desktop.lessons.packs import read_pack, zipped
from ui.components.notices import Notice
from ui.documents.saving import SystemPlaces
from ui.lessons.lesson_page import LessonPage
from ui.lessons.picture_chooser import MOST_SHOWN, PictureChooser
from ui.lessons.room import LessonsPage
from ui.lessons.snippets import NEW_LESSON, SNIPPETS
from ui.lessons.writing import WritingPage


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


def test_what_is_typed_is_kept_for_her_alone_and_offered_again(
    stage: Stage, tmp_path: Path
) -> None:
    program, page = room(stage, LAPTOP, BOARD)
    click(page.front.write)
    editor = writer(page)
    assert not editor.throwing.isEnabled()
    editor.put_in("# My own slide")
    mine = tmp_path / "My Dog.svg"
    mine.write_bytes(SVG)
    drop(editor, mine)
    page.keep()
    assert "only you" in editor.said.text()
    page.show_front()
    (draft,) = page.desk.school.lesson_drafts.all()
    assert page.desk.school.lessons.own() == ()
    # Offered, and not put into another new lesson that is begun meanwhile.
    click(page.front.write)
    editor = writer(page)
    assert "# My own slide" not in editor.text.toPlainText()
    offer = editor.findChild(Notice)
    assert offer is not None
    assert offer.words.text() == "You were writing “A new lesson” (today at 08:42)."
    editor.put_in("# Another slide")
    click(button_with(offer, "Go on with it"))
    assert "# My own slide" in editor.text.toPlainText()
    assert editor._pictures == {"my-dog.svg": SVG}
    page.show_front()
    # Both are on the front page; one is gone on with, the other thrown away.
    (other,) = [one for one in page.desk.school.lesson_drafts.all() if one.id != draft.id]
    assert "# Another slide" in other.text
    click(page.front.rows[str(draft.id)])
    assert "# My own slide" in writer(page).text.toPlainText()
    page.show_front()
    click(page.front.rows[str(other.id)])
    click(writer(page).throwing)
    press_in_sheet(program, "Throw it away")
    assert [one.id for one in page.desk.school.lesson_drafts.all()] == [draft.id]
    assert str(other.id) not in page.front.rows


def test_what_was_kept_for_the_school_is_no_draft_any_more(stage: Stage) -> None:
    _, page = room(stage, LAPTOP, BOARD)
    click(page.front.write)
    one_more_slide(writer(page))
    click(writer(page).keep)
    assert page.desk.school.lesson_drafts.all() == ()
    (own,) = page.desk.school.lessons.own()
    page.refresh()
    click(page.front.rows[own.pack.name])
    click(page.stack.currentWidget().copying)  # type: ignore[attr-defined]
    editor = writer(page)
    assert editor.keep.text() == "Keep the changes"
    one_more_slide(editor)
    # Somebody else keeps a change first: hers is not lost, and is a lesson of its own.
    page.desk.school.lessons.save(own.pack.text, {}, replaces=own)
    click(editor.keep)
    assert editor.keep.text() == "Keep as a new lesson"
    click(editor.keep)
    assert len(page.desk.school.lessons.own()) == 2
    assert page.desk.school.lesson_drafts.all() == ()


def one_more_slide(editor: WritingPage) -> None:
    editor.text.moveCursor(QTextCursor.MoveOperation.End)
    editor.put_in("# One more\n\nWords.\n\n::: notes\nSay: Look.\n:::")


def writer(page: LessonsPage) -> WritingPage:
    shown = page.stack.currentWidget()
    assert isinstance(shown, WritingPage)
    return shown


def test_a_hostile_file_is_refused_in_one_sentence(stage: Stage, tmp_path: Path) -> None:
    program, page = room(stage, LAPTOP, BOARD)
    path = tmp_path / "evil.smartlesson"
    path.write_bytes(b"PK not a zip")
    page.bring_in(str(path))
    settle()
    assert program.window.inside.said == (
        "This is not a lesson pack, or it is damaged. Copy or download it again."
    )
    assert page.desk.school.lessons.own() == ()


def drop(editor: WritingPage, path: Path) -> None:
    """Drop a file into the words where the cursor is, as from a folder's window."""
    dragged = QMimeData()
    dragged.setUrls([QUrl.fromLocalFile(str(path))])
    event = QDropEvent(
        QPointF(editor.text.cursorRect().center()), Qt.DropAction.CopyAction, dragged, Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )  # fmt: skip
    editor.text.dropEvent(event)
    settle()


def test_a_picture_is_dropped_into_a_lesson(stage: Stage, tmp_path: Path) -> None:
    program, page = room(stage, LAPTOP, BOARD)
    click(page.front.write)
    editor = page.stack.currentWidget()
    assert isinstance(editor, WritingPage)
    mine, evil = tmp_path / "My Dog.svg", tmp_path / "big.png"
    mine.write_bytes(SVG)
    evil.write_bytes(png(20_000, 10))
    words = editor.text.toPlainText()
    editor.text.setPlainText(words.replace("![Children in a classroom]"
                                           "(classroom+amara-happy+kofi-happy)", ""))  # fmt: skip
    editor.text.go_to_line(words.count("\n", 0, words.index("![Children")) + 1)
    drop(editor, mine)
    assert "![What is seen](my-dog)" in editor.text.toPlainText()
    assert editor.keep.isEnabled()
    drop(editor, evil)
    assert "20,000" in program.window.inside.said
    assert "(big)" not in editor.text.toPlainText()
    click(editor.keep)
    (kept,) = page.desk.school.lessons.own()
    assert kept.pack.pictures == {"my-dog.svg": SVG}


@pytest.mark.parametrize("name", SNIPPETS)
def test_whatever_is_inserted_is_right_at_once(stage: Stage, name: str) -> None:
    _, page = room(stage, LAPTOP, BOARD)
    click(page.front.write)
    editor = page.stack.currentWidget()
    assert isinstance(editor, WritingPage)
    text = NEW_LESSON
    if name == "Notes":
        text = text[: text.index("::: notes")]
    editor.text.setPlainText(text)
    whole = SNIPPETS[name].startswith("# ")  # a slide of its own, behind another
    line = ":::" if whole else "A few words for the class."
    editor.text.go_to_line(text[: text.rindex(line)].count("\n") + 1)
    menu = editor.insert.menu()
    next(action for action in menu.actions() if action.text() == name).trigger()
    editor.look_again()
    assert editor.keep.isEnabled(), editor._faults


def test_a_lesson_goes_out_as_a_file_and_comes_back(
    stage: Stage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program, page = room(stage, LAPTOP, BOARD)
    out = tmp_path / "shark.smartlesson"
    monkeypatch.setattr(SystemPlaces, "ask", lambda self, over, name, chosen: chosen(out))
    page.open(pack_named("reliable-3-4"))
    settle()
    click(button_with(page, "Save as a file…"))
    assert read_pack(out).lesson == pack_named("reliable-3-4").lesson
    page.bring_in(str(out))
    settle()
    (own,) = page.desk.school.lessons.own()
    assert own.pack.lesson == pack_named("reliable-3-4").lesson
    school = page.desk.school.school.name
    assert own.pack.lesson.came_from == school
    page.open(own.pack)
    assert f"From {school}" in words_on(page)
    # Once more the same lesson is no second one.
    page.bring_in(str(out))
    settle()
    assert "already, exactly as it is here" in program.window.inside.said
    assert len(page.desk.school.lessons.own()) == 1
    # Without a word of where it came from it names its file; two of one title are told apart.
    other = replace(
        pack_named("reliable-3-4"), text=own.pack.text.replace("minutes: 30", "minutes: 31")
    )
    text = re.sub(r"^from: .*\n", "", other.text, flags=re.MULTILINE)
    (tmp_path / "Shark (2).smartlesson").write_bytes(zipped(replace(other, text=text)))
    page.bring_in(str(tmp_path / "Shark (2).smartlesson"))
    settle()
    both = {one.pack.lesson.came_from for one in page.desk.school.lessons.own()}
    assert both == {school, "the file Shark (2).smartlesson"}
    page.refresh()
    settle()
    said = [row.accessibleDescription() or row.accessibleName() for row in page.front.rows.values()]
    assert len([one for one in said if "Changed today at 08:42" in one]) == 2


def test_a_lesson_whose_drawing_cannot_be_drawn_is_seen_without_it_and_can_be_taken_away(
    stage: Stage,
) -> None:
    program, page = room(stage, LAPTOP, BOARD)
    text = NEW_LESSON.replace("classroom+amara-happy+kofi-happy", "classroom+mine")
    broken = SVG.replace(b"0 0 9 9", b"0 0 0 9")
    page.desk.school.lessons.save(text, {"mine.svg": broken})
    page.refresh()
    settle()
    click(page.front.rows["own-a-new-lesson"])
    shown = page.stack.currentWidget()
    assert isinstance(shown, LessonPage)
    assert "mine.svg" not in shown.pack.pictures
    assert "damaged" in program.window.inside.said
    click(shown.removing)
    press_in_sheet(program, "Remove it")
    assert page.desk.school.lessons.own() == ()


def test_a_drawing_of_her_own_is_shown_as_the_picture_that_was_made_of_it(stage: Stage) -> None:
    _, page = room(stage, LAPTOP, BOARD)
    text = NEW_LESSON.replace("classroom+amara-happy+kofi-happy", "mine")
    page.desk.school.lessons.save(text, {"mine.svg": SVG})
    page.refresh()
    settle()
    click(page.front.rows["own-a-new-lesson"])
    shown = page.stack.currentWidget()
    assert isinstance(shown, LessonPage)
    assert set(shown.pack.pictures) == {"mine.png"}
    click(shown.copying)
    assert writer(page)._pictures == {"mine.svg": SVG}


def test_one_of_our_pictures_is_found_by_a_word_and_put_where_the_cursor_is(stage: Stage) -> None:
    program, page = room(stage, LAPTOP, BOARD)
    click(page.front.write)
    editor = writer(page)
    line = editor.text.toPlainText().split("\n").index("A few words for the class.") + 1
    editor.text.go_to_line(line)
    click(editor.picture)
    chooser = sheet_of(program)
    assert isinstance(chooser, PictureChooser)
    assert len(chooser.tiles) == MOST_SHOWN
    QTest.keyClicks(chooser.typed, "wheelchair proud")
    (tile,) = chooser.tiles
    click(tile)
    assert "![Kofi, proud](kofi-proud)A few words" in editor.text.toPlainText()
    # Inside a picture that is there already it is one more layer of that.
    cursor = editor.text.textCursor()
    cursor.setPosition(editor.text.toPlainText().index("+kofi-happy") + 3)
    editor.text.setTextCursor(cursor)
    click(editor.picture)
    chooser = sheet_of(program)
    assert isinstance(chooser, PictureChooser)
    QTest.keyClicks(chooser.typed, "nana worried")
    QTest.keyClick(chooser.typed, Qt.Key.Key_Return)
    settle()
    assert "(classroom+amara-happy+kofi-happy+nana-worried)" in editor.text.toPlainText()
    click(editor.picture)
    chooser = sheet_of(program)
    assert isinstance(chooser, PictureChooser)
    QTest.keyClicks(chooser.typed, "dragon")
    assert "No picture of ours" in chooser.said.text()


def test_a_lesson_is_tried_out_on_the_board_and_nothing_of_it_is_logged(stage: Stage) -> None:
    program, page = room(stage, LAPTOP, BOARD)
    click(page.front.write)
    one_more_slide(writer(page))
    click(writer(page).trying)
    teaching, console = page.teaching, page.console
    assert teaching is not None
    assert console is not None
    assert teaching.run.class_id is None
    assert len(teaching.run.lesson.slides) == 2
    teaching.keeping.emit()
    click(console.end)
    press_in_sheet(program, "End here")
    assert program.window.inside.said == "Tried out. Nothing was kept."
    # Back in the editor, with what was typed; nothing was taught, and the school has no lesson.
    assert "# One more" in writer(page).text.toPlainText()
    assert page.desk.school.lesson_log.taught() == ()
    assert page.desk.school.lessons.own() == ()
    page.open(pack_named("safe-3-4"))
    settle()
    click(page.stack.currentWidget().trying)  # type: ignore[attr-defined]
    page.keep()
    assert page.teaching is not None
    page.teaching.end()
    settle()
    assert page.desk.school.lesson_log.taught() == ()
    assert isinstance(page.stack.currentWidget(), LessonPage)
    # The next one is taught again.
    click(page.stack.currentWidget().button)  # type: ignore[attr-defined]
    page.keep()
    assert len(page.desk.school.lesson_log.taught()) == 1


def test_going_on_with_a_long_lesson_makes_room_for_its_numbers(stage: Stage) -> None:
    _, page = room(stage, LAPTOP, BOARD)
    click(page.front.write)
    writer(page).text.moveCursor(QTextCursor.MoveOperation.End)
    writer(page).put_in("\n" * 1_200)
    page.keep()
    click(page.front.write)
    settle()
    editor = writer(page)
    before = editor.text.viewportMargins().left()
    offer = editor.findChild(Notice)
    assert offer is not None
    (kept,) = page.desk.school.lesson_drafts.all()
    click(button_with(offer, "Go on with it"))
    assert editor.text.viewportMargins().left() > before
    assert page.desk.school.lesson_drafts.all() == (kept,)  # looking is not typing
