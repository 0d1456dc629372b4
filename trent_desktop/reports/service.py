"""What can be done with cases. Each method is one short unit of work; call from any thread."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy.orm import Session

from trent_desktop.newer import NEWER_DO, NEWER_WORDS
from trent_desktop.problems import (
    AnswersRefused,
    MoveNotPossible,
    NotAllowed,
    NotFound,
    PrintRefused,
    SomebodyWasFaster,
    TooNew,
)
from trent_desktop.reports.case_store import (
    NOT_THERE,
    StoredCase,
    append,
    read_case,
    set_plain,
    set_state,
)
from trent_desktop.reports.cases import CaseFile, EntryKind, Move, Route, TimelineEntry
from trent_desktop.reports.casework.to_do import to_do_after
from trent_desktop.reports.entries import (
    OPEN_TASKS,
    NewEntry,
    actions_of,
    answers_of,
    author_of,
    open_actions,
    still_open,
)
from trent_desktop.reports.index import LocalIndex
from trent_desktop.reports.index_values import CaseCounts, CasePage, CaseQuery, Cursor, Scope
from trent_desktop.reports.reading import (
    already_made,
    file_of,
    first_state_of,
    indexed,
    is_about,
    turns_of,
)
from trent_desktop.reports.report import amendment, clean_words
from trent_desktop.reports.sending import Sending
from trent_desktop.reports.sent import Sent
from trent_desktop.reports.stop import text_only
from trent_desktop.reports.supervision import service as supervision
from trent_desktop.reports.urgency import consequences
from trent_desktop.reports.waiting.drafts import Draft
from trent_desktop.reports.waiting.outbox import waiting_drafts
from trent_desktop.reports.who.about import not_to_do
from trent_desktop.reports.workflow import OVER, may_follow, state_after
from trent_desktop.roles import Role
from trent_desktop.school.keys.session import SignedIn
from trent_desktop.school.people.permissions import Right
from trent_desktop.storage.audit import Act, AuditEntry, entries_about
from trent_desktop.storage.database import next_change
from trent_desktop.storage.tables import CaseEntryRow

__all__ = ["CaseCounts", "CasePage", "CaseQuery", "CaseService", "Cursor", "Scope", "Sent"]

_LONGEST = 5_000
UNDECIDED = "The Designated Safeguarding Lead has not decided on this report yet."
UNDECIDED_DO = "It can be signed off or closed after that decision. Ask them for it today."


class CaseService:
    """Cases, as the member who is signed in may see and move them."""

    def __init__(self, signed_in: SignedIn, index: LocalIndex) -> None:
        self._me = signed_in
        self._index = index
        self.sending = Sending(signed_in, index)

    def send(self, draft: Draft) -> Sent:
        """Send what a draft holds; see `Sending.send`."""
        return self.sending.send(draft)

    def waiting(self) -> tuple[Draft, ...]:
        """What was sent while the share was away, and goes by itself when it is back."""
        return waiting_drafts(self._me.store)

    # ------------------------------------------------------------------ lists

    def page(self, query: CaseQuery, after: Cursor | None = None, limit: int = 40) -> CasePage:
        """One screenful of the list, from this laptop."""
        return self._index.page(query, self.turns, after, limit)

    def counts(self) -> CaseCounts:
        """How many cases there are to see, from this laptop."""
        return self._index.counts(self.turns)

    def over(self, case_ids: Iterable[uuid.UUID]) -> frozenset[uuid.UUID]:
        """Which of these cases are signed off or closed, from this laptop."""
        rows = map(self._index.get, case_ids)
        return frozenset(row.id for row in rows if row and row.state in OVER and not row.newer)

    @property
    def turns(self) -> frozenset[Role]:
        """The roles whose turn is hers: her own, and those she acts for."""
        return turns_of(self._me)

    # ------------------------------------------------------------------ one case

    def open_case(self, case_id: uuid.UUID) -> CaseFile:
        """Read a whole case; that it was read is written down. Raises `NotFound`."""
        with self._me.database.write() as session:
            stored = self._read(session, case_id)
            self._me.audit(session, Act.CASE_READ, str(case_id))
            return file_of(self._me, stored)

    def copy_for_print(self, case_id: uuid.UUID, *, export: bool = False) -> CaseFile:
        """Read a case in order to print or save it, which is written down.

        Raises `PrintRefused` for a stopped case (rule 3) and for its reporter where she reads a part
        of it, `NotFound` otherwise.
        """
        with self._me.database.write() as session:
            stored = self._read(session, case_id)
            file = file_of(self._me, stored)
            if file.summary.newer:
                raise PrintRefused(NEWER_WORDS, what_to_do=NEWER_DO)
            if stored.in_part:
                raise PrintRefused(
                    "Only those who lead on this report print it.",
                    what_to_do="Ask the Designated Safeguarding Lead, if you need it on paper.",
                )
            if stored.route is Route.STOPPED:
                raise PrintRefused(
                    "This record must not be printed or saved.",
                    what_to_do="Show it to the police or children’s social care on this screen.",
                )
            self._me.audit(session, Act.CASE_EXPORTED if export else Act.CASE_PRINTED, str(case_id))
            return file

    def _read(self, session: Session, case_id: uuid.UUID) -> StoredCase:
        """A case that is hers to see; of one that is about her there is none. Raises `NotFound`."""
        stored = read_case(session, self._me.keyring, case_id)
        if is_about(self._me, stored):
            raise NotFound(NOT_THERE)
        return stored

    def history(self, case_id: uuid.UUID) -> tuple[AuditEntry, ...]:
        """Who read, printed and moved a case, newest first. Raises `NotAllowed`, `NotFound`."""
        self._me.require(Right.SEE_AUDIT)
        with self._me.database.read() as session:
            self._read(session, case_id)
            return entries_about(session, str(case_id))

    def act(
        self,
        case_id: uuid.UUID,
        move: Move,
        *,
        version: int,
        entry_id: uuid.UUID,
        words: str = "",
        details: Mapping[str, Any] | None = None,
    ) -> CaseFile:
        """Do something to a case.

        `entry_id` is made by the caller before the first try: doing it twice is doing it once.
        `version` is that of the case as it was read; notes and actions need no newest one.
        Raises `SomebodyWasFaster`, `NotAllowed`, `MoveNotPossible`, `AnswersRefused`, `NotFound`.
        """
        words = clean_words(words)
        with self._me.database.write() as session:
            stored = self._read(session, case_id)
            if session.get(CaseEntryRow, entry_id) is not None:
                return file_of(self._me, stored)
            self._check_act(stored, move, version, words)
            _check_open_tasks(stored, move, details or {})
            entry = self._entry(stored, move, entry_id, words, details or {})
            state = state_after(
                move,
                stored.route,
                stored.state,
                first_state_of(stored),
                flow=stored.flow,
                details=entry.details,
            )
            following, state = consequences(
                stored.kind, stored.route, state, stored.timeline, entry, stored.reader_roles
            )
            added = [
                entry,
                *following,
                *to_do_after(stored.flow.steps[move], entry, stored.timeline),
            ]
            append(session, stored, added, next_change(session))
            if move is Move.SUPERVISE:
                supervision.put_down(session, self._me, case_id, entry)
            set_state(stored, state, added)
            if entry.kind is EntryKind.AMENDMENT:
                answers = answers_of(stored.timeline)
                answers[entry.details["question"]] = entry.details["after"]
                set_plain(stored, answers)
            self._me.audit(session, Act.CASE_MOVED, str(case_id), {"move": move.value})
            session.flush()
            again = self._read(session, case_id)
            file = file_of(self._me, again)
        self._index.update([indexed(again)], [])
        return file

    def _check_act(self, stored: StoredCase, move: Move, version: int, words: str) -> None:
        step = stored.flow.steps.get(move)
        if step is None:
            raise MoveNotPossible("This cannot be done with a report of this kind.")
        self._me.require(step.right)
        if file_of(self._me, stored).summary.newer:
            raise TooNew(NEWER_WORDS, what_to_do=NEWER_DO)
        if stored.in_part and move is not Move.NOTE:
            raise NotAllowed("Only those who lead on this report do that. You may add a note.")
        if move is Move.SIGN_OFF and stored.signs not in self.turns:
            raise NotAllowed(f"Only the {stored.signs.title} signs off this report.")
        urgent = stored.urgent
        if not may_follow(
            move, stored.route, stored.shown_state, urgent=urgent, flow=stored.flow
        ) or already_made(stored, step):
            if stored.row.version != version:
                raise _faster(stored)
            if urgent and move in (Move.SIGN_OFF, Move.CLOSE):
                raise MoveNotPossible(UNDECIDED, what_to_do=UNDECIDED_DO)
            raise MoveNotPossible("This cannot be done with the report as it stands.")
        if move not in (Move.NOTE, Move.ACTION, Move.ACTION_DONE) and stored.row.version != version:
            raise _faster(stored)
        # Neither a note nor a decision brings an address into a stopped case (rule 3).
        said = text_only.refusal(words) if words and stored.route is Route.STOPPED else ""
        if said:
            raise AnswersRefused(said, (("words", said),))
        if step.needs_words and not words:
            raise AnswersRefused(step.needs_words, (("words", step.needs_words),))
        if len(words) > _LONGEST:
            said = f"Shorten this by {len(words) - _LONGEST:,} characters."
            raise AnswersRefused(said, (("words", said),))

    def _entry(
        self,
        stored: StoredCase,
        move: Move,
        entry_id: uuid.UUID,
        words: str,
        details: Mapping[str, Any],
    ) -> NewEntry:
        kind = _KINDS.get(move, EntryKind.MOVE)
        if kind is EntryKind.AMENDMENT:
            details = amendment(
                stored.kind,
                stored.route,
                answers_of(stored.timeline),
                move,
                details,
                self._me.directory.classes,
                self._me.clock(),
            )
        elif move is Move.ACTION:
            details = self._action(stored, details)
        else:
            details = self._answered(stored, move, details)
            if stored.route is Route.STOPPED and any(
                map(text_only.refusal, text_only.texts_in(details))
            ):
                raise AnswersRefused("An address cannot be part of a stopped report.")
        return NewEntry(entry_id, kind, self._me.clock(), author_of(self._me), move, words, details)

    def _answered(
        self, stored: StoredCase, move: Move, details: Mapping[str, Any]
    ) -> dict[str, Any]:
        """What goes with a step: its questions judged, and what its own screen says beside."""
        step = stored.flow.steps[move]
        kept, wrong = step.checked(details, self._me.clock())
        if wrong:
            raise AnswersRefused("Some of this cannot be kept as it is.", wrong)
        asked = {one.name for one in step.questions}
        rest = {name: value for name, value in details.items() if name not in asked}
        return kept | {name: str(value)[:_LONGEST] for name, value in rest.items()}

    def _action(self, stored: StoredCase, details: Mapping[str, Any]) -> dict[str, Any]:
        members = self._me.directory.members
        owner = next((one for one in members if str(one.id) == str(details.get("owner"))), None)
        if owner is not None:
            answers = answers_of(stored.timeline)
            if said := not_to_do(answers, members, owner, stored.reader_roles):
                raise AnswersRefused(said, (("owner", said),))
        due = details.get("due")
        return {
            "owner": str(owner.id) if owner else None,
            "owner_name": owner.name if owner else "",
            "due": dt.date.fromisoformat(str(due)).isoformat() if due else None,
        }


_KINDS = {
    Move.NOTE: EntryKind.NOTE,
    Move.ACTION: EntryKind.ACTION,
    Move.ACTION_DONE: EntryKind.ACTION,
    Move.AMEND: EntryKind.AMENDMENT,
    Move.RECATEGORISE: EntryKind.AMENDMENT,
}


def _check_open_tasks(stored: StoredCase, move: Move, details: Mapping[str, Any]) -> None:
    """Nothing ends over tasks in silence: whoever ends it says how many are open all the same."""
    if move is not Move.SIGN_OFF and not (move is Move.CLOSE and stored.state not in OVER):
        return
    tasks = open_actions(actions_of(stored.timeline))
    if tasks and str(details.get(OPEN_TASKS, "")) != str(len(tasks)):
        said = still_open(tasks)
        raise AnswersRefused(f"{said} Say whether it ends all the same.", ((OPEN_TASKS, said),))


def _faster(stored: StoredCase) -> SomebodyWasFaster:
    last: TimelineEntry = stored.timeline[-1]
    return SomebodyWasFaster(
        f"{last.author_name} changed this report at {last.at.astimezone():%H:%M}, "
        "while you had it open.",
        what_to_do="Look at what is new below, then try again. What you wrote is kept.",
    )
