"""Lessons of the school's own, and what was taught."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterable
from dataclasses import dataclass, field

from trent_desktop.lessons.lesson import LETTERS, Letter
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


TERMS = ("Autumn", "Spring", "Summer")


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
    )


@dataclass(frozen=True, slots=True)
class Coverage:
    """What a class has had this school year. Days are of finished or half-taught lessons."""

    letters: dict[tuple[Letter, str], tuple[Taught, ...]]  # by letter and term
    strands: dict[str, int]  # lessons in which a strand came


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
    for one in taught:
        if school_year(one.day) != school_year(today):
            continue
        of_all = LETTERS if one.letter is Letter.ALL else (one.letter,)
        for letter in of_all:
            letters.setdefault((letter, term_of(one.day)), []).append(one)
        for strand in one.strands:
            strands.setdefault(strand, set()).add(one.lesson)
    return Coverage(
        {key: tuple(lessons) for key, lessons in letters.items()},
        {strand: len(lessons) for strand, lessons in strands.items()},
    )
