"""A new password, and the reports she sent before: given back by pressing. Keys not seen before."""

from __future__ import annotations

import uuid

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.gallery.stage import NOW, Stage, settle
from tests.ui.school.test_members import agree, at, line_of, look, press
from trent_desktop.opening import OpenSchool, open_school
from trent_desktop.reports.index_values import CaseQuery, Scope
from trent_desktop.school.keys.joining.joining import join
from ui.components.rows import RowButton
from ui.components.sheets import Sheet
from ui.home.home import HomePage
from ui.program import Program
from ui.school.keys.roles import RolesPage
from ui.school.people.members import MembersPage
from ui.school.room import SchoolPage

NEW = "gravel otter lantern pewter"


def own_reports(school: OpenSchool) -> set[uuid.UUID]:
    school.follow()
    page = school.cases.page(CaseQuery(scope=Scope.MINE), limit=500)
    return {row.id for row in page.rows if row.readable}


def reset(stage: Stage, name: str = "teacher1", by: str = "ict") -> tuple[OpenSchool, set]:  # type: ignore[type-arg]
    """She forgets her password and chooses a new one on a new laptop."""
    before = stage.open(name)
    sent = own_reports(before)
    before.close()
    admin = stage.open(by)
    member = next(one for one in admin.people.members() if one.sign_in_name == name)
    slip = admin.members.reset_password(member.id)
    admin.close()
    join(stage.location, slip.code, NEW, clock=lambda: NOW)
    again = open_school(stage.location, name, NEW, root=stage.folder / "new", clock=lambda: NOW)
    return again, sent


def home_rows(program: Program) -> list[RowButton]:
    program.window.inside.go("home")
    settle()
    home = program.window.inside.findChild(HomePage)
    assert home is not None
    return home.view.findChildren(RowButton)


def roles_page(program: Program) -> RolesPage:
    room = program.window.inside.findChild(SchoolPage)
    assert room is not None
    page = room.stack.currentWidget()
    assert isinstance(page, RolesPage)
    return page


@pytest.mark.parametrize("who", ["dsl", "head"])
def test_from_home_to_the_press_and_they_are_there(stage: Stage, who: str) -> None:
    again, sent = reset(stage)
    assert sent
    assert own_reports(again) == set()
    program = stage.signed_in(who)
    look_at_home(program)
    assert own_reports(again) == set()  # looking gives nothing
    row = next(one for one in home_rows(program) if "new password" in one.face.words)
    assert "report" not in row.face.words
    press(row)
    page = roles_page(program)
    (card,) = page.giving_back.cards
    assert card.give is not None
    assert card.give.text() == f"Give back {len(sent)} reports"
    press(card.give)
    assert own_reports(again) == set()  # nor does asking
    agree(page)
    assert own_reports(again) == sent
    assert page.giving_back.cards == ()
    look_at_home(program)
    assert not [one for one in home_rows(program) if "new password" in one.face.words]
    again.close()


def look_at_home(program: Program) -> None:
    assert program.school is not None
    assert program.changes is not None
    program.school.follow()
    program.changes.directory.emit()
    settle()


def test_on_the_members_own_page_by_keys_alone(stage: Stage) -> None:
    again, sent = reset(stage, by="head")
    _, page = at(stage, "members", MembersPage)
    page.show_member(line_of(page, "teacher1"))
    settle()
    assert page.member is not None
    (card,) = page.member.giving_back.cards
    assert card.give is not None
    card.give.setFocus()
    QTest.keyClick(card.give, Qt.Key.Key_Space)
    settle()
    sheet = next(one for one in page.window().findChildren(Sheet) if one.isVisible())
    act = sheet.focusWidget()
    assert act is not None
    QTest.keyClick(sheet, Qt.Key.Key_Escape)
    settle()
    assert own_reports(again) == set()
    QTest.keyClick(card.give, Qt.Key.Key_Space)
    settle()
    agree(page)
    assert own_reports(again) == sent
    look(page)
    assert page.member.giving_back.cards == ()
    again.close()


def test_a_member_who_lost_nothing_has_no_such_card(stage: Stage) -> None:
    _, page = at(stage, "members", MembersPage)
    page.show_member(line_of(page, "teacher2"))
    settle()
    assert page.member is not None
    assert page.member.giving_back.cards == ()


def test_rows_that_no_record_bears_out_give_nothing_and_go_off_the_list(stage: Stage) -> None:
    from sqlalchemy import update

    from trent_desktop.school.keys.new_keys import LOST
    from trent_desktop.school.keys.values import LOST_KEYS
    from trent_desktop.storage.database import next_change
    from trent_desktop.storage.tables import CaseReaderRow, SettingRow

    attacker = stage.open("teacher2")
    me = attacker.signed_in
    with me.database.write() as session:
        session.execute(
            update(CaseReaderRow)
            .where(CaseReaderRow.reader_id == me.member.id)
            .values(sealed_key=LOST)
        )
        session.merge(SettingRow(name=LOST_KEYS, value=[str(me.member.id)]))
        next_change(session, directory=True)
    _, page = at(stage, "roles", RolesPage, "dsl")
    (card,) = page.giving_back.cards
    assert card.give is None
    assert card.leave is not None
    press(card.leave)
    assert page.giving_back.cards == ()
    attacker.close()


# ---------------------------------------------------------------------- keys not seen before


def test_a_new_code_made_elsewhere_is_asked_about_and_then_used(stage: Stage) -> None:
    stage.open("dsl").close()  # her laptop sees the code of today
    ict = stage.open("ict")
    ict.members.change_recovery_code()
    name = ict.member.name
    ict.close()
    program = stage.signed_in("dsl")
    row = next(one for one in home_rows(program) if "recovery code" in one.face.words)
    press(row)
    page = roles_page(program)
    (notice,) = page.other_keys.notices
    assert name in notice.words.text()
    assert "23 November 2026" in notice.words.text()
    press(notice.yes)
    agree(page)
    assert page.other_keys.notices == ()
    assert program.school is not None
    assert program.school.keys_put_by.others() == ()
    look_at_home(program)
    assert not [one for one in home_rows(program) if "recovery code" in one.face.words]


def test_the_chairs_new_keys_are_asked_about(stage: Stage) -> None:
    stage.open("head").close()
    chair, _ = reset(stage, "chair")
    chair_name = chair.member.name
    chair.close()
    _, page = at(stage, "roles", RolesPage, "head")
    (notice,) = page.other_keys.notices
    assert "Chair of Governors" in notice.heading.text()
    assert chair_name in notice.words.text()
    press(notice.yes)
    agree(page)
    assert page.other_keys.notices == ()


def test_a_teacher_has_neither(stage: Stage) -> None:
    again, _ = reset(stage)
    again.close()
    program = stage.signed_in("teacher2")
    words = [one.face.words for one in home_rows(program)]
    assert not [one for one in words if "password" in one or "recovery" in one]
