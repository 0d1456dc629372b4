"""Presses each button of a screen twice, and says what else the second press came to.

Twice by mouse at the same place, and twice by Enter wherever the keyboard is then. What the first
press does is done before the second one comes: no teacher is as slow, and none sees a harder case.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial

from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QLineEdit,
    QWidget,
)
from shiboken6 import isValid

from tests.gallery.by_tab import told
from tests.gallery.stage import Stage, settle, shown
from ui.components.tab_order import open_sheet, scrollers_around, show_whole
from ui.components.words import Words
from ui.shell.banner import Strip
from ui.shell.rail import Rail

#: A screen with more has many rows of the same kind.
_MOST = 40


def pressed_twice(
    stage: Stage, show: Callable[[Stage], QWidget], most: int = _MOST, *, ways: str = "click enter"
) -> list[str]:
    """Everything on a screen that a second press reached, in words."""
    wrong: list[str] = []
    for press in (_click, _enter):
        if press.__name__.strip("_") not in ways:
            continue
        done: set[str] = set()
        while True:
            before = len(done)
            with shown(stage, show) as window:
                wrong += _press_on(window, press, done, most)
            if len(done) == before or len(done) >= most:
                break
    return wrong


def _press_on(
    window: QWidget, press: Callable[[QWidget, QWidget, QPoint], None], done: set[str], most: int
) -> list[str]:
    """Press what has not been pressed yet, until the screen is another one."""
    wrong: list[str] = []
    window.activateWindow()
    settle(2)
    stood = _buttons(window)
    said = _said(stood)
    for button in stood:
        what = told(button)
        if what in done or len(done) >= most:
            continue
        done.add(what)
        if scroller := next(scrollers_around(button), None):
            show_whole(scroller, button)
        button.setFocus(Qt.FocusReason.TabFocusReason)
        settle(1)
        at = button.mapTo(window, button.rect().center())
        if not button.isAncestorOf(under := window.childAt(at) or window) and under is not button:
            continue
        means = (button, _words(button), _titles(window))
        press(window, button, at)
        settle(4)
        if not isValid(window) or not window.isVisible():
            break
        with _reached(means, window) as reached:
            press(window, button, at)
            settle(4)
        wrong += [f"{press.__name__.strip('_')} {what}: also {one}" for one in reached]
        if not isValid(window) or not all(map(isValid, stood)) or _said(_buttons(window)) != said:
            break
    return wrong


def _click(window: QWidget, _button: QWidget, at: QPoint) -> None:
    QTest.mouseClick(window.windowHandle(), Qt.MouseButton.LeftButton, pos=at)


def _enter(window: QWidget, _button: QWidget, _at: QPoint) -> None:
    QTest.keyClick(window.windowHandle(), Qt.Key.Key_Return)
    QTest.qWait(120)  # a button that is pressed by key stays down for a moment


def _buttons(window: QWidget) -> list[QAbstractButton]:
    """What can be pressed on the page itself, or on the sheet over it."""
    root = open_sheet(window) or window
    beside = [*window.findChildren(Rail), *window.findChildren(Strip)]
    return [
        one
        for one in root.findChildren(QAbstractButton)
        if one.isVisible()
        and one.isEnabled()
        and one.focusPolicy() & Qt.FocusPolicy.TabFocus
        and not any(part.isAncestorOf(one) for part in beside)
    ]


def _said(buttons: list[QAbstractButton]) -> list[str]:
    return [told(one) for one in buttons]


def _words(button: QAbstractButton) -> tuple[str, str]:
    return button.text(), button.accessibleName()


def _titles(window: QWidget) -> list[str]:
    return [one.text() for one in window.findChildren(Words) if one.is_title and one.isVisible()]


@contextmanager
def _reached(
    means: tuple[QAbstractButton, tuple[str, str], list[str]], window: QWidget
) -> Iterator[list[str]]:
    """What is pressed meanwhile, but for the button itself as long as it stands for the same."""
    found: list[str] = []
    button, words, titles = means
    same = isValid(button) and _words(button) == words and _titles(window) == titles
    heeded: list[tuple[QObject, object]] = []

    def heed(signal: object, what: str) -> None:
        note = partial(_note, found, what)
        signal.connect(note)  # type: ignore[attr-defined]
        heeded.append((signal, note))  # type: ignore[arg-type]

    for top in QApplication.topLevelWidgets():
        for one in top.findChildren(QWidget):
            if isinstance(one, QAbstractButton):
                if not (one is button and same):
                    heed(one.pressed, told(one))
            elif isinstance(one, QAbstractItemView):
                heed(one.pressed, told(one))
                heed(one.activated, told(one))
            elif isinstance(one, QLineEdit):
                heed(one.returnPressed, told(one))
            elif isinstance(one, QComboBox):
                heed(one.activated, told(one))
    yield found
    for signal, note in heeded:
        try:
            signal.disconnect(note)  # type: ignore[attr-defined]
        except (RuntimeError, TypeError):
            continue  # it went with its widget


def _note(found: list[str], what: str, *_more: object) -> None:
    found.append(what)
