"""A desk in a real small school, and a window that writes down what it was asked."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.schools import SmallSchool
from trent_desktop.open_school import OpenSchool
from trent_desktop.reports.kinds.content import names
from trent_desktop.reports.sent import Sent
from ui.background import Background
from ui.changes import Changes
from ui.preferences import Preferences
from ui.reports.room import ReportsPage
from ui.shell.rooms import Desk, Gate

SEEN = "A cruel picture among the results of a search for volcanoes"
ADDRESS = "https://images.example-pictures.net/volcano?size=large"


def quick_answers(school: SmallSchool, **more: object) -> dict[str, object]:
    """The answers of a quick report."""
    return {
        names.SEEN: SEEN,
        names.WHERE: ADDRESS,
        names.OFF_SCREEN: names.OFF_YES,
        names.ABOUT: names.ABOUT_NO,
        names.HAPPENED_AT: school.clock().isoformat(timespec="minutes"),
        names.CLASS: {"id": str(school.classes["4B"]), "name": "4B"},
        **more,
    }


def send(school: SmallSchool, name: str = "teacher1", **more: object) -> Sent:
    """Send a quick report as a member, on a laptop of her own."""
    member = school.open(name)
    sent = member.cases.send(school.draft(quick_answers(school, **more)))
    member.close()
    return sent


@dataclass
class Window:
    """Stands in for the window around the room."""

    went: list[tuple[str, object | None]] = field(default_factory=list)
    said: list[str] = field(default_factory=list)
    problems: list[Exception] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=dict)

    def go(self, room: str, place: object | None = None) -> None:
        self.went.append((room, place))

    def say(self, words: str, tone: Any = None, *, link: str = "", then: Any = None) -> None:
        self.said.append(words)

    def say_problem(self, error: Exception) -> None:
        self.problems.append(error)

    def set_count(self, room: str, count: int) -> None:
        self.counts[room] = count

    def set_gate(self, gate: Gate | None) -> None:
        self.gate = gate


@dataclass
class Seat:
    """A member at her laptop, in the reports room."""

    school: OpenSchool
    desk: Desk
    window: Window
    room: ReportsPage

    def follow(self) -> None:
        """Look at the share, as the program does every two seconds."""
        self.desk.changes.take(self.school.follow())


@pytest.fixture
def background(qapp: QApplication) -> Iterator[Background]:
    made = Background()
    yield made
    made.close()


@pytest.fixture
def seat(
    qtbot: QtBot, folder_school: SmallSchool, background: Background, tmp_path: Path
) -> Callable[[str], Seat]:
    """Puts a member at a laptop."""

    def sit(name: str) -> Seat:
        school = folder_school.open(name)
        school.follow()
        window = Window()
        desk = Desk(school, background, Changes(), Preferences(tmp_path / name), window)
        room = ReportsPage(desk, folder_school.clock)
        desk.changes.setParent(room)
        desk.changes.listen_to(school)
        qtbot.addWidget(room)
        room.resize(1138, 736)
        with qtbot.waitActive(room):
            room.show()
            room.activateWindow()
        return Seat(school, desk, window, room)

    return sit


def words_of(widget: QWidget) -> str:
    """Everything a widget says in labels that are in view, one to a line."""
    from PySide6.QtWidgets import QLabel

    QApplication.processEvents()  # what was put in just now is shown with the next event
    labels = [label for label in widget.findChildren(QLabel) if label.isVisible()]
    return "\n".join(label.text() for label in labels)
