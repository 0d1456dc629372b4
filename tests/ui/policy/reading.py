"""What tests of the reader share: the room, hands, and what stands on the screen."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from tests.gallery.stage import settle
from ui.policy.reader.page import ReaderPage
from ui.policy.room import PolicyPage
from ui.program import Program
from ui.reports.room import ReportsPage


def policy(program: Program, place: object | None = None) -> PolicyPage:
    program.window.inside.go("policy", place)
    settle()
    page = program.window.inside.page("policy")
    assert isinstance(page, PolicyPage)
    return page


def reports(program: Program) -> ReportsPage:
    page = program.window.inside.page("reports")
    assert isinstance(page, ReportsPage)
    return page


def click(widget: QWidget) -> None:
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton)
    settle()


def press(key: Qt.Key, to: QWidget | None = None) -> None:
    target = to or QApplication.focusWidget()
    assert target is not None
    QTest.keyClick(target, key)
    settle()


def numbers(reader: ReaderPage) -> list[str]:
    return [row.hit.clause.number for row in reader.results.rows if row.hit is not None]


def in_sight(widget: QWidget, holder: QWidget) -> bool:
    top = widget.mapTo(holder, QPoint(0, 0)).y()
    return 0 <= top < holder.height()
