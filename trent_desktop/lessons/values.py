"""Lessons of the school's own, and what was taught."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterable
from dataclasses import dataclass, field

from trent_desktop.lessons.lesson import LETTERS, Lesson, Letter
from trent_desktop.lessons.packs import Pack
from trent_desktop.lessons.run import LessonRun


@dataclass(frozen=True, slots=True)
class SchoolPack:
    """A lesson of the school's own. `version` is for saving it again."""

    id: uuid.UUID
    pack: Pack
    member_id: uuid.UUID
    changed_at: dt.datetime
    version: int


@dataclass(frozen=True, slots=True)
class Before:
    """Which lesson of the school's own a change is of, and how it was when the change began."""

    id: uuid.UUID
    version: int


TERMS = ("Autumn", "Spring", "Summer")


@dataclass(frozen=True, slots=True)
class Evidence:
    """What shows that a lesson was taught, and what the teacher says of it.

    `planned` are its minutes (0 where that was not kept yet: such a lesson counts), `minutes` those
    of all sittings. `said` overrules it, with `why`.
    """

    planned: int = 0
    minutes: int = 0
    activities: int = 0
    begun: int = 0
    said: bool | None = None
    why: str = ""

    @property
    def counts(self) -> bool:
        """Whether it was taught: at least half its minutes, and every activity begun."""
        if self.said is not None:
            return self.said
        return self.minutes * 2 >= self.planned and self.begun >= self.activities


NO_EVIDENCE = Evidence()


@dataclass(frozen=True, slots=True)
class Taught:
    """One teaching of a lesson. `furthest` counts the slides that were shown."""

    id: uuid.UUID
    lesson: str
    class_id: uuid.UUID | None
    class_name: str
    member_id: uuid.UUID
    started_at: dt.datetime
    minutes: int
    furthest: int
    slides: int
    title: str
    letter: Letter
    years: str
    strands: tuple[str, ...]
    kept: bytes | None = field(default=None, repr=False)
    evidence: Evidence = NO_EVIDENCE
    subjects: tuple[str, ...] = ()

    @property
    def counts(self) -> bool:
        """Whether the class was taught it; else it was looked at."""
        return self.evidence.counts

    @property
    def finished(self) -> bool:
        """Whether the last slide was reached."""
        return self.furthest >= self.slides

    @property
    def day(self) -> dt.date:
        """The day of it."""
        return self.started_at.astimezone().date()


def taught_of(run: LessonRun, member_id: uuid.UUID, class_name: str) -> Taught:
    """What is kept of a run, as it is now. On the GUI thread; takes milliseconds."""
    lesson = run.lesson
    return Taught(
        run.id,
        run.lesson_name,
        run.class_id,
        class_name,
        member_id,
        run.started_at,
        max(1, round(run.seconds / 60)),
        run.furthest + 1,
        len(lesson.slides),
        lesson.title,
        lesson.letter,
        lesson.band.value,
        lesson.strands,
        run.kept(),
        Evidence(
            lesson.minutes,
            run.minutes_in_all,
            sum(one.activity is not None for one in lesson.slides),
            run.begun,
        ),
        lesson.subjects,
    )


def where_stopped(taught: Taught, lesson: Lesson) -> int | None:
    """The slide, from 0, that a class came to last, as the lesson is now.

    None where nothing of what was taught is in it any more.
    """
    if not taught.kept:
        return min(max(taught.furthest, 1), len(lesson.slides)) - 1
    run = LessonRun(
        lesson, lesson_name=taught.lesson, class_id=taught.class_id, started_at=taught.started_at
    )
    return run.furthest if run.take_up(taught.kept) else None


@dataclass(frozen=True, slots=True)
class Coverage:
    """What a class has had this school year: in `letters` also what was only looked at."""

    letters: dict[tuple[Letter, str], tuple[Taught, ...]]  # by letter and term
    strands: dict[str, int]  # lessons in which a strand came
    subjects: dict[str, int]  # lessons that can be of a subject


def school_year(day: dt.date) -> int:
    """The year in which the school year of `day` began: it begins on 1 September."""
    return day.year if day.month >= 9 else day.year - 1


def term_of(day: dt.date) -> str:
    """Autumn to December, Spring to March, Summer after that: near enough for a table."""
    return "Autumn" if day.month >= 9 else "Spring" if day.month <= 3 else "Summer"


def coverage(taught: Iterable[Taught], today: dt.date) -> Coverage:
    """What was covered in the school year of `today`."""
    letters: dict[tuple[Letter, str], list[Taught]] = {}
    strands: dict[str, set[str]] = {}
    subjects: dict[str, set[str]] = {}
    for one in taught:
        if school_year(one.day) != school_year(today):
            continue
        of_all = LETTERS if one.letter is Letter.ALL else (one.letter,)
        for letter in of_all:
            letters.setdefault((letter, term_of(one.day)), []).append(one)
        for strand in one.strands if one.counts else ():
            strands.setdefault(strand, set()).add(one.lesson)
        for subject in one.subjects if one.counts else ():
            subjects.setdefault(subject, set()).add(one.lesson)
    return Coverage(
        {key: tuple(lessons) for key, lessons in letters.items()},
        {strand: len(lessons) for strand, lessons in strands.items()},
        {subject: len(lessons) for subject, lessons in subjects.items()},
    )
