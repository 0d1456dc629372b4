"""One wording and several people: who saved first, which version was signed, how it looked."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from tests.gallery.stage import Stage, settle
from tests.ui.agreements.desks import press
from tests.ui.agreements.editors import (
    agree,
    change_english,
    opened,
    page_says,
    type_at,
)
from trent_desktop.agreements.kinds import Kind
from trent_desktop.agreements.wording.languages import our_text
from ui.agreements.wording.versions import VersionsSheet


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
