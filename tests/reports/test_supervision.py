"""The register of who uses computers only under supervision: who knows what of it, and how long."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any

import pytest
from sqlalchemy import select, text

from tests.reports.doing import act
from tests.reports.test_kinds import send
from tests.school.staff import NEW_PASSWORD, invite_one, join_with
from tests.schools import SmallSchool
from trent_desktop.journeys import typed_person
from trent_desktop.open_school import OpenSchool
from trent_desktop.problems import AnswersRefused, MoveNotPossible, NotAllowed
from trent_desktop.reports.asked import names as asked
from trent_desktop.reports.cases import CaseFile, Move, Route
from trent_desktop.reports.kinds import KINDS
from trent_desktop.reports.models import BanRow
from trent_desktop.reports.supervision.step import FROM, UNTIL, WHOM

KIND = next(one for one in KINDS if Move.SUPERVISE in one.flow.steps)
TODAY = dt.date(2026, 11, 23)
REASON = "Three times in one week, and showed two others how."
LEAD = ("ict", "dsl", "deputy", "head")


def pupil(who: OpenSchool, name: str = "Nowak") -> dict[str, Any]:
    found = who.people.find_pupils(name)[0]
    return {
        "id": str(found.id),
        "name": found.name,
        "class": found.class_name,
        "told_apart_by": "",
    }


def supervise(
    school: SmallSchool, name: str = "Nowak", first: int = 0, last: int = 14, **more: Any
) -> CaseFile:
    teacher, head = school.open("teacher1"), school.open("head")
    sent = send(school, teacher, KIND)
    details = {
        WHOM: [pupil(head, name)],
        FROM: (TODAY + dt.timedelta(days=first)).isoformat(),
        UNTIL: (TODAY + dt.timedelta(days=last)).isoformat(),
        **more,
    }
    return act(head.cases, head.cases.open_case(sent.case_id), Move.SUPERVISE, REASON, **details)


def test_the_class_reads_the_name_and_the_day_and_no_more(school: SmallSchool) -> None:
    case = supervise(school)
    teacher = school.open("teacher1")
    (one,) = teacher.supervision.of_my_class()
    assert (one.name, one.until) == ("Łukasz Nowak", TODAY + dt.timedelta(days=14))
    assert set(one.__slots__) == {"name", "until", "pupil_id"}
    assert "Nowak" not in repr(one)
    with pytest.raises(NotAllowed):
        teacher.supervision.register()
    # Of another class, and for whoever has none, there is nobody.
    assert teacher.supervision.of_class(school.classes["4A"]) == ()
    for name in ("teacher2", "support", "chair", "governor"):
        other = school.open(name)
        assert other.supervision.of_my_class() == ()
        assert other.supervision.of_class(school.classes["4B"]) == ()
        with pytest.raises(NotAllowed):
            other.supervision.register()
    for name in LEAD:
        lead = school.open(name)
        assert lead.supervision.of_class(school.classes["4B"]) == (one,)
        (entry,) = lead.supervision.register()
        assert (entry.name, entry.class_name, entry.reason) == ("Łukasz Nowak", "4B", REASON)
        assert (entry.made_by, entry.case_id) == ("Maya Okonkwo-Reid", case.summary.id)
        assert entry.holds(TODAY)
        assert "Nowak" not in repr(entry)


def test_it_begins_and_ends_by_itself(folder_school: SmallSchool) -> None:
    supervise(folder_school, first=2, last=4)
    teacher, head = folder_school.open("teacher1"), folder_school.open("head")
    found = []
    for _ in range(7):
        found.append(bool(teacher.supervision.of_my_class()))
        folder_school.clock.turn(days=1)
    assert found == [False, False, True, True, True, False, False]
    (entry,) = head.supervision.register()
    assert not entry.holds(head.signed_in.clock().date())


def test_it_follows_a_child_to_another_class(folder_school: SmallSchool) -> None:
    supervise(folder_school)
    head, teacher = folder_school.open("head"), folder_school.open("teacher1")
    child = head.people.find_pupils("Nowak")[0]
    head.pupils.move([child.id], folder_school.classes["4A"])
    for who in (head, teacher):
        who.follow()
    assert teacher.supervision.of_my_class() == ()
    assert head.supervision.of_class(folder_school.classes["4A"])
    assert head.supervision.register()[0].class_name == "4A"


def test_it_is_ended_early_with_a_reason_that_the_class_does_not_read(school: SmallSchool) -> None:
    supervise(school)
    dsl, teacher = school.open("dsl"), school.open("teacher1")
    (entry,) = dsl.supervision.register()
    with pytest.raises(AnswersRefused):
        dsl.supervision.end(entry.id, "   ")
    with pytest.raises(NotAllowed):
        teacher.supervision.end(entry.id, "Kind")
    dsl.supervision.end(entry.id, "Kept to it well")
    dsl.supervision.end(entry.id, "Twice")
    (ended,) = dsl.supervision.register()
    assert (ended.ended_by, ended.ended_why) == ("Fatima Sheikh", "Kept to it well")
    assert not ended.holds(TODAY)
    assert teacher.supervision.of_my_class() == ()


def test_days_that_do_not_fit_and_a_missing_reason_are_refused(folder_school: SmallSchool) -> None:
    with pytest.raises(AnswersRefused) as refused:
        supervise(folder_school, first=5, last=2)
    assert [name for name, _ in refused.value.errors] == [UNTIL]
    with pytest.raises(AnswersRefused):
        supervise(folder_school, "Nowak", 0, 14, **{WHOM: []})
    # Somebody on no list is in no class, and no teacher would see it.
    with pytest.raises(AnswersRefused):
        supervise(folder_school, "Nowak", 0, 14, **{WHOM: [typed_person("Somebody Else")]})
    head = folder_school.open("head")
    assert head.supervision.register() == ()
    for name in ("ict", "dsl"):
        who = folder_school.open(name)
        sent = send(folder_school, folder_school.open("teacher1"), KIND)
        case = who.cases.open_case(sent.case_id)
        assert Move.SUPERVISE not in case.moves
        details = {WHOM: [pupil(who)], FROM: "2026-12-01", UNTIL: "2026-12-02"}
        with pytest.raises(NotAllowed):
            act(who.cases, case, Move.SUPERVISE, REASON, **details)


def test_staff_are_in_no_register(folder_school: SmallSchool) -> None:
    teacher, head = folder_school.open("teacher1"), folder_school.open("head")
    sent = send(folder_school, teacher, KIND, **{asked.ABOUT: asked.ABOUT_STAFF})
    assert sent.route is Route.STAFF
    case = head.cases.open_case(sent.case_id)
    assert Move.SUPERVISE not in case.moves
    with pytest.raises(MoveNotPossible):
        act(head.cases, case, Move.SUPERVISE, REASON)


def test_the_database_says_nobodys_name(school: SmallSchool) -> None:
    supervise(school)
    head = school.open("head")
    with head.signed_in.database.read() as session:
        rows = session.execute(text("SELECT * FROM supervision")).all()
        trail = session.execute(text("SELECT * FROM audit_entry")).all()
    everything = repr(rows) + repr(trail)
    for secret in ("Nowak", "Łukasz", "showed two others", "pupil"):
        assert secret not in everything
        assert repr(secret.encode())[2:-1] not in everything


def test_a_row_that_was_changed_or_moved_is_nobodys(folder_school: SmallSchool) -> None:
    supervise(folder_school)
    head, teacher = folder_school.open("head"), folder_school.open("teacher1")
    with head.signed_in.database.write() as session:
        row = session.execute(select(BanRow)).scalar_one()
        session.add(
            BanRow(
                id=uuid.uuid4(),
                content=row.content,
                made_at=row.made_at,
                until=row.until,
                ended_at=None,
                change=row.change,
            )
        )
        row.content = b"{}"
    assert teacher.supervision.of_my_class() == ()
    assert head.supervision.register() == ()


def test_who_joins_later_reads_it_after_the_next_look_of_somebody_who_does(
    school: SmallSchool,
) -> None:
    supervise(school)
    head, ict = school.open("head"), school.open("ict")
    join_with(school, invite_one(ict))
    nia = school.open("nhart", password=NEW_PASSWORD)
    record = next(one for one in ict.pupils.classes() if one.id == school.classes["4B"])
    ict.pupils.keep_class(record, record.name, record.year_groups, (nia.member.id,))
    nia.follow()
    assert nia.supervision.of_my_class() == ()
    for _ in range(2):  # one look takes the people over, the next passes on
        head.follow()
    assert [one.name for one in nia.supervision.of_my_class()] == ["Łukasz Nowak"]
    # And nobody who left is among its readers any more.
    assert str(nia.member.id).encode() in content(head)
    ict.members.suspend(nia.member.id)
    for _ in range(2):
        head.follow()
    assert str(nia.member.id).encode() not in content(head)


def test_who_has_a_new_key_reads_it_again(folder_school: SmallSchool) -> None:
    supervise(folder_school)
    ict = folder_school.open("ict")
    teacher = folder_school.open("teacher1")
    assert teacher.supervision.of_my_class()
    join_with(folder_school, ict.members.reset_password(teacher.member.id))
    again = folder_school.open("teacher1", password=NEW_PASSWORD)
    assert again.supervision.of_my_class() == ()
    head = folder_school.open("head")
    for _ in range(2):
        head.follow()
    assert again.supervision.of_my_class()


def test_who_takes_a_role_over_reads_why_after_the_next_look(folder_school: SmallSchool) -> None:
    supervise(folder_school)
    ict, head = folder_school.open("ict"), folder_school.open("head")
    join_with(folder_school, ict.members.reset_password(head.member.id))
    again = folder_school.open("head", password=NEW_PASSWORD)
    assert again.supervision.register() == ()  # her role has a new key, as she has
    teacher = folder_school.open("teacher1")
    for _ in range(2):
        teacher.follow()  # who does not lead passes on what she reads, and no more
    assert again.supervision.register() == ()
    dsl = folder_school.open("dsl")
    for _ in range(2):
        dsl.follow()
    assert [one.reason for one in again.supervision.register()] == [REASON]


def content(who: OpenSchool) -> bytes:
    with who.signed_in.database.read() as session:
        return session.execute(select(BanRow)).scalar_one().content
