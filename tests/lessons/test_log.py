"""What was taught is kept on the laptop and in the school's file; lessons of the school's own."""

from __future__ import annotations

import datetime as dt
import uuid
from dataclasses import replace

import pytest
from sqlalchemy import update

from tests.lessons.words import EVERYTHING, HEAD, lesson
from tests.schools import SmallSchool
from trent_desktop.lessons.faults import LessonRefused
from trent_desktop.lessons.lesson import Letter
from trent_desktop.lessons.models import LessonPackRow
from trent_desktop.lessons.on_laptop import our_packs
from trent_desktop.lessons.run import LessonRun
from trent_desktop.lessons.values import Evidence, Taught, coverage, school_year, taught_of, term_of
from trent_desktop.open_school import OpenSchool
from trent_desktop.problems import NotAllowed, Problem, SchoolAway, SomebodyWasFaster
from trent_desktop.storage.box.sorts import Sort

pytestmark = pytest.mark.both_databases

PACK = next(one for one in our_packs() if one.name == "reliable-3-4")
DAY = dt.datetime(2026, 11, 20, 10, tzinfo=dt.UTC)


def a_run(class_id: uuid.UUID | None, *, at: dt.datetime = DAY, slide: int = 3) -> LessonRun:
    run = LessonRun(PACK.lesson, lesson_name=PACK.name, class_id=class_id, started_at=at)
    run.go(slide)
    run.seconds = 600
    return run


def teach(school: OpenSchool, run: LessonRun, name: str = "4B") -> Taught:
    taught = taught_of(run, school.member.id, name)
    school.lesson_log.keep(taught)
    return taught


def test_a_colleague_sees_what_was_taught_and_goes_on(school: SmallSchool) -> None:
    teacher, head = school.open("teacher1"), school.open("head")
    class_id = teacher.people.classes()[0].id
    run = a_run(class_id)
    teach(teacher, run)
    run.go(5)
    run.seconds = 900
    teach(teacher, run)  # the same teaching, half a minute later
    (seen,) = head.lesson_log.taught()
    assert (seen.lesson, seen.furthest, seen.slides, seen.minutes) == (PACK.name, 6, 12, 15)
    assert seen.kept is None
    unfinished = head.lesson_log.unfinished(PACK.name, class_id)
    assert unfinished is not None
    again = a_run(class_id, slide=0)
    assert again.take_up(unfinished.kept or b"")
    assert again.slide == 5
    assert head.lesson_log.unfinished(PACK.name, None) is None


def test_a_finished_lesson_is_not_offered_again(school: SmallSchool) -> None:
    teacher = school.open("teacher1")
    class_id = teacher.people.classes()[0].id
    teach(teacher, a_run(class_id))
    done = a_run(class_id, at=DAY + dt.timedelta(days=1), slide=len(PACK.lesson.slides) - 1)
    teach(teacher, done)
    assert teacher.lesson_log.unfinished(PACK.name, class_id) is None
    assert teacher.lesson_log.taught()[0].finished


def test_without_the_share_nothing_is_lost(
    folder_school: SmallSchool, monkeypatch: pytest.MonkeyPatch
) -> None:
    teacher = folder_school.open("teacher1")
    share = folder_school.location.folder
    assert share is not None
    away = share.with_name("away")
    share.rename(away)
    taught = teach(teacher, a_run(None))
    assert [one.id for one in teacher.lesson_log.taught()] == [taught.id]
    found = teacher.lesson_log.unfinished(PACK.name, None)
    assert found is not None
    assert found.kept == taught.kept
    with pytest.raises(SchoolAway):
        teacher.lesson_log.deliver()
    away.rename(share)
    teacher.follow()
    head = folder_school.open("head")
    assert [one.id for one in head.lesson_log.taught()] == [taught.id]
    assert teacher.signed_in.store.box.all(Sort.LESSON) == {}


def shown(run: LessonRun, minutes: float) -> Taught:
    """Every slide clicked through, in so many minutes."""
    for at in range(len(run.lesson.slides)):
        run.go(at)
        run.spend(minutes * 60 / len(run.lesson.slides))
    return taught_of(run, uuid.uuid4(), "4B")


def test_a_click_through_is_looked_at_and_half_the_minutes_with_every_activity_is_taught() -> None:
    clicked = shown(a_run(None, slide=0), 57 / 60)
    assert (clicked.finished, clicked.counts) == (True, False)
    run = a_run(None, slide=0)
    run.seconds = 0
    assert shown(run, 15).counts
    short = a_run(None, slide=0)
    short.seconds = 0
    assert not shown(short, 14).counts
    left_out = a_run(None, slide=0)
    left_out.seconds = 0
    left_out.go(5)
    left_out.spend(1_800)
    assert not taught_of(left_out, uuid.uuid4(), "4B").counts


def test_a_lesson_of_two_days_counts_as_one() -> None:
    first, second = a_run(None, slide=0), a_run(None, slide=0)
    first.seconds = second.seconds = 0
    for at in range(5):
        first.go(at)
        first.spend(100)
    assert second.take_up(first.kept())
    for at in range(5, len(PACK.lesson.slides)):
        second.go(at)
        second.spend(100)
    taught = taught_of(second, uuid.uuid4(), "4B")
    assert (taught.minutes, taught.evidence.minutes, taught.counts) == (12, 20, True)


def test_the_teacher_may_say_otherwise_with_a_word_why_and_take_it_back(
    school: SmallSchool,
) -> None:
    teacher, colleague = school.open("teacher1"), school.open("teacher2")
    taught = teach(teacher, a_run(None))

    def seen() -> Taught:
        (one,) = colleague.lesson_log.taught()
        return one

    assert not seen().counts
    with pytest.raises(Problem, match="why"):
        teacher.lesson_log.judge(taught, True, "  ")
    with pytest.raises(NotAllowed):
        colleague.lesson_log.judge(taught, True, "I saw it.")
    teacher.lesson_log.judge(taught, True, "We did the rest on the carpet.")
    assert (seen().counts, seen().evidence.why) == (True, "We did the rest on the carpet.")
    teach(teacher, a_run(None, at=DAY + dt.timedelta(days=1)))
    teacher.lesson_log.keep(taught)  # kept once more, as a laptop does that had no answer
    assert next(one for one in colleague.lesson_log.taught() if one.id == taught.id).counts
    teacher.lesson_log.judge(taught, None)
    assert not any(one.counts for one in colleague.lesson_log.taught())


def test_what_was_looked_at_is_named_and_covers_no_strand() -> None:
    day = dt.date(2026, 9, 10)
    one = taught_on(day, Letter.SAFE, ("Privacy and security",), "one")
    looked = replace(one, evidence=Evidence(planned=30, minutes=1, activities=4, begun=0))
    found = coverage([looked], day)
    assert found.letters[Letter.SAFE, "Autumn"] == (looked,)
    assert found.strands == {}


def taught_on(day: dt.date, letter: Letter, strands: tuple[str, ...], name: str = "x") -> Taught:
    at = dt.datetime.combine(day, dt.time(12), dt.UTC)
    return Taught(
        uuid.uuid4(), name, None, "4B", uuid.uuid4(), at, 30, 9, 9, name, letter, "3-4", strands
    )


def test_coverage_is_of_this_school_year_by_letter_and_term() -> None:
    today = dt.date(2027, 5, 3)
    found = coverage(
        [
            taught_on(dt.date(2026, 9, 10), Letter.SAFE, ("Privacy and security",), "one"),
            taught_on(dt.date(2027, 2, 1), Letter.SAFE, ("Privacy and security",), "one"),
            taught_on(dt.date(2027, 4, 20), Letter.ALL, ("Online bullying",), "two"),
            taught_on(dt.date(2026, 7, 1), Letter.TELL, ("Online bullying",), "old"),
        ],
        today,
    )
    assert {key: len(value) for key, value in found.letters.items()} == {
        (Letter.SAFE, "Autumn"): 1,
        (Letter.SAFE, "Spring"): 1,
        **{(letter, "Summer"): 1 for letter in Letter if letter is not Letter.ALL},
    }
    assert found.strands == {"Privacy and security": 1, "Online bullying": 1}
    assert (school_year(dt.date(2026, 8, 31)), school_year(dt.date(2026, 9, 1))) == (2025, 2026)
    assert [term_of(dt.date(2026, month, 1)) for month in (9, 12, 1, 3, 4, 8)] == [
        "Autumn", "Autumn", "Spring", "Spring", "Summer", "Summer",
    ]  # fmt: skip


def test_a_lesson_of_ones_own_is_there_for_everybody(school: SmallSchool) -> None:
    teacher, other, head = (school.open(name) for name in ("teacher1", "teacher2", "head"))
    saved = teacher.lessons.save(EVERYTHING, {})
    (seen,) = other.lessons.own()
    assert seen.pack.lesson == saved.pack.lesson
    assert seen.pack.name == "own-a-lesson"
    assert not other.lessons.may_change(seen)
    with pytest.raises(NotAllowed):
        other.lessons.save(EVERYTHING, {}, replaces=seen)
    with pytest.raises(NotAllowed):
        other.lessons.remove(seen)
    again = teacher.lessons.save(EVERYTHING.replace("A lesson", "Better"), {}, replaces=saved)
    assert again.version == 2
    with pytest.raises(SomebodyWasFaster):
        teacher.lessons.save(EVERYTHING, {}, replaces=saved)
    with pytest.raises(LessonRefused):
        teacher.lessons.save(HEAD, {})
    copy = teacher.lessons.bring_in(again.pack)
    assert copy.pack.name == "own-better"
    assert len(other.lessons.own()) == 2
    assert head.lessons.may_change(again)
    head.lessons.remove(again)
    assert [one.id for one in teacher.lessons.own()] == [copy.id]
    assert head.check_audit().broken_at is None


def test_what_somebody_slipped_into_the_database_is_left_out(school: SmallSchool) -> None:
    teacher = school.open("teacher1")
    teacher.lessons.save(lesson("# Mine"), {})
    with teacher.signed_in.database.write() as session:
        session.execute(update(LessonPackRow).values(content=b"PK\x03\x04 nothing good"))
    assert teacher.lessons.own() == ()


def test_taught_says_no_childs_name() -> None:
    run = a_run(None)
    assert "Khan" not in repr(replace(taught_of(run, uuid.uuid4(), "4B")))
