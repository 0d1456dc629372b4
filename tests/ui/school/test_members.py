"""Members and keys in the window: added, changed, ended, handed over, by pressing and typing."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from tests.documents.reading import text_of
from tests.gallery.stage import Stage, settle
from trent_desktop.documents.page import Letterhead
from trent_desktop.problems import SignInRefused
from trent_desktop.roles import Role
from trent_desktop.school.people.documents import members_pdf
from trent_desktop.school.people.people import Member, MemberState
from trent_desktop.school.people.values import MemberLine
from ui.components.buttons import DangerButton, PrimaryButton
from ui.components.sheets import Sheet
from ui.documents import DocumentPreview
from ui.program import Program
from ui.school.keys.code_panel import CodePanel
from ui.school.keys.recovery_code import RecoveryCodePage
from ui.school.keys.roles import RolesPage
from ui.school.people.members import MembersPage
from ui.school.room import SchoolPage
from ui.shell.rooms import SchoolSection
from ui.shell.section_room import SectionPage

_P = TypeVar("_P", bound=SectionPage)


def at(stage: Stage, section: str, kind: type[_P], who: str = "ict") -> tuple[Program, _P]:
    program = stage.signed_in(who)
    program.window.inside.go("school", SchoolSection(section))
    settle()
    room = program.window.inside.findChild(SchoolPage)
    assert room is not None
    page = room.stack.currentWidget()
    assert isinstance(page, kind)
    return program, page


def press(button: QWidget) -> None:
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    settle()


def agree(page: QWidget, kind: type[QWidget] = PrimaryButton) -> None:
    """Press the act of the sheet that asks."""
    sheet = next(one for one in page.window().findChildren(Sheet) if one.isVisible())
    press(next(one for one in sheet.findChildren(kind) if one.isVisible()))


def look(page: SectionPage) -> None:
    """What the follower does every two seconds."""
    page.desk.school.follow()
    page.desk.changes.directory.emit()
    settle()


def line_of(page: MembersPage, name: str):  # type: ignore[no-untyped-def]
    return next(one for one in page._lines if one.member.sign_in_name == name)


def test_people_are_added_and_their_slips_shown_once(stage: Stage) -> None:
    _, page = at(stage, "members", MembersPage)
    press(page.add)
    adding = page.adding
    assert adding is not None
    adding.names.setPlainText("Ngozi Hart\n\n  Ned   Hart \n")
    press(adding.take)
    assert [line.sign_in.text() for line in adding.lines] == ["nhart", "nhart2"]
    adding.lines[1].sign_in.setText("NHART")
    press(adding.make)
    assert "Ned Hart: Somebody already signs in with this name" in adding.error.text()
    adding.lines[1].sign_in.setText("ned")
    press(adding.make)
    preview = page.stack.currentWidget()
    assert isinstance(preview, DocumentPreview)
    press(preview.view.back)
    look(page)
    states = {one.member.name: one.member.state for one in page._lines}
    assert states["Ngozi Hart"] is states["Ned Hart"] is MemberState.INVITED


def test_many_names_their_classes_and_two_of_one_name(stage: Stage) -> None:
    _, page = at(stage, "members", MembersPage)
    press(page.add)
    adding = page.adding
    assert adding is not None
    names = [f"Person Number{n}" for n in range(61)]
    adding.names.setPlainText("\n".join([f"{names[0]}, 4B", *names[1:]]))
    press(adding.take)
    assert len(adding.lines) == 60
    assert adding.names.toPlainText() == names[60]  # nobody is lost
    assert "1 name waits" in adding.names_block.error.text()
    assert adding.lines[0].own_class.text() == "4B"
    while len(adding.lines) > 2:
        adding._drop(adding.lines[-1])
    adding.lines[1].own_class.setText("9Z")
    press(adding.make)
    assert "no class 9Z" in adding.error.text()
    adding.lines[1].own_class.setText("")
    adding.lines[1].name.setText(adding.lines[0].name.text())
    press(adding.make)
    assert page.adding is adding  # it is asked first
    agree(page)
    preview = page.stack.currentWidget()
    assert isinstance(preview, DocumentPreview)
    press(preview.view.back)
    look(page)
    assert "2 still with a slip" in page.standing.text()
    four_b = next(one for one in page.desk.school.people.classes() if one.name == "4B")
    assert [one.member.class_id for one in page._lines[:2]].count(four_b.id) == 1
    press(page.again)
    agree(page)
    assert isinstance(page.stack.currentWidget(), DocumentPreview)


def test_many_are_here_for_some_days_and_the_list_is_printed(stage: Stage) -> None:
    _, page = at(stage, "members", MembersPage)
    press(page.add)
    adding = page.adding
    assert adding is not None
    adding.names.setPlainText("Una Supply\nVic Volunteer")
    press(adding.take)
    adding.last_day.setText("soon")
    press(adding.make)
    assert adding.last_day_block.error.text()
    adding.last_day.setText("1/1/2020")
    press(adding.make)
    assert "Una Supply: This day is already past." in adding.error.text()
    adding.last_day.setText("31 December 2099")
    press(adding.make)
    preview = page.stack.currentWidget()
    assert isinstance(preview, DocumentPreview)
    press(preview.view.back)
    look(page)
    days = {one.member.name: one.member.last_day for one in page._lines}
    assert days["Una Supply"] == days["Vic Volunteer"] == dt.date(2099, 12, 31)
    press(page.print)
    preview = page.stack.currentWidget()
    assert isinstance(preview, DocumentPreview)


def test_who_is_stuck_comes_first_on_paper() -> None:
    when = dt.datetime(2026, 11, 23, 10, 0, tzinfo=dt.UTC)

    def line(name: str, state: MemberState, until: dt.datetime | None = None) -> MemberLine:
        member = Member(
            uuid.uuid4(), name, name[:3].lower(), frozenset({Role.TEACHER}), state=state
        )
        joined = when if state is MemberState.ACTIVE else None
        return MemberLine(member, joined, until, None, 0, is_me=False)

    made = members_pdf(
        Letterhead("Larkfield Primary School", ()),
        [
            line("Ada Hill", MemberState.ACTIVE),
            line("Zoë Żółć", MemberState.INVITED),
            line("Bo Lin", MemberState.INVITED, when),
            line("Cy Gone", MemberState.SUSPENDED),
        ],
        printed_by="Tomasz Wiśniewski",
        printed_at=when,
        zone=dt.UTC,
    )
    text = text_of(made.content)
    found = [text.index(one) for one in ("Stuck", "Zoë Żółć", "Bo Lin", "Ada Hill", "Cy Gone")]
    assert found == sorted(found)


def test_a_member_is_changed(stage: Stage) -> None:
    _, page = at(stage, "members", MembersPage)
    page.show_member(line_of(page, "teacher2"))
    assert page.member is not None
    page.member.name.setText("")
    press(page.member.save)
    assert page.member.name_block.error.text()
    page.member.name.setText("Yasmin Karimzada-Hill")
    page.member.own_classes.choose([])
    press(page.member.save)
    look(page)
    line = line_of(page, "teacher2")
    assert line.member.name == "Yasmin Karimzada-Hill"
    assert line.member.class_id is None


def test_two_share_a_class_and_one_has_two(stage: Stage) -> None:
    """A job share: ticked on either page, seen on both, and lessons and reports begin with it."""
    program, page = at(stage, "members", MembersPage)
    four_b = next(one for one in page.desk.school.people.classes() if one.name == "4B")
    five_a = next(one for one in page.desk.school.people.classes() if one.name == "5A")
    page.show_member(line_of(page, "teacher2"))
    assert page.member is not None
    before = page.member.own_classes.values()
    for row in (four_b, five_a):
        if str(row.id) not in before:
            press(page.member.own_classes.rows()[str(row.id)])
    press(page.member.save)
    look(page)
    member = line_of(page, "teacher2").member
    assert {four_b.id, five_a.id} <= set(member.class_ids)
    if before:
        assert str(member.class_id) == before[0]  # what it began with stays the first
    program.window.inside.go("school", SchoolSection("pupils"))
    settle()
    records = {one.id: one for one in page.desk.school.pupils.classes()}
    assert len(records[four_b.id].teachers) >= 2
    assert member.id in {one for one, _ in records[five_a.id].teachers}
    teacher = stage.open("teacher2")
    assert {four_b.id, five_a.id} <= {one.id for one in teacher.people.own_classes()}
    teacher.close()


def test_a_member_is_removed_with_the_keys_changing(stage: Stage) -> None:
    _, page = at(stage, "members", MembersPage)
    page.show_member(line_of(page, "teacher2"))
    assert page.member is not None
    press(page.member.remove)
    agree(page, DangerButton)
    look(page)
    assert page.stack.currentWidget() is page.list
    assert all(one.member.sign_in_name != "teacher2" for one in page._lines)
    with pytest.raises(SignInRefused):
        stage.open("teacher2")
    stage.open("teacher3").close()


def test_a_member_is_suspended_and_restored(stage: Stage) -> None:
    _, page = at(stage, "members", MembersPage)
    page.show_member(line_of(page, "teacher2"))
    assert page.member is not None
    press(page.member.suspend)
    agree(page)
    look(page)
    assert line_of(page, "teacher2").member.state is MemberState.SUSPENDED
    page.show_member(line_of(page, "teacher2"))
    press(page.member.restore)
    look(page)
    assert line_of(page, "teacher2").member.active


def test_the_only_dsl_cannot_be_removed_and_the_words_say_what_to_do(stage: Stage) -> None:
    program, page = at(stage, "members", MembersPage)
    page.show_member(line_of(page, "dsl"))
    assert page.member is not None
    said: list[Exception] = []
    page.member._not_ended = said.append  # type: ignore[method-assign]
    press(page.member.remove)
    agree(page, DangerButton)
    assert "only Designated Safeguarding Lead" in str(said[0])
    assert program.school is not None


def test_the_headteacher_passes_the_role_on_and_both_are_told(stage: Stage) -> None:
    _, page = at(stage, "roles", RolesPage, "head")
    to = next(one for one in page._others() if one.sign_in_name == "teacher2")
    press(page.buttons[(Role.HEADTEACHER, "hand over")])
    sheet = page.sheet
    assert sheet is not None
    sheet.people.choose(str(to.id))  # type: ignore[attr-defined]
    press(sheet.act)  # type: ignore[attr-defined]
    look(page)
    assert Role.HEADTEACHER not in page.desk.school.roles
    assert page.desk.school.roles_held.news()
    successor = stage.open("teacher2")
    assert Role.HEADTEACHER in successor.roles
    assert "passed the role" in successor.roles_held.news()[0].words
    successor.close()


def test_the_chair_and_the_code_appoint(stage: Stage) -> None:
    ict = stage.open("ict")
    code = ict.members.change_recovery_code()
    ict.close()
    stage.open("head").close()
    _, page = at(stage, "roles", RolesPage, "chair")
    press(page.buttons[(Role.HEADTEACHER, "appoint")])
    sheet = page.sheet
    assert sheet is not None
    to = next(one for one in page._others() if one.sign_in_name == "teacher2")
    sheet.people.choose(str(to.id))  # type: ignore[attr-defined]
    from ui.components.fields import FieldBlock, TextField

    field = next(one for one in sheet.findChildren(TextField))
    field.setText("not a code")
    press(sheet.act)  # type: ignore[attr-defined]
    block = next(one for one in sheet.findChildren(FieldBlock))
    assert block.error.text()
    field.setText(code)
    press(sheet.act)  # type: ignore[attr-defined]
    look(page)
    assert any(
        one.id == to.id and Role.HEADTEACHER in one.roles
        for one in page.desk.school.people.members()
    )


def test_a_new_code_is_shown_proved_and_the_old_one_dead(stage: Stage) -> None:
    _, page = at(stage, "recovery", RecoveryCodePage)
    press(page.change)
    agree(page)
    panel = page.panel
    assert isinstance(panel, CodePanel)
    groups = list(panel._groups)
    press(panel.on_paper)
    for field, number in zip(panel.fields, (2, 6), strict=True):
        field.setText(groups[number - 1])
    press(panel.done)
    look(page)
    assert page.desk.school.members.recovery_proved
    page.code.setText("-".join(["ABCD"] * 7))
    press(page.prove)
    assert "not the school’s code" in page.code_block.error.text()
    page.code.setText("-".join(groups))
    press(page.prove)
    assert page.code_block.error.text() == ""


def test_a_teacher_sees_what_is_hers(stage: Stage) -> None:
    program = stage.signed_in("teacher1")
    program.window.inside.go("school")
    settle()
    room = program.window.inside.findChild(SchoolPage)
    assert room is not None
    assert set(room.doors) == {"pupils", "settings"}
    room.arrive(SchoolSection("members", uuid.uuid4()))  # a door that is not hers
    assert room.stack.currentWidget() is room.front
