"""On a large screen what belongs together stays together."""

from __future__ import annotations

from typing import cast

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.gallery.stage import settle
from ui.journeys.journey_view import JourneyView
from ui.journeys.kept_line import KeptLine


@pytest.mark.parametrize("size", [(1274, 740), (1920, 1050), (2468, 1410)])
def test_so_far_and_the_stop_stand_beside_the_questions(
    qtbot: QtBot, size: tuple[int, int]
) -> None:
    holder = QWidget()
    qtbot.addWidget(holder)
    view = JourneyView("Report", cast(KeptLine, QWidget()), ("Might it be?", "Stop here."), holder)
    holder.resize(*size)
    view.resize(*size)
    holder.show()
    qtbot.waitExposed(holder)
    settle()
    assert view.stop is not None
    assert view.so_far.isVisible()
    right = view.go_on.mapTo(view, QPoint(0, 0)).x() + 720
    beside = view.so_far.mapTo(view, QPoint(0, 0)).x()
    assert 0 < beside - right < 160
    assert view.stop.mapTo(view, view.stop.rect().bottomLeft()).y() < 800
