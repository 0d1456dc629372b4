"""The audit chain: who did what and when, each entry bound to the one before it.

An entry says that a case was read, printed, moved; never what is in it. A changed, removed or
inserted entry breaks every link after it, which `check_chain` finds (rule 5).
"""

from __future__ import annotations

import datetime as dt
import json
import uuid
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, assert_never

from sqlalchemy import bindparam, func, select
from sqlalchemy.orm import Session

from trent_desktop.news import Subject
from trent_desktop.storage.cipher import digest
from trent_desktop.storage.moved import note_moved, note_written
from trent_desktop.storage.straight import Straight
from trent_desktop.storage.tables import AuditRow, table_of

_FIRST = "0" * 64
_TABLE = table_of(AuditRow)
_LAST = Straight(select(_TABLE.c.number, _TABLE.c.link).order_by(_TABLE.c.number.desc()).limit(1))
_ADD = Straight.insert(_TABLE)
_PORTION = (
    select(_TABLE)
    .where(_TABLE.c.number > bindparam("after"))
    .order_by(_TABLE.c.number)
    .limit(2_000)
)
_as_text = json.JSONEncoder(sort_keys=True, separators=(",", ":")).encode


class Act(StrEnum):
    """What is written down."""

    SCHOOL_SET_UP = "school set up"
    SIGNED_IN = "signed in"
    PASSWORD_CHANGED = "password changed"  # noqa: S105 - the name of an act
    PASSWORD_RESET = "password reset"  # noqa: S105 - the name of an act
    ROLE_HANDED_OVER = "role handed over"
    ROLE_GIVEN = "role given"
    ROLE_TAKEN = "role taken away"
    ROLE_RECOVERED = "role passed on by two people"
    MEMBER_INVITED = "member invited"
    MEMBER_JOINED = "member joined"
    MEMBER_CHANGED = "member changed"
    MEMBER_SUSPENDED = "member suspended"
    MEMBER_RESTORED = "member restored"
    MEMBER_REMOVED = "member removed"
    RECOVERY_CODE_USED = "recovery code used"
    RECOVERY_CODE_CHANGED = "recovery code changed"
    KEYS_CHANGED = "keys changed"
    KEYS_PUT_BY = "keys put by"
    LAPTOP_LET_IN = "laptop let in"
    LAPTOP_SHUT_OUT = "laptop shut out"
    CASES_GIVEN_BACK = "cases given back"
    CLASS_LIST_IMPORTED = "class list imported"
    CLASS_LIST_EXPORTED = "class list exported"
    SCHOOL_YEAR_BEGUN = "school year begun"
    STEP_UNDONE = "step undone"
    PUPIL_CHANGED = "pupil changed"
    CLASS_CHANGED = "class changed"
    BACKUP_MADE = "backup made"
    SETTING_CHANGED = "setting changed"
    LESSON_SAVED = "lesson saved"
    LESSON_REMOVED = "lesson removed"
    LESSON_TAUGHT = "lesson taught"
    CASE_SENT = "case sent"
    CASE_ADDED_TO = "case added to"
    CASE_READ = "case read"
    CASE_PRINTED = "case printed"
    CASE_MOVED = "case moved"
    CASE_EXPORTED = "case exported"
    ATTACHMENT_ADDED = "attachment added"
    ATTACHMENT_VIEWED = "attachment viewed"
    CHRONOLOGY_READ = "chronology read"
    CHRONOLOGY_PRINTED = "chronology printed"
    CHRONOLOGY_EXPORTED = "chronology exported"
    LIST_PRINTED = "list printed"
    SUPERVISION_BEGUN = "supervision begun"
    SUPERVISION_ENDED = "supervision ended"
    FILTER_REVIEWED = "filter reviewed"
    REQUEST_MAILED = "request mailed"
    AGREEMENTS_PRINTED = "agreements printed"
    AGREEMENT_RECORDED = "agreement recorded"
    CONSENT_RECORDED = "consent recorded"
    RECORDING_UNDONE = "recording undone"
    NEVER_SET = "never pictured: set"
    NEVER_ENDED = "never pictured: taken off"
    SAID_NO_LONGER = "what somebody said: no longer counts"
    SAID_COUNTS_AGAIN = "what somebody said: counts again"
    WORDING_CHANGED = "wording changed"
    FAMILY_CHANGED = "family changed"
    REGISTER_EXPORTED = "register exported"
    REMINDERS_PRINTED = "reminders printed"
    TASK_GIVEN = "task given"
    TASK_DONE = "task done"
    TASK_GIVEN_BACK = "task given back"
    TASK_WITHDRAWN = "task withdrawn"
    POLICY_CHANGED = "policy changed"
    POLICY_APPROVED = "policy approved"
    POLICY_READ = "policy read"
    INDUCTION_RECORDED = "induction recorded"
    TRAINING_RECORDED = "training recorded"
    MEETING_CHANGED = "meeting changed"
    MEETING_ANSWERED = "meeting answered"
    INVITATIONS_PRINTED = "invitations printed"
    ACCOUNT_CHANGED = "account changed"
    ACCOUNT_PASSWORD_SEEN = "account's password seen"  # noqa: S105 - the name of an act
    FILTER_CHECKED = "filter checked"
    GOVERNORS_TOLD = "governors told"
    COPY_PUT_BACK = "copy put back"
    SCHOOL_MOVED = "school moved"
    SENT_AGAIN = "sent again"
    CASE_DESTROYED = "case destroyed"


def subject_of(act: Act) -> Subject | None:
    """What an act changes that a screen may show; None when it only looks."""
    match act:
        case Act.SIGNED_IN | Act.CASE_READ | Act.CASE_PRINTED | Act.CASE_EXPORTED:
            return None
        case Act.ATTACHMENT_VIEWED | Act.CHRONOLOGY_READ:
            return None
        case Act.CHRONOLOGY_PRINTED | Act.CHRONOLOGY_EXPORTED:
            return None
        case Act.FILTER_REVIEWED | Act.REQUEST_MAILED:
            return None
        case Act.LIST_PRINTED | Act.CLASS_LIST_EXPORTED | Act.REGISTER_EXPORTED | Act.BACKUP_MADE:
            return None
        case Act.CASE_SENT | Act.CASE_ADDED_TO | Act.CASE_MOVED | Act.CASE_DESTROYED:
            return Subject.CASES
        case Act.ATTACHMENT_ADDED:
            return Subject.CASES
        case Act.SETTING_CHANGED:
            return Subject.SETTINGS
        case Act.LESSON_SAVED | Act.LESSON_REMOVED | Act.LESSON_TAUGHT:
            return Subject.LESSONS
        case (
            Act.AGREEMENTS_PRINTED
            | Act.AGREEMENT_RECORDED
            | Act.CONSENT_RECORDED
            | Act.RECORDING_UNDONE
            | Act.NEVER_SET
            | Act.NEVER_ENDED
            | Act.SAID_NO_LONGER
            | Act.SAID_COUNTS_AGAIN
            | Act.FAMILY_CHANGED
            | Act.REMINDERS_PRINTED
        ):
            return Subject.AGREEMENTS
        case Act.TASK_GIVEN | Act.TASK_DONE | Act.TASK_GIVEN_BACK | Act.TASK_WITHDRAWN:
            return Subject.TASKS
        case Act.POLICY_CHANGED | Act.POLICY_APPROVED | Act.POLICY_READ | Act.INDUCTION_RECORDED:
            return Subject.POLICY
        case (
            Act.TRAINING_RECORDED
            | Act.MEETING_CHANGED
            | Act.MEETING_ANSWERED
            | Act.INVITATIONS_PRINTED
            | Act.ACCOUNT_CHANGED
            | Act.FILTER_CHECKED
            | Act.GOVERNORS_TOLD
        ):
            return Subject.OVERSIGHT
        case Act.ACCOUNT_PASSWORD_SEEN:
            return None
        case Act.COPY_PUT_BACK | Act.SCHOOL_MOVED:
            return Subject.SETTINGS
        case Act.SENT_AGAIN:
            return Subject.CASES
        case Act.WORDING_CHANGED:
            return Subject.WORDINGS
        case Act.LAPTOP_LET_IN | Act.LAPTOP_SHUT_OUT:
            return Subject.LAPTOPS
        case (
            Act.SCHOOL_SET_UP
            | Act.PASSWORD_CHANGED
            | Act.PASSWORD_RESET
            | Act.ROLE_HANDED_OVER
            | Act.ROLE_GIVEN
            | Act.ROLE_TAKEN
            | Act.ROLE_RECOVERED
            | Act.MEMBER_INVITED
            | Act.MEMBER_JOINED
            | Act.MEMBER_CHANGED
            | Act.MEMBER_SUSPENDED
            | Act.MEMBER_RESTORED
            | Act.MEMBER_REMOVED
            | Act.RECOVERY_CODE_USED
            | Act.RECOVERY_CODE_CHANGED
            | Act.KEYS_CHANGED
            | Act.KEYS_PUT_BY
            | Act.CASES_GIVEN_BACK
            | Act.CLASS_LIST_IMPORTED
            | Act.SCHOOL_YEAR_BEGUN
            | Act.SUPERVISION_BEGUN
            | Act.SUPERVISION_ENDED
            | Act.STEP_UNDONE
            | Act.PUPIL_CHANGED
            | Act.CLASS_CHANGED
        ):
            return Subject.DIRECTORY
        case _:
            assert_never(act)


# By its name, as it stands in the file: what a newer program wrote there is none of these.
SUBJECTS = {act.value: subject_of(act) for act in Act}


@dataclass(frozen=True, slots=True)
class AuditEntry:
    """One link of the chain, as it is read back."""

    number: int
    at: dt.datetime
    member_id: uuid.UUID | None
    act: str
    subject: str
    details: Mapping[str, Any] = field(default_factory=dict[str, Any])


@dataclass(frozen=True, slots=True)
class ChainCheck:
    """The outcome of a check. `broken_at` is the number of the first bad link, or None."""

    entries: int
    broken_at: int | None


@dataclass(frozen=True, slots=True)
class PlannedEntry:
    """A link that is to be added."""

    at: dt.datetime
    member_id: uuid.UUID | None
    act: Act
    subject: str
    details: Mapping[str, Any] = field(default_factory=dict[str, Any])


def write_entry(
    session: Session,
    at: dt.datetime,
    member_id: uuid.UUID | None,
    act: Act,
    subject: str,
    details: Mapping[str, Any] | None = None,
) -> None:
    """Add a link, inside a unit of work that writes (so that no two share a number)."""
    write_entries(session, [PlannedEntry(at, member_id, act, subject, details or {})])


def write_entries(session: Session, planned: Sequence[PlannedEntry]) -> None:
    """Add links in the given order, inside a unit of work that writes."""
    number, previous = _LAST.row(session) or (0, _FIRST)
    rows: list[dict[str, Any]] = []
    for one in planned:
        number += 1
        row: dict[str, Any] = {
            "number": number,
            "at": one.at,
            "member_id": one.member_id,
            "act": one.act.value,
            "subject": one.subject,
            "details": dict(one.details),
            "previous": previous,
        }
        previous = row["link"] = link_of(row)
        subject = subject_of(one.act)
        if subject is not None:
            note_moved(
                session, subject, uuid.UUID(one.subject) if subject is Subject.CASES else None
            )
        rows.append(row)
    _ADD.rows_in(session, _ADD.prepare(*rows))
    if planned:
        note_written(session, number, previous)


def newest_entry(session: Session) -> tuple[int, str]:
    """Number and digest of the newest entry; 0 and nothing while there is none."""
    number, link = _LAST.row(session) or (0, "")
    return number, link


def link_of(row: Mapping[str, Any]) -> str:
    """The digest that binds an entry to its place: over all of it and the link before."""
    member_id = row["member_id"]
    return digest(
        _as_text(
            [
                row["number"],
                row["at"].astimezone(dt.UTC).isoformat(),
                str(member_id) if member_id else None,
                row["act"],
                row["subject"],
                row["details"],
                row["previous"],
            ]
        ).encode("utf-8")
    )


def check_chain(
    read: Callable[[], AbstractContextManager[Session]],
    progress: Callable[[int, int], object] | None = None,
) -> ChainCheck:
    """Follow every link from the first to the last.

    `read` opens a unit of work that reads: one for each portion, so that nobody who saves waits for
    all of them. `progress` hears how many links were followed, of how many.
    """
    expected, previous = 1, _FIRST
    with read() as session:
        total = newest_entry(session)[0]
    while True:
        with read() as session:
            found = session.execute(_PORTION, {"after": expected - 1}).mappings().all()
        for found_row in found:
            row: dict[str, Any] = dict(found_row)
            if (
                row["number"] != expected
                or row["previous"] != previous
                or row["link"] != link_of(row)
            ):
                with read() as session:
                    count = select(func.count()).select_from(AuditRow)
                    return ChainCheck(session.execute(count).scalar_one(), expected)
            expected, previous = expected + 1, row["link"]
        if not found:
            return ChainCheck(expected - 1, None)
        if progress:
            progress(expected - 1, total)


def entries_about(session: Session, subject: str, limit: int = 500) -> tuple[AuditEntry, ...]:
    """What was done with one case or thing, newest first."""
    rows = session.execute(
        select(AuditRow)
        .where(AuditRow.subject == subject)
        .order_by(AuditRow.number.desc())
        .limit(limit)
    ).scalars()
    return tuple(
        AuditEntry(row.number, row.at, row.member_id, row.act, row.subject, row.details)
        for row in rows
    )
