"""Complaints: their second page, and their cases from what came in to what the governors hear."""

from __future__ import annotations

import uuid
from typing import Any

from PySide6.QtWidgets import QWidget

from tests.gallery.rooms.reports import room
from tests.gallery.stage import NOW, Stage, screen, settle
from trent_desktop.journeys import when_value
from trent_desktop.open_school import OpenSchool
from trent_desktop.reports.asked import names as asked
from trent_desktop.reports.cases import Move
from trent_desktop.reports.casework import names as c
from trent_desktop.reports.kinds import kind_named
from trent_desktop.reports.kinds.complaint import names as n
from trent_desktop.reports.kinds.data_protection import names as d
from trent_desktop.reports.letters.step import LETTER
from trent_desktop.reports.waiting.drafts import Draft
from ui.reports.act_forms import Unfolding
from ui.reports.case_page import CasePage
from ui.shell.rooms import NewReport, OpenCase
from ui.shell.window import TrentWindow

_FROM = {
    asked.COMPLAINT_FROM: asked.FROM_PARENT,
    asked.COMPLAINT_NAME: "Helena Marsh",
    asked.ABOUT: asked.ABOUT_NO,
    asked.HAPPENED_AT: when_value(NOW),
}
COMPLAINT = {
    **_FROM,
    n.WHAT: n.FAIR,
    asked.COMPLAINT_SAID: "Others posted pictures of the fair as well, and only we were asked.",
}
DATA = {
    **_FROM,
    d.WHAT: d.PICTURE,
    asked.COMPLAINT_SAID: "Her picture was on the website, though we ticked no.",
}
_ACKNOWLEDGED = {c.ACKNOWLEDGED_HOW: "letter", c.WHEN: when_value(NOW)}
_TO_PANEL = {c.STAGE: c.PANEL, c.MEETS: "2026-12-10"}
_ENDED = {c.OUTCOME: c.PARTLY, c.DECIDED: ["sorry"]}


@screen("complaint-more")
def more(stage: Stage) -> QWidget:
    window, page = room(stage, "teacher1", NewReport(n.COMPLAINT))
    found = kind_named(n.COMPLAINT)
    assert found is not None
    page._report(found, asked.FULL)
    settle(40)
    return window


def _send(stage: Stage, kind: str, answers: dict[str, Any]) -> uuid.UUID:
    school = stage.open("teacher1")
    draft = Draft(uuid.uuid4(), kind, asked.QUICK, "", answers, (), NOW, NOW)
    sent = school.cases.send(draft).case_id
    school.close()
    return sent


def _act(school: OpenSchool, case_id: uuid.UUID, move: Move, words: str, **more: Any) -> None:
    version = school.cases.open_case(case_id).version
    school.cases.act(
        case_id, move, version=version, entry_id=uuid.uuid4(), words=words, details=more
    )


def _moved(
    stage: Stage, kind: str, answers: dict[str, Any], *moves: tuple[Move, str, dict[str, Any]]
) -> tuple[TrentWindow, CasePage]:
    """The case of a complaint after some moves, as whoever leads on it sees it."""
    sent = _send(stage, kind, answers)
    who = "chair" if answers[asked.ABOUT] == asked.ABOUT_HEAD else "head"
    school = stage.open(who)
    for move, words, details in moves:
        _act(school, sent, move, words, **details)
    school.close()
    window, page = room(stage, who, OpenCase(sent))
    settle(60)
    return window, page.case


def _unfold(page: CasePage, move: Move) -> None:
    for one in page.findChildren(Unfolding):
        if one.form.move_kind is move:
            one.button.click()
    settle(30)


def _down(page: CasePage) -> None:
    bar = page.view.page.verticalScrollBar()
    bar.setValue(bar.maximum() // 2)
    settle(20)


@screen("complaint-case")
def came(stage: Stage) -> QWidget:
    return _moved(stage, n.COMPLAINT, COMPLAINT)[0]


@screen("complaint-stage")
def stage_form(stage: Stage) -> QWidget:
    window, page = _moved(stage, n.COMPLAINT, COMPLAINT, (Move.ACKNOWLEDGED, "", _ACKNOWLEDGED))
    _unfold(page, Move.STAGE)
    return window


@screen("complaint-panel")
def panel(stage: Stage) -> QWidget:
    return _moved(
        stage,
        n.COMPLAINT,
        COMPLAINT,
        (Move.ACKNOWLEDGED, "", _ACKNOWLEDGED),
        (Move.STAGE, "They ask for the governors.", _TO_PANEL),
    )[0]


@screen("complaint-outcome")
def outcome(stage: Stage) -> QWidget:
    window, page = _moved(stage, n.COMPLAINT, COMPLAINT, (Move.ACKNOWLEDGED, "", _ACKNOWLEDGED))
    _unfold(page, Move.DECIDE)
    _down(page)
    return window


@screen("complaint-decided")
def decided(stage: Stage) -> QWidget:
    return _moved(
        stage,
        n.COMPLAINT,
        COMPLAINT,
        (Move.ACKNOWLEDGED, "", _ACKNOWLEDGED),
        (Move.DECIDE, "The rule was right, and how it was said was not.", _ENDED),
    )[0]


@screen("complaint-letter-form")
def letter(stage: Stage) -> QWidget:
    window, page = _moved(stage, n.COMPLAINT, COMPLAINT)
    page._record(LETTER)
    _down(page)
    return window


@screen("complaint-chair")
def chair(stage: Stage) -> QWidget:
    """About the Headteacher: the Chair of Governors alone, with the same steps."""
    return _moved(stage, n.COMPLAINT, {**COMPLAINT, asked.ABOUT: asked.ABOUT_HEAD})[0]


@screen("data-case")
def data(stage: Stage) -> QWidget:
    return _moved(stage, d.DATA_PROTECTION, DATA)[0]


@screen("data-told")
def told(stage: Stage) -> QWidget:
    window, page = _moved(
        stage,
        d.DATA_PROTECTION,
        DATA,
        (Move.ACKNOWLEDGED, "", _ACKNOWLEDGED),
        (Move.DECIDE, "It should not have happened, and was taken down.", _ENDED),
    )
    _unfold(page, Move.OUTCOME_TOLD)
    return window
