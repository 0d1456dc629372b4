"""Whether a window that is put where it was last time can still be seen."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QRect

#: So much of its top must be seen, to be grasped with the mouse, in px.
_TOP, _WIDTH, _HEIGHT = 40, 120, 20


def is_in_sight(window: QRect, areas: Iterable[QRect]) -> bool:
    """Whether enough of a window's top lies in what windows may use of the screens."""
    top = QRect(window.x(), window.y(), window.width(), _TOP)
    return any(
        (seen := top.intersected(area)).width() >= _WIDTH and seen.height() >= _HEIGHT
        for area in areas
    )
