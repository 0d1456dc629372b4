"""What moved, told by the unit of work: here at once, on other laptops by the next look."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Callable

import pytest
from sqlalchemy import event

from tests.reports import answers
from tests.schools import SmallSchool
from trent_desktop.agreements.kinds import Consent
from trent_desktop.lessons.lesson import Letter
from trent_desktop.lessons.values import Taught
from trent_desktop.news import EVERYTHING, Moved, Subject
from trent_desktop.open_school import OpenSchool
from trent_desktop.storage import audit, since
from trent_desktop.storage.audit import Act, write_entry


def taught(school: OpenSchool) -> None:
    now = dt.datetime(2026, 11, 23, 9, tzinfo=dt.UTC)
    school.lesson_log.keep(
        Taught(
            uuid.uuid4(), "safe-3-4", None, "4B", school.member.id, now, 30, 4, 9,
            "Safe", Letter.ALL, "3-4", (), None,
        )
    )  # fmt: skip


def setting(school: OpenSchool) -> None:
    school.settings.change(idle_minutes=7)


def pupil_class(school: OpenSchool) -> None:
    school.pupils.move([school.signed_in.directory.pupils[0].id], None)


def answer(school: OpenSchool) -> None:
    child = school.signed_in.directory.pupils[0]
    school.agreements.returns.answer(child.id, {next(iter(Consent)): True})


CHANGES: list[tuple[str, Callable[[OpenSchool], None], set[Subject]]] = [
    ("ict", taught, {Subject.LESSONS}),
    ("ict", setting, {Subject.SETTINGS, Subject.DIRECTORY}),
    ("ict", answer, {Subject.AGREEMENTS}),
    ("ict", pupil_class, {Subject.DIRECTORY}),
]
NAMES = [change.__name__ for _, change, _ in CHANGES]


@pytest.mark.parametrize(("who", "change", "subjects"), CHANGES, ids=NAMES)
def test_another_laptop_hears_which_subjects_moved(
    folder_school: SmallSchool,
    who: str,
    change: Callable[[OpenSchool], None],
    subjects: set[Subject],
) -> None:
    here, there = folder_school.open(who), folder_school.open("head")
    here.follow()
    there.follow()
    change(here)
    assert there.follow().subjects == subjects
    assert there.follow().subjects == frozenset()


@pytest.mark.parametrize(("who", "change", "subjects"), CHANGES, ids=NAMES)
def test_this_laptop_hears_it_at_once(
    folder_school: SmallSchool,
    who: str,
    change: Callable[[OpenSchool], None],
    subjects: set[Subject],
) -> None:
    here = folder_school.open(who)
    here.follow()
    told: list[Moved] = []
    here.listen(told.append)
    change(here)
    assert {subject for one in told for subject in one.subjects} == subjects


def test_what_moved_before_the_first_look_is_told(folder_school: SmallSchool) -> None:
    there, here = folder_school.open("head"), folder_school.open("ict")
    setting(here)
    assert Subject.SETTINGS in there.follow().subjects


def test_a_report_is_told_to_its_readers_alone(folder_school: SmallSchool) -> None:
    teacher, ict, other = map(folder_school.open, ("teacher1", "ict", "teacher2"))
    for one in (teacher, ict, other):
        one.follow()
    told: list[Moved] = []
    teacher.listen(told.append)
    sent = teacher.cases.send(folder_school.draft(answers.quick()))
    assert Subject.CASES in {subject for one in told for subject in one.subjects}
    assert {case_id for one in told for case_id in one.cases} == {sent.case_id}
    assert ict.follow().subjects == {Subject.CASES}
    assert other.follow().subjects == frozenset()


def test_reading_is_no_news(folder_school: SmallSchool) -> None:
    teacher, ict = folder_school.open("teacher1"), folder_school.open("ict")
    sent = teacher.cases.send(folder_school.draft(answers.quick()))
    ict.follow()
    teacher.follow()
    told: list[Moved] = []
    ict.listen(told.append)
    ict.cases.open_case(sent.case_id)
    assert told == []
    assert teacher.follow().subjects == frozenset()


def test_a_draft_is_told_when_it_comes_and_goes_and_not_at_every_key(
    folder_school: SmallSchool,
) -> None:
    teacher = folder_school.open("teacher1")
    told: list[Moved] = []
    teacher.listen(told.append)
    draft = folder_school.draft(answers.quick())
    teacher.drafts.keep(draft)
    assert told == [Moved(frozenset({Subject.DRAFTS}))]
    teacher.drafts.keep(draft)
    assert len(told) == 1
    teacher.drafts.discard(draft.id)
    assert len(told) == 2
    teacher.drafts.discard(draft.id)
    assert len(told) == 2


def test_what_was_not_kept_is_not_told(folder_school: SmallSchool) -> None:
    ict = folder_school.open("ict")
    told: list[Moved] = []
    ict.listen(told.append)
    me = ict.signed_in

    def fail() -> None:
        with me.database.write() as session:
            me.audit(session, Act.SETTING_CHANGED, "idle_minutes")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    assert told == []


def test_after_very_much_everything_may_have_moved(
    folder_school: SmallSchool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(since, "_MOST", 5)
    here, there = folder_school.open("ict"), folder_school.open("head")
    there.follow()
    me = here.signed_in
    with me.database.write() as session:
        for _ in range(9):
            me.audit(session, Act.SETTING_CHANGED, "idle_minutes")
    assert there.follow().subjects == EVERYTHING
    assert there.follow().subjects == frozenset()


def test_an_act_of_a_newer_program_is_no_harm(folder_school: SmallSchool) -> None:
    here, there = folder_school.open("ict"), folder_school.open("head")
    there.follow()
    with here.signed_in.database.write() as session:
        write_entry(session, folder_school.clock(), None, Act.SETTING_CHANGED, "idle_minutes")
        session.execute(audit._TABLE.update().values(act="a new thing").where(
            audit._TABLE.c.number == audit.newest_entry(session)[0]))  # fmt: skip
    assert there.follow().subjects == frozenset()


def test_a_look_without_news_asks_two_questions(folder_school: SmallSchool) -> None:
    """Twenty laptops look every two seconds: what a look asks the share counts."""
    ict = folder_school.open("ict")
    ict.follow()
    asked: list[str] = []

    def note(_c: object, _k: object, statement: str, *_: object) -> None:
        asked.append(statement)

    engine = ict.signed_in.database.engine
    event.listen(engine, "before_cursor_execute", note)
    ict.follow()
    event.remove(engine, "before_cursor_execute", note)
    assert len([one for one in asked if one.startswith("SELECT")]) == 2
