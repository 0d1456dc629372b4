"""Keys that can only copy, and moving the school: in the settings, by pressing and typing."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit
from shiboken6 import isValid

from tests.gallery.stage import Stage, settle
from tests.ui.school.test_copies import until
from tests.ui.school.test_members import agree, at, press
from trent_desktop.clock import system_clock
from trent_desktop.problems import Problem
from trent_desktop.sample.values import SAMPLE_PASSWORD
from trent_desktop.storage.copies.by_key import copy_by_key
from trent_desktop.storage.copies.key_files import read_copy_key
from trent_desktop.storage.location import parse_location
from ui.components.buttons import BackLink
from ui.school.settings.section import SchoolSettingsPage


def _save_as(path: Path) -> None:
    shown = (one for one in QApplication.topLevelWidgets() if isinstance(one, QFileDialog))
    dialog = next(one for one in shown if one.isVisible())
    name = dialog.findChild(QLineEdit)
    assert name is not None
    name.setText(str(path))
    dialog.accept()
    settle()


def test_a_key_is_made_for_a_job_and_withdrawn(stage: Stage, tmp_path: Path) -> None:
    _, page = at(stage, "settings", SchoolSettingsPage)
    press(page.rows["copies"])
    press(page.copies.rows["keys"])
    keys, file = page.copies.keys, tmp_path / "job.key"
    until(keys.make.isVisible)
    press(keys.make)
    _save_as(file)
    until(lambda: 1 in keys.withdraw)
    assert str(file) in keys.line.toPlainText()
    assert "backup --school" in keys.line.toPlainText()
    key, place = read_copy_key(file), parse_location(stage.location)
    copy_by_key(place, key, system_clock)
    # Nothing is written over.
    before = file.read_bytes()
    press(keys.make)
    _save_as(file)
    until(keys.make.isEnabled)
    assert file.read_bytes() == before
    press(keys.withdraw[1])
    agree(page)
    until(lambda: not keys.withdraw)
    with pytest.raises(Problem, match="key"):
        copy_by_key(place, key, system_clock)


@pytest.mark.slow
def test_the_school_is_moved_by_pressing_and_everybody_is_led_there(
    stage: Stage, tmp_path: Path
) -> None:
    program, page = at(stage, "settings", SchoolSettingsPage)
    press(page.rows["copies"])
    press(page.copies.rows["move"])
    move, new = page.copies.move, tmp_path / "the new share"
    until(move.attempt.isVisible)
    press(move.attempt)
    assert move.block.error.text() == "Choose the place first."
    QTest.keyClicks(move.field, stage.location)
    press(move.attempt)
    until(lambda: "already at that place" in move.block.error.text())
    assert not move.act_card.isVisible()
    # She goes back while a place is tried, and begins anew.
    press(move.attempt)
    link = move.page.findChild(BackLink) if move.page is not None else None
    assert link is not None
    press(link)
    press(page.copies.rows["move"])
    QTest.keyClicks(move.field, str(new))
    press(move.attempt)
    until(move.act_card.isVisible)
    press(move.act)
    assert move.password_block.error.text() == "Type your password."
    QTest.keyClicks(move.password.field, "wrong")
    press(move.act)
    until(lambda: move.password_block.error.text() == "That is not your password.")
    QTest.keyClicks(move.password.field, SAMPLE_PASSWORD)
    press(move.act)
    until(lambda: move.report is not None and move.sheet is None and not isValid(move.act))
    school, changes = program.school, program.changes
    assert school is not None
    assert changes is not None
    changes.take(school.follow())
    settle()
    assert program.preferences.choices.school == str(new)
    assert program.window.shown_page is program.entrance.sign_in_page


def test_neither_is_offered_to_others(stage: Stage) -> None:
    _, page = at(stage, "settings", SchoolSettingsPage, "dsl")
    press(page.rows["copies"])
    assert page.copies.rows == {}
