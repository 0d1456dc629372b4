"""The person a report is about keeps, gets, hears of and inherits no task of it (rules 2 and 26)."""

from __future__ import annotations

import dataclasses
import datetime as dt
import uuid
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from tests.reports.doing import act, full_answers, send
from tests.reports.test_person_it_is_about import PEOPLE, QUICK, hand_over
from tests.reports.test_tasks import THURSDAY, WORDS, give, hers
from tests.schools import STAFF, SmallSchool
from trent_desktop.journeys import unknown
from trent_desktop.open_school import OpenSchool
from trent_desktop.problems import AnswersRefused, NotFound
from trent_desktop.reports.cases import Move, Route
from trent_desktop.reports.kinds.content import names as n
from trent_desktop.reports.models import TaskRow
from trent_desktop.reports.tasks import line
from trent_desktop.reports.tasks.task import Task, ToDoKind
from trent_desktop.reports.who.about import concerned
from trent_desktop.reports.who.readers import Holder
from trent_desktop.roles import Role
from trent_desktop.school.people.people import Member, MemberState

TODAY = dt.date(2026, 11, 23)


def member_of(one: Holder) -> Member:
    state = MemberState.ACTIVE if one.joined else MemberState.INVITED
    return Member(one.id, one.name, one.name, one.roles, state=state)


@settings(max_examples=300, deadline=None)
@given(
    st.lists(PEOPLE, min_size=1, max_size=7, unique_by=lambda one: one.id),
    QUICK,
    st.sampled_from(Route),
    st.integers(0, 7),
    st.integers(0, 7),
    st.booleans(),
    st.booleans(),
    st.sampled_from([None, TODAY - dt.timedelta(days=1), TODAY, TODAY + dt.timedelta(days=9)]),
)
def test_on_her_list_it_stands_in_no_way_and_somebody_elses_list_has_it(
    roll: list[Holder],
    answers: dict[str, Any],
    route: Route,
    owner_at: int,
    giver_at: int,
    given_back: bool,
    taken: bool,
    due: dt.date | None,
) -> None:
    members = [member_of(one) for one in roll]
    about = concerned(answers, members)
    owner = members[owner_at].id if owner_at < len(members) else None
    giver = members[giver_at % len(members)].id
    task = Task(
        uuid.uuid4(), uuid.uuid4(), "TR-1", WORDS, owner, "", giver, "", NOW, due,
        entry_id=uuid.uuid4(),
        line=line.line_of(route, route.readers),
        not_for=about,
        given_back=given_back,
        taken=taken,
    )  # fmt: skip
    lists = {one.id: line.hers(task, one.id, members, TODAY) for one in members}
    assert not any(lists[one] for one in about)
    free = [one for one in members if one.active and one.id not in about]
    leads = [one for one in free if not one.roles.isdisjoint(task.line)]
    if any(one.id != owner for one in leads):
        assert any(lists.values())  # it is nobody's to see to only where nobody could
    if due is not None and due < TODAY and any(one.id != owner for one in leads):
        assert any(lists[one.id] for one in leads if one.id != owner)


NOW = dt.datetime(2026, 11, 20, 9, tzinfo=dt.UTC)


def rest_of(school: SmallSchool, teacher: OpenSchool, name: str) -> Any:
    """The rest of the reporter's questions, which say that a colleague did it."""
    (draft,) = teacher.drafts.all()
    more = {**full_answers(draft.answers), n.HOW: n.HOW_STAFF, n.STAFF_NAME: name}
    return dataclasses.replace(draft, answers=more)


class TestALaterAnswer:
    @pytest.mark.parametrize("name", ["support", "ict", "deputy"])
    def test_takes_it_from_her_without_a_word(self, school: SmallSchool, name: str) -> None:
        """She was given it while nobody knew; a reader of the report or not."""
        teacher, member, head = map(school.open, ("teacher1", name, "head"))
        sent = send(school, teacher)
        case = head.cases.open_case(sent.case_id)
        give(school, head, case, name)
        (row,) = hers(member)
        assert row.id is not None
        member.follow()
        teacher.cases.send(rest_of(school, teacher, STAFF[name][0]))
        seen = member.follow()
        assert (seen.tasks_for_me, seen.refused, seen.trouble) == (0, (), "")
        assert member.tasks.to_do() == ()
        with pytest.raises(NotFound):
            member.tasks.open(row.id)
        # It goes to whoever leads now, at once.
        assert [one.kind for one in hers(head)] == [ToDoKind.NEXT_IN_LINE]
        school.clock.turn(days=30)
        assert member.follow().tasks_for_me == 0
        assert hers(member) == []

    def test_one_said_done_meanwhile_is_not_lost_and_she_learns_nothing(
        self, school: SmallSchool
    ) -> None:
        teacher, member, head = map(school.open, ("teacher1", "support", "head"))
        sent = send(school, teacher)
        give(school, head, head.cases.open_case(sent.case_id), "support")
        (row,) = hers(member)
        assert row.id is not None
        teacher.cases.send(rest_of(school, teacher, STAFF["support"][0]))
        assert member.tasks.answer(row.id, "I rang.", done=True, answer_id=uuid.uuid4())
        assert member.follow().refused == ()
        assert head.cases.open_case(sent.case_id).timeline[-1].words == "I rang."

    def test_nobody_is_named_so_only_readers_keep_theirs(self, school: SmallSchool) -> None:
        teacher, member, head = map(school.open, ("teacher1", "support", "head"))
        sent = send(school, teacher)
        case = head.cases.open_case(sent.case_id)
        case = give(school, head, case, "support")
        give(school, head, case, "head", "Ring the LADO.")
        assert len(hers(member)) == 1
        (draft,) = teacher.drafts.all()
        more = {
            **full_answers(draft.answers),
            n.HOW: n.HOW_STAFF,
            n.STAFF_NAME: unknown(),
            n.ABOUT: n.ABOUT_STAFF,
        }
        teacher.cases.send(dataclasses.replace(draft, answers=more))
        assert hers(member) == []
        assert {one.kind for one in hers(head)} == {ToDoKind.TASK, ToDoKind.NEXT_IN_LINE}

    def test_by_a_correction_too(self, school: SmallSchool) -> None:
        teacher, member, head = map(school.open, ("teacher1", "support", "head"))
        sent = send(school, teacher, about_staff="staff")
        teacher.follow()
        case = head.cases.open_case(sent.case_id)
        assert case.summary.route is Route.STAFF
        with pytest.raises(AnswersRefused):
            give(school, head, case, "support")
        assert hers(member) == []

    def test_its_key_is_another_once_fewer_read_it(self, school: SmallSchool) -> None:
        """Who read the report before has the old key, and is not to read what is said now."""
        teacher, owner, head = map(school.open, ("teacher1", "deputy", "head"))
        sent = send(school, teacher)
        give(school, head, head.cases.open_case(sent.case_id), "head")
        hers(head)
        old = {one.key for one in head._index.tasks.all()}
        teacher.cases.send(rest_of(school, teacher, STAFF["ict"][0]))
        (row,) = hers(head)
        assert row.id is not None
        (task,) = head._index.tasks.all()
        assert task.key
        assert task.key not in old
        assert head.tasks.open(row.id).words == WORDS
        head.tasks.answer(row.id, "Done it.", done=True, answer_id=uuid.uuid4())
        assert head.cases.open_case(sent.case_id).timeline[-1].words == "Done it."
        assert hers(owner) == []


def test_a_role_she_takes_over_brings_her_none(school: SmallSchool) -> None:
    teacher, head = school.open("teacher1"), school.open("head")
    sent = send(school, teacher)
    case = head.cases.open_case(sent.case_id)
    give(school, head, case, None, due=dt.date(2026, 11, 24))
    teacher.cases.send(rest_of(school, teacher, STAFF["ict"][0]))
    hand_over(school, "ict")
    hand_over(school, "support")
    school.clock.turn(days=9)
    ict, other = school.open("ict"), school.open("support")
    ict.follow()
    assert ict.tasks.to_do() == ()
    assert [one.overdue for one in hers(other)] == [True]


@settings(
    max_examples=5, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.sampled_from(sorted(set(STAFF) - {"head", "chair", "governor", "teacher1"})))
def test_on_a_real_school_she_meets_no_task_of_it(folder_school: SmallSchool, name: str) -> None:
    teacher, head = folder_school.open("teacher1"), folder_school.open("head")
    sent = send(folder_school, teacher)
    case = head.cases.open_case(sent.case_id)
    for owner in (name, None, "head"):
        case = give(folder_school, head, case, owner, due=THURSDAY)
    teacher.cases.send(rest_of(folder_school, teacher, STAFF[name][0]))
    member = folder_school.open(name)
    before = len(hers(member))
    assert before == 0
    with pytest.raises(AnswersRefused):
        give(folder_school, head, head.cases.open_case(sent.case_id), name)
    folder_school.clock.turn(days=20)
    assert hers(member) == []
    with head.signed_in.database.read() as session:
        mine = session.execute(
            select(TaskRow).where(TaskRow.owner_id == folder_school.members[name])
        ).scalars()
        assert all((row.content, row.owner_key) == (b"", b"") for row in mine)
    folder_school.clock.turn(days=-20)
    again = head.cases.open_case(sent.case_id)
    for one in again.actions:
        again = act(head.cases, again, Move.ACTION_DONE, action=str(one.id))
    for one in (teacher, head, member):
        one.close()


def test_the_line_begins_with_whoever_leads() -> None:
    assert line.line_of(Route.STOPPED, [Role.HEADTEACHER, Role.DSL, Role.DEPUTY_DSL])[:2] == (
        Role.DSL,
        Role.DEPUTY_DSL,
    )
    assert line.line_of(Route.CONTENT, [None, *Route.CONTENT.readers])[:2] == (
        Role.ICT_LEAD,
        Role.HEADTEACHER,
    )
    assert line.line_of(Route.HEAD, [Role.CHAIR]) == (Role.CHAIR,)
    assert line.line_of(Route.CONTENT, [None]) == ()
