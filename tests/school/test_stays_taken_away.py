"""What was taken from somebody since a copy was made stays taken when that copy is put back."""

from __future__ import annotations

import uuid
from contextlib import closing

import pytest
from sqlalchemy import select

from tests.reports import answers
from tests.reports.doing import full_answers
from tests.school.putting_back import (
    at_the_door,
    chain_is_whole,
    folder_of,
    listed,
    send,
    spoil,
    take_copy,
)
from tests.schools import PASSWORD, SmallSchool
from trent_desktop.agreements.kinds import NEVER
from trent_desktop.agreements.models import ConsentRow
from trent_desktop.open_school import OpenSchool
from trent_desktop.problems import NotFound
from trent_desktop.reports.kinds.content import names as n
from trent_desktop.school.putting_back.work import nobody_hears, put_back
from trent_desktop.storage.copies.copy_keys import is_known
from trent_desktop.storage.copies.key_files import new_copy_key
from trent_desktop.storage.location import BACKUPS
from trent_desktop.storage.sqlcipher import connect_file
from trent_desktop.storage.tables import PupilRow


@pytest.fixture
def school(folder_school: SmallSchool) -> SmallSchool:
    return folder_school


def about_the_headteacher(school: SmallSchool, teacher: OpenSchool) -> uuid.UUID:
    """Sends the rest of a report, which says so; gives the case."""
    draft = school.draft(answers.quick())
    sent = teacher.cases.send(draft)
    school.clock.turn(minutes=1)
    return sent.case_id


def turns_out(school: SmallSchool, teacher: OpenSchool, case_id: uuid.UUID) -> None:
    more = {**full_answers({}), n.HOW: n.HOW_HEAD}
    teacher.cases.send(school.draft(more, "full", id=case_id, case_id=case_id))


def test_whom_a_report_is_about_does_not_read_it_by_putting_an_older_copy_back(
    school: SmallSchool,
) -> None:
    teacher, head, chair = school.open("teacher1"), school.open("head"), school.open("chair")
    case_id = about_the_headteacher(school, teacher)
    other = send(school, teacher)[0]
    head.follow()
    assert case_id in listed(head)
    name = take_copy(school, school.open("ict"))
    turns_out(school, teacher, case_id)
    teacher.close()  # whose laptop would bring it back is away
    head.follow()
    assert case_id not in listed(head)
    would = head.putting_back.look(name)
    assert (would.shorter, would.shorter_unread) == ((), 0)
    head.putting_back.put_back(name, PASSWORD)
    for reader in (head, school.open("head")):
        reader.follow()
        assert listed(reader) == {other.case_id}
        with pytest.raises(NotFound):
            reader.cases.open_case(case_id)
    chair.follow()
    assert chair.cases.open_case(case_id).answers[n.HOW] == n.HOW_HEAD
    assert chain_is_whole(head)


def test_what_somebody_wrote_over_from_outside_comes_back_nevertheless(school: SmallSchool) -> None:
    """Of that the trail knows nothing: such a file must not be kept as it is."""
    teacher, head = school.open("teacher1"), school.open("head")
    (sent,) = send(school, teacher)
    name = take_copy(school, head)
    with closing(
        connect_file(school.location.school_file, head.signed_in.database.data_key)
    ) as raw:
        raw.execute("UPDATE case_record SET version = version + 1")
        raw.execute("UPDATE case_entry SET content = x'00'")
        raw.execute("DELETE FROM case_reader WHERE role = 'headteacher'")
    head.putting_back.put_back(name, PASSWORD)
    fresh = school.open("head")
    fresh.follow()
    assert fresh.cases.open_case(sent.case_id).answers


def test_a_child_marked_never_stays_marked_and_one_whose_mark_was_taken_off_is_not(
    school: SmallSchool,
) -> None:
    head = school.open("head")
    returns = head.agreements.returns
    with head.signed_in.database.read() as session:
        one, other, third = session.execute(select(PupilRow.id).limit(3)).scalars()
    returns.mark_never(other, never=True)
    returns.mark_never(third, never=True)
    name = take_copy(school, head)
    returns.mark_never(one, never=True)
    returns.mark_never(other, never=False)
    head.putting_back.put_back(name, PASSWORD)
    with head.signed_in.database.read() as session:
        marked = session.execute(
            select(ConsentRow.pupil_id).where(
                ConsentRow.consent == NEVER, ConsentRow.ended_at.is_(None)
            )
        )
        assert set(marked.scalars()) == {one, third}


@pytest.mark.parametrize("file", ["whole", "overwritten"])
def test_a_key_for_copies_that_was_ended_since_does_not_work_again(
    school: SmallSchool, file: str
) -> None:
    ict = school.open("ict")
    ended, works = (new_copy_key(school.made.school_id) for _ in range(2))
    for key in (ended, works):
        ict.copy_keys.add(key)
    name = take_copy(school, ict)
    ict.copy_keys.end(ict.copy_keys.all()[0].number)
    if file == "whole":
        ict.putting_back.put_back(name, PASSWORD)
    else:
        spoil(school, file)
        access = at_the_door(school)
        put_back(access, name, nobody_hears, None)
        access.close()
    head = school.open("head")
    assert [one.ended is None for one in head.copy_keys.all()] == [False, True]
    backups = folder_of(school) / BACKUPS
    assert [is_known(backups, key) for key in (ended, works)] == [False, True]
