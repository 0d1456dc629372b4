"""What a person sees of other laptops at the same folder, by clicks on real widgets.

The other laptop is a process of its own.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.gallery.stage import Stage, settle
from tests.storage.beside.programs import Program, programs
from tests.ui.school.test_members import at
from trent_desktop.storage.beside import proving
from ui.program import Program as Window
from ui.school.settings.section import SchoolSettingsPage
from ui.shell.rooms import SchoolSection

pytestmark = pytest.mark.skipif(os.name != "posix", reason="a process is killed in POSIX's way")


@pytest.fixture
def other(stage: Stage, tmp_path: Path) -> Iterator[Program]:
    with programs(Path(stage.location), tmp_path, 1) as (one,):
        one.do("look")
        yield one


def _look(window: Window) -> None:
    assert window.school is not None
    assert window.changes is not None
    together = window.school.signed_in.database.together
    assert together is not None
    together.look(now=True)
    window.changes.take(window.school.follow())
    settle()


def test_not_yet_proved_is_one_quiet_line_until_two_are_in(
    stage: Stage, other: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(proving, "TRIED_S", 0.0)
    window, page = at(stage, "settings", SchoolSettingsPage)
    assert page.locks.isVisible()
    assert page.locks.words.text() == (
        "Not yet proved that two laptops can use this folder at once: it is tried when two are in."
    )
    other.do("look")
    time.sleep(0.1)
    _look(window)
    other.do("look")
    window.window.inside.go("home")
    window.window.inside.go("school", SchoolSection("settings"))
    settle()
    assert page.locks.words.text().startswith(
        "Two laptops can use this folder at once: last proved"
    )


def test_while_the_file_is_brought_up_to_date_elsewhere_the_window_says_so(
    stage: Stage, other: Program
) -> None:
    window = stage.signed_in("teacher1")
    _look(window)
    other.say("alone")
    time.sleep(1.5)
    _look(window)  # it lets go
    assert other.hear()[0] == "alone"
    _look(window)
    strip = window.window.inside.away
    assert strip.isVisible()
    assert "brought up to date on another laptop" in strip.words.text()
    other.say("end")
    assert other.hear() == "ended"
    _look(window)
    assert not strip.isVisible()
