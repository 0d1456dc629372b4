"""What was taught: kept on the laptop first, then in the school's file; and how far a class is."""

from __future__ import annotations

import logging
import threading
import uuid
from dataclasses import asdict, replace

from sqlalchemy import select
from sqlalchemy.orm import Session, defer

from trent_desktop.asking import kept_first, or_on_laptop
from trent_desktop.lessons.lesson import Letter
from trent_desktop.lessons.models import LessonTaughtRow
from trent_desktop.lessons.taught_here import (
    TaughtOnLaptop,
    newest_first,
    read_kept,
    subjects_of,
)
from trent_desktop.lessons.values import Evidence, Taught
from trent_desktop.problems import NotAllowed, NotFound, Problem, SchoolBusy
from trent_desktop.school.keys.session import SignedIn
from trent_desktop.storage.audit import Act
from trent_desktop.storage.box.sorts import Sort
from trent_desktop.storage.landed import Repeat

log = logging.getLogger(__name__)

_LONGEST_WHY = 200


class LessonLog(TaughtOnLaptop):
    """Keeps what was taught. Slow: call it off the GUI thread."""

    def __init__(self, signed_in: SignedIn) -> None:
        super().__init__(signed_in)
        self._turn = threading.Lock()
        self._there: dict[str, str] = {}

    @kept_first()
    def keep(self, taught: Taught) -> None:
        """Keep it on this laptop, at once; and in the school's file when that is there."""
        # Not behind a delivery, which may stand still as long as the share does.
        super().keep(taught)
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

    def judge(self, taught: Taught, said: bool | None, why: str = "") -> None:
        """Say that a lesson was taught, or only looked at, and why; None takes that back.

        Raises `Problem` without a word why, `NotAllowed` (a colleague taught it), `NotFound`
        (it still waits on a laptop), or `SchoolAway`.
        """
        why = why.strip()[:_LONGEST_WHY]
        if said is not None and not why:
            raise Problem("Say in a word why.")
        with self._me.database.write(Repeat.KNOWS) as session:
            row = session.get(LessonTaughtRow, taught.id)
            if row is None:
                raise NotFound(
                    "This lesson has not reached the school yet.",
                    what_to_do="Try again when everything is sent.",
                )
            if not self.may_judge(row.member_id):
                raise NotAllowed(
                    "A colleague taught this lesson.", what_to_do="Ask them to say so here."
                )
            before = Evidence(**row.details.get("evidence", {}))
            now = replace(before, said=said, why=why if said is not None else "")
            if now != before:
                row.details = {**row.details, "evidence": asdict(now)}
                self._me.audit(session, Act.LESSON_TAUGHT, str(row.id))

    @or_on_laptop
    def taught(self, class_id: uuid.UUID | None = None) -> tuple[Taught, ...]:
        """Everything taught (to one class), the newest first, without what was drawn.

        While the share is away or in trouble: what waits on this laptop. Never raises for that.
        """
        found = {one.id: one for one in super().taught(class_id)}
        query = select(LessonTaughtRow).options(defer(LessonTaughtRow.kept))
        if class_id is not None:
            query = query.where(LessonTaughtRow.class_id == class_id)
        try:
            with self._me.database.read() as session:
                for row in session.execute(query).scalars():
                    found.setdefault(row.id, _taught(row, kept=None))
        except Problem:
            pass  # away, or in trouble: what this laptop knows
        return newest_first(found.values())

    def _of(self, lesson: str, class_id: uuid.UUID | None) -> list[Taught]:
        found = super()._of(lesson, class_id)
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
        return found

    def _bring(self, key: str, kept: str) -> None:
        if self._there.get(key) != kept:
            with self._me.database.write(Repeat.KNOWS) as session:
                if _put(session, read_kept(kept)):
                    self._me.audit(session, Act.LESSON_TAUGHT, key)
            # Where this laptop's disk is full it stays in the box, and is not brought again.
            self._there[key] = kept
        with self._me.store.box.changing() as change:
            if change.get(Sort.LESSON, key) == kept:  # else it was kept anew since
                change.drop(Sort.LESSON, key)
        del self._there[key]


def _put(session: Session, taught: Taught) -> bool:
    """Write it; whether anything is new: it may be there, and only the answer was lost."""
    there = session.get(LessonTaughtRow, taught.id)
    if there is not None and taught.evidence.said is None:  # what was said of it since stays
        before = Evidence(**there.details.get("evidence", {}))
        evidence = replace(taught.evidence, said=before.said, why=before.why)
        taught = replace(taught, evidence=evidence)
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
                "subjects": list(taught.subjects),
                "evidence": asdict(taught.evidence),
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
        Evidence(**details.get("evidence", {})),
        tuple(str(one) for one in details.get("subjects", ())) or subjects_of(row.lesson),
    )
