"""Where copies are kept, in the window: looked at, typed, made."""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from tests.gallery.rooms.night_watch import LAST, WELL, WRONG
from tests.gallery.stage import Stage, settle
from tests.ui.school.test_members import at, look, press
from trent_desktop.oversight.night_watch.values import Stands, Watch
from ui.school.settings import copies_page, watch_card
from ui.school.settings.copies_page import CopiesPage
from ui.school.settings.section import SchoolSettingsPage
from ui.theme import Theme


def until(true: Callable[[], bool]) -> None:
    end = time.monotonic() + 30
    while not true():
        assert time.monotonic() < end
        settle()


def type_into(page: CopiesPage, elsewhere: str, most: str) -> None:
    for field, text in ((page.elsewhere, elsewhere), (page.most, most)):
        field.clear()
        QTest.keyClicks(field, text)


def test_the_ict_lead_says_where_else_copies_are_kept_and_makes_one(
    stage: Stage, tmp_path: Path
) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    _, page = at(stage, "settings", SchoolSettingsPage)
    press(page.rows["copies"])
    copies = page.copies
    until(lambda: copies.here.text() != "Looking …")
    assert "The newest copy is from" in copies.here.text()  # who signs in looks at the share
    assert copies.there.text() == "There is none yet."
    for elsewhere, most, field in (
        ("backups", "50", "elsewhere"),
        (f"{page.desk.school.location}/backups", "50", "elsewhere"),
        (str(disk), "no idea", "most_gb"),
        (str(disk), "0", "most_gb"),
    ):
        type_into(copies, elsewhere, most)
        press(copies.save)
        assert copies.blocks[field].error.text(), (elsewhere, most)
    type_into(copies, str(disk), "5")
    press(copies.save)
    look(page)
    assert page.desk.school.copies.settings().most_gb == 5
    press(page.rows["copies"])
    copies = page.copies
    until(lambda: copies.here.text() != "Looking …")
    assert copies.there.text() == "There is no copy yet."
    press(copies.make)
    until(lambda: "today" in copies.there.text())
    (folder,) = disk.iterdir()
    assert sorted(path.suffix for path in folder.iterdir()) == [".db", ".keys"]
    assert str(disk) in copies.there_more.text()
    state = page.desk.school.copies.state()
    copies.show_state(replace(state, here=replace(state.here, unopened=dt.date(2026, 11, 29))))
    assert "A scheduled job made one on 29 November 2026." in copies.here_more.text()


def test_others_do_not_change_it(stage: Stage) -> None:
    _, page = at(stage, "settings", SchoolSettingsPage, "teacher1")
    press(page.rows["copies"])
    assert not page.copies.save.isVisible()


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_what_was_pressed_stays_where_it_is_whatever_it_brings(
    stage: Stage, tmp_path: Path, scale: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By keyboard: the button keeps that, says what it does and what came, and does not move."""
    stage.theme = Theme("light", scale, False)
    _, page = at(stage, "settings", SchoolSettingsPage)
    press(page.rows["copies"])
    copies, watch = page.copies, page.copies.watch
    until(lambda: copies.here.text() != "Looking …")
    window = page.window()
    said: list[str] = []
    for module in (copies_page, watch_card):
        monkeypatch.setattr(module, "announce", lambda _widget, words: said.append(words))
    late: list[Callable[[Any], object]] = []

    def later(_work: object, then: Callable[[Any], object], _failed: object) -> None:
        late.append(then)

    monkeypatch.setattr(page, "run", later)
    monkeypatch.setattr(page, "write", later)
    state = page.desk.school.copies.state()
    long = replace(state.here, spoilt=dt.date(2026, 11, 22), unopened=dt.date(2026, 11, 21), age=4)
    for button, answers in (
        (watch.now, [Watch(Stands.WRONG, LAST, WRONG, 1), Watch(Stands.WELL, LAST, WELL, 1)]),
        (copies.make, [replace(state, here=long, elsewhere=long), state]),
    ):
        button.setFocus()
        settle()
        for found in answers:
            before = button.mapTo(window, QPoint())
            QTest.keyClick(button, Qt.Key.Key_Space)
            settle()
            QTest.keyClick(button, Qt.Key.Key_Space)  # once more does nothing
            assert len(late) == 1
            assert "…" in said.pop()
            late.pop()(found)
            settle()
            assert button.hasFocus()
            assert button.mapTo(window, QPoint()) == before
            assert not said.pop().endswith("…")
    assert said == []
