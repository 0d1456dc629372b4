"""What can be done with cases. Each method is one short unit of work; call from any thread."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from functools import partial
from typing import Any

from sqlalchemy.orm import Session

from trent_desktop.asking import kept_first
from trent_desktop.newer import NEWER_DO, NEWER_WORDS
from trent_desktop.problems import (
    AnswersRefused,
    MoveNotPossible,
    NotAllowed,
    SomebodyWasFaster,
    TooNew,
)
from trent_desktop.reports.case_store import StoredCase, append, set_plain, set_state
from trent_desktop.reports.cases import CaseFile, EntryKind, Move, Route, TimelineEntry
from trent_desktop.reports.casework.closing import LEFT_UNDONE, UNDONE, left_undone
from trent_desktop.reports.casework.to_do import settled_by, tasks_after
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
from trent_desktop.reports.linking import ties
from trent_desktop.reports.linking.people import to_add, to_take_out
from trent_desktop.reports.linking.who_left import pupil_who_left
from trent_desktop.reports.on_laptop import CasesOnLaptop
from trent_desktop.reports.reading import (
    already_made,
    file_of,
    first_state_of,
    indexed,
    read_as,
    require_printable,
)
from trent_desktop.reports.report import amendment, clean_words
from trent_desktop.reports.sending import Sending
from trent_desktop.reports.sent import Sent
from trent_desktop.reports.stop import text_only
from trent_desktop.reports.supervision import service as supervision
from trent_desktop.reports.tasks.following import tasks_of
from trent_desktop.reports.tasks.giving import (
    asked_for,
    check_step,
    end_task,
    give_tasks,
    with_what_was_said,
    withdraw_all,
    withdraw_from_concerned,
)
from trent_desktop.reports.urgency import consequences
from trent_desktop.reports.waiting.drafts import Draft
from trent_desktop.reports.workflow import OVER, may_follow, state_after
from trent_desktop.school.keys.session import SignedIn
from trent_desktop.school.people.permissions import Right
from trent_desktop.storage.audit import Act, AuditEntry, entries_about
from trent_desktop.storage.database import next_change
from trent_desktop.storage.landed import Repeat
from trent_desktop.storage.tables import CaseEntryRow

_LONGEST = 5_000
UNDECIDED = "The Designated Safeguarding Lead has not decided on this report yet."
UNDECIDED_DO = "It can be signed off or closed after that decision. Ask them for it today."


class CaseService(CasesOnLaptop):
    """Cases, as the member who is signed in may see and move them."""

    def __init__(self, signed_in: SignedIn, index: LocalIndex) -> None:
        super().__init__(signed_in, index)
        self.sending = Sending(signed_in, index)

    @kept_first("sending.deliver_put", "sending.came_back")
    def send(self, draft: Draft) -> Sent:
        """Send what a draft holds; see `Sending.send`."""
        return self.sending.send(draft)

    # ------------------------------------------------------------------ one case

    def open_case(self, case_id: uuid.UUID) -> CaseFile:
        """Read a whole case; that it was read is written down. Raises `NotFound`."""
        with self._me.database.write(Repeat.LOOKS) as session:
            stored = self._read(session, case_id)
            self._me.audit(session, Act.CASE_READ, str(case_id))
            return self._file(stored)

    def copy_for_print(self, case_id: uuid.UUID, *, export: bool = False) -> CaseFile:
        """Read a case in order to print or save it, which is written down.

        Raises `PrintRefused` for a stopped case (rule 3) and for its reporter where she reads a part
        of it, `NotFound` otherwise.
        """
        with self._me.database.write(Repeat.LOOKS) as session:
            stored = self._read(session, case_id)
            file = self._file(stored)
            require_printable(stored, file.summary)
            self._me.audit(session, Act.CASE_EXPORTED if export else Act.CASE_PRINTED, str(case_id))
            return file

    def _read(self, session: Session, case_id: uuid.UUID) -> StoredCase:
        return with_what_was_said(session, read_as(self._me, session, case_id))

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
        with self._me.database.write(Repeat.KNOWS) as session:
            stored = self._read(session, case_id)
            if session.get(CaseEntryRow, entry_id) is not None:
                return self._file(stored)
            self._check_act(stored, move, version, words)
            self._check_the_end(stored, move, details or {})
            check_step(stored, move, details or {}, self._me.directory)
            change = next_change(session)
            entry = self._entry(session, stored, move, entry_id, words, details or {}, change)
            other = self._bound(session, stored, move, details or {})
            if other is not None:
                entry, answer = ties.bind(session, stored, other, entry)
                append(session, other, [answer], change)
                tied = {} if other.route.sealed or not answer.move else {"move": answer.move.value}
                self._me.audit(session, Act.CASE_MOVED, str(other.row.id), tied)
            state = state_after(
                move,
                stored.route,
                stored.state,
                first_state_of(stored),
                flow=stored.flow,
                details=entry.details,
            )
            following, state = consequences(
                stored.kind,
                stored.route,
                state,
                stored.timeline,
                entry,
                stored.reader_roles,
                in_part=stored.in_part,
            )
            step = stored.flow.steps[move]
            settled = settled_by(step, entry, stored.timeline)
            to_do = tasks_after(self._me, step, entry, stored.timeline)
            given = give_tasks(self._me, session, stored, to_do, change)
            added = [entry, *following, *settled, *given]
            append(session, stored, added, change)
            for one in settled:
                end_task(self._me, session, stored, one, change)
            if move is Move.SUPERVISE:
                supervision.put_down(session, self._me, case_id, entry)
            set_state(stored, state, added)
            if entry.kind is EntryKind.AMENDMENT:
                answers = answers_of(stored.timeline)
                answers[entry.details["question"]] = entry.details["after"]
                set_plain(stored, answers)
                withdraw_from_concerned(self._me, session, stored, answers, change)
            elif move in (Move.CLOSE, Move.MERGE):
                withdraw_all(self._me, session, stored, change)
            elif move is Move.ACTION_DONE:
                end_task(self._me, session, stored, entry, change)
            # The trail is plain: of a sealed report it does not say how far it has come.
            said = {} if stored.route.sealed else {"move": move.value}
            self._me.audit(session, Act.CASE_MOVED, str(case_id), said)
            session.flush()
            moved = [self._read(session, one.row.id) for one in (stored, other) if one]
            if move is Move.LINK_PERSON:
                answers = answers_of(moved[0].timeline)
                withdraw_from_concerned(self._me, session, moved[0], answers, change)
            tasks = tasks_of(self._me, session, moved[:1])
        self._index.update(map(indexed, moved), [])
        self._index.tasks.put_case(case_id, tasks)
        return self._file(moved[0])

    def _file(self, stored: StoredCase) -> CaseFile:
        """A case as she may see it."""
        return ties.with_ties(file_of(self._me, stored), self._me.keyring, self._index)

    def _bound(
        self, session: Session, stored: StoredCase, move: Move, details: Mapping[str, Any]
    ) -> StoredCase | None:
        """The other case that a move puts together with this one. Raises `NotFound`."""
        other_id = ties.other_case(move, details)
        if other_id is None:
            return None
        other = self._read(session, other_id)
        ties.check(move, stored, other, self._me.keyring)
        return other

    def _check_act(self, stored: StoredCase, move: Move, version: int, words: str) -> None:
        step = stored.flow.steps.get(move)
        if step is None:
            raise MoveNotPossible("This cannot be done with a report of this kind.")
        self._me.require(step.right)
        if file_of(self._me, stored).summary.newer:
            raise TooNew(NEWER_WORDS, what_to_do=NEWER_DO)
        if stored.in_part and move is not Move.NOTE:
            raise NotAllowed("Only those who lead on this report can do that. You may add a note.")
        if move is Move.SIGN_OFF and stored.signs not in self.turns:
            raise NotAllowed(f"Only the {stored.signs.title} can sign off this report.")
        urgent = stored.urgent
        if not may_follow(
            move, stored.route, stored.shown_state, urgent=urgent, flow=stored.flow
        ) or already_made(stored, step):
            if stored.row.version != version:
                raise _faster(stored)
            if urgent and move in (Move.SIGN_OFF, Move.CLOSE, Move.MERGE):
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

    def _check_the_end(self, stored: StoredCase, move: Move, details: Mapping[str, Any]) -> None:
        """Nothing ends in silence over what was not done: whoever ends it says so (rule 52)."""
        closes = move in (Move.CLOSE, Move.MERGE) and stored.state not in OVER
        if move is not Move.SIGN_OFF and not closes:
            return
        tasks = open_actions(actions_of(stored.timeline))
        if tasks and str(details.get(OPEN_TASKS, "")) != str(len(tasks)):
            said = still_open(tasks)
            raise AnswersRefused(f"{said} Say whether to end it anyway.", ((OPEN_TASKS, said),))
        if move is Move.MERGE:
            return  # it is led on, and looked at where it ends
        severity = file_of(self._me, stored).summary.severity
        undone = left_undone(stored.route, severity, stored.timeline, stored.flow.steps.keys())
        if not set(undone) <= set(str(details.get(LEFT_UNDONE, "")).split(",")):
            said = " ".join(UNDONE[one] for one in undone)
            raise AnswersRefused(f"{said} Say whether to end it anyway.", ((LEFT_UNDONE, said),))

    def _entry(
        self,
        session: Session,
        stored: StoredCase,
        move: Move,
        entry_id: uuid.UUID,
        words: str,
        details: Mapping[str, Any],
        change: int,
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
            task = asked_for(entry_id, words, details)
            return give_tasks(self._me, session, stored, [task], change)[0]
        elif move is Move.LINK_PERSON:
            people = file_of(self._me, stored).people
            left = partial(pupil_who_left, session)
            details = to_add(self._me.directory, stored.route, people, details, left)
        elif move is Move.UNLINK_PERSON:
            details = to_take_out(stored.timeline, details)
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


_KINDS = {
    Move.NOTE: EntryKind.NOTE,
    Move.ACTION: EntryKind.ACTION,
    Move.ACTION_DONE: EntryKind.ACTION,
    Move.AMEND: EntryKind.AMENDMENT,
    Move.RECATEGORISE: EntryKind.AMENDMENT,
}


def _faster(stored: StoredCase) -> SomebodyWasFaster:
    last: TimelineEntry = stored.timeline[-1]
    return SomebodyWasFaster(
        f"{last.author_name} changed this report at {last.at.astimezone():%H:%M}, "
        "while you had it open.",
        what_to_do="Look at what is new below, then try again. What you wrote is kept.",
    )
