"""A request for a blocked page, a way round the filter, supervision, the review, and e-mail."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any

from PySide6.QtWidgets import QWidget

from tests.gallery.rooms.reports import open_case, room
from tests.gallery.rooms.school import at
from tests.gallery.stage import NOW, Stage, screen, settle
from trent_desktop.open_school import OpenSchool
from trent_desktop.reports.asked import names as asked
from trent_desktop.reports.cases import CaseState, CaseSummary, Move
from trent_desktop.reports.index_values import CaseQuery
from trent_desktop.reports.kinds import kind_named
from ui.reports.act_forms import Unfolding
from ui.reports.case_page import CasePage
from ui.school.classes.pupils import PupilsPage
from ui.school.settings.section import SchoolSettingsPage
from ui.shell.rooms import NewReport
from ui.shell.window import TrentWindow

ADVICE: dict[str, Any] = {"advice": "yes", "extent": "domain", "profiles": ["pupils"]}


def _page(stage: Stage, kind: str, page_name: str = "", **answers: Any) -> QWidget:
    window, page = room(stage, "teacher1", NewReport(kind))
    shown = page.reporting.journey
    assert shown is not None
    for name, value in answers.items():
        shown.run.put(name, value)
    if page_name:
        shown.run.change(page_name)
    shown.show_page()
    settle(30)
    return window


def _later(stage: Stage, kind: str, page_name: str) -> QWidget:
    window, page = room(stage, "teacher1", NewReport(kind))
    reporting = page.reporting
    assert reporting.journey is not None
    reporting.close_journey()
    found = kind_named(kind)
    assert found is not None
    reporting.start(found, asked.FULL)
    shown = reporting.journey
    assert shown is not None
    shown.run.change(page_name)
    shown.show_page()
    settle(30)
    return window


@screen("access-first")
def first(stage: Stage) -> QWidget:
    return _page(stage, "access")


@screen("access-refused")
def refused(stage: Stage) -> QWidget:
    return _page(stage, "access", "refused-proxy", access_what="proxy")


@screen("access-content")
def content(stage: Stage) -> QWidget:
    return _later(stage, "access", "content")


@screen("access-risks")
def risks(stage: Stage) -> QWidget:
    return _later(stage, "access", "risks")


def _new(row: CaseSummary) -> bool:
    return row.kind == "access" and row.state is CaseState.NEW


def _moved(stage: Stage, *moves: tuple[str, Move, str, dict[str, Any]]) -> None:
    """Take a request on by those whose steps they are."""
    for who, move, words, details in moves:
        school = stage.open(who)
        row = next(
            one for one in school.cases.page(CaseQuery(kind="access"), limit=200).rows
            if one.state not in (CaseState.SIGNED_OFF, CaseState.CLOSED)
        )  # fmt: skip
        case = school.cases.open_case(row.id)
        school.cases.act(
            row.id, move, version=case.version, entry_id=uuid.uuid4(), words=words, details=details
        )
        school.close()


def _day(ahead: int) -> str:
    return (NOW.date() + dt.timedelta(days=ahead)).isoformat()


def _at(stage: Stage, who: str, state: CaseState) -> tuple[TrentWindow, CasePage]:
    return open_case(stage, who, lambda row: row.kind == "access" and row.state is state)


_LOOKED = ("ict", Move.RECOMMEND, "Looked at all of it: no adverts.", ADVICE)
_AGREED = (
    "head",
    Move.AGREE,
    "It serves the unit well.",
    {"from": _day(1), "until": _day(12)},
)
_OPENED = (
    "ict",
    Move.APPLIED,
    "",
    {"applied_by": "Tomasz", "tested_on": ["pupils"], "seen": "It opens for pupils."},
)


@screen("access-case-ict")
def advising(stage: Stage) -> QWidget:
    return open_case(stage, "ict", _new)[0]


@screen("access-case-head")
def deciding(stage: Stage) -> QWidget:
    _moved(stage, _LOOKED)
    return _at(stage, "head", CaseState.WITH_HEAD)[0]


@screen("access-case-opening")
def opening(stage: Stage) -> QWidget:
    _moved(stage, _LOOKED, _AGREED)
    return _at(stage, "ict", CaseState.AGREED)[0]


@screen("access-case-running")
def running(stage: Stage) -> QWidget:
    _moved(stage, _LOOKED, _AGREED, _OPENED)
    window, page = _at(stage, "head", CaseState.RUNNING)
    _unfold(page, Move.EXTEND)
    return window


def _unfold(page: CasePage, move: Move) -> None:
    for one in page.findChildren(Unfolding):
        if one.form.move_kind is move:
            one.button.click()
    settle(30)


@screen("access-mail")
def mail(stage: Stage) -> QWidget:
    school = stage.open("ict")
    school.settings.change(
        mail_to="ict.lead@larkfield.example",
        mail_from="office@larkfield.example",
        mail_host="mail.larkfield.example",
        mail_user="office",
    )
    school.close()
    window, page = open_case(stage, "ict", _new)
    page.view.mail.click()
    settle(30)
    return window


@screen("circumvention-first")
def round_it(stage: Stage) -> QWidget:
    return _page(stage, "circumvention")


@screen("circumvention-who")
def who(stage: Stage) -> QWidget:
    return _page(stage, "circumvention", about_staff="no")


@screen("circumvention-where")
def where(stage: Stage) -> QWidget:
    return _later(stage, "circumvention", "where")


@screen("circumvention-done")
def done(stage: Stage) -> QWidget:
    return _later(stage, "circumvention", "done")


@screen("circumvention-case")
def supervising(stage: Stage) -> QWidget:
    window, page = open_case(
        stage, "head", lambda row: row.kind == "circumvention" and row.state is CaseState.NEW
    )
    _unfold(page, Move.SUPERVISE)
    return window


def _supervised(stage: Stage) -> OpenSchool:
    head = stage.open("head")
    teacher = stage.open("teacher1")
    mine = teacher.people.own_class()
    teacher.close()
    row = next(
        one for one in head.cases.page(CaseQuery(kind="circumvention"), limit=200).rows
        if one.state is CaseState.NEW
    )  # fmt: skip
    case = head.cases.open_case(row.id)
    of_class = [one for one in head.signed_in.directory.pupils if mine and one.class_id == mine.id]
    people = [
        {"id": str(one.id), "name": one.name, "class": one.class_name, "told_apart_by": ""}
        for one in of_class[:2]
    ]
    head.cases.act(
        row.id,
        Move.SUPERVISE,
        version=case.version,
        entry_id=uuid.uuid4(),
        words="Twice in one week, and showed two others how.",
        details={"supervised": people, "from": _day(0), "until": _day(14)},
    )
    return head


@screen("supervision")
def register(stage: Stage) -> QWidget:
    head = _supervised(stage)
    first, *_ = head.supervision.register()
    head.supervision.end(first.id, "Kept to it well, and helped others.")
    head.close()
    return at(stage, "supervision", "head")[0].window


@screen("supervision-home")
def home_note(stage: Stage) -> QWidget:
    _supervised(stage).close()
    return stage.signed_in("teacher1").window


@screen("supervision-class")
def class_page(stage: Stage) -> QWidget:
    _supervised(stage).close()
    program, page = at(stage, "pupils", "teacher1")
    assert isinstance(page, PupilsPage)
    page.arrive(page.desk.school.member.class_id)
    settle(30)
    return program.window


def _settings(stage: Stage, topic: str) -> QWidget:
    program, page = at(stage, "settings")
    assert isinstance(page, SchoolSettingsPage)
    page.rows[topic].click()
    settle(30)
    return program.window


@screen("filter-review")
def review(stage: Stage) -> QWidget:
    return _settings(stage, "review")


@screen("mail-settings")
def mail_settings(stage: Stage) -> QWidget:
    return _settings(stage, "mail")
