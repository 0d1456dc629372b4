"""The school moves while a window is open: it says so, and goes on at the new place."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.gallery.stage import Stage, settle
from trent_desktop.opening import open_school
from trent_desktop.sample.values import SAMPLE_PASSWORD
from ui.program import Options


def test_the_window_says_where_the_school_went_and_goes_on_there(
    stage: Stage, tmp_path: Path
) -> None:
    program = stage.signed_in("teacher1")
    old, new = stage.location, str(tmp_path / "the new share")
    mover = open_school(old, "ict", SAMPLE_PASSWORD, root=tmp_path / "mover")
    mover.moving.move(new, SAMPLE_PASSWORD)
    mover.close()

    # The next look.
    school, changes = program.school, program.changes
    assert school is not None
    assert changes is not None
    changes.take(school.follow())
    settle()
    page = program.entrance.sign_in_page
    assert program.window.shown_page is page
    assert program.school is None
    assert page.moved.isVisible()
    assert page.moved.words.text().startswith(f"Its place is now: {new}. Sign in with the password")
    assert program.preferences.choices.school == new
    assert page.name.text() == "teacher1"

    # She types the password that she has.
    assert page.password.field.hasFocus()
    QTest.keyClicks(page.password.field, SAMPLE_PASSWORD)
    QTest.mouseClick(page.button, Qt.MouseButton.LeftButton)
    settle()
    assert program.window.shown_page is program.window.inside
    assert program.school is not None
    assert program.school.location == new
    program.sign_out()
    settle()
    assert not page.moved.isVisible()

    # A laptop that was away asks at the old place, and remembers the new one from then on.
    away = stage.program()
    away.start(Options(school=old, sign_in_as="dsl"))
    settle()
    page = away.entrance.sign_in_page
    QTest.keyClicks(page.password.field, SAMPLE_PASSWORD)
    QTest.mouseClick(page.button, Qt.MouseButton.LeftButton)
    settle()
    assert away.school is not None
    assert away.preferences.choices.school == new
    notice = away.school.notices[0]
    assert notice == f"The school has moved to {new}. Your password is the same."
    assert any(notice in one.text() for one in away.window.findChildren(type(page.words)))
