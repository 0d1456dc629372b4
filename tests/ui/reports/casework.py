"""What tests of a case page share: opening one, its forms, and what others do to it."""

from __future__ import annotations

import uuid
from collections.abc import Callable

from pytestqt.qtbot import QtBot

from tests.schools import SmallSchool
from tests.ui.reports.conftest import Seat
from trent_desktop.reports.cases import CaseState, Move
from trent_desktop.reports.kinds.content import STOP, names
from trent_desktop.reports.sent import Sent
from ui.reports.act_forms import ActForm
from ui.reports.case_page import CasePage
from ui.reports.filter_step import FilterLines

Sit = Callable[[str], Seat]


def opened(qtbot: QtBot, seat: Seat, case_id: uuid.UUID) -> CasePage:
    seat.room.open_case(case_id)
    page = seat.room.case
    qtbot.waitUntil(lambda: page.case is not None and page.view.body.isVisible(), timeout=5_000)
    return page


def filter_lines(page: CasePage) -> FilterLines:
    found = page.findChild(FilterLines)
    assert isinstance(found, FilterLines)
    return found


def form(page: CasePage, move: Move) -> ActForm:
    return next(f for f in page._forms if f.move_kind is move)


def forms(page: CasePage) -> set[Move]:
    return {f.move_kind for f in page._forms}


def state_is(qtbot: QtBot, page: CasePage, state: CaseState) -> None:
    qtbot.waitUntil(
        lambda: page.case is not None and page.case.summary.state is state, timeout=5_000
    )


def act(
    school: SmallSchool, name: str, case_id: uuid.UUID, move: Move, words: str = "", **more: object
) -> None:
    """Another member does something to the case, on another laptop."""
    other = school.open(name)
    case = other.cases.open_case(case_id)
    other.cases.act(
        case_id, move, version=case.version, entry_id=uuid.uuid4(), words=words, details=more
    )
    other.close()


def send_stopped(school: SmallSchool) -> Sent:
    member = school.open("teacher1")
    answers = {
        names.STOP_DEVICE_STATE: "off",
        names.STOP_DEVICE_PLACE: "Tablet 12",
        names.STOP_DEVICE_HOLDER: {"unknown": True},
        names.STOP_SEEN_BY: "Only me",
        names.STOP_RISK: "no",
        names.STOP_ADULT: "no",
        names.STOP_COPIED: "no",
        names.STOP_DSL_TOLD: "no",
        names.HAPPENED_AT: school.clock().isoformat(timespec="minutes"),
    }
    sent = member.cases.send(school.draft(answers, STOP))
    member.close()
    return sent
