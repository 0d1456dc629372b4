"""A task reaches whom it is given to, and nobody else, and its words come back to the case."""

from __future__ import annotations

import uuid

import pytest
from sqlalchemy import select, text

from tests.reports.doing import act
from tests.reports.tasking import DONE, THURSDAY, WORDS, give, hers, stopped
from tests.reports.test_away import share_unplugged
from tests.schools import SmallSchool
from trent_desktop.news import Subject
from trent_desktop.open_school import OpenSchool
from trent_desktop.problems import AnswersRefused, NotFound
from trent_desktop.reports.cases import Move
from trent_desktop.reports.models import TaskRow
from trent_desktop.reports.tasks.task import ToDoKind
from trent_desktop.reports.timeline_words import entry_words
from trent_desktop.storage.tables import AuditRow, CaseEntryRow

pytestmark = pytest.mark.both_databases


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
