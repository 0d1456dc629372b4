"""A stored case turned into what people see: the whole file, a row of the list, a receipt."""

from __future__ import annotations

import datetime as dt
import uuid

from trent_desktop.reports.case_store import StoredCase
from trent_desktop.reports.cases import (
    CaseFile,
    CaseState,
    CaseSummary,
    EntryKind,
    Move,
    Route,
    TimelineEntry,
)
from trent_desktop.reports.entries import actions_of, answers_of, reporter_of
from trent_desktop.reports.index_values import IndexedCase
from trent_desktop.reports.kinds.kind import CaseFacts, Kind
from trent_desktop.reports.report import SEALED_TITLE, facts_of, questions_left
from trent_desktop.reports.who.about import concerned
from trent_desktop.reports.who.leading import joined_roles, standing_in
from trent_desktop.reports.workflow import (
    OVER,
    STEPS,
    first_state,
    may_follow,
    turns,
)
from trent_desktop.roles import Role
from trent_desktop.school.keys.session import SignedIn
from trent_desktop.school.people.permissions import Right


def file_of(me: SignedIn, stored: StoredCase) -> CaseFile:
    """The whole case, with what the member who is signed in may do to it now."""
    answers = answers_of(stored.timeline)
    facts = facts_of(stored.kind, stored.route, answers)
    return CaseFile(
        summary=_summary(stored, facts),
        answers=answers,
        timeline=stored.timeline,
        people=facts.people,
        actions=actions_of(stored.timeline),
        readers=_readers(stored),
        moves=_moves(me, stored),
        questions_left=questions_left(stored.kind, stored.route, answers),
        may_print=stored.route is not Route.STOPPED and not stored.in_part,
        version=stored.row.version,
    )


def indexed(stored: StoredCase) -> IndexedCase:
    """The case as it goes into the index of this laptop."""
    facts = facts_of(stored.kind, stored.route, answers_of(stored.timeline))
    summary = _summary(stored, facts)
    words = (
        summary.reference,
        summary.title,
        summary.class_name,
        summary.reporter_name,
        facts.words,
        *(entry.words for entry in stored.timeline),
    )
    return IndexedCase(summary, "\n".join(word for word in words if word))


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


def _summary(stored: StoredCase, facts: CaseFacts) -> CaseSummary:
    row, report = stored.row, reporter_of(stored.timeline)
    if report.author_id is None:
        raise ValueError("a report without an author")
    return CaseSummary(
        id=row.id,
        reference=row.reference,
        kind=row.kind,
        route=stored.route,
        state=stored.shown_state,
        title=facts.title,
        class_name=facts.class_name,
        year_group=facts.year_group,
        category=facts.category,
        severity=facts.severity,
        happened_at=facts.happened_at,
        recorded_at=report.at,
        updated_at=stored.timeline[-1].at if stored.in_part else row.updated_at,
        reporter_id=report.author_id,
        reporter_name=report.author_name,
        waiting_for=frozenset() if stored.in_part else stored.waiting_for,
        readable=True,
        version=row.version,
        severity_known=facts.severity_known,
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
    return me.member.id in concerned(answers_of(stored.timeline), me.directory.members)


def turns_of(me: SignedIn) -> frozenset[Role]:
    """The roles whose turn is hers: her own, and those she acts for."""
    return turns(standing_in(me.roles, joined_roles(me.directory.members)))


def _readers(stored: StoredCase) -> tuple[str, ...]:
    roles = [role for role in stored.reader_roles if role]
    ordered = [role.title for role in Role if role in roles]
    return ("The reporter", *ordered) if None in stored.reader_roles else tuple(ordered)


def _moves(me: SignedIn, stored: StoredCase) -> frozenset[Move]:
    if stored.in_part:
        return frozenset({Move.NOTE} if me.may(STEPS[Move.NOTE].right) else ())
    urgent = stored.urgent
    found = {
        move
        for move, step in STEPS.items()
        if may_follow(move, stored.route, stored.state, urgent=urgent) and me.may(step.right)
    }
    if not stored.route.filtered or stored.kind is None or not stored.kind.category:
        # Nothing about these is a matter of the filter's category, and no question is amended.
        found -= {Move.RECATEGORISE}
    if not _by_reporter_or_lead(me, stored.timeline):
        found -= {Move.AMEND}
    if stored.state not in OVER:
        found -= {Move.REOPEN}
    return frozenset(found)


def _by_reporter_or_lead(me: SignedIn, timeline: tuple[TimelineEntry, ...]) -> bool:
    """Amending is for whoever wrote the report, and for those who lead on it."""
    wrote = any(
        entry.author_id == me.member.id
        for entry in timeline
        if entry.kind in (EntryKind.REPORT, EntryKind.MORE_ANSWERS)
    )
    return wrote or me.may(Right.DECIDE) or me.may(Right.TRIAGE)
