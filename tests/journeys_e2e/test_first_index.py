"""A laptop that has nothing yet shows the newest reports while the older ones still come in."""

from __future__ import annotations

import threading
import uuid
from collections.abc import Sequence

import pytest
from pytestqt.qtbot import QtBot

from tests.journeys_e2e.laptops import Laptops, room
from tests.reports import answers
from tests.schools import SmallSchool
from trent_desktop.reports import following
from ui.reports.case_list_model import CaseListModel
from ui.shell.rooms import CaseList


def shown(model: CaseListModel) -> list[str]:
    cases = [model.case_at(model.index(row, 0)) for row in range(model.rowCount())]
    return [case.reference for case in cases if case]


def test_the_newest_are_on_the_list_while_the_older_come_in(
    qtbot: QtBot,
    laptops: Laptops,
    folder_school: SmallSchool,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    teacher = folder_school.open("teacher1")
    sent = [teacher.cases.send(folder_school.draft(answers.quick())).reference for _ in range(6)]
    monkeypatch.setattr(following, "_PORTION", 2)
    is_open, go_on = threading.Event(), threading.Event()
    bring, portions = following.Follower._bring_portion, [0]

    def slowly(
        self: following.Follower, case_ids: Sequence[uuid.UUID], found: following._Found
    ) -> None:
        portions[0] += 1
        assert (is_open if portions[0] == 1 else go_on).wait(30)
        bring(self, case_ids, found)

    monkeypatch.setattr(following.Follower, "_bring_portion", slowly)
    ict = laptops.sign_in(folder_school, "ict")
    ict.window.inside.go("reports", CaseList("all"))
    model = room(ict).list.model
    qtbot.wait(300)  # whatever opening the list asked for is answered
    assert shown(model) == []
    is_open.set()
    try:
        qtbot.waitUntil(lambda: shown(model) == sent[-2:], timeout=20_000)
    finally:
        go_on.set()
    qtbot.waitUntil(lambda: shown(model) == sent, timeout=20_000)
