"""The stop out of a report that others lead on already: it is a new one, and the other stays."""

from __future__ import annotations

from collections.abc import Callable

from pytestqt.qtbot import QtBot

from tests.reports import answers
from tests.reports.test_bullying import FIRST
from tests.schools import SmallSchool
from tests.ui.reports.conftest import Seat
from trent_desktop.reports.asked import names as asked
from trent_desktop.reports.cases import Route
from trent_desktop.reports.kinds.bullying import names as n
from ui.shell.rooms import OpenDraft

Sit = Callable[[str], Seat]


def test_a_private_picture_that_is_found_later_is_reported_anew(
    qtbot: QtBot, seat: Sit, folder_school: SmallSchool
) -> None:
    here = seat("teacher1")
    draft = folder_school.draft(dict(FIRST), journey=n.BULLYING)
    here.school.drafts.keep(draft)
    sent = here.school.cases.send(draft)
    here.room.arrive(OpenDraft(sent.case_id))
    reporting = here.room.reporting
    qtbot.waitUntil(lambda: reporting.journey is not None, timeout=5_000)
    journey = reporting.journey
    assert journey is not None
    assert journey.run.journey.stage == asked.FULL
    journey.run.change("evidence")
    journey.show_page()
    page = journey.page
    page.blocks[n.EVIDENCE].control.row(n.EVIDENCE_PRIVATE).setChecked(True)  # type: ignore[union-attr]
    journey.view.go_on.click()
    qtbot.waitUntil(
        lambda: reporting.journey is not None and reporting.journey.run.journey.stage == asked.STOP,
        timeout=5_000,
    )
    stopped = reporting.journey
    assert stopped is not None
    for name, value in answers.stop().items():
        stopped.run.put(name, value)
    stopped.ready.emit()
    qtbot.waitUntil(lambda: here.room.sent is not None, timeout=10_000)
    assert here.room.sent is not None
    made = here.room.sent.after.sent
    assert (made.route, made.already_sent) == (Route.STOPPED, False)
    assert made.case_id != sent.case_id
    dsl = folder_school.open("dsl")
    assert dsl.cases.open_case(sent.case_id).summary.route is Route.SAFEGUARDING
    assert dsl.cases.open_case(made.case_id).summary.route is Route.STOPPED
