"""Wording on the screen: read, changed, seen on the page, saved, taken back, translated, checked."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from tests.gallery.stage import Stage, settle
from tests.ui.agreements.desks import at, here, press
from trent_desktop.agreements.giving.batch import BatchOrder, Chosen, Scope
from trent_desktop.agreements.kinds import Kind
from trent_desktop.agreements.wording.languages import our_text
from trent_desktop.problems import Problem
from trent_desktop.sample.values import SAMPLE_PASSWORD
from ui.agreements.wording.editor import WordingEditor
from ui.agreements.wording.editor_view import ENGLISH, PAGE, TEXT
from ui.agreements.wording.page import WordingPage
from ui.agreements.wording.versions import VersionsSheet
from ui.components.buttons import DangerButton, PrimaryButton
from ui.components.sheets import Sheet
from ui.program import Program
from ui.shell.rooms import AgreementsSection
from ui.theme import Theme, look

_KEY, _CTRL = Qt.Key, Qt.KeyboardModifier.ControlModifier


def open_text(page: WordingPage, kind: Kind, code: str = "en") -> WordingEditor:
    """Through the rows, as a person goes."""
    press(page.kind_rows[kind])
    press(page.language_rows[code])
    assert page.editor is not None
    return page.editor


def opened(
    stage: Stage, kind: Kind, code: str = "en", who: str = "ict"
) -> tuple[Program, WordingPage, WordingEditor]:
    program, page = at(stage, "wording", WordingPage, who)
    return program, page, open_text(page, kind, code)


def put_cursor(editor: WordingEditor, start_of_line: str) -> int:
    """To the end of the first line that begins so. The number of the line."""
    lines = editor.text.toPlainText().split("\n")
    number = next(at for at, line in enumerate(lines, 1) if line.startswith(start_of_line))
    editor.text.go_to_line(number)
    cursor = editor.text.textCursor()
    cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock)
    editor.text.setTextCursor(cursor)
    return number


def type_at(editor: WordingEditor, start_of_line: str, words: str) -> int:
    """Type behind a line's last word. The number of the line."""
    number = put_cursor(editor, start_of_line)
    QTest.keyClicks(editor.text, words)
    return number


def page_says(editor: WordingEditor) -> str:
    """The words of the page in sight: the preview is a PDF, and this is its text."""
    return editor.view.pages.accessibleDescription()


def wait_for(qtbot: QtBot, editor: WordingEditor, words: str) -> None:
    qtbot.waitUntil(lambda: words in page_says(editor), timeout=5_000)


def agree(page: QWidget, kind: type[QPushButton] = PrimaryButton) -> None:
    """Press the act of the sheet that asks."""
    sheet = next(one for one in page.window().findChildren(Sheet) if one.isVisible())
    press(next(one for one in sheet.findChildren(kind) if one.isVisible()))


def change_english(page: WordingPage, kind: Kind) -> None:
    """The school changes the English, elsewhere."""
    wordings = page.desk.school.agreements.wordings
    wordings.save(kind, "en", our_text(kind, "en").replace("online", "on the internet", 1))


def test_a_changed_line_is_seen_on_the_page_and_saved_as_version_2(
    stage: Stage, qtbot: QtBot
) -> None:
    program, page, editor = opened(stage, Kind.PARENT)
    assert not editor.view.save.isEnabled()
    wait_for(qtbot, editor, "Sam Sample")
    type_at(editor, "Children learn", " Every day.")
    wait_for(qtbot, editor, "It works best when both say the same. Every day.")
    assert "Forms printed from now on" in editor.view.said.text()
    assert "keep version 1" in editor.view.said.text()
    press(editor.view.save)
    assert "version 2" in program.window.inside.said
    current = page.desk.school.agreements.wordings.current(Kind.PARENT)
    assert (current.number, current.is_ours) == (2, False)
    assert "Every day." in current.wording.text
    assert not editor.view.save.isEnabled()
    assert editor.view.restore.isVisible()
    press(editor.view.back)
    assert "Version 2, changed by the school on 23 November 2026" in (
        page.language_rows["en"].face.detail
    )
    batches = page.desk.school.agreements.batches
    plan = batches.plan(BatchOrder((Kind.PARENT,), Chosen(Scope.EVERYBODY)))
    assert {form.english_number for form in plan.forms} == {2}


def test_an_unknown_placeholder_is_marked_at_its_line_and_cannot_be_saved(
    stage: Stage, qtbot: QtBot
) -> None:
    _, page, editor = opened(stage, Kind.PARENT)
    number = type_at(editor, "Children learn", " {familly}")
    qtbot.waitUntil(lambda: bool(editor.text.extraSelections()))
    (mark,) = editor.text.extraSelections()
    assert mark.cursor.blockNumber() + 1 == number  # type: ignore[attr-defined]
    assert not editor.view.save.isEnabled()
    QTest.keyClick(editor.text, _KEY.Key_S, _CTRL)  # nor with the keyboard
    assert page.desk.school.agreements.wordings.current(Kind.PARENT).is_ours
    editor.text.go_to_line(1)
    button = next(
        one
        for one in editor.view.faults.findChildren(QPushButton)
        if one.text() == f"Line {number}"
    )
    press(button)
    assert editor.text.textCursor().blockNumber() + 1 == number
    assert editor.text.hasFocus()
    for _ in range(len(" {familly}")):
        editor.text.undo()
        if "{familly" not in editor.text.toPlainText():
            break
    qtbot.waitUntil(lambda: not editor.text.extraSelections())
    assert not editor.view.faults.isVisible()


def test_ours_comes_back_after_asking_once(stage: Stage, qtbot: QtBot) -> None:
    _, page, editor = opened(stage, Kind.PARENT)
    type_at(editor, "Children learn", " Every day.")
    wait_for(qtbot, editor, "Every day.")
    QTest.keyClick(editor.text, _KEY.Key_S, _CTRL)
    settle()
    wordings = page.desk.school.agreements.wordings
    assert wordings.current(Kind.PARENT).number == 2
    press(editor.view.restore)
    assert wordings.current(Kind.PARENT).number == 2  # only asked so far
    agree(page)
    current = wordings.current(Kind.PARENT)
    assert (current.number, current.is_ours) == (1, True)
    assert editor.text.toPlainText() == our_text(Kind.PARENT, "en")
    assert "Every day." not in page_says(editor)
    assert not editor.view.restore.isVisible()


def test_a_teacher_reads_and_cannot_change(stage: Stage) -> None:
    _, page, editor = opened(stage, Kind.STAFF, who="teacher1")
    QTest.keyClicks(editor.text, "Mine")
    assert editor.text.toPlainText() == our_text(Kind.STAFF, "en")
    for button in (editor.view.save, editor.view.insert, editor.view.restore, editor.view.checked):
        assert not button.isVisible()
    assert "The ICT Lead and the Headteacher can change it." in editor.view.said.text()
    press(editor.view.signed)
    assert page.window().findChildren(VersionsSheet)
    with pytest.raises(Problem):
        page.desk.school.agreements.wordings.save(Kind.STAFF, "en", "x")


@pytest.mark.parametrize("who", ["ict", "support1"])
def test_a_translation_is_marked_as_checked(stage: Stage, qtbot: QtBot, who: str) -> None:
    _, page, editor = opened(stage, Kind.PUPIL_KS1, "tr", who)
    wait_for(qtbot, editor, "Translation to be checked")
    press(editor.view.checked)
    wait_for(qtbot, editor, "Translation checked")
    assert not editor.view.checked.isVisible()
    current = page.desk.school.agreements.wordings.current(Kind.PUPIL_KS1, "tr")
    assert current.is_checked
    press(editor.view.back)
    face = page.language_rows["tr"].face
    assert face.chip == "Checked"
    assert f"checked by {current.checked_by} on 23 November 2026" in face.detail


def test_only_what_is_saved_can_be_checked(stage: Stage, qtbot: QtBot) -> None:
    _, _, editor = opened(stage, Kind.PUPIL_KS1, "tr")
    type_at(editor, "# ", "!")
    qtbot.waitUntil(editor.view.save.isEnabled)
    assert not editor.view.checked.isEnabled()


def test_translations_belong_to_an_earlier_english_until_they_are_saved_again(
    stage: Stage, qtbot: QtBot
) -> None:
    _, page = at(stage, "wording", WordingPage)
    change_english(page, Kind.PUPIL_KS1)
    page.refresh()
    settle()
    assert "earlier English" in page.kind_rows[Kind.PUPIL_KS1].face.side
    editor = open_text(page, Kind.PUPIL_KS1, "tr")
    assert editor.view.state.text() == "Belongs to an earlier English"
    assert "The English has changed since" in editor.view.said.text()
    assert not editor.view.checked.isVisible()  # first it has to say the same
    press(editor.view.shows.rows()[ENGLISH])
    assert editor.view.english.isVisible()
    assert "on the internet" in editor.view.english.toPlainText()
    type_at(editor, "# ", "!")
    qtbot.waitUntil(editor.view.save.isEnabled)
    press(editor.view.save)
    assert editor.view.state.text() == "To be checked by a speaker"
    press(editor.view.back)
    assert page.language_rows["pl"].face.chip == "Belongs to an earlier English"
    assert page.language_rows["tr"].face.chip == "To be checked by a speaker"


def test_saving_english_says_what_becomes_of_its_translations(stage: Stage) -> None:
    _, page, editor = opened(stage, Kind.PARENT)
    type_at(editor, "Children learn", " Daily.")
    editor.look_again()
    count = len(page.language_rows) - 1
    assert f"{count} translations are not printed until each says the same" in (
        editor.view.said.text()
    )


def test_what_is_typed_waits_through_other_rooms_and_signing_out(stage: Stage) -> None:
    program, page, editor = opened(stage, Kind.PARENT)
    type_at(editor, "Children learn", " Half a sent")
    program.window.inside.go("home")
    settle()
    program.window.inside.go("agreements", AgreementsSection("wording"))
    settle()
    assert page.kind_rows[Kind.PARENT].face.chip == "Not saved yet"
    editor = open_text(page, Kind.PARENT)
    assert "Half a sent" in editor.text.toPlainText()
    assert "It is not saved yet" in editor.view.notice.words.text()
    program.window.inside.keep()
    program.sign_out()
    settle()
    program.sign_in(stage.location, "ict", SAMPLE_PASSWORD)
    settle()
    program.window.inside.go("agreements", AgreementsSection("wording"))
    settle()
    again = open_text(here(program, WordingPage), Kind.PARENT)
    assert "Half a sent" in again.text.toPlainText()


def test_typed_words_are_thrown_away_only_after_asking(stage: Stage) -> None:
    _, page, editor = opened(stage, Kind.PARENT)
    type_at(editor, "Children learn", " Half a sent")
    editor.look_again()
    press(editor.view.throw_away)
    assert "Half a sent" in editor.text.toPlainText()
    agree(page, DangerButton)
    assert editor.text.toPlainText() == our_text(Kind.PARENT, "en")
    assert not editor.view.throw_away.isVisible()
    press(editor.view.back)
    assert page.language_rows["en"].face.chip == "Ours"
    assert page.drafts.of((Kind.PARENT, "en")) is None


def test_two_people_do_not_overwrite_each_other_unawares(stage: Stage) -> None:
    program, page, editor = opened(stage, Kind.PARENT)
    type_at(editor, "Children learn", " Mine.")
    editor.look_again()
    change_english(page, Kind.PARENT)
    press(editor.view.save)
    wordings = page.desk.school.agreements.wordings
    assert "Mine." not in wordings.current(Kind.PARENT).wording.text
    assert "somebody has saved version 2" in editor.view.notice.words.text()
    assert "Mine." in editor.text.toPlainText()
    press(editor.view.save)  # now knowing it
    assert "Mine." in wordings.current(Kind.PARENT).wording.text
    assert "version 3" in program.window.inside.said
    assert not editor.view.notice.isVisible()


def test_what_a_colleague_changed_meanwhile_is_neither_put_back_nor_marked_as_read(
    stage: Stage,
) -> None:
    _, page, editor = opened(stage, Kind.PARENT)
    change_english(page, Kind.PARENT)
    page.refresh()
    settle()
    press(editor.view.back)
    press(page.language_rows["en"])
    editor = page.editor
    assert editor is not None
    wordings = page.desk.school.agreements.wordings
    theirs = our_text(Kind.PARENT, "en").replace("online", "on any screen", 1)
    wordings.save(Kind.PARENT, "en", theirs)
    press(editor.view.restore)
    agree(page)
    assert wordings.current(Kind.PARENT).wording.text == theirs
    assert "somebody has saved version 3" in editor.view.notice.words.text()
    assert editor.text.toPlainText() == theirs  # nothing was typed: hers is what one looks at
    press(editor.view.restore)  # now knowing it
    agree(page)
    assert wordings.current(Kind.PARENT).is_ours

    _, page, editor = opened(stage, Kind.PARENT, "tr")
    wordings = page.desk.school.agreements.wordings
    wordings.save(Kind.PARENT, "tr", our_text(Kind.PARENT, "tr") + "\nEk.\n")
    press(editor.view.checked)
    assert not wordings.current(Kind.PARENT, "tr").is_checked
    assert "somebody has saved version" in editor.view.notice.words.text()


def test_a_draft_says_when_it_began_from_another_version(stage: Stage) -> None:
    _, page, editor = opened(stage, Kind.PARENT)
    type_at(editor, "Children learn", " Mine.")
    press(editor.view.back)
    change_english(page, Kind.PARENT)
    page.refresh()
    settle()
    press(page.language_rows["en"])
    assert page.editor is not None
    assert "saved another version since" in page.editor.view.notice.words.text()


def test_who_signed_which_version_and_how_it_looked(stage: Stage, qtbot: QtBot) -> None:
    _, page, editor = opened(stage, Kind.PARENT)
    type_at(editor, "Children learn", " Every day.")
    editor.look_again()
    press(editor.view.save)
    press(editor.view.signed)
    (sheet,) = page.window().findChildren(VersionsSheet)
    assert list(sheet.rows) == [2, 1]
    assert sheet.rows[2].face.side == "0 forms signed"
    assert int(sheet.rows[1].face.side.split()[0]) > 100
    press(sheet.rows[1])
    qtbot.waitUntil(lambda: "Every day." not in page_says(editor))
    assert editor.view.old.heading.text() == "Version 1"
    assert "Every day." in editor.text.toPlainText()  # what is in use stays where it is
    press(editor.view.use_old)
    assert editor.text.toPlainText() == our_text(Kind.PARENT, "en")
    assert editor.view.old.isHidden()
    assert editor.text.hasFocus()
    press(editor.view.save)
    assert page.desk.school.agreements.wordings.current(Kind.PARENT).number == 1


def test_of_what_was_never_printed_nobody_signed_anything(stage: Stage) -> None:
    _, page, editor = opened(stage, Kind.SECOND_REMINDER, "tr")
    press(editor.view.signed)
    (sheet,) = page.window().findChildren(VersionsSheet)
    assert not sheet.rows


@pytest.mark.parametrize("kind", list(Kind))
def test_whatever_is_inserted_is_right_at_once(stage: Stage, kind: Kind) -> None:
    _, _, editor = opened(stage, kind)
    ours = our_text(kind, "en")
    body = ours.split("\n# ")[1].split("\n", 1)[1].strip()
    for action in editor.menu.actions():
        if action.isSeparator() or action.text().endswith("…"):
            continue
        editor.text.setPlainText(ours)
        put_cursor(editor, body.split("\n")[0])
        action.trigger()
        editor.look_again()
        assert not editor._faults, (action.text(), editor._faults)
        assert editor.view.save.isEnabled()


def test_a_point_with_a_picture_is_chosen_by_looking(stage: Stage, qtbot: QtBot) -> None:
    _, _, editor = opened(stage, Kind.PUPIL_KS1)
    editor.text.go_to_line(editor.text.toPlainText().count("\n", 0, 300))
    action = next(one for one in editor.menu.actions() if one.text().endswith("…"))
    action.trigger()
    settle()
    sheet = editor.menu.sheet
    assert sheet is not None
    press(sheet.buttons["hand-five"])
    settle()
    QTest.keyClicks(editor.text, "count to five.")  # over the dots
    assert "- ![](hand-five) I count to five." in editor.text.toPlainText()
    wait_for(qtbot, editor, "I count to five.")


def test_in_a_narrow_window_text_and_page_come_one_at_a_time(stage: Stage) -> None:
    look().dress(Theme("light", 2.0, motion=False))
    stage.theme = Theme("light", 2.0, motion=False)
    _, _, editor = opened(stage, Kind.PARENT)
    view = editor.view
    assert view.one_at_a_time
    assert view.shows.value() == TEXT
    assert view.text.isVisible()
    assert not view.pages.isVisible()
    press(view.shows.rows()[PAGE])
    assert view.pages.isVisible()
    assert not view.text.isVisible()


def test_a_text_can_be_gone_to_from_elsewhere_and_left_by_key(stage: Stage) -> None:
    program, page = at(stage, "wording", WordingPage)
    program.window.inside.go("agreements", AgreementsSection("wording", (Kind.BLOGGING, "pl")))
    settle()
    assert page.editor is not None
    assert page.editor.key == (Kind.BLOGGING, "pl")
    QTest.keyClick(page.editor.text, _KEY.Key_Escape)
    settle()
    assert page.editor is None
    assert page.language_rows["pl"].hasFocus()
