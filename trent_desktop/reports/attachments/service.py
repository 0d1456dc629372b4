"""Attaching a picture or a PDF to a case, and looking at it. Call from any thread."""

from __future__ import annotations

import uuid
from pathlib import Path
from typing import Final

from sqlalchemy.orm import Session

from trent_desktop.newer import NEWER_DO, NEWER_WORDS
from trent_desktop.problems import MoveNotPossible, NotFound, TooNew
from trent_desktop.reports.attachments.attached import (
    FULL,
    MOST_ATTACHED,
    Attachment,
    Drawn,
    Viewed,
    attachment_of,
    attachments_in,
    details_of,
)
from trent_desktop.reports.attachments.on_laptop import AttachmentsOnLaptop, takes_nothing
from trent_desktop.reports.attachments.pages import NotOurPages, unpacked
from trent_desktop.reports.attachments.sealing import CHANGED, CHANGED_DO, how_many, put, taken_out
from trent_desktop.reports.case_store import StoredCase, append
from trent_desktop.reports.cases import EntryKind, Move
from trent_desktop.reports.entries import NewEntry, answers_of, author_of
from trent_desktop.reports.reading import file_of, indexed, read_as
from trent_desktop.school.people.permissions import Right
from trent_desktop.storage.audit import Act
from trent_desktop.storage.database import next_change
from trent_desktop.storage.landed import Repeat

STOPPED: Final = "Nothing is attached to a stopped report, and nothing in it is looked at here."
STOPPED_DO: Final = (
    "Leave what is on the device where it is: the police want the device, and not a copy."
)
WRONG_KIND: Final = "Nothing can be attached to a report of this kind."


class AttachmentService(AttachmentsOnLaptop):
    """What is attached to cases, for the member who is signed in (rule 30)."""

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
            if takes_nothing(stored.kind, stored.route, answers_of(stored.timeline)):
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
        if takes_nothing(stored.kind, stored.route, answers_of(stored.timeline)):
            raise MoveNotPossible(STOPPED, what_to_do=STOPPED_DO)
        file = file_of(self._me, stored)
        if file.summary.newer:
            raise TooNew(NEWER_WORDS, what_to_do=NEWER_DO)
        if stored.kind is None or not stored.kind.attachments:
            raise MoveNotPossible(WRONG_KIND, what_to_do="Write down what can be seen.")
        if Move.NOTE not in file.moves:
            raise MoveNotPossible("Nothing can be attached to the report as it stands.")
        if how_many(session, stored.row.id) >= MOST_ATTACHED:
            raise MoveNotPossible(FULL, what_to_do="Write down what else can be seen.")


def _there(stored: StoredCase, entry_id: uuid.UUID) -> Attachment | None:
    return next((one for one in attachments_in(stored.timeline) if one.id == entry_id), None)
