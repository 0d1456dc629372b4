"""What is not seen to goes to the next in line, and all there is to do is one list."""

from __future__ import annotations

import datetime as dt
import uuid

import pytest

from tests.reports.doing import act
from tests.reports.tasking import THURSDAY, give, hers, stopped
from tests.reports.test_giving_back import reset
from tests.schools import NOON, SmallSchool
from trent_desktop.news import Moved, Subject
from trent_desktop.problems import AnswersRefused
from trent_desktop.reports.case_store import append, read_case
from trent_desktop.reports.cases import Move
from trent_desktop.reports.tasks.giving import give_tasks
from trent_desktop.reports.tasks.task import NewTask, ToDoKind
from trent_desktop.storage.audit import Act
from trent_desktop.storage.database import next_change

pytestmark = pytest.mark.both_databases


class TestOverdue:
    def test_from_the_day_after_it_is_the_next_in_lines_too(self, school: SmallSchool) -> None:
        dsl, case = stopped(school)
        teacher, deputy, head = map(school.open, ("teacher1", "deputy", "head"))
        give(school, dsl, case)
        for member in (dsl, deputy, head):
            assert hers(member) == []
        school.clock.turn(days=3)  # the day itself
        assert [one.overdue for one in hers(teacher)] == [False]
        assert hers(dsl) == []
        school.clock.turn(days=1)
        assert [one.overdue for one in hers(teacher)] == [True]
        (row,) = hers(dsl)
        assert (row.kind, row.overdue, row.due) == (ToDoKind.NEXT_IN_LINE, True, THURSDAY)
        assert hers(deputy) == hers(head) == []

    def test_of_her_own_the_next_after_her(self, school: SmallSchool) -> None:
        dsl, case = stopped(school)
        deputy, head = school.open("deputy"), school.open("head")
        give(school, dsl, case, "dsl")
        school.clock.turn(days=4)
        assert [one.kind for one in hers(dsl)] == [ToDoKind.TASK]
        assert [one.kind for one in hers(deputy)] == [ToDoKind.NEXT_IN_LINE]
        assert hers(head) == []

    def test_without_an_owner_it_is_whoever_leads(self, school: SmallSchool) -> None:
        dsl, case = stopped(school)
        head = school.open("head")
        give(school, dsl, case, None)
        assert [one.kind for one in hers(dsl)] == [ToDoKind.TASK]
        assert hers(head) == []

    def test_of_whoever_lost_the_key_to_read_it(self, school: SmallSchool) -> None:
        dsl, case = stopped(school)
        give(school, dsl, case, due=None)
        assert hers(dsl) == []
        again = reset(school)
        assert hers(again) == []
        assert [one.kind for one in hers(dsl)] == [ToDoKind.NEXT_IN_LINE]

    def test_of_whoever_has_no_access_any_more(self, school: SmallSchool) -> None:
        dsl, case = stopped(school)
        give(school, dsl, case)
        assert hers(dsl) == []
        school.open("head").members.suspend(school.members["teacher1"])
        assert [one.kind for one in hers(dsl)] == [ToDoKind.NEXT_IN_LINE]


class TestTold:
    def test_due_and_overdue_are_news_once(self, school: SmallSchool) -> None:
        dsl, case = stopped(school)
        teacher = school.open("teacher1")
        teacher.follow()
        # No clock of the report itself runs out meanwhile.
        case = act(dsl.cases, case, Move.DECIDE, "Because.")
        case = act(dsl.cases, case, Move.PARENTS_TOLD, "It would add risk.", told="no")
        give(school, dsl, case)
        assert [teacher.follow().tasks_for_me for _ in range(3)] == [1, 0, 0]  # it came
        school.clock.turn(days=3)
        assert [teacher.follow().tasks_for_me for _ in range(3)] == [1, 0, 0]  # it is due
        assert dsl.follow().tasks_for_me == 0
        school.clock.turn(days=1)
        assert [teacher.follow().tasks_for_me for _ in range(3)] == [1, 0, 0]  # it was due
        assert [dsl.follow().tasks_for_me for _ in range(3)] == [1, 0, 0]
        school.clock.turn(days=1)
        assert teacher.follow().tasks_for_me == 0

    def test_the_subject_is_told_to_whom_it_concerns(self, school: SmallSchool) -> None:
        dsl, case = stopped(school)
        teacher, other = school.open("teacher1"), school.open("support")
        for one in (dsl, teacher, other):
            one.follow()
        told: list[Moved] = []
        dsl.listen(told.append)
        give(school, dsl, case)
        assert Subject.TASKS in {subject for one in told for subject in one.subjects}
        assert teacher.follow().subjects == {Subject.TASKS}
        assert other.follow().subjects == frozenset()


class TestTheList:
    def test_it_is_one_list_overdue_first_then_by_date(self, school: SmallSchool) -> None:
        dsl, case = stopped(school)
        for words, due in (
            ("c", dt.date(2026, 12, 4)),
            ("none", None),
            ("b", THURSDAY),
            ("a", dt.date(2026, 11, 24)),
        ):
            case = give(school, dsl, case, "dsl", words, due)
        school.clock.turn(days=2)
        dsl.follow()
        rows = dsl.tasks.to_do()
        assert [one.due for one in rows if one.kind is ToDoKind.TASK] == [
            dt.date(2026, 11, 24),
            THURSDAY,
            dt.date(2026, 12, 4),
            None,
        ]
        # The report itself is serious, and nobody said within the hour that they have it.
        assert [one.overdue for one in rows][:3] == [True, True, False]
        (waits,) = [one for one in rows if one.kind is ToDoKind.CASE]
        assert waits.since == case.summary.recorded_at  # the tasks that were given are no step
        assert waits.reference == case.summary.reference

    def test_a_draft_and_what_waits_stand_in_it(self, folder_school: SmallSchool) -> None:
        teacher = folder_school.open("teacher1")
        draft = folder_school.draft({"what_seen": "A picture"})
        teacher.drafts.keep(draft)
        (row,) = teacher.tasks.to_do()
        assert (row.kind, row.id) == (ToDoKind.DRAFT, draft.id)

    def test_a_review_says_that_it_is_one(self, school: SmallSchool) -> None:
        dsl, case = stopped(school)
        give(school, dsl, case, "dsl", review=True)
        assert [one.kind for one in hers(dsl)] == [ToDoKind.REVIEW]


class TestByOthers:
    def test_a_step_gives_several_in_its_own_unit_of_work(self, school: SmallSchool) -> None:
        """Reviews after two days and after two weeks, with what else the step writes."""
        dsl, case = stopped(school)
        me = dsl.signed_in
        with me.database.write() as session:
            stored = read_case(session, me.keyring, case.summary.id)
            change = next_change(session)
            reviews = [
                NewTask(uuid.uuid4(), "Look again.", me.member.id, NOON.date() + after, review=True)
                for after in (dt.timedelta(days=2), dt.timedelta(weeks=2))
            ]
            unowned = NewTask(uuid.uuid4(), "Block it again.", due=THURSDAY)
            append(
                session,
                stored,
                give_tasks(me, session, stored, [*reviews, unowned], change),
                change,
            )
            me.audit(session, Act.CASE_MOVED, str(case.summary.id))
        rows = hers(dsl)
        assert [one.kind for one in rows] == [ToDoKind.REVIEW, ToDoKind.TASK, ToDoKind.REVIEW]
        assert [one.words for one in dsl.cases.open_case(case.summary.id).actions] == [
            "Look again.",
            "Look again.",
            "Block it again.",
        ]

    def test_nothing_is_given_where_one_of_them_may_not_be(self, school: SmallSchool) -> None:
        dsl, case = stopped(school)
        me = dsl.signed_in
        wrong = NewTask(uuid.uuid4(), "Look at www.site.example", me.member.id)
        right = NewTask(uuid.uuid4(), "Look again.", me.member.id)

        def give_both() -> None:
            with me.database.write() as session:
                stored = read_case(session, me.keyring, case.summary.id)
                give_tasks(me, session, stored, [right, wrong], next_change(session))

        with pytest.raises(AnswersRefused):
            give_both()
        assert hers(dsl) == []
