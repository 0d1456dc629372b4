"""Wording on the screen: read, changed, seen on the page, saved, taken back, translated, checked."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from tests.gallery.stage import Stage, settle
from tests.ui.agreements.desks import at, here, press
from tests.ui.agreements.editors import (
    agree,
    change_english,
    open_text,
    opened,
    page_says,
    put_cursor,
    type_at,
    wait_for,
)
from trent_desktop.agreements.giving.batch import BatchOrder, Chosen, Scope
from trent_desktop.agreements.kinds import Kind
from trent_desktop.agreements.wording.languages import our_text
from trent_desktop.problems import Problem
from trent_desktop.sample.values import SAMPLE_PASSWORD
from ui.agreements.wording.editor_view import ENGLISH, PAGE, TEXT
from ui.agreements.wording.page import WordingPage
from ui.agreements.wording.versions import VersionsSheet
from ui.components.buttons import DangerButton
from ui.shell.rooms import AgreementsSection
from ui.theme import Theme, look

_KEY, _CTRL = Qt.Key, Qt.KeyboardModifier.ControlModifier


def test_a_changed_line_is_seen_on_the_page_and_saved_as_version_2(
    stage: Stage, qtbot: QtBot
) -> None:
    program, page, editor = opened(stage, Kind.PARENT)
    assert not editor.view.save.isEnabled()
    wait_for(qtbot, editor, "Sam Sample")
    type_at(editor, "Children learn", " Every day.")
    wait_for(qtbot, editor, "It works best when home and school say the same things. Every day.")
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
