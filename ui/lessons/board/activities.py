"""Laying out the activities: each in the room below the title."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QRectF

from trent_desktop.lessons.lesson import (
    Activity,
    Choose,
    Discuss,
    Order,
    Promise,
    Reveal,
    Rewrite,
    Sort,
    Spot,
    Story,
    Vote,
)
from trent_desktop.lessons.play import State
from ui.lessons.board.dragging import lay_order, lay_sort
from ui.lessons.board.metrics import Metrics
from ui.lessons.board.pieces import Face
from ui.lessons.board.talking import lay_discuss, lay_promise, lay_rewrite
from ui.lessons.board.tapping import lay_choose, lay_reveal, lay_spot, lay_story, lay_vote

_LAYS: dict[type, Callable[[Face, Any, Any, QRectF, Metrics], None]] = {
    Story: lay_story,
    Reveal: lay_reveal,
    Choose: lay_choose,
    Vote: lay_vote,
    Sort: lay_sort,
    Order: lay_order,
    Spot: lay_spot,
    Discuss: lay_discuss,
    Rewrite: lay_rewrite,
    Promise: lay_promise,
}


def lay_activity(face: Face, activity: Activity, state: State, room: QRectF, m: Metrics) -> None:
    """Put an activity in its state into `room`."""
    _LAYS[type(activity)](face, activity, state, room, m)
