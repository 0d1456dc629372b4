"""A child's page, and the side of a case where people and reports are put to it."""

from __future__ import annotations

import uuid

from PySide6.QtWidgets import QWidget

from tests.gallery.rooms.reports import open_case, room
from tests.gallery.stage import Stage, screen, settle
from trent_desktop.open_school import OpenSchool
from trent_desktop.reports.cases import CaseState, Move, Part, Route
from trent_desktop.reports.index_values import CaseQuery
from ui.reports.act_forms import Unfolding
from ui.shell.rooms import PageOf


def most_told_of(school: OpenSchool) -> uuid.UUID:
    """The pupil with the longest chronology among what a member reads."""
    with school.signed_in.store.reading() as connection:
        row = connection.execute(
            "SELECT who FROM case_person JOIN case_event USING (case_row) "
            "WHERE who LIKE 'pupil:%' GROUP BY who ORDER BY count(*) DESC, who LIMIT 1"
        ).fetchone()
    return uuid.UUID(row[0].removeprefix("pupil:"))


def _page(stage: Stage, name: str) -> QWidget:
    school = stage.open("dsl")
    pupil_id = most_told_of(school)
    school.close()
    window, _ = room(stage, name, PageOf(pupil_id))
    settle(30)
    return window


@screen("child-page")
def child_page(stage: Stage) -> QWidget:
    return _page(stage, "dsl")


@screen("child-page-teacher")
def child_page_teacher(stage: Stage) -> QWidget:
    return _page(stage, "teacher1")


@screen("child-find")
def child_find(stage: Stage) -> QWidget:
    window, page = room(stage, "dsl", PageOf())
    page.finding.search.setText("ma")
    page.finding._pause.stop()
    page.finding._look()
    settle(30)
    return window


@screen("child-chronology-paper")
def child_paper(stage: Stage) -> QWidget:
    school = stage.open("dsl")
    pupil_id = most_told_of(school)
    school.close()
    window, page = room(stage, "dsl", PageOf(pupil_id))
    settle(30)
    page.child.view.print.click()
    settle(60)
    return window


def _linked(stage: Stage) -> None:
    """The DSL has put people and another report to one."""
    school = stage.open("dsl")
    rows = [
        row
        for row in school.cases.page(CaseQuery(), None, 40).rows
        if row.readable and row.state is CaseState.CHECKED and row.route is Route.CONTENT
    ]
    case = school.cases.open_case(rows[0].id)
    pupils = school.people.find_pupils("ma", 2)

    def act(move: Move, words: str = "", **details: str) -> None:
        nonlocal case
        case = school.cases.act(
            case.summary.id,
            move,
            version=case.version,
            entry_id=uuid.uuid4(),
            words=words,
            details=details,
        )

    act(Move.LINK_PERSON, pupil_id=str(pupils[0].id), part=Part.HURT.value)
    act(Move.LINK_PERSON, pupil_id=str(pupils[1].id), part=Part.SAW.value)
    gone = case.people[-1]
    act(Move.UNLINK_PERSON, "She was at the dentist that day.", person=str(gone.link))
    act(Move.LINK_PERSON, name="Mrs Ewa Nowak", part=Part.TOLD.value)
    other = next(
        row
        for row in school.cases.page(CaseQuery(), None, 40).rows
        if row.readable and row.id != case.summary.id and row.route is Route.CONTENT
    )
    act(Move.LINK_CASE, other=str(other.id))
    school.close()


@screen("case-linking")
def case_linking(stage: Stage) -> QWidget:
    _linked(stage)
    window, page = open_case(
        stage, "dsl", lambda one: one.state is CaseState.CHECKED and one.route is Route.CONTENT
    )
    for section in (page.linking.people, page.linking.reports):
        for one in section.findChildren(Unfolding):
            one.unfold()
    settle(30)
    page.view.page.ensureWidgetVisible(page.linking.reports)
    settle(10)
    return window
