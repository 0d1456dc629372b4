"""When a meeting or a training begins is typed as people say it, and is in no night by mistake."""

from __future__ import annotations

import datetime as dt

import pytest
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from trent_desktop.oversight.meetings.values import MeetingDraft
from ui.policy.meetings.form import MeetingForm


@pytest.mark.parametrize(
    ("typed", "begins"),
    [
        ("18:00", dt.time(18, 0)),
        ("6.30", dt.time(18, 30)),
        ("half past 5", dt.time(17, 30)),
        ("quarter to four", dt.time(15, 45)),
        ("noon", dt.time(12, 0)),
        ("after school", None),
    ],
)
def test_a_meeting_begins_when_it_is_said_to(
    qtbot: QtBot, typed: str, begins: dt.time | None
) -> None:
    day = dt.date(2026, 12, 1)
    said = MeetingDraft(day, dt.time(18), 60, "The hall", "Telephones", day)
    saved: list[MeetingDraft] = []
    form = MeetingForm(
        said, (), lambda draft, _why: saved.append(draft), lambda: None, changes=False
    )
    qtbot.addWidget(form)
    form.begins.clear()
    QTest.keyClicks(form.begins, typed)
    form.act.click()
    assert [one.begins for one in saved] == ([begins] if begins else [])
    assert bool(form.blocks["begins"].error.text()) == (begins is None)
