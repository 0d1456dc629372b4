"""Tab goes through a window as it is read, whenever its parts were made."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QBoxLayout,
    QGridLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from ui.components.buttons import DangerButton, SecondaryButton
from ui.components.choices import Option, RadioGroup
from ui.components.tab_order import comes_last, first_stop, tab_stops
from ui.shell.window import TrentWindow


@pytest.fixture
def window(qtbot: QtBot) -> TrentWindow:
    made = TrentWindow(lambda: "")
    qtbot.addWidget(made)
    return made


@pytest.fixture
def page(window: TrentWindow, qtbot: QtBot) -> QWidget:
    page = QWidget()
    QVBoxLayout(page)
    window.show_page(page)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    return page


def line(name: str) -> QLineEdit:
    made = QLineEdit()
    made.setObjectName(name)
    return made


def walked(start: QWidget, presses: int, key: Qt.Key = Qt.Key.Key_Tab) -> list[str]:
    start.setFocus()
    names = []
    for _ in range(presses):
        here = QApplication.focusWidget()
        assert here is not None
        QTest.keyClick(here, key)
        now = QApplication.focusWidget()
        assert now is not None
        names.append(now.objectName() or str(now.property("text")))
    return names


def test_rows_made_later_come_where_they_stand_and_leaving_comes_last(page: QWidget) -> None:
    column = page.layout()
    assert isinstance(column, QVBoxLayout)
    back, send, save = (QPushButton(words) for words in ("back", "send", "save"))
    for widget in (back, send, save):
        column.addWidget(widget)
    questions = QWidget()
    grid = QGridLayout(questions)
    # Made from the last to the first, as rows are when some come later.
    for row, across in ((1, 1), (1, 0), (0, 1), (0, 0)):
        grid.addWidget(line(f"{row}{across}"), row, across)
    column.insertWidget(1, questions)
    turned = QWidget()
    upwards = QBoxLayout(QBoxLayout.Direction.BottomToTop, turned)
    upwards.addWidget(line("lower"))
    upwards.addWidget(line("upper"))
    column.insertWidget(2, turned)
    comes_last(page, [send, save, back])
    QApplication.processEvents()
    first = next(one for one in tab_stops(page) if one.objectName() == "00")
    expected = ["01", "10", "11", "upper", "lower", "send", "save", "back", "00"]
    assert walked(first, 9) == expected
    assert walked(first, 9, Qt.Key.Key_Backtab) == [*reversed(expected[:-1]), "00"]
    # What goes away while it has the focus leaves it to what comes next, not to the first button.
    gone = next(one for one in tab_stops(page) if one.objectName() == "10")
    gone.setFocus()
    gone.hide()
    now = QApplication.focusWidget()
    assert now is not None
    assert now.objectName() == "11"


def test_the_keyboard_begins_at_nothing_that_takes_something_away(page: QWidget) -> None:
    column = page.layout()
    assert isinstance(column, QVBoxLayout)
    takes = DangerButton("Remove it")
    column.addWidget(takes)
    QApplication.processEvents()
    assert first_stop(page) is takes  # there is nothing else
    keeps = SecondaryButton("Keep it")
    column.addWidget(keeps)
    QApplication.processEvents()
    assert first_stop(page) is keeps
    assert tab_stops(page) == [takes, keeps]


@pytest.mark.parametrize("goes", [QWidget.hide, lambda widget: widget.setEnabled(False)])
def test_the_last_thing_of_a_part_leaves_the_keyboard_to_that_part_and_not_to_the_window(
    page: QWidget, goes: Callable[[QWidget], None]
) -> None:
    column = page.layout()
    assert isinstance(column, QVBoxLayout)
    column.addWidget(line("rail"))
    part = QWidget()
    rows = QVBoxLayout(part)
    for name in ("cancel", "save"):
        rows.addWidget(line(name))
    column.addWidget(part)
    QApplication.processEvents()
    cancel, save = tab_stops(page)[-2:]
    save.setFocus()
    goes(save)
    assert cancel.hasFocus()
    cancel.setFocus()
    goes(cancel)  # nothing of the part is left
    now = QApplication.focusWidget()
    assert now is not None
    assert not part.isAncestorOf(now)


@pytest.mark.parametrize(
    ("key", "chosen"), [(Qt.Key.Key_Down, "b"), (Qt.Key.Key_Up, "c"), (Qt.Key.Key_Right, "b")]
)
def test_arrow_keys_choose_also_where_nothing_is_chosen_yet(
    page: QWidget, key: Qt.Key, chosen: str
) -> None:
    column = page.layout()
    assert column is not None
    group = RadioGroup([Option(one, one) for one in "abc"], name="Which?")
    column.addWidget(group)
    column.addWidget(line("after"))
    QApplication.processEvents()
    first = group.rows()["a"]
    first.setFocus()
    QTest.keyClick(first, key)
    assert group.value() == chosen
    assert group.rows()[chosen].hasFocus()
    assert walked(group.rows()[chosen], 1) == ["after"]
