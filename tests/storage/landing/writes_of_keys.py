"""How each write is called: members, roles, passwords, laptops, the code in the safe."""

from __future__ import annotations

from tests.school.staff import NEW_PASSWORD, invite_one
from tests.school.test_second_factor import ask_for_known_laptops, open_with_code
from tests.schools import PASSWORD
from tests.storage.landing.stage import Act, Stage
from tests.storage.landing.writes import another, write
from trent_desktop.open_school import OpenSchool
from trent_desktop.roles import Role
from trent_desktop.school.keys.joining.values import Invitation
from trent_desktop.school.keys.role_keys import end_role
from trent_desktop.storage.database import next_change

# ------------------------------------------------------------------------ members


@write("members.invite", alone=True)
def members_invited(_stage: Stage, desk: OpenSchool) -> Act:
    people = [
        Invitation(another(), another(), frozenset({role})) for role in (Role.TEACHER, Role.SUPPORT)
    ]
    return lambda: desk.members.invite(people)


@write("members.renew_slip", alone=True)
def slip_renewed(_stage: Stage, desk: OpenSchool) -> Act:
    slip = invite_one(desk)
    return lambda: desk.members.renew_slip(slip.member_id)


@write("members.renew_slips", alone=True)
def slips_renewed(_stage: Stage, desk: OpenSchool) -> Act:
    slip = invite_one(desk)
    return lambda: desk.members.renew_slips([slip.member_id])


@write("members.withdraw", alone=True)
def invitation_withdrawn(_stage: Stage, desk: OpenSchool) -> Act:
    slip = invite_one(desk)
    return lambda: desk.members.withdraw(slip.member_id)


@write("members.reset_password", alone=True)
def password_reset(stage: Stage, desk: OpenSchool) -> Act:
    member = stage.school.members["teacher2"]
    return lambda: desk.members.reset_password(member)


@write("members.change", alone=True)
def member_changed(stage: Stage, desk: OpenSchool) -> Act:
    member, name = stage.school.members["teacher2"], another()
    return lambda: desk.members.change(
        member, name=name, sign_in_name=name, roles={Role.SUPPORT}, class_id=None
    )


@write("members.suspend", alone=True)
def member_suspended(stage: Stage, desk: OpenSchool) -> Act:
    member = stage.school.members["teacher2"]
    return lambda: desk.members.suspend(member)


@write("members.restore", alone=True)
def member_restored(stage: Stage, desk: OpenSchool) -> Act:
    member = stage.school.members["teacher2"]
    desk.members.suspend(member)
    return lambda: desk.members.restore(member)


@write("members.remove", alone=True)
def member_removed(stage: Stage, desk: OpenSchool) -> Act:
    member = stage.school.members["teacher2"]
    return lambda: desk.members.remove(member)


# ------------------------------------------------------------------------ roles


@write("roles_held.hand_over", "dsl", alone=True)
def role_handed_over(stage: Stage, desk: OpenSchool) -> Act:
    to = stage.school.members["teacher2"]
    return lambda: desk.roles_held.hand_over(Role.DSL, to)


@write("roles_held.share", "dsl", alone=True)
def role_shared(stage: Stage, desk: OpenSchool) -> Act:
    to = stage.school.members["teacher2"]
    return lambda: desk.roles_held.share(Role.DSL, to)


@write("roles_held.take", "head", alone=True)
def role_taken(stage: Stage, desk: OpenSchool) -> Act:
    to = stage.school.members["teacher2"]
    stage.at("dsl").roles_held.share(Role.DSL, to)
    return lambda: desk.roles_held.take(Role.DSL, to)


@write("roles_held.give", "head", alone=True)
def role_given(stage: Stage, desk: OpenSchool) -> Act:
    with desk.signed_in.database.write() as session:
        end_role(session, Role.DEPUTY_DSL, stage.school.members["deputy"], stage.school.clock())
        next_change(session, directory=True)
    to = stage.school.members["teacher2"]
    return lambda: desk.roles_held.give(Role.DEPUTY_DSL, to)


@write("roles_held.appoint", "chair", alone=True)
def headteacher_appointed(stage: Stage, desk: OpenSchool) -> Act:
    stage.at("chair")
    stage.at("head")
    to, code = stage.school.members["teacher2"], stage.school.made.recovery_code
    return lambda: desk.roles_held.appoint(Role.HEADTEACHER, to, code)


# ------------------------------------------------------------------------ keys


@write("change_password", "teacher2", alone=True)
def password_changed(_stage: Stage, desk: OpenSchool) -> Act:
    return lambda: desk.change_password(PASSWORD, NEW_PASSWORD)


@write("members.prove_recovery_code", alone=True)
def code_proved(_stage: Stage, desk: OpenSchool) -> Act:
    return desk.members.prove_recovery_code


@write("members.try_recovery_code", alone=True)
def code_tried(stage: Stage, desk: OpenSchool) -> Act:
    code = stage.school.made.recovery_code
    return lambda: desk.members.try_recovery_code(code)


@write("members.change_recovery_code", alone=True)
def code_changed(stage: Stage, desk: OpenSchool) -> Act:
    old = stage.school.made.recovery_code
    return lambda: desk.members.change_recovery_code(old)


@write("keys_put_by.confirm", "head", alone=True)
def key_confirmed(stage: Stage, desk: OpenSchool) -> Act:
    stage.at("chair")
    stage.at("ict").members.change_recovery_code()
    stage.signed_out("head")
    desk = stage.at("head")
    other = desk.keys_put_by.others()[0]
    return lambda: desk.keys_put_by.confirm(other)


@write("laptops.let_in", "dsl", alone=True)
def laptop_let_in(stage: Stage, desk: OpenSchool) -> Act:
    desk = with_known_laptops(stage)
    return desk.laptops.let_in


@write("laptops.let_in_for", alone=True)
def laptop_let_in_for_another(stage: Stage, desk: OpenSchool) -> Act:
    with_known_laptops(stage)
    member, code = stage.school.members["dsl"], stage.school.made.recovery_code
    return lambda: desk.laptops.let_in_for(member, code)


@write("laptops.shut_out", "dsl", alone=True)
def laptop_shut_out(stage: Stage, desk: OpenSchool) -> Act:
    desk = with_known_laptops(stage)
    code = desk.laptops.let_in().code
    open_with_code(stage.school, stage.school.folder / "other", code)
    lost = next(one for one in desk.laptops.known() if not one.is_this)
    return lambda: desk.laptops.shut_out(lost.id, PASSWORD)


def with_known_laptops(stage: Stage) -> OpenSchool:
    ask_for_known_laptops(stage.school, Role.DSL)
    stage.signed_out("dsl")
    return stage.at("dsl")
