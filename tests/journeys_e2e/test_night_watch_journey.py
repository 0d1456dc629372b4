"""A laptop is left alone and looks at the school; who can mend it reads so on Home, nobody else."""

from __future__ import annotations

import time

from pytestqt.qtbot import QtBot

from tests.journeys_e2e.laptops import Laptops, home
from tests.schools import PASSWORD, SmallSchool
from tests.ui.school.test_members import press
from trent_desktop.storage.location import KEYS_COPY
from ui.components.input_watch import input_watch
from ui.components.marks import Icon
from ui.program import Program
from ui.school.room import SchoolPage
from ui.school.settings.section import SchoolSettingsPage
from ui.school.settings.watch_card import WatchCard
from ui.settings.settings import SettingsPage
from ui.shell.rooms import SchoolSection

WELL = "The school’s file and its copies are in good order. Looked at"


def left_alone(qtbot: QtBot, program: Program, minutes: float = 6) -> None:
    """Nobody touches the laptop, and a minute later the program asks whether it is time."""
    input_watch()._last = time.monotonic() - minutes * 60
    program.night_watch.ask()
    qtbot.waitUntil(lambda: not program.night_watch._looking, timeout=60_000)


def reads_at_home(qtbot: QtBot, program: Program, begins: str) -> None:
    program.window.inside.go("home")
    line = home(program).watch
    qtbot.waitUntil(
        lambda: not line.isHidden() and line.words.text().startswith(begins), timeout=30_000
    )


def copies_page(qtbot: QtBot, program: Program) -> WatchCard:
    page = program.window.inside.page("school")
    assert isinstance(page, SchoolPage)
    settings = page.stack.currentWidget()
    assert isinstance(settings, SchoolSettingsPage)
    card = settings.copies.watch
    qtbot.waitUntil(lambda: card.rows.count() == 1, timeout=20_000)
    press(card.everything)
    return card


def test_from_a_laptop_left_alone_to_a_green_line(
    qtbot: QtBot, laptops: Laptops, folder_school: SmallSchool
) -> None:
    school, folder = folder_school, folder_school.location.folder
    assert folder is not None
    teacher = laptops.sign_in(school, "teacher1")
    head = laptops.sign_in(school, "head")
    first = "The school’s file and copies are looked at for the first time this evening."
    reads_at_home(qtbot, head, first)
    assert head.school is not None
    head.school.copies.make()
    (folder / KEYS_COPY).unlink()
    left_alone(qtbot, teacher, minutes=1)
    reads_at_home(qtbot, head, first)  # she was there a minute ago
    left_alone(qtbot, teacher)
    assert home(teacher).watch.isHidden()
    reads_at_home(qtbot, head, "One of the two copies of the key file")
    press(home(head).watch.link)
    own = head.window.inside.page("settings")
    assert isinstance(own, SettingsPage)
    assert own.isVisible()
    school.open("teacher2").change_password(PASSWORD, "a new password, longer")
    head.window.inside.go("school", SchoolSection("settings", "copies"))
    card = copies_page(qtbot, head)
    assert "Must be seen to" in _marks(card)
    press(card.now)
    qtbot.waitUntil(lambda: "Must be seen to" not in _marks(card), timeout=60_000)
    reads_at_home(qtbot, head, WELL)
    assert not list(folder.rglob(".making-*"))


def _marks(card: WatchCard) -> str:
    return " ".join(icon.accessibleName() for icon in card.findChildren(Icon))
