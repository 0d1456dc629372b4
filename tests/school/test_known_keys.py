"""Keys put by: never, of the program's own accord, to a key that this laptop has not seen.

The attacks are made on the rows themselves, as somebody would who has the school's data key and a
Python prompt.
"""

from __future__ import annotations

import uuid
from pathlib import Path

import pytest
from sqlalchemy import delete, select, update

from tests.reports.test_giving_back import prompt
from tests.school.staff import NEW_PASSWORD, document_of, join_with
from tests.schools import SmallSchool
from trent_desktop.open_school import OpenSchool
from trent_desktop.problems import CodeRefused, MoveNotPossible
from trent_desktop.roles import Role
from trent_desktop.storage.audit import Act, entries_about
from trent_desktop.storage.cipher import CannotOpen, KeyPair, new_key_pair, seal, unseal
from trent_desktop.storage.database import Database
from trent_desktop.storage.tables import (
    MemberRoleRow,
    MemberRow,
    RecoveryKeyRow,
    RoleKeyEscrowRow,
    RoleKeyRow,
    RoleKeyShareRow,
)


def laptop(school: SmallSchool, name: str) -> Path:
    return school.folder / f"of-{name}"


def again(school: SmallSchool, name: str) -> OpenSchool:
    """Sign in on one's own laptop."""
    return school.open(name, root=laptop(school, name))


def put_by_of(school: SmallSchool, role: Role) -> dict[uuid.UUID, tuple[bytes, int]]:
    database = Database(school.location, school.made.data_key)
    with database.read() as session:
        rows = session.execute(
            select(RoleKeyEscrowRow)
            .join(RoleKeyRow, RoleKeyRow.id == RoleKeyEscrowRow.role_key_id)
            .where(RoleKeyRow.role == role.value)
        ).scalars()
        found = {row.role_key_id: (row.sealed_key, row.recovery_generation) for row in rows}
    database.close()
    return found


def slip_in_recovery_key(school: SmallSchool) -> KeyPair:
    """A recovery key of his own, as the newest."""
    pair = new_key_pair()
    with prompt(school) as session:
        session.add(
            RecoveryKeyRow(
                generation=2, public_key=pair.public, made_at=school.clock(), sealed_to_next=None
            )
        )
    return pair


def slip_in_chair(school: SmallSchool, holder: str = "teacher2") -> KeyPair:
    """A key of his own as the Chair's newest, and himself as its holder."""
    pair, key_id = new_key_pair(), uuid.uuid4()
    with prompt(school) as session:
        session.add(
            RoleKeyRow(
                id=key_id,
                role=Role.CHAIR.value,
                generation=2,
                public_key=pair.public,
                made_at=school.clock(),
            )
        )
        session.flush()
        member = session.get_one(MemberRow, school.members[holder])
        session.add(
            RoleKeyShareRow(
                id=uuid.uuid4(),
                role_key_id=key_id,
                member_id=member.id,
                sealed_key=seal(member.public_key, pair.private),
            )
        )
        session.add(
            MemberRoleRow(
                id=uuid.uuid4(),
                member_id=member.id,
                role=Role.CHAIR.value,
                since=school.clock(),
                until=None,
            )
        )
    return pair


@pytest.mark.parametrize("name", ["dsl", "head", "deputy", "chair", "ict"])
def test_a_recovery_key_slipped_in_gets_nothing(school: SmallSchool, name: str) -> None:
    role = {
        "dsl": Role.DSL,
        "head": Role.HEADTEACHER,
        "deputy": Role.DEPUTY_DSL,
        "chair": Role.CHAIR,
        "ict": Role.ICT_LEAD,
    }[name]
    again(school, name).close()
    before = put_by_of(school, role)
    pair = slip_in_recovery_key(school)
    for _ in range(2):
        member = again(school, name)
        member.follow()
        assert put_by_of(school, role) == before
        others = member.keys_put_by.others()
        assert [(one.role, one.public_key) for one in others] == [(None, pair.public)]
        member.close()


def test_the_same_generation_with_another_key(school: SmallSchool) -> None:
    again(school, "dsl").close()
    before = put_by_of(school, Role.DSL)
    pair = new_key_pair()
    with prompt(school) as session:
        session.execute(update(RecoveryKeyRow).values(public_key=pair.public))
        # And what was put by looks out of date, so that it would be renewed.
        session.execute(update(RoleKeyEscrowRow).values(recovery_generation=0))
    dsl = again(school, "dsl")
    assert {key: one[0] for key, one in put_by_of(school, Role.DSL).items()} == {
        key: one[0] for key, one in before.items()
    }
    assert dsl.keys_put_by.others()[0].public_key == pair.public


def test_a_guardian_slipped_in_gets_nothing(school: SmallSchool) -> None:
    again(school, "head").close()
    before = put_by_of(school, Role.HEADTEACHER)
    pair = slip_in_chair(school)
    head = again(school, "head")
    assert put_by_of(school, Role.HEADTEACHER) == before
    other = head.keys_put_by.others()[0]
    assert (other.role, other.public_key) == (Role.CHAIR, pair.public)
    assert "Şükrü Yılmaz" in other.holders


def test_a_chair_who_is_written_out_does_not_leave_it_to_the_code_alone(
    school: SmallSchool,
) -> None:
    """Else whoever kept the code of the safe would only have to end the Chair's row."""
    again(school, "head").close()
    before = put_by_of(school, Role.HEADTEACHER)
    with prompt(school) as session:
        session.execute(
            update(MemberRoleRow)
            .where(MemberRoleRow.role == Role.CHAIR.value)
            .values(until=school.clock())
        )
    again(school, "head").close()
    assert put_by_of(school, Role.HEADTEACHER) == before


def test_a_key_taken_away_again_is_no_question(school: SmallSchool) -> None:
    again(school, "dsl").close()
    slip_in_recovery_key(school)
    assert again(school, "dsl").keys_put_by.others()
    with prompt(school) as session:
        session.execute(delete(RecoveryKeyRow).where(RecoveryKeyRow.generation == 2))
    assert again(school, "dsl").keys_put_by.others() == ()


def test_a_new_code_made_on_another_laptop_is_confirmed_here(school: SmallSchool) -> None:
    """Only then is what was put by renewed; and the two who need it can use it."""
    again(school, "head").close()
    again(school, "chair").close()
    code = again(school, "ict").members.change_recovery_code()
    head = again(school, "head")
    other = head.keys_put_by.others()[0]
    assert other.role is None
    assert other.by == "Tomasz Wiśniewski"
    chair = again(school, "chair")
    with pytest.raises(CodeRefused, match="stored"):
        chair.roles_held.appoint(Role.HEADTEACHER, school.members["teacher2"], code)
    head.keys_put_by.confirm(other)
    assert head.keys_put_by.others() == ()
    assert {one[1] for one in put_by_of(school, Role.HEADTEACHER).values()} == {2}
    chair.roles_held.appoint(Role.HEADTEACHER, school.members["teacher2"], code)
    assert Role.HEADTEACHER in school.open("teacher2").roles
    with head._me.database.read() as session:
        acts = [one.act for one in entries_about(session, str(school.members["head"]))]
    assert Act.KEYS_PUT_BY.value in acts
    assert again(school, "head").keys_put_by.others() == ()


def test_a_code_made_on_this_laptop_needs_no_question(school: SmallSchool) -> None:
    ict = again(school, "ict")
    ict.members.change_recovery_code(school.made.recovery_code)
    assert ict.keys_put_by.others() == ()
    assert {one[1] for one in put_by_of(school, Role.ICT_LEAD).values()} == {2}
    assert again(school, "ict").keys_put_by.others() == ()


def test_a_new_key_of_the_chair_is_confirmed(school: SmallSchool) -> None:
    again(school, "head").close()
    slip = again(school, "ict").members.reset_password(school.members["chair"])
    join_with(school, slip)
    head = again(school, "head")
    other = head.keys_put_by.others()[0]
    assert other.role is Role.CHAIR
    assert other.holders == ("Grace Adeyemi",)
    head.keys_put_by.confirm(other)
    chair = school.open("chair", password=NEW_PASSWORD)
    chair.roles_held.appoint(
        Role.HEADTEACHER, school.members["teacher2"], school.made.recovery_code
    )


def test_what_is_confirmed_is_what_was_shown(school: SmallSchool) -> None:
    """Between the question and the answer somebody puts another key there."""
    again(school, "dsl").close()
    again(school, "ict").members.change_recovery_code()
    dsl = again(school, "dsl")
    other = dsl.keys_put_by.others()[0]
    pair = new_key_pair()
    with prompt(school) as session:
        session.execute(
            update(RecoveryKeyRow)
            .where(RecoveryKeyRow.generation == 2)
            .values(public_key=pair.public)
        )
    before = put_by_of(school, Role.DSL)
    with pytest.raises(MoveNotPossible):
        dsl.keys_put_by.confirm(other)
    assert put_by_of(school, Role.DSL) == before
    assert dsl.keys_put_by.others()[0].public_key == pair.public


def test_a_teacher_is_not_asked(school: SmallSchool) -> None:
    again(school, "teacher1").close()
    slip_in_recovery_key(school)
    slip_in_chair(school)
    assert again(school, "teacher1").keys_put_by.others() == ()


def test_the_second_factor_is_not_put_by_to_an_unseen_key(school: SmallSchool) -> None:
    from trent_desktop.school.keys.laptops.second_factor import SETTING
    from trent_desktop.storage.tables import SettingRow

    with prompt(school) as session:
        session.merge(SettingRow(name=SETTING, value=["dsl"]))
    again(school, "dsl").close()
    slot = document_of(school).slot_of(str(school.members["dsl"]))
    assert slot is not None
    assert slot.second_factor is not None
    pair = slip_in_recovery_key(school)
    again(school, "dsl").close()
    slot = document_of(school).slot_of(str(school.members["dsl"]))
    assert slot is not None
    assert slot.second_factor is not None
    assert slot.second_factor.escrow_key != pair.public
    with pytest.raises(CannotOpen):
        unseal(pair.private, slot.second_factor.escrow)


def test_a_chair_who_had_not_joined_is_no_question_when_she_has(tmp_path: Path) -> None:
    """Until somebody holds the role, its keys come and go with slips."""
    from tests.schools import PASSWORD, TurnableClock
    from trent_desktop.opening import open_school
    from trent_desktop.school.keys.joining.joining import join
    from trent_desktop.school.keys.joining.values import Invitation
    from trent_desktop.school.setting_up.founding import NewMember
    from trent_desktop.school.setting_up.service import NewSchool, set_up_school
    from trent_desktop.storage.location import parse_location

    clock, place = TurnableClock(), parse_location(tmp_path / "share")
    head = NewMember("Maya Okonkwo-Reid", "head", frozenset({Role.HEADTEACHER}), PASSWORD)
    chair = Invitation("Grace Adeyemi", "chair", frozenset({Role.CHAIR}))
    made = set_up_school(place, NewSchool("Larkfield", (head,), is_sample=True, invited=(chair,)))

    def open_head() -> OpenSchool:
        return open_school(place.shown, "head", PASSWORD, root=tmp_path / "laptop", clock=clock)

    first = open_head()
    slip = first.members.renew_slip(made.slips[0].member_id)
    first.close()
    join(place.shown, slip.code, NEW_PASSWORD, clock=clock)
    second = open_head()
    assert second.keys_put_by.others() == ()
    with second._me.database.read() as session:
        guardians = session.execute(
            select(RoleKeyEscrowRow.guardian_key_id).where(
                RoleKeyEscrowRow.role_key_id.in_(second._me.keyring.roles)
            )
        ).scalars()
        assert None not in set(guardians)
    second.close()
