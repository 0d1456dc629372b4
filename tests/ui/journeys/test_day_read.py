"""How a typed day is understood stands under it, is heard once, and moves nothing."""

from __future__ import annotations

import datetime as dt

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from tests.gallery.stage import NOW
from trent_desktop.journeys import Day, When
from ui.components import read_aloud
from ui.components.buttons import PrimaryButton
from ui.journeys.day_control import DayControl
from ui.journeys.when_control import WhenControl
from ui.reports.act_forms import GiveActionForm


@pytest.fixture
def said(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    heard: list[str] = []
    monkeypatch.setattr(read_aloud.QAccessible, "isActive", lambda: True)
    monkeypatch.setattr(read_aloud, "announce", lambda _widget, words: heard.append(words))
    return heard


def shown(qtbot: QtBot, control: QWidget) -> tuple[QWidget, PrimaryButton]:
    page, button = QWidget(), PrimaryButton("Continue")
    column = QVBoxLayout(page)
    column.addWidget(control)
    column.addWidget(button)
    column.addStretch(1)
    qtbot.addWidget(page)
    page.resize(900, 500)
    page.show()
    qtbot.waitExposed(page)
    return page, button


def test_a_day_is_said_back_in_full(qtbot: QtBot, said: list[str]) -> None:
    control = DayControl(Day("due", "By when?"), lambda: NOW, False)
    _page, button = shown(qtbot, control)
    before = button.geometry()
    QTest.keyClicks(control.date, "next Tues")
    assert control.read_as.text() == "That is Tuesday 24 November 2026."
    assert said == []
    qtbot.waitUntil(lambda: bool(said), timeout=5_000)
    assert said == ["That is Tuesday 24 November 2026."]
    QTest.keyClicks(control.date, "x")
    assert control.read_as.text() == ""
    assert button.geometry() == before
    control.show_value(dt.date(2026, 12, 4).isoformat())
    assert control.read_as.text() == ""  # it stands there as it is


def test_a_time_in_the_afternoon_is_said_back(qtbot: QtBot, said: list[str]) -> None:
    control = WhenControl(When("at", "When was it?"), lambda: NOW, False)
    _page, _button = shown(qtbot, control)
    QTest.keyClicks(control.date, "last fri")
    QTest.keyClicks(control.time, "2.15")
    assert control.read_as.text() == "That is Friday 20 November 2026 at 14:15."
    assert str(control.value()).startswith("2026-11-20T14:15")
    control.put_now()
    assert control.read_as.text() == ""
    control.time.clear()
    QTest.keyClicks(control.time, "2.15")
    assert control.read_as.text() == "That is 14:15."


def test_so_is_the_day_of_a_task(qtbot: QtBot) -> None:
    form = GiveActionForm(lambda: NOW, ())
    _page, _button = shown(qtbot, form)
    QTest.keyClicks(form.due, "tomorrow")
    assert form.read_as.text() == "That is Tuesday 24 November 2026."
    assert form.details()["due"] == "2026-11-24"
