"""How a typed day is understood stands under it, is heard once, and moves nothing."""

from __future__ import annotations

import datetime as dt

import pytest
from PySide6.QtCore import Qt
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


def test_a_date_on_another_day_of_the_week_is_asked_about_where_it_is_typed(
    qtbot: QtBot, said: list[str]
) -> None:
    control = WhenControl(When("at", "When was it?"), lambda: NOW, False)
    _page, button = shown(qtbot, control)
    before = button.geometry()
    QTest.keyClicks(control.date, "Thursday 20 November 2026")
    QTest.keyClicks(control.time, "quarter to nine")
    assert control.read_as.text() == "20 November 2026 is a Friday, not a Thursday."
    assert button.geometry() == before
    qtbot.waitUntil(lambda: bool(said), timeout=5_000)
    assert said == [control.read_as.text()]
    question = When("at", "When was it?")
    assert question.problem(control.value(), NOW), "Continue does not take it"
    for _ in "Thursday 20 November 2026":
        QTest.keyClick(control.date, Qt.Key.Key_Backspace)
    QTest.keyClicks(control.date, "Friday 20 November 2026")
    assert control.read_as.text() == "That is Friday 20 November 2026 at 08:45."
    assert not question.problem(control.value(), NOW)


def test_yesterday_is_the_same_day_when_a_draft_is_opened_the_day_after(qtbot: QtBot) -> None:
    """A draft without its time is left in the evening and gone on with the next morning."""
    control = WhenControl(When("at", "When was it?"), lambda: NOW, False)
    QTest.keyClicks(control.date, "yesterday")
    left = control.value()
    later = WhenControl(When("at", "When was it?"), lambda: NOW + dt.timedelta(days=1), False)
    later.show_value(left)
    QTest.keyClicks(later.time, "2.15")
    assert str(later.value()).startswith("2026-11-22T14:15")
    for other in (control, later):
        qtbot.addWidget(other)


def test_a_time_typed_with_its_day_stays_where_it_was_typed(qtbot: QtBot) -> None:
    control = WhenControl(When("at", "When was it?"), lambda: NOW, False)
    qtbot.addWidget(control)
    QTest.keyClicks(control.date, "Friday at 3")
    left = control.value()
    control.show_value(None)
    control.show_value(left)
    assert (control.date.text(), control.time.text()) == ("Friday at 3", "")


def test_so_is_the_day_of_a_task(qtbot: QtBot) -> None:
    form = GiveActionForm(lambda: NOW, ())
    _page, _button = shown(qtbot, form)
    QTest.keyClicks(form.due, "tomorrow")
    assert form.read_as.text() == "That is Tuesday 24 November 2026."
    assert form.details()["due"] == "2026-11-24"
