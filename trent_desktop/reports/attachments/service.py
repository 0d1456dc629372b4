"""Attaching a picture or a PDF to a case, and looking at it. Call from any thread."""

from __future__ import annotations

import datetime as dt
import uuid
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from sqlalchemy.orm import Session

from trent_desktop.asking import on_laptop
from trent_desktop.newer import NEWER_DO, NEWER_WORDS
from trent_desktop.problems import MoveNotPossible, NotFound, TooNew
from trent_desktop.reports.attachments.attached import (
    Attachment,
    attachment_of,
    attachments_in,
    details_of,
)
from trent_desktop.reports.attachments.pages import KeptPage, NotOurPages, unpacked
from trent_desktop.reports.attachments.sealing import (
    CHANGED,
    CHANGED_DO,
    how_many,
    put,
    taken_out,
)
from trent_desktop.reports.attachments.taking_in import pages_of, read_chosen
from trent_desktop.reports.case_store import StoredCase, append
from trent_desktop.reports.cases import Answers, CaseFile, EntryKind, Move, Route
from trent_desktop.reports.entries import NewEntry, answers_of, author_of
from trent_desktop.reports.index import LocalIndex
from trent_desktop.reports.kinds import Kind, kind_named
from trent_desktop.reports.reading import file_of, indexed, read_as
from trent_desktop.reports.stop.rules import is_stopped
from trent_desktop.school.keys.session import SignedIn
from trent_desktop.school.people.permissions import Right
from trent_desktop.storage.audit import Act
from trent_desktop.storage.database import next_change
from trent_desktop.storage.landed import Repeat

#: So many things can be attached to one case.
MOST_ATTACHED: Final = 8

STOPPED: Final = "Nothing is attached to a stopped report, and nothing in it is looked at here."
STOPPED_DO: Final = (
    "Leave what is on the device where it is: the police want the device, and not a copy."
)
WRONG_KIND: Final = "Nothing can be attached to a report of this kind."
FULL: Final = f"{MOST_ATTACHED} files are attached to this report already, which is all it takes."


@dataclass(frozen=True, slots=True)
class Listed:
    """What is attached to a case, and whether the member who opened it may attach more.

    `stopped`: nothing is attached there, and what was attached before is not shown. `full`: she
    might, if it were not as many as a case takes.
    """

    attachments: tuple[Attachment, ...]
    may_add: bool
    stopped: bool
    full: bool = False


@dataclass(frozen=True, slots=True)
class Drawn:
    """A file that was drawn anew and is ready to be attached."""

    name: str = field(repr=False)
    content: bytes = field(repr=False)
    pages: int
    is_pdf: bool


@dataclass(frozen=True, slots=True)
class Viewed:
    """The pages of an attachment, and for whom and when they were taken out (the watermark)."""

    attachment: Attachment
    pages: tuple[KeptPage, ...] = field(repr=False)
    viewer: str
    at: dt.datetime


class AttachmentService:
    """What is attached to cases, for the member who is signed in (rule 30)."""

    def __init__(self, signed_in: SignedIn, index: LocalIndex) -> None:
        self._me = signed_in
        self._index = index

    @on_laptop
    def listed(self, case: CaseFile) -> Listed:
        """What is attached to an opened case. In memory."""
        summary = case.summary
        kind = kind_named(summary.kind)
        stopped = _is_stopped(kind, summary.route, case.answers)
        found = attachments_in(case.timeline)
        might = (
            kind is not None
            and kind.attachments
            and not stopped
            and Move.NOTE in case.moves
            and self._me.may(Right.ADD_TO_CASE)
        )
        full = len(found) >= MOST_ATTACHED
        return Listed(found, might and not full, stopped, might and full)

    @staticmethod
    @on_laptop
    def draw(chosen: Path | bytes) -> Drawn:
        """Draw a file anew, in a process of its own. Slow, and asks nothing of the school's file.

        Raises `UnreadableFile` for what is not taken.
        """
        content = chosen if isinstance(chosen, bytes) else read_chosen(chosen)
        kept, is_pdf = pages_of(content)
        name = "" if isinstance(chosen, bytes) else chosen.name
        return Drawn(name, kept, len(unpacked(kept)), is_pdf)

    def add(
        self, case_id: uuid.UUID, chosen: Path | bytes | Drawn, entry_id: uuid.UUID
    ) -> Attachment:
        """Attach a file, what is in one, or what was drawn of it; the first two are slow.

        `entry_id` is made by the caller before the first try: doing it twice is doing it once.
        Raises `UnreadableFile` for what is not taken, `NotAllowed`, `MoveNotPossible`, `TooNew`,
        `NotFound`.
        """
        with self._me.database.read() as session:
            stored = read_as(self._me, session, case_id)
            if (there := _there(stored, entry_id)) is not None:
                return there
            self._check(session, stored)
        drawn = chosen if isinstance(chosen, Drawn) else self.draw(chosen)
        with self._me.database.write(Repeat.KNOWS) as session:
            stored = read_as(self._me, session, case_id)
            if (there := _there(stored, entry_id)) is not None:
                return there
            self._check(session, stored)
            key, sha256 = put(session, case_id, entry_id, drawn.content)
            details = details_of(
                key,
                sha256,
                name=drawn.name,
                size=len(drawn.content),
                pages=drawn.pages,
                is_pdf=drawn.is_pdf,
            )
            entry = NewEntry(
                entry_id,
                EntryKind.ATTACHMENT,
                self._me.clock(),
                author_of(self._me),
                details=details,
            )
            append(session, stored, [entry], next_change(session))
            self._me.audit(
                session, Act.ATTACHMENT_ADDED, str(case_id), {"attachment": str(entry_id)}
            )
            session.flush()
            again = read_as(self._me, session, case_id)
        self._index.update([indexed(again)], [])
        return next(one for one in attachments_in(again.timeline) if one.id == entry_id)

    def view(self, case_id: uuid.UUID, attachment_id: uuid.UUID) -> Viewed:
        """Take an attachment out to be looked at, which is written down.

        Raises `MoveNotPossible` in a stopped case, `NotFound` when there is none or it was changed.
        """
        me = self._me
        with me.database.write(Repeat.LOOKS) as session:
            stored = read_as(me, session, case_id)
            if _is_stopped(stored.kind, stored.route, answers_of(stored.timeline)):
                raise MoveNotPossible(STOPPED, what_to_do=STOPPED_DO)
            entry = next(
                (
                    one
                    for one in stored.timeline
                    if one.id == attachment_id and one.kind is EntryKind.ATTACHMENT
                ),
                None,
            )
            if entry is None:
                raise NotFound("There is no such attachment, or it is not yours to see.")
            try:
                pages = unpacked(taken_out(session, case_id, entry))
            except NotOurPages as error:
                raise NotFound(CHANGED, what_to_do=CHANGED_DO) from error
            me.audit(
                session, Act.ATTACHMENT_VIEWED, str(case_id), {"attachment": str(attachment_id)}
            )
            return Viewed(attachment_of(entry), pages, me.member.name, me.clock())

    def _check(self, session: Session, stored: StoredCase) -> None:
        """Whether she may attach something to a case now. Raises what `add` raises."""
        self._me.require(Right.ADD_TO_CASE)
        if _is_stopped(stored.kind, stored.route, answers_of(stored.timeline)):
            raise MoveNotPossible(STOPPED, what_to_do=STOPPED_DO)
        file = file_of(self._me, stored)
        if file.summary.newer:
            raise TooNew(NEWER_WORDS, what_to_do=NEWER_DO)
        if stored.kind is None or not stored.kind.attachments:
            raise MoveNotPossible(WRONG_KIND, what_to_do="Write down what is to be seen.")
        if Move.NOTE not in file.moves:
            raise MoveNotPossible("Nothing can be attached to the report as it stands.")
        if how_many(session, stored.row.id) >= MOST_ATTACHED:
            raise MoveNotPossible(FULL, what_to_do="Write down what else is to be seen.")


def _is_stopped(kind: Kind | None, route: Route, answers: Answers) -> bool:
    """Whether a case may be about an indecent picture of a child, whoever leads on it."""
    return (
        route is Route.STOPPED
        or is_stopped("", answers)
        or (kind is not None and kind.must_stop(answers))
    )


def _there(stored: StoredCase, entry_id: uuid.UUID) -> Attachment | None:
    return next((one for one in attachments_in(stored.timeline) if one.id == entry_id), None)
