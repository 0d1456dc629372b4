"""Where something that comes by itself may lie: not over what somebody is about to press."""

from __future__ import annotations

from collections.abc import Collection
from typing import Final

from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtWidgets import (
    QAbstractButton,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)

from ui.theme import SPACE

_PRESSED: Final = (QAbstractButton, QLineEdit, QComboBox, QPlainTextEdit, QTextEdit)
#: How finely places are tried, in px.
_STEP: Final = 8


def free_place(window: QWidget, size: QSize, own: Collection[QWidget]) -> QPoint:
    """The place for something of this size that lies over nothing that can be pressed.

    As near to the foot of the window as there is one, in the middle first. Where there is none, the
    place where it covers least. `own` is what is to be placed.
    """
    taken = _pressed(window, own)
    left, right = SPACE.wide, window.width() - size.width() - SPACE.wide
    across = ((window.width() - size.width()) // 2, right, left)
    foot = window.height() - size.height() - SPACE.wide
    best, covered = QPoint(across[0], foot), -1
    for y in range(foot, min(foot, SPACE.wide) - 1, -_STEP):
        for x in across:
            area = QRect(QPoint(x, y), size)
            over = sum(_covered(area, one) for one in taken)
            if not over:
                return area.topLeft()
            if covered < 0 or over < covered:
                best, covered = area.topLeft(), over
    return best


def _pressed(window: QWidget, own: Collection[QWidget]) -> list[QRect]:
    found: list[QRect] = []
    for one in window.findChildren(QWidget):
        if not isinstance(one, _PRESSED) or not one.isVisibleTo(window):
            continue
        if any(mine is one or mine.isAncestorOf(one) for mine in own):
            continue
        seen = one.rect()
        around = one.parentWidget()
        while around is not None and around is not window:
            seen &= QRect(one.mapFrom(around, QPoint(0, 0)), around.size())
            around = around.parentWidget()
        if not seen.isEmpty():
            found.append(QRect(one.mapTo(window, seen.topLeft()), seen.size()))
    return found


def _covered(area: QRect, other: QRect) -> int:
    both = area & other
    return max(0, both.width()) * max(0, both.height())
