"""A lesson on a board, without a school."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from tests.fake_screens import BOARD, LAPTOP, FakeScreens
from tests.fallback_fonts import load_fallback
from tests.gallery.stage import settle
from tests.lessons.words import EVERYTHING
from tests.ui.lessons.classroom import pack_named
from trent_desktop.lessons.packs import pack_of
from trent_desktop.lessons.run import LessonRun
from ui.lessons.screen_roles import ScreenRoles
from ui.lessons.teaching import Teaching
from ui.preferences import Preferences
from ui.theme.fonts import load_faces, load_first_readers

MakeTeaching = Callable[..., Teaching]


@pytest.fixture(autouse=True)
def faces(qapp: QApplication) -> None:
    """The program's own: words that fit in some other face are no proof that they do in this."""
    load_faces()
    load_fallback()


@pytest.fixture
def teach(qapp: QApplication, tmp_path: Path) -> Iterator[MakeTeaching]:
    """Makes a lesson with every activity, or `own` of ours, running on given screens (laptop and
    board).
    """
    load_first_readers()
    made: list[Teaching] = []

    def make(screens: FakeScreens | None = None, *, slide: str = "", own: str = "") -> Teaching:
        everything = {"lesson.md": EVERYTHING.encode()}
        pack = pack_named(own) if own else pack_of("test", everything)
        run = LessonRun(
            pack.lesson,
            lesson_name=own or "test",
            class_id=None,
            started_at=dt.datetime(2026, 11, 24, tzinfo=dt.UTC),
        )
        titles = [one.title.plain for one in pack.lesson.slides]
        run.go(titles.index(slide) if slide else 0)
        screens = screens or FakeScreens(LAPTOP, BOARD)
        roles = ScreenRoles(screens, Preferences(tmp_path / "preferences"))
        teaching = Teaching(pack, run, screens, roles, full_screen=False)
        teaching.start()
        teaching._ticker.stop()  # a busy machine must not take a second; tests tick by hand
        settle()
        made.append(teaching)
        return teaching

    yield make
    for teaching in made:
        teaching.end()
        teaching.deleteLater()
    settle()
