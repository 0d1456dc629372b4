"""A member's way in: slips, invitations taken back, and where each of them stands, by pressing."""

from __future__ import annotations

import pytest

from tests.gallery.stage import NOW, Stage
from tests.ui.school.hands import named, press_named, read, type_into
from tests.ui.school.test_members import at, line_of, look, press
from trent_desktop.opening import open_school
from trent_desktop.problems import CodeRefused
from trent_desktop.roles import Role
from trent_desktop.sample.values import SAMPLE_PASSWORD
from trent_desktop.school.keys.joining.joining import join
from trent_desktop.school.keys.joining.values import Invitation, JoiningSlip
from trent_desktop.school.people.people import MemberState
from ui.components.rows import RowButton
from ui.documents import DocumentPreview
from ui.program import Program
from ui.school.people.members import MembersPage

PASSWORD = "gravel otter lantern pewter"


@pytest.fixture
def slips(monkeypatch: pytest.MonkeyPatch) -> list[JoiningSlip]:
    """What lies on the paper that is shown once."""
    shown: list[JoiningSlip] = []
    real = MembersPage.show_slips

    def show(self: MembersPage, made: tuple[JoiningSlip, ...]) -> None:
        shown.extend(made)
        real(self, made)

    monkeypatch.setattr(MembersPage, "show_slips", show)
    return shown


def a_member(stage: Stage, name: str) -> tuple[Program, MembersPage]:
    program, page = at(stage, "members", MembersPage)
    to_member(page, name)
    return program, page


def to_member(page: MembersPage, name: str) -> None:
    """Press her line in the list."""
    member = line_of(page, name).member
    press(next(row for row in page.list.findChildren(RowButton) if row.face.words == member.name))
    assert page.member is not None
    assert page.member.line.member.id == member.id


def back_to_list(page: MembersPage) -> None:
    """From the paper, as it says there."""
    paper = page.stack.currentWidget()
    assert isinstance(paper, DocumentPreview)
    press(paper.view.back)
    look(page)
    assert page.stack.currentWidget() is page.list


def join_with(stage: Stage, slip: JoiningSlip) -> None:
    join(stage.location, slip.code, PASSWORD, clock=lambda: NOW)


def test_a_forgotten_password_a_slip_and_she_is_in(stage: Stage, slips: list[JoiningSlip]) -> None:
    _, page = a_member(stage, "teacher2")
    assert page.member is not None
    assert "Joined" in read(page.member.page)
    press_named(page, "Make a slip")
    back_to_list(page)
    assert line_of(page, "teacher2").reset_until is not None
    to_member(page, "teacher2")
    assert "slip for a new password works until" in read(page.member.page)
    join_with(stage, slips[0])
    new = open_school(
        stage.location, "teacher2", PASSWORD, root=stage.folder / "new", clock=lambda: NOW
    )
    new.close()
    look(page)
    assert line_of(page, "teacher2").reset_until is None


def test_an_invitation_is_renewed_and_taken_back(stage: Stage, slips: list[JoiningSlip]) -> None:
    _, page = at(stage, "members", MembersPage)
    members = page.desk.school.members
    (first,) = members.invite([Invitation("Ngozi Hart", "nhart", frozenset({Role.TEACHER}))])
    look(page)
    to_member(page, "nhart")
    assert page.member is not None
    assert "Has not joined yet" in read(page.member.page)
    press_named(page, "Make a new slip")
    (second,) = slips
    with pytest.raises(CodeRefused):
        join_with(stage, first)
    back_to_list(page)
    to_member(page, "nhart")
    press_named(page, "Take it back")
    look(page)
    assert "nhart" not in {line.member.sign_in_name for line in page._lines}
    with pytest.raises(CodeRefused):
        join_with(stage, second)


def test_a_member_of_the_list_is_found_by_typing(stage: Stage) -> None:
    _, page = at(stage, "members", MembersPage)
    wanted = line_of(page, "teacher2").member.name
    type_into(page.search, wanted.upper())
    rows = [row.face.words for row in page.list.findChildren(RowButton) if row.isVisible()]
    assert rows == [wanted]
    type_into(page.search, "nobody of this name")
    assert "Nobody with that name." in read(page.list)


def test_a_name_that_somebody_has_is_refused_beside_its_field(stage: Stage) -> None:
    _, page = a_member(stage, "teacher2")
    member = page.member
    assert member is not None
    type_into(member.sign_in, "HEAD")
    press(member.save)
    assert member.sign_in_block.error.text()
    type_into(member.sign_in, "t2")
    press(member.save)
    assert member.sign_in_block.error.text() == ""
    look(page)
    assert line_of(page, "t2").member.state is MemberState.ACTIVE
    stage.open("t2").close()


def test_what_somebody_else_is_doing_with_her_is_said_and_nothing_changed(stage: Stage) -> None:
    program, page = a_member(stage, "teacher2")
    other = stage.open("head")
    other.members.remove(line_of(page, "teacher2").member.id)
    other.close()
    assert page.member is not None
    type_into(page.member.name, "Somebody Else")
    press(page.member.save)
    assert page.member.save.isEnabled()
    assert program.window.inside.isVisible()
    look(page)
    assert "teacher2" not in {line.member.sign_in_name for line in page._lines}


def test_names_in_the_form_are_taken_out_again_and_need_a_role(stage: Stage) -> None:
    _, page = at(stage, "members", MembersPage)
    press(page.add)
    adding = page.adding
    assert adding is not None
    adding.names.setPlainText("Ngozi Hart\nSiân Hughes")
    press(adding.take)
    assert named(page, "Make 2 slips")
    press(adding.lines[0].away)
    assert [line.name.text() for line in adding.lines] == ["Siân Hughes"]
    adding.roles.choose([])
    press_named(page, "Make the slip")
    assert adding.roles_block.error.text() == "Choose at least one."
    adding.roles.choose([Role.SUPPORT.value])
    press_named(page, "Make the slip")
    look(page)
    sian = next(one.member for one in page._lines if one.member.name == "Siân Hughes")
    assert sian.roles == {Role.SUPPORT}


def test_the_password_of_the_sample_still_opens_for_the_others(stage: Stage) -> None:
    _, page = a_member(stage, "teacher2")
    press_named(page, "Make a slip")
    again = open_school(
        stage.location, "teacher2", SAMPLE_PASSWORD, root=stage.folder / "old", clock=lambda: NOW
    )
    again.close()  # the old one works until the slip is used
