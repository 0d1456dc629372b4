"""A copy is put back: content comes out of it, and who belongs to the school stands as it stood."""

from __future__ import annotations

import shutil
import uuid
from pathlib import Path

import pytest
from sqlalchemy import select

from tests.moving.places import gets_in, moved, says
from tests.reports import doing
from tests.school.putting_back import (
    at_the_door,
    chain_is_whole,
    copies,
    listed,
    send,
    spoil,
    take_copy,
    with_the_code,
)
from tests.school.staff import NEW_PASSWORD, invite_one, join_with
from tests.schools import PASSWORD, SmallSchool, TurnableClock
from tests.storage.test_released import RELEASED
from trent_desktop.opening import open_school
from trent_desktop.problems import NotAllowed, Problem, SchoolMoved, SignInRefused
from trent_desktop.roles import Role
from trent_desktop.school.people.people import MemberState
from trent_desktop.school.putting_back.work import lines, nobody_hears, put_back, would_change
from trent_desktop.storage.audit import Act
from trent_desktop.storage.database import opens
from trent_desktop.storage.destroyed import destroy, destroyed_ids
from trent_desktop.storage.exclusive import exclusive
from trent_desktop.storage.landed_rows import asked_as
from trent_desktop.storage.restoring import standing
from trent_desktop.storage.schema import CURRENT, found_version
from trent_desktop.storage.tables import AuditRow, CaseRow, CounterRow, MemberRow, Table


@pytest.fixture
def school(folder_school: SmallSchool) -> SmallSchool:
    return folder_school


def test_every_table_is_either_content_or_stands() -> None:
    from trent_desktop.moving import rows  # noqa: F401 - every table there is

    said = {*standing.STAYS, *standing.APART, *standing.CONTENT}
    assert set(Table.metadata.tables) == said


def test_the_list_says_what_each_copy_holds(school: SmallSchool) -> None:
    teacher, ict = school.open("teacher1"), school.open("ict")
    send(school, teacher, 3)
    name = take_copy(school, ict)
    (line,) = ict.putting_back.copies()
    assert (line.name, line.reports, line.members) == (name, 3, 9)
    assert line.verified
    assert line.whole
    assert line.until is not None
    with pytest.raises(NotAllowed):
        teacher.putting_back.copies()


def test_people_stand_as_they_stood_and_content_comes_out_of_the_copy(school: SmallSchool) -> None:
    teacher, ict, head = school.open("teacher1"), school.open("ict"), school.open("head")
    kept = send(school, teacher, 3)
    doomed, *kept = kept
    name = take_copy(school, ict)
    inode = school.location.school_file.stat().st_ino
    lost = send(school, teacher, 2)
    ict.settings.change(idle_minutes=7)
    with head.signed_in.database.write() as session:
        destroy(session, doomed.case_id, school.clock(), head.member.id)
    slip = invite_one(ict)
    join_with(school, slip)
    deputy = school.open("deputy")
    deputy.roles_held.hand_over(Role.DEPUTY_DSL, school.members["teacher2"])
    sealed_now = send(school, teacher)
    ict.members.remove(school.members["support"])
    ict.members.suspend(school.members["governor"])
    document = ict.signed_in.keys.read().document
    key = ict.signed_in.own_keys.read().now
    lost += sealed_now

    would = ict.putting_back.look(name)
    assert [one.reference for one in would.missing] == [one.reference for one in lost]
    assert (would.back, would.destroyed, would.missing_unread, would.offered) == (0, 1, 0, 0)
    assert all(one.kind == "content" for one in would.missing)
    with pytest.raises(SignInRefused):
        ict.putting_back.put_back(name, "wrong")
    told: list[str] = []
    done = ict.putting_back.put_back(name, PASSWORD, lambda _far, words: told.append(words))
    assert "Writing the school’s file" in told
    assert done.kept.startswith("school-replaced-")
    assert school.location.school_file.stat().st_ino == inode
    assert ict.signed_in.keys.read().document == document
    assert opens(school.location.school_file, key)
    assert chain_is_whole(ict)
    with ict.signed_in.database.read() as session:
        found = set(session.execute(select(CaseRow.id)).scalars())
        newest = session.execute(select(AuditRow).order_by(AuditRow.number.desc())).scalars()
        entry = newest.first()
        states = dict(session.execute(select(MemberRow.sign_in_name, MemberRow.state)).all())
        counter = session.get(CounterRow, "reference 2026")
        assert destroyed_ids(session) == {doomed.case_id}
    assert found == {one.case_id for one in kept}
    assert entry is not None
    assert (entry.act, entry.subject) == (Act.COPY_PUT_BACK.value, name)
    assert entry.member_id == ict.member.id
    assert counter is not None
    assert counter.last == 6
    assert states["support"] == MemberState.REMOVED.value
    assert states["governor"] == MemberState.SUSPENDED.value
    assert states["nhart"] == MemberState.ACTIVE.value
    # What was replaced is a copy as well, and brings back what came after the first.
    (before,) = [one for one in ict.putting_back.copies() if one.name == done.kept]
    assert before.reports == 5
    # Everybody goes on; a new reference is one that was never given.
    teacher.follow()
    (new,) = send(school, teacher)
    assert new.reference == "TR-2026-007"
    ict.follow()
    # What came after the copy was brought back by the laptop that had sent it.
    assert listed(ict) == {*found, *(one.case_id for one in lost), new.case_id}
    assert ict.settings.current().idle_minutes != 7
    # Sealed to generations of today, old ones included: whoever has the role now reads them.
    dsl, deputy = school.open("dsl"), school.open("teacher2")
    for reader in (dsl, deputy, head):
        reader.follow()
        assert {one.case_id for one in kept} <= listed(reader)
    with pytest.raises(Problem):
        school.open("support")


def test_what_was_replaced_is_put_back_again(school: SmallSchool) -> None:
    teacher, head = school.open("teacher1"), school.open("head")
    kept = send(school, teacher)
    name = take_copy(school, head)
    lost = send(school, teacher, 2)
    done = head.putting_back.put_back(name, PASSWORD)
    again = head.putting_back.look(done.kept)
    assert (len(again.missing), again.back) == (0, 2)
    head.putting_back.put_back(done.kept, PASSWORD)
    head.follow()
    assert listed(head) == {one.case_id for one in (*kept, *lost)}
    assert chain_is_whole(head)


def test_a_member_whose_keys_are_new_is_given_her_reports_back(school: SmallSchool) -> None:
    teacher, ict = school.open("teacher1"), school.open("ict")
    sent = send(school, teacher, 2)
    name = take_copy(school, ict)
    slip = ict.members.reset_password(school.members["teacher1"])
    join_with(school, slip)
    ict.giving_back.give(school.members["teacher1"])
    ict.putting_back.put_back(name, PASSWORD)
    ict.follow()
    assert [one.id for one in ict.giving_back.members] == [school.members["teacher1"]]
    ict.giving_back.give(school.members["teacher1"])
    teacher = school.open("teacher1", password=NEW_PASSWORD)
    teacher.follow()
    assert listed(teacher) == {one.case_id for one in sent}


@pytest.mark.parametrize("how", ["deleted", "emptied", "overwritten", "a page"])
def test_a_damaged_school_comes_back(school: SmallSchool, how: str) -> None:
    teacher, ict = school.open("teacher1"), school.open("ict")
    kept = send(school, teacher, 2)
    name = take_copy(school, ict)
    ict.members.remove(school.members["support"])
    lost = send(school, teacher)
    for one in list(school._opened):
        one.close()
    spoil(school, how)
    access = at_the_door(school)
    (line,) = [one for one in lines(access) if not one.before and one.name == name]
    assert line.verified
    would = would_change(access, name, frozenset)
    assert not would.readable
    assert would.now
    done = put_back(access, name, nobody_hears, None)
    access.close()
    assert done.damaged
    assert (done.kept != "") == (how in ("overwritten", "a page"))
    assert not [one for one in copies(school) if "prepared" in one]
    ict = school.open("ict")
    assert chain_is_whole(ict)
    ict.follow()
    assert listed(ict) == {one.case_id for one in kept}
    (gone,) = [one for one in ict.signed_in.directory.members if one.sign_in_name == "support"]
    assert gone.state is MemberState.REMOVED
    with pytest.raises(Problem):
        school.open("support")
    teacher = school.open("teacher1")
    (new,) = send(school, teacher)
    assert new.reference >= lost[0].reference


def test_both_copies_of_the_keys_are_gone_as_well(school: SmallSchool) -> None:
    teacher, ict = school.open("teacher1"), school.open("ict")
    kept = send(school, teacher, 2)
    name = take_copy(school, ict)
    root = school.folder / "of-ict"
    school.open("ict", root=root).members.remove(school.members["support"])
    ict = school.open("ict", root=root)
    ict.follow()
    spoil(school, "overwritten")
    for one in ("school.keys", "school.keys.copy"):
        (school.location.school_file.parent / one).unlink()
    done = ict.putting_back.put_back(name, PASSWORD)
    assert done.keys_too
    head = school.open("head")
    head.follow()
    assert listed(head) == {one.case_id for one in kept}
    with pytest.raises(SignInRefused):
        school.open("support")


def test_who_may(school: SmallSchool) -> None:
    ict = school.open("ict")
    name = take_copy(school, ict)
    with pytest.raises(SignInRefused):
        at_the_door(school, "ict", "wrong")
    spoil(school, "overwritten")
    access = at_the_door(school, "teacher1")
    for ask in (lines, lambda one: put_back(one, name, nobody_hears, None)):
        with pytest.raises(NotAllowed):
            ask(access)
    code = with_the_code(school)
    assert put_back(code, name, nobody_hears, None).damaged
    code.close()
    access.close()
    assert school.open("head").member.active


def test_nothing_is_put_back_where_the_school_has_moved_away_from(
    school: SmallSchool, tmp_path: Path
) -> None:
    ict = school.open("ict")
    name = take_copy(school, ict)
    new = moved(school, ict, str(tmp_path / "the new place"))
    code = with_the_code(school)
    with pytest.raises(SchoolMoved):
        put_back(code, name, nobody_hears, None)
    code.close()
    assert says(school, school.location.shown) == "gone"
    assert gets_in(school, new) == new


def test_every_laptop_says_who_put_what_back_those_that_were_away_too(school: SmallSchool) -> None:
    teacher, ict, root = school.open("teacher1"), school.open("ict"), school.folder / "away"
    first, *kept = send(school, teacher, 3)
    away = school.open("head", root=root)
    name = take_copy(school, ict)
    lost = send(school, teacher, 2)
    for one in (teacher, ict, away):
        one.follow()
        assert not one.went_back()
    away.close()
    with ict.signed_in.database.write() as session:
        destroy(session, first.case_id, school.clock(), ict.member.id)
    teacher.follow()
    assert first.case_id not in listed(teacher)  # destroyed on record: gone from laptops as well
    ict.putting_back.put_back(name, PASSWORD)
    new = send(school, school.open("teacher2"), 6)  # numbers overtake what was seen
    away = school.open("head", root=root)
    for one in (ict, away, teacher):
        seen = one.follow()
        assert seen.went_back
        assert one.went_back()
        told = one.put_back_told()
        assert told is not None
        assert (told.by, told.day) == ("Tomasz Wiśniewski", school.clock.at.date())
        assert first.case_id not in listed(one)
        one.heed_went_back()
        assert not one.follow().went_back  # once
    # The laptop that had sent them brought back what came after the copy.
    ict.follow()
    assert listed(ict) == {one.case_id for one in (*kept, *lost, *new)}
    # Who comes new to a laptop is told nothing of it.
    fresh = school.open("dsl")
    assert not fresh.follow().went_back
    fresh.follow()
    assert not fresh.went_back()


def test_asked_twice_under_one_id_it_is_put_back_once(school: SmallSchool) -> None:
    teacher, ict = school.open("teacher1"), school.open("ict")
    send(school, teacher)
    name = take_copy(school, ict)
    write_id = uuid.uuid4()

    def asked() -> object:
        with asked_as(write_id, ict.signed_in.database):
            return ict.putting_back.put_back(name, PASSWORD)

    assert asked() == asked()
    with ict.signed_in.database.read() as session:
        acts = list(session.execute(select(AuditRow.act)).scalars())
    assert acts.count(Act.COPY_PUT_BACK.value) == 1


def test_of_what_she_does_not_read_she_hears_only_how_much_it_is(school: SmallSchool) -> None:
    teacher, ict, dsl = school.open("teacher1"), school.open("ict"), school.open("dsl")
    name = take_copy(school, ict)
    sealed = doing.send(school, teacher, "stop")
    (plain,) = send(school, teacher)
    would = ict.putting_back.look(name)
    assert [one.reference for one in would.missing] == [plain.reference]
    assert (would.missing_unread, would.all_missing) == (1, 2)
    assert sealed.reference not in repr(would)
    with pytest.raises(NotAllowed):
        dsl.putting_back.look(name)
    with_code = with_the_code(school)
    assert would_change(with_code, name, frozenset).missing == ()
    with_code.close()
    door = at_the_door(school)
    assert would_change(door, name, lambda: frozenset({sealed.case_id, plain.case_id})).offered == 2
    door.close()


def test_waits_for_those_who_are_in_and_gives_up_in_words(school: SmallSchool) -> None:
    ict = school.open("ict")
    name = take_copy(school, ict)
    before = school.location.school_file.read_bytes()
    with exclusive(school.location.school_file, school.made.data_key), pytest.raises(Problem):
        ict.putting_back.put_back(name, PASSWORD, patience_s=0.5)
    assert school.location.school_file.read_bytes() == before


@pytest.mark.parametrize("version", ["v1_0", "v2_4"])
def test_a_copy_of_an_older_version_is_brought_up_to_date_first(
    tmp_path: Path, version: str
) -> None:
    shutil.copytree(RELEASED / version, tmp_path / "school")
    clock = TurnableClock()
    head = open_school(tmp_path / "school", "head", PASSWORD, root=tmp_path / "one", clock=clock)
    try:
        (copy,) = head.putting_back.copies()  # of before it was brought up to date
        assert copy.before == version
        assert copy.reports == 2
        assert copy.verified
        would = head.putting_back.look(copy.name)
        assert would.all_missing == 0
        head.putting_back.put_back(copy.name, PASSWORD)
        head.follow()
        assert len(listed(head)) == 2
        assert chain_is_whole(head)
        head.check_file()
        with head.signed_in.database.engine.connect() as connection:
            assert found_version(connection) == CURRENT
    finally:
        head.close()
