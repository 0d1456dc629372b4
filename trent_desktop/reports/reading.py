"""A stored case turned into what people see: the whole file, a row of the list, a receipt."""

from __future__ import annotations

import datetime as dt
import logging
import uuid
from collections.abc import Mapping
from typing import Any

from sqlalchemy.orm import Session

from trent_desktop.newer import A_NEWER_ROLE, FAR, NEWER, NEWER_DO, NEWER_WORDS, is_far
from trent_desktop.problems import NotFound, PrintRefused
from trent_desktop.reports.attachments.attached import without_key
from trent_desktop.reports.case_store import NOT_THERE, StoredCase, read_case
from trent_desktop.reports.cases import (
    CaseFile,
    CaseState,
    CaseSummary,
    EntryKind,
    Move,
    Route,
    TimelineEntry,
)
from trent_desktop.reports.casework.late import running_clock
from trent_desktop.reports.casework.to_do import with_steps
from trent_desktop.reports.chronology.telling import told_of
from trent_desktop.reports.earlier import sign_of
from trent_desktop.reports.entries import actions_of, answers_of, reporter_of
from trent_desktop.reports.figures.moments import CaseMoments, moments_of
from trent_desktop.reports.index_values import IndexedCase
from trent_desktop.reports.kinds.kind import CaseFacts, Kind
from trent_desktop.reports.linking.people import added, has_done_it, taken_out
from trent_desktop.reports.report import SEALED_TITLE, facts_of, questions_left
from trent_desktop.reports.search_words import search_words
from trent_desktop.reports.steps import Step
from trent_desktop.reports.who.about import concerned
from trent_desktop.reports.workflow import OVER, first_state, may_follow
from trent_desktop.roles import Role
from trent_desktop.school.keys.session import SignedIn
from trent_desktop.school.people.permissions import Right

log = logging.getLogger(__name__)

#: Stands for a reporter whose name cannot be read.
NOBODY = uuid.UUID(int=0)


def read_as(me: SignedIn, session: Session, case_id: uuid.UUID) -> StoredCase:
    """A case that is hers to see; of one that is about her there is none. Raises `NotFound`."""
    stored = read_case(session, me.keyring, case_id)
    if is_about(me, stored):
        raise NotFound(NOT_THERE)
    return stored


def file_of(me: SignedIn, stored: StoredCase) -> CaseFile:
    """The whole case, with what the member who is signed in may do to it now."""
    answers = answers_of(stored.timeline)
    facts = _facts(stored, answers)
    summary = _summary(stored, facts)
    return CaseFile(
        summary=summary,
        answers=answers,
        timeline=tuple(map(without_key, stored.timeline)),
        people=(*(facts.people if facts else ()), *added(stored.timeline)),
        taken_out=taken_out(stored.timeline),
        actions=with_steps(
            actions_of(stored.timeline), stored.flow.steps.values(), stored.timeline
        ),
        readers=_readers(stored),
        moves=frozenset() if summary.newer else _moves(me, stored),
        questions_left=questions_left(
            stored.kind,
            stored.route,
            answers,
            summary.recorded_at.date(),
            over=summary.newer or summary.state in OVER,
        ),
        may_print=stored.route is not Route.STOPPED and not stored.in_part and not summary.newer,
        version=stored.row.version,
    )


def indexed(stored: StoredCase) -> IndexedCase:
    """The case as it goes into the index of this laptop."""
    answers = answers_of(stored.timeline)
    facts = _facts(stored, answers)
    summary = _summary(stored, facts)
    signs = map(sign_of, facts.people if facts else ())
    words = search_words(stored.kind, summary, facts, answers, stored.timeline)
    words = "\n".join((words, *signs))
    told = told_of(stored, facts, answers)
    moments = _moments(stored, summary, answers)
    return IndexedCase(summary, words, moments, told, running_clock(stored))


def _moments(
    stored: StoredCase, summary: CaseSummary, answers: Mapping[str, Any]
) -> CaseMoments | None:
    """What is counted of a case that is read whole and understood."""
    if stored.in_part or summary.newer or not summary.readable:
        return None
    return moments_of(
        stored.timeline, answers, stored.route, summary.recorded_at, summary.year_group
    )


def receipt(
    me: SignedIn,
    kind: Kind,
    case_id: uuid.UUID,
    reference: str,
    route: Route,
    severity: int,
    at: dt.datetime,
    state: CaseState | None = None,
) -> IndexedCase:
    """What a reporter keeps of a case that is not hers to read: that it was sent, no more.

    `state` says to whom; without it, to whoever leads on this route as a rule.
    """
    return IndexedCase(
        CaseSummary(
            id=case_id,
            reference=reference,
            kind=kind.name,
            route=route,
            state=state or route.first_state,
            title=SEALED_TITLE,
            class_name="",
            year_group=None,
            category="",
            severity=severity,
            happened_at=None,
            recorded_at=at,
            updated_at=at,
            reporter_id=me.member.id,
            reporter_name=me.member.name,
            waiting_for=frozenset(),
            readable=False,
            version=0,
        ),
        reference,
    )


def _facts(stored: StoredCase, answers: Mapping[str, Any]) -> CaseFacts | None:
    """What is known of a case; None where a newer program wrote what cannot be read here."""
    if stored.newer_form:
        return None
    try:
        facts = facts_of(stored.kind, stored.route, answers)
    except Exception as error:  # noqa: BLE001 - one case, whatever is in it, hides no other
        log.warning("The answers of a case could not be read: %s", type(error).__name__)
        return None
    return None if is_far(facts.happened_at) else facts


def _summary(stored: StoredCase, facts: CaseFacts | None) -> CaseSummary:
    row = stored.row
    report = reporter_of(stored.timeline) or stored.timeline[0]
    moments = (report.at, row.recorded_at, row.updated_at)
    return CaseSummary(
        id=row.id,
        reference=row.reference,
        kind=stored.standing.kind,
        route=stored.route,
        state=stored.shown_state,
        title=facts.title if facts else NEWER,
        class_name=facts.class_name if facts else "",
        year_group=facts.year_group if facts else None,
        category=facts.category if facts else "",
        severity=facts.severity if facts else stored.standing.severity,
        happened_at=facts.happened_at if facts else None,
        recorded_at=next((one for one in moments if not is_far(one)), FAR),
        updated_at=stored.timeline[-1].at if stored.in_part else row.updated_at,
        reporter_id=report.author_id or NOBODY,
        reporter_name=report.author_name,
        newer=facts is None or stored.newer or report.author_id is None,
        waiting_for=frozenset() if stored.in_part else stored.waiting_for,
        readable=True,
        version=row.version,
        severity_known=facts is None or facts.severity_known,
    )


def first_state_of(stored: StoredCase) -> CaseState:
    """Where a case starts again that is opened again."""
    roles = [role for role in stored.reader_roles if role]
    return first_state(stored.route, roles)


def is_about(me: SignedIn, stored: StoredCase) -> bool:
    """Whether the member who is signed in is the person that a case is about.

    She holds no key of it when it is sent. She may get one later: with a role that she takes over
    come the keys under which its holders of before read.
    """
    if stored.route is Route.CONTENT:
        return False
    return me.member.id in concerned(
        answers_of(stored.timeline), me.directory.members
    ) or has_done_it(me.member, stored.timeline)


def require_printable(stored: StoredCase, summary: CaseSummary) -> None:
    """Raises `PrintRefused` for what leaves on no paper and in no file (rule 3)."""
    if summary.newer:
        raise PrintRefused(NEWER_WORDS, what_to_do=NEWER_DO)
    if stored.in_part:
        raise PrintRefused(
            "Only those who lead on this report can print it.",
            what_to_do="Ask the Designated Safeguarding Lead, if you need it on paper.",
        )
    if stored.route is Route.STOPPED:
        raise PrintRefused(
            "This record must not be printed or saved.",
            what_to_do="Show it to the police or children’s social care on this screen.",
        )


def _readers(stored: StoredCase) -> tuple[str, ...]:
    roles = [role for role in stored.reader_roles if role]
    ordered = [role.title for role in Role if role in roles]
    if stored.newer_readers:
        ordered.append(A_NEWER_ROLE)
    return ("The reporter", *ordered) if None in stored.reader_roles else tuple(ordered)


def _moves(me: SignedIn, stored: StoredCase) -> frozenset[Move]:
    if stored.in_part:
        return frozenset({Move.NOTE} if me.may(stored.flow.steps[Move.NOTE].right) else ())
    urgent = stored.urgent
    found = {
        move
        for move, step in stored.flow.steps.items()
        if may_follow(move, stored.route, stored.state, urgent=urgent, flow=stored.flow)
        and me.may(step.right)
        and not already_made(stored, step)
    }
    if not stored.route.filtered or stored.kind is None or not stored.kind.category:
        # Nothing about these is a matter of the filter's category, and no question is amended.
        found -= {Move.RECATEGORISE}
    if not _by_reporter_or_lead(me, stored.timeline):
        found -= {Move.AMEND}
    if stored.state not in OVER:
        found -= {Move.REOPEN}
    if not added(stored.timeline):
        found -= {Move.UNLINK_PERSON}
    return frozenset(found)


def already_made(stored: StoredCase, step: Step) -> bool:
    """Whether a step that is made once was made since the case was last opened."""
    if not step.once:
        return False
    for entry in reversed(stored.timeline):
        if entry.move is step.move:
            return True
        if entry.move is Move.REOPEN:
            return False
    return False


def _by_reporter_or_lead(me: SignedIn, timeline: tuple[TimelineEntry, ...]) -> bool:
    """Amending is for whoever wrote the report, and for those who lead on it."""
    wrote = any(
        entry.author_id == me.member.id
        for entry in timeline
        if entry.kind in (EntryKind.REPORT, EntryKind.MORE_ANSWERS)
    )
    return wrote or me.may(Right.DECIDE) or me.may(Right.TRIAGE)
