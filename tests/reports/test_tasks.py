"""A task reaches whom it is given to, and nobody else, and its words come back to the case."""

from __future__ import annotations

import datetime as dt
import uuid

import pytest
from sqlalchemy import select, text

from tests.reports.doing import act, send
from tests.reports.test_away import share_unplugged
from tests.reports.test_giving_back import reset
from tests.schools import NOON, SmallSchool
from trent_desktop.news import Moved, Subject
from trent_desktop.open_school import OpenSchool
from trent_desktop.problems import AnswersRefused, NotFound
from trent_desktop.reports.case_store import append, read_case
from trent_desktop.reports.cases import CaseFile, Move
from trent_desktop.reports.models import TaskRow
from trent_desktop.reports.tasks.giving import give_tasks
from trent_desktop.reports.tasks.task import NewTask, ToDo, ToDoKind
from trent_desktop.reports.timeline_words import entry_words
from trent_desktop.storage.audit import Act
from trent_desktop.storage.database import next_change
from trent_desktop.storage.tables import AuditRow, CaseEntryRow

WORDS = "Ask Łukasz’s mother whether the tablet at home has a filter."
DONE = "She says there is none. I gave her the leaflet."
THURSDAY = dt.date(2026, 11, 26)

pytestmark = pytest.mark.both_databases


def hers(member: OpenSchool) -> list[ToDo]:
    """What a member has to do that is a task, once her laptop has looked."""
    member.follow()
    kinds = (ToDoKind.TASK, ToDoKind.REVIEW, ToDoKind.NEXT_IN_LINE, ToDoKind.GIVEN_BACK)
    return [one for one in member.tasks.to_do() if one.kind in kinds]


def stopped(school: SmallSchool) -> tuple[OpenSchool, CaseFile]:
    """A report that only those who lead read, opened by the safeguarding lead."""
    sent = send(school, school.open("teacher2"), "stop")
    dsl = school.open("dsl")
    dsl.follow()
    return dsl, dsl.cases.open_case(sent.case_id)


def give(
    school: SmallSchool,
    by: OpenSchool,
    case: CaseFile,
    to: str | None = "teacher1",
    words: str = WORDS,
    due: dt.date | None = THURSDAY,
    **more: object,
) -> CaseFile:
    owner = str(school.members[to]) if to else None
    return act(by.cases, case, Move.ACTION, words, owner=owner, due=due and due.isoformat(), **more)


class TestGiven:
    def test_whoever_cannot_read_the_case_reads_the_task_alone(self, school: SmallSchool) -> None:
        dsl, case = stopped(school)
        teacher, other = school.open("teacher1"), school.open("support")
        give(school, dsl, case)
        (row,) = hers(teacher)
        assert (row.kind, row.reference, row.due) == (
            ToDoKind.TASK,
            case.summary.reference,
            THURSDAY,
        )
        assert row.case_id is None  # the case is not hers to open
        assert row.id is not None
        task = teacher.tasks.open(row.id)
        assert (task.words, task.given_by_name, task.due) == (WORDS, "Fatima Sheikh", THURSDAY)
        with pytest.raises(NotFound):
            teacher.cases.open_case(case.summary.id)
        assert hers(other) == []
        with pytest.raises(NotFound):
            other.tasks.open(row.id)

    def test_whoever_reads_the_case_opens_the_case(self, school: SmallSchool) -> None:
        dsl, case = stopped(school)
        head = school.open("head")
        give(school, dsl, case, "head")
        (row,) = hers(head)
        assert row.case_id == case.summary.id

    def test_what_she_has_to_do_does_not_say_the_words(self, school: SmallSchool) -> None:
        dsl, case = stopped(school)
        teacher = school.open("teacher1")
        give(school, dsl, case)
        (row,) = hers(teacher)
        assert "Łukasz" not in repr(row)

    def test_the_row_says_neither_words_nor_case(self, school: SmallSchool) -> None:
        dsl, case = stopped(school)
        teacher = school.open("teacher1")
        give(school, dsl, case)
        (row,) = hers(teacher)
        assert row.id is not None
        teacher.tasks.answer(row.id, DONE, done=True, answer_id=uuid.uuid4())
        with dsl.signed_in.database.read() as session:
            stored = session.execute(select(TaskRow)).scalar_one()
            held = b"|".join(
                value if isinstance(value, bytes) else str(value).encode()
                for value in vars(stored).values()
            )
            entries = set(session.execute(select(CaseEntryRow.id)).scalars())
            trail = session.execute(
                select(AuditRow.act, AuditRow.subject).where(AuditRow.act.like("task%"))
            ).all()
        for said in (WORDS, DONE, case.summary.reference, str(case.summary.id)):
            assert said.encode() not in held
        assert case.summary.id.bytes not in held
        assert stored.id not in entries  # they share no id
        assert [tuple(one) for one in trail] == [
            ("task given", str(stored.id)),
            ("task done", str(stored.id)),
        ]

    def test_only_somebody_with_access_who_works_on_reports_gets_one(
        self, school: SmallSchool
    ) -> None:
        dsl, case = stopped(school)
        with pytest.raises(AnswersRefused, match="governors"):
            give(school, dsl, case, "governor")
        school.open("head").members.suspend(school.members["support"])
        dsl.follow()
        with pytest.raises(AnswersRefused, match="no access"):
            give(school, dsl, case, "support")
        assert dsl.cases.open_case(case.summary.id).actions == ()

    def test_given_twice_is_given_once(self, school: SmallSchool) -> None:
        dsl, case = stopped(school)
        entry_id = uuid.uuid4()
        for _ in range(2):
            case = dsl.cases.act(
                case.summary.id,
                Move.ACTION,
                version=case.version,
                entry_id=entry_id,
                words=WORDS,
                details={"owner": str(school.members["teacher1"])},
            )
        assert len(case.actions) == 1
        assert len(hers(school.open("teacher1"))) == 1


class TestAnswered:
    def test_the_cases_readers_see_who_said_what_and_when(self, school: SmallSchool) -> None:
        dsl, case = stopped(school)
        teacher, head = school.open("teacher1"), school.open("head")
        give(school, dsl, case)
        head.follow()
        (row,) = hers(teacher)
        assert row.id is not None
        assert teacher.tasks.answer(row.id, DONE, done=True, answer_id=uuid.uuid4())
        assert hers(teacher) == []
        seen = head.follow()
        assert case.summary.id in seen.cases
        again = head.cases.open_case(case.summary.id)
        (action,) = again.actions
        assert action.done_at is not None
        last = again.timeline[-1]
        assert (last.author_name, last.words) == ("Zoë O'Neill", DONE)
        assert entry_words(last, None, {}).head == "Done: Zoë O'Neill, Teacher"
        # Nothing is open any more, so it ends without being asked.
        case = act(head.cases, again, Move.DECIDE, "Referred.")
        assert act(head.cases, case, Move.CLOSE).summary.state.value == "closed"

    def test_said_twice_is_said_once(self, school: SmallSchool) -> None:
        dsl, case = stopped(school)
        teacher = school.open("teacher1")
        give(school, dsl, case)
        (row,) = hers(teacher)
        assert row.id is not None
        answer_id = uuid.uuid4()
        for _ in range(2):
            teacher.tasks.answer(row.id, DONE, done=True, answer_id=answer_id)
        said = dsl.cases.open_case(case.summary.id).timeline
        assert [one.words for one in said if one.words == DONE] == [DONE]

    def test_who_cannot_do_it_gives_it_back_with_a_reason(self, school: SmallSchool) -> None:
        dsl, case = stopped(school)
        teacher, head = school.open("teacher1"), school.open("head")
        give(school, dsl, case)
        (row,) = hers(teacher)
        assert row.id is not None
        with pytest.raises(AnswersRefused, match="Say why"):
            teacher.tasks.answer(row.id, " ", done=False, answer_id=uuid.uuid4())
        teacher.tasks.answer(row.id, "I teach all day.", done=False, answer_id=uuid.uuid4())
        assert hers(teacher) == []
        (back,) = hers(dsl)
        assert (back.kind, back.case_id) == (ToDoKind.GIVEN_BACK, case.summary.id)
        assert hers(head) == []
        again = dsl.cases.open_case(case.summary.id)
        assert again.actions[0].done_at is None
        assert again.actions[0].given_back_at is not None
        assert entry_words(again.timeline[-1], None, {}).head.startswith("Cannot do it: Zoë")
        # She gives it to somebody else, and it is off her list.
        give(school, dsl, again, "deputy", instead_of=str(again.actions[0].id))
        assert hers(dsl) == []

    def test_in_a_stopped_report_no_address_comes_in_by_this_way(self, school: SmallSchool) -> None:
        dsl, case = stopped(school)
        teacher = school.open("teacher1")
        give(school, dsl, case, words="Lock the tablet away.")
        (row,) = hers(teacher)
        assert row.id is not None
        with pytest.raises(AnswersRefused):
            teacher.tasks.answer(row.id, "At www.site.example", done=True, answer_id=uuid.uuid4())

    def test_while_the_share_is_away_it_waits_and_lands_once(
        self, folder_school: SmallSchool
    ) -> None:
        dsl, case = stopped(folder_school)
        root = folder_school.folder / "teachers-laptop"
        teacher = folder_school.open("teacher1", root=root)
        give(folder_school, dsl, case)
        (row,) = hers(teacher)
        assert row.id is not None
        with share_unplugged(folder_school):
            teacher.follow()
            assert teacher.tasks.open(row.id).words == WORDS
            assert not teacher.tasks.answer(row.id, DONE, done=True, answer_id=uuid.uuid4())
            assert hers(teacher) == []
            waiting = [o for o in teacher.tasks.to_do() if o.kind is ToDoKind.WAITING]
            assert len(waiting) == 1
            teacher.close()
            teacher = folder_school.open("teacher1", root=root)
            assert teacher.cases.waiting() == ()  # no report waits
            assert hers(teacher) == []
        teacher.follow()
        teacher.follow()
        said = dsl.cases.open_case(case.summary.id).timeline
        assert [one.words for one in said if one.words == DONE] == [DONE]
        assert teacher.tasks.to_do() == ()


class TestTakenBack:
    def test_a_reader_takes_it_back(self, school: SmallSchool) -> None:
        dsl, case = stopped(school)
        teacher, head = school.open("teacher1"), school.open("head")
        case = give(school, dsl, case)
        assert len(hers(teacher)) == 1
        again = act(
            head.cases, case, Move.ACTION_DONE, action=str(case.actions[0].id), how="taken-back"
        )
        assert again.actions[0].withdrawn_at is not None
        assert again.actions[0].done_at is None
        assert entry_words(again.timeline[-1], None, {}).head.startswith("Taken back: Maya")
        seen = teacher.follow()
        assert Subject.TASKS in seen.subjects
        assert hers(teacher) == []
        with pytest.raises(NotFound):
            [teacher.tasks.open(uuid.UUID(str(one))) for one in _ids(dsl)]

    def test_what_was_said_meanwhile_is_not_lost(self, folder_school: SmallSchool) -> None:
        dsl, case = stopped(folder_school)
        teacher = folder_school.open("teacher1")
        case = give(folder_school, dsl, case)
        (row,) = hers(teacher)
        assert row.id is not None
        act(dsl.cases, case, Move.ACTION_DONE, action=str(case.actions[0].id), how="taken-back")
        teacher.tasks.answer(row.id, DONE, done=True, answer_id=uuid.uuid4())
        again = dsl.cases.open_case(case.summary.id)
        assert again.timeline[-1].words == DONE
        assert again.actions[0].withdrawn_at is not None

    def test_given_to_another_the_first_has_it_no_more(self, school: SmallSchool) -> None:
        dsl, case = stopped(school)
        teacher, other = school.open("teacher1"), school.open("support")
        case = give(school, dsl, case)
        assert len(hers(teacher)) == 1
        case = give(school, dsl, case, "support", instead_of=str(case.actions[0].id))
        assert [one.withdrawn_at is None for one in case.actions] == [False, True]
        assert hers(teacher) == []
        assert len(hers(other)) == 1

    def test_ticked_off_by_a_reader_of_the_case_it_leaves_her_list(
        self, school: SmallSchool
    ) -> None:
        dsl, case = stopped(school)
        teacher = school.open("teacher1")
        case = give(school, dsl, case)
        assert len(hers(teacher)) == 1
        act(dsl.cases, case, Move.ACTION_DONE, action=str(case.actions[0].id))
        assert hers(teacher) == []

    def test_a_case_that_is_put_away_asks_nobody_any_more(self, school: SmallSchool) -> None:
        dsl, case = stopped(school)
        teacher = school.open("teacher1")
        case = give(school, dsl, case)
        case = give(school, dsl, case, "dsl", "Ring home.")
        assert (len(hers(teacher)), len(hers(dsl))) == (1, 1)
        case = act(dsl.cases, case, Move.DECIDE, "Referred.")
        act(dsl.cases, case, Move.CLOSE, open_tasks="2")
        assert hers(teacher) == []
        school.clock.turn(days=9)
        assert hers(dsl) == []


def _ids(school: OpenSchool) -> list[object]:
    with school.signed_in.database.read() as session:
        return [one[0] for one in session.execute(text("SELECT id FROM case_task"))]


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
        assert [one.overdue for one in rows][:2] == [True, False]
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
