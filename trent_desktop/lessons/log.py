"""What was taught: kept on the laptop first, then in the school's file; and how far a class is."""

from __future__ import annotations

import base64
import datetime as dt
import json
import logging
import threading
import uuid
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field, replace
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, defer

from trent_desktop.asking import kept_first, or_on_laptop
from trent_desktop.lessons.lesson import LETTERS, Letter
from trent_desktop.lessons.models import LessonTaughtRow
from trent_desktop.lessons.run import LessonRun
from trent_desktop.problems import Problem, SchoolBusy
from trent_desktop.school.keys.session import SignedIn
from trent_desktop.storage.audit import Act
from trent_desktop.storage.box.sorts import Sort
from trent_desktop.storage.landed import Repeat

log = logging.getLogger(__name__)

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


class LessonLog:
    """Keeps what was taught. Slow: call it off the GUI thread."""

    def __init__(self, signed_in: SignedIn) -> None:
        self._me = signed_in
        self._turn = threading.Lock()
        self._there: dict[str, str] = {}

    @kept_first()
    def keep(self, taught: Taught) -> None:
        """Keep it on this laptop, at once; and in the school's file when that is there."""
        # Not behind a delivery, which may stand still as long as the share does.
        self._me.store.box.put(Sort.LESSON, str(taught.id), json.dumps(_to_json(taught)))
        try:
            self.deliver()
        except Exception as error:  # noqa: BLE001 - it is kept, and goes by itself later
            log.info("What was taught waits because of %s", type(error).__name__)

    def deliver(self) -> None:
        """Bring what waits on this laptop into the school's file.

        One that cannot go keeps none of the others back; it waits. Raises why: `SchoolAway` or
        what else ails the file.
        """
        with self._turn:
            failure: Exception | None = None
            for key, kept in self._me.store.box.all(Sort.LESSON).items():
                try:
                    self._bring(key, kept)
                except SchoolBusy:
                    raise  # each further try would wait as long again
                except Exception as error:  # noqa: BLE001 - raised when the others are in
                    failure = error
            if failure is not None:
                raise failure

    @or_on_laptop
    def taught(self, class_id: uuid.UUID | None = None) -> tuple[Taught, ...]:
        """Everything taught (to one class), the newest first, without what was drawn.

        While the share is away or in trouble: what waits on this laptop. Never raises for that.
        """
        waiting = self._waiting()
        found = {one.id: replace(one, kept=None) for one in waiting}
        query = select(LessonTaughtRow).options(defer(LessonTaughtRow.kept))
        if class_id is not None:
            query = query.where(LessonTaughtRow.class_id == class_id)
            found = {key: one for key, one in found.items() if one.class_id == class_id}
        try:
            with self._me.database.read() as session:
                for row in session.execute(query).scalars():
                    found.setdefault(row.id, _taught(row, kept=None))
        except Problem:
            pass  # away, or in trouble: what this laptop knows
        return tuple(sorted(found.values(), key=lambda one: one.started_at, reverse=True))

    @or_on_laptop
    def unfinished(self, lesson: str, class_id: uuid.UUID | None) -> Taught | None:
        """Where a class stopped in a lesson, with what was drawn; None when there is nothing.

        Only the newest teaching counts: a class that finished since begins anew.
        """
        waiting = self._waiting()
        found = [one for one in waiting if (one.lesson, one.class_id) == (lesson, class_id)]
        try:
            with self._me.database.read() as session:
                row = session.execute(
                    select(LessonTaughtRow)
                    .where(LessonTaughtRow.lesson == lesson)
                    .where(LessonTaughtRow.class_id == class_id)
                    .order_by(LessonTaughtRow.started_at.desc())
                    .limit(1)
                ).scalar_one_or_none()
                if row is not None and not any(one.id == row.id for one in found):
                    found.append(_taught(row, kept=row.kept))
        except Problem:
            pass  # away, or in trouble: what this laptop knows
        newest = max(found, key=lambda one: one.started_at, default=None)
        return newest if newest is not None and not newest.finished else None

    # ------------------------------------------------------------------ on this laptop

    def _waiting(self) -> list[Taught]:
        kept = self._me.store.box.all(Sort.LESSON)
        return [_from_json(json.loads(one)) for one in kept.values()]

    def _bring(self, key: str, kept: str) -> None:
        if self._there.get(key) != kept:
            with self._me.database.write(Repeat.KNOWS) as session:
                if _put(session, _from_json(json.loads(kept))):
                    self._me.audit(session, Act.LESSON_TAUGHT, key)
            # Where this laptop's disk is full it stays in the box, and is not brought again.
            self._there[key] = kept
        with self._me.store.box.changing() as change:
            if change.get(Sort.LESSON, key) == kept:  # else it was kept anew since
                change.drop(Sort.LESSON, key)
        del self._there[key]


# ---------------------------------------------------------------------- coverage


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


# ---------------------------------------------------------------------- rows and notes


def _put(session: Session, taught: Taught) -> bool:
    """Write it; whether anything is new: it may be there, and only the answer was lost."""
    row = session.merge(
        LessonTaughtRow(
            id=taught.id,
            lesson=taught.lesson,
            class_id=taught.class_id,
            class_name=taught.class_name,
            member_id=taught.member_id,
            started_at=taught.started_at,
            minutes=taught.minutes,
            furthest=taught.furthest,
            slides=taught.slides,
            details={
                "title": taught.title,
                "letter": taught.letter.value,
                "years": taught.years,
                "strands": list(taught.strands),
            },
            kept=taught.kept,
        )
    )
    return row in session.new or session.is_modified(row)


def _taught(row: LessonTaughtRow, kept: bytes | None) -> Taught:
    details = row.details
    return Taught(
        row.id,
        row.lesson,
        row.class_id,
        row.class_name,
        row.member_id,
        row.started_at,
        row.minutes,
        row.furthest,
        row.slides,
        str(details.get("title", row.lesson)),
        Letter(details.get("letter", Letter.ALL)),
        str(details.get("years", "")),
        tuple(str(one) for one in details.get("strands", ())),
        kept,
    )


def _to_json(taught: Taught) -> dict[str, Any]:
    body = asdict(taught)
    body |= {"id": str(taught.id), "member_id": str(taught.member_id)}
    body["class_id"] = str(taught.class_id) if taught.class_id else None
    body["started_at"] = taught.started_at.isoformat()
    body["kept"] = base64.b64encode(taught.kept).decode() if taught.kept else None
    return body


def _from_json(body: dict[str, Any]) -> Taught:
    values: dict[str, Any] = {
        **body,
        "id": uuid.UUID(body["id"]),
        "member_id": uuid.UUID(body["member_id"]),
        "class_id": uuid.UUID(body["class_id"]) if body["class_id"] else None,
        "started_at": dt.datetime.fromisoformat(body["started_at"]),
        "letter": Letter(body["letter"]),
        "strands": tuple(body["strands"]),
        "kept": base64.b64decode(body["kept"]) if body["kept"] else None,
    }
    return Taught(**values)
