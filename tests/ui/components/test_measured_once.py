"""What is worked out once, because layouts and events ask for it thousands of times, stays right."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QFont, QHoverEvent, QPointingDevice, QTabletEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.gallery.stage import settle
from ui.components.buttons import SecondaryButton
from ui.components.input_watch import input_watch
from ui.components.pages import flow
from ui.components.rows import RowButton, RowFace
from ui.components.text import lay_out, text_width
from ui.theme import Theme, look

_LEFT, _NONE = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier


def test_a_copy_of_a_font_that_was_changed_is_measured_as_it_is() -> None:
    font = look().font("body")
    larger = QFont(font)
    larger.setPixelSize(font.pixelSize() * 2)
    assert lay_out("Words", larger).height > lay_out("Words", font).height
    assert text_width("Words", larger) > text_width("Words", font)


def test_another_look_has_other_fonts() -> None:
    before = text_width("Words", look().font("body"))
    look().dress(Theme("light", 2.0, motion=False))
    assert text_width("Words", look().font("body")) > before


def test_a_row_is_measured_anew_in_another_look(qapp: QApplication) -> None:
    row = RowButton(RowFace("A film with fighting in it", "4B, on Monday", chip="With you"))
    before = row.heightForWidth(600)
    assert row.heightForWidth(600) == before
    assert row.heightForWidth(200) > before
    look().dress(Theme("light", 2.0, motion=False))
    assert row.heightForWidth(600) > before


def test_a_line_of_buttons_is_as_high_as_its_buttons_are_now(qtbot: QtBot) -> None:
    one, two = SecondaryButton("Print"), SecondaryButton("Save as a file on this laptop")
    line = flow(one, two)
    qtbot.addWidget(line)
    layout = line.layout()
    assert layout is not None
    line.show()
    narrow = two.sizeHint().width() + 10
    two_lines = layout.heightForWidth(narrow)
    assert layout.heightForWidth(1_000) < two_lines == layout.heightForWidth(narrow)
    two.hide()
    assert layout.heightForWidth(narrow) < two_lines
    two.show()
    one.set_words("Print all that was given out to all of these classes since Easter")
    assert layout.heightForWidth(narrow) > two_lines
    layout.removeWidget(one)
    assert layout.heightForWidth(narrow) < two_lines
    before = layout.heightForWidth(1_000)
    look().dress(Theme("light", 2.0, motion=False))
    assert layout.heightForWidth(1_000) > before


def _wheel(widget: QWidget) -> None:
    at = QPointF(5, 5)
    event = QWheelEvent(
        at,
        QPointF(widget.mapToGlobal(QPoint(5, 5))),
        QPoint(),
        QPoint(0, 120),
        Qt.MouseButton.NoButton,
        _NONE,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(widget, event)


def _pen(widget: QWidget) -> None:
    at = QPointF(5, 5)
    pen = QPointingDevice.primaryPointingDevice()
    kind = QEvent.Type.TabletPress
    event = QTabletEvent(kind, pen, at, at, 0.5, 0, 0, 0.0, 0.0, 0.0, _NONE, _LEFT, _LEFT)
    QApplication.sendEvent(widget, event)


def _touch(widget: QWidget) -> None:
    finger = QTest.createTouchDevice()
    QTest.touchEvent(widget, finger).press(1, QPoint(5, 5)).commit()
    QTest.touchEvent(widget, finger).release(1, QPoint(5, 5)).commit()


DEEDS: dict[str, Callable[[QWidget], object]] = {
    "key": lambda widget: QTest.keyClick(widget, Qt.Key.Key_A),
    "click": lambda widget: QTest.mouseClick(widget, _LEFT),
    "mouse": lambda widget: (
        QTest.mouseMove(widget, QPoint(5, 5)),
        QTest.mouseMove(widget, QPoint(20, 20)),
    ),
    "wheel": _wheel,
    "touch": _touch,
    "pen": _pen,
}


@pytest.mark.parametrize("deed", DEEDS)
def test_every_deed_of_somebody_is_noticed(qtbot: QtBot, deed: str) -> None:
    widget = QWidget()
    qtbot.addWidget(widget)
    widget.setMouseTracking(True)
    widget.resize(100, 100)
    widget.show()
    qtbot.waitExposed(widget)
    watch = input_watch()
    watch._last = long_ago = watch._last - 3600
    widget.resize(120, 120)
    widget.update()
    settle()
    assert watch._last == long_ago, "what the window does by itself is nobody's deed"
    watch.keyboard = deed != "key"
    DEEDS[deed](widget)
    settle()
    assert watch._last > long_ago
    if deed in ("key", "click", "touch", "pen"):
        assert watch.keyboard is (deed == "key")


def test_a_button_grows_warm_under_the_mouse_and_cold_again(qtbot: QtBot) -> None:
    button = SecondaryButton("Print")
    qtbot.addWidget(button)
    button.show()
    qtbot.waitExposed(button)
    inside, outside = QPointF(5, 5), QPointF(-1, -1)
    QApplication.sendEvent(button, QHoverEvent(QEvent.Type.HoverEnter, inside, inside, outside))
    assert button._warmth == 1.0
    QApplication.sendEvent(button, QHoverEvent(QEvent.Type.HoverLeave, outside, outside, inside))
    assert button._warmth == 0.0
